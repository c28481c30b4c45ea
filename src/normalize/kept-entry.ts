// An entry that was read before and has not changed since is not read again, also where it has moved in its file.
import type { Diagnostic, Place, Result } from "../diagnostic/diagnostic.ts";
import { digestOf } from "../model/digest.ts";
import type { BibtexFields } from "../model/entry-fields.ts";
import type { KeptRecords } from "../model/kept.ts";
import type { ReadPublication } from "../model/read-publication.ts";
import type { ParsedEntry, ParsedField } from "../parse/entry.ts";
import { placeAt } from "../read/source-file.ts";
import type { InheritedEntry } from "./inherit.ts";
import type { MacroDefinition } from "./latex.ts";
import { normalizeEntry } from "./normalize-entry.ts";

/** What all entries of a site are read with. */
export interface NormalizeOptions {
  readonly macros: ReadonlyMap<string, MacroDefinition>;
  /** The digest of the text from which the macros were read. */
  readonly macrosDigest: string;
  /** What the site's owner says of the BibTeX that visitors copy. */
  readonly bibtexFields: BibtexFields;
  readonly kept: KeptRecords;
}

/** `normalizeEntry`, or what it gave before for an entry of the same words. */
export function normalizeOrTake(
  entry: InheritedEntry,
  ownFields: readonly ParsedField[],
  { macros, macrosDigest, bibtexFields, kept }: NormalizeOptions,
): Result<ReadPublication> {
  const { line, column } = placeAt(entry.file, entry.start);
  const digest = digestOf([
    macrosDigest,
    bibtexFields,
    column,
    entry.isParent,
    partsOf(entry),
    ...entry.parents.map(partsOf),
  ]);
  const normalize = (): Result<ReadPublication> => {
    const { value, diagnostics } = normalizeEntry(entry, ownFields, macros, bibtexFields);
    return { value: { ...value, digest }, diagnostics };
  };
  // What was put together from several places is only taken where all of them are.
  const places = standsAlone(entry) ? undefined : entry.fields.map(({ file, start }) => placeAt(file, start));
  const name = places === undefined ? digest : digestOf([digest, line, places]);
  const known = kept.get(name);
  if (known !== undefined) return movedBy(known, line - known.value.publication.source.line);
  const result = normalize();
  kept.set(name, result);
  return result;
}

/** Whether all of an entry was written in one place, so that it moves as a whole. */
function standsAlone({ file, start, end, fields, parents }: InheritedEntry): boolean {
  return (
    parents.length === 0 && fields.every((field) => field.file === file && start <= field.start && field.end <= end)
  );
}

/** All that reading an entry depends on; a value that stands in the entry's own text is not said twice. */
function partsOf({ format, type, key, file, start, end, fields }: ParsedEntry): readonly unknown[] {
  return [
    [format, type, key, file.path, file.text.slice(start, end)],
    fields
      .filter((field) => field.file !== file || field.segments.some(({ fromMacro }) => fromMacro))
      .map((field) => [field.name, field.format, field.value, field.file.path, field.macroDefinitions]),
    fields.map(({ name }) => name),
  ];
}

/** What was read of an entry, with all its places so many lines further down. */
function movedBy({ value, diagnostics }: Result<ReadPublication>, lines: number): Result<ReadPublication> {
  if (lines === 0) return { value, diagnostics };
  const move = <Moved extends Place>(place: Moved): Moved => ({ ...place, line: place.line + lines });
  const { publication, places } = value;
  return {
    value: {
      ...value,
      publication: { ...publication, source: move(publication.source) },
      places: new Map([...places].map(([field, place]) => [field, move(place)])),
    },
    diagnostics: diagnostics.map(
      (one): Diagnostic => ({ ...move(one), ...(one.fix && { fix: { ...one.fix, line: one.fix.line + lines } }) }),
    ),
  };
}
