// Small files of JSON that may be lost: who can't read or write one goes without.
import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
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

/** Removes the files of a folder that were last written before a time, in milliseconds; stops at one that can't be removed. */
export async function dropOldFiles(folder: string, before: number): Promise<void> {
  try {
    for (const name of await readdir(folder)) {
      const file = path.join(folder, name);
      const found = await stat(file);
      if (found.isFile() && found.mtimeMs < before) await rm(file, { force: true });
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}
