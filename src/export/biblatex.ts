import { type BibtexField, dateToEdtf } from "../record/dates/bibtex-date.ts";
import { type BibtexFields, standardFields } from "../record/fields.ts";
import type { Publication } from "../record/publication.ts";
import { bibtexEntry, entryToBibtex } from "./bibtex.ts";

/** BibLaTeX's names for BibTeX's fields (manual 2.2.5, "Field Aliases"). */
const names: Readonly<Record<string, string>> = {
  journal: "journaltitle",
  address: "location",
  school: "institution",
  archiveprefix: "eprinttype",
  primaryclass: "eprintclass",
};

/** BibLaTeX's types for BibTeX's, each with the kind of work that the old name said (manual 2.1.2, "Type Aliases"). */
const types: Readonly<Record<string, readonly [type: string, kind: string]>> = {
  mastersthesis: ["thesis", "mathesis"],
  phdthesis: ["thesis", "phdthesis"],
  techreport: ["report", "techreport"],
};

/**
 * The entry of a work by BibLaTeX's own names (manual 2.1.1 and 2.2.2), with one `date` (2.3.8), ending in a line break. It is read
 * as `publicationToBibtex` is. A field that the author has under the new name besides keeps the old one. Never throws.
 */
export function publicationToBiblatex(publication: Publication, allowed: BibtexFields = standardFields): string {
  const entry = bibtexEntry(publication, allowed);
  const { issued, extra } = publication;
  const isTaken = (name: string) =>
    entry.fields.some(([one]) => one === name) || extra.some((one) => one.name.toLowerCase() === name);
  // Words of the author's own stand where BibTeX has them.
  const isDate = issued !== undefined && issued.literal === undefined && dateToEdtf(issued) !== "";
  const hasOwnDate = ["year", "month", "day", "date"].some((name) => extra.some((one) => one.name === name));
  const isRewritten = isDate && !hasOwnDate;
  const date: readonly BibtexField[] = isRewritten ? [["date", `{${dateToEdtf(issued)}}`]] : [];
  const [entryType, kind] = types[entry.entryType] ?? [entry.entryType, undefined];
  const fields = entry.fields.flatMap(([name, value]): readonly BibtexField[] => {
    if (isRewritten && (name === "year" || name === "month" || name === "date")) return name === "year" ? date : [];
    const renamed = names[name];
    return [[renamed === undefined || isTaken(renamed) ? name : renamed, value]];
  });
  const typed: readonly BibtexField[] =
    kind === undefined || isTaken("type") ? fields : [...fields, ["type", `{${kind}}`]];
  return entryToBibtex({ ...entry, entryType, fields: typed });
}
