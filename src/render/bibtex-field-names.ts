// Under which of its names a part of the record is written in an entry of a type.
import { findEntryField, namesFilling } from "../model/entry-fields.ts";
import { findEntryType, isWholeType } from "../model/entry-types.ts";
import type { ExtraField, Publication } from "../model/publication.ts";

/**
 * Names the fields of an entry: the usual name for a part of the record, or, where that would lose something, another of
 * its names, if it can be the one that is `preferred`.
 */
export type NameField = (usual: string, preferred?: string) => string;

/**
 * How the fields of an entry of this type are named beside what the author wrote besides (`extra`). Where a field of
 * theirs fills the same part of the record ("howpublished" beside the `publisher`), ours has a name that is not theirs
 * and that a reader takes before it.
 */
export function fieldNamer(entryType: string, extra: readonly ExtraField[]): NameField {
  const { type } = findEntryType(entryType);
  const taken = new Map<keyof Publication, Set<string>>();
  for (const { name } of extra) {
    const lower = name.toLowerCase();
    const part = findEntryField(lower, type)?.field;
    // A whole is in no book.
    if (lower === "booktitle" && isWholeType(entryType)) continue;
    // A subtitle would join the title it belongs to.
    if (part) taken.set(part, (taken.get(part) ?? new Set()).add(lower).add(lower.replace(/subtitle$/, "title")));
  }
  return (usual, preferred = usual) => {
    const part = findEntryField(usual, type)?.field;
    const others = part && taken.get(part);
    if (!others) return usual;
    const rows = namesFilling(part, type);
    const first = rows.findIndex((row) => row.some((name) => others.has(name)));
    const earlier = rows.slice(0, first).reverse().flatMap(bibtexFirst);
    // Another name of the same row is the last resort: to BibLaTeX the two are one field.
    const alias = rows[first]?.find((name) => !others.has(name));
    return [usual, preferred].find((name) => earlier.includes(name)) ?? earlier[0] ?? alias ?? usual;
  };
}

/** The names of a row, BibTeX's before BibLaTeX's. */
function bibtexFirst(row: readonly string[]): readonly string[] {
  return ["journal", "address"].flatMap((name) => (row.includes(name) ? [name] : [])).concat(row);
}

/** BibTeX's field for what a work stands in. */
export function containerField(entryType: string): string {
  if (entryType === "article") return "journal";
  return isWholeType(entryType) ? "maintitle" : "booktitle";
}

/** BibLaTeX's field for what is printed behind the title in the field of that name. */
export const addonField = (container: string): string =>
  container === "journal" ? "journaltitleaddon" : `${container}addon`;

/** BibTeX's field for who published a work, and the next best. */
export function publisherFields(entryType: string, publisher: string): readonly [usual: string, preferred: string] {
  if (entryType === "techreport") return ["institution", "publisher"];
  if (entryType.endsWith("thesis")) return ["school", "publisher"];
  if (entryType === "manual") return ["organization", "publisher"];
  if (!["misc", "booklet", "unpublished"].includes(entryType)) return ["publisher", "organization"];
  // An address in `howpublished` would be read as the `url`, a "Poster" as the kind of work.
  const isReadOtherwise = /:\/\/|\bwww\.|^\W*posters?\b/i.test(publisher);
  return [isReadOtherwise ? "organization" : "howpublished", "organization"];
}

/** Whether plain.bst wants a `key` to sort the entry by, since it has nobody to name. */
export function needsSortKey(entryType: string, fields: ReadonlySet<string>): boolean {
  const makers: Record<string, readonly string[]> = {
    book: ["author", "editor"],
    inbook: ["author", "editor"],
    manual: ["author", "organization"],
    proceedings: ["editor", "organization"],
  };
  return !(makers[entryType] ?? ["author"]).some((name) => fields.has(name));
}
