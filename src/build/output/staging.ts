// The folders in which an output is prepared and those in which the former one is put aside, and what becomes of them after
// a build that was killed.
import { randomBytes } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
} from "node:fs";
import path from "node:path";
import { isSystemError } from "../../diagnostic/system-reason.ts";
import { manifestName, readManifest, undoChanges, writeManifest } from "./apply-changes.ts";

/** What a folder is called in which a build prepares files in the output itself. */
const inside = /^\.offprint-next-[0-9a-f]{16}$/;

/**
 * Makes an empty folder in which an output is prepared: beside it or, where that can't be or lies on another disk, in it.
 * A manifest without files tells it from someone else's.
 */
export function makeStaging(output: string): string {
  const name = randomBytes(8).toString("hex");
  const [beside, within] = [`${output}.next-${name}`, path.join(output, `.offprint-next-${name}`)];
  const isApart = existsSync(output) && statSync(output).dev !== statSync(path.dirname(output)).dev;
  const make = (folder: string) => {
    mkdirSync(folder);
    try {
      writeManifest(folder, []);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
    return folder;
  };
  try {
    return make(isApart ? within : beside);
  } catch (error) {
    if (isApart || !isSystemError(error) || !existsSync(output)) throw error;
    return make(within);
  }
}

/** Removes such a folder, if it is still there; the manifest that says whose it is goes last. */
export function removeStaging(staging: string): void {
  const entries = existsSync(staging) ? readdirSync(staging) : [];
  for (const entry of entries.filter((name) => name !== manifestName)) {
    rmSync(path.join(staging, entry), { recursive: true, force: true });
  }
  rmSync(staging, { recursive: true, force: true });
}

/** Where the former output is put aside for the one that was prepared in `staging`; undefined where that lies in the output. */
export function asideOf(staging: string): string | undefined {
  return inside.test(path.basename(staging)) ? undefined : staging.replace(/\.next-([0-9a-f]{16})$/, ".previous-$1");
}

/**
 * Takes away what a killed build left, and puts the former output back where it had not come to the new one. Whoever calls
 * this holds the output's lock.
 */
export function clearAbandoned(output: string): void {
  const parent = path.dirname(output);
  const name = path.basename(output);
  const left = (folder: string, start: string, form: RegExp) =>
    (isFolder(folder) ? readdirSync(folder) : [])
      .filter((entry) => entry.startsWith(start) && form.test(entry.slice(start.length)))
      .map((entry) => path.join(folder, entry))
      .filter((one) => isFolder(one) && (isEmpty(one) || existsSync(path.join(one, manifestName))));
  for (const previous of left(parent, name, /^\.previous-[0-9a-f]{16}$/)) {
    if (isFolder(output) && !isEmpty(output)) takeApart(previous, output);
    else {
      if (isFolder(output)) rmdirSync(output);
      renameSync(previous, output);
    }
  }
  for (const next of [...left(parent, name, /^\.next-[0-9a-f]{16}$/), ...left(output, "", inside)]) {
    undoChanges(next, output);
    removeStaging(next);
  }
}

/**
 * Removes an output that was put aside. What Offprint did not write is in the new output already, or is moved there; where
 * another file has its place by now, it stays where it is, and the answer is false.
 */
export function takeApart(previous: string, output: string): boolean {
  const own = readManifest(previous) ?? new Set();
  /** Whether a folder could be taken away. */
  const visit = (folder: string): boolean => {
    let isClear = true;
    for (const entry of readdirSync(previous + folder, { withFileTypes: true })) {
      const child = `${folder}/${entry.name}`;
      if (child === `/${manifestName}`) continue;
      const isGone = entry.isDirectory() ? visit(child) : own.has(child) ? remove(child) : handOver(child);
      isClear &&= isGone;
    }
    if (!isClear) return false;
    if (folder === "") rmSync(path.join(previous, manifestName), { force: true });
    rmdirSync(previous + folder);
    return true;
  };
  const remove = (file: string): boolean => {
    unlinkSync(previous + file);
    return true;
  };
  const handOver = (file: string): boolean => {
    const there = lstatSync(output + file, { throwIfNoEntry: false });
    if (there?.ino === lstatSync(previous + file).ino) return remove(file);
    if (there) return false;
    mkdirSync(path.dirname(output + file), { recursive: true });
    renameSync(previous + file, output + file);
    return true;
  };
  return visit("");
}

function isFolder(folder: string): boolean {
  return lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isEmpty(folder: string): boolean {
  return readdirSync(folder).length === 0;
}
