import type { Diagnostic, Place } from "../diagnostic/diagnostic.ts";

/** A field as its author wrote it: the part of the record it fills, its name, its value as words. */
export interface WrittenField {
  readonly part: string;
  readonly name: string;
  readonly value: string;
  readonly place: Place;
}

/**
 * Reports fields of one entry that say different things of the same part of the record under two names: `journal` and
 * `journaltitle`, `Title` and `title`, a `year` that is not that of the `date`. `isUsed` says which of two is used.
 */
export function repeatedFields(
  fields: readonly WrittenField[],
  isUsed: (one: WrittenField, other: WrittenField) => boolean,
  key?: string,
): readonly Diagnostic[] {
  const first = new Map<string, WrittenField>();
  const diagnostics: Diagnostic[] = [];
  for (const field of fields) {
    const part = field.name === "year" ? "date" : field.part;
    const other = first.get(part);
    if (field.value.trim() === "") continue;
    if (other === undefined) first.set(part, field);
    else if (other.name !== field.name && !agree(field, other)) {
      diagnostics.push({
        code: "parse/duplicate-field",
        severity: "warning",
        message: `"${field.name}" says "${short(field.value)}" here, but "${other.name}" in line ${other.place.line} says "${short(other.value)}" of the same thing; ${isUsed(field, other) ? "what stands here" : `"${other.name}"`} is used.`,
        hint: "keep one of the two.",
        ...(key === undefined ? {} : { key }),
        ...field.place,
      });
    }
  }
  return diagnostics;
}

function agree(one: WrittenField, other: WrittenField): boolean {
  const [mine, theirs] = [fold(one.value), fold(other.value)];
  if (mine === theirs) return true;
  if (one.name !== "year" && other.name !== "year") return false;
  // Words for a year, and ranges, are not compared.
  const [year, date] = one.name === "year" ? [mine, theirs] : [theirs, mine];
  return !/^\d{4}$/.test(year) || !/^\d{4}\b/.test(date) || date.split(" ").includes(year);
}

function fold(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function short(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
