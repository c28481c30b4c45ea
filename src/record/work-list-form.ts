import type { Place } from "../diagnostic/diagnostic.ts";
import type { ActivityKind } from "./activities.ts";
import type { CollectionMatch } from "./site-settings.ts";

/** What somebody is to a work by their place among its names, or by a mark there. */
export const authorRoles = ["single", "first", "last", "corresponding", "equal"] as const;
export type AuthorRole = (typeof authorRoles)[number];

/** Which works are meant: those that meet all conditions. */
export interface WorkMatch extends CollectionMatch {
  readonly collections?: readonly string[];
  /** What the one whose list it is is to the work: one of these. */
  readonly roles?: readonly AuthorRole[];
  readonly selected?: boolean;
}

/** Words that stand behind the references of some works: "peer-reviewed". */
export interface WorkMark {
  readonly text: string;
  readonly match: WorkMatch;
}

/** A part of a list; a work stands in the first that takes it and has room. */
export interface WorkListSection {
  /** Empty for a list without parts. */
  readonly title: string;
  readonly match: WorkMatch;
  /** The keys of the works that are meant, in their order, where these are named. */
  readonly works?: readonly string[];
  /** What stands there in place of works: the projects, grants, courses, theses or awards of the one whose list it is. */
  readonly activities?: ActivityKind;
  /** The most of these that it holds. */
  readonly limit?: number;
}

export const workOrders = ["newest", "oldest", "selected"] as const;
export const workNumberings = ["none", "up", "down", "sections"] as const;
export const ownNameForms = ["bold", "italic", "plain"] as const;

/** A list of works as somebody asks for it: a funder, a faculty, a committee. */
export interface WorkListForm {
  /** That of its file. */
  readonly name: string;
  readonly title: string;
  /** Where the rule is published that it follows. */
  readonly source?: string;
  /** Whose works: a name, an id of `people.yaml` or an ORCID iD; the site's owner where nobody is named. */
  readonly person?: string;
  /** The citation style, and the language of its words; the site's own where they are not named. */
  readonly style?: string | undefined;
  readonly language?: string | undefined;
  /** How many years back, this one included; all where it is not said. */
  readonly lastYears?: number;
  /** The newest or the oldest first, or those that stand on the front page before the others. */
  readonly order: (typeof workOrders)[number];
  /** Whether numbers count up or down through the whole list, or begin anew in each section. */
  readonly numbering: (typeof workNumberings)[number];
  readonly ownName: (typeof ownNameForms)[number];
  /** Whether references may say addresses of web pages; they may where nothing is said. */
  readonly addresses?: boolean;
  readonly marks: readonly WorkMark[];
  readonly sections: readonly WorkListSection[];
  readonly place: Place;
}
