import { identifierNames, identifierRows } from "./identifiers/identifier-syntax.ts";
import type { LinkKind } from "./identifiers/link.ts";
import type { Publication } from "./publication.ts";
import { type Field, fieldOf } from "./publication-fields.ts";
import { type PublicationType, publicationTypes, types } from "./types.ts";

/**
 * How the value of a field is read (biblatex manual 2.2.1):
 * `names` a name list; `list` texts separated by " and "; `keys` entry keys separated by commas; `keywords` separated
 * by semicolons or commas; `date` EDTF; `datePart` a year, month or day that makes up a date with the others; `rich`
 * LaTeX kept with its markup; `plain` LaTeX whose text alone is kept; `range` pages; `verbatim` no LaTeX at all.
 */
export type FieldKind =
  | "names"
  | "list"
  | "keys"
  | "keywords"
  | "date"
  | "datePart"
  | "rich"
  | "plain"
  | "range"
  | "verbatim";

/** One field of BibLaTeX or BibTeX. */
export interface EntryField {
  /** BibLaTeX's name, lower case. */
  readonly name: string;
  /** Further names that mean the same, lower case, the best known first. */
  readonly aliases: readonly string[];
  readonly kind: FieldKind;
  /** The field of `Publication` it fills; absent where no CSL variable stands for it and it is kept in `extra`. */
  readonly field?: keyof Publication;
  /** The CSL types for which `field` holds; absent where it holds for all. */
  readonly types?: readonly PublicationType[];
  /** Whether it says something of the work, so that visitors may copy it; else it is the author's own, the site's or a program's. */
  readonly ofWork: boolean;
}

/** Works whose `number` counts the issues of a volume. */
const serials = publicationTypes.filter((type) => types[type].numberOf === "issue");

const row = (
  kind: FieldKind,
  names: string,
  field?: keyof Publication,
  types?: readonly PublicationType[],
): EntryField => {
  const [name = "", ...aliases] = names.split(" ");
  return {
    name,
    aliases,
    kind,
    ...(field === undefined ? {} : { field }),
    ...(types === undefined ? {} : { types }),
    ofWork: field === undefined || fieldOf(field).isForVisitors,
  };
};

/** A field that fills no part and says nothing of the work. */
const privateRow = (kind: FieldKind, names: string): EntryField => ({ ...row(kind, names), ofWork: false });

