// The tests of the CSL project's suite that are of one reference, asked of both engines.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { compileStyle } from "../../src/csl/compile-style.ts";
import type { Item } from "../../src/csl/item.ts";
import { parseStyle } from "../../src/csl/parse-style.ts";
import { citeprocFormatter, type Locales, languageOf } from "./citeproc.ts";

/** What the ledger holds of a test. */
export type Outcome = "right" | "wrong";
export interface Outcomes {
  readonly ours: Outcome;
  readonly citeproc: Outcome;
}

export interface TestRun extends Outcomes {
  readonly name: string;
  readonly expected: string;
  readonly shown: string;
  readonly shownByCiteproc: string;
}

/** What decides which tests are asked, in words. */
export const selectionRule = `A test is of one reference where its MODE is \`bibliography\` or \`citation\`, its INPUT holds one
item, and it has none of the sections CITATION-ITEMS (where it is a citation), CITATIONS, BIBENTRIES, BIBSECTION, ABBREVIATIONS,
LANGPARAMS and MULTIAFFIX, all of which are of several works, of a place in a text or of an extension of citeproc's. The \`<citation>\` of a test of
citations is laid out as a \`<bibliography>\` would be, and \`<sort>\` is left out. The style that is made of it is given to both.`;

const foreign = ["CITATIONS", "BIBENTRIES", "BIBSECTION", "ABBREVIATIONS", "LANGPARAMS", "MULTIAFFIX"];

interface SuiteTest {
  readonly name: string;
  readonly style: string;
  readonly item: Item;
  readonly expected: string;
}

const sectionIn = (text: string, name: string): string | undefined =>
  new RegExp(`>>=+ ${name} =+>>\\n([\\s\\S]*?)\\n<<=+ ${name} =+<<`).exec(text)?.[1];

function readTest(name: string, text: string): SuiteTest | undefined {
  const mode = sectionIn(text, "MODE")?.trim();
  const [style, input, expected] = ["CSL", "INPUT", "RESULT"].map((section) => sectionIn(text, section));
  if (style === undefined || input === undefined || expected === undefined) return undefined;
  if (foreign.some((section) => sectionIn(text, section) !== undefined)) return undefined;
  const items = JSON.parse(input) as readonly Item[];
  if (items.length !== 1) return undefined;
  const item = items[0]!;
  if (mode === "bibliography") return { name, style: unsorted(style), item, expected };
  if (mode !== "citation" || sectionIn(text, "CITATION-ITEMS") !== undefined) return undefined;
  return { name, style: unsorted(asBibliography(style)), item, expected };
}

const unsorted = (style: string) => style.replace(/<sort>[\s\S]*?<\/sort>/g, "");

/** The layout of a style's citations as that of its bibliography. */
function asBibliography(style: string): string {
  return style
    .replace(/<bibliography\b[\s\S]*?<\/bibliography>/, "")
    .replace(
      /<citation\b([\s\S]*?)<\/citation>/,
      '<citation><layout><text variable="title"/></layout></citation><bibliography$1</bibliography>',
    );
}

/**
 * A result as both engines' are compared: without the boxes that citeproc puts an entry and its parts into, with our classes for its
 * styles of spans, with each special sign escaped in one way, and with one space for several.
 */
const compared = (html: string): string =>
  html
    .replace(/<\/?div[^>]*>/g, " ")
    .replace(/<span style="([^"]*)">/g, (_, style: string) => {
      const known = classes.get(style.replace(/\s/g, ""));
      return known === undefined ? `<span style="${style}">` : `<span class="${known}">`;
    })
    .replace(/&#(38|60|62|34);/g, (_, code: string) => named.get(code)!)
    .replaceAll("&quot;", '"')
    .replace(/\s+/g, " ")
    .trim();
const classes = new Map([
  ["font-variant:small-caps;", "small-caps"],
  ["font-variant:normal;", "normal-caps"],
  ["font-style:normal;", "upright"],
  ["font-weight:normal;", "light"],
  ["text-decoration:underline;", "underline"],
  ["text-decoration:none;", "plain"],
]);
const named = new Map([
  ["38", "&amp;"],
  ["60", "&lt;"],
  ["62", "&gt;"],
  ["34", '"'],
]);

/** Runs the tests of a clone of the suite. */
export function runSuite(folder: string, locales: Locales): readonly TestRun[] {
  const humans = path.join(folder, "processor-tests/humans");
  return readdirSync(humans)
    .filter((file) => file.endsWith(".txt"))
    .sort()
    .flatMap((file) => readTest(path.basename(file, ".txt"), readFileSync(path.join(humans, file), "utf8")) ?? [])
    .map((test) => {
      const expected = compared(test.expected);
      const shown = shownBy(() => referenceByUs(test, locales));
      const shownByCiteproc = shownBy(() => citeprocFormatter(test.style, locales)(test.item));
      return {
        name: test.name,
        expected,
        shown,
        shownByCiteproc,
        ours: shown === expected ? "right" : "wrong",
        citeproc: shownByCiteproc === expected ? "right" : "wrong",
      };
    });
}

/** An engine that throws shows why, which is never what is expected. */
function shownBy(show: () => string): string {
  try {
    return compared(show());
  } catch (error) {
    return `does not take the style: ${(error as Error).message ?? error}`;
  }
}

function referenceByUs({ style, item }: SuiteTest, locales: Locales): string {
  const language = languageOf(style);
  return compileStyle(parseStyle(style), locales.trees(language), language, { showsNumber: true }).format(item).html;
}
