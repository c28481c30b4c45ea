import type { Place, Result } from "../diagnostic/diagnostic.ts";
import type { ValueCache } from "../memory/memoize.ts";
import { closeDirections } from "../text/characters.ts";
import type { RichText } from "../text/rich-text.ts";
import type { PartialDate } from "./dates/partial-date.ts";
import type { Eprint, Link } from "./identifiers/link.ts";
import type { Name } from "./names/name.ts";
import type { PublicationType } from "./types.ts";

/** A field that no CSL variable stands for, kept as the author wrote it, so that nothing is lost on the way out. */
export interface ExtraField {
  readonly name: string;
  readonly value: string;
  /** The part of the record that holds the same. */
  readonly fills?: "eventTitle";
}

/** What the venue said of a work: "Best Paper Award", and for what. */
export interface Distinction {
  readonly name: string;
  readonly text: RichText;
}

/** `public`: stands in the site; `hidden`: has a page that nothing leads to; `draft`: is not published yet. */
export type Visibility = "public" | "hidden" | "draft";

/** The author's own text. */
export interface Source extends Place {
  /** `bibtex`: an entry of a .bib file; `markdown`: a file with front matter. */
  readonly format: "bibtex" | "markdown";
  /** The title of an entry stands in the Markdown file of its key. */
  readonly hasMarkdownTitle?: true;
  /**
   * What the visitor may copy: the definitions of the commands and macros the entry uses, the entry byte for byte less what says
   * nothing of the work, and the entries it inherits from. Absent for a paper entered as Markdown alone, and where the
   * braces of the entry do not balance.
   */
  readonly bibtex?: readonly string[];
  /** Where the entry's own abstract stands there, with the comma before it: in which text, and from where to where. */
  readonly abstractInBibtex?: { readonly block: number; readonly start: number; readonly end: number };
}

/** What stands in place of the keys of versions where the author says that a work has none. */
export const noVersions = "none";

