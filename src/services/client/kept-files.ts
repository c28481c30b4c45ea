// Small files of JSON that may be lost: who can't read or write one goes without.
import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { isSystemError } from "../../diagnostic/system-reason.ts";

/** What a file holds; undefined where it is missing, can't be read or is not whole. */
export async function readKept(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Puts a file there as a whole, with its folder, or leaves what is there. */
export async function keepFile(file: string, text: string): Promise<void> {
  const unfinished = `${file}.${randomUUID()}`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(unfinished, text);
    await rename(unfinished, file);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    await rm(unfinished, { force: true }).catch(() => undefined);
  }
}
