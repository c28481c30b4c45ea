import { readFileSync } from "node:fs";
import path from "node:path";
import type nunjucks from "nunjucks";
import { ContentFault } from "../diagnostic/content-fault.ts";
import type { Page, PageContent } from "../render/page.ts";
import { checkTemplates } from "./check-templates.ts";
import type { SocialPictures } from "./social-pictures.ts";
import { templateFault } from "./template-fault.ts";

/** Makes what is written of a page. */
export type PageBytes = (page: Page) => PageContent;

export interface PageBytesOptions {
  readonly site: string;
  readonly templates: nunjucks.Environment;
  readonly pictures: SocialPictures;
  /** Whether the pages are served to their author, who sees the messages in them. */
  readonly isDevelopment: boolean;
  /** Whether Eleventy's configuration may add filters and tags, so that a template is only read when a page is made of it. */
  readonly areTemplatesExtended?: boolean;
}

/** Makes what is written of pages; a fault in the site's templates is a `ContentFault`, now or when a page is made. */
export function createPageBytes(options: PageBytesOptions): PageBytes {
  const { site, templates, pictures, isDevelopment, areTemplatesExtended = false } = options;
  const faults = areTemplatesExtended ? [] : checkTemplates(site, templates);
  if (faults.length > 0) throw new ContentFault(faults);
  return (page) => {
    if ("layout" in page) {
      try {
        return templates.render(page.layout, { ...page.context(), development: isDevelopment });
      } catch (error) {
        throw templateFault(error, site) ?? error;
      }
    }
    if ("text" in page) return page.text();
    if ("parts" in page) return page.parts();
    if ("picture" in page) return pictures.png(page.picture);
    return readFileSync(path.join(site, page.source));
  };
}
