// Our references beside those that pandoc makes of the same entries with the same styles.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { createCitationFormatter } from "../../src/export/citation.ts";
import type { Item } from "../readers.ts";
import type { Library, LibraryEntry } from "./library.ts";
import { readWithPandoc } from "./pandoc.ts";

/** One work in one style: as we cite it and as pandoc does, in plain text. */
export interface ReferencePair {
  readonly style: string;
  readonly key: string;
  readonly entry: LibraryEntry;
  /** The entry as written. */
  readonly written: string;
  readonly ours: string;
  readonly theirs: string;
}

const styles: Readonly<Record<string, string>> = createRequire(import.meta.url)(
  "@citation-js/plugin-csl/lib/styles.json",
);

/** So many entries, of each library and type in turns. */
export function sampleOf(libraries: readonly Library[], count: number) {
  const queues = new Map<string, { readonly library: Library; readonly entry: LibraryEntry }[]>();
  for (const library of libraries) {
    for (const entry of library.entries) {
      const name = `${library.name} ${entry.publication.type}`;
      if (entry.publication.title.length > 0)
        queues.set(name, [...(queues.get(name) ?? []), { library, entry }].slice(0, count));
    }
  }
  const sample: { readonly library: Library; readonly entry: LibraryEntry }[] = [];
  for (let turn = 0; sample.length < count && turn < count; turn++)
    for (const queue of queues.values()) sample.push(...queue.slice(turn, turn + 1));
  return sample.slice(0, count);
}

/** The references of a sample in APA and Vancouver, in English. */
export function referencePairs(libraries: readonly Library[], count: number): readonly ReferencePair[] {
  const sample = sampleOf(libraries, count);
  const read = new Map(
    libraries.map((library) => {
      const entries = sample.flatMap((one) => (one.library === library ? [one.entry] : []));
      return [library, readWithPandoc({ ...library, entries }).items] as const;
    }),
  );
  const items = sample.flatMap(({ library, entry }, index) => {
    const item = read.get(library)?.get(entry.key);
    return item ? [{ ...item, id: `k${index}` }] : [];
  });
  return ["apa", "vancouver"].flatMap((style) => {
    const formatter = createCitationFormatter({ style: { name: style }, locale: "en-US" })!;
    const theirs = citeWithPandoc(items, alone(styles[style]!));
    return sample.flatMap(({ library, entry }, index): ReferencePair[] => {
      const reference = theirs.get(`k${index}`);
      if (reference === undefined) return [];
      const { start, end, key } = entry;
      const written = library.text.slice(start, end);
      return [
        { style, key, entry, written, ours: tidy(formatter.format(entry.publication).text), theirs: tidy(reference) },
      ];
    });
  });
}

/** A style for references that stand alone: no order, no letters behind years, no dashes for names said before. */
const alone = (xml: string) =>
  xml
    .replace(/<sort>[\s\S]*?<\/sort>/g, "")
    .replace(/\sdisambiguate-[a-z-]+="[^"]*"/g, "")
    .replace(/\ssubsequent-author-substitute[a-z-]*="[^"]*"/g, "");

