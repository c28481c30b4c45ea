import { findEntryField, isSiteOnlyField } from "../model/entry-fields.ts";
import { refineType } from "../model/entry-types.ts";
import type { Publication } from "../model/publication.ts";
import type { PublicationType } from "../model/publication-type.ts";
import type { PlacedField } from "../model/read-publication.ts";
import type { ParsedField } from "../parse/entry.ts";
import { annotatedField } from "./entry-names.ts";
import { containerFields } from "./entry-texts.ts";
import type { FieldReader } from "./field-reader.ts";
import type { InheritedEntry } from "./inherit.ts";

/** Parts of the record that several fields make up together, and those whose value must not come back unchecked. */
const madeOfSeveral: ReadonlySet<PlacedField> = new Set([
  "title",
  "note",
  "issued",
  "collections",
  "versions",
  "eprint",
  "links",
  "url",
  "selected",
  "visibility",
  "socialPicture",
  "order",
  "modified",
]);

/**
 * The fields that no variable stands for, those whose place in the record another one took, and those that were not
 * understood, as the author wrote them.
 */
export function extraOf(
  entry: InheritedEntry,
  type: PublicationType,
  reader: FieldReader,
  record: Omit<Publication, "extra">,
): Publication["extra"] {
  const container = containerFields(reader);
  const isExtra = ({ name, value }: ParsedField): boolean => {
    if (value.trim() === "" || isSiteOnlyField(name) || /^(crossref|xdata|ids)$/.test(name) || annotatedField(name))
      return false;
    // What plain BibTeX styles sort by where there is no author says nothing new.
    if (name === "key" && value === entry.key) return false;
    // A subtype that names a type is the type.
    if (name === "entrysubtype") return refineType("book", { subtype: value }) === "book" && value !== "book";
    const row = findEntryField(name, type);
    if (!row?.field) return true;
    if (row.field === "containerTitle") return !container.includes(row.name);
    if (row.field === "eprint") return record.eprint === undefined;
    if (madeOfSeveral.has(row.field)) return false;
    if (row.field === "containerTitleAddon") return row.name !== `${container[0]}addon`;
    if (row.field === "publisherPlace" && record.jurisdiction.length > 0)
      return reader.filling(row.field)[0]!.field.name !== name;
    return record[row.field as keyof typeof record] === undefined || reader.filling(row.field)[0]!.field.name !== name;
  };
  return entry.fields.filter(isExtra).map(({ name, value }) => ({ name, value: value.replace(/\s+/g, " ").trim() }));
}
