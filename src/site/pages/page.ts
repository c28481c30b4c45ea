import { type SerializationRequest, type TextPart, textOfParts } from "../../export/serializations.ts";
import type { SocialPicture } from "../../picture/social-picture.ts";
import type { PictureSize } from "../../record/site-settings.ts";

/** One file of the site. */
export type Page = GeneratedPage | ListPicturePage | CopiedPage;

/** A template with what it shows, a text outright or in parts, or a picture. All are made only when written. */
export type GeneratedPage = TemplatePage | TextPage | LongTextPage | PicturePage | BytesPage;

/** A picture that is made of one of the author's. */
export interface ListPicturePage extends PageBase {
  /** The author's, relative to the site. */
  readonly source: string;
  readonly pixels: PictureSize;
}

interface PageBase {
  /** From the site's root, without the path prefix: "/publications/riquelme2021/" or "/publications/riquelme2021.bib". */
  readonly address: string;
  /**
   * The digest of all that the page is made of but the engine, the templates and what its address tells: while it stays,
   * so does the page.
   */
  readonly digest: () => string;
  /** The forms of works that it shows, which take longer than all the rest, so that they can be made ahead. */
  readonly serializations?: () => readonly SerializationRequest[];
}

export interface TemplatePage extends PageBase {
  /** A template below `_includes`: "layouts/publication.njk". */
  readonly layout: string;
  /** The same page in each language of the site, itself among them; none where it is in one alone. */
  readonly alternates: readonly Alternate[];
  /** When its content last changed, as ISO 8601 writes it; undefined where that is not known. */
  readonly modified: string | undefined;
  readonly context: () => Readonly<Record<string, unknown>>;
}

/** A page in one language. */
export interface Alternate {
  /** BCP 47. */
  readonly tag: string;
  /** What those who speak it call the language. */
  readonly name: string;
  readonly href: string;
  /** The absolute address, where the site's own is known. */
  readonly canonical: string | undefined;
  readonly isCurrent: boolean;
  readonly isDefault: boolean;
}

export interface TextPage extends PageBase {
  readonly text: () => string;
}

/** A text that grows with the number of publications, so that it may come to be longer than a string can be. */
export interface LongTextPage extends PageBase {
  /** The text, part by part. */
  readonly parts: () => Iterable<TextPart>;
}

/** A picture for those who link to a page. */
export interface PicturePage extends PageBase {
  readonly picture: SocialPicture;
}

/** A file of the engine's that is no text. */
export interface BytesPage extends PageBase {
  readonly bytes: () => Uint8Array;
}

/** A file of the author's that is published as it is. */
export interface CopiedPage extends PageBase {
  /** Relative to the site. */
  readonly source: string;
}

/** What is written of a page; a long text comes in parts. */
export type PageContent = string | Uint8Array | Iterable<TextPart>;

/** The content of a page for those who can't do with parts. */
export function inOnePiece(content: PageContent): string | Uint8Array {
  return typeof content === "string" || content instanceof Uint8Array ? content : textOfParts(content);
}
