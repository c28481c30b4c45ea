// The folder of a built site, and what is remembered of it, so that only what has changed is written again.
import { randomUUID } from "node:crypto";
import { closeSync, lstatSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import { isSystemError } from "../../diagnostic/system-reason.ts";
import { digestOf } from "../../memory/digest.ts";
import type { PageContent } from "../../site/pages/page.ts";

/**
 * A file as it was written: the digest of its page, its size in bytes, and what the disk says of it. Whoever changes a file
 * may give it its former time, but not the time of that change nor, with another file in its place, its number.
 */
export type WrittenFile = readonly [digest: string, size: number, written: number, changed: number, number: number];

/** What there is after a build: every file with the digest of its page, and which of them were written to `folder`. */
export interface WrittenPages {
  readonly files: Readonly<Record<string, string>>;
  readonly changed: readonly string[];
}

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

/** Writes a file beside its place and moves it there, so that nobody reads a half of it. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const draft = `${file}.${randomUUID()}`;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(draft, content);
  renameSync(draft, file);
}

/** Where the record of an output folder is kept. */
function recordFile(cacheFolder: string, output: string): string {
  const name = digestOf(path.resolve(output));
  return path.join(cacheFolder, "builds", `${name}.json`);
}

/** What is remembered of an output folder that is still exactly as it was written; undefined for any other. */
export function readRecord(cacheFolder: string, output: string): BuildRecord | undefined {
  try {
    const [digest, text] = splitOnce(readFileSync(recordFile(cacheFolder, output), "utf8"), "\n");
    if (digest !== digestOf(text)) return undefined;
    const record = JSON.parse(text) as BuildRecord;
    return isAsWritten(output, record.files) ? record : undefined;
  } catch {
    return undefined;
  }
}

/** What a build says of its output, with the digest of each page by its file. */
export interface FinishedBuild extends Omit<BuildRecord, "files"> {
  readonly files: Readonly<Record<string, string>>;
}

/** Remembers an output folder; without a record it is written as a whole the next time. */
export function keepRecord(cacheFolder: string, output: string, build: FinishedBuild): void {
  const file = recordFile(cacheFolder, output);
  try {
    const files: Record<string, WrittenFile> = {};
    for (const [name, digest] of Object.entries(build.files)) {
      const { size, mtimeMs, ctimeMs, ino } = lstatSync(output + name);
      files[name] = [digest, size, mtimeMs, ctimeMs, ino];
    }
    const text = JSON.stringify({ ...build, files });
    writeWhole(file, `${digestOf(text)}\n${text}`);
  } catch {
    // A folder that can't be written only costs time.
  }
}

export function forgetRecord(cacheFolder: string, output: string): void {
  try {
    rmSync(recordFile(cacheFolder, output), { force: true });
  } catch {
    // One that can't be deleted does not fit the output any more.
  }
}

function splitOnce(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  return [text.slice(0, at), text.slice(at + mark.length)];
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
    try {
      if (typeof content === "string" || content instanceof Uint8Array) writeFileSync(target, content);
      else writeParts(target, content);
    } catch (error) {
      // A full disk is noticed while writing, where the system no longer says to which file.
      if (isSystemError(error)) throw Object.assign(error, { path: target });
      throw error;
    }
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
