// Writes bench/CITATIONS.md and bench/citations/ledger.json:
// npm run citations -- --suite DIR --styles DIR --locales DIR, the folders of clones of the CSL project's `test-suite`, `styles` and
// `locales`, which are not kept. It ends with 1 where a test of the suite that was right is wrong.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync, gzipSync } from "node:zlib";
// @ts-expect-error: it has no types.
import { compileReferences } from "../src/compile.mjs";
import { parseStyle } from "../src/csl/parse-style.ts";
import { toStyleData } from "../src/csl/style-data.ts";
import { readLocales } from "./citations/citeproc.ts";
import { hardItems, itemsOfLibraries, type Unequal, unequalIn } from "./citations/compare.ts";
import { costTable } from "./citations/cost.ts";
import { type JudgedPlace, judge } from "./citations/kinds.ts";
import { comparedStyles } from "./citations/styles.ts";
import { type Outcomes, runSuite, selectionRule } from "./citations/suite.ts";
import { table } from "./tables.ts";

const corpora = path.join(import.meta.dirname, "../../shared/corpora");
const report = path.join(import.meta.dirname, "CITATIONS.md");
const ledgerFile = path.join(import.meta.dirname, "citations/ledger.json");
const fromCorpora = 500;

/** What each folder is known by. */
const folders = {
  suite: { holds: "processor-tests/humans", is: "the CSL project's test-suite" },
  styles: { holds: "apa.csl", is: "the CSL project's styles" },
  locales: { holds: "locales-en-US.xml", is: "the CSL project's locales" },
} as const;

/** The folders that were named, or undefined where one is missing, which is said. */
function namedFolders(): Readonly<Record<keyof typeof folders, string>> | undefined {
  const options = { suite: { type: "string" }, styles: { type: "string" }, locales: { type: "string" } } as const;
  const { values } = parseArgs({ options });
  const missing = Object.entries(folders).flatMap(([name, { holds, is }]) => {
    const folder = values[name as keyof typeof folders];
    return folder !== undefined && existsSync(path.join(folder, holds)) ? [] : [`--${name} DIR (${is}, with ${holds})`];
  });
  if (!existsSync(corpora)) missing.push("the corpora beside the project (../shared/corpora)");
  if (missing.length === 0) return values as Readonly<Record<keyof typeof folders, string>>;
  console.error(`Missing: ${missing.join("; ")}.`);
  return undefined;
}

const cell = (text: string, most = 60) =>
  (text.length > most ? `${text.slice(0, most)}…` : text)
    .replaceAll("|", "\\|")
    .replaceAll("`", "'")
    .replace(/\s/g, " ");
const code = (text: string, most?: number) => `\`${cell(text, most) || " "}\``;

/** Why a test of the suite is not passed, where we leave it so. */
const reasons: Readonly<Record<string, string>> = {
  bugreports_AccidentalAllCaps: "positions of citations: a list has none",
  bugreports_NumberAffixEscape: "raised signs stay as they are typed",
  date_DateNoDateNoTest: "citeproc's words for a reference without text",
  decorations_Baseline: '`<span style="baseline">` is no CSS',
  label_NameLabelThroughSubstitute: "variables in the note, an extension of citeproc's",
  label_NoFirstCharCapWithInTextClass: "a citation in a text; a reference begins with a capital",
  magic_SuperscriptChars: "raised signs stay as they are typed",
  name_HebrewAnd: "the term is put between names as the locale has it",
  number_NewOrdinalsWithGenderChange: "raised signs stay as the locale has them (Terms)",
  position_TrueInCitation: "positions of citations: a list has none",
  punctuation_FullMontyQuotesIn: "Locale Options, punctuation-in-quote: commas and full stops only",
  textcase_SentenceCapitalization: 'Sentence Case Conversion: "the case of all other words stays the same"',
};

const named = namedFolders();
if (named === undefined) process.exit(1);
const locales = readLocales(named.locales);

const runs = runSuite(named.suite, locales);
const before: Readonly<Record<string, Outcomes>> = existsSync(ledgerFile)
  ? JSON.parse(readFileSync(ledgerFile, "utf8"))
  : {};
const worse = runs.filter(({ name, ours }) => ours === "wrong" && before[name]?.ours === "right");
const gone = Object.keys(before).filter((name) => !runs.some((run) => run.name === name));
for (const { name, expected, shown } of worse)
  console.error(`${name} was right.\n  expected: ${expected}\n  shown:    ${shown}`);
for (const name of gone) console.error(`${name} is no longer among the tests.`);
if (worse.length > 0) process.exitCode = 1;
else {
  const lines = runs.map(({ name, ours, citeproc }) => `  "${name}": { "ours": "${ours}", "citeproc": "${citeproc}" }`);
  writeFileSync(ledgerFile, `{\n${lines.join(",\n")}\n}\n`);
}

