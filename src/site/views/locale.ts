import type { Message, MessageKey, Messages } from "../../messages/en.ts";
import type { DateParts, PartialDate, Season } from "../../record/dates/partial-date.ts";
import { canonicalLanguage } from "../../text/localization-keys.ts";

/** Says a message, its places filled in; `count` chooses the plural form and is written as the language writes numbers. */
export type Translate = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;

/**
 * Makes the function that says the messages of one language (a usable BCP 47 tag). Numbers have the digits 0 to 9. Where the language
 * is written from right to left, what is filled in keeps its own direction (the isolates of UAX #9).
 */
export function createSay(messages: Messages, language: string): Translate {
  const [begin, end] = writingDirection(language) === "rtl" ? ["\u2068", "\u2069"] : ["", ""];
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language, { numberingSystem: "latn" });
  return (key, values) => {
    const message: Message = messages[key];
    const count = values?.count;
    const form = typeof count === "number" ? plural.select(count) : "other";
    const text = typeof message === "string" ? message : (message[form] ?? message.other);
    if (values === undefined) return text;
    return text.replace(/\{(\w+)\}/g, (place, name: string) => {
      const value = values[name];
      return typeof value === "number" ? number.format(value) : value === undefined ? place : begin + value + end;
    });
  };
}

/** A name in a list, with what stands between it and the next one. */
export interface ListedItem {
  readonly text: string;
  /** What clings to the item: a comma. Empty after the last. */
  readonly separator: string;
  /** What may become a line break: a space, or nothing in scripts that set none. */
  readonly space: string;
}

/** Scripts that are written from right to left (ISO 15924). */
const rightToLeftScripts: ReadonlySet<string | undefined> = new Set([
  "Adlm",
  "Arab",
  "Hebr",
  "Mand",
  "Mend",
  "Nkoo",
  "Rohg",
  "Samr",
  "Syrc",
  "Thaa",
]);

/** The tag in its canonical spelling, or "en" for text that is no BCP 47 tag, so that `Intl` never throws later. */
export function usableLanguage(tag: string): string {
  return canonicalLanguage(tag) ?? "en";
}

/** The value of `dir` for a page in this language: decided by the script the language is usually written in. */
export function writingDirection(tag: string): "ltr" | "rtl" {
  return rightToLeftScripts.has(scriptOf(tag)) ? "rtl" : "ltr";
}

/** The script a language is usually written in (ISO 15924). */
export function scriptOf(tag: string): string | undefined {
  return new Intl.Locale(usableLanguage(tag)).maximize().script;
}

/**
 * Makes the function that puts the language's separator between names: ", " or "、", the one before a list's end where
 * some languages would say "and".
 */
export function createLister(tag: string): (texts: readonly string[]) => readonly ListedItem[] {
  const between = (type: "conjunction" | "unit") =>
    new Intl.ListFormat(usableLanguage(tag), { type, style: "long" }).formatToParts(["1", "2", "3", "4"])[1]?.value ??
    ", ";
  // Arabic says "and" between all, its units after a comma; a row of names takes the comma alone.
  const literal = /\p{L}/u.test(between("conjunction"))
    ? between("unit").replace(/\p{L}/gu, "")
    : between("conjunction");
  const separator = literal.trimEnd();
  const space = separator === literal ? "" : " ";
  return (texts) =>
    texts.map((text, index) =>
      index === texts.length - 1 ? { text, separator: "", space: "" } : { text, separator, space },
    );
}

/** Says a date in the site's language, exactly as finely as it is known; the empty string where nothing is. */
export type DateFormatter = (date: PartialDate) => string;

/** Whether more than one certain year is known, so that a page has something to say that its heading does not. */
export function isFinerThanYear(date: PartialDate): boolean {
  return (
    (date.start?.length ?? 0) > 1 || date.end !== undefined || date.season !== undefined || date.literal !== undefined
  );
}

const seasons = ["spring", "summer", "autumn", "winter"] as const;

