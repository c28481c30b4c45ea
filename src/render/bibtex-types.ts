// What BibTeX's standard styles (plain.bst) and biblatex's data model (blx-dm.def, as biber checks it) say of the entry
// types they share: which fields each must have and which it may. Fields are named as we write them.

interface EntryTypeDemands {
  /** Of each set at least one field must be there. */
  readonly mandatory: readonly (readonly string[])[];
  /** Besides the fields that every type may have. */
  readonly allowed: readonly string[];
}

const words = (text: string): readonly string[] => text.split(" ");

/** "author title year chapter|pages" */
const demands = (mandatory: string, allowed: string): EntryTypeDemands => ({
  mandatory: words(mandatory).map((set) => set.split("|")),
  allowed: words(allowed),
});

const everywhere: ReadonlySet<string> = new Set(
  words(
    "author title shorttitle year month date note pubstate key doi eprint eprinttype eprintclass archiveprefix " +
      "primaryclass url urldate langid keywords abstract ids entrysubtype origdate author+an author+an:orcid editor+an",
  ),
);

const demandsByType: ReadonlyMap<string, EntryTypeDemands> = new Map([
  [
    "article",
    demands(
      "author title journal year",
      "editor translator series volume number issue eid pages issn version language",
    ),
  ],
  [
    "book",
    demands(
      "author title publisher year",
      "editor translator maintitle series volume number edition chapter pages pagetotal publisher address isbn language",
    ),
  ],
  ["booklet", demands("author|editor title year", "editor howpublished address chapter pages pagetotal type language")],
  [
    "inbook",
    demands(
      "author title booktitle publisher chapter|pages year",
      "editor translator booktitle series volume number edition chapter pages publisher address isbn language",
    ),
  ],
  [
    "incollection",
    demands(
      "author editor title booktitle publisher year",
      "editor translator booktitle series volume number edition chapter pages publisher address isbn language",
    ),
  ],
  [
    "inproceedings",
    demands(
      "author title booktitle year",
      "editor booktitle eventtitle eventdate venue series volume number chapter pages publisher organization address isbn language",
    ),
  ],
  [
    "manual",
    demands(
      "title year",
      "editor series number edition version chapter pages pagetotal publisher organization address type isbn language",
    ),
  ],
  ["misc", demands("title year", "editor howpublished organization address type version language")],
  ["mastersthesis", demands("author title school year", "school address chapter pages pagetotal type language")],
  ["phdthesis", demands("author title school year", "school address chapter pages pagetotal type language")],
  [
    "proceedings",
    demands(
      "title year",
      "editor maintitle eventtitle eventdate venue series volume number chapter pages pagetotal publisher organization address isbn language",
    ),
  ],
  [
    "techreport",
    demands(
      "author title institution year",
      "institution address number version chapter pages pagetotal type isrn language",
    ),
  ],
  ["unpublished", demands("author title note year", "howpublished eventtitle eventdate venue address type language")],
]);

/** Types of which plain.bst says that a volume has no number, and a number only within a series. */
const inSeries: ReadonlySet<string> = new Set(words("book inbook incollection inproceedings proceedings"));

/**
 * How much BibTeX and biber would have to say of an entry with these fields: mandatory ones that are missing, ones
 * without a place in the type, ones that may not stand together. 0 is an entry that both read without a warning.
 */
export function countComplaints(entryType: string, fields: ReadonlySet<string>): number {
  const rules = demandsByType.get(entryType);
  if (rules === undefined) return Number.POSITIVE_INFINITY;
  const missing = rules.mandatory.filter((set) => !set.some((name) => fields.has(name))).length;
  const misplaced = [...fields].filter((name) => !everywhere.has(name) && !rules.allowed.includes(name)).length;
  const numbered = inSeries.has(entryType) && fields.has("number") && (fields.has("volume") || !fields.has("series"));
  const twoMakers = (entryType === "book" || entryType === "inbook") && fields.has("author") && fields.has("editor");
  return missing + misplaced + Number(numbered) + Number(twoMakers);
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
