import type { MessageKey } from "../messages/en.ts";
import type { RichText } from "../text/rich-text.ts";
import type { PartialDate } from "./dates/partial-date.ts";
import type { Eprint, Link } from "./identifiers/link.ts";
import type { Name } from "./names/name.ts";
import type { Distinction, ExtraField, Publication, Source, Visibility } from "./publication.ts";
import type { PublicationType } from "./types.ts";

/**
 * The kinds of parts, each with what a part of it holds. `blocks` is text in paragraphs, `truncation` whether a list of names ends
 * in "and others", `mark` a yes or no where nothing said is neither.
 */
export interface PartValues {
  key: string;
  type: PublicationType;
  text: string | undefined;
  words: readonly string[];
  rich: RichText;
  blocks: RichText;
  names: readonly Name[];
  date: PartialDate | undefined;
  flag: boolean;
  truncation: boolean | undefined;
  mark: boolean | undefined;
  number: number | undefined;
  visibility: Visibility;
  distinctions: readonly Distinction[];
  eprint: Eprint | undefined;
  links: readonly Link[];
  extra: readonly ExtraField[];
  source: Source;
}

/** What a part of a publication holds. */
export type PartKind = keyof PartValues;

/** The kinds that the TypeScript type of a part allows. */
type KindOf<Value> = {
  [Kind in PartKind]: [Value, PartValues[Kind]] extends [PartValues[Kind], Value] ? Kind : never;
}[PartKind];

/** Why a part does not stand in a format. */
interface NotWritten {
  readonly because: string;
}

/** The part in whose place a part stands: a truncation in the list of names. */
interface WrittenWithin {
  readonly within: keyof Publication;
}

type Written = string | WrittenWithin | NotWritten;
type Label = MessageKey | { readonly name: string } | WrittenWithin | NotWritten;

/** What is known of one part of a publication. */
export interface Field<Kind extends PartKind = PartKind> extends FieldExceptions {
  readonly kind: Kind;
  /** What it tells of; what is of the site is given to nobody. */
  readonly of: "work" | "site";
  /** The field of BibTeX or BibLaTeX it is written in, or several, parted by spaces; `entryFields` has all that fill it. */
  readonly bibtex: Written;
  /** The CSL variable (1.0.2, appendix IV), read both ways. */
  readonly csl: Written;
  /** The tag of RIS, or several, parted by spaces. */
  readonly ris: Written;
  /** What its page calls it: a message, or a name that is one in all languages. */
  readonly label: Label;
  /** Whether an entry has it from the one it names in `crossref` (biblatex manual, appendix B, default setup). */
  readonly isInherited: boolean;
  /** Whether the BibTeX that visitors copy has the author's fields that fill it. */
  readonly isForVisitors: boolean;
}

type Usual = Readonly<Pick<Field, "isInherited" | "isForVisitors">>;

/** What holds for few parts. */
interface FieldExceptions {
  /** Names of front matter besides BibLaTeX's, each with what authors bring from elsewhere, parted by spaces. */
  readonly frontMatter?: readonly string[];
  readonly isInherited?: boolean;
  readonly isForVisitors?: boolean;
  /** Of a Markdown file and an entry that are one paper, what both say counts, not the file's alone. */
  readonly isJoined?: true;
  /** It holds all of the fields that fill it, so that none is left for `extra`. */
  readonly holdsAll?: true;
  /** A work is known by it: what messages call it where a Markdown file and the entry of its key contradict each other. */
  readonly identifiesAs?: string;
  /** What the schema of `inspect` says of it. */
  readonly description?: string;
}

/** Every field of a work is inherited, and for visitors, where nothing else is said. */
function work<
  const Kind extends PartKind,
  const Bibtex extends Written,
  const Csl extends Written,
  const Ris extends Written,
  const OnPage extends Label,
  const Exceptions extends FieldExceptions = object,
>(kind: Kind, bibtex: Bibtex, csl: Csl, ris: Ris, label: OnPage, exceptions = {} as Exceptions) {
  const usual: Usual = { isInherited: true, isForVisitors: true };
  return { of: "work" as const, kind, bibtex, csl, ris, label, ...usual, ...exceptions };
}

/** What is of the site has fields for its author alone. */
function site<
  const Kind extends PartKind,
  const OnPage extends Label,
  const Exceptions extends FieldExceptions = object,
