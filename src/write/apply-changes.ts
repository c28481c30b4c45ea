// Changing an output in place, file by file, where the folder can't be replaced as a whole. A journal in the folder in which
// the new files were prepared says how to undo it.
import {
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { isSystemError } from "../diagnostic/system-reason.ts";
import { manifestName, readManifest, writeManifest } from "./manifest.ts";

/** The file that says which files are new, and the folders with the former ones and the new manifest; no address begins so. */
const journalName = ".offprint-journal.json";
const formerName = ".offprint-former";
const nowName = ".offprint-now";

/**
 * Moves changed files from `staging` into an output and takes away those that are gone, with the folders that they leave
 * empty. After an error the output is as it was.
 */
export function applyChanges(
  staging: string,
  output: string,
  files: Iterable<string>,
  changed: readonly string[],
): void {
  mkdirSync(output, { recursive: true });
  const last = readManifest(output) ?? new Set();
  const now = new Set(files);
  const manifest = `/${manifestName}`;
  const isThere = (file: string) => isFileAt(output + file);
  const gone = [...last].filter((file) => !now.has(file) && isThere(file));
  const former = path.join(staging, formerName);
  const added = [...changed, manifest].filter((file) => !isThere(file));
  const replaced = [...changed, manifest, ...gone].filter(isThere);
  // The manifest of the staging folder itself tells it from someone else's, also after a kill.
  mkdirSync(path.join(staging, nowName));
  writeManifest(path.join(staging, nowName), now);
  for (const file of replaced) {
    mkdirSync(path.dirname(former + file), { recursive: true });
    linkOrCopy(output + file, former + file);
  }
  const journal = path.join(staging, journalName);
  writeFileSync(`${journal}.draft`, JSON.stringify({ added }));
  renameSync(`${journal}.draft`, journal);
  try {
    for (const file of gone) removeFile(output, file);
    for (const file of changed) {
      mkdirSync(path.dirname(output + file), { recursive: true });
      renameSync(staging + file, output + file);
    }
    renameSync(path.join(staging, nowName, manifestName), output + manifest);
  } catch (error) {
    undoChanges(staging, output);
    throw error;
  }
  rmSync(journal);
}

/** Puts an output back to what it was before changes that did not come to their end; does nothing where there were none. */
export function undoChanges(staging: string, output: string): void {
  const journal = path.join(staging, journalName);
  if (!existsSync(journal)) return;
  const { added } = JSON.parse(readFileSync(journal, "utf8")) as { added: readonly string[] };
  for (const file of added.filter((one) => isFileAt(output + one))) removeFile(output, file);
  const former = path.join(staging, formerName);
  const files = existsSync(former) ? readdirSync(former, { recursive: true, withFileTypes: true }) : [];
  for (const entry of files.filter((one) => !one.isDirectory())) {
    const file = path.join(entry.parentPath, entry.name);
    const target = output + file.slice(former.length);
    mkdirSync(path.dirname(target), { recursive: true });
    renameSync(file, target);
  }
  rmSync(journal);
}

/** Gives a file a second name or, on a disk that has none, copies it. */
export function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (!isSystemError(error) || error.code === "ENOENT") throw error;
    copyFileSync(from, to);
  }
}

function isFileAt(place: string): boolean {
  return lstatSync(place, { throwIfNoEntry: false })?.isDirectory() === false;
}

function removeFile(output: string, file: string): void {
  unlinkSync(output + file);
  let folder = path.dirname(file);
  while (folder !== "/" && readdirSync(output + folder).length === 0) {
    rmdirSync(output + folder);
    folder = path.dirname(folder);
  }
}
