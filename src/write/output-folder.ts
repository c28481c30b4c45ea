// The folder of a built site, and what is remembered of it, so that only what has changed is written again.
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { PageContent } from "./page-bytes.ts";

/** A file as it was written: the digest of its page, its size in bytes, and when (milliseconds). */
export type WrittenFile = readonly [digest: string, size: number, written: number];

/** What is remembered of a build. */
export interface BuildRecord {
  /** The digest of the engine and the templates that made the pages. */
  readonly makers: string;
  /** The digest of the content and of how it was built. */
  readonly content: string;
  readonly publicationCount: number;
  readonly diagnostics: readonly Diagnostic[];
  /** By address. */
  readonly files: Readonly<Record<string, WrittenFile>>;
}

/** Where the record of an output folder is kept. */
function recordFile(cacheFolder: string, output: string): string {
  const name = createHash("sha256").update(path.resolve(output)).digest("hex").slice(0, 16);
  return path.join(cacheFolder, "builds", `${name}.json`);
}

/** What is remembered of an output folder that is still exactly as it was written; undefined for any other. */
export function readRecord(cacheFolder: string, output: string): BuildRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(recordFile(cacheFolder, output), "utf8")) as BuildRecord;
    return isAsWritten(output, record.files) ? record : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers an output folder; without a record it is written as a whole the next time. */
export function keepRecord(cacheFolder: string, output: string, record: BuildRecord): void {
  const file = recordFile(cacheFolder, output);
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(record));
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // A folder that can't be written only costs time.
  }
}

export function forgetRecord(cacheFolder: string, output: string): void {
  rmSync(recordFile(cacheFolder, output), { force: true });
}

/** Whether a folder holds these files, untouched, and no other. */
function isAsWritten(folder: string, files: BuildRecord["files"]): boolean {
  let left = Object.keys(files).length;
  const visit = (address: string): boolean =>
    readdirSync(path.join(folder, address), { withFileTypes: true }).every((entry) => {
      const child = `${address}/${entry.name}`;
      if (entry.isDirectory()) return visit(child);
      const known = files[child];
      const { size, mtimeMs } = lstatSync(path.join(folder, child));
      left -= 1;
      return known !== undefined && known[1] === size && known[2] === mtimeMs;
    });
  return existsSync(folder) && visit("") && left === 0;
}

/** The file of an address: "/publications/a/" is "/publications/a/index.html". */
export function fileOfAddress(address: string): string {
  return address.endsWith("/") ? `${address}index.html` : address;
}

/** Writes files below a folder; each folder is made once. */
export function createFileWriter(folder: string): (file: string, content: PageContent) => void {
  const made = new Set<string>();
  return (file, content) => {
    const target = folder + file;
    const parent = path.dirname(target);
    if (!made.has(parent)) {
      mkdirSync(parent, { recursive: true });
      made.add(parent);
    }
    if (typeof content === "string" || content instanceof Uint8Array) writeFileSync(target, content);
    else writeParts(target, content);
  };
}

/** How many characters of a long text are written at once. */
const atOnce = 1 << 20;

function writeParts(file: string, parts: Iterable<string>): void {
  const target = openSync(file, "w");
  try {
    let waiting = "";
    for (const part of parts) {
      waiting += part;
      if (waiting.length < atOnce) continue;
      writeFileSync(target, waiting);
      waiting = "";
    }
    writeFileSync(target, waiting);
  } finally {
    closeSync(target);
  }
}

/** Moves changed files into an output folder and takes away those that are gone, with the folders that they leave empty. */
export function applyChanges(from: string, output: string, changed: readonly string[], gone: readonly string[]): void {
  for (const file of changed) {
    mkdirSync(path.dirname(output + file), { recursive: true });
    renameSync(from + file, output + file);
  }
  for (const file of gone) {
    unlinkSync(output + file);
    let folder = path.dirname(file);
    while (folder !== "/" && readdirSync(output + folder).length === 0) {
      rmdirSync(output + folder);
      folder = path.dirname(folder);
    }
  }
}