/** One work, typed. The fields are CSL's variables in camelCase; after this record nothing is parsed again. */
export interface Publication {
  /** The citation key. CSL `id`. */
  readonly key: string;
  /** Other keys of this work. BibLaTeX `ids`; `aliases` in front matter. */
  readonly aliases: readonly string[];
  /** CSL `type`. */
  readonly type: PublicationType;
  /** The BibLaTeX entry type as written, lower case: "inproceedings". Absent for a paper entered as Markdown without one. */
  readonly entryType?: string;
  /** CSL `genre`, BibLaTeX `type`: "PhD thesis". */
  readonly genre?: string;
  /** Empty only where the author gave none, which is an error. CSL `title`, BibLaTeX `title` and `subtitle`. */
  readonly title: RichText;
  /** What is printed behind the title: "Policy brief". BibLaTeX `titleaddon`. */
  readonly titleAddon: RichText;
  /** CSL `title-short`, BibLaTeX `shorttitle`. */
  readonly titleShort?: string;
  /** CSL `author`. */
  readonly author: readonly Name[];
  /** "and others" stood at the end of the authors. */
  readonly authorsTruncated: boolean;
  /** The group for which the authors write: "ATLAS". INSPIRE's and REVTeX's `collaboration`. */
  readonly collaboration?: string;
  /** CSL `editor`. */
  readonly editor: readonly Name[];
  readonly editorsTruncated: boolean;
  /** CSL `translator`. */
  readonly translator: readonly Name[];
  readonly translatorsTruncated?: boolean;
  /** Who wrote the book of which the work is a part. CSL `container-author`; BibLaTeX `bookauthor`. */
  readonly containerAuthor: readonly Name[];
  readonly containerAuthorsTruncated?: boolean;
  /** To whom a patent belongs. BibLaTeX `holder`. */
  readonly holder: readonly Name[];
  readonly holdersTruncated?: boolean;
  /** CSL `issued`; BibLaTeX `date`, or `year`, `month`, `day`. */
  readonly issued?: PartialDate;
  /** CSL `accessed`; BibLaTeX `urldate`. */
  readonly accessed?: PartialDate;
  /** CSL `event-date`; BibLaTeX `eventdate`. */
  readonly eventDate?: PartialDate;
  /** CSL `original-date`; BibLaTeX `origdate`. */
  readonly originalDate?: PartialDate;
  /** "in press", "submitted" … CSL `status`; BibLaTeX `pubstate`. */
  readonly status?: string;
  /** The journal or proceedings, as the author wrote it. CSL `container-title`; BibLaTeX `journaltitle`, `booktitle`. */
  readonly containerTitle?: string;
  /** What of that title stands in braces, and so keeps its capitals where a style lowers the others (btxdoc 4). */
  readonly containerNames: readonly string[];
  /** What is printed behind that. BibLaTeX `booktitleaddon`, `journaltitleaddon`, `maintitleaddon`. */
  readonly containerTitleAddon?: string;
  /** The series. CSL `collection-title`; BibLaTeX `series`. */
  readonly collectionTitle?: string;
  /** CSL `event-title`; BibLaTeX `eventtitle`, or the `booktitle` of a conference paper that is in a journal. */
  readonly eventTitle?: string;
  /** CSL `event-place`; BibLaTeX `venue`. */
  readonly eventPlace?: string;
  /** CSL `publisher`; BibLaTeX `publisher`, `institution`, `organization`. */
  readonly publisher?: string;
  /** CSL `publisher-place`; BibLaTeX `location`. */
  readonly publisherPlace?: string;
  /** Where a patent holds: "US", "DE" (ISO 3166-1). CSL `jurisdiction`; BibLaTeX's keys `countryus` … in `location`. */
  readonly jurisdiction: readonly string[];
  /** CSL `volume`. */
  readonly volume?: string;
  /** The part of a volume that is bound in several. CSL `part-number`; BibLaTeX `part`. */
  readonly part?: string;
  /** CSL `issue`; BibLaTeX `number` of an article. */
  readonly issue?: string;
  /** CSL `number`; BibLaTeX `number` of a report, patent …; of an article in a journal its `eid`. */
  readonly number?: string;
  /** What stands for the pages of a work that is in no journal: ACM's `articleno`, BibLaTeX `eid`. */
  readonly articleNumber?: string;
  /** CSL `edition`. */
  readonly edition?: string;
  /** CSL `version`. */
  readonly version?: string;
  /** CSL `chapter-number`; BibLaTeX `chapter`. */
  readonly chapter?: string;
  /** Ranges with an en dash. CSL `page`; BibLaTeX `pages`. */
  readonly page?: string;
  /** CSL `number-of-pages`; BibLaTeX `pagetotal`. */
  readonly numberOfPages?: string;
  /** The bare name, without "https://doi.org/". CSL `DOI`. */
  readonly doi?: string;
  readonly eprint?: Eprint;
  /** CSL `PMID`. */
  readonly pmid?: string;
  /** CSL `PMCID`. */
  readonly pmcid?: string;
  /** CSL `ISBN`. */
  readonly isbn?: string;
  /** Of several, as in print and online, one behind the other. CSL `ISSN`. */
  readonly issn?: string;
  /** CSL `URL`. */
  readonly url?: string;
  /** BCP 47. CSL `language`; BibLaTeX `langid`. */
  readonly language?: string;
  /** CSL `note`; BibLaTeX `note`, `addendum`. */
  readonly note: RichText;
  /** Blocks. CSL `abstract`. */
  readonly abstract: RichText;
  /** Blocks: what its author writes of it besides, which its page shows below the abstract, heading by heading. */
  readonly text: RichText;
  /** What it is about, in a line that lists show. */
  readonly summary: RichText;
  /** CSL `keyword`, split. */
  readonly keywords: readonly string[];
  /** Slugs of the collections the author named, unchecked. */
  readonly collections: readonly string[];
  /** What the work was paid from: words, or the id of a grant of the site's. `funding`. */
  readonly funding: readonly string[];
  /** Ids of projects of the site's, unchecked. `projects`. */
  readonly projects: readonly string[];
  /** Keys of other versions of this work, unchecked; `noVersions` alone where it has none. `versions`; BibLaTeX `related`, where that means a version. */
  readonly versions: readonly string[];
  /** "Oral", "Best Paper": said of the work by its venue; the names of all its distinctions. */
  readonly distinction?: string;
  readonly distinctions: readonly Distinction[];
  /** What the site calls its venue: "CT". */
  readonly venueShort?: string;
  /** The picture its page shows: the path of a file of the site, relative to the site. */
  readonly teaser?: string;
  /** What is to be seen on the picture, for those who do not see it. */
  readonly teaserAlt?: string;
  /** What stands below the picture. */
  readonly teaserCaption: RichText;
  /** Whether its page has a picture of its own for those who link to it; absent where the site decides. */
  readonly socialPicture?: boolean;
  /** Whether the front page shows it. */
  readonly selected: boolean;
  /** Who sees it: all; those who know its address; nobody but its author in `dev`. */
  readonly visibility: Visibility;
  /** The day from which on it is published. */
  readonly publishOn?: PartialDate;
  /** The author's place for it; smaller first, before everything without one. */
  readonly order?: number;
  /** When the work came to the author's list, which its feeds announce. `added`, or what the author's program wrote. */
  readonly added?: PartialDate;
  /** When what is said here of the work last changed. `modified`, or what the author's program wrote. */
  readonly modified?: PartialDate;
  /** What the author typed first, then what is derived from identifiers; no address twice. */
  readonly links: readonly Link[];
  /** Fields without a CSL variable, in the author's order. */
  readonly extra: readonly ExtraField[];
  readonly source: Source;
}

/** The fields of a publication a message may point at. */
export type PlacedField = keyof Publication;

/** A publication on its way to the catalogue, with the places of the values it was read from. */
export interface ReadPublication {
  readonly publication: Publication;
  /** Where the value of a field or link stands; absent for what the author did not write. */
  readonly places: ReadonlyMap<PlacedField | Link, Place>;
  /** Whether other entries name it in `crossref`: the volume that holds them. */
  readonly isParent: boolean;
  /** The names of the fields that the BibTeX for visitors leaves out. */
  readonly leftOut: readonly string[];
  /** The digest of all it was read from: what has the same one is the same publication, wherever it stands. */
  readonly digest: string;
}

/** The place of a field or link, or of the entry where it has none of its own. */
export function placeOfField({ publication, places }: ReadPublication, field: PlacedField | Link): Place {
  const { file, line, column } = places.get(field) ?? publication.source;
  return { file, line, column };
}

/** What an earlier reading of the content made of single entries and files. */
export type RecordCache = ValueCache<Result<ReadPublication>>;

/** What an author says of a work's licence, as typed. */
export function licenseOf({ extra }: Publication): string | undefined {
  const said = extra.find(({ name }) => name === "license")?.value;
  return said === undefined ? undefined : closeDirections(said);
}
