import type { Place } from "../diagnostic/diagnostic.ts";
import type { NamedFile } from "./content-file.ts";
import type { BibtexFields } from "./entry-fields.ts";
import type { Publication } from "./publication.ts";
import type { PublicationKind } from "./publication-type.ts";
import type { RichText } from "./rich-text.ts";

/** A person of `people.yaml`. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Family and given name, where `people.yaml` says which is which; they hold wherever the person is cited. */
  readonly family?: string;
  readonly given?: string;
  /** Other spellings under which papers name this person. */
  readonly variants: readonly string[];
  /** Spellings with DBLP's number of this person behind them: "Wei Wang 0001". */
  readonly numbered?: readonly string[];
  readonly orcid?: string;
  readonly homepage?: string;
  /** The one whose site this is. */
  readonly owner: boolean;
}

/** A journal or conference of `venues.yaml`. */
export interface Venue {
  readonly id: string;
  /** "CVPR". */
  readonly short: string;
  /** "IEEE/CVF Conference on Computer Vision and Pattern Recognition". */
  readonly name: string;
  readonly url?: string;
  /** Further names by which it is recognized; a year in the text is ignored. */
  readonly patterns: readonly string[];
}

/** A topic page: `content/collections/<slug>.md`. */
export interface Collection {
  readonly slug: string;
  /** The title without markup. */
  readonly title: string;
  /** The title as its author wrote it, by which a paper may name the topic too. */
  readonly writtenTitle: string;
  /** The title as its page shows it. */
  readonly heading: RichText;
  readonly order?: number;
  /** What stands below the front matter. */
  readonly text: RichText;
  /** What it takes besides the papers that name it: a paper that meets every given condition. */
  readonly match?: CollectionMatch;
  /** Title and text in other languages of the site, by language: `content/collections/<slug>.<language>.md`. */
  readonly translations: ReadonlyMap<string, Prose>;
  /** It is only to be seen in `dev`. */
  readonly isDraft?: true;
  readonly place: Place;
}

export interface CollectionMatch {
  readonly keywords?: readonly string[];
  readonly venues?: readonly string[];
  readonly authors?: readonly string[];
  readonly types?: readonly string[];
  /** First and last year, both included. */
  readonly years?: readonly [number, number];
}

/** A link in the site's own header: a profile, a homepage. */
export interface Profile {
  readonly label: string;
  readonly href: string;
}

/** A CSL style: one that is built in ("apa", "vancouver", "harvard1"), or the text of a `.csl` file. */
export interface CitationStyle {
  readonly name: string;
  /** What a visitor calls it: "APA". */
  readonly title: string;
  readonly xml?: string;
  /** The built-in style that it is another name of. */
  readonly builtIn?: string;
  /** The language the style asks for, whatever the site's is: `default-locale` (CSL 1.0.2). */
  readonly language?: string;
}

/** How references are made: `bibtex`: a title in Title Case is lowered where a style asks for that, but for what stands in braces. */
export interface References {
  readonly sentenceCase: "bibtex" | "never";
}

/** What a site says of itself in a language. */
export interface SiteTexts {
  readonly title?: string;
  readonly heading?: RichText;
  readonly description?: string;
}

/** `site.yaml`, complete with its defaults. */
export interface Site {
  /** The title without markup, and as pages show it. */
  readonly title: string;
  readonly heading: RichText;
  readonly description: string;
  /** The absolute address of the front page, where the author gave one. */
  readonly url?: string;
  /** BCP 47: the language of the pages at the site's root. */
  readonly language: string;
  /** The languages in which each page is there, `language` first; the others stand below their tag: `/de/`. */
  readonly languages: readonly string[];
  /** Title and description in the other languages, where the author gave them: `content/site.<language>.yaml`. */
  readonly translations: ReadonlyMap<string, SiteTexts>;
  readonly profiles: readonly Profile[];
  /** `original`: what the author wrote; `normalized`: our own export for all. */
  readonly bibtex: "original" | "normalized";
  /** Fields that are, or are not, to stand in the BibTeX that visitors copy, besides what the standard says. */
  readonly bibtexFields: BibtexFields;
  /** What has a `.bib` file: each paper and each list, or lists alone, since a file for each paper doubles their number. */
  readonly bibtexFiles: "papers" | "lists";
  /** The styles in which references are shown on a paper's page, the first one first; none where the author wants none. */
  readonly citationStyles: readonly CitationStyle[];
  readonly references: References;
  readonly appearance: Appearance;
  /** What has a picture of its own for those who link to it: the site and its topics, or each paper too. */
  readonly socialPictures: "topics" | "papers";
  /** Where its languages are named, or where `site.yaml` would begin. */
  readonly place: Place;
}

/** What an author may turn; each is checked, so that no choice breaks contrast or layout. */
export interface Appearance {
  /** A hue in degrees, 0 to 360; lightness is ours, so contrast holds. */
  readonly accentHue: number;
  readonly density: "comfortable" | "compact";
  /** Where abstracts stand open. The paper's own page always shows it. */
  readonly abstracts: "front" | "everywhere" | "nowhere";
}