const dataFields: readonly EntryField[] = [
  // Data fields (2.2.2) with a place in the record
  row("rich", "title", "title"),
  row("rich", "subtitle", "title"),
  row("rich", "titleaddon", "titleAddon"),
  row("plain", "shorttitle", "titleShort"),
  row("names", "author authors", "author"),
  row("names", "editor editors", "editor"),
  row("names", "translator", "translator"),
  row("names", "bookauthor", "containerAuthor"),
  // IEEEtran calls the holder of a patent `assignee`.
  row("names", "holder assignee", "holder"),
  row("plain", "collaboration", "collaboration"),
  row("date", "date", "issued"),
  row("datePart", "year", "issued"),
  row("datePart", "month", "issued"),
  row("datePart", "day", "issued"),
  row("date", "urldate urlaccessdate accessed lastaccessed lastchecked", "accessed"),
  row("date", "eventdate", "eventDate"),
  row("date", "origdate origyear", "originalDate"),
  row("plain", "pubstate", "status"),
  row("plain", "journaltitle journal", "containerTitle"),
  row("plain", "journalsubtitle", "containerTitle"),
  row("plain", "booktitle", "containerTitle"),
  row("plain", "booksubtitle", "containerTitle"),
  row("plain", "maintitle", "containerTitle"),
  row("plain", "mainsubtitle", "containerTitle"),
  row("plain", "journaltitleaddon", "containerTitleAddon"),
  row("plain", "booktitleaddon", "containerTitleAddon"),
  row("plain", "maintitleaddon", "containerTitleAddon"),
  row("plain", "series", "collectionTitle"),
  row("plain", "eventtitle conference event", "eventTitle"),
  row("plain", "venue", "eventPlace"),
  // CSL's name for it: in front matter a venue is where a work appeared.
  row("plain", "event-place place", "eventPlace"),
  // For which a thesis or report was written (btxdoc 3.1); a publisher beside it is an archive.
  row("list", "institution school", "publisher", ["thesis", "report"]),
  row("list", "publisher", "publisher"),
  row("list", "institution school", "publisher"),
  row("list", "organization organisation", "publisher"),
  // An address in `howpublished` is no publisher but the `url`.
  row("plain", "howpublished", "publisher"),
  row("list", "location address", "publisherPlace"),
  row("plain", "nationality", "publisherPlace", ["patent"]),
  row("plain", "volume", "volume"),
  row("plain", "part", "part"),
  row("plain", "number", "issue", serials),
  // The number of a report, patent or standard; of a book, chapter or paper it is that of the book in its series.
  row("plain", "number", "number"),
  row("plain", "reportnumber", "number", ["report", "manuscript", "article"]),
  row("plain", "issue", "issue"),
  // The number that stands for the pages of an article: CSL 1.0.2 `number` of an article-journal.
  row("plain", "eid articleno article-number", "number", serials),
  row("plain", "eid articleno article-number", "articleNumber"),
  row("plain", "edition", "edition"),
  row("plain", "version", "version"),
  row("plain", "chapter", "chapter"),
  row("range", "pages page", "page"),
  row("plain", "pagetotal numpages", "numberOfPages"),
  row("plain", "type", "genre"),
  // CSL's name for it: in front matter the type is the kind of work.
  row("plain", "genre", "genre"),
  row("verbatim", "doi", "doi"),
  row("verbatim", "eprint arxiv", "eprint"),
  row("plain", "eprinttype archiveprefix", "eprint"),
  row("plain", "eprintclass primaryclass", "eprint"),
  row("verbatim", "pmid", "pmid"),
  row("verbatim", "pmcid", "pmcid"),
  row("verbatim", "isbn", "isbn"),
  row("verbatim", "issn", "issn"),
  row("verbatim", "url", "url"),
  row("plain", "langid hyphenation", "language"),
  row("list", "language", "language"),
  row("rich", "note", "note"),
  row("rich", "addendum", "note"),
  row("rich", "abstract", "abstract"),
  row("keywords", "keywords keyword tags", "keywords"),
  row("keys", "ids", "aliases"),
  // Offprint's own
  row("keys", "versions", "versions"),
  row("verbatim", "teaser", "teaser"),
  row("plain", "teaser-alt", "teaserAlt"),
  row("rich", "teaser-caption", "teaserCaption"),
  row("keywords", "collections collection groups", "collections"),
  row("plain", "funding", "funding"),
  row("keys", "projects", "projects"),
  // What al-folio calls the award, where `award` says for what it was given.
  row("plain", "award_name award-name", "distinctions"),
  row("rich", "distinction award", "distinctions"),
  row("plain", "venueshort abbr", "venueShort"),
  row("verbatim", "publishon", "publishOn"),
  row("rich", "summary tldr", "summary"),
  row("rich", "text", "text"),
  row("verbatim", "social-picture", "socialPicture"),
  row("verbatim", "selected", "selected"),
  row("verbatim", "draft", "visibility"),
  row("verbatim", "published", "visibility"),
  row("verbatim", "hidden", "visibility"),
  row("verbatim", "order", "order"),
  // What BibDesk and JabRef write; JabRef before version 5.3 wrote `timestamp`.
  row("date", "modified date-modified modificationdate timestamp", "modified"),
  // What BibDesk, JabRef and BibSonomy write.
  row("date", "added date-added creationdate added-at", "added"),

  // Data fields without a CSL variable in the record, kept in `extra`
  row("names", "afterword"),
  row("names", "annotator"),
  row("names", "commentator"),
  row("names", "editora"),
  row("names", "editorb"),
  row("names", "editorc"),
  row("names", "foreword"),
  row("names", "introduction"),
  row("names", "shortauthor"),
  row("names", "shorteditor"),
  privateRow("names", "namea"),
  privateRow("names", "nameb"),
  privateRow("names", "namec"),
  row("names", "sortname"),
  privateRow("rich", "annotation annote"),
  row("rich", "issuetitle"),
  row("rich", "issuesubtitle"),
  row("rich", "issuetitleaddon"),
  row("rich", "eventtitleaddon"),
  row("rich", "indextitle"),
  row("rich", "nameaddon"),
  row("rich", "origtitle"),
  row("rich", "reprinttitle"),
  row("rich", "relatedstring"),
  row("rich", "shorthandintro"),
  row("list", "origlocation"),
  row("list", "origlanguage"),
  row("list", "origpublisher"),
  row("plain", "authortype"),
  row("plain", "bookpagination"),
  row("plain", "editortype"),
  row("plain", "editoratype"),
  row("plain", "editorbtype"),
  row("plain", "editorctype"),
  row("plain", "entrysubtype"),
  row("plain", "isan"),
  row("plain", "ismn"),
  row("plain", "isrn"),
  row("plain", "iswc"),
  row("plain", "label"),
  privateRow("plain", "library"),
  row("plain", "pagination"),
  row("plain", "shorthand"),
  row("plain", "shortjournal"),
  row("plain", "shortseries"),
  row("plain", "volumes"),
  row("plain", "yeardivision"),
  // Special fields (2.2.3)
  row("keys", "crossref"),
  row("keys", "xref"),
  row("keys", "xdata"),
  row("keys", "entryset"),
  row("keys", "related"),
  row("plain", "relatedtype"),
  row("verbatim", "relatedoptions"),
  privateRow("verbatim", "execute"),
  row("verbatim", "gender"),
  row("verbatim", "langidopts"),
  row("verbatim", "options"),
  row("verbatim", "presort"),
  row("verbatim", "sortkey key"),
  row("verbatim", "sortshorthand"),
  row("verbatim", "sorttitle"),
  row("verbatim", "sortyear"),
  row("verbatim", "indexsorttitle"),
  privateRow("verbatim", "verba"),
  privateRow("verbatim", "verbb"),
  privateRow("verbatim", "verbc"),
  // What other styles, archives and databases say of a work: natbib, REVTeX, IEEEtran, ACM's and the AMS's styles, HAL
  row("plain", "affiliation"),
  row("plain", "bibcode"),
  row("plain", "coden"),
  row("plain", "contents"),
  row("plain", "copyright"),
  row("plain", "fjournal"),
  row("plain", "intype"),
  row("plain", "issue_date"),
  row("plain", "lccn"),
  row("plain", "license"),
  row("plain", "nationality"),
  row("plain", "revision"),
  row("plain", "size"),
  row("datePart", "dayfiled"),
  row("datePart", "monthfiled"),
  row("datePart", "yearfiled"),
  row("verbatim", "acmid"),
  row("verbatim", "hal_version"),
  row("verbatim", "mrclass"),
  row("verbatim", "mrnumber"),
  row("verbatim", "oclc"),
  row("verbatim", "slaccitation"),
  row("verbatim", "zblnumber zbl"),
];

