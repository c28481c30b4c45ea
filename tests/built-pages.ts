import { createAssets } from "../src/build/assets.ts";
import { createSocialPictures } from "../src/build/social-pictures.ts";
import { createTemplates } from "../src/build/templates.ts";
import { createPageBytes, sitePages } from "../src/build/write-pages.ts";
import { createSerializer } from "../src/export/serializations.ts";
import { loadSite } from "../src/pipeline.ts";
import { inOnePiece } from "../src/site/pages/page.ts";
import { type SiteFiles, siteIn } from "./site-in.ts";

/** A site of these files, in memory: what was read, its messages, and the text of what is at an address. */
export function builtPages(files: SiteFiles, { withDrafts = false, day = "2026-11-27" } = {}) {
  const site = siteIn(files);
  const { value, diagnostics } = loadSite(site, new Map(), withDrafts, false, day);
  const serialize = createSerializer(new Map());
  const pages = sitePages(site, value, { pathPrefix: "/", serialize, makeAssets: createAssets(site) });
  const pictures = createSocialPictures({ cacheFolder: undefined });
  const bytes = createPageBytes({ site, templates: createTemplates(site), pictures, isDevelopment: false, faults: [] });
  return {
    ...value,
    diagnostics,
    addresses: pages.map(({ address }) => address),
    at: (address: string): string => {
      const page = pages.find((one) => one.address === address);
      if (page === undefined) throw new Error(`There is no ${address}.`);
      return String(inOnePiece(bytes(page)));
    },
  };
}
