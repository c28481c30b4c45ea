// How an import comes into a site: prepared beside it, looked at as a whole, then moved in; what is there is never written over.
import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { isSystemError } from "../../diagnostic/system-reason.ts";

/** What is to be written: texts, and copies of files, by their paths from `content/` on. */
export interface WrittenFiles {
  readonly texts: ReadonlyMap<string, string>;
  readonly copies: ReadonlyMap<string, string>;
}

/** A site as it will be, in a folder of its own beside it. */
export interface StagedSite {
  /** The folder that holds `content/`, with what is there already. */
  readonly folder: string;
  /** Moves the new files into the site: all of them or, where the system refuses one, none; after a kill the next import takes them back. */
  readonly commit: () => void;
  /** Removes the folder; what was moved stays. */
  readonly discard: () => void;
}

/** Where an import into a site is prepared: beside the site, and known by its name, so that the next one finds it again. */
export interface ImportPlace {
  readonly folder: string;
  /** Is held by the one import that works there. */
  readonly lockFile: string;
  /** Takes the folders above the site away again that were made for this and hold nothing. */
  readonly leave: () => void;
}

/** The place of imports into a site; the folder above the site is made where it is missing. */
export function enterPlace(site: string): ImportPlace {
  const target = path.resolve(site);
  const parent = path.dirname(target);
  const made = makeFolder(parent);
  const folder = path.join(parent, `.offprint-import-${path.basename(target)}`);
  const leave = () => {
    for (const one of made.reverse()) if (readdirSync(one).length === 0) rmdirSync(one);
  };
  return { folder, lockFile: `${folder}.lock`, leave };
}

/** Prepares a site with new files in the folder of its place. The site itself is not touched. */
export function stageSite(site: string, folder: string, { texts, copies }: WrittenFiles): StagedSite {
  const target = path.resolve(site);
  const discard = () => {
    // What could be neither completed nor taken back is for the next import.
    if (!existsSync(journalOf(folder))) rmSync(folder, { recursive: true, force: true });
  };
  const isNew = !existsSync(path.join(target, "content"));
  const names = [...texts.keys(), ...copies.keys()];
  try {
    mkdirSync(folder);
    if (isNew) mkdirSync(path.join(folder, "content/publications"), { recursive: true });
    else mirror(path.join(target, "content"), path.join(folder, "content"));
    for (const [name, text] of texts) writeFileSync(readyFile(folder, name), text, { flag: "wx" });
    for (const [name, from] of copies) copyFileSync(from, readyFile(folder, name), constants.COPYFILE_EXCL);
  } catch (error) {
    discard();
    throw error;
  }
  const commit = () => {
    if (!existsSync(target)) renameSync(folder, target);
    else if (isNew) renameSync(path.join(folder, "content"), path.join(target, "content"));
    else moveIn(folder, target, names);
  };
  return { folder, commit, discard };
}

/** Which files are being moved into a site, and which folders are made for them. */
interface Journal {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

const journalOf = (folder: string) => path.join(folder, "moving.json");

/** Takes away what a killed import left: its folder, and what it had moved into the site. Whoever calls this holds the lock. */
export function clearAbandoned(site: string, folder: string): void {
  if (existsSync(journalOf(folder))) takeBack(folder, path.resolve(site));
  rmSync(folder, { recursive: true, force: true });
}

function takeBack(folder: string, target: string): void {
  const journal = journalOf(folder);
  const { files, folders } = JSON.parse(readFileSync(journal, "utf8")) as Journal;
  const begun = statSync(journal).mtimeMs;
  for (const name of files) {
    const [prepared, moved] = [path.join(folder, name), path.join(target, name)];
    if (isCopyOf(moved, prepared, begun)) unlinkSync(moved);
  }
  for (const name of folders.toReversed()) {
    const made = path.join(target, name);
    if (existsSync(made) && readdirSync(made).length === 0) rmdirSync(made);
  }
  rmSync(journal);
}

/**
 * Whether a file is another one's second name, unchanged since a time, or, where the disk has none, a copy, which may have been
 * broken off.
 */
function isCopyOf(file: string, original: string, begun: number): boolean {
  const [one, other] = [lstatSync(file, { throwIfNoEntry: false }), lstatSync(original)];
  if (!one?.isFile()) return false;
  if (one.ino === other.ino && one.dev === other.dev) return one.mtimeMs <= begun;
  return one.size <= other.size && readFileSync(original).subarray(0, one.size).equals(readFileSync(file));
}

function readyFile(folder: string, name: string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  return file;
}

/** The same files under second names; links lead where they led. */
function mirror(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [old, here] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) mirror(old, here);
    else if (entry.isFile()) linkOrCopy(old, here);
    else if (entry.isSymbolicLink() && existsSync(old)) symlinkSync(realpathSync(old), here);
  }
}

/** A second name for a file or, where the disk has none, a copy; never in the place of what is there. */
export function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (!isSystemError(error) || error.code === "EEXIST") throw error;
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
}

/** Makes a folder and those above it that are not there; which it made, the outermost first. */
function makeFolder(folder: string): string[] {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return [];
  const steps = path.relative(first, folder).split(path.sep).filter(Boolean);
  return [first, ...steps.map((_, index) => path.join(first, ...steps.slice(0, index + 1)))];
}

function moveIn(folder: string, target: string, names: readonly string[]): void {
  const folders = [...new Set(names.flatMap((name) => foldersAbove(name)))].filter(
    (name) => !existsSync(path.join(target, name)),
  );
  const files = names.filter((name) => !existsSync(path.join(target, name)));
  const journal = journalOf(folder);
  // Moved to its name when it is whole: until then nothing has begun.
  writeFileSync(`${journal}.draft`, JSON.stringify({ files, folders } satisfies Journal));
  renameSync(`${journal}.draft`, journal);
  try {
    for (const name of folders) mkdirSync(path.join(target, name));
    for (const name of names) linkOrCopy(path.join(folder, name), path.join(target, name));
  } catch (error) {
    takeBack(folder, target);
    throw error;
  }
  rmSync(journal);
}

/** The folders in which a file is, the outermost first. */
function foldersAbove(name: string): readonly string[] {
  const parts = name.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}
