// How a work is cited by who has its CSL-JSON alone, as a visitor's browser has: in the styles that a site sends, as the site does.

import { addressOf } from "./addresses.ts";
import { compileStyle } from "./compile-style.ts";
import type { Item } from "./item.ts";
import type { FormattedReference } from "./output.ts";
import { referenceTextEditor } from "./reference-text.ts";
import { fromStyleData, type StyleData } from "./style-data.ts";

/** What a work is cited with besides its item of CSL-JSON: values by variable, `null` for what is left out. */
export interface CitedDifferences {
  readonly always?: Values;
  /** In styles that want titles in sentence case, and in those among them that keep the first word of a subtitle, where that differs. */
  readonly sentence?: Values;
  readonly subtitle?: Values;
  /** In styles that say "circa" of themselves. */
  readonly circa?: Values;
}

type Values = Readonly<Record<string, unknown>>;

/** A style as it is sent: its data, and what it asks for that CSL does not say. */
export interface SentStyle {
  /** Whose it is, and under what licence. */
  readonly about: string;
  readonly titles: "given" | "sentence" | "subtitle";
  readonly knowsCirca: boolean;
  readonly style: StyleData;
}

/** The words of a language as they are sent: locales of CSL, each in place of those before it. */
export interface SentLocale {
  readonly about: string;
  readonly language: string;
  readonly locales: readonly StyleData[];
  /** What varieties of the language that a style asks for differ in: "en-GB". */
  readonly varieties: Readonly<Record<string, StyleData>>;
}

/** Writes the reference of a work. */
export type WriteReference = (item: Item, differences: CitedDifferences | undefined) => FormattedReference;

/** Makes the function of a style that was sent, in a language: in the variety of it that the style asks for, where that was sent. */
export function createReferenceWriter(sent: SentStyle, words: SentLocale): WriteReference {
  const style = fromStyleData(sent.style);
  const own = style.attributes["default-locale"] ?? "";
  const variety = words.varieties[own];
  const language = variety === undefined ? words.language : own;
  const locales = [...words.locales, ...(variety === undefined ? [] : [variety])];
  let edit = (text: string) => text;
  const { format, term } = compileStyle(style, locales.map(fromStyleData), language, {
    address: (variable, value) =>
      variable === "DOI" || variable === "URL" ? addressOf(variable, edit(value)) : undefined,
    edit: (text) => edit(text),
  });
  edit = referenceTextEditor((name) => term(name) ?? "");
  return (item, differences) => format(citedItem(item, differences, sent));
}

/** A work's item as a style sees it. */
export function citedItem(item: Item, differences: CitedDifferences = {}, { titles, knowsCirca }: SentStyle): Item {
  const values: Record<string, unknown> = {
    ...item,
    ...differences.always,
    ...(titles === "given" ? {} : (differences[titles] ?? differences.sentence)),
    ...(knowsCirca ? differences.circa : {}),
  };
  const isShown = ([name, value]: readonly [string, unknown]) => value !== null && !unseen.has(name);
  return { ...Object.fromEntries(Object.entries(values).filter(isShown)), type: item.type };
}

/** What is the works' and no style's. */
const unseen: ReadonlySet<string> = new Set(["abstract", "custom", "keyword"]);
