import { readFileSync } from "node:fs";
import path from "node:path";
import type nunjucks from "nunjucks";
import type { Page } from "../render/page.ts";
import type { SocialPictures } from "./social-pictures.ts";

/** Makes what is written of a page. */
export type PageBytes = (page: Page) => string | Uint8Array;

export interface PageBytesOptions {
  readonly site: string;
  readonly templates: nunjucks.Environment;
  readonly pictures: SocialPictures;
  /** Whether the pages are served to their author, who sees the messages in them. */
  readonly isDevelopment: boolean;
}

export function createPageBytes({ site, templates, pictures, isDevelopment }: PageBytesOptions): PageBytes {
  return (page) => {
    if ("layout" in page) return templates.render(page.layout, { ...page.context(), development: isDevelopment });
    if ("text" in page) return page.text();
    if ("picture" in page) return pictures.png(page.picture);
    return readFileSync(path.join(site, page.source));
  };
}
