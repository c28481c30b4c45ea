// In: the works of a site and a form, or a curriculum vitae. Out: those that these ask for, part by part.
import { type Diagnostic, diagnostic, type Result } from "../diagnostic/diagnostic.ts";
import { nearestName } from "../diagnostic/nearest-name.ts";
import { lazy } from "../memory/memoize.ts";
import type { Curriculum } from "../record/curriculum.ts";
import { yearOf } from "../record/dates/partial-date.ts";
import { marksOf, standardMarks } from "../record/names/author-marks.ts";
import type { AuthorRole, WorkListForm, WorkMatch } from "../record/work-list-form.ts";
import type {
  CataloguedActivity,
  CataloguedCurriculum,
  CataloguedCurriculumSection,
  CataloguedPublication,
  ListedSection,
  ListedWork,
} from "./catalogue.ts";
import { isInTopic, meets } from "./join-collections.ts";

/**
 * The works of a form in its parts, numbered, out of `publications` in the site's order (the newest first). `slug` is that of the
 * person whose list it is, `year` the present one. A work stands once, in the first part that takes it and has room; what has a
 * status in place of a date is newer than any year.
 */
export function chooseWorks(
  publications: readonly CataloguedPublication[],
  form: WorkListForm,
  slug: string | undefined,
  year: number,
  activities: readonly CataloguedActivity[] = [],
): readonly ListedSection[] {
  const oldest = form.lastYears === undefined ? Number.NEGATIVE_INFINITY : year - form.lastYears + 1;
  const ownOf = ({ people }: CataloguedPublication) =>
    people.flatMap((person, index) => (person.slug === slug ? [index] : []));
  const isMeant = (entry: CataloguedPublication, match: WorkMatch) => fits(entry, ownOf(entry), match);
  const candidates = inOrder(publications, form.order).filter((entry) => {
    const appeared = yearOf(entry.publication.issued);
    const isRecent = appeared === undefined ? form.lastYears === undefined || isToAppear(entry) : appeared >= oldest;
    return isRecent && (slug === undefined || ownOf(entry).length > 0);
  });
  const taken = new Set<CataloguedPublication>();
  const parts = form.sections.map(({ title, match, works, activities: kind, limit = Number.POSITIVE_INFINITY }) => {
    if (kind !== undefined) {
      const own = activities.filter((one) => one.kind === kind && isOf(one, slug) && lastYearOf(one) >= oldest);
      return { title, kept: [], listed: own.slice(0, limit), leftOut: [], missing: [] };
    }
    const free = candidates.filter((entry) => !taken.has(entry) && isMeant(entry, match));
    const named = works?.map((key) => free.find(({ publication }) => publication.key === key));
    const found = [...new Set(named?.filter((entry) => entry !== undefined) ?? free)];
    const kept = found.slice(0, limit);
    for (const entry of kept) taken.add(entry);
    const missing = works?.filter((_, index) => named![index] === undefined) ?? [];
    return { title, kept, listed: [], leftOut: found.slice(kept.length), missing };
  });
  const count = parts.reduce((sum, { kept }) => sum + kept.length, 0);
  let before = 0;
  return parts.map(({ title, kept, listed, leftOut, missing }): ListedSection => {
    const works = kept.map((entry, index): ListedWork => {
      const numbers = { none: undefined, up: before + index + 1, down: count - before - index, sections: index + 1 };
      const marks = form.marks.filter(({ match }) => isMeant(entry, match)).map(({ text }) => text);
      return { entry, number: numbers[form.numbering], own: ownOf(entry), marks };
    });
    before += kept.length;
    return { title, works, activities: listed, leftOut: leftOut.filter((entry) => !taken.has(entry)), missing };
  });
}

/** Whether an activity is of a person or of nobody in particular; any is where nobody is meant. */
const isOf = ({ named }: CataloguedActivity, slug: string | undefined): boolean =>
  named.length === 0 || slug === undefined || named.some((one) => one.slug === slug);

/** The last year of an activity, which for one that goes on or is of no time is after all others. */
function lastYearOf({ period, terms }: CataloguedActivity): number {
  if (terms.length > 0) return yearOf(terms[0]) ?? Number.POSITIVE_INFINITY;
  const end = period?.end ?? period?.start;
  return end === undefined || end === "open" ? Number.POSITIVE_INFINITY : end[0];
}

const isToAppear = ({ publication: { issued, status } }: CataloguedPublication): boolean =>
  issued === undefined && status !== undefined;

function inOrder(publications: readonly CataloguedPublication[], order: WorkListForm["order"]) {
  // Of one year the site's order stays, in which months and days count.
  const byYear = (sign: 1 | -1) => (one: CataloguedPublication, other: CataloguedPublication) =>
    sign * (yearFor(one) - yearFor(other)) || 0;
  if (order === "oldest") return publications.toReversed().toSorted(byYear(1));
  const newest = publications.toSorted(byYear(-1));
  const isSelected = ({ publication }: CataloguedPublication) => publication.selected;
  return order === "newest" ? newest : [...newest.filter(isSelected), ...newest.filter((entry) => !isSelected(entry))];
}

