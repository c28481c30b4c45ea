import type { DateParts, PartialDate, Season } from "../../model/partial-date.ts";
import { usableLanguage } from "./language.ts";
import type { Say } from "./say.ts";

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
export function createDateFormatter(tag: string, say: Say): DateFormatter {
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
    if (seasonKey !== undefined) return say(seasonKey, { year });
    if (parts.length === 1 || !isExpressible(parts)) return year;
    return formats[parts.length === 2 ? 1 : 2].format(instant(parts));
  };

  const formatRange = (start: DateParts, end: DateParts, season?: Season, endSeason?: Season): string => {
    const length = start.length;
    if (season !== undefined && endSeason === undefined && end.length === 1) {
      return say(seasons[season - 1]!, { year: formatRange([start[0]], end) });
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
    return `${circa ? say("circa", { date: text }) : text}${uncertain ? "?" : ""}`;
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