>(kind: Kind, label: OnPage, exceptions = {} as Exceptions) {
  const usual: Usual = { isInherited: true, isForVisitors: false };
  return {
    ...{ of: "site" as const, kind, bibtex: notGiven, csl: notGiven, ris: notGiven, label },
    ...usual,
    ...exceptions,
  };
}

/** Whether a list of names ended in "and others". */
function truncation<const Kind extends "flag" | "truncation">(
  kind: Kind,
  list: keyof Publication,
  description?: string,
) {
  return work(kind, { within: list }, noVariable, noTag, { within: list }, description ? { description } : {});
}

const because = (reason: string): NotWritten => ({ because: reason });
const notGiven = because("It is of the site, which gives it to nobody.");
const noVariable = because("CSL has no variable for it.");
const noTag = because("RIS has no tag for it.");
const noField = because("Neither BibTeX nor BibLaTeX has a field for it.");
const atTop = because("It stands at the top of the page.");
const inBibtex = because("The BibTeX on the page has it.");
const inReference = because("The reference on the page has it where its style wants it.");
const isLink = because("A link of the page leads there.");
const decides = because("It decides where and how the work is shown.");
const inVenue = { within: "containerTitle" } as const;

/**
 * One row for each part of a publication, in the order in which `inspect` shows them: its kind, where BibTeX, CSL-JSON and
 * RIS have it, and what its page calls it.
 */
