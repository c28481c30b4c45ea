// Gives libraries away as BibTeX in both forms, reads that again, and says what has become another record:
// npm run roundtrip -- [FOLDER]... ; `--all` prints each difference.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { bibtexBlocks } from "../src/export/bibtex.ts";
import { decodeText } from "../src/input/files/read-files.ts";
import { type SourceFile, sourceFile } from "../src/input/files/source-file.ts";
import { readPublications } from "../src/pipeline.ts";
import type { Publication } from "../src/record/publication.ts";
import { fieldOf, parts } from "../src/record/publication-fields.ts";

/** One part of a work that is not read again as it was. */
export interface RoundTripDifference {
  readonly form: "original" | "normalized";
  /** Where the author's entry stands. */
  readonly place: string;
  readonly key: string;
  readonly part: string;
  readonly before: unknown;
  readonly after: unknown;
  /** Why it has to be so; absent where something is lost. */
  readonly reason?: string;
}

/** Parts whose words are not compared: the author's own spelling, and what BibTeX gives another form. */
const notCompared: readonly (keyof Publication)[] = ["key", "aliases", "entryType", "abstract", "distinction", "extra"];
const compared = parts.filter((part) => fieldOf(part).of === "work" && !notCompared.includes(part));

/** What of a record says something of the work: not the author's spelling, the site, or where it stands. */
function partsOf(publication: Publication): Readonly<Record<string, unknown>> {
  return Object.fromEntries(compared.map((part) => [part, publication[part]]));
}

/** Differences that can't be otherwise, by part: what was, what is, and why. */
const reasons: readonly {
  readonly part: string;
  readonly reason: string;
  readonly holds: (before: unknown, after: unknown, publication: Publication) => boolean;
}[] = [
  {
    part: "genre",
    reason: "BibTeX has no thesis and no report of no kind, so the plain word stands there",
    holds: (before, after) => before === undefined && (after === "Thesis" || after === "Report"),
  },
  {
    part: "note",
    reason: "a note that is a program's is not given away",
    holds: (_, after) => Array.isArray(after) && after.length === 0,
  },
];

/** The differences of the works of some files, read as one library; of a key used twice the first entry counts. */
export function roundTrip(files: readonly SourceFile[]): readonly RoundTripDifference[] {
  const before = byKey(files);
  return (["normalized", "original"] as const).flatMap((form) => {
    const blocks = new Set([...before.values()].flatMap((one) => bibtexBlocks(one, form).map((block) => block.trim())));
    const after = byKey([sourceFile("again.bib", [...blocks].join("\n\n"))]);
    return [...before.values()].flatMap((publication) => {
      const again = after.get(publication.key) ?? after.get(publication.key.replace(/[\s"#%'(),={}~\\@]+/g, "_"));
      const found = { form, place: `${publication.source.file}:${publication.source.line}`, key: publication.key };
      if (!again) return [{ ...found, part: "all", before: "an entry", after: "none" }];
      const [was, is] = [partsOf(publication), partsOf(again)];
      return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((part): RoundTripDifference[] => {
        if (isDeepStrictEqual(joinTexts(was[part]), joinTexts(is[part]))) return [];
        const known = reasons.find((one) => one.part === part && one.holds(was[part], is[part], publication));
        const difference = { ...found, part, before: was[part], after: is[part] };
        return [known ? { ...difference, reason: known.reason } : difference];
      });
    });
  });
}

/** A value in which neighboring texts of a title are one, since nobody sees where one ends. */
function joinTexts(value: unknown): unknown {
  if (Array.isArray(value)) {
    const joined: unknown[] = [];
    for (const one of value.map(joinTexts)) {
      const last = joined.at(-1);
      if (isText(last) && isText(one)) joined[joined.length - 1] = { ...last, value: last.value + one.value };
      else joined.push(one);
    }
    return joined;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, joinTexts(one)]));
}

const isText = (node: unknown): node is { readonly kind: "text"; readonly value: string } =>
  typeof node === "object" && node !== null && "kind" in node && node.kind === "text";

function byKey(files: readonly SourceFile[]): ReadonlyMap<string, Publication> {
  const found = new Map<string, Publication>();
  for (const { publication } of readPublications(files).value) {
    if (publication.title.length > 0 && !found.has(publication.key)) found.set(publication.key, publication);
  }
  return found;
}

/** Files that are one library, of which the first ones define what the others use. */
const together = ["abbrev", "journals", "authors", "crossref", "biblio"].map((name) => `iridia-${name}.bib`);

/** The libraries of a folder, by name. */
export function librariesIn(folder: string): ReadonlyMap<string, readonly SourceFile[]> {
  const read = (name: string) => sourceFile(name, decodeText(readFileSync(path.join(folder, name))).text);
  const names = readdirSync(folder).filter((name) => name.endsWith(".bib"));
  const isSet = together.every((name) => names.includes(name));
  const single = names.filter((name) => !isSet || !together.includes(name)).sort();
  return new Map<string, readonly SourceFile[]>([
    ...single.map((name) => [name, [read(name)]] as const),
    ...(isSet ? [["iridia", together.map(read)] as const] : []),
  ]);
}

if (process.argv[1] === import.meta.filename) {
  const folders = process.argv.slice(2).filter((word) => !word.startsWith("--"));
  const own = path.join(import.meta.dirname, "../../shared/corpora");
  for (const folder of folders.length > 0 ? folders : [own]) {
    for (const [name, files] of librariesIn(folder)) {
      const differences = roundTrip(files);
      const counts = new Map<string, number>();
      for (const { form, part, reason } of differences) {
        const kind = `${form} ${part}${reason ? ` (${reason})` : ""}`;
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
      }
      console.log(`${name}: ${differences.filter(({ reason }) => !reason).length} differences without a reason`);
      for (const [kind, count] of counts) console.log(`  ${count} ${kind}`);
      if (process.argv.includes("--all"))
        for (const one of differences) if (!one.reason) console.log(JSON.stringify(one));
    }
  }
}
