import { findStatus, parseDate, parseYearMonthDay } from "../../record/dates/dates.ts";
import { compareParts, impossibility, type PartialDate } from "../../record/dates/partial-date.ts";
import { statusOfKey } from "../../text/localization-keys.ts";
import type { FieldReader } from "./field-reader.ts";

/** The date, from `date` or else `year`, `month` and `day`, and the status that stands there, in `pubstate` or the note. */
export function issuedOf(reader: FieldReader): { issued?: PartialDate | undefined; status?: string | undefined } {
  const fields = reader.filling("issued");
  const byName = (name: string) => fields.find(({ row }) => row.name === name)?.field;
  const dateField = byName("date");
  const yearField = byName("year");
  const plainValue = (name: string) => byName(name)?.value;
  const { value: issued, problems } = dateField
    ? parseDate(dateField.value)
    : parseYearMonthDay(plainValue("year"), plainValue("month"), plainValue("day"));
  // A year that is right by itself is not what the fault is in.
  const isYearRight =
    problems.length > 0 && yearField !== undefined && parseYearMonthDay(yearField.value).problems.length === 0;
  const partField = byName("month") ?? byName("day");
  const told = dateField ?? (isYearRight ? partField : undefined) ?? yearField ?? partField;
  if (told && problems.length > 0) reader.tell(told, problems);

  const stated = reader.plain(reader.filling("status")[0]?.field);
  const note = reader.filling("note")[0];
  const status =
    (stated === undefined ? undefined : (findStatus(stated) ?? statusOfKey(stated))) ??
    findStatus((dateField ?? yearField)?.value ?? issued?.literal ?? "") ??
    (note ? findStatus(reader.plain(note.field) ?? "") : undefined);
  // "in press" where the year should be is the status, and no date.
  const isWordsOnly = issued?.literal !== undefined && !issued.start && !issued.end;
  return { issued: isWordsOnly && findStatus(issued.literal ?? "") !== undefined ? undefined : issued, status };
}

/** A date that one field holds. */
export function dateOf(
  reader: FieldReader,
  target: "accessed" | "eventDate" | "originalDate",
): PartialDate | undefined {
  const field = reader.filling(target)[0]?.field;
  if (!field) return undefined;
  const { value, problems } = parseDate(field.value);
  reader.tell(field, problems);
  return value;
}

/**
 * When the entry last changed: the author's `modified`, else the last of the days that programs wrote. Those write an
 * instant ("2021-03-05 10:11:12 +0100"), of which the day is taken as written; what else they write says nothing.
 */
export function modifiedOf(reader: FieldReader): PartialDate | undefined {
  return daysOf("modified", reader).at(-1);
}

/** When the entry came to the list: the author's `added`, else the first of the days that programs wrote. */
export function addedOf(reader: FieldReader): PartialDate | undefined {
  return daysOf("added", reader)[0];
}

/** The day that the author says, else those that programs wrote, the first first. */
function daysOf(part: "modified" | "added", reader: FieldReader): readonly PartialDate[] {
  const fields = reader.filling(part).map(({ field }) => field);
  const own = fields.find(({ name }) => name === part);
  if (own) {
    const { value, problems } = parseDate(own.value);
    const day = problems.length > 0 ? dayIn(own.value) : value;
    if (day === undefined) reader.tell(own, problems);
    return day === undefined ? [] : [day];
  }
  const days = fields.flatMap(({ value }) => dayIn(value) ?? []);
  return days.toSorted((one, other) => compareParts(one.start, other.start));
}

/**
 * The day from which on a work is published; of a month or year its first. What can't be read as a day keeps the work back, for
 * what was published can't be taken back.
 */
export function publishOnOf(reader: FieldReader): PartialDate | undefined {
  const field = reader.filling("publishOn")[0]?.field;
  if (!field) return undefined;
  const day = dayIn(field.value) ?? parseDate(field.value).value;
  if (day?.start !== undefined) return day;
  reader.tell(field, [
    {
      code: "input/visibility",
      offset: 0,
      message: `"${field.value.trim().slice(0, 60)}" is no day, so it is not known when the paper is to be published, and it is kept back.`,
      hint: "write the day as in 2026-12-31.",
    },
  ]);
  return { start: [9999], circa: false, uncertain: false };
}

/** The day with which a text begins: year, month and day with hyphens, dots or slashes between them. */
function dayIn(text: string) {
  const [, , ...digits] = /^\s*(?=\d{4}([-./]))(\d{4})\1(\d{1,2})\1(\d{1,2})(?!\d)/.exec(text) ?? [];
  const [year, month, day] = digits.map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (impossibility({ year, month, day })) return undefined;
  return { start: [year, month, day] as const, circa: false, uncertain: false };
}
