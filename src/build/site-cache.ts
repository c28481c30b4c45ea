import { createHash } from "node:crypto";
import path from "node:path";
import type { WorkForms } from "../export/exports.ts";
import type { Kept } from "../memory/memoize.ts";
import type { KeptRecords } from "../record/publication.ts";
import { openKeptFile } from "./cache/kept-files.ts";
import { createSocialPictures, type SocialPictures } from "./social-pictures.ts";

/** What a build of a site takes over from earlier ones. */
export interface SiteCache {
  readonly records: KeptRecords;
  readonly forms: Kept<WorkForms>;
  readonly pictures: SocialPictures;
  /** Puts what is new where the next build finds it. */
  readonly save: () => void;
  /** Does so with the records, which are of no more use once a site has been read, and lets go of them. */
  readonly finishRecords: () => void;
}

/** The cache of a site, of what an engine of this digest made; without a folder it is empty and nothing is kept. */
export function openSiteCache(cacheFolder: string | undefined, site: string, engineDigest: string): SiteCache {
  const pictures = createSocialPictures({ cacheFolder });
  if (cacheFolder === undefined)
    return { records: new Map(), forms: new Map(), pictures, save: () => {}, finishRecords: () => {} };
  const name = createHash("sha256").update(path.resolve(site)).digest("hex").slice(0, 16);
  const open = <Value>(kind: string) => openKeptFile<Value>(path.join(cacheFolder, "sites", name, kind), engineDigest);
  const records: ReturnType<typeof openKeptFile<ReturnType<KeptRecords["get"]> & object>> = open("records");
  const forms = open<WorkForms>("forms");
  return {
    records,
    forms,
    pictures,
    save: () => {
      records.save();
      forms.save();
    },
    finishRecords: () => {
      records.save();
      records.forget();
    },
  };
}
