import { createAssets } from "../src/build/assets.ts";
import { createListPictures } from "../src/build/list-pictures.ts";
import { createSocialPictures } from "../src/build/social-pictures.ts";
import { createTemplates } from "../src/build/templates.ts";
import { createPageBytes, sitePages } from "../src/build/write-pages.ts";
import { createSerializer } from "../src/export/serializations.ts";
import { loadSite } from "../src/pipeline.ts";
import { inOnePiece, type PageContent } from "../src/site/pages/page.ts";
import { type SiteFiles, siteIn } from "./site-in.ts";

/** A site of these files, in memory: what was read, its messages, and the text, or the bytes, of what is at an address. */
export function builtPages(files: SiteFiles, { withDrafts = false, day = "2026-11-27" } = {}) {
  const site = siteIn(files);
  const { value, diagnostics } = loadSite(site, new Map(), withDrafts, false, day);
  const serialize = createSerializer(new Map());
  const pages = sitePages(site, value, { pathPrefix: "/", serialize, makeAssets: createAssets(site) });
  const bytes = createPageBytes({
    site,
    templates: createTemplates(site),
    pictures: createSocialPictures({ cacheFolder: undefined }),
    makeListPicture: createListPictures(site, undefined),
    isDevelopment: false,
    faults: [],
  });
  const contentAt = (address: string) => {
    const page = pages.find((one) => one.address === address);
    if (page === undefined) throw new Error(`There is no ${address}.`);
    return bytes(page);
  };
  return {
    ...value,
    diagnostics,
    pages,
    addresses: pages.map(({ address }) => address),
    at: (address: string): string => String(inOnePiece(contentAt(address) as PageContent)),
    bytesAt: async (address: string) => Buffer.from(inOnePiece(await contentAt(address)) as Uint8Array),
  };
}
