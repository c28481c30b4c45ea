// The folder of a built site: the files of its addresses, and how they are written.
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { isSystemError } from "../../diagnostic/system-reason.ts";
import type { TextPart } from "../../export/serializations.ts";
import type { PageContent } from "../../site/pages/page.ts";

/** What there is after a build: every file with the digest of its page, and which of them were written to `folder`. */
export interface WrittenPages {
  readonly files: Readonly<Record<string, string>>;
  readonly changed: readonly string[];
  /** What the long ones of these files are made of. */
  readonly pieces: Readonly<Record<string, TextPieces>>;
}

/** The parts of a text in their order: the digest of each, empty where it has none, and its length in bytes. */
export type TextPieces = readonly (readonly [digest: string, length: number])[];

/** A text as it was written before. */
export interface FormerText {
  readonly file: string;
  readonly pieces: TextPieces;
}

/** Writes a file beside its place and moves it there, so that nobody reads a half of it. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const draft = `${file}.${randomUUID()}`;
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    writeFileSync(draft, content);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Returns when the disk itself has a file or folder, so that a power cut does not take back what the next call builds on. */
export function flush(place: string): void {
  let opened: number | undefined;
  try {
    opened = openSync(place, "r");
    fsyncSync(opened);
  } catch (error) {
    if (!isUnflushable(error)) throw error;
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

/** Some systems open no folder, and some disks hold nothing back that could be asked for. */
const isUnflushable = (error: unknown): boolean =>
  isSystemError(error) && ["EISDIR", "EPERM", "EACCES", "EINVAL", "ENOTSUP"].includes(error.code);

/** Whether the disk is asked once for so many places: for 8,000 files one by one that took 8.6 s, and 0.6 s together. */
export const areFlushedTogether = ({ length }: readonly string[]): boolean => length >= 1000;

/** How many files are waited for at once; as many as the system's own threads are, twice. */
const flushedAtOnce = 8;

/** The same of many files and folders below one folder, while the program goes on. */
export async function flushAll(folder: string, places: readonly string[]): Promise<void> {
  if (areFlushedTogether(places) && (await flushFileSystem(folder))) return;
  const waiting = places.values();
  const work = async () => {
    for (const place of waiting) {
      try {
        const opened = await open(place, "r");
        await opened.sync().finally(() => opened.close());
      } catch (error) {
        if (!isUnflushable(error)) throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: flushedAtOnce }, work));
}

/** Whether everything on the disk of a folder could be asked for, as only Linux can. */
function flushFileSystem(folder: string): Promise<boolean> {
  if (process.platform !== "linux") return Promise.resolve(false);
  return promisify(execFile)("sync", ["-f", folder]).then(
    () => true,
    () => false,
  );
}

/** The file of an address: "/publications/a/" is "/publications/a/index.html". */
export function fileOfAddress(address: string): string {
  return address.endsWith("/") ? `${address}index.html` : address;
}

/**
 * Writes files below a folder; each folder is made once. Of a text in parts those that were there before are copied from
 * `former`, and what it is made of is given back.
 */
export function createFileWriter(
  folder: string,
): (file: string, content: PageContent, former?: FormerText) => TextPieces | undefined {
  const made = new Set<string>();
  return (file, content, former) => {
    const target = folder + file;
    const parent = path.dirname(target);
    if (!made.has(parent)) {
      mkdirSync(parent, { recursive: true });
      made.add(parent);
    }
    try {
      if (typeof content !== "string" && !(content instanceof Uint8Array)) return writeParts(target, content, former);
      writeFileSync(target, content);
      return undefined;
    } catch (error) {
      // A full disk is noticed while writing, where the system no longer says to which file.
      if (isSystemError(error)) throw Object.assign(error, { path: target });
      throw error;
    }
  };
}

/** How many characters or bytes of a long text are written at once. */
const atOnce = 1 << 20;

function writeParts(file: string, parts: Iterable<TextPart>, former: FormerText | undefined): TextPieces {
  const places = former === undefined ? new Map<string, Stretch>() : placesOf(former.pieces);
  const pieces: (readonly [string, number])[] = [];
  const source = former === undefined ? undefined : openSync(former.file, "r");
  const target = openSync(file, "w");
  let waiting = "";
  let copied: Stretch = { at: 0, length: 0 };
  const writeWaiting = () => {
    writeFileSync(target, waiting);
    waiting = "";
  };
  const writeCopied = () => {
    if (copied.length > 0) copyBytes(source!, target, copied);
    copied = { at: 0, length: 0 };
  };
  try {
    for (const { digest = "", text } of parts) {
      const place = places.get(digest);
      if (place === undefined) {
        writeCopied();
        const own = text();
        waiting += own;
        pieces.push([digest, Buffer.byteLength(own)]);
        if (waiting.length >= atOnce) writeWaiting();
        continue;
      }
      writeWaiting();
      pieces.push([digest, place.length]);
      if (place.at !== copied.at + copied.length) writeCopied();
      copied = copied.length === 0 ? place : { at: copied.at, length: copied.length + place.length };
    }
    writeCopied();
    writeWaiting();
  } finally {
    closeSync(target);
    if (source !== undefined) closeSync(source);
  }
  return pieces;
}

/** Some bytes of a file that follow each other. */
interface Stretch {
  readonly at: number;
  readonly length: number;
}

/** Where the parts are that have a digest. */
function placesOf(pieces: TextPieces): ReadonlyMap<string, Stretch> {
  const places = new Map<string, Stretch>();
  let at = 0;
  for (const [digest, length] of pieces) {
    if (digest !== "") places.set(digest, { at, length });
    at += length;
  }
  return places;
}

function copyBytes(source: number, target: number, { at, length }: Stretch): void {
  const bytes = Buffer.alloc(Math.min(length, atOnce));
  for (let done = 0; done < length; ) {
    const count = readSync(source, bytes, 0, Math.min(bytes.length, length - done), at + done);
    if (count === 0) throw new Error("a file of the last build is shorter than it was");
    writeFileSync(target, bytes.subarray(0, count));
    done += count;
  }
}
