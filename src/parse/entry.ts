// In: SourceFiles. Out: entries and front matter with the place of every value. This room repairs and guesses no value.
import type { Place } from "../diagnostic/diagnostic.ts";
import { placeAt, type SourceFile } from "../read/source-file.ts";

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
  /** The value is a list of front matter, whose items are joined. */
  readonly isList?: boolean;
  readonly segments: readonly ValueSegment[];
  readonly file: SourceFile;
  /** From the field's name to behind its comma, in the file. */
  readonly start: number;
  readonly end: number;
  /** The definitions of the macros it uses, as they stand in their files, in the order of use; absent where it uses none. */
  readonly macroDefinitions?: readonly string[];
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
