// References of both engines in many styles, item by item.

import { readFileSync } from "node:fs";
import path from "node:path";
import { compileStyle } from "../../src/csl/compile-style.ts";
import type { Item } from "../../src/csl/item.ts";
import { parseStyle } from "../../src/csl/parse-style.ts";
import { createCitationFormatter } from "../../src/export/citation.ts";
import { withTitlesAsGiven } from "../../src/export/sentence-case.ts";
import { addressOf, forSingleReferences, toSafeCitation } from "../../src/export/style-engines.ts";
import type { Publication } from "../../src/record/publication.ts";
import { readLibraries } from "../oracles/library.ts";
import { sampleOf } from "../oracles/references.ts";
import { citeprocFormatter, type Locales, languageOf } from "./citeproc.ts";

/** An item that is asked, and where it comes from: a library's name, or "made hard". */
export interface AskedItem {
  readonly id: string;
  readonly source: string;
  readonly item: Item;
}

/** A reference that is not the same, as HTML. */
export interface Unequal {
  readonly style: string;
  readonly asked: AskedItem;
  readonly ours: string;
  readonly theirs: string;
}

/** The item of a work as a style sees it. */
export function itemOf(publication: Publication): Item {
  let seen: Item | undefined;
  const formatter = createCitationFormatter({ style: { name: "seen" }, locale: "en-US" }, () => ({
    format: (item) => {
      seen = item;
      return { html: "", text: "" };
    },
    term: (name) => (name === "et-al" ? "et al." : ""),
    knowsCirca: true,
    sentenceStyle: undefined,
  }))!;
  formatter.format(publication);
  // Who is not named is a sign of our own until a reference is made.
  return JSON.parse(JSON.stringify(seen).replaceAll("\ue000", "Others")) as Item;
}

/** The items of so many of the libraries' entries. */
export const itemsOfLibraries = (corpora: string, size: number): readonly AskedItem[] =>
  sampleOf(readLibraries(corpora, Number.POSITIVE_INFINITY), size).map(([library, { key, publication }]) => ({
    id: key,
    source: library.name,
    item: itemOf(publication),
  }));

/** Items of our own, each with something that is hard. */
export const hardItems = (): readonly AskedItem[] =>
  readFileSync(path.join(import.meta.dirname, "hard.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Item & { readonly id: string })
    .map(({ id, ...item }) => ({ id, source: "made hard", item }));

/** Both engines for a style, as they are compared: for a reference without a number, its titles as they are given. */
export function enginesOf(xml: string, locales: Locales) {
  const style = withTitlesAsGiven(xml);
  const language = languageOf(xml);
  const compiled = compileStyle(parseStyle(style), locales.trees(language), language, {
    address: (variable, value) => (variable === "DOI" || variable === "URL" ? addressOf(variable, value) : undefined),
  });
  const byCiteproc = citeprocFormatter(forSingleReferences(style), locales, {
    wrap_url_and_doi: true,
    field_hack: false,
  });
  return { ours: (item: Item) => compiled.format(item).html, theirs: byCiteproc };
}

/** What citeproc made in the same form of HTML as ours. */
export const sameForm = (html: string): string => toSafeCitation(html, (text) => text).html;

/** The references in which a style's engines differ. */
export function unequalIn(
  style: string,
  xml: string,
  items: readonly AskedItem[],
  locales: Locales,
): readonly Unequal[] {
  const { ours, theirs } = enginesOf(xml, locales);
  return items.flatMap((asked) => {
    const one = { style, asked, ours: ours(asked.item), theirs: sameForm(theirs(asked.item)) };
    return one.ours === one.theirs ? [] : [one];
  });
}
