import { lstatSync } from "node:fs";
import path from "node:path";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Serializations } from "../export/serializations.ts";
import { digestOf } from "../memory/digest.ts";
import type { ValueCache } from "../memory/memoize.ts";
import type { RecordCache } from "../record/publication.ts";
import { forgetValue, keepValue, keptValue, openCacheFile } from "./cache/cache-file.ts";
import { createListPictures, type MakeListPicture } from "./list-pictures.ts";
import type { TextPieces } from "./output/output-folder.ts";
import { createSocialPictures, type SocialPictures } from "./social-pictures.ts";

/** What a build of a site takes over from earlier ones. */
export interface SiteCache {
  readonly records: RecordCache;
  readonly serializations: ValueCache<Serializations>;
  readonly pictures: SocialPictures;
  readonly makeListPicture: MakeListPicture;
  /** Puts what is new where the next build finds it. */
  readonly save: () => void;
  /** Does so with the records, which are of no more use once a site has been read, and lets go of them. */
  readonly finishRecords: () => void;
}

/** The cache of a site, of what an engine of this digest made; without a folder it is empty and nothing is kept. */
export function openSiteCache(cacheFolder: string | undefined, site: string, engineDigest: string): SiteCache {
  const pictures = createSocialPictures({ cacheFolder });
  const makeListPicture = createListPictures(site, cacheFolder);
  if (cacheFolder === undefined)
    return {
      records: new Map(),
      serializations: new Map(),
      pictures,
      makeListPicture,
      save: () => {},
      finishRecords: () => {},
    };
  const name = digestOf(path.resolve(site));
  const open = <Value>(kind: string) => openCacheFile<Value>(path.join(cacheFolder, "sites", name, kind), engineDigest);
  const records: ReturnType<typeof openCacheFile<ReturnType<RecordCache["get"]> & object>> = open("records");
  const serializations = open<Serializations>("forms");
  return {
    records,
    serializations,
    pictures,
    makeListPicture,
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

// What is remembered of an output folder, so that only what has changed is written again.

/**
 * A file as it was written: the digest of its page, its size in bytes, and what the disk says of it. Whoever changes a file
 * may give it its former time, but not the time of that change nor, with another file in its place, its number.
 */
export type WrittenFile = readonly [digest: string, size: number, written: number, changed: number, number: number];

/** What is remembered of a build. */
export interface BuildRecord {
  /** The digest of the engine and the templates that made the pages. */
  readonly makers: string;
  /** The digest of the content and of how it was built. */
  readonly content: string;
  readonly publicationCount: number;
  /** The next day on which a work is published that is held back until then: the same content is another site from that day on. */
  readonly opensOn?: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** By address. */
  readonly files: Readonly<Record<string, WrittenFile>>;
  /** What the long ones of these files are made of; read when it is asked for. */
  readonly pieces: () => Readonly<Record<string, TextPieces>>;
}

/** A record as it is kept: what is known of files in columns, which are read many times as fast as so many objects. */
interface KeptRecord extends Omit<BuildRecord, "files" | "pieces"> {
  readonly columns: { readonly names: string; readonly digests: string; readonly facts: Float64Array };
}

/** What stands between the texts of a column, and in none of them. */
const separator = "\0";
/** Size, times and number of a file. */
const factsOfFile = 4;

/** Where the record of an output folder is kept. */
function recordFile(cacheFolder: string, output: string): string {
  return path.join(cacheFolder, "builds", digestOf(path.resolve(output)));
}

/** What is remembered of an output folder that is still exactly as it was written; undefined for any other. */
export function readRecord(cacheFolder: string, output: string): BuildRecord | undefined {
  const file = recordFile(cacheFolder, output);
  const kept = keptValue<KeptRecord>(file);
  if (kept === undefined) return undefined;
  const { columns, ...record } = kept;
  const [names, digests] = [columns.names, columns.digests].map((column) => column.split(separator));
  const files: Record<string, WrittenFile> = {};
  for (const [index, name] of names!.entries()) {
    const [size, written, changed, number] = columns.facts.subarray(factsOfFile * index);
    files[name] = [digests![index]!, size!, written!, changed!, number!];
  }
  if (!isAsWritten(output, files)) return undefined;
  return { ...record, files, pieces: () => keptValue<Readonly<Record<string, TextPieces>>>(file, 1) ?? {} };
}

/** What a build says of its output, with the digest of each page by its file. */
export interface FinishedBuild extends Omit<BuildRecord, "files" | "pieces"> {
  readonly files: Readonly<Record<string, string>>;
  readonly pieces: Readonly<Record<string, TextPieces>>;
}

/**
 * Remembers an output folder; without a record it is written as a whole the next time. `untouched` is what is known of files
 * that are still as they were.
 */
export function keepRecord(
  cacheFolder: string,
  output: string,
  { files, pieces, ...build }: FinishedBuild,
  untouched: BuildRecord["files"] = {},
): void {
  const names = Object.keys(files);
  const facts = new Float64Array(factsOfFile * names.length);
  for (const [index, name] of names.entries()) {
    const [, ...known] = untouched[name] ?? factsOf(output + name);
    facts.set(known, factsOfFile * index);
  }
  const columns = { names: names.join(separator), digests: Object.values(files).join(separator), facts };
  const record: KeptRecord = { ...build, columns };
  keepValue(recordFile(cacheFolder, output), record, pieces);
}

function factsOf(place: string): WrittenFile {
  const { size, mtimeMs, ctimeMs, ino } = lstatSync(place);
  return ["", size, mtimeMs, ctimeMs, ino];
}

export function forgetRecord(cacheFolder: string, output: string): void {
  forgetValue(recordFile(cacheFolder, output));
}

/** Whether a folder holds these files, untouched; others may lie beside them. */
function isAsWritten(folder: string, files: BuildRecord["files"]): boolean {
  return Object.entries(files).every(([name, [, size, written, changed, number]]) => {
    const now = lstatSync(folder + name, { throwIfNoEntry: false });
    return (
      now?.isFile() && now.size === size && now.mtimeMs === written && now.ctimeMs === changed && now.ino === number
    );
  });
}
