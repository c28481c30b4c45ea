// Dates as people write them, outside of any standard: "5 March 2021", "Spring 2020", "3.5.2021", "1995--1997".
import type { Season } from "../model/partial-date.ts";
import { type DateReading, toDate } from "./calendar.ts";
import { foldName, monthOf, seasonOf } from "./month-names.ts";

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