const items = [...itemsOfLibraries(corpora, fromCorpora), ...hardItems()];
const styleOf = (name: string) => readFileSync(path.join(named.styles, `${name}.csl`), "utf8");
const unequal = new Map<string, readonly Unequal[]>();
for (const name of comparedStyles) {
  unequal.set(name, unequalIn(name, styleOf(name), items, locales));
  console.log(`${name}: ${items.length - unequal.get(name)!.length} of ${items.length} equal`);
}
const places = [...unequal.values()].flat().flatMap(judge);
const kinds = new Map<string, JudgedPlace[]>();
for (const place of places) kinds.set(place.kind.kind, [...(kinds.get(place.kind.kind) ?? []), place]);
const compared = comparedStyles.length * items.length;
const unequalCount = [...unequal.values()].reduce((sum, list) => sum + list.length, 0);
const open = places.filter(({ kind }) => kind.right === "open");
for (const { unequal: one, ours, theirs } of open)
  console.log(`not judged: ${one.style}, ${one.asked.id}: ${JSON.stringify({ ours, theirs })}`);

const right = (engine: "ours" | "citeproc") => runs.filter((run) => run[engine] === "right").length;
const wrong = runs.filter(({ ours }) => ours === "wrong");
const script: Uint8Array = await compileReferences();
const dataSizes = comparedStyles
  .map((name) => gzipSync(JSON.stringify(toStyleData(parseStyle(styleOf(name)))), { level: 9 }).length)
  .sort((one, other) => one - other);
const number = (value: number) => value.toLocaleString("en");

writeFileSync(
  report,
  `# Citations

Written by \`npm run citations -- --suite DIR --styles DIR --locales DIR\`, which is given clones of the CSL project's \`test-suite\`,
\`styles\` and \`locales\` (none of them is kept here), and asks our engine (\`src/csl\`) and citeproc as citation-js brings it.

## The CSL test suite

${selectionRule}

Results are compared as HTML, character by character, but for the boxes that citeproc puts entries into, several spaces in a row, the
way in which a special sign is escaped, and the name of a style (\`font-variant:small-caps\`), which is a class of ours.

${table(
  ["tests", "ours right", "citeproc right", "both right", "both wrong"],
  [
    [
      runs.length,
      right("ours"),
      right("citeproc"),
      runs.filter(({ ours, citeproc }) => ours === "right" && citeproc === "right").length,
      runs.filter(({ ours, citeproc }) => ours === "wrong" && citeproc === "wrong").length,
    ],
  ],
)}

The name and outcome of each test is in [citations/ledger.json](citations/ledger.json); the command ends with 1 where one that was right
is wrong. Those that we do not pass, and why they stay so:

${table(
  ["test", "citeproc", "why", "expected", "shown"],
  wrong.map(({ name, citeproc, expected, shown }) => [
    name,
    citeproc,
    reasons[name] ?? "open",
    code(expected),
    code(shown),
  ]),
)}

## Sixty styles

${comparedStyles.length} independent styles in the language of each, ${fromCorpora} entries of the corpora (spread over libraries, types and what they
hold; read by our reader, as a style is given them) and ${items.length - fromCorpora} items made hard (\`citations/hard.jsonl\`): ${number(compared)} references, of
which ${number(compared - unequalCount)} (${((100 * (compared - unequalCount)) / compared).toFixed(1)} %) are equal, as HTML, character by character. Both are given the style without its
numbers and its own lowering of titles, as the site uses it.

The rest, place by place: each stretch in which two references differ is of one kind. Kinds in which nobody has judged yet: ${open.length} places.

${table(
  ["kind", "right", "by", "places", "such as: style, entry", "ours", "citeproc"],
  [...kinds.values()]
    .sort((one, other) => other.length - one.length)
    .map((list) => {
      const { kind, unequal: one, ours, theirs, before: said, after } = list[Math.floor(list.length / 2)]!;
      const around = (text: string) => code(`${said.slice(-12)}${text}${after.slice(0, 8)}`, 80);
      return [
        cell(kind.kind, 200),
        kind.right,
        cell(kind.rule, 200),
        number(list.length),
        cell(`${one.style}, ${one.asked.id}`),
        around(ours),
        around(theirs),
      ];
    }),
)}

By style:

${table(
  ["style", "equal", "not equal"],
  [...unequal].map(([name, list]) => [name, items.length - list.length, list.length]),
)}

## Cost

Microseconds of CPU a reference, ${fromCorpora} entries of the corpora, the middle of three rounds behind one that warms up: the engine alone, and
with what prepares an item for a style (titles in sentence case, names, dates; the CSL-JSON item is there already).

${costTable(corpora, fromCorpora)}

In a browser the engine (\`offprint/csl\`) is ${number(script.length)} bytes, ${number(gzipSync(script, { level: 9 }).length)} compressed by gzip, ${number(brotliCompressSync(script).length)} by brotli; a style as data is
${number(dataSizes[0]!)} to ${number(dataSizes.at(-1)!)} bytes by gzip, the middle of these sixty ${number(dataSizes[Math.floor(dataSizes.length / 2)]!)}.
`,
);
console.log(
  `${right("ours")} of ${runs.length} tests (citeproc ${right("citeproc")}); ${compared - unequalCount} of ${compared} references equal; ${open.length} places not judged.`,
);