export const fields = {
  key: work("key", because("It stands at the head of the entry."), "id", "ID", inBibtex, {
    isInherited: false,
    frontMatter: ["key bibkey"],
    description: "Unique in the list: the second entry of a key is key#2.",
  }),
  aliases: work("words", "ids", noVariable, noTag, inBibtex, { isInherited: false, frontMatter: ["aliases ids"] }),
  type: work("type", "entrysubtype", "type", "TY", atTop, { frontMatter: ["type pubtype"], description: "CSL type." }),
  entryType: work("text", because("The type says which one is written."), noVariable, noTag, atTop, {
    description: "BibLaTeX entry type, lower case.",
  }),
  genre: work("text", "type", "genre", "M3", atTop),
  title: work("rich", "title", "title", "TI", atTop, { frontMatter: ["title"], holdsAll: true, identifiesAs: "title" }),
  titleAddon: work("rich", "titleaddon", { within: "title" }, { within: "title" }, atTop, {
    description: "What is printed behind the title.",
  }),
  titleShort: work("text", "shorttitle", "title-short", because("The title stands there in full."), inReference),
  author: work("names", "author author+an author+an:orcid author+an:role", "author", "AU", atTop, {
    frontMatter: ["authors author"],
    identifiesAs: "list of authors",
  }),
  authorsTruncated: truncation("flag", "author", '"and others" stood at the end.'),
  collaboration: work("text", "collaboration", { within: "author" }, { within: "author" }, "collaboration", {
    description: "The group for which the authors write.",
  }),
  editor: work("names", "editor editor+an", "editor", "ED", "editedBy", { frontMatter: ["editors editor"] }),
  editorsTruncated: truncation("flag", "editor"),
  translator: work("names", "translator", "translator", "A4", "translatedBy"),
  translatorsTruncated: truncation("truncation", "translator"),
  containerAuthor: work("names", "bookauthor", "container-author", noTag, "bookBy", {
    description: "Who wrote the book of which the work is a part.",
  }),
  containerAuthorsTruncated: truncation("truncation", "containerAuthor"),
  holder: work("names", "holder", { within: "publisher" }, { within: "publisher" }, "holder", {
    description: "To whom a patent belongs.",
  }),
  holdersTruncated: truncation("truncation", "holder"),
  issued: work("date", "year month date", "issued", "PY DA", "published", {
    frontMatter: ["date", "year"],
    identifiesAs: "date",
  }),
  accessed: work("date", "urldate", "accessed", "Y2", inReference),
  eventDate: work("date", "eventdate", "event-date", noTag, inReference),
  originalDate: work("date", "origdate", "original-date", noTag, inReference),
  status: work("text", "pubstate year", "status", "N1", atTop, { frontMatter: ["status"] }),
  containerTitle: work("text", "journal booktitle maintitle journaltitle", "container-title", "JO T2", atTop, {
    frontMatter: ["venue"],
    identifiesAs: "venue",
  }),
  containerNames: site("words", because("The venue has its capitals as they are typed."), {
    description: "What of the container's title keeps its capitals where a style lowers the others.",
  }),
  containerTitleAddon: work("text", "journaltitleaddon booktitleaddon maintitleaddon", inVenue, inVenue, inVenue),
  collectionTitle: work("text", "series", "collection-title", "T3", "series"),
  eventTitle: work("text", "eventtitle", "event-title", "C3", "presentedAt"),
  eventPlace: work("text", "venue", "event-place", "C1", { within: "eventTitle" }),
  publisher: work("text", "publisher institution school organization howpublished", "publisher", "PB", "publisher", {
    identifiesAs: "publisher",
  }),
  publisherPlace: work("text", "address", "publisher-place", "CY", { within: "publisher" }),
  jurisdiction: work("words", { within: "publisherPlace" }, "jurisdiction", "CY", "jurisdiction", {
    description: "Where a patent holds, by the codes of ISO 3166-1.",
  }),
  volume: work("text", "volume", "volume", "VL", inVenue, { identifiesAs: "volume" }),
  part: work("text", "part", "part-number", noTag, inVenue),
  issue: work("text", "number issue", "issue", "IS", inVenue, { identifiesAs: "issue" }),
  number: work("text", "number eid", "number", "IS C7 SN", "number"),
  articleNumber: work("text", "eid", "number", "C7", inVenue, {
    description: "Of a work that is in no journal; an article's is its number.",
  }),
  edition: work("text", "edition", "edition", "ET", "editionName"),
  version: work("text", "version", "version", "ET", "version"),
  chapter: work("text", "chapter", "chapter-number", noTag, inVenue),
  page: work("text", "pages", "page", "SP EP", inVenue, {
    identifiesAs: "page range",
    description: "Ranges with an en dash.",
  }),
  numberOfPages: work(
    "text",
    "pagetotal numpages",
    "number-of-pages",
    because("Its tag, SP, has the first page."),
    inReference,
  ),
  doi: work("text", "doi", "DOI", "DO", isLink, {
    frontMatter: ["doi"],
    identifiesAs: "DOI",
    description: "The bare name.",
  }),
  eprint: work(
    "eprint",
    "eprint archiveprefix primaryclass",
    because("A preprint's is its number; `archive` is where a work is kept."),
    "AN",
    { name: "arXiv" },
    { frontMatter: ["arxiv eprint"] },
  ),
  pmid: work("text", "pmid eprint archiveprefix", "PMID", "AN", isLink),
  pmcid: work("text", "pmcid", "PMCID", noTag, isLink),
  isbn: work("text", "isbn", "ISBN", "SN", { name: "ISBN" }),
  issn: work("text", "issn", "ISSN", "SN", inReference),
  url: work("text", "url", "URL", "UR", isLink, { frontMatter: ["url"] }),
  language: work("text", "langid", "language", "LA", because("The title is marked with it."), {
    description: "BCP 47.",
  }),
  note: work("rich", "note", "note", "N1", "note", { frontMatter: ["note"], holdsAll: true }),
  abstract: work("blocks", "abstract", "abstract", "AB", because("It stands by itself on the page."), {
    isInherited: false,
  }),
  text: site("blocks", because("It stands by itself on the page."), { isInherited: false }),
  summary: site("rich", atTop, { frontMatter: ["summary tldr excerpt"], isInherited: false }),
  keywords: work("words", "keywords", "keyword", "KW", "keywords", {
    frontMatter: ["keywords tags topics"],
    isInherited: false,
    isJoined: true,
  }),
  collections: site("words", "collections", {
    frontMatter: ["collections collection"],
    isJoined: true,
    holdsAll: true,
  }),
  funding: site("words", "funding", { frontMatter: ["funding"], isInherited: false, holdsAll: true }),
  projects: site("words", "projects", { frontMatter: ["projects"], isInherited: false, holdsAll: true }),
  versions: {
    ...site("words", "versions", { frontMatter: ["versions"], isInherited: false, holdsAll: true }),
    bibtex: "related",
  },
  distinction: work("text", noField, noVariable, noTag, atTop, {
    isForVisitors: false,
    description: "The names of all distinctions.",
  }),
  distinctions: site("distinctions", "has-distinction", {
    frontMatter: ["distinction distinctions award awards"],
    isInherited: false,
  }),
  venueShort: site("text", inVenue, { frontMatter: ["venueShort venueshort venue-short abbr"] }),
  teaser: site("text", atTop, { frontMatter: ["teaser"], isInherited: false }),
  teaserAlt: site("text", { within: "teaser" }, { frontMatter: ["teaser-alt"], isInherited: false }),
  teaserCaption: site("rich", { within: "teaser" }, { frontMatter: ["teaser-caption"], isInherited: false }),
  socialPicture: site("mark", decides, {
    frontMatter: ["social-picture"],
    isInherited: false,
    holdsAll: true,
    description: "Null where the site decides.",
  }),
  selected: site("flag", decides, { frontMatter: ["selected"], isInherited: false, holdsAll: true }),
  visibility: site("visibility", decides, {
    frontMatter: ["draft", "published", "hidden"],
    isInherited: false,
    holdsAll: true,
    description: "A site builds no draft, and lists nothing that is hidden.",
  }),
  publishOn: site("date", decides, {
    frontMatter: ["publishOn publishon publish-on publishdate"],
    isInherited: false,
    description: "It is published from that day on.",
  }),
  order: site("number", decides, { frontMatter: ["order"], isInherited: false, holdsAll: true }),
  added: site("date", because("The feeds have it."), { frontMatter: ["added"], isInherited: false, holdsAll: true }),
  modified: site("date", because("The site's map and its feeds have it."), {
    frontMatter: ["modified"],
    isInherited: false,
    holdsAll: true,
  }),
  links: site("links", isLink, { frontMatter: ["links"], holdsAll: true }),
  extra: work("extra", because("Each of its fields has its own name."), noVariable, noTag, inBibtex, {
    description: "Fields that no CSL variable stands for.",
  }),
  source: site("source", inBibtex),
} as const satisfies { readonly [Part in keyof Publication]-?: Field<KindOf<Publication[Part]>> };