/** What has a status in place of a date comes after all years, what has neither before them. */
function yearFor(entry: CataloguedPublication): number {
  return yearOf(entry.publication.issued) ?? (isToAppear(entry) ? 1e9 : -1e9);
}

function fits(entry: CataloguedPublication, own: readonly number[], match: WorkMatch): boolean {
  const { publication } = entry;
  return (
    meets(entry, match) &&
    isInTopic(entry, match.collections) &&
    (match.selected === undefined || match.selected === publication.selected) &&
    (match.roles === undefined || rolesOf(entry, own).some((role) => match.roles!.includes(role)))
  );
}

function rolesOf({ publication }: CataloguedPublication, own: readonly number[]): readonly AuthorRole[] {
  const names = publication.author.length > 0 ? publication.author : publication.editor;
  const last = names.length - 1;
  const marks = lazy(() => marksOf(names, standardMarks));
  const isEqual = (at: number) => marks()[at]!.some(({ id }) => id === "equal" || id === "equal-last");
  return own.flatMap((at): readonly AuthorRole[] => [
    ...(last === 0 ? (["single"] as const) : at === 0 ? (["first"] as const) : at === last ? (["last"] as const) : []),
    ...(names[at]!.corresponding ? (["corresponding"] as const) : []),
    ...(isEqual(at) ? (["equal"] as const) : []),
  ]);
}

/** Whose works a curriculum lists, and by what they are chosen. */
export interface CurriculumBasis {
  readonly publications: readonly CataloguedPublication[];
  readonly activities: readonly CataloguedActivity[];
  /** The forms that a section may name. */
  readonly forms: readonly WorkListForm[];
  /** The one whose site it is; all works are meant where it is nobody's alone. */
  readonly owner: { readonly name: string; readonly slug: string } | undefined;
  /** The present year, from which forms count back. */
  readonly year: number;
}

/** The curriculum with its works; what asks for a form that is not there, or for works of which there is none, is left out and told. */
export function fillCurriculum(curriculum: Curriculum, basis: CurriculumBasis): Result<CataloguedCurriculum> {
  const diagnostics: Diagnostic[] = [];
  const { publications, forms, owner, year } = basis;
  const sections = curriculum.sections.flatMap(
    ({ works, activities, ...section }): readonly CataloguedCurriculumSection[] => {
      const leaveOut = (message: string, hint: string) => {
        diagnostics.push(diagnostic({ code: "relate/empty-section", message, hint, ...section.place }));
        return [];
      };
      if (activities !== undefined) {
        const { kind, limit } = activities;
        const found = basis.activities.filter((one) => one.kind === kind && isOf(one, owner?.slug)).slice(0, limit);
        if (found.length === 0)
          return leaveOut(
            `A section of the CV asks for ${kind}, of which there are none, so it is left out.`,
            `write them into content/${kind}.yaml, or take the section out.`,
          );
        return [{ ...section, activities: found, lists: [], ownName: "plain" }];
      }
      if (works === undefined) return [{ ...section, activities: [], lists: [], ownName: "plain" }];
      const form = "form" in works ? forms.find(({ name }) => name === works.form) : works;
      if (form === undefined) {
        const wanted = "form" in works ? works.form : "";
        const nearest = nearestName(
          wanted,
          forms.map(({ name }) => name),
        );
        return leaveOut(
          `The CV asks for the form "${wanted}", which is neither built in nor a file of content/forms, so the section is left out.`,
          nearest
            ? `did you mean form: ${nearest}?`
            : `there are ${forms.map(({ name }) => name).join(", ")}; write the file content/forms/${wanted}.yaml for one of your own.`,
        );
      }
      const parts = chooseWorks(publications, form, owner?.slug, year, basis.activities);
      for (const key of parts.flatMap(({ missing }) => missing))
        diagnostics.push(
          diagnostic({
            code: "relate/unknown-citation",
            message: `The CV names the paper "${key}", which is not here or not of the one whose CV it is, so it is left out.`,
            hint: "write the key of a BibTeX entry, or the name of a paper's file.",
            ...section.place,
          }),
        );
      const lists = parts.flatMap(({ title, works: listed, activities: others }) =>
        listed.length + others.length === 0 ? [] : [{ title, works: listed, activities: others }],
      );
      if (lists.length === 0)
        return leaveOut(
          "A section of the CV takes no paper, so it is left out.",
          "change what it takes, or take it out.",
        );
      return [{ ...section, activities: [], lists, ownName: form.ownName }];
    },
  );
  return { value: { ...curriculum, name: curriculum.name || (owner?.name ?? ""), sections }, diagnostics };
}
