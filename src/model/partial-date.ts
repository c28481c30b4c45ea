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

/** The year a list puts the date under: of the first day, else of the last; undefined where none is known. */
export function yearOf(date: PartialDate | undefined): number | undefined {
  return date?.start?.[0] ?? (date?.end === "open" ? undefined : date?.end?.[0]);
}