/** The parts whose rows say such a thing. */
type PartsWhere<Row> = {
  [Part in keyof Publication]-?: (typeof fields)[Part] extends Row ? Part : never;
}[keyof Publication];

/** The parts that are plain text. */
export type TextPart = PartsWhere<{ readonly kind: "text" }>;

/** The parts that tell of the work. */
export type WorkPart = PartsWhere<{ readonly of: "work" }>;

/** The parts that are written in a format in fields of their own. */
export type PartIn<Format extends "bibtex" | "csl" | "ris"> = PartsWhere<Readonly<Record<Format, string>>>;

/** The parts with a name of their own among the details of a page, or such of them that are plain text. */
export type LabelledPart = PartsWhere<{ readonly label: string | { readonly name: string } }>;
export type LabelledText = LabelledPart & TextPart;

/** Whether a part has a name of its own there. */
export function isLabelled(part: keyof Publication): part is LabelledPart {
  const { label } = fieldOf(part);
  return typeof label === "string" || "name" in label;
}

/** The names of front matter that are ours. */
export type FrontMatterName = {
  [Part in keyof Publication]-?: (typeof fields)[Part] extends { readonly frontMatter: readonly (infer Names)[] }
    ? Names extends `${infer Ours} ${string}`
      ? Ours
      : Names
    : never;
}[keyof Publication];

/** All parts, in the table's order. */
export const parts = Object.keys(fields) as (keyof Publication)[];

/** A row by its part. */
export const fieldOf = (part: keyof Publication): Field => fields[part];

/** What a part is where nothing is said of it; undefined for one that is then absent. */
export function emptyOf(part: keyof Publication): false | readonly never[] | undefined {
  const { kind } = fieldOf(part);
  if (kind === "flag") return false;
  return ["words", "rich", "blocks", "names", "distinctions", "links", "extra"].includes(kind) ? [] : undefined;
}

/** What a record has of which nothing is said. */
export const emptyParts: Readonly<Partial<Record<keyof Publication, unknown>>> = Object.fromEntries(
  parts.flatMap((part) => {
    const value = emptyOf(part);
    return value === undefined ? [] : [[part, value]];
  }),
);