/**
 * Makes the formatter for one language: the Gregorian calendar and digits 0 to 9, since that is how a work is cited.
 * Years before 1 are given their era (year 0 is 1 BC).
 */
export function createDateFormatter(tag: string, t: Translate): DateFormatter {
  const language = usableLanguage(tag);
  const fixed = { calendar: "gregory", numberingSystem: "latn", timeZone: "UTC" } as const;
  const formats = [
    new Intl.DateTimeFormat(language, { ...fixed, year: "numeric", era: "short" }),
    new Intl.DateTimeFormat(language, { ...fixed, year: "numeric", month: "long" }),
    new Intl.DateTimeFormat(language, { ...fixed, year: "numeric", month: "long", day: "numeric" }),
  ] as const;

  const formatParts = (parts: DateParts, season?: number): string => {
    const year = parts[0] > 0 || !isExpressible(parts) ? String(parts[0]) : formats[0].format(instant(parts));
    const seasonKey = season === undefined ? undefined : seasons[season - 1];
    if (seasonKey !== undefined) return t(seasonKey, { year });
    if (parts.length === 1 || !isExpressible(parts)) return year;
    return formats[parts.length === 2 ? 1 : 2].format(instant(parts));
  };

  const formatRange = (start: DateParts, end: DateParts, season?: Season, endSeason?: Season): string => {
    const length = start.length;
    if (season !== undefined && endSeason === undefined && end.length === 1) {
      return t(seasons[season - 1]!, { year: formatRange([start[0]], end) });
    }
    if (season !== undefined || endSeason !== undefined)
      return `${formatParts(start, season)} – ${formatParts(end, endSeason)}`;
    if (length === 1 && end.length === 1) return `${formatParts(start)}–${formatParts(end)}`;
    if (length === 1 || length !== end.length || !isExpressible(start) || !isExpressible(end))
      return `${formatParts(start)} – ${formatParts(end)}`;
    return formats[length === 2 ? 1 : 2].formatRange(instant(start), instant(end));
  };

  return ({ start, end, season, endSeason, circa, uncertain, literal }) => {
    let text = literal ?? "";
    if (start !== undefined && end === "open") text = `${formatParts(start, season)}–`;
    else if (start !== undefined && end !== undefined && end !== "open")
      text = formatRange(start, end, season, endSeason);
    else if (start !== undefined) text = formatParts(start, season);
    else if (end !== undefined && end !== "open") text = `–${formatParts(end, endSeason)}`;
    if (text === "") return text;
    return `${circa ? t("circa", { date: text }) : text}${uncertain ? "?" : ""}`;
  };
}

/** A day's instant at midnight in UTC, for `Intl` alone; years below 100 stay what they are. */
function instant([year, month = 1, day = 1]: DateParts): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
}

/** Whether the day lies within the 270,000 years around 1970 that a JavaScript date can tell. */
function isExpressible(parts: DateParts): boolean {
  return !Number.isNaN(instant(parts).getTime());
}

/** How one language says things: words, dates, lists, order. */
export interface Locale {
  /** BCP 47, one that `Intl` takes. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly t: Translate;
  readonly date: DateFormatter;
  /** A number of things: "1,204". */
  readonly count: (count: number) => string;
  /** A year alone: "2021", "44 BC". */
  readonly year: (year: number) => string;
  readonly list: (texts: readonly string[]) => readonly ListedItem[];
  readonly compare: (one: string, other: string) => number;
}

/** The locale of a language; a tag that is none counts as English. */
export function createLocale(tag: string, messages: Messages): Locale {
  const language = usableLanguage(tag);
  const t = createSay(messages, language);
  const date = createDateFormatter(language, t);
  const number = new Intl.NumberFormat(language, { numberingSystem: "latn" });
  return {
    language,
    direction: writingDirection(language),
    t,
    date,
    count: (count) => number.format(count),
    year: (year) => date({ start: [year], circa: false, uncertain: false }),
    list: createLister(language),
    compare: new Intl.Collator([language, "en"], { numeric: true }).compare,
  };
}
