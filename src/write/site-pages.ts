// In: a site as read. Out: every file of it, the author's own and the stylesheet among them.
import { statSync } from "node:fs";
import path from "node:path";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { filesOf } from "../model/publication.ts";
import type { LoadedSite } from "../pipeline.ts";
import type { GiveForms } from "../render/forms.ts";
import type { CopiedPage, Page } from "../render/page.ts";
import { listPages } from "../render/page-list.ts";
import { fileAddress } from "../render/view/addresses.ts";
import type { MakeAssets } from "./assets.ts";

export interface SitePagesOptions {
  readonly pathPrefix: string;
  readonly giveForms: GiveForms;
  readonly makeAssets: MakeAssets;
  /** Messages that the pages show, as the development server wants it. */
  readonly diagnostics?: readonly Diagnostic[];
}

/** Every file of the site in the folder `site`. */
export function sitePages(site: string, loaded: LoadedSite, options: SitePagesOptions): readonly Page[] {
  const assets = options.makeAssets(loaded.catalogue.site.appearance);
  return [
    ...assets.pages,
    ...listPages(loaded.catalogue, { ...options, assets, messages: loaded.messages }),
    ...copiedPages(site, loaded),
  ];
}

/** The files that papers link to, each below its paper's page. */
function copiedPages(site: string, { catalogue, files }: LoadedSite): readonly CopiedPage[] {
  const pages = new Map<string, CopiedPage>();
  for (const { publication, slug } of catalogue.publications) {
    for (const href of filesOf(publication)) {
      if (!files.has(href)) continue;
      const address = fileAddress(href, slug);
      const { size, mtimeMs } = statSync(path.join(site, href));
      pages.set(address, { address, madeOf: () => [href, size, mtimeMs], source: href });
    }
  }
  return [...pages.values()];
}
