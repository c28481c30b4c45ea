import type { Place } from "../diagnostic/diagnostic.ts";
import type { Publication } from "./publication.ts";

/** A person of `people.yaml`. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Other spellings under which papers name this person. */
  readonly variants: readonly string[];
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
  readonly title: string;
  readonly order?: number;
  /** The Markdown below the front matter. */
  readonly text: string;
  /** What it takes besides the papers that name it: a paper that meets every given condition. */
  readonly match?: CollectionMatch;
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
}

/** `site.yaml`, complete with its defaults. */
export interface Site {
  readonly title: string;
  readonly description: string;
  /** The absolute address of the front page, where the author gave one. */
  readonly url?: string;
  /** BCP 47. */
  readonly language: string;
  readonly profiles: readonly Profile[];
  /** `original`: what the author wrote; `normalized`: our own export for all. */
  readonly bibtex: "original" | "normalized";
  /** The styles in which references are shown on a paper's page, the first one first; none where the author wants none. */
  readonly citationStyles: readonly CitationStyle[];
  readonly appearance: Appearance;
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
  readonly title?: string;
  readonly text: string;
  readonly place: Place;
}

/** A publication with its place in the whole. */
export interface CataloguedPublication {
  readonly publication: Publication;
  /** The last part of its address: `^[a-z0-9][a-z0-9._-]*$`, unique without regard to case. */
  readonly slug: string;
  /** The last parts of the addresses it had before, which lead to it. */
  readonly aliasSlugs: readonly string[];
  /** Persons of `people.yaml` by position in `author`; undefined where the author is none of them. */
  readonly authorPersons: readonly (Person | undefined)[];
  readonly venue: Venue | undefined;
  /** In the collections' order. */
  readonly collections: readonly Collection[];
}

/** What is true of all publications together. */
export interface Catalogue {
  readonly site: Site;
  readonly introduction: Prose | undefined;
  /** In the site's order; see `relate/compare-publications.ts`. */
  readonly publications: readonly CataloguedPublication[];
  /** In the author's order (`order`, then title). */
  readonly collections: readonly Collection[];
  readonly people: readonly Person[];
  readonly venues: readonly Venue[];
}
