// In: a site as read. Out: every file of it, the author's own and the stylesheet among them.
import { statSync } from "node:fs";
import path from "node:path";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { LoadedSite } from "../pipeline.ts";
import type { GiveForms } from "../render/forms.ts";
import type { Page } from "../render/page.ts";
import { listPages } from "../render/page-list.ts";
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

/** The author's files; a drawing is written anew. */
function copiedPages(site: string, { files }: LoadedSite): readonly Page[] {
  return [...files].map(([address, { onDisk, svg }]): Page => {
    if (svg !== undefined) return { address, madeOf: () => svg, text: () => svg };
    const { size, mtimeMs, ctimeMs, ino } = statSync(path.join(site, onDisk));
    return { address, madeOf: () => [onDisk, size, mtimeMs, ctimeMs, ino], source: onDisk };
  });
}
