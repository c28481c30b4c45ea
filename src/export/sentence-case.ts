import { withoutAccents } from "../memory/fold.ts";
import { lazy } from "../memory/memoize.ts";
import type { Publication } from "../record/publication.ts";
import { types } from "../record/types.ts";
import { richTextToPlain } from "../text/plain-text.ts";
import type { RichNode, RichText } from "../text/rich-text.ts";

/** How a style prints titles that are typed in Title Case: whether the first word of a subtitle keeps its capital. */
export interface SentenceStyle {
  readonly keepsSubtitle: boolean;
}

/**
 * What a CSL style asks of titles: sentence case in APA's styles and Vancouver's, which say nothing of it because CSL wants
 * titles to be typed so, and in those whose title has `text-case="sentence"` (CSL 1.0.2); undefined for all others.
 */
export function sentenceStyleOf(xml: string): SentenceStyle | undefined {
  const id = /<id>([^<]*)<\/id>/.exec(xml)?.[1]?.trim().toLowerCase().split("/").at(-1) ?? "";
  const isApa = /(?:^|-)apa(?:-|$)/.test(id);
  const asks = isApa || /(?:^|-)(?:vancouver|nlm)(?:-|$)/.test(id) || withTitlesAsGiven(xml) !== xml;
  return asks ? { keepsSubtitle: isApa } : undefined;
}

/**
 * The style without its own lowering of titles: citeproc lowers every word of every language that no markup protects,
 * and what it is given is in sentence case where it has to be.
 */
export function withTitlesAsGiven(xml: string): string {
  const macros = [...xml.matchAll(/<macro\s+name="([^"]*)"\s*>([\s\S]*?)<\/macro>/g)];
  const titleMacros = new Set(macros.flatMap(([, name, body]) => (/\svariable="title"/.test(body!) ? [name] : [])));
  return xml.replace(/<text\b[^>]*>/g, (element) => {
    const macro = /\smacro="([^"]*)"/.exec(element)?.[1];
    const isTitle = macro === undefined ? /\svariable="title"/.test(element) : titleMacros.has(macro);
    return isTitle ? element.replace(/\stext-case="sentence"/, ' text-case="capitalize-first"') : element;
  });
}

// In: a work with a title as BibTeX authors type it, "Growth of Tall Trees in the {Alps}". Out: the same in sentence case.

/** Articles, conjunctions, prepositions and their like, which stand in lower case in Title Case too. */
const smallWords: ReadonlySet<string> = new Set(
  `a an the and or but nor for so yet as at by in of off on onto out per to up via vs versus from into like near over past
  than that upon with within without about above across after against along alongside amid among amongst around before
  behind below beneath beside besides between beyond despite down during except following if inside is it its our outside
  regarding since through throughout toward towards under underneath until using versus via when where whether while your
  their his her are be can do does how not et al etc`
    .split(/\s+/)
    .filter(Boolean),
);

/**
 * Names of one word or several that English writes with a capital whatever a title is about, without signs on their letters:
 * what CLDR calls countries, parts of the world, languages, their scripts, calendars, months and days; the cities and
 * oceans of time zones; and the peoples after whom currencies are called ("Kenyan Shilling").
 */
const properNames = lazy((): ReadonlySet<string> => {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const pairs = letters.flatMap((one) => letters.map((other) => one + other));
  const namerOf = (type: Intl.DisplayNamesType) => new Intl.DisplayNames("en", { type, fallback: "none" });
  const namesOf = (type: Intl.DisplayNamesType, codes: readonly string[]) => {
    const names = namerOf(type);
    return codes.map((code) => names.of(code) ?? "");
  };
  const regions = namerOf("region");
  const scripts = pairs.flatMap((code) => new Intl.Locale(code).maximize().script ?? []);
  const partsOfTheWorld = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, "0"));
  // A currency's code begins with a country's, also one that is no more (ISO 4217).
  const countries = pairs.filter((pair) => !/^X|ZZ/.test(pair) && regions.of(pair) !== undefined);
  const currencies = namesOf(
    "currency",
    countries.flatMap((country) => letters.map((letter) => country + letter)),
  ).map((name) => name.replace(/ \(.*/, ""));
  const format = (part: "month" | "weekday", date: Date) =>
    new Intl.DateTimeFormat("en", { [part]: "long", timeZone: "UTC" }).format(date);
  const names = [
    ...namesOf("region", [...pairs, ...partsOfTheWorld]).flatMap((name) => [name, name.replace(/a$/, "an")]),
    ...namesOf("language", pairs),
    ...namesOf("script", [...new Set(scripts)]),
    ...namesOf("calendar", Intl.supportedValuesOf("calendar")).map((name) => name.replace(/ .*/, "")),
    ...currencies.map((name) => name.replace(/ \S+$/, "")),
    ...currencies.map((name) => /^\S+(?:an|ese|i|ic|ish|ch|k|ss|ne)(?= )/.exec(name)?.[0] ?? ""),
    ...Intl.supportedValuesOf("timeZone").flatMap((zone) => zone.replaceAll("_", " ").split("/")),
    ...Array.from({ length: 12 }, (_, month) => format("month", new Date(Date.UTC(2024, month)))),
    ...Array.from({ length: 7 }, (_, day) => format("weekday", new Date(Date.UTC(2024, 0, day)))),
    ...["America", "American", "European", "Islamic"],
  ];
  const parts = names.flatMap((name) => name.split(/ & | - |[()]/)).map((name) => withoutSigns(name.trim()));
  const kept = parts.filter((name) => isCapitalized(name.slice(0, 2)) && !ordinaryWords.has(name));
  return new Set([...kept, "in Turkey", "of Turkey", "from Turkey"]);
});

