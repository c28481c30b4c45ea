// The list of what Offprint wrote into an output folder. Whatever it does not name belongs to someone else.
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
import { isSystemError } from "../../diagnostic/system-reason.ts";
import { flush, writeWhole } from "./output-folder.ts";

/** The manifest's name in an output folder; no page leads to it. */
export const manifestName = ".offprint-manifest.json";

/** The files that Offprint wrote into a folder, as "/index.html"; undefined for a folder without a manifest. */
export function readManifest(folder: string): ReadonlySet<string> | undefined {
  const file = path.join(folder, manifestName);
  try {
    if (!lstatSync(file).isFile()) return undefined;
    const { files } = JSON.parse(readFileSync(file, "utf8")) as { files?: unknown };
    return Array.isArray(files) && files.every((one) => typeof one === "string") ? new Set(files) : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the manifest; the same files give the same bytes. */
export function writeManifest(folder: string, files: Iterable<string>): void {
  writeFileSync(path.join(folder, manifestName), `${JSON.stringify({ files: [...files].sort() }, null, 1)}\n`);
}

/** What someone else put into an output folder: its path there, as "/CNAME", and whether it is a folder. */
export interface ForeignEntry {
  readonly path: string;
  readonly isFolder: boolean;
}

/** What lies in an output folder beside the files of its manifest, a folder before what is in it. */
export function foreignEntries(output: string, manifest: ReadonlySet<string>): readonly ForeignEntry[] {
  const own = foldersOf(manifest);
  const found: ForeignEntry[] = [];
  const visit = (folder: string) => {
    for (const entry of readdirSync(output + folder, { withFileTypes: true })) {
      const child = `${folder}/${entry.name}`;
      if (isWorkFile(child)) continue;
      if (entry.isDirectory()) {
        if (!own.has(child)) found.push({ path: child, isFolder: true });
        visit(child);
      } else if (!manifest.has(child)) found.push({ path: child, isFolder: false });
    }
  };
  visit("");
  return found;
}

/** The first of someone else's entries that stands where one of these files, or a folder of theirs, would. */
export function entryInTheWay(foreign: readonly ForeignEntry[], files: ReadonlySet<string>): string | undefined {
  if (foreign.length === 0) return undefined;
  const folders = foldersOf(files);
  return foreign.find((one) => files.has(one.path) || (!one.isFolder && folders.has(one.path)))?.path;
}

/** The first of someone else's entries that stands where one of these files, or a folder of theirs, would be put. */
export function foreignAt(output: string, manifest: ReadonlySet<string>, files: readonly string[]): string | undefined {
  const own = foldersOf(manifest);
  const kindOf = (place: string) => {
    try {
      return lstatSync(output + place, { throwIfNoEntry: false });
    } catch (error) {
      // A file stands where a folder of it would be, which is found for itself.
      if (isSystemError(error) && error.code === "ENOTDIR") return undefined;
      throw error;
    }
  };
  const isForeign = (file: string) => {
    const there = kindOf(file);
    return there !== undefined && !(there.isDirectory() ? own : manifest).has(file);
  };
  const isForeignFile = (folder: string) =>
    !own.has(folder) && !manifest.has(folder) && kindOf(folder)?.isDirectory() === false;
  return files.find(isForeign) ?? [...foldersOf(files)].find(isForeignFile);
}

/** Whether a path in an output folder is the manifest, a lock, or a folder in which a build prepares files. */
function isWorkFile(file: string): boolean {
  return file.startsWith("/.offprint-");
}

/** The folders in which files are. */
export function foldersOf(files: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const file of files) {
    for (let folder = path.posix.dirname(file); folder !== "/" && !folders.has(folder); ) {
      folders.add(folder);
      folder = path.posix.dirname(folder);
    }
  }
  return folders;
}

// Changing an output in place, file by file, where the folder can't be replaced as a whole. A journal in the folder in which
// the new files were prepared says how to undo it.

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
  writeWhole(journal, JSON.stringify({ added }));
  const isChanged = new Set(changed);
  try {
    const formerFolders = replaced.length === 0 ? [] : [former, ...[...foldersOf(replaced)].map((one) => former + one)];
    for (const place of [...formerFolders, path.join(staging, nowName), path.join(staging, nowName, manifestName)])
      flush(place);
    for (const place of [journal, staging]) flush(place);
    for (const file of gone) {
      unlinkSync(output + file);
      // Other folders stay till the end, since on a full disk they could not be made again.
      if ([...foldersOf([file])].some((folder) => isChanged.has(folder))) removeEmptyFolders(output, file);
    }
    for (const file of changed) {
      mkdirSync(path.dirname(output + file), { recursive: true });
      renameSync(staging + file, output + file);
    }
    for (const folder of foldersOf(changed)) flush(output + folder);
    renameSync(path.join(staging, nowName, manifestName), output + manifest);
    flush(output);
  } catch (error) {
    undoChanges(staging, output);
    throw error;
  }
  for (const file of gone) removeEmptyFolders(output, file);
  rmSync(journal);
}

/** Whether an output was changed and could neither be completed nor put back: the next build does that. */
export function isHalfChanged(staging: string): boolean {
  return existsSync(path.join(staging, journalName));
}

/** Puts an output back to what it was before changes that did not come to their end; does nothing where there were none. */
export function undoChanges(staging: string, output: string): void {
  const journal = path.join(staging, journalName);
  if (!existsSync(journal)) return;
  const { added } = JSON.parse(readFileSync(journal, "utf8")) as { added: readonly string[] };
  for (const file of added.filter((one) => isFileAt(output + one))) {
    unlinkSync(output + file);
    removeEmptyFolders(output, file);
  }
  const former = path.join(staging, formerName);
  const files = existsSync(former) ? readdirSync(former, { recursive: true, withFileTypes: true }) : [];
  for (const entry of files.filter((one) => !one.isDirectory())) {
    const file = path.join(entry.parentPath, entry.name);
    const target = output + file.slice(former.length);
    if (!existsSync(path.dirname(target))) mkdirSync(path.dirname(target), { recursive: true });
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

/** Removes the folders that a file's going left empty. */
function removeEmptyFolders(output: string, file: string): void {
  let folder = path.dirname(file);
  while (folder !== "/") {
    const place = output + folder;
    const isFolder = lstatSync(place, { throwIfNoEntry: false })?.isDirectory();
    if (isFolder && readdirSync(place).length > 0) return;
    if (isFolder) rmdirSync(place);
    folder = path.dirname(folder);
  }
}
