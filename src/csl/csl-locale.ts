import { childrenOf, type StyleNode } from "./style-tree.ts";

/** The words of a language, as CSL 1.0.2 has them ("Locale Files"): terms, dates and options. */
export interface Locale {
  /**
   * A term; a form that is missing falls back to the next longer one. Undefined where there is none, "" where it is empty.
   * @param gender of the noun that an ordinal belongs to
   */
  readonly term: (name: string, form?: string, isPlural?: boolean) => string | undefined;
  /** "1st", "2ᵉ": a whole number with the ending of the locale, for a noun, which has a gender there. */
  readonly ordinal: (number: number, noun: string) => string;
  /** "first" where the locale has it, else as `ordinal`. */
  readonly longOrdinal: (number: number, noun: string) => string;
  readonly date: (form: string) => StyleNode | undefined;
  readonly option: (name: string) => string | undefined;
}

interface Term {
  readonly singular: string;
  readonly plural: string;
  readonly match?: string | undefined;
}

/** The forms that may stand for one that is missing. */
const longer: ReadonlyMap<string, readonly string[]> = new Map([
  ["short", ["short", "long"]],
  ["verb", ["verb", "long"]],
  ["verb-short", ["verb-short", "verb", "long"]],
  ["symbol", ["symbol", "short", "long"]],
]);

/**
 * A locale made of locale files and of a style's own `<locale>` elements for its language: without a language, then its
 * primary language, then with region; each stands in place of what came before ("Locale Fallback").
 */
export function createLocale(files: readonly StyleNode[], own: readonly StyleNode[], language: string): Locale {
  const terms = new Map<string, Term>();
  const genders = new Map<string, string>();
  const dates = new Map<string, StyleNode>();
  const options: Record<string, string> = {};
  const read = (node: StyleNode) => {
    for (const list of childrenOf(node, "terms")) {
      // Who sets ordinals sets them all: the endings of one language make no sense with those of another.
      if (list.children.some(({ attributes }) => attributes.name === "ordinal"))
        for (const key of [...terms.keys()]) if (/^ordinal(-\d\d)?\|/.test(key)) terms.delete(key);
      for (const { attributes, children, text } of childrenOf(list, "term")) {
        const textOf = (name: string) => children.find((child) => child.name === name)?.text.trim();
        const key = `${attributes.name}|${attributes.form ?? "long"}|${attributes["gender-form"] ?? ""}`;
        const singular = textOf("single") ?? text;
        terms.set(key, {
          singular,
          plural: textOf("multiple") ?? singular,
          match: attributes.match,
        });
        if (attributes.gender) genders.set(attributes.name!, attributes.gender);
      }
    }
    for (const date of childrenOf(node, "date")) dates.set(date.attributes.form ?? "text", date);
    for (const { attributes } of childrenOf(node, "style-options")) Object.assign(options, attributes);
  };
  for (const file of files) read(file);
  const [primary] = language.split("-");
  for (const wanted of [undefined, primary, language])
    for (const node of own) if (node.attributes["xml:lang"] === wanted) read(node);

  const term: Locale["term"] = (name, form = "long", isPlural = false) => {
    for (const one of longer.get(form) ?? ["long"]) {
      const found = terms.get(`${name}|${one}|`);
      if (found) return isPlural ? found.plural : found.singular;
    }
    return undefined;
  };
  /** In the gender of the noun, else in none. */
  const gendered = (name: string, gender: string | undefined): Term | undefined =>
    (gender && terms.get(`${name}|long|${gender}`)) || terms.get(`${name}|long|`);
  const ending = (number: number, gender: string | undefined): string => {
    const two = String(number % 100).padStart(2, "0");
    const candidates: readonly (readonly [digits: string, fits: (match: string | undefined) => boolean])[] = [
      [String(number).padStart(2, "0"), (match) => match === "whole-number"],
      [two, (match) => (match === undefined ? number % 100 > 9 || number < 10 : match === "last-two-digits")],
      [`0${number % 10}`, (match) => match === undefined || match === "last-digit"],
    ];
    for (const [digits, fits] of candidates) {
      const found = gendered(`ordinal-${digits}`, gender);
      if (found && fits(found.match)) return found.singular;
    }
    return gendered("ordinal", gender)?.singular ?? "";
  };
  const ordinal: Locale["ordinal"] = (number, noun) => `${number}${ending(number, genders.get(noun))}`;
  return {
    term,
    ordinal,
    longOrdinal: (number, noun) =>
      (number >= 1 && number <= 10
        ? gendered(`long-ordinal-${String(number).padStart(2, "0")}`, genders.get(noun))?.singular
        : undefined) ?? ordinal(number, noun),
    date: (form) => dates.get(form),
    option: (name) => options[name],
  };
}
