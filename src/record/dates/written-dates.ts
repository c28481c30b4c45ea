import { withoutAccents } from "../../memory/fold.ts";
import {
  compareParts,
  type DateParts,
  type DateReading,
  type DayReading,
  impossibility,
  type PartialDate,
  type Season,
  toDate,
  toParts,
} from "./partial-date.ts";

/** One side of a range. */
interface Side {
  readonly start: DateParts;
  /** The last day it may be, where its digits are unspecified: 199X ends in 1999. */
  readonly end?: DateParts;
  readonly season?: Season;
  readonly circa: boolean;
  readonly uncertain: boolean;
  readonly impossible?: string;
}

/**
 * Reads EDTF as far as BibLaTeX takes it (manual 2.3.8: ISO 8601-2 level 1): 2021, 2021-03, 2021-03-05, a range with `/`,
 * open with `..` or nothing, seasons 21 to 24 as months, `~` `?` `%`, 199X and 19XX, years below 0 and longer ones with
 * "y", and a time of day, which is left off. Undefined where the text is not in that form at all.
 */
export function readEdtf(text: string): DateReading | undefined {
  const sides = text.split("/");
  if (sides.length > 2) return undefined;
  const [first, last] = sides.map((side) => side.trim());
  if (last === undefined) {
    const side = readSide(first!);
    return side && withFault({ ...doubts([side]), start: side.start, ...optional(side, side.end) }, [side]);
  }
  const isOpen = (side: string) => side === "" || side === "..";
  if (isOpen(first!) && isOpen(last)) return undefined;
  const from = isOpen(first!) ? undefined : readSide(first!);
  const to = isOpen(last) ? undefined : readSide(last);
  if ((!from && !isOpen(first!)) || (!to && !isOpen(last))) return undefined;
  if (from && to && compareParts(from.start, to.end ?? to.start) > 0) return undefined;
  const known = [from, to].filter((side) => side !== undefined);
  const end = to ? (to.end ?? to.start) : "open";
  const range = { ...optional(from, end), ...(to?.season ? { endSeason: to.season } : {}) };
  return withFault({ ...doubts(known), ...(from ? { start: from.start } : {}), ...range }, known);
}

function optional(side: Side | undefined, end: DateParts | "open" | undefined): Pick<PartialDate, "end" | "season"> {
  return { ...(end ? { end } : {}), ...(side?.season ? { season: side.season } : {}) };
}

function doubts(sides: readonly Side[]): { circa: boolean; uncertain: boolean } {
  return { circa: sides.some(({ circa }) => circa), uncertain: sides.some(({ uncertain }) => uncertain) };
}

function withFault(value: PartialDate, sides: readonly Side[]): DateReading {
  const impossible = sides.find((side) => side.impossible !== undefined)?.impossible;
  return { value, ...(impossible === undefined ? {} : { impossible }) };
}

const daySyntax =
  /^(-?\d{4}|y-?\d{4,12})(?:-(\d{2}|xx|uu)(?:-(\d{2}|xx|uu))?)?(?:t[\d:.,]{2,20}(?:z|[+-]\d\d(?::?\d\d)?)?)?([~?%])?$/i;

function readSide(text: string): Side | undefined {
  const unspecified = /^(\d{2})(\d|[xu])[xu]([~?%])?$/i.exec(text);
  if (unspecified) {
    const [, century = "", decade = "", mark] = unspecified;
    const isDecade = /\d/.test(decade);
    const start = Number(century + (isDecade ? decade : "0")) * 10;
    return { start: [start], end: [start + (isDecade ? 9 : 99)], ...readMark(mark) };
  }
  const found = daySyntax.exec(text);
  if (!found) return undefined;
  const [, years = "", months = "", days = "", mark] = found;
  const month = /\d/.test(months) ? Number(months) : undefined;
  const day = month !== undefined && /\d/.test(days) ? Number(days) : undefined;
  const reading: DayReading = { year: Number(years.replace(/^y/i, "")), month, day };
  if (month !== undefined && month > 20 && month < 25 && day === undefined) {
    return { start: [reading.year], season: (month - 20) as Season, ...readMark(mark) };
  }
  const impossible = impossibility(reading);
  if (impossible !== undefined) return { start: [reading.year], impossible, ...readMark(mark) };
  return { start: toParts(reading), ...readMark(mark) };
}

function readMark(mark = ""): { circa: boolean; uncertain: boolean } {
  return { circa: mark === "~" || mark === "%", uncertain: mark === "?" || mark === "%" };
}

// Names of months and seasons in English, German, French, Spanish, Portuguese and Italian, and of a few neighbors.

