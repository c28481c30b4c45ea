import type { DateParts, PartialDate, Season } from "../model/partial-date.ts";
import { compareParts, type DateReading, type DayReading, impossibility, toParts } from "./calendar.ts";

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
