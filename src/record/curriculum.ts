import type { Place } from "../diagnostic/diagnostic.ts";
import type { RichText } from "../text/rich-text.ts";
import type { ActivityKind } from "./activities.ts";
import type { PartialDate } from "./dates/partial-date.ts";
import type { WorkListForm } from "./work-list-form.ts";

/** The sections that JSON Resume has, each of which a word of the interface names. */
export const curriculumKinds = [
  "work",
  "volunteer",
  "education",
  "awards",
  "certificates",
  "publications",
  "skills",
  "languages",
  "interests",
  "references",
  "projects",
] as const;
export type CurriculumKind = (typeof curriculumKinds)[number];

/** An item of a section: a post, a degree, an award, a language; each part may be empty. */
export interface CurriculumEntry {
  /** When it was, or the words for that of its author. */
  readonly date?: PartialDate;
  /** What it is: "Professor of Forestry". */
  readonly title: RichText;
  /** Its own page elsewhere. */
  readonly href?: string;
  /** Who gave it and where it was: "University of Tests", "Delft". */
  readonly where: readonly RichText[];
  /** What stands behind the title in its line: "native speaker". */
  readonly detail: RichText;
  readonly text: RichText;
  readonly points: readonly RichText[];
}

/** A section: what its author says, or what it takes of the works of the site. */
export interface CurriculumSection {
  /** As its author calls it; where it has a kind alone, a word of the interface does. */
  readonly title?: RichText;
  readonly kind?: CurriculumKind;
  readonly entries: readonly CurriculumEntry[];
  /** The works that it lists; of a form its name. */
  readonly works?: WorkListForm | { readonly form: string };
  /** The projects, grants, courses, theses or awards that it lists, and how many at most. */
  readonly activities?: { readonly kind: ActivityKind; readonly limit?: number };
  readonly place: Place;
}

/** A link of a person's: a page, a mail address, or words alone. */
export interface CurriculumContact {
  readonly label: string;
  readonly href?: string;
}

/** A curriculum vitae: `cv.yaml`, in the words of JSON Resume or of RenderCV. */
export interface Curriculum {
  /** Empty where it does not say whose it is. */
  readonly name: string;
  /** "Professor of Forestry". */
  readonly label: RichText;
  readonly contacts: readonly CurriculumContact[];
  readonly summary: RichText;
  readonly sections: readonly CurriculumSection[];
  readonly place: Place;
}

/** All texts of a curriculum, each changed. */
export function mapCurriculum(one: Curriculum, change: (tree: RichText) => RichText): Curriculum {
  return {
    ...one,
    label: change(one.label),
    summary: change(one.summary),
    sections: one.sections.map(({ title, ...section }) => ({
      ...section,
      ...(title === undefined ? {} : { title: change(title) }),
      entries: section.entries.map((entry) => ({
        ...entry,
        title: change(entry.title),
        where: entry.where.map(change),
        detail: change(entry.detail),
        text: change(entry.text),
        points: entry.points.map(change),
      })),
    })),
  };
}

/** All that a curriculum says. */
export const textsOfCurriculum = ({
  label,
  summary,
  sections,
}: Pick<Curriculum, "label" | "summary"> & {
  readonly sections: readonly Pick<CurriculumSection, "entries">[];
}): RichText => [
  ...label,
  ...summary,
  ...sections.flatMap(({ entries }) =>
    entries.flatMap(({ title, where, detail, text, points }) => [
      ...title,
      ...where.flat(),
      ...detail,
      ...text,
      ...points.flat(),
    ]),
  ),
];
