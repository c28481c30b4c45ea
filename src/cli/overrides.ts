import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { engineFolder } from "../build/cache/engine.ts";
import { writeWhole } from "../build/output/output-folder.ts";
import {
  conflictMark,
  engineVersion,
  isBehind,
  isEngine,
  listOverrides,
  mergeOverride,
  noteOrigins,
  type Override,
  replaceableFiles,
} from "../build/override-origins.ts";
import { nearestName } from "../diagnostic/nearest-name.ts";
import { diffOf, writeMended } from "./check.ts";
import { enterSite, readArguments, UsageError } from "./terminal/arguments.ts";

/** `offprint eject PATH…`: copies files of the engine into the site, and notes what they were made of; without one, names them. */
export async function eject(words: readonly string[]): Promise<number> {
  const names = readArguments(words, {}, Number.POSITIVE_INFINITY).positionals.map(readName);
  enterOverridden();
  const replaceable = replaceableFiles();
  if (names.length === 0) {
    console.log(`Of Offprint's files a site can have its own:\n  ${replaceable.join("\n  ")}`);
    return 0;
  }
  for (const name of names) {
    if (!replaceable.includes(name))
      throw new UsageError(`Offprint has no file "${name}".${suggest(name, replaceable)}`);
    if (existsSync(path.join("_includes", name))) throw new UsageError(`_includes/${name} is there already.`);
  }
  for (const name of names) {
    const file = path.join("_includes", name);
    // A note without its file says nothing; a file without its note would be one of which nobody knows what it was made of.
    noteOrigins(".", [name]);
    writeWhole(file, readFileSync(path.join(engineFolder, "_includes", name), "utf8"));
    console.log(`Change _includes/${name} as you like: it now stands in place of Offprint's.`);
  }
  return 0;
}

/** `offprint overrides [diff|merge|accept] [PATH…]`: what stands in place of the engine's files, and what became of those since. */
export async function overrides(words: readonly string[]): Promise<number> {
  const [verb, ...names] = readArguments(words, {}, Number.POSITIVE_INFINITY).positionals;
  if (verb !== undefined && !Object.hasOwn(verbs, verb)) {
    throw new UsageError(`There is no "${verb}"; there are ${Object.keys(verbs).join(", ")}.`);
  }
  enterOverridden();
  const all = listOverrides(".");
  if (verb === undefined) {
    for (const one of all) console.log(`${one.name}: ${describe(one)}`);
    if (all.length === 0)
      console.log("No file in _includes stands in place of one of Offprint's; `offprint eject` names those that can.");
    return 0;
  }
  const chosen = names.length === 0 ? all.filter(isBehind) : names.map((name) => find(readName(name), all));
  if (chosen.length === 0) console.log("No override is behind Offprint.");
  return Math.max(0, ...chosen.map(verbs[verb]!));
}

const verbs: Readonly<Record<string, (override: Override) => number>> = { diff, merge, accept };

function describe(override: Override): string {
  const { text, origin, current } = override;
  if (origin === undefined) return "not ejected, so nobody knows which version it was made of.";
  const since = `made of Offprint ${origin.version}`;
  if (current === undefined)
    return `${since}; Offprint ${engineVersion()} has no such file, so this one is used nowhere.`;
  if (isBehind(override)) return `${since}; Offprint ${engineVersion()} has another.`;
  return text === current
    ? `the same as Offprint's: delete it, unless you mean to change it.`
    : `${since}, which is as it was.`;
}

/** Shows what the engine changed since an override was made; where nobody knows of what, how the two differ. */
function diff({ name, text, origin, current = "" }: Override): number {
  if (origin === undefined)
    console.log(`Nobody knows of which version ${name} was made. From Offprint's it differs in this:`);
  const before = origin?.text ?? current;
  const after = origin === undefined ? text : current;
  process.stdout.write(
    before === after ? `Offprint's ${name} is as it was.\n` : diffOf({ file: name, before, after, mark: "" }),
  );
  return 0;
}

function merge(override: Override): number {
  const { name, text, origin, current } = override;
  if (origin === undefined) {
    throw new UsageError(
      `Nobody knows of which version ${name} was made, so nothing can be merged: compare the two with "diff", then "accept" what is yours.`,
    );
  }
  if (current === undefined) throw new UsageError(`Offprint has no ${name} any more, so there is nothing to merge.`);
  refuseConflicts(name, text);
  if (!isBehind(override)) {
    console.log(`Offprint's ${name} is as it was.`);
    return 0;
  }
  const { text: after, conflicts } = mergeOverride(text, origin, current);
  writeMended({ file: `_includes/${name}`, after, mark: "" });
  if (conflicts === 0) {
    noteOrigins(".", [name]);
    console.log(`Merged _includes/${name} with what Offprint ${engineVersion()} changed.`);
    return 0;
  }
  const places = conflicts === 1 ? "one place" : `${conflicts} places`;
  console.error(
    `You and Offprint have both changed ${places} in _includes/${name}. Both texts stand there between <<<<<<< and >>>>>>>: keep what you want, then type "npx offprint overrides accept ${name}".`,
  );
  return 1;
}

function accept({ name, text, current }: Override): number {
  refuseConflicts(name, text);
  noteOrigins(".", [name]);
  console.log(
    current === undefined
      ? `_includes/${name} is now a file of your own.`
      : `_includes/${name} now counts as made of Offprint ${engineVersion()}.`,
  );
  return 0;
}

function refuseConflicts(name: string, text: string): void {
  if (conflictMark.test(text)) {
    throw new UsageError(`_includes/${name} still holds what a merge left to you, between <<<<<<< and >>>>>>>.`);
  }
}

function enterOverridden(): void {
  enterSite();
  if (isEngine(".")) throw new UsageError("This folder is Offprint's own, where _includes holds the originals.");
}

/** A file's name as the engine has it, from one that may begin at the site's folder. */
const readName = (name: string): string => path.posix.normalize(name.replaceAll("\\", "/")).replace(/^_includes\//, "");

function find(name: string, all: readonly Override[]): Override {
  const found = all.find((one) => one.name === name);
  if (found) return found;
  const names = all.map((one) => one.name);
  throw new UsageError(`_includes has no "${name}" that stands in place of Offprint's.${suggest(name, names)}`);
}

function suggest(name: string, names: readonly string[]): string {
  const nearest =
    nearestName(name, names) ?? names.find((one) => path.posix.basename(one) === path.posix.basename(name));
  return nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
}