function citeWithPandoc(items: readonly Item[], style: string): ReadonlyMap<string, string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "offprint-pandoc-"));
  try {
    writeFileSync(path.join(folder, "s.csl"), style);
    writeFileSync(path.join(folder, "r.json"), JSON.stringify(items));
    writeFileSync(path.join(folder, "d.md"), "---\nlang: en-US\nnocite: '@*'\n---\n");
    const options = "--citeproc --csl=s.csl --bibliography=r.json -t html --wrap=none d.md".split(" ");
    const { stdout } = spawnSync("pandoc", options, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
    return new Map(
      [...stdout.matchAll(/<div id="ref-(k\d+)"[^>]*>([\s\S]*?)\n<\/div>/g)].map(([, id, body]) => [
        id!,
        textOf(body!.replace(/<div class="csl-left-margin">[\s\S]*?<\/div>/g, "")),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', amp: "&", nbsp: " " };
const textOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, "")
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);

/** A text in which kinds of blanks, quotation marks and dashes make no difference. */
const tidy = (text: string) =>
  text
    .normalize("NFKC")
    .replace(/[“”„«»"‘’']/g, "'")
    .replace(/[‐-―]/g, "-")
    .replace(/\s+/g, " ")
    .trim();

interface ReferenceVerdict {
  readonly kind: string;
  readonly right: "we" | "both";
  readonly rule: string;
  readonly holds: (pair: ReferencePair, only: { readonly ours: string; readonly theirs: string }) => boolean;
}

/** The first that fits counts. */
const kinds: readonly ReferenceVerdict[] = [
  {
    kind: "the same",
    right: "both",
    rule: "",
    holds: ({ ours, theirs }) => ours === theirs,
  },
  {
    kind: "capitals: names of conferences and words of the abstract kept, the word behind a colon as typed",
    right: "both",
    rule: "APA 7, 6.17: sentence case is for titles of works; a title that is not in Title Case stays as its author typed it",
    holds: ({ ours, theirs }) => ours.toLowerCase() === theirs.toLowerCase(),
  },
  {
    kind: "a preprint with its archive and identifier, and its year alone",
    right: "we",
    rule: "APA 7, 10.8; CSL 1.0.2 `article`",
    holds: ({ entry }) => entry.publication.type === "article",
  },
  {
    kind: '"others" as the name of a person',
    right: "we",
    rule: 'btxdoc 4: "and others" is "et al."',
    holds: ({ theirs }) => /others/.test(theirs),
  },
  {
    kind: "letters that pandoc does not read",
    right: "we",
    rule: "the LaTeX of the entry",
    holds: ({ written, theirs }, { ours }) => (/\\/.test(written) && /[^\p{ASCII}]/u.test(ours)) || /ı|\\/.test(theirs),
  },
  {
    kind: "a date that pandoc does not read, or reads less of",
    right: "we",
    rule: "BibLaTeX 2.3.8",
    holds: ({ theirs }, only) =>
      /n\.?d|b\.?c\.?e/i.test(only.theirs) ||
      /\d{4}|january|february|march|april|may|june|july|august|september|october|november|december/i.test(only.ours) ||
      /n\.d\./.test(theirs),
  },
  {
    kind: "a particle in its place before the family name",
    right: "we",
    rule: "APA 7, 9.9; CSL 1.0.2 `demote-non-dropping-particle` only sorts",
    holds: ({ ours, theirs }) => sortedWords(ours) === sortedWords(theirs),
  },
  {
    kind: "what pandoc leaves out: the kind of a report, its number, the medium, the publisher",
    right: "we",
    rule: "CSL 1.0.2, appendix IV: `genre`, `number`, `medium`, `publisher`",
    holds: (_, only) => only.theirs === "",
  },
  {
    kind: "the arXiv address of a paper that is in a journal or proceedings",
    right: "both",
    rule: "BibLaTeX 3.14.7; our pages have it beside the reference",
    holds: (_, only) => /arxiv/.test(only.theirs),
  },
  {
    kind: "works of several volumes, periodicals and their issues, series",
    right: "both",
    rule: "BibLaTeX 2.1.1, 2.3.9: CSL has one title and one container",
    holds: ({ written }) =>
      /^@(?:periodical|journalpart|mv\w+)|\b(?:maintitle|issuetitle|bookauthor|series|volume)\s*=/i.test(written),
  },
  {
    kind: "`howpublished`, `organization` or `publisher` beside another of them, `edition` said twice",
    right: "both",
    rule: "CSL 1.0.2 has one `publisher`; the entry keeps the others",
    holds: ({ written }) =>
      /\b(?:howpublished|organization|institution|school|edition|venue|publisher)\s*=/i.test(written),
  },
  {
    kind: "given names as initials, the sixth author and then et al.",
    right: "we",
    rule: "the style: CSL 1.0.2, name options of `bibliography`, which pandoc 2.17 does not take over",
    holds: ({ style }) => style === "vancouver",
  },
  {
    kind: "a DOI written as an address",
    right: "we",
    rule: "DOI handbook 3.8",
    holds: ({ theirs }) => /doi\.org\/https?:/.test(theirs),
  },
  {
    kind: "an entry type that pandoc takes for another",
    right: "we",
    rule: "CSL 1.0.2, appendix III",
    holds: ({ entry }) =>
      !/^(?:article-journal|book|chapter|paper-conference|thesis|report)$/.test(entry.publication.type),
  },
];

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const sortedWords = (text: string) => wordsOf(text).sort().join(" ");

/** What is held of a pair; undefined where nothing is, so that a new kind is seen. */
export function verdictOnReference(pair: ReferencePair): ReferenceVerdict | undefined {
  const [ours, theirs] = [new Set(wordsOf(pair.ours)), new Set(wordsOf(pair.theirs))];
  const only = {
    ours: [...ours].filter((word) => !theirs.has(word)).join(" "),
    theirs: [...theirs].filter((word) => !ours.has(word)).join(" "),
  };
  return kinds.find(({ holds }) => holds(pair, only));
}
