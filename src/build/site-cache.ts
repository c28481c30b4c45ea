import path from "node:path";
import type { Serializations } from "../export/serializations.ts";
import { digestOf } from "../memory/digest.ts";
import type { ValueCache } from "../memory/memoize.ts";
import type { RecordCache } from "../record/publication.ts";
import { openCacheFile } from "./cache/cache-file.ts";
import { createSocialPictures, type SocialPictures } from "./social-pictures.ts";

/** What a build of a site takes over from earlier ones. */
export interface SiteCache {
  readonly records: RecordCache;
  readonly serializations: ValueCache<Serializations>;
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
    return { records: new Map(), serializations: new Map(), pictures, save: () => {}, finishRecords: () => {} };
  const name = digestOf(path.resolve(site));
  const open = <Value>(kind: string) => openCacheFile<Value>(path.join(cacheFolder, "sites", name, kind), engineDigest);
  const records: ReturnType<typeof openCacheFile<ReturnType<RecordCache["get"]> & object>> = open("records");
  const serializations = open<Serializations>("forms");
  return {
    records,
    serializations,
    pictures,
    save: () => {
      records.save();
      serializations.save();
    },
    finishRecords: () => {
      records.save();
      records.forget();
    },
  };
}
