// In: a site's `_includes` and the engine's. Out: which files of the site stand in place of the engine's, of which text they were
// made, and that text merged with what the engine has now.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { diff3Merge } from "node-diff3";
import { ContentFault, diagnostic } from "../diagnostic/diagnostic.ts";
import { engineFolder, filesBelow } from "./cache/engine.ts";
import { writeWhole } from "./output/output-folder.ts";

/** What an override was made of. The text is in the site, since a newer engine does not bring it any more. */
interface Origin {
  /** The engine's version that had it. */
  readonly version: string;
  readonly sha256: string;
  readonly text: string;
}

/** A file of the site's `_includes` that stands in place of the engine's. */
export interface Override {
  /** Below `_includes`: "partials/footer.njk". */
  readonly name: string;
  readonly text: string;
  /** Undefined where it was not ejected, so that nobody knows. */
  readonly origin: Origin | undefined;
  /** What the engine has now; undefined where it has no such file any more, so that the site's stands in place of none. */
  readonly current: string | undefined;
}

/** The file below `_includes` that says what the overrides were made of, for each by its name. */
const originsName = "overrides.json";

const inSite = (site: string, name: string) => path.join(site, "_includes", name);
const ofEngine = (name: string) => path.join(engineFolder, "_includes", name);

/** The version of the engine. */
export const engineVersion = (): string =>
  (JSON.parse(readFileSync(path.join(engineFolder, "package.json"), "utf8")) as { version: string }).version;

/** The names of the engine's files that a site may have its own of: the templates, and what is an asset by itself. */
export function replaceableFiles(): readonly string[] {
  const folder = ofEngine("");
  return filesBelow(folder)
    .map((file) => path.relative(folder, file).replaceAll(path.sep, "/"))
    .filter((name) => /\.njk$|^assets\/[^/]+\.(?:css|svg)$/.test(name));
}

/** Whether a folder is the engine's own, whose templates stand in place of none. */
export const isEngine = (site: string): boolean => realpathSync(site) === realpathSync(engineFolder);

/** The overrides of a site, by their names; a `ContentFault` where what it notes of them can't be read. */
export function listOverrides(site: string): readonly Override[] {
  if (isEngine(site) || !existsSync(inSite(site, ""))) return [];
  const origins = readOrigins(site);
  const replaceable = replaceableFiles();
  const names = [...new Set([...replaceable, ...Object.keys(origins)])].sort();
  return names
    .filter((name) => existsSync(inSite(site, name)))
    .map((name) => ({
      name,
      text: readFileSync(inSite(site, name), "utf8"),
      origin: origins[name],
      current: replaceable.includes(name) ? readFileSync(ofEngine(name), "utf8") : undefined,
    }));
}

/** Whether the engine has changed what an override was made of, as far as that is known. */
export const isBehind = ({ origin, current }: Override): boolean =>
  origin !== undefined && (current === undefined || origin.sha256 !== digestOf(current));

/** The names of the overrides that are behind; none where that can't be read, of which a message tells. */
export function overridesBehind(site: string): readonly string[] {
  if (!existsSync(inSite(site, originsName))) return [];
  try {
    return listOverrides(site)
      .filter(isBehind)
      .map(({ name }) => name);
  } catch (error) {
    if (error instanceof ContentFault) return [];
    throw error;
  }
}

/**
 * Notes that these overrides, which need not be there yet, are now made of what the engine has, or of nothing where it has no
 * such file.
 */
export function noteOrigins(site: string, names: readonly string[]): void {
  const version = engineVersion();
  const origins = new Map(Object.entries(readOrigins(site)));
  for (const name of names) {
    if (existsSync(ofEngine(name))) {
      const text = readFileSync(ofEngine(name), "utf8");
      origins.set(name, { version, sha256: digestOf(text), text });
    } else origins.delete(name);
  }
  const isThere = ([name]: readonly [string, Origin]) => names.includes(name) || existsSync(inSite(site, name));
  const kept = [...origins].filter(isThere).sort(([a], [b]) => (a < b ? -1 : 1));
  writeWhole(inSite(site, originsName), `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
}

function readOrigins(site: string): Readonly<Record<string, Origin>> {
  const file = inSite(site, originsName);
  if (!existsSync(file)) return {};
  try {
    const origins = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, Origin>>;
    for (const [name, { version, sha256, text }] of Object.entries(origins)) {
      if (typeof version !== "string" || digestOf(text) !== sha256)
        throw new TypeError(`${name} is not as it was noted`);
    }
    return origins;
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
    throw new ContentFault([
      diagnostic({
        code: "build/override-origins",
        message: "What the files in _includes were made of can't be read, so nobody knows which are behind.",
        hint: "take the file as it was before it was changed, or delete it and note each override anew with `offprint overrides accept`.",
        file: `_includes/${originsName}`,
        line: 1,
        column: 1,
      }),
    ]);
  }
}

const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Where the lines of a conflict begin that a merge left to the author. */
export const conflictMark = /^<{7} /m;

/**
 * An override with what the engine has changed since (diff3: www.cis.upenn.edu/~bcpierce/papers/diff3-short.pdf), and how many
 * stretches both have changed; these stand in the text one after the other, as git marks them. The override keeps its ends of lines.
 */
export function mergeOverride(
  text: string,
  { version, text: before }: Origin,
  current: string,
): { readonly text: string; readonly conflicts: number } {
  const lines = (one: string) => one.replaceAll("\r\n", "\n").split("\n");
  const regions = diff3Merge(lines(text), lines(before), lines(current), { excludeFalseConflicts: true });
  const merged = regions.flatMap(({ ok, conflict }) =>
    conflict === undefined
      ? ok!
      : [
          "<<<<<<< yours",
          ...conflict.a,
          `||||||| Offprint ${version}`,
          ...conflict.o,
          "=======",
          ...conflict.b,
          `>>>>>>> Offprint ${engineVersion()}`,
        ],
  );
  const conflicts = regions.filter(({ conflict }) => conflict !== undefined).length;
  return { text: merged.join(text.includes("\r\n") ? "\r\n" : "\n"), conflicts };
}
