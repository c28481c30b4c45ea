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
  /** Whether search engines should know it. */
  readonly isIndexed: boolean;
  readonly context: () => Readonly<Record<string, unknown>>;
}

export interface TextPage extends PageBase {
  readonly text: () => string;
}

/** A picture for those who link to a page. */
export interface PicturePage extends PageBase {
  readonly picture: SocialPicture;
}