/** The fields of identifiers that are not among them. */
const identifierFields = identifierNames.flatMap((name) => {
  const { field } = identifierRows[name];
  return field === undefined || dataFields.some((one) => one.name === field) ? [] : [row("verbatim", field)];
});

/**
 * BibLaTeX field ↔ field of `Publication`, read both ways. Where several rows fill one field, an earlier row comes
 * before a later one, and what the later ones hold goes to `extra`; only `subtitle` joins its title, `journalsubtitle`,
 * `booksubtitle` and `mainsubtitle` their container, `addendum` the note, and `year`, `month`, `day` make one date.
 * Where one name has several rows, the first whose types fit counts. Sources: btxdoc 3.2, biblatex manual 2.2.2 to
 * 2.2.5 (the aliases in 2.2.5), CSL 1.0.2 appendix IV.
 */
export const entryFields: readonly EntryField[] = [...dataFields, ...identifierFields];

const rowsByName: ReadonlyMap<string, readonly EntryField[]> = (() => {
  const found = new Map<string, EntryField[]>();
  for (const entry of entryFields)
    for (const name of [entry.name, ...entry.aliases]) found.set(name, [...(found.get(name) ?? []), entry]);
  return found;
})();

/**
 * What a field of an entry of this CSL type means, by any of its names in any case. Undefined for a field that neither
 * BibTeX nor BibLaTeX nor Offprint knows, which is kept in `extra`, as is one whose row has no `field`.
 */