const months = `
january jan januar jänner jän janvier janv enero ene janeiro gennaio gen januari
february feb februar feber février fév févr febrero fevereiro fev febbraio febr februari
march mar märz mär mrz mars marzo março maart
april apr avril avr abril abr aprile
may mai mayo maio maggio mag mei
june jun juni juin junio junho giugno giu
july jul juli juillet juil julio julho luglio lug
august aug août aou agosto ago augustus
september sep sept septembre septiembre setembro set settembre sett setiembre
october oct oktober okt octobre octubre outubro out ottobre ott
november nov novembre noviembre novembro
december dec dezember dez décembre déc diciembre dic dezembro dicembre`;

const seasons = `
spring frühling frühjahr printemps primavera
summer sommer été verano verão estate
autumn fall herbst automne otoño outono autunno
winter hiver invierno inverno`;

function numbered(table: string): ReadonlyMap<string, number> {
  return new Map(
    table
      .trim()
      .split("\n")
      .flatMap((row, index) => row.split(" ").map((name): [string, number] => [foldName(name), index + 1])),
  );
}

/** A name as the tables are asked: "Février" is "fevrier"; a raised letter ("1º") stays one. */
export function foldName(text: string): string {
  return withoutAccents(text).toLowerCase();
}

const monthNumbers = numbered(months);
const seasonNumbers = numbered(seasons);

/** The month, 1 to 12, that a folded name or abbreviation without its dot stands for. */
export function monthOf(name: string): number | undefined {
  return monthNumbers.get(name);
}

/** The season in BibLaTeX's and CSL's numbering, 1 spring to 4 winter, that a folded name stands for. */
export function seasonOf(name: string): 1 | 2 | 3 | 4 | undefined {
  return seasonNumbers.get(name) as 1 | 2 | 3 | 4 | undefined;
}

// Dates as people write them, outside of any standard: "5 March 2021", "Spring 2020", "3.5.2021", "1995--1997".

/** A date, or why only its year is known. */
export interface WrittenReading extends DateReading {
  /** Why the text may mean two days; then `value` holds what both share. */
  readonly ambiguous?: string;
  /** More than the value can hold: "Spring/Summer". */
  readonly isCoarse?: boolean;
}

/** What stands on one side of a dash. */
export interface WrittenSide {
  year?: number | undefined;
  month?: number | undefined;
  day?: number | undefined;
  season?: Season | undefined;
}

const certain = { circa: false, uncertain: false };

/** Reads a written date; undefined where it is none. `text` is plain text, without signs of doubt. */
export function readWrittenDate(text: string): WrittenReading | undefined {
  if (text.length > 100) return undefined;
  return readNumbers(text) ?? joinSides(readSides(text));
}

function readNumbers(text: string): WrittenReading | undefined {
  const yearFirst =
    /^(\d{4})\s?[-/.]\s?(\d{1,2})(?:\s?[-/.]\s?(\d{1,2}))?$/.exec(text) ??
    /^(\d{4})\s?年(?:\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?日)?)?$/.exec(text) ??
    /^(\d{4})([01]\d)([0-3]\d)$/.exec(text);
  if (yearFirst) return readYearFirst(text, yearFirst.slice(1).map(toNumber));
  const lettered = /^(\d{4})\s?[a-z]$/i.exec(text);
  if (lettered) return toDate({ year: Number(lettered[1]) }, undefined, certain);
  const goesOn = /^(\d{4})\s?[-–]$/.exec(text);
  if (goesOn) return { value: { start: [Number(goesOn[1])], end: "open", ...certain } };
  // The year in another calendar, or of a reprint.
  const explained = /^(\d{4})\s?[(（[][^()（）]+[)）\]]$/.exec(text);
  if (explained) return { value: { start: [Number(explained[1])], ...certain }, isCoarse: true };
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text);
  if (dotted)
    return toDate({ year: Number(dotted[3]), month: Number(dotted[2]), day: Number(dotted[1]) }, undefined, certain);
  const monthYear = /^(\d{1,2})\s?[./-]\s?(\d{4})$/.exec(text);
  if (monthYear) return toDate({ year: Number(monthYear[2]), month: Number(monthYear[1]) }, undefined, certain);
  const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(text);
  if (slashed) return readEitherOrder(Number(slashed[1]), Number(slashed[2]), Number(slashed[3]));
  const era = /^(\d{1,4})\s?(b\.?\s?c\.?(?:\s?e\.?)?|v\.\s?chr\.?|a\.?\s?d\.?|c\.?\s?e\.?|n\.\s?chr\.?)$/i.exec(text);
  if (era) return toDate({ year: /^[bv]/i.test(era[2]!) ? 1 - Number(era[1]) : Number(era[1]) }, undefined, certain);
  // A decade or century as library catalogs leave it open: "197-", "19--".
  const open = /^(\d{3})[-–]$|^(\d{2})(?:--|[–—])$/.exec(text);
  if (open) {
    const start = open[1] ? Number(open[1]) * 10 : Number(open[2]) * 100;
    return toDate({ year: start }, { year: start + (open[1] ? 9 : 99) }, certain);
  }
  return undefined;
}

