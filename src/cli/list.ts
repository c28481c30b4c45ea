import { createRequire } from "node:module";
import path from "node:path";
import { findLibrary } from "../build/cache/engine.ts";
import { writeWhole } from "../build/output/output-folder.ts";
import { nearestName } from "../diagnostic/nearest-name.ts";
import { forLog, hasErrors, reportDiagnostics } from "../diagnostic/print-diagnostics.ts";
import { publicationToCsl } from "../export/csl-json.ts";
import { workListToDocx } from "../export/documents/word-document.ts";
import {
  type ListedReference,
  type WorkListDocument,
  type WorkListFormName,
  workListForms,
  writeWorkList,
} from "../export/documents/work-list.ts";
import { setNamesApart, withMarkedNames } from "../export/own-name.ts";
import { referenceTree } from "../export/reference-forms.ts";
import { withBuiltInForms } from "../input/site/read-forms.ts";
import { completeMessages } from "../messages/messages.ts";
import { type LoadedSite, loadSite } from "../pipeline.ts";
import { today } from "../record/dates/today.ts";
import type { WorkListForm } from "../record/work-list-form.ts";
import type { CataloguedActivity, ListedSection, PersonGroup } from "../relate/catalogue.ts";
import { chooseWorks } from "../relate/choose-works.ts";
import { activityLine } from "../site/views/activity-view.ts";
import { createLocale } from "../site/views/locale.ts";
import { serializationRequester } from "../site/views/publication-view.ts";
import { findPerson, referenceFormatter } from "./export.ts";
import { enterSite, readArguments, UsageError } from "./terminal/arguments.ts";

/** The forms that are documents of programs, which need a library that a site may have. */
const libraries = { docx: "docx", pdf: "@myriaddreamin/typst-ts-node-compiler" } as const;
const allForms = [...workListForms, ...Object.keys(libraries)];

/** `offprint list`: a list of works as a funder, a faculty or a form of one's own asks for it. */
export async function listWorks(words: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(
    words,
    {
      for: { type: "string" },
      as: { type: "string" },
      person: { type: "string" },
      style: { type: "string" },
      language: { type: "string" },
      output: { type: "string" },
    },
    1,
  );
  const output = values.output === undefined ? undefined : path.resolve(values.output);
  const as = values.as ?? path.extname(output ?? "").slice(1);
  const form = endings[as] ?? as;
  if (form !== "" && !allForms.includes(form))
    throw new UsageError(`A list can't be written as "${as}"; there are ${allForms.join(", ")}.`);
  enterSite(positionals[0]);
  const { value: site, diagnostics } = loadSite(".");
  const forms = new Map(withBuiltInForms(site.forms).map((one) => [one.name, one]));
  const wanted = values.for === undefined ? undefined : forms.get(values.for);
  if (wanted === undefined) {
    const nearest = values.for === undefined ? undefined : nearestName(values.for, [...forms.keys()]);
    const what = values.for === undefined ? "No form is named by --for" : `There is no form "${values.for}"`;
    const all = `There are ${[...forms.keys()].join(", ")}.`;
    throw new UsageError(nearest === undefined ? `${what}. ${all}` : `${what}; did you mean ${nearest}? ${all}`);
  }
  const whose = whoseList(site, values.person ?? wanted.person);
  const asked = { ...wanted, style: values.style ?? wanted.style, language: values.language ?? wanted.language };
  const sections = chooseWorks(
    site.catalogue.publications,
    wanted,
    whose?.slug,
    Number(today().slice(0, 4)),
    site.catalogue.activities,
  );
  const document = await documentOf(site, asked, sections);
  const written = await write(document, form === "" ? "text" : form);
  if (output === undefined) process.stdout.write(written);
  else writeWhole(output, written);
  sayLeftOut(sections);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) reportDiagnostics(errors);
  return hasErrors(diagnostics) || sections.some(({ missing }) => missing.length > 0) ? 1 : 0;
}

/** The forms by the endings of their files. */
const endings: Readonly<Record<string, string>> = {
  txt: "text",
  md: "markdown",
  htm: "html",
  tex: "latex",
  typ: "typst",
};

/** Whose list it is; undefined where it is everybody's, since nobody is named and the site is nobody's own. */
function whoseList(site: LoadedSite, name: string | undefined): PersonGroup | undefined {
  if (name !== undefined) return findPerson(site, name);
  const owners = site.catalogue.people.filter(({ person }) => person?.owner);
  return owners.length === 1 ? owners[0] : undefined;
}

async function documentOf(
  site: LoadedSite,
  form: WorkListForm,
  sections: readonly ListedSection[],
): Promise<WorkListDocument> {
  const { site: settings } = site.catalogue;
  const language = form.language ?? settings.language;
  const format = referenceFormatter(site, form.style, language);
  const requestOf = serializationRequester(settings, language);
  const messages = site.messages.get(language) ?? completeMessages(language, undefined, form.place).value;
  const locale = createLocale(language, messages);
  const lineOf = (activity: CataloguedActivity): ListedReference => ({
    ...{ number: undefined, marks: [], reference: activityLine(activity, locale) },
    ...{ key: activity.id, doi: undefined },
  });
  const mark = ({ bold: "strong", italic: "emphasis", plain: undefined } as const)[form.ownName];
  return {
    title: form.title,
    language,
    sections: sections.map(({ title, works, activities }) => ({
      title,
      works: [
        ...activities.map(lineOf),
        ...works.map(({ entry, number, own: positions, marks }) => {
          const { publication } = requestOf(entry);
          const marked = withMarkedNames(publication, positions);
          const { URL: _, ...withoutAddress } = publicationToCsl(marked);
          const { html } = format(marked, form.addresses === false ? withoutAddress : undefined);
          const reference = setNamesApart(referenceTree(html), publication, positions, mark);
          return { number, marks, reference, key: publication.key, doi: publication.doi };
        }),
      ],
    })),
  };
}

async function write(document: WorkListDocument, form: string): Promise<string | Uint8Array> {
  if (form === "docx") return workListToDocx(document, library("docx"));
  if (form !== "pdf") return writeWorkList(document, form as WorkListFormName);
  const { NodeCompiler } = library<typeof import("@myriaddreamin/typst-ts-node-compiler")>("pdf");
  return NodeCompiler.create().pdf({ mainFileContent: writeWorkList(document, "typst") }, { pdfStandard: "ua-1" });
}

/** What makes a document of a program's, where the site or Offprint has it. */
function library<Library>(form: keyof typeof libraries): Library {
  const name = libraries[form];
  const place = findLibrary(".", name);
  if (place === undefined)
    throw new UsageError(
      `A ${form} file is made by the package ${name}, which is not here: npm install ${name}. As text, HTML, Markdown, LaTeX, Typst and CSV it is there without.`,
    );
  return createRequire(import.meta.url)(place) as Library;
}

/** Says which works a form had no room for, and which it names in vain. */
function sayLeftOut(sections: readonly ListedSection[]): void {
  for (const { title, works, leftOut, missing } of sections) {
    const where = title === "" ? "The list" : `"${title}"`;
    const keys = (all: readonly string[]) => `${all.slice(0, 10).join(", ")}${all.length > 10 ? ", …" : ""}`;
    if (leftOut.length > 0)
      console.error(
        forLog(
          `${where} has room for ${works.length} of ${works.length + leftOut.length}; left out: ${keys(leftOut.map(({ publication }) => publication.key))}.`,
        ),
      );
    if (missing.length > 0)
      console.error(
        forLog(`${where} names works that are not here, or not of the one whose list it is: ${keys(missing)}.`),
      );
  }
}