export function findEntryField(name: string, type: PublicationType): EntryField | undefined {
  const candidates = rowsByName.get(name.trim().toLowerCase());
  return candidates?.find((entry) => entry.types?.includes(type) ?? true);
}

/**
 * The names of the fields that fill a part of the record in entries of this CSL type, row by row in the order in which
 * they come before one another; without subtitles, which fill no part alone.
 */
export function namesFilling(part: keyof Publication, type: PublicationType): readonly (readonly string[])[] {
  return entryFields
    .filter((row) => row.field === part && findEntryField(row.name, type) === row && !row.name.endsWith("subtitle"))
    .map(({ name, aliases }) => [name, ...aliases]);
}

/** Whether BibTeX, BibLaTeX, another style or Offprint knows a field in entries of any type. */
export function isKnownField(name: string): boolean {
  return rowsByName.has(name.trim().toLowerCase());
}

/** What the site's owner says of the fields in the BibTeX that visitors copy: names that are or are not to be there. */
export interface BibtexFields {
  readonly show: readonly string[];
  readonly hide: readonly string[];
}

/** Where the owner says nothing. */
export const standardFields: BibtexFields = { show: [], hide: [] };

/** All names, lower case, of the fields that fill a part of which something holds. */
export function namesWhere(holds: (field: Field) => boolean): ReadonlySet<string> {
  const rows = entryFields.filter(({ field }) => field !== undefined && holds(fieldOf(field)));
  return new Set(rows.flatMap(({ name, aliases }) => [name, ...aliases]));
}

const flagFields = namesWhere(({ kind }) => kind === "flag" || kind === "mark" || kind === "visibility");

/** Whether a field says yes or no. */
export function isFlagField(name: string): boolean {
  return flagFields.has(name);
}

/**
 * Whether a field, in any case, may stand in the BibTeX that visitors copy: one that says something of the work, also in
 * BibLaTeX's annotations of it (`author+an`, manual 3.7), unless the site's owner says otherwise.
 */
export function isForVisitors(name: string, fields: BibtexFields): boolean {
  const known = answers.get(fields) ?? new Map<string, boolean>();
  answers.set(fields, known);
  const lower = name.trim().toLowerCase();
  const answer = known.get(lower) ?? decide(lower, fields);
  known.set(lower, answer);
  return answer;
}

/** What was decided of names; the same few stand in every entry. */
const answers = new WeakMap<BibtexFields, Map<string, boolean>>();

function decide(name: string, { show, hide }: BibtexFields): boolean {
  const [base = "", annotation = ""] = name.split("+an");
  const rows = rowsByName.get(base) ?? [];
  const names = new Set([name, base, ...rows.flatMap((one) => [one.name, ...one.aliases])]);
  const isNamed = (some: readonly string[]) => some.some((one) => names.has(one.trim().toLowerCase()));
  if (isNamed(hide)) return false;
  return isNamed(show) || (/^(?::|$)/.test(annotation) && rows.some(({ ofWork }) => ofWork));
}

/** Fields of programs and of the site, which say nothing of the work. */
const siteOnly: ReadonlySet<string> = new Set([
  // An award was given to the work, so that whoever wants visitors to have it finds it in every form of BibTeX.
  ...[...namesWhere(({ isForVisitors }) => !isForVisitors)].filter((name) => !name.startsWith("award")),
  ...["file", "owner"],
  ...["biburl", "bibsource", "interhash", "intrahash", "localfile", "mendeley-tags", "mendeley-groups"],
  ...["grouptree", "ranking", "readstatus", "priority", "printed", "qualityassured", "relevance"],
  ...["comment", "citationkey", "username", "userstatus", "__markedentry"],
  ...["links", "altmetric", "bibtex_show", "google_scholar_id", "preview"],
]);