/** A page the author writes: `content/index.md`. */
export interface Prose {
  /** The title without markup, and as the page shows it. */
  readonly title?: string;
  readonly heading?: RichText;
  readonly text: RichText;
  /** It is only to be seen in `dev`. */
  readonly isDraft?: true;
  readonly place: Place;
}

/** How large a picture is, in pixels as it is shown. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Publications that have something in common, in the catalogue's order; never empty. */
export interface PublicationGroup {
  /** The last part of the address of the group's page; unique among groups of its sort. */
  readonly slug: string;
  readonly publications: readonly CataloguedPublication[];
}

/** The publications of a year; of none where `year` is undefined. */
export interface YearGroup extends PublicationGroup {
  readonly year: number | undefined;
}

/** The publications of one kind, by which its page is addressed: "article-journal". */
export interface KindGroup extends PublicationGroup {
  readonly kind: PublicationKind;
}

/** The publications of a journal, a conference or an archive. */
export interface VenueGroup extends PublicationGroup {
  /** The venue's short name, or the name as papers write it, without a year. */
  readonly name: string;
  readonly venue: Venue | undefined;
  /** Whether it has a page: a venue of `venues.yaml` has one, any other from its second paper on. */
  readonly hasPage: boolean;
}

/** The publications of a person: as author, or as editor of what has no author. */
export interface PersonGroup extends PublicationGroup {
  readonly name: string;
  /** The name as an index orders it: the family name first. */
  readonly sortName: string;
  readonly person: Person | undefined;
  /** Whether there is a page: a person of `people.yaml` has one, any other from the second paper on. */
  readonly hasPage: boolean;
}

/** What an address within the site leads to. */
export interface SiteTarget {
  /** From the site's root, and not encoded; below the folder of a language where it is a page's: "/collections/trees/". */
  readonly address: string;
  /** Whether it is there in each language. */
  readonly isPage: boolean;
  /** Query and fragment, as written. */
  readonly suffix: string;
  /** The author's file that is published there. */
  readonly file?: NamedFile;
}

/** Finds what an address leads to that stands at a place in a text of a page ("/", "/collections/trees/"). */
export type FindTarget = (href: string, place: Place, page: string) => SiteTarget | undefined;

/** A publication with its place in the whole. */
export interface CataloguedPublication {
  readonly publication: Publication;
  /** The digest of all the publication was read from; see `ReadPublication`. */
  readonly digest: string;
  /** The names of the fields that the BibTeX for visitors leaves out. */
  readonly leftOut?: readonly string[];
  /** The last part of its address: `^[a-z0-9][a-z0-9._-]*$`, unique without regard to case. */
  readonly slug: string;
  /** The last parts of the addresses it had before, which lead to it. */
  readonly aliasSlugs: readonly string[];
  /** The names as they are cited, where `people.yaml` knows more of them than the paper says. */
  readonly citedNames?: Partial<Pick<Publication, "author" | "editor" | "translator">>;
  /** Persons of `people.yaml` by position in `author`; undefined where the author is none of them. */
  readonly authorPersons: readonly (Person | undefined)[];
  /** Who they are, by position in `author`, or in `editor` where there is no author. */
  readonly people: readonly PersonGroup[];
  readonly venue: Venue | undefined;
  readonly venueGroup: VenueGroup | undefined;
  /** In the collections' order. */
  readonly collections: readonly Collection[];
  /** All versions of the work, itself among them, in the catalogue's order; one and the same list for each of them. */
  readonly versions: readonly CataloguedPublication[];
}

/** What is true of all publications together. */
export interface Catalogue {
  readonly site: Site;
  /** The text of the front page by language; under the site's own language what `index.md` says. */
  readonly introductions: ReadonlyMap<string, Prose>;
  /** In the site's order; see `relate/compare-publications.ts`. */
  readonly publications: readonly CataloguedPublication[];
  /** Those that have a page of their own but stand in no list. */
  readonly hidden: readonly CataloguedPublication[];
  /** In the author's order (`order`, then title). */
  readonly collections: readonly Collection[];
  /** The newest first, the undated last. */
  readonly years: readonly YearGroup[];
  /** The most frequent first, as are venues and people. */
  readonly kinds: readonly KindGroup[];
  readonly venues: readonly VenueGroup[];
  readonly people: readonly PersonGroup[];
  /** Gives those related to the publication at a position, the nearest first; see `relate/related-publications.ts`. */
  readonly relatedTo: (position: number) => readonly { readonly index: number }[];
  /** Finds what an address leads to that stands in a text; see `relate/site-links.ts`. */
  readonly findTarget: FindTarget;
  /** The pictures that publications and texts show, by the paths of their files. */
  readonly pictures: ReadonlyMap<string, PictureSize>;
}
