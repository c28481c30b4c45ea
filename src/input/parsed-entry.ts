// In: SourceFiles. Out: entries and front matter with the place of every value. This room repairs and guesses no value.
import { type Diagnostic, diagnostic, type Place } from "../diagnostic/diagnostic.ts";
import { foldSigns } from "../memory/fold.ts";
import type { Annotation } from "../record/names/name-marks.ts";
import type { ListedName } from "../record/names/name-sentence.ts";
import { placeAt, type SourceFile } from "./files/source-file.ts";

/** A stretch of a field's value and where it stands in its file; macros and `#` make a value of several. */
export interface ValueSegment {
  /** Where the stretch begins in the value. */
  readonly start: number;
  /** Where it begins in the file. */
  readonly offset: number;
  /** Whether the text came from a macro, so that `offset` is the macro's name and all of the stretch stands there. */
  readonly fromMacro: boolean;
}

/** How the texts of an entry are written. */
export type TextFormat = "bibtex" | "markdown";

/** One field of an entry, raw: macros are replaced, delimiters are gone, LaTeX and Markdown are as written. */
export interface ParsedField {
  /** BibLaTeX's or BibTeX's name, lower case; the label in `url_<label>` as written. */
  readonly name: string;
  readonly format: TextFormat;
  readonly value: string;
  /** The names of a list of front matter; the value is then their words alone. */
  readonly names?: readonly ListedName[];
  /** The items of another list of front matter: keywords, keys; the value is then their words alone. */
  readonly items?: readonly string[];
  /** What front matter says of the names of a list, item by item; the value is then its words alone. */
  readonly annotations?: readonly Annotation[];
  readonly segments: readonly ValueSegment[];
  readonly file: SourceFile;
  /** From the field's name to behind its comma, in the file. */
  readonly start: number;
  readonly end: number;
  /** The definitions of the macros it uses, as they stand in their files, in the order of use; absent where it uses none. */
  readonly macroDefinitions?: readonly string[] | undefined;
}

/** One entry of a .bib file, or a Markdown file in the same form. */
export interface ParsedEntry {
  readonly format: TextFormat;
  /** Lower case; empty where a Markdown file gives none. */
  readonly type: string;
  readonly key: string;
  readonly fields: readonly ParsedField[];
  readonly file: SourceFile;
  /** From the `@` to behind the closing delimiter, in the file. */
  readonly start: number;
  readonly end: number;
}

/** The keys that a field names, of which a text has commas between them. */
export function keysIn(field: ParsedField | undefined): readonly string[] {
  const keys = field?.items ?? field?.value.split(",") ?? [];
  return keys.map((key) => key.trim().normalize("NFC")).filter(Boolean);
}

/** The place of a field's name. */
export function placeOfName({ file, start }: ParsedField): Place {
  return placeAt(file, start);
}

/** The place of an offset within a field's value. */
export function placeInField(field: ParsedField, offset = 0): Place {
  let segment = field.segments[0];
  for (const candidate of field.segments) if (candidate.start <= offset) segment = candidate;
  if (!segment) return placeAt(field.file, field.start);
  return placeAt(field.file, segment.fromMacro ? segment.offset : segment.offset + offset - segment.start);
}

/** A field as its author wrote it: the part of the record it fills, its name, its value as words. */
export interface WrittenField {
  readonly part: string;
  readonly name: string;
  readonly value: string;
  /** Where it stands, which is only asked of the few of which something is said. */
  readonly place: () => Place;
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
      diagnostics.push(
        diagnostic({
          code: "input/duplicate-field",
          message: `"${field.name}" says "${short(field.value)}" here, but "${other.name}" in line ${other.place().line} says "${short(other.value)}" of the same thing; ${isUsed(field, other) ? "what stands here" : `"${other.name}"`} is used.`,
          hint: "keep one of the two.",
          ...(key === undefined ? {} : { key }),
          ...field.place(),
        }),
      );
    }
  }
  return diagnostics;
}

function agree(one: WrittenField, other: WrittenField): boolean {
  const [mine, theirs] = [foldSigns(one.value), foldSigns(other.value)];
  if (mine === theirs) return true;
  if (one.name !== "year" && other.name !== "year") return false;
  // Words for a year, and ranges, are not compared.
  const [year, date] = one.name === "year" ? [mine, theirs] : [theirs, mine];
  return !/^\d{4}$/.test(year) || !/^\d{4}\b/.test(date) || date.split(" ").includes(year);
}

function short(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
