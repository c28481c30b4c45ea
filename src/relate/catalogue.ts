import type { Activity, ActivityKind } from "../record/activities.ts";
import type { CitationCount } from "../record/citation-counts.ts";
import type { Curriculum, CurriculumSection } from "../record/curriculum.ts";
import type { Publication } from "../record/publication.ts";
import type { Collection, Member, NewsItem, Person, PictureSize, Prose, Site, Venue } from "../record/site-settings.ts";
import type { PublicationKind } from "../record/types.ts";
import type { ownNameForms } from "../record/work-list-form.ts";
import type { RichText, SiteTarget } from "../text/rich-text.ts";

/** A part of lists: its title, or the one kind or topic that it is called by. */
export interface CataloguedSection {
  readonly title?: string;
  readonly kind?: PublicationKind;
  readonly collection?: string;
}

/** Publications that have something in common, in the catalogue's order; empty of a member alone. */
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

/** A journal, a conference or an archive. */
export interface CataloguedVenue {
  /** The last part of the address of its page; unique among venues. */
  readonly slug: string;
  /** The venue's short name, or the name as papers write it, without a year. */
  readonly name: string;
  readonly venue: Venue | undefined;
  /** Whether it has a page: a venue of `venues.yaml` has one, any other from its second paper on. */
  readonly hasPage: boolean;
}

/** The publications of a venue. */
export interface VenueGroup extends PublicationGroup, CataloguedVenue {}

/** Somebody who is the author of papers, or the editor of what has no author. */
export interface CataloguedPerson {
  /** The last part of the address of the person's page; unique among people. */
  readonly slug: string;
  readonly name: string;
  /** The name as an index orders it: the family name first. */
  readonly sortName: string;
  readonly person: Person | undefined;
  /** Whether there is a page: a member has one, who else is in `people.yaml` from the first paper on, any other from the second. */
  readonly hasPage: boolean;
}

/** The publications of a person, of which a member may have none. */
export interface PersonGroup extends PublicationGroup, CataloguedPerson {
  /** What the site says of the person, where it says more than who that is. */
  readonly member?: Member | undefined;
  /** What the person takes part in, and the theses that the person wrote. */
  readonly activities?: readonly CataloguedActivity[] | undefined;
}

/** What a version of a work shows of itself to the others. */
export interface WorkVersion {
  readonly publication: Publication;
  /** The names as they are cited, where `people.yaml` knows more of them than the paper says. */
  readonly citedNames?: Partial<Pick<Publication, "author" | "editor" | "translator">> | undefined;
  /** The digest of all the publication was made from. */
  readonly digest: string;
  /** The last part of its address: `^[a-z0-9][a-z0-9._-]*$`, unique without regard to case. */
  readonly slug: string;
  readonly venue: Venue | undefined;
  /** What its venue is called, where that is no venue of `venues.yaml` and a paper says it. */
  readonly venueShort?: string | undefined;
  readonly cataloguedVenue: CataloguedVenue | undefined;
}

/** A publication with its place in the whole; the addresses in its texts say where they lead. */
export interface CataloguedPublication extends WorkVersion {
  /** The names of the fields that the BibTeX for visitors leaves out. */
  readonly leftOut?: readonly string[] | undefined;
  /** Its names within the list of all papers, besides its key: what stands behind a # in a former address. */
  readonly anchors?: readonly string[] | undefined;
  /** Persons of `people.yaml` by position in `author`; undefined where the author is none of them. */
  readonly authorPersons: readonly (Person | undefined)[];
  /** Who they are, by position in `author`, or in `editor` where there is no author. */
  readonly people: readonly CataloguedPerson[];
  /** In the collections' order. */
  readonly collections: readonly Pick<Collection, "slug" | "title">[];
  /** The other versions of the work that may be seen: the one that stands for it first, the others in the catalogue's order. */
  readonly versions: readonly WorkVersion[];
  /** Its position in the catalogue's sections, where one of them takes it. */
  readonly section?: number | undefined;
  /** The size of the picture that its page shows, where it shows one. */
  readonly teaserSize?: PictureSize | undefined;
  /** What paid for it, and the projects that it belongs to; absent where nothing is said. */
  readonly support?: readonly ActivityLink[] | undefined;
  /** How often it is cited, where its author has asked a service. */
  readonly citations?: CitationCount | undefined;
}

/** An activity of the site's that something else names, or the words by which it is named. */
export interface ActivityLink {
  readonly kind: ActivityKind;
  readonly title: string;
  /** The last part of its address; absent where the site has none. */
  readonly slug?: string;
  readonly number?: RichText;
  readonly funder?: RichText;
}

/** Somebody who takes part in an activity; with an address where there is a page. */
export interface NamedPerson {
  readonly name: string;
  readonly slug?: string;
}

/** A project, grant, course, thesis or award with all that is related to it. */
export interface CataloguedActivity extends Activity {
  readonly named: readonly NamedPerson[];
  readonly namedStudents: readonly NamedPerson[];
  readonly grants: readonly ActivityLink[];
  /** The paper that a thesis is here. */
  readonly paperSlug?: string;
  /** The papers that name it. */
  readonly papers: readonly CataloguedPublication[];
  /** Whether there is more to say than a line, on a page of its own. */
  readonly hasPage: boolean;
}

