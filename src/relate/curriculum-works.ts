// In: a curriculum vitae, and the works of its site. Out: the same with the works that its sections ask for.
import { type Diagnostic, diagnostic, type Result } from "../diagnostic/diagnostic.ts";
import { nearestName } from "../diagnostic/nearest-name.ts";
import type { Curriculum } from "../record/curriculum.ts";
import type { WorkListForm } from "../record/work-list-form.ts";
import type { CataloguedCurriculum, CataloguedCurriculumSection, CataloguedPublication } from "./catalogue.ts";
import { chooseWorks } from "./choose-works.ts";

/** Whose works a curriculum lists, and by what they are chosen. */
export interface CurriculumBasis {
  readonly publications: readonly CataloguedPublication[];
  /** The forms of the site's own. */
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
  const sections = curriculum.sections.flatMap(({ works, ...section }): readonly CataloguedCurriculumSection[] => {
    if (works === undefined) return [{ ...section, lists: [], ownName: "plain" }];
    const form = "form" in works ? forms.find(({ name }) => name === works.form) : works;
    const leaveOut = (message: string, hint: string) => {
      diagnostics.push(diagnostic({ code: "relate/empty-section", message, hint, ...section.place }));
      return [];
    };
    if (form === undefined) {
      const wanted = "form" in works ? works.form : "";
      const nearest = nearestName(
        wanted,
        forms.map(({ name }) => name),
      );
      return leaveOut(
        `The CV asks for the form "${wanted}", which is no file of content/forms, so the section is left out.`,
        nearest
          ? `did you mean form: ${nearest}?`
          : `write the file content/forms/${wanted}.yaml, or say what it takes in match.`,
      );
    }
    const parts = chooseWorks(publications, form, owner?.slug, year);
    for (const key of parts.flatMap(({ missing }) => missing))
      diagnostics.push(
        diagnostic({
          code: "relate/unknown-citation",
          message: `The CV names the paper "${key}", which is not here or not of the one whose CV it is, so it is left out.`,
          hint: "write the key of a BibTeX entry, or the name of a paper's file.",
          ...section.place,
        }),
      );
    const lists = parts.flatMap(({ title, works: listed }) => (listed.length === 0 ? [] : [{ title, works: listed }]));
    if (lists.length === 0)
      return leaveOut(
        "A section of the CV takes no paper, so it is left out.",
        "change what it takes, or take it out.",
      );
    return [{ ...section, lists, ownName: form.ownName }];
  });
  return { value: { ...curriculum, name: curriculum.name || (owner?.name ?? ""), sections }, diagnostics };
}
