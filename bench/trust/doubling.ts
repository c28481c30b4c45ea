// Inputs that repeat one thing, n times and 4n times: the time that reading takes must grow as their length does.
// Started as a program, it tries the families that it reads and prints a line of JSON for each.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { bibtexBlocks } from "../../src/export/bibtex.ts";
import { createSerializer } from "../../src/export/serializations.ts";
import { loadSite } from "../../src/pipeline.ts";
import { allPapers } from "../../src/relate/catalogue.ts";
import { serializationRequester } from "../../src/site/views/publication-view.ts";
import { type Files, writeContent } from "./small-site.ts";
import { type Figure, ofShare, type Share, together } from "./table.ts";

/** Where something repeated stands in a site: the text before it and behind it in a file. */
type Context = readonly [file: string, before: string, behind: string];

const inEntry = (field: string): Context => [
  "content/publications/a.bib",
  `@article{a, title = {A}, year = 2000, ${field} = {`,
  "}}\n",
];
const inPaper = (field: string): Context => [
  "content/publications/a.md",
  `---\n${field.startsWith("title") ? "" : "title: A\n"}date: 2000\n${field}`,
  "\n---\nText.\n",
];
const style =
  '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><title>Own</title><id>own</id></info>';
const layouts =
  '<citation><layout><text variable="title"/></layout></citation><bibliography><layout><text variable="title"/></layout></bibliography></style>';