/** Whether a field, in any case, is for the site or for the author's own program, so that it is kept nowhere. */
export function isSiteOnlyField(name: string): boolean {
  const lower = name.trim().toLowerCase();
  return siteOnly.has(lower) || /^(bdsk-|jabref-|zotero-)/.test(lower) || linkFieldLabel(lower) !== undefined;
}

/** What a link field is called and leads to. */
export interface LinkField {
  readonly label: string;
  readonly kind: LinkKind;
}

/** The fields for one link each that need no `url_` before their names. */
export const linkFields: ReadonlyMap<string, LinkField> = new Map<string, LinkField>([
  ["pdf", { label: "PDF", kind: "pdf" }],
  ["code", { label: "Code", kind: "code" }],
  ["data", { label: "Data", kind: "data" }],
  ["dataset", { label: "Data", kind: "data" }],
  ["slides", { label: "Slides", kind: "slides" }],
  ["poster", { label: "Poster", kind: "poster" }],
  ["video", { label: "Video", kind: "video" }],
  ["blog", { label: "Blog", kind: "blog" }],
  ["demo", { label: "Demo", kind: "demo" }],
  ["website", { label: "Website", kind: "website" }],
  ["project", { label: "Project", kind: "website" }],
  ["repository", { label: "Repository", kind: "code" }],
  ["press", { label: "Press", kind: "press" }],
  ["media", { label: "Media", kind: "media" }],
  ["html", { label: "HTML", kind: "url" }],
  ["supp", { label: "Supplement", kind: "other" }],
  ["supplement", { label: "Supplement", kind: "other" }],
]);

/**
 * The label and kind of a field that holds the address of one link: `pdf`, `code` …, or `url_<label>` for any other
 * ("url_talk_notes" is "talk notes"), and `press_<label>` or `media_<label>` for what others said of the work. Undefined for every
 * other field, also for `url`, `doi` and `eprint`, which are bibliography, and for `links`, which holds several with labels of its own.
 */
export function linkFieldLabel(name: string): LinkField | undefined {
  const lower = name.trim().toLowerCase();
  const typed = /^(press|media)_(?=.*\S)/.exec(lower)?.[1] as "press" | "media" | undefined;
  if (typed !== undefined)
    return {
      label: name
        .trim()
        .slice(typed.length + 1)
        .replaceAll("_", " ")
        .trim(),
      kind: typed,
    };
  if (!lower.startsWith("url_")) return linkFields.get(lower);
  const label = name
    .trim()
    .slice(4)
    .replace(/[_\s]+/g, " ")
    .trim();
  return label === "" ? undefined : { label, kind: linkFields.get(label.toLowerCase())?.kind ?? "other" };
}

/** What Zotero and Mendeley put into `note` where BibTeX has no field for it, or where a program keeps its own books. */
const labels =
  "ISSN|ISBN|Publisher|Backup Publisher|Citation Key|Conference Name|Company|Container[- ]Title|Event[- ](?:Title|Place)|Institution|" +
  "Issue|Journal Abbreviation|Library Catalog|Num Pages|Number|Number of Volumes|Original[- ]Date|Pages|Place|" +
  "Read_Status(?:_Date)?|Section|Series|Version Number|Volume|ADS Bibcode|_eprint|tex\\.[\\w-]+";

const programsLine = new RegExp(`^(?:${labels}): *\\S`, "i");

/** Whether a note is a program's and none of the author's: each of its lines a label with a value, as in "ISSN: 1234-5679". */
export function isProgramsNote(note: string): boolean {
  const lines = note
    .replaceAll("\\_", "_")
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.length > 0 && lines.every((line) => programsLine.test(line));
}
