// The folder of a built site: the files of its addresses, and how they are written.
import { randomUUID } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import path from "node:path";
import { isSystemError } from "../../diagnostic/system-reason.ts";
import type { PageContent } from "../../site/pages/page.ts";

/** What there is after a build: every file with the digest of its page, and which of them were written to `folder`. */
export interface WrittenPages {
  readonly files: Readonly<Record<string, string>>;
  readonly changed: readonly string[];
}

/** Writes a file beside its place and moves it there, so that nobody reads a half of it. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const draft = `${file}.${randomUUID()}`;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(draft, content);
  renameSync(draft, file);
}

/** Returns when the disk itself has a file or folder, so that a power cut does not take back what the next call builds on. */
export function flush(place: string): void {
  let opened: number | undefined;
  try {
    opened = openSync(place, "r");
    fsyncSync(opened);
  } catch (error) {
    // Some systems open no folder, and some disks hold nothing back that could be asked for.
    if (!isSystemError(error) || !["EISDIR", "EPERM", "EACCES", "EINVAL", "ENOTSUP"].includes(error.code)) throw error;
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

/** How many files are waited for at once; as many as the system's own threads are, twice. */
const flushedAtOnce = 8;

/** The same of many files, while the program goes on. */
export async function flushAll(files: readonly string[]): Promise<void> {
  const waiting = files.values();
  const work = async () => {
    for (const file of waiting) {
      const opened = await open(file, "r");
      await opened.sync().finally(() => opened.close());
    }
  };
  await Promise.all(Array.from({ length: flushedAtOnce }, work));
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
