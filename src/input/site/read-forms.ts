import { type Diagnostic, diagnostic, type Result, takeInto } from "../../diagnostic/diagnostic.ts";
import { lazy } from "../../memory/memoize.ts";
import type { WorkListForm, WorkListSection, WorkMark, WorkMatch } from "../../record/work-list-form.ts";
import { builtInFormFiles } from "../files/built-in-forms.ts";
import { stemOf } from "../files/list-content.ts";
import type { SourceFile } from "../files/source-file.ts";
import { formFields, formMarkFields, formMatchFields, formSectionFields } from "../front-matter/field-tables.ts";
import { checkFields } from "../yaml/check-fields.ts";
import { parseYaml, type YamlPath } from "../yaml/parse-yaml.ts";

/** A form of `content/forms/`: how a list of works is to be made. Undefined for a file that is no map of fields. */
export function parseForm(file: SourceFile): Result<WorkListForm | undefined> {
  const diagnostics: Diagnostic[] = [];
  const take = takeInto(diagnostics);
  const yaml = take(parseYaml(file, 0, file.text.length));
  if (yaml === undefined) return { value: undefined, diagnostics };
  const { marks = [], sections, ...fields } = take(checkFields(yaml, [], formFields));
  const matchAt = (path: YamlPath): WorkMatch => take(checkFields(yaml, path, formMatchFields));
  const name = stemOf(file.path);
  const readMark = (index: number): readonly WorkMark[] => {
    const { text } = take(checkFields(yaml, ["marks", index], formMarkFields));
    const match = matchAt(["marks", index, "match"]);
    if (text !== undefined) return [{ text, match }];
    diagnostics.push(
      diagnostic({
        code: "input/section",
        message: "The mark has no text, so it is left out.",
        hint: "say what is to stand behind the reference, as in text: peer-reviewed.",
        ...yaml.placeOf(["marks", index]),
      }),
    );
    return [];
  };
  const readSection = (index: number): WorkListSection => {
    const { title = "", match: _, ...limits } = take(checkFields(yaml, ["sections", index], formSectionFields));
    return { title, match: matchAt(["sections", index, "match"]), ...limits };
  };
  const value: WorkListForm = {
    name,
    title: name,
    order: "newest",
    numbering: "up",
    ownName: "bold",
    ...fields,
    marks: marks.flatMap((_, index) => readMark(index)),
    sections: sections?.map((_, index) => readSection(index)) ?? [{ title: "", match: {} }],
    place: yaml.placeOf([]),
  };
  return { value, diagnostics };
}

const builtInForms = lazy(() => builtInFormFiles().flatMap((file) => parseForm(file).value ?? []));

/** The forms of a site and those that come with Offprint, of which one of the site's takes the place that has its name. */
export const withBuiltInForms = (own: readonly WorkListForm[]): readonly WorkListForm[] => [
  ...builtInForms().filter(({ name }) => own.every((one) => one.name !== name)),
  ...own,
];
