import { readFileSync } from "node:fs";
import path from "node:path";
import type nunjucks from "nunjucks";
import type { Page } from "../render/page.ts";
import type { SocialPictures } from "./social-pictures.ts";

/** What is written of a page; a long text comes in parts. */
export type PageContent = string | Uint8Array | Iterable<string>;

/** Makes what is written of a page. */
export type PageBytes = (page: Page) => PageContent;

/** The content of a page for those who can't do with parts. */
export function inOnePiece(content: PageContent): string | Uint8Array {
  return typeof content === "string" || content instanceof Uint8Array ? content : [...content].join("");
}

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
    if ("parts" in page) return page.parts();
    if ("picture" in page) return pictures.png(page.picture);
    return readFileSync(path.join(site, page.source));
  };
}
