// What a person or a group does besides works that are cited: projects, grants, courses, theses that are supervised, awards.
import type { Place } from "../diagnostic/diagnostic.ts";
import type { MessageKey } from "../messages/en.ts";
import type { RichText } from "../text/rich-text.ts";
import type { PartialDate } from "./dates/partial-date.ts";
import type { Name } from "./names/name.ts";
import type { Profile, Prose } from "./site-settings.ts";

/** The kinds, each with a file `content/<kind>.yaml`, a folder `content/<kind>/`, a page `/<kind>/` and a word of the interface. */
export const activityKinds = [
  "projects",
  "grants",
  "courses",
  "theses",
  "awards",
] as const satisfies readonly MessageKey[];
export type ActivityKind = (typeof activityKinds)[number];

/** What may be said of an activity in a line, in the order in which a line says it. */
export const activityFacts = [
  "awarder",
  "funder",
  "number",
  "amount",
  "code",
  "level",
  "degree",
  "institution",
  "role",
] as const;
export type ActivityFact = (typeof activityFacts)[number];

/** When a list puts an activity: its last term, else its beginning. */
export const activityDate = ({ terms, period }: Pick<Activity, "terms" | "period">): PartialDate | undefined =>
  terms[0] ?? period;

/** A project, a grant, a course, a thesis by somebody who is supervised, or an award. */
export interface Activity {
  readonly kind: ActivityKind;
  /** By which papers name it; unique in its kind. */
  readonly id: string;
  readonly title: string;
  readonly heading: RichText;
  readonly summary: RichText;
  readonly facts: Readonly<Partial<Record<ActivityFact, RichText>>>;
  /** From when to when, or the day it was given. */
  readonly period: PartialDate | undefined;
  /** When a course was held, each time, the newest first. */
  readonly terms: readonly PartialDate[];
  /** Whose it is: who takes part, teaches, supervises or was given it; nobody where it is the owner's. */
  readonly people: readonly Name[];
  /** Who wrote a thesis. */
  readonly students: readonly Name[];
  /** Ids of grants that paid for a project. */
  readonly funding: readonly string[];
  /** The key of the paper that a thesis is here. */
  readonly paper: string | undefined;
  readonly links: readonly Profile[];
  readonly text: RichText;
  /** Title and text in other languages of the site. */
  readonly translations: ReadonlyMap<string, Prose>;
  readonly place: Place;
}
