import type { Place } from "../diagnostic/diagnostic.ts";
import type { NamedFile } from "../record/content-files.ts";
import type { Publication } from "../record/publication.ts";
import type { Collection, Person, PictureSize, Prose, Site, Venue } from "../record/site-settings.ts";
import type { PublicationKind } from "../record/types.ts";

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
