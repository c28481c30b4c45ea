/** A day as finely as the author told us: a year, a year and month, or all three. Year 0 is 1 BC, as in ISO 8601. */
export type DateParts =
  | readonly [year: number]
  | readonly [year: number, month: number]
  | readonly [year: number, month: number, day: number];

/** The author's seasons in BibLaTeX's and CSL's numbering: 1 spring, 2 summer, 3 autumn, 4 winter. */
export type Season = 1 | 2 | 3 | 4;

/**
 * When something happened, never finer than the author's words; a JavaScript `Date` would invent a day and a zone.
 * CSL `issued`, `accessed`, …; BibLaTeX `date`, `urldate`, … (biblatex manual 2.3.8, EDTF level 1).
 */
export interface PartialDate {
  /** The day or the first day of the range. Absent only where nothing but `literal` is known, or the start is open. */
  readonly start?: DateParts;
  /** The last day of a range; `open` for one that goes on. */
  readonly end?: DateParts | "open";
  readonly season?: Season;
  /** The season of the last year of a range: "Spring–Autumn 2001". */
  readonly endSeason?: Season;
  /** "circa 1723" (`~` or `%`). */
  readonly circa: boolean;
  /** "1723?" (`?` or `%`). */
  readonly uncertain: boolean;
  /** Words that could not be understood as a date, as the author wrote them. */
  readonly literal?: string;
}

/** The day by which a date is known: the first, else the last of a range that has no beginning. */
export function knownDay(date: PartialDate | undefined): DateParts | undefined {
  return date?.start ?? (date?.end === "open" ? undefined : date?.end);
}

/** The year a list puts the date under; undefined where none is known. */
export function yearOf(date: PartialDate | undefined): number | undefined {
  return knownDay(date)?.[0];
}

/** A year with what is known of the day in it, not yet checked against the calendar. */
export interface DayReading {
  readonly year: number;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
  readonly season?: Season | undefined;
}

/** A date that was recognized. */
export interface DateReading {
  readonly value: PartialDate;
  /** Why there is no such day; then `value` holds the year alone. */
  readonly impossible?: string;
}

const monthTitles = "January February March April May June July August September October November December".split(" ");

/** The days of a month of the Gregorian calendar, which ISO 8601 extends to all years. */
export function daysInMonth(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** Why the calendar has no such day: "month 13", "February 2021 has 28 days"; undefined where it has. */
export function impossibility({ year, month, day }: DayReading): string | undefined {
  if (month === undefined) return undefined;
  if (month < 1 || month > 12) return `there is no month ${month}`;
  if (day === undefined) return undefined;
  const last = daysInMonth(year, month);
  if (day >= 1 && day <= last) return undefined;
  return day < 1 ? "there is no day 0" : `${monthTitles[month - 1]} ${year} has ${last} days, not ${day}`;
}

/** The parts that are known, from the largest on. */
export function toParts({ year, month, day }: DayReading): DateParts {
  return month === undefined ? [year] : day === undefined ? [year, month] : [year, month, day];
}

/** Less than 0 where one date begins before the other; a missing month or day is no difference. */
export function compareParts(one: DateParts, other: DateParts): number {
  for (const [index, part] of one.entries()) {
    const difference = part - (other[index] ?? part);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * One day or a range from readings, checked. What the calendar does not have leaves only the year of its side, which is
 * the part nobody doubts. Undefined where the range ends before it starts.
 */
export function toDate(
  first: DayReading,
  last: DayReading | undefined,
  doubts: { circa: boolean; uncertain: boolean },
): DateReading | undefined {
  const fault = impossibility(first) ?? (last && impossibility(last));
  const start: DateParts = impossibility(first) ? [first.year] : toParts(first);
  const end = last && (impossibility(last) ? ([last.year] as const) : toParts(last));
  if (end && compareParts(start, end) > 0) return undefined;
  const season = first.season;
  const value: PartialDate = { start, ...(end ? { end } : {}), ...(season ? { season } : {}), ...doubts };
  return { value, ...(fault === undefined ? {} : { impossible: fault }) };
}

/** As finely as it is known: "2021", "2021-03", "2021-03-05" (ISO 8601); undefined before the year 0. */
export function isoOf(known: PartialDate | undefined): string | undefined {
  const date = knownDay(known);
  if (date === undefined || date[0] < 0) return undefined;
  const [year, ...rest] = date;
  return [String(year).padStart(4, "0"), ...rest.map((part) => String(part).padStart(2, "0"))].join("-");
}
