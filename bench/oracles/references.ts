// Our references beside those that pandoc's citeproc makes, of the author's text and of the CSL-JSON that we give away.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { diffArrays } from "diff";
import { createCitationFormatter } from "../../src/export/citation.ts";
import { publicationToCsl } from "../../src/export/csl-json.ts";
import { toSafeCitation } from "../../src/export/style-engines.ts";
import { digestOf } from "../../src/memory/digest.ts";
import type { Item } from "../readers.ts";
import { table } from "../tables.ts";
import { letters } from "./differences.ts";
import type { Library, LibraryEntry } from "./library.ts";
import { readWithPandoc } from "./pandoc.ts";
import type { Verdict } from "./verdicts.ts";

/** A reference that pandoc makes otherwise than we. */
interface ReferenceDifference {
  readonly style: string;
  /** What pandoc was given: the author's BibTeX or our CSL-JSON. */
  readonly given: "BibTeX" | "CSL-JSON";
  readonly key: string;
  readonly entry: LibraryEntry;
  readonly item: Item;
  readonly ours: string;
  readonly theirs: string;
}

interface ReferenceComparison {
  readonly compared: number;
  readonly differences: readonly ReferenceDifference[];
}

const comparedStyles = ["apa", "vancouver"];

/** So many entries of the libraries as differ most in library, type and what they hold; the same in every run. */
export function sampleOf(libraries: readonly Library[], size: number): readonly [Library, LibraryEntry][] {
  const groups = new Map<string, [Library, LibraryEntry][]>();
  for (const library of libraries)
    for (const entry of library.entries) {
      const { type, entryType } = entry.publication;
      const name = `${library.name} ${type} ${entryType}`;
      groups.set(name, [...(groups.get(name) ?? []), [library, entry]]);
    }
  const inOrder = <Value>(values: readonly Value[], nameOf: (value: Value) => string) =>
    values.toSorted((one, other) => (digestOf(nameOf(one)) < digestOf(nameOf(other)) ? -1 : 1));
  const queues = inOrder([...groups], ([name]) => name).map(([, all]) => inOrder(all, ([, { key }]) => key));
  const longest = Math.max(...queues.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) => queues.flatMap((queue) => (queue[turn] ? [queue[turn]] : [])))
    .flat()
    .slice(0, size);
}

function compareReferences(libraries: readonly Library[], size: number): ReferenceComparison {
  const sample = sampleOf(libraries, size);
  const read = new Map<LibraryEntry, Item>();
  for (const library of new Set(sample.map(([one]) => one))) {
    const entries = sample.flatMap(([one, entry]) => (one === library ? [entry] : []));
    const { items } = readWithPandoc({ ...library, entries });
    for (const entry of entries) if (items.has(entry.key)) read.set(entry, items.get(entry.key)!);
  }
  const differences: ReferenceDifference[] = [];
  let compared = 0;
  const styles: Readonly<Record<string, string>> = createRequire(import.meta.url)(
    "@citation-js/plugin-csl/lib/styles.json",
  );
  for (const style of comparedStyles) {
    const formatter = createCitationFormatter({ style: { name: style }, locale: "en-US" })!;
    for (const given of ["BibTeX", "CSL-JSON"] as const) {
      const items = new Map<string, readonly [LibraryEntry, Item]>();
      for (const [index, [, entry]] of sample.entries()) {
        const item = given === "BibTeX" ? read.get(entry) : (publicationToCsl(entry.publication) as Item);
        if (item) items.set(`k${index}`, [entry, item]);
      }
      const made = referencesByPandoc(styles[style]!, items);
      for (const [id, [entry, item]] of items) {
        compared += 1;
        const ours = spelled(formatter.format(entry.publication).text);
        const theirs = spelled(made.get(id) ?? "");
        if (ours !== theirs) differences.push({ style, given, key: entry.key, entry, item, ours, theirs });
      }
    }
  }
  return { compared, differences };
}