const toNumber = (digits: string | undefined): number | undefined =>
  digits === undefined ? undefined : Number(digits);

function readYearFirst(
  text: string,
  [year = 0, month, day]: readonly (number | undefined)[],
): WrittenReading | undefined {
  if (day === undefined && month !== undefined && /^\d{4}\s?\/\s?\d\d$/.test(text)) {
    const lastYear = fullYear(year, month);
    if (month > 12 || month === 0)
      return lastYear === undefined ? undefined : toDate({ year }, { year: lastYear }, certain);
    if (lastYear === year + 1) {
      return { value: { start: [year], ...certain }, ambiguous: "a month or the next year" };
    }
  }
  return toDate({ year, month, day }, undefined, certain);
}

/** Two digits as the year they shorten after `year`: 2019/20 ends in 2020, 1999/00 in 2000. */
function fullYear(year: number, digits: number): number | undefined {
  const same = year - (year % 100) + digits;
  if (same > year) return same;
  return same + 100 - year <= 10 ? same + 100 : undefined;
}

function readEitherOrder(first: number, second: number, year: number): WrittenReading | undefined {
  if (first === second || second > 12) return toDate({ year, month: first, day: second }, undefined, certain);
  if (first > 12) return toDate({ year, month: second, day: first }, undefined, certain);
  return { value: { start: [year], ...certain }, ambiguous: "day and month in either order" };
}

const dash = /\s*(?:--+|[-–—/]|\b(?:to|bis|au|until|through|and|und|et|y|e)\b)\s*/y;
const number = /(\d{1,4})(?:(?:st|nd|rd|th|er)\b|[.ºª°])?/y;
const word = /(\p{L}+)\.?/uy;
const filler =
  /^(?:of|de|del|di|the|le|el|den|der|do|am|on|mid|early|late|mitte|anfang|ende|mi|debut|fin|inizio|fine)$/;

/** The one or two sides of a text such as "28 February--2 March"; undefined where a word is no month or season. */
export function readSides(text: string): readonly WrittenSide[] | undefined {
  const folded = foldName(text);
  const sides: WrittenSide[] = [{}];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(folded);
    if (found) at = pattern.lastIndex;
    return found;
  };
  while (at < folded.length) {
    const side = sides.at(-1)!;
    const numberFound = take(number);
    if (numberFound) {
      const digits = numberFound[1]!;
      if (digits.length > 2 && side.year === undefined) side.year = Number(digits);
      else if (digits.length <= 2 && side.day === undefined) side.day = Number(digits);
      else return undefined;
    } else if (take(dash)) {
      const isHyphen = Object.keys(side).length === 0;
      if (!isHyphen && sides.push({}) > 2) return undefined;
    } else if (!take(/[\s,.]+/y)) {
      const name = take(word)?.[1];
      if (name === undefined) return undefined;
      const month = monthOf(name);
      const season = seasonOf(name);
      if (month !== undefined && side.month === undefined) side.month = month;
      else if (season !== undefined && side.season === undefined) side.season = season;
      else if (month !== undefined || season !== undefined || !filler.test(name)) return undefined;
    }
  }
  return Object.keys(sides.at(-1)!).length === 0 ? undefined : sides;
}

/** Makes sides a date: what one side leaves out, the other says ("March 3--5, 2021"). */
export function joinSides(sides: readonly WrittenSide[] | undefined): WrittenReading | undefined {
  if (!sides) return undefined;
  const [left, right] = sides.map((side) => ({ ...side }));
  if (!left) return undefined;
  if (right) {
    const isYearOnly = left.year !== undefined && left.month === undefined && left.season === undefined;
    if (isYearOnly && right.day !== undefined && right.year === undefined && right.month === undefined) {
      right.year = fullYear(left.year!, right.day);
      delete right.day;
    }
    if (right.day !== undefined) right.month ??= left.month;
    if (left.day !== undefined) left.month ??= right.month;
    left.year ??= right.year;
    right.year ??= left.year;
  }
  if (!isWhole(left) || (right && !isWhole(right))) return undefined;
  if (right?.season !== undefined || (left.season !== undefined && left.month !== undefined)) {
    return { value: { start: [left.year], ...certain }, isCoarse: true };
  }
  return toDate(left, right, certain);
}

function isWhole(side: WrittenSide): side is WrittenSide & { year: number } {
  return side.year !== undefined && (side.day === undefined || side.month !== undefined);
}
