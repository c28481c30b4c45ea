// How an import comes into a site: prepared beside it, looked at as a whole, then moved in; what is there is never written over.
import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
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
  /** Moves the new files into the site: all of them or, where the system refuses one, none. */
  readonly commit: () => void;
  /** Removes the folder; what was moved stays. */
  readonly discard: () => void;
}

/** Prepares a site with new files beside it. The site itself is not touched. */
export function stageSite(site: string, { texts, copies }: WrittenFiles): StagedSite {
  const target = path.resolve(site);
  const parent = existingParent(target);
  const folder = mkdtempSync(path.join(parent, ".offprint-import-"));
  const discard = () => rmSync(folder, { recursive: true, force: true });
  const isNew = !existsSync(path.join(target, "content"));
  const names = [...texts.keys(), ...copies.keys()];
  try {
    if (isNew) mkdirSync(path.join(folder, "content/publications"), { recursive: true });
    else mirror(path.join(target, "content"), path.join(folder, "content"));
    for (const [name, text] of texts) writeFileSync(readyFile(folder, name), text, { flag: "wx" });
    for (const [name, from] of copies) copyFileSync(from, readyFile(folder, name), constants.COPYFILE_EXCL);
  } catch (error) {
    discard();
    throw error;
  }
  const commit = () => {
    if (isNew) {
      const made = makeFolder(target);
      try {
        renameSync(path.join(folder, "content"), path.join(target, "content"));
      } catch (error) {
        for (const one of made.reverse()) rmdirSync(one);
        throw error;
      }
    } else moveIn(folder, target, names);
  };
  return { folder, commit, discard };
}

/** The nearest folder above a path that is there. */
function existingParent(target: string): string {
  let parent = path.dirname(target);
  while (!existsSync(parent)) parent = path.dirname(parent);
  return parent;
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
function linkOrCopy(from: string, to: string): void {
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
  const written: string[] = [];
  const made: string[] = [];
  try {
    for (const name of names) {
      const file = path.join(target, name);
      made.push(...makeFolder(path.dirname(file)));
      linkOrCopy(path.join(folder, name), file);
      written.push(file);
    }
  } catch (error) {
    for (const file of written.reverse()) unlinkSync(file);
    for (const one of made.reverse()) rmdirSync(one);
    throw error;
  }
}
