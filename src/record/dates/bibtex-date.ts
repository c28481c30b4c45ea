import { plainToLatex } from "../../text/latex/rich-text-latex.ts";
import { type DateParts, knownDay, type PartialDate } from "./partial-date.ts";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** One field of an entry, its value as it stands behind the equals sign: "{2021}" or "mar". */
export type BibtexField = readonly [name: string, value: string];

/**
 * When a work appeared, for BibTeX and biblatex alike: `year` and `month` where they say it all, and a `date` beside
 * them where they don't, which biblatex prefers and BibTeX does not read. A range has its first year, for biber wants
 * a number there. Words of the author's that no date holds stand in the field that BibTeX prints them from. A field that
 * `isWritten` already, beside a `date`, is left out.
 */
export function issuedToBibtex(
  date: PartialDate | undefined,
  isWritten: (name: string) => boolean = () => false,
): readonly BibtexField[] {
  if (date === undefined) return [];
  const beside = ["year", "month", "day"].some(isWritten);
  const fields = beside ? [["date", `{${dateToEdtf(date)}}`] as const] : [];
  return [...datesToBibtex(date).filter(([name]) => !isWritten(name) && (name !== "date" || !beside)), ...fields];
}

function datesToBibtex(date: PartialDate): readonly BibtexField[] {
  const { end, season, literal } = date;
  const known = knownDay(date);
  if (known === undefined) return literal ? [["year", `{${plainToLatex(literal)}}`]] : [];
  const [year, month] = known;
  if (literal !== undefined) return wordsToBibtex(literal, year);
  const oneMonth = end === undefined || (end !== "open" && end[0] === year && end[1] === month);
  const monthName = oneMonth ? months[(month ?? 0) - 1] : undefined;
  const says = known.length > 2 || end !== undefined || season || date.circa || date.uncertain || year < 0;
  return [
    ["year", `{${year}}`],
    ...(monthName === undefined ? [] : [["month", monthName] as const]),
    ...(says || year > 9999 ? [["date", `{${dateToEdtf(date)}}`] as const] : []),
  ];
}

/** The words of a date that is understood in part: "2001 Spring term", "2001 (revised)", "2001-13-45". */
function wordsToBibtex(words: string, year: number): readonly BibtexField[] {
  const [, first, rest] = /^(\d{4}(?:[/–-]+\d{1,4})?) (?=\p{L}|\d)(.+)$/u.exec(words) ?? [];
  if (first && rest)
    return [
      ["year", `{${first}}`],
      ["month", `{${plainToLatex(rest)}}`],
    ];
  if (/^-?\d{4}-\d/.test(words))
    return [
      ["year", `{${year}}`],
      ["date", `{${plainToLatex(words)}}`],
    ];
  return [["year", `{${plainToLatex(words)}}`]];
}

/**
 * A date in EDTF as BibLaTeX reads it (manual 2.3.8): "2021-03-05", "2001~/2003~", "2001-21" for spring, "2001/" for
 * an open end; the author's words where a date does not hold them; "" for nothing at all.
 */
export function dateToEdtf(date: PartialDate): string {
  if (date.literal !== undefined) return plainToLatex(date.literal);
  const mark = date.circa && date.uncertain ? "%" : date.circa ? "~" : date.uncertain ? "?" : "";
  const start = date.start === undefined ? "" : partsToEdtf(date.start, date.season) + mark;
  if (date.end === undefined) return start;
  return `${start}/${date.end === "open" ? "" : partsToEdtf(date.end, date.endSeason) + mark}`;
}

function partsToEdtf([year, month, day]: DateParts, season?: number): string {
  if (Math.abs(year) > 9999) return `y${year}`;
  const digits = String(Math.abs(year)).padStart(4, "0");
  const rest = season !== undefined && month === undefined ? [20 + season] : [month, day];
  return [(year < 0 ? "-" : "") + digits, ...rest.filter((part) => part !== undefined).map(twoDigits)].join("-");
}

const twoDigits = (part: number): string => String(part).padStart(2, "0");
