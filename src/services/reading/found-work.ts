import { formatName, type Name } from "../../record/names/name.ts";
import type { RichText } from "../../text/rich-text.ts";

/** A person or body as a service names it. */
export interface FoundName {
  readonly family?: string;
  readonly given?: string;
  readonly suffix?: string;
  /** A body, or a name whose parts are not known. */
  readonly literal?: string;
  /** With its hyphens. */
  readonly orcid?: string;
  readonly affiliations?: readonly string[];
}

/** A found name as the record has names, and as it is spoken. */
export const asName = (name: FoundName): Name => ({ ...name, equalContribution: false, corresponding: false });
export const spoken = (name: FoundName): string => formatName(asName(name));

/** What is said of a journal or conference beside its name. */
export interface ContainerFacts {
  readonly short?: string;
  readonly issn?: readonly string[];
}

/** Something that its author should look at; a serious one keeps the work from being written without being asked. */
export interface Doubt {
  readonly text: string;
  readonly isSerious: boolean;
}

export const note = (text: string): Doubt => ({ text, isSerious: false });
export const serious = (text: string): Doubt => ({ text, isSerious: true });

/** The identifiers by which works are seen to be the same; bare. */
export interface FoundIdentifiers {
  readonly doi?: string;
  readonly arxiv?: string;
  readonly pmid?: string;
  readonly pmcid?: string;
  readonly isbn?: string;
}

/** The fields of a work that are plain texts, by BibLaTeX's names. */
export const plainFields = [
  "volume",
  "number",
  "pages",
  "eid",
  "series",
  "edition",
  "publisher",
  "institution",
  "location",
  "eventtitle",
  "venue",
  "chapter",
  "pagetotal",
  "version",
  "titleaddon",
  "url",
  "urldate",
  "issn",
  "langid",
  "pubstate",
  "note",
  "howpublished",
] as const;
export type PlainField = (typeof plainFields)[number];

/** A work as one service, or several together, describe it. */
export interface FoundWork {
  /** A BibLaTeX entry type: "inproceedings". */
  readonly entryType: string;
  readonly title: RichText;
  readonly author: readonly FoundName[];
  readonly editor: readonly FoundName[];
  /** ISO 8601: "2021", "2021-03" or "2021-03-05". */
  readonly date?: string;
  /** The journal, the proceedings or the book that holds it; of a thesis or report the institution. */
  readonly containerTitle?: string;
  readonly containerFacts?: ContainerFacts;
  readonly fields: Readonly<Partial<Record<PlainField, string>>>;
  readonly abstract: RichText;
  readonly keywords: readonly string[];
  readonly identifiers: FoundIdentifiers;
  /** The address of a free copy. */
  readonly pdf?: string;
  /** "Oral". */
  readonly distinction?: string;
  /** Other works that are versions of this one: the published article of a preprint. */
  readonly published?: FoundIdentifiers;
  readonly doubts: readonly Doubt[];
  /** The service, as authors know it: "Crossref". */
  readonly source: string;
}

/** A work of which nothing is known. */
export const unknownWork: FoundWork = {
  entryType: "misc",
  title: [],
  author: [],
  editor: [],
  fields: {},
  abstract: [],
  keywords: [],
  identifiers: {},
  doubts: [],
  source: "",
};
