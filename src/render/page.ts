import type { SocialPicture } from "./social-picture.ts";

/** One file of the site: a template with what it shows, its text outright, or a picture. All are made only when written. */
export type Page = TemplatePage | TextPage | PicturePage;

interface PageBase {
  /** From the site's root, without the path prefix: "/publications/riquelme2021/" or "/publications/riquelme2021.bib". */
  readonly address: string;
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

/** A picture for those who link to a page. */
export interface PicturePage extends PageBase {
  readonly picture: SocialPicture;
}
