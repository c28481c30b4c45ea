// Writes the part of bench/FIDELITY.md on biber, pandoc and BibTeX: npm run oracles; `--up-to 500` leaves larger libraries out.
// With `--references` it compares references of 300 entries with pandoc's instead.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { publicationToBibtex } from "../src/export/bibtex.ts";
import { sourceFile } from "../src/input/files/source-file.ts";
import { classicTypeOf, findEntryType } from "../src/record/entry-types.ts";
import type { Publication } from "../src/record/publication.ts";
import { type ClassicType, types } from "../src/record/types.ts";
import { hasProgram } from "../tests/has-program.ts";
import { readWithBiber } from "./oracles/biber.ts";
import { complaintsOfBibtex } from "./oracles/bibtex.ts";
import { type Difference, differencesFromBiber, differencesFromPandoc } from "./oracles/differences.ts";
import { type Library, readLibraries } from "./oracles/library.ts";
import { readWithPandoc } from "./oracles/pandoc.ts";
import { referenceSection } from "./oracles/references.ts";
import { verdictOn, verdictOnComplaint } from "./oracles/verdicts.ts";
import { roundTrip } from "./round-trip.ts";
import { replaceSection, table } from "./tables.ts";

const corpora = path.join(import.meta.dirname, "../../shared/corpora");
const report = path.join(import.meta.dirname, "FIDELITY.md");
const limit = process.argv.indexOf("--up-to");
const most = limit < 0 ? Number.POSITIVE_INFINITY : Number(process.argv[limit + 1]);
const programs = ["biber", "pandoc", "bibtex"].filter((program) => hasProgram(program));

if (process.argv.includes("--references")) {
  const section = referenceSection(readLibraries(corpora, most), 300);
  writeFileSync(report, replaceSection(readFileSync(report, "utf8"), section));
  process.exit();
}

/** Rows by a name of their own, counted. */
class Counts {
  readonly rows = new Map<string, { count: number; keys: string[] }>();
  add(cells: readonly string[], key: string, count = 1): void {
    const name = JSON.stringify(cells);
    const row = this.rows.get(name) ?? { count: 0, keys: [] };
    row.count += count;
    if (row.keys.length < 2) row.keys.push(key);
    this.rows.set(name, row);
  }
  /** How many there are in which we are not known to be right. */
  open(): number {
    return [...this.rows].reduce((sum, [name, { count }]) => (/"(?:\?|the oracle)"/.test(name) ? sum + count : sum), 0);
  }
  cells(): (string | number)[][] {
    return [...this.rows]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, { count, keys }]) => [...(JSON.parse(name) as string[]), count, keys.map(asCell).join(", ")]);
  }
}

const asCell = (key: string) => `\`${key.replace(/[`|]/g, "")}\``;

const libraries: (readonly (string | number)[])[] = [];
const readings = new Counts();
const exported = new Counts();
const entryTypes = new Counts();

function compareReadings(
  library: Library,
  find: (entry: Library["entries"][number], written: string) => readonly Difference[],
) {
  for (const entry of library.entries)
    for (const one of find(entry, library.text.slice(entry.start, entry.end))) {
      const verdict = verdictOn(one);
      // What nobody has judged yet is shown as a whole, for the one who is to judge it.
      if (!verdict) console.log(JSON.stringify(one));
      const held = verdict ? [verdict.kind, verdict.right, verdict.rule] : ["not judged", "?", ""];
      readings.add([one.oracle, one.part, ...held], one.key);
    }
}

/** Complaints that are made of our own form more often than of the author's text. */
function tellNew(program: string, library: Library, of: ReadonlyMap<string, number>, own: ReadonlyMap<string, number>) {
  for (const [kind, count] of of) {
    const more = count - (own.get(kind) ?? 0);
    if (more <= 0) continue;
    const { right, rule } = verdictOnComplaint(kind) ?? { right: "?", rule: "not judged" };
    exported.add([program, kind.replaceAll("|", "/"), right, rule], library.name, more);
  }
}

