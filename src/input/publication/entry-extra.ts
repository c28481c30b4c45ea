import { parseYearMonthDay } from "../../record/dates/dates.ts";
import type { PartialDate } from "../../record/dates/partial-date.ts";
import { refineType } from "../../record/entry-types.ts";
import { findEntryField, isSiteOnlyField } from "../../record/fields.ts";
import { extractAddresses, isHarmfulAddress } from "../../record/identifiers/web-addresses.ts";
import type { Publication } from "../../record/publication.ts";
import { fieldOf } from "../../record/publication-fields.ts";
import type { PublicationType } from "../../record/types.ts";
import { isKnownCommand } from "../../text/latex/latex-command.ts";
import { expandMacros } from "../../text/latex/latex-macros.ts";
import type { ParsedField } from "../parsed-entry.ts";
import { annotatedField } from "./entry-names.ts";
import { conferenceField, containerFields, eventPlaceField, languageTag, titleFields } from "./entry-texts.ts";
import type { FieldReader } from "./field-reader.ts";
import type { InheritedEntry } from "./inherit.ts";

/**
 * The fields that no variable stands for, those whose place in the record another one took, and those that were not
 * understood or say more than the record holds, as the author wrote them, their own LaTeX commands in plain LaTeX.
 */
export function extraOf(
  entry: InheritedEntry,
  type: PublicationType,
  reader: FieldReader,
  record: Omit<Publication, "extra">,
): Publication["extra"] {
  const isExtra = (field: ParsedField): boolean => {
    const { name, value } = field;
    if (value.trim() === "" || isSiteOnlyField(name) || /^(crossref|xdata|ids)$/.test(name) || annotatedField(name))
      return false;
    // What plain BibTeX styles sort by where there is no author says nothing new.
    if (name === "key" && value === entry.key) return false;
    // The title under which a book's parts stand in it.
    if (name === "booktitle" && reader.isWhole && value === reader.named("title")?.value) return false;
    // A subtype that names a type is the type.
    if (name === "entrysubtype") return refineType("book", { subtype: value }) === "book" && value !== "book";
    const part = findEntryField(name, type)?.field;
    return part === undefined || (!fieldOf(part).holdsAll && !usedFor(part, reader, record).includes(field));
  };
  const conference = conferenceField(reader, record.type);
  return entry.fields.filter(isExtra).map((field) => ({
    name: field.name,
    value: withoutMacros(field, reader).replace(/\s+/g, " ").trim(),
    ...(field === conference ? { fills: "eventTitle" as const } : {}),
  }));
}

/** The fields all of which the record holds in one of its parts. */
function usedFor(
  part: keyof Publication,
  reader: FieldReader,
  record: Omit<Publication, "extra">,
): readonly (ParsedField | undefined)[] {
  const filling = reader.filling(part).map(({ field }) => field);
  const named = (name: string) => reader.filling(part).find(({ row }) => row.name === name)?.field;
  switch (part) {
    case "containerTitle":
      return [...containerFields(reader), ...titleFields(reader)].map(named);
    case "containerTitleAddon":
      return [containerFields(reader), titleFields(reader)].map(([title]) => named(`${title}addon`));
    case "issued":
      return datesAgree(reader, record.issued) ? filling : [named("date")];
    case "eprint":
      // The PMID has a part of its own.
      return record.eprint || (record.pmid && named("eprint")?.value.includes(record.pmid)) ? filling : [];
    case "distinctions":
      return [];
    case "url":
      return filling.filter(({ value }) => isHarmfulAddress(value) || (record.url && !saysMoreThanAddress(value)));
    case "language":
      return filling.filter(({ value }) => languageTag(value) !== undefined).slice(0, 1);
    case "publisherPlace":
      return [
        eventPlaceField(reader, record.type),
        ...(record.publisherPlace || record.jurisdiction.length > 0
          ? filling.filter((field) => field !== eventPlaceField(reader, record.type)).slice(0, 1)
          : []),
      ];
    default:
      return record[part as keyof typeof record] === undefined ? [] : filling.slice(0, 1);
  }
}

/** Whether `year`, `month` and `day` say nothing else than a `date` beside them. */
function datesAgree(reader: FieldReader, issued: PartialDate | undefined): boolean {
  const value = (name: string) => reader.filling("issued").find(({ row }) => row.name === name)?.field.value;
  const parts = ["year", "month", "day"].map(value);
  if (value("date") === undefined || parts.every((part) => part === undefined)) return true;
  const { value: other, problems } = parseYearMonthDay(parts[0], parts[1], parts[2]);
  const rest = other?.end ?? other?.season ?? other?.literal;
  return (
    problems.length === 0 && rest === undefined && !!other?.start?.every((part, at) => part === issued?.start?.[at])
  );
}

/** Whether an address is one of several, or stands among words. */
function saysMoreThanAddress(text: string): boolean {
  const words = text.replace(/\\(?:url|href|nolinkurl|burl|path)\b/g, " ").split(/[\s{}]+/);
  return (
    words.filter((word) => /[\p{L}\p{N}]/u.test(word)).length > 1 &&
    extractAddresses(text, { whole: true }).value[0]?.includes("%20") !== true
  );
}

/** The text of a field in which the commands that a `@preamble` of the author's defines are what they stand for. */
function withoutMacros({ format, value }: ParsedField, { macros }: FieldReader): string {
  if (format !== "bibtex" || macros.size === 0 || !value.includes("\\")) return value;
  return expandMacros(value, macros, isKnownCommand).text;
}