/** A link of the navigation. */
export interface NavigationItem {
  /** Absent for a part of the site, which is called by a word of the interface. */
  readonly label?: string;
  /** A place within the site, or an address elsewhere. */
  readonly to: SiteTarget | string;
}

/** A former address, at which a page leads on. */
export interface Move {
  /** From the site's root, and not encoded: "/publication/pines/", "/papers.html". */
  readonly from: string;
  /** A place within the site, or an address elsewhere. */
  readonly to: SiteTarget | string;
  /** What is there now, where that is no part of the site. */
  readonly title?: RichText;
}

/** A part of a page: a text, or a list under the words of the link that asks for it. */
export type PagePart =
  | { readonly text: RichText }
  | { readonly heading: RichText; readonly list: readonly CataloguedPublication[] };

/** What the page of a text shows. */
export interface PageParts {
  readonly parts: readonly PagePart[];
  /** The papers that it cites, in the order of their numbers. */
  readonly references: readonly CataloguedPublication[];
}

/** A page of the author's, in each language in which it is written; that of the site's own stands for those that are missing. */
export interface CataloguedPage {
  /** "/about/". */
  readonly address: string;
  readonly texts: ReadonlyMap<string, CataloguedPageTexts>;
}

export interface CataloguedPageTexts extends PageParts {
  readonly title: string;
  readonly heading: RichText;
  readonly description?: string | undefined;
  readonly isDraft?: true | undefined;
}

/** A list that other sites may show within their own pages. */
export interface EmbeddedList {
  /** Of the list's page, without a language's folder: "/publications/", "/people/ada/", "/courses/". */
  readonly address: string;
  /** Of a list of a kind of activities none. */
  readonly publications: readonly CataloguedPublication[];
  readonly activities?: readonly CataloguedActivity[];
}

/** A work as it stands in a list. */
export interface ListedWork {
  readonly entry: CataloguedPublication;
  readonly number: number | undefined;
  /** The positions of the one whose list it is among the authors, or the editors of what has no authors. */
  readonly own: readonly number[];
  readonly marks: readonly string[];
}

/** A part of a list. */
export interface ListedSection {
  readonly title: string;
  readonly works: readonly ListedWork[];
  /** What stands there in place of works. */
  readonly activities: readonly CataloguedActivity[];
  /** What it would take besides, did the form not say how many it may hold, and no other part has. */
  readonly leftOut: readonly CataloguedPublication[];
  /** The keys that the form names and no work has that may stand here. */
  readonly missing: readonly string[];
}

/** A section of a curriculum vitae with the works that it lists, in the parts of its form. */
export interface CataloguedCurriculumSection extends Omit<CurriculumSection, "works" | "activities"> {
  readonly activities: readonly CataloguedActivity[];
  readonly lists: readonly Omit<ListedSection, "leftOut" | "missing">[];
  /** How the name of the one whose works they are is set apart. */
  readonly ownName: (typeof ownNameForms)[number];
}

/** A curriculum vitae with the works that its sections ask for. */
export interface CataloguedCurriculum extends Omit<Curriculum, "sections"> {
  readonly sections: readonly CataloguedCurriculumSection[];
}

/** What is true of all publications together: plain data, which goes in no circle. */
export interface Catalogue {
  readonly site: Site;
  /** The navigation by language. */
  readonly navigation: ReadonlyMap<string, readonly NavigationItem[]>;
  readonly moves: readonly Move[];
  /** The text of the front page by language; under the site's own language what `index.md` says. */
  readonly introductions: ReadonlyMap<string, Prose>;
  /** The author's own pages. */
  readonly pages: readonly CataloguedPage[];
  /** The newest first. */
  readonly news: readonly NewsItem[];
  /** The curriculum vitae by language; that of the site's own stands for those that are missing. */
  readonly curricula: ReadonlyMap<string, CataloguedCurriculum>;
  /** Projects, grants, courses, theses and awards, kind by kind, the newest first. */
  readonly activities: readonly CataloguedActivity[];
  /** Each work once, in the site's order; see `relate/compare-publications.ts`. */
  readonly publications: readonly CataloguedPublication[];
  /** The other versions of these works, each with a page of its own. */
  readonly otherVersions: readonly CataloguedPublication[];
  /** Those that have a page of their own but stand in no list. */
  readonly hidden: readonly CataloguedPublication[];
  /** The parts of lists, in their order; none where lists have no other parts than years. */
  readonly sections: readonly CataloguedSection[];
  /** In the author's order (`order`, then title). */
  readonly collections: readonly Collection[];
  /** The newest first, the undated last. */
  readonly years: readonly YearGroup[];
  /** The most frequent first, as are venues and people. */
  readonly kinds: readonly KindGroup[];
  readonly venues: readonly VenueGroup[];
  readonly people: readonly PersonGroup[];
  /** The lists that other sites may show. */
  readonly embedded: readonly EmbeddedList[];
}

/** All that have a page: each work, its other versions, and what no list leads to. */
export const allPapers = ({
  publications,
  otherVersions,
  hidden,
}: Pick<Catalogue, "publications" | "otherVersions" | "hidden">): readonly CataloguedPublication[] =>
  otherVersions.length + hidden.length === 0 ? publications : [...publications, ...otherVersions, ...hidden];