const contexts: Readonly<Record<string, Context>> = {
  ".bib": ["content/publications/a.bib", "", "\n@misc{z, title = {Z}, year = 2000}\n"],
  "@string": ["content/publications/a.bib", "@string{s = ", "}\n@misc{z, title = {Z}, year = 2000}\n"],
  "@preamble": ["content/publications/a.bib", '@preamble{"', '"}\n@misc{z, title = {\\own{Z}}, year = 2000}\n'],
  entry: ["content/publications/a.bib", "@article{a, title = {A}, year = 2000, ", "}\n"],
  ...Object.fromEntries(
    "title author journal abstract note keywords doi eprint date pages url isbn crossref related collections links author+an"
      .split(" ")
      .map((field) => [field, inEntry(field)] as const),
  ),
  "front matter": inPaper(""),
  "title: ": inPaper("title: "),
  'title: "': ["content/publications/a.md", '---\ndate: 2000\ntitle: "', '"\n---\n'],
  "authors: ": inPaper("authors: "),
  "authors: [": ["content/publications/a.md", "---\ntitle: A\ndate: 2000\nauthors: [", "]\n---\n"],
  "links: {": ["content/publications/a.md", "---\ntitle: A\ndate: 2000\nlinks: {", "}\n---\n"],
  "keywords: [": ["content/publications/a.md", "---\ntitle: A\ndate: 2000\nkeywords: [", "]\n---\n"],
  "date: ": inPaper("date: "),
  "venue: ": inPaper("venue: "),
  Markdown: ["content/publications/a.md", "---\ntitle: A\ndate: 2000\n---\n", "\n"],
  "people.yaml": ["content/people.yaml", "", "\n"],
  "venues.yaml": ["content/venues.yaml", "", "\n"],
  "site.yaml": ["content/site.yaml", "", "\n"],
  "messages/en.yaml": ["content/messages/en.yaml", "", "\n"],
  "CSL style": ["content/styles/own.csl", style, layouts],
  "CSL text": ["content/styles/own.csl", "", ""],
  SVG: ["content/publications/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">', "</svg>"],
};

/** What was known to cost quadratic time; "{i}" is a number, another one each time. */
const known: Readonly<Record<string, readonly string[]>> = {
  "authors: [": ["{bad: {i}}, ", "{name: K{i}, affiliation: A{i}}, "],
  "@preamble": [" ", "\\newcommand ", "\\newcommand{\\a", "\\def\\a", "\\own{"],
  journal: ["\u00a0", "A\u00a0", "J. ", "Proc. of the {i} "],
  "front matter": ["x{i}: 1\n", "k{i}: &a{i} x\n", "? a\n"],
  note: ["https://example.org/{i} ", "doi:10.1000/{i} ", "\\url{https://example.org/{i}} "],
  author: [" ,", "Kern, A and ", "A and ", " and ", "others and ", "{A} and ", "Kern, A. {i} and "],
  "CSL style": ["<sort>", "<sort></sort>", "<!-- <sort> -->", '<macro name="a{i}"><text macro="b{i}"/></macro>'],
  "CSL text": ["<sort>", "<style ", "<citation ", "<link "],
  "@string": ["a # ", "{x} # ", "s{i} # "],
  ".bib": [
    "@string{s{i} = {x}}\n",
    "@misc{a{i}, title = {A}, year = 2000}\n",
    "@comment{",
    "@misc{a{i}, xdata = {a{i}}}\n",
    "@misc{a, title = {A {i}}}\n",
  ],
  "keywords: [": ["k{i}, ", "a;b, "],
  "people.yaml": ["- name: A{i} B\n", "- {id: a, name: A B}\n", "- name: A B\n"],
  "venues.yaml": ["- {short: A{i}, name: B{i}}\n", "- {short: A, name: B, patterns: [c]}\n"],
  SVG: ["<g>", '<g id="a{i}"/>', "<style>url(</style>", "<!--", "&lt;"],
  crossref: ["a,", "a{i}, "],
  related: ["a,", "a{i}, "],
  collections: ["a{i}, "],
  links: ["a: https://example.org, ", "a{i}: https://example.org/{i}, "],
  "links: {": ["a{i}: https://example.org/{i}, "],
  Markdown: [
    "[^{i}] ",
    "[^{i}]: x\n\n",
    "[a{i}]: /x\n",
    "[a{i}] ",
    "| a ",
    "|a|b|\n|-|-|\n",
    "$$\n",
    "<b>",
    "<a href='x'>",
  ],
};

/** Pieces of syntax: those that the readers' own code names, and some that nest or never end. */
function literals(): readonly string[] {
  const source = path.join(import.meta.dirname, "../../src");
  const found = new Set<string>();
  for (const room of ["text", "record", "input", "relate"]) {
    for (const name of readdirSync(path.join(source, room), { recursive: true, encoding: "utf8" })) {
      if (!name.endsWith(".ts")) continue;
      const code = readFileSync(path.join(source, room, name), "utf8").replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, "");
      for (const [, text = ""] of code.matchAll(/"((?:\\.|[^"\\\n]){1,12})"/g)) {
        const value = text
          .replace(/\\u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
          .replace(/\\n/g, "\n")
          .replace(/\\([\\"])/g, "$1");
        if (/[^\w ./-]/.test(value) || /^(?:and|others|et al)/.test(value)) found.add(value);
      }
    }
  }
  const own =
    "a| |\n|\n\n|,|, |;|: |: x\n|- |- x\n|  |\t|[|]|{|}|(|)|<|>|&|#| # |@|@a{|$|$$|$x$|\\|\\\\|\\a|\\a |\\a{|\\\"|\"|'|`|``|''|~|^|_|*|**|*a |_a|![|[a](|](|[^|<a |<!--|-->|</|&amp;|&#|%|%\n|=|+|.|..|...|-|--|---|---\n|1|1.|1 |2000|2000-|0000-|10.|10.1/|http|https://|//|/|?|!|A|A |A.|A. | A, |é|e\u0301|\u00a0|\u200b|\u202a|\u2067|漢|漢 |א|🌲|\ud800|\ufeff|| |\\begin{a}|\\begin{itemize}|\\item |\\end{a}|\\href{|\\url{|\\frac{|\\text{|\\emph{|{\\em |{\\\"{|\\ensuremath{|\\footnote{|<i>|<sub>|<i|</i>|<jats:p>|{$<$}|{\\textless}i{\\textgreater}|{\\textbackslash}a|{\\textdollar}|- {a: |? |*a|&a |&a *a|!a|> |>\n|# |## |1. |    |```|```\n|~~~\n| |\r|\r\n";
  return [...new Set([...found, ...own.split("|"), "|", "||", "|\n"])].filter((one) => one !== "");
}

/** A site in which a piece is repeated until it is so long. */
function siteOf([file, before, behind]: Context, piece: string, length: number): Files {
  const parts: string[] = [];
  for (let [index, size] = [0, 0]; size < length; index++) {
    const one = piece.replaceAll("{i}", String(index));
    parts.push(one);
    size += one.length;
  }
  return {
    "content/publications/one.bib": "@article{one, author = {Kern, Ada}, title = {One}, journal = {J}, year = 2001}\n",
    ...(file.endsWith(".csl") && { "content/site.yaml": "citationStyles: [own]\n" }),
    ...(file.endsWith(".svg") && {
      "content/publications/b.md": "---\ntitle: B\ndate: 2000\nteaser: a.svg\nteaser-alt: A tree.\n---\n",
    }),
    [file]: before + parts.join("") + behind,
  };
}

const folder = () => mkdtempSync(path.join(os.tmpdir(), "offprint-doubling-"));

/** CPU seconds that reading and relating a site takes, and giving its papers away in each form. */
function secondsFor(site: string, files: Files): number {
  writeContent(site, files);
  const before = process.cpuUsage();
  const { catalogue } = loadSite(site).value;
  const serialize = createSerializer(new Map());
  const requestFor = serializationRequester(catalogue.site, catalogue.site.language);
  for (const paper of allPapers(catalogue)) {
    serialize(requestFor(paper));
    bibtexBlocks(paper.publication, "normalized");
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Lengths, each four times the last; where reading one takes a second, the next ones would say no more. */
const lengths = [4_000, 16_000, 64_000, 256_000, 1_000_000, 4_000_000, 16_000_000];
/** What four times the length may cost, with what garbage collection and a busy machine add. */
const most = 7;

interface Growth {
  readonly piece: string;
  readonly seconds: readonly number[];
}

/** Up to what length each family is tried, and one in some of them. */
const [usualLength, furtherLength, furtherOneIn] = [16_000, 64_000, 16] as const;

/** Reads ever longer inputs, up to a length, or further while the growth is not clear. */
function growthOf(site: string, context: Context, piece: string, upTo: number): Growth {
  const seconds: number[] = [];
  for (const length of lengths) {
    seconds.push(secondsFor(site, siteOf(context, piece, length)));
    const [before = 0, last = 0] = seconds.slice(-2);
    if (last > 1.5 || (length >= upTo && !(last > 0.04 && last > 5 * before))) break;
  }
  return { piece, seconds };
}

/** Whether four times the length took much more than four times as long, where it can be measured. */
export function isSteep({ seconds }: Growth): boolean {
  const [before = 0, last = 0] = seconds.slice(-2);
  return last > 1 && last > most * Math.max(before, 0.05);
}

/** The families of inputs, by context. */
function families(): readonly (readonly [context: string, piece: string])[] {
  const pieces = literals();
  return Object.keys(contexts).flatMap((name) =>
    [...new Set([...(known[name] ?? []), ...pieces])].map((piece) => [name, piece] as const),
  );
}

/** A family, and up to what length it is tried. */
type Family = readonly [context: string, piece: string, upTo: number];

/** Tries families in a process of their own; one that is silent for a minute has met an input that takes too long. */
export const doubling = (share: Share): Promise<readonly Figure[]> => together(share, doublingOf);

async function doublingOf(share: Share): Promise<readonly Figure[]> {
  const all = families().map(
    ([name, piece], at): Family => [name, piece, at % furtherOneIn === 0 ? furtherLength : usualLength],
  );
  const counts = new Map(Object.keys(contexts).map((name) => [name, { tried: 0, failures: [] as string[] }]));
  for (let rest = ofShare(all, share); rest.length > 0; ) {
    const done = await tryAll(rest);
    for (const [at, growth] of done.entries()) {
      const count = counts.get(rest[at]![0])!;
      count.tried += 1;
      if (isSteep(growth))
        count.failures.push(
          `${rest[at]![0]}, ${JSON.stringify(growth.piece)}: ${growth.seconds.map((one) => one.toFixed(2)).join(", ")} s`,
        );
    }
    const [name, piece] = rest[done.length] ?? [];
    if (name !== undefined) {
      counts.get(name)!.tried += 1;
      counts.get(name)!.failures.push(`${name}, ${JSON.stringify(piece)}: a minute and no end`);
    }
    rest = rest.slice(done.length + 1);
  }
  return [...counts].map(([name, { tried, failures }]) => ({ what: `repeated in ${name}`, tried, failures }));
}

function tryAll(some: readonly Family[]): Promise<readonly Growth[]> {
  const child = spawn(process.execPath, ["--import", "tsx", import.meta.filename], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const done: Growth[] = [];
  let clock = setTimeout(() => child.kill("SIGKILL"), 90_000);
  createInterface({ input: child.stdout }).on("line", (line) => {
    done.push(JSON.parse(line));
    clearTimeout(clock);
    clock = setTimeout(() => child.kill("SIGKILL"), 60_000);
  });
  child.stdin.end(JSON.stringify(some));
  return new Promise((resolve) => {
    child.on("close", () => {
      clearTimeout(clock);
      resolve(done);
    });
  });
}

if (process.argv[1] === import.meta.filename) {
  const site = folder();
  const some = JSON.parse(readFileSync(0, "utf8")) as readonly Family[];
  secondsFor(site, siteOf(contexts[".bib"]!, "a", 10));
  for (const [name, piece, upTo] of some) {
    rmSync(path.join(site, "content"), { recursive: true });
    console.log(JSON.stringify(growthOf(site, contexts[name]!, piece, upTo)));
  }
  rmSync(site, { recursive: true });
}