/** The references of some items in a style, each as if it stood alone. */
function referencesByPandoc(
  style: string,
  items: ReadonlyMap<string, readonly [LibraryEntry, Item]>,
): ReadonlyMap<string, string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "offprint-references-"));
  try {
    const alone = style
      .replace(/<sort>[\s\S]*?<\/sort>/g, "")
      .replace(/\s(?:disambiguate|subsequent-author)-[a-z-]+="[^"]*"/g, "")
      // pandoc takes the options of the style for a name only where it says that there is one.
      .replace(/(<names\b[^>]*[^/>]>)(?!\s*<name\b)/g, "$1<name/>");
    const bibliography = [...items].map(([id, [, item]]) => {
      const { custom, abstract, annote, ...rest } = item as Record<string, unknown>;
      return { ...rest, id };
    });
    writeFileSync(path.join(folder, "style.csl"), alone);
    writeFileSync(path.join(folder, "items.json"), JSON.stringify(bibliography));
    writeFileSync(path.join(folder, "all.md"), "---\nnocite: '@*'\nlang: en-US\n---\n");
    const { status, stdout, stderr } = spawnSync(
      "pandoc",
      ["--citeproc", "--csl=style.csl", "--bibliography=items.json", "-t", "html", "--wrap=none", "all.md"],
      { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 },
    );
    if (status !== 0) throw new Error(stderr);
    return new Map(
      [...stdout.matchAll(/<div id="ref-(k\d+)"[^>]*>([\s\S]*?)\n<\/div>/g)].map(([, id, html]) => [
        id!,
        toSafeCitation(html!, (text) => text).text,
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A reference without what both programs set otherwise and no reader sees: kinds of spaces, quotation marks and dashes. */
const spelled = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/[\u200b\u2060]/g, "")
    .replace(/\s+/g, " ")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’`]/g, "'")
    .replace(/[‐‑–−]/g, "-")
    .trim();

/** The words in which two references differ at one place. */
interface Place {
  readonly difference: ReferenceDifference;
  readonly ours: string;
  readonly theirs: string;
}

function placesOf(difference: ReferenceDifference): readonly Place[] {
  const places: Place[] = [];
  let words: { ours: string[]; theirs: string[] } = { ours: [], theirs: [] };
  for (const { removed, added, value } of [
    ...diffArrays(difference.ours.split(" "), difference.theirs.split(" ")),
    { removed: false, added: false, value: [] },
  ])
    if (removed) words.ours.push(...value);
    else if (added) words.theirs.push(...value);
    else {
      if (words.ours.length + words.theirs.length > 0)
        places.push({ difference, ours: words.ours.join(" "), theirs: words.theirs.join(" ") });
      words = { ours: [], theirs: [] };
    }
  return places;
}

const isCase = ({ ours, theirs }: Place) => ours.toLowerCase() === theirs.toLowerCase();
const isIn = (text: unknown, words: string) =>
  spelled(String(text ?? ""))
    .toLowerCase()
    .includes(words.toLowerCase());
const isOfCsl = ({ difference }: Place) => difference.given === "CSL-JSON";
/** A word that the style sets by a term of CSL's. */
const terms = /\b(?:Patent|No\.|no\.:?|Article|Original work published|Trans?\.|On|Eds?\.|c(?:a)?\.)|\[[^\]]+\]/g;

/** The first that fits counts. */
const kinds: readonly (Verdict & { readonly holds: (place: Place) => boolean })[] = [
  {
    holds: (place) => isCase(place) && isOfCsl(place),
    kind: "titles in sentence case",
    right: "we",
    rule: "APA 7, 6.17; Citing Medicine 2: the style leaves them to who gives the titles",
  },
  {
    holds: (place) =>
      isCase(place) &&
      place.difference.entry.publication.type === "paper-conference" &&
      isIn(place.difference.entry.publication.containerTitle, place.ours.replace(/[.,:]$/, "")),
    kind: "the name of a conference in the title of its proceedings",
    right: "both",
    rule: "APA 7, 10.5: a conference has a name",
  },
  {
    holds: (place) =>
      isCase(place) &&
      place.ours !== place.ours.toLowerCase() &&
      isIn(place.difference.entry.publication.containerTitle, place.ours.replace(/[.,:]$/, "")),
    kind: "the title of the book that a chapter stands in",
    right: "the oracle",
    rule: "APA 7, 10.3",
  },
  {
    holds: (place) => isCase(place) && place.ours !== place.ours.toLowerCase(),
    kind: "a title that is not in Title Case as a whole, or a name in it",
    right: "we",
    rule: "btxdoc 4: a capital among small letters stands there because it is meant",
  },
  {
    holds: isCase,
    kind: "a word in small letters in a title",
    right: "both",
    rule: "APA 7, 6.17 leaves names to who knows them",
  },
  {
    holds: ({ ours, theirs }) => /et al\./.test(ours) && !/et al\./.test(theirs),
    kind: '"and others"',
    right: "we",
    rule: "BibLaTeX 2.3.3; CSL-JSON has no word for it",
  },
  {
    holds: (place) => isOfCsl(place) && /^[^ ]*\d{4}-\)?[.,]*$/.test(place.ours),
    kind: "a range of years without end",
    right: "we",
    rule: "BibLaTeX 2.3.8; CSL-JSON has no form for it",
  },
  {
    holds: (place) =>
      isOfCsl(place) &&
      letters(place.ours.replace(terms, "")).toLowerCase() === letters(place.theirs.replace(terms, "")).toLowerCase(),
    kind: "a term that this pandoc does not know, or knows in one number alone",
    right: "we",
    rule: "CSL 1.0.2, appendix II",
  },
  {
    holds: (place) => isOfCsl(place) && /^\(\d+\w* ed\.\)\.$/.test(place.theirs) && place.ours === "",
    kind: "the edition, once or twice",
    right: "we",
    rule: "CSL 1.0.2, Substitute: what stood in for another is not said again",
  },
  {
    holds: ({ theirs, difference }) =>
      /^[\p{Lu}. ]+\p{L}+,/u.test(theirs) && difference.entry.publication.containerAuthor.length > 0,
    kind: "the author of chapter and book",
    right: "both",
    rule: "BibLaTeX names one once whose chapter and book it is",
  },
  {
    holds: (place) =>
      isOfCsl(place) &&
      place.difference.entry.publication.type === "paper-conference" &&
      place.ours.startsWith(place.theirs.replace(/\.$/, "")),
    kind: "volume, pages and publisher of a paper in a book",
    right: "we",
    rule: "APA 7, 10.5, example 60",
  },
  {
    holds: (place) => isOfCsl(place) && /\d-[\d:]+\.?$/.test(place.ours) && /\d-[\d:]+\.?$/.test(place.theirs),
    kind: "the end of a range of pages",
    right: "both",
    rule: "CSL 1.0.2, appendix V",
  },
  {
    holds: (place) => isOfCsl(place) && letters(place.ours).toLowerCase() === letters(place.theirs).toLowerCase(),
    kind: "a hyphen between initials",
    right: "both",
    rule: "CSL 1.0.2, initialize-with-hyphen",
  },
];

/** What pandoc reads otherwise in the author's text stands in a table of its own; here only which variables those are. */
function variablesOf({ difference, ours, theirs }: Place): string {
  const own = publicationToCsl(difference.entry.publication) as Item;
  const item = difference.item as Record<string, unknown>;
  const names = [...new Set([...Object.keys(own), ...Object.keys(item)])].filter(
    (name) => !/^(?:id|custom|abstract|annote|keyword|language|title-short)$/.test(name),
  );
  const said = letters(ours + theirs).toLowerCase();
  const differing = names.filter((name) => letters(JSON.stringify(own[name])) !== letters(JSON.stringify(item[name])));
  const seen = differing.filter((name) =>
    [own[name], item[name]].some((value) =>
      JSON.stringify(value ?? "")
        .split(/[^\p{L}\p{N}]+/u)
        .some((word) => word.length > 1 && said.includes(word.toLowerCase())),
    ),
  );
  return (seen.length > 0 ? seen : differing).slice(0, 1).join() || "none";
}

function judge(place: Place): Verdict {
  const kind = kinds.find(({ holds }) => holds(place));
  if (kind) return kind;
  if (isOfCsl(place)) return { kind: "not judged", right: "both", rule: "" };
  return { kind: `\`${variablesOf(place)}\` is read otherwise`, right: "both", rule: 'see "Other programs"' };
}

/** The section of bench/FIDELITY.md on references of so many entries. */
export function referenceSection(libraries: readonly Library[], size: number): string {
  const { compared, differences } = compareReferences(libraries, size);
  const rows = new Map<string, Place[]>();
  for (const place of differences.flatMap(placesOf)) {
    const { kind, right, rule } = judge(place);
    const name = JSON.stringify([place.difference.given, kind, kind === "not judged" ? "?" : right, rule]);
    rows.set(name, [...(rows.get(name) ?? []), place]);
  }
  const cell = (text: string) => text.replaceAll("|", "/").replaceAll("<", "&lt;").slice(0, 60);
  const examples = (places: readonly Place[]) =>
    places
      .slice(0, 2)
      .map(({ ours, theirs, difference }) => `\`${difference.key}\`: "${cell(ours)}", pandoc "${cell(theirs)}"`)
      .join("; ");
  const count = (style: string, given: string) =>
    differences.filter((one) => one.style === style && one.given === given).length;
  return `## References beside pandoc

Written by \`npm run oracles -- --references\`. ${size} entries that differ most in library, type and what they hold, ${compared}
references in all: pandoc's citeproc, with the same styles, is given the author's BibTeX (the whole way is compared) and the
CSL-JSON that we give away (the formatting alone). Spaces, quotation marks and dashes are taken as equal.

${table(
  ["style", "of the BibTeX, not equal", "of our CSL-JSON, not equal"],
  comparedStyles.map((style) => [style, count(style, "BibTeX"), count(style, "CSL-JSON")]),
)}

Where they differ, place by place:

${table(
  ["pandoc was given", "kind", "right", "rule", "places", "such as"],
  [...rows]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, places]) => [...(JSON.parse(name) as string[]), places.length, examples(places)]),
)}
`;
}