/** What is held of the entry type of a work in our normalized form. */
function verdictOnType(entryType: string, publication: Publication, ours: ClassicType): readonly [string, string] {
  const { type } = publication;
  if (ours === entryType) return ["the author's own", "both"];
  const said = findEntryType(ours).type;
  if (said === type) return ["BibTeX's type for it", "we"];
  if (types[said].bibtex === types[type].bibtex && ours !== "misc")
    return ["BibTeX has one type for both, `entrysubtype` tells them apart", "we"];
  if (ours === "misc" && types[type].bibtex === "misc")
    return ["BibTeX has no type for it, and a preprint is in no journal (btxdoc 3.1 @misc)", "we"];
  if (ours === "misc" && publication.publisher !== undefined)
    return ["it is published, which @unpublished is not (btxdoc 3.1)", "we"];
  if (types[said].container !== "none")
    return ["it stands in a journal, a book or proceedings, which are printed with it", "we"];
  return ["not judged", "?"];
}

const all = readLibraries(corpora, most);
for (const library of all) {
  console.log(library.name);
  for (const { publication, key } of library.entries) {
    const { entryType = "", type } = publication;
    const ours = classicTypeOf(publication);
    entryTypes.add([`@${entryType}`, type, `@${ours}`, ...verdictOnType(entryType, publication, ours)], key);
  }
  const whole = { start: 0, end: library.text.length };
  const normalized = library.entries.map(({ publication }) => publicationToBibtex(publication)).join("\n\n");
  const read: Record<string, number | undefined> = {};
  if (programs.includes("biber")) {
    const { entries, complaints } = readWithBiber(library);
    read.biber = library.entries.filter(({ key }) => entries.has(key)).length;
    compareReadings(library, (entry, written) => {
      const theirs = entries.get(entry.key);
      return theirs ? differencesFromBiber(entry, theirs, written) : [];
    });
    tellNew(
      "biber",
      library,
      readWithBiber({ text: normalized, stretches: [{ ...whole, end: normalized.length }] }).complaints,
      complaints,
    );
  }
  if (programs.includes("pandoc")) {
    const { items } = readWithPandoc(library);
    read.pandoc = items.size;
    compareReadings(library, (entry, written) => {
      const theirs = items.get(entry.key);
      return theirs ? differencesFromPandoc(entry, theirs, written) : [];
    });
  }
  if (programs.includes("bibtex"))
    tellNew("BibTeX", library, complaintsOfBibtex(normalized), complaintsOfBibtex(library.text));
  for (const { form, part, key, reason } of roundTrip([sourceFile(`${library.name}.bib`, library.text)]))
    exported.add([`we, ${form} form read again`, part, reason ? "both" : "?", reason ?? "not judged"], key);
  libraries.push([library.name, library.entries.length, read.biber ?? "–", read.pandoc ?? "–"]);
}

const entryCount = libraries.reduce((sum, [, count]) => sum + Number(count), 0);
const openCount = [readings, exported, entryTypes].reduce((sum, counts) => sum + counts.open(), 0);
const section = `## Other programs

Written by \`npm run oracles\`${Number.isFinite(most) ? ` with \`--up-to ${most}\`, so without larger libraries` : ""}, from ${programs.join(", ")}. Entries whose key is used
once, and how many of them each program reads:

${table(["library", "entries", "biber", "pandoc"], libraries)}

Differences in which we are wrong, or which nobody has judged: ${openCount} of ${entryCount} entries; before the work on what
visitors take away (2453c1c) they were 1,859 of 20,508 entries of 25 libraries, of which these are ${libraries.length}; 363 of them had an entry type
that says another kind of work.

Where we read otherwise than they: how often, who is right, and what decides. Letters and digits are compared, so that
commands, braces and dashes make no difference. A new kind is not judged.

${table(["program", "part", "kind", "right", "rule", "count", "such as"], readings.cells())}

What programs say of our normalized form more often than of the author's own text (biber with its data model, BibTeX with
plain.bst), and what we read again otherwise than we gave it:

${table(["program", "what", "right", "rule", "count", "such as"], exported.cells())}

The entry type of each work in our normalized form, by the author's and by what the work is (CSL):

${table(["author", "work", "normalized", "why", "right", "count", "such as"], entryTypes.cells())}
`;
writeFileSync(report, replaceSection(readFileSync(report, "utf8"), section));