/** The words with which such names begin. */
const firstWords = lazy(
  (): ReadonlySet<string> =>
    new Set([...properNames()].map((name) => withoutGenitive(name.match(wordPattern)?.[0] ?? ""))),
);

/** Such names that are ordinary words at least as often. */
const ordinaryWords: ReadonlySet<string> = new Set(
  "Canary Center Euro Ewe Guinea Heard Islands March May Midway Muscat Oral Resolute Reunion Simplified Troll Turkey Wake".split(
    " ",
  ),
);

/** Names have so many words at most: "British Indian Ocean Territory". */
const longestName = 4;

/** Words by which English shows itself beside other languages that this site may be about. */
const englishWord = /(?:^|\s)(?:the|of|and|with|from|for|to)\s/i;

/** A title with one word in lower case among so many in capitals is in Title Case still. */
const mostlyCapitalized = 4;

/** A stretch of letters, signs on them, digits and apostrophes: "O’Brien", "3D", and each part of "Long-Term". */
const wordPattern = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu;

const isCapitalized = (word: string): boolean => /^\p{Lu}[\p{Ll}\p{M}'’]*$/u.test(word);
const isLower = (word: string): boolean => /^\p{Ll}[\p{Ll}\p{M}'’]+$/u.test(word);
const withoutSigns = (text: string): string => withoutAccents(text).replaceAll("’", "'");
const withoutGenitive = (word: string): string => word.replace(/['’]s?$/, "");

/**
 * The work as a style that wants sentence case cites it. Only an English title of BibTeX is lowered: in Markdown nobody has
 * braces to protect a capital with. A work that names no language is in the site's, or English where its words show it.
 */
export function withSentenceCase(publication: Publication, style: SentenceStyle, siteLanguage: string): Publication {
  const { title, abstract, language, source, type, containerTitle, containerNames } = publication;
  if (source.format === "markdown" || source.hasMarkdownTitle) return publication;
  const isEnglish = /^en\b/i.test(language ?? siteLanguage);
  if (!isEnglish && (language !== undefined || !englishWord.test(richTextToPlain(title)))) return publication;
  const lower = (tree: RichText) => toSentenceCase(tree, abstract, style.keepsSubtitle);
  // The title of a book too (APA 7, 10.3), also of several volumes, but not the names that conferences give proceedings.
  const isOfBook = type === "book" || (types[type].container === "book" && type !== "paper-conference");
  return {
    ...publication,
    title: lower(title),
    ...(isOfBook && containerTitle !== undefined
      ? { containerTitle: richTextToPlain(lower(withNames(containerTitle, containerNames))) }
      : {}),
  };
}

/** A plain title in which some stretches are protected. */
function withNames(title: string, names: readonly string[]): RichText {
  const nodes: RichNode[] = [];
  let from = 0;
  for (const name of names) {
    const at = title.indexOf(name, from);
    if (at < 0 || name === "") continue;
    nodes.push({ kind: "text", value: title.slice(from, at) });
    nodes.push({ kind: "noCase", children: [{ kind: "text", value: name }] });
    from = at + name.length;
  }
  return [...nodes, { kind: "text", value: title.slice(from) }];
}

/**
 * A title in Title Case in sentence case, any other as it is. What stands in braces or in a command keeps its capitals
 * (btxdoc 4, as BibTeX's `change.case$` does), and so do the first word, a word with a capital or a digit within it, a
 * lone letter, a word behind the end of a sentence, and one that `abstract` has capitalized in the middle of a sentence.
 * The first word of a subtitle keeps its own where the style says so (APA 7, 6.17).
 */
export function toSentenceCase(title: RichText, abstract: RichText, keepsSubtitle: boolean): RichText {
  const leaves = leavesOf(title, false);
  const whole = leaves.map(({ text }) => text).join("");
  const free = leaves.map(({ text, isFree }) => (isFree ? text : "\0".repeat(text.length))).join("");
  const words = [...whole.matchAll(wordPattern)].map(({ 0: word, index }) => ({
    word,
    index,
    isFree: free.startsWith(word, index),
    isPart: index > 0 && /[-‐‑]/.test(whole[index - 1]!),
    begins: beginOf(whole.slice(0, index)),
  }));
  const deciding = words.filter(
    ({ word, isFree, isPart, begins }) => isFree && !isPart && !begins && !smallWords.has(word.toLowerCase()),
  );
  const capitalized = deciding.filter(({ word }) => isCapitalized(word)).length;
  const lower = deciding.filter(({ word }) => isLower(word)).length;
  if (capitalized === 0 || capitalized < lower * mostlyCapitalized) return title;
  const proper = placesOfNames(whole, words);
  const candidates = words.filter(
    ({ word, index, isFree, begins }) =>
      isFree &&
      isCapitalized(word) &&
      (word.length > 1 ? !/^I['’]/.test(word) : word === "A") &&
      begins !== "sentence" &&
      !(begins === "subtitle" && keepsSubtitle) &&
      !/^-\d/.test(whole.slice(index + word.length)) &&
      !proper.has(index),
  );
  const names = namesIn(
    abstract,
    candidates.map(({ word }) => withoutGenitive(word)),
  );
  const lowered = new Set(candidates.filter(({ word }) => !names.has(withoutGenitive(word))).map(({ index }) => index));
  return lowerAt(title, lowered, { at: 0 });
}

interface Leaf {
  readonly text: string;
  readonly isFree: boolean;
}

/** The text of a title in order; only what stands in no braces and in no command is free to change. */
function leavesOf(nodes: RichText, isInside: boolean): readonly Leaf[] {
  return nodes.flatMap((node): readonly Leaf[] => {
    if (node.kind === "text") return [{ text: node.value, isFree: !isInside }];
    if (node.kind === "math") return [{ text: "\ufffc", isFree: false }];
    return leavesOf(node.children, true);
  });
}

/** What a word begins that stands behind this text: a sentence, a subtitle, or nothing. */
function beginOf(before: string): "sentence" | "subtitle" | undefined {
  // Most words stand behind another.
  if (/[\p{L}\p{N}] $/u.test(before.slice(-2))) return undefined;
  const text = before.replace(/(?<!["“”‘'«‹([{¿¡])["“”‘'«‹([{¿¡]+$/u, "");
  if (text.trim() === "") return "sentence";
  if (/[.?!…]["”’)\]]*\s+$/u.test(text) && !/\bvs\.\s+$/i.test(text)) return "sentence";
  return /:\s+$|\s[-–]\s+$|—\s*$/u.test(text) ? "subtitle" : undefined;
}

/** Whether a title may have a word that begins a subtitle, of which alone styles in sentence case think differently. */
export const mayHaveSubtitle = (title: string): boolean => /:\s|\s[-–]\s|—/.test(title);

/** Where the words of proper names begin, in the genitive and of several people too. */
function placesOfNames(text: string, words: readonly { word: string; index: number }[]): ReadonlySet<number> {
  const isName = (name: string) =>
    properNames().has(name) || (/(?:an|i|day)s$/.test(name) && properNames().has(name.slice(0, -1)));
  return new Set(
    words.flatMap(({ word, index }, first) => {
      const begin = withoutGenitive(withoutSigns(word));
      if (!firstWords().has(begin) && !firstWords().has(begin.slice(0, -1))) return [];
      const some = words.slice(first, first + longestName);
      const count = some.findLastIndex((last) =>
        isName(withoutGenitive(withoutSigns(text.slice(index, last.index + last.word.length)).replace(/\s+/g, " "))),
      );
      return some.slice(0, count + 1).map((one) => one.index);
    }),
  );
}

/** The words that an abstract has capitalized behind a word in lower case of the same sentence: the names in it; none where it has none of `asked`. */
function namesIn(abstract: RichText, asked: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  const text = richTextToPlain(abstract);
  if (!asked.some((word) => text.includes(word))) return names;
  for (const sentence of text.split(/[.?!:…]["”’)\]]*\s+|\n\s*\n|[•—]/u)) {
    let isWithin = false;
    for (const [word] of sentence.matchAll(wordPattern)) {
      if (isWithin && isCapitalized(word)) names.add(withoutGenitive(word));
      isWithin ||= isLower(word);
    }
  }
  return names;
}

/** The tree with the letters at these places of its text in lower case. */
function lowerAt(nodes: RichText, places: ReadonlySet<number>, position: { at: number }): RichText {
  return nodes.map((node) => {
    if (node.kind === "text") {
      const start = position.at;
      position.at += node.value.length;
      const value = node.value.replace(/\p{Lu}/gu, (letter, index: number) =>
        places.has(start + index) ? letter.toLowerCase() : letter,
      );
      return { ...node, value };
    }
    if (node.kind === "math") {
      position.at += 1;
      return node;
    }
    return { ...node, children: lowerAt(node.children, places, position) };
  });
}
