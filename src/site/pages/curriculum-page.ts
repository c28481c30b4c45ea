// The curriculum vitae.
import { createCitationFormatter } from "../../export/citation.ts";
import { markedReference } from "../../export/documents/work-list.ts";
import { setNamesApart, withMarkedNames } from "../../export/own-name.ts";
import { referenceTree } from "../../export/reference-forms.ts";
import { memoize } from "../../memory/memoize.ts";
import { curriculumAddress, publicationAddress } from "../../record/content-files.ts";
import type { CurriculumEntry } from "../../record/curriculum.ts";
import type {
  Catalogue,
  CataloguedCurriculum,
  CataloguedCurriculumSection,
  ListedWork,
} from "../../relate/catalogue.ts";
import { escapeHtml } from "../../text/escape.ts";
import { richTextToPlain } from "../../text/plain-text.ts";
import { richTextToHtml } from "../../text/rich-text-html.ts";
import { type ActivityView, viewActivity } from "../views/activity-view.ts";
import { linkTitle } from "../views/list-reference.ts";
import { serializationRequester } from "../views/publication-view.ts";
import type { TemplatePage } from "./page.ts";
import type { PageContent, PageTools } from "./page-tools.ts";

interface CurriculumInputs {
  readonly curriculum: CataloguedCurriculum;
  /** Its language, where that is not the language of the page. */
  readonly language: string | undefined;
}

/** The page of the curriculum vitae, where the site has one. */
export function curriculumPages({ curricula }: Catalogue, { page, site, locale }: PageTools): readonly TemplatePage[] {
  const own = curricula.get(locale.language);
  const curriculum = own ?? curricula.get(site.language);
  if (curriculum === undefined) return [];
  const language = own || locale.language === site.language ? undefined : site.language;
  return [
    page<CurriculumInputs>({
      address: curriculumAddress,
      layout: "cv",
      inputs: () => ({ curriculum, language }),
      content: curriculumContent,
    }),
  ];
}

function curriculumContent({ curriculum, language }: CurriculumInputs, tools: PageTools): PageContent {
  const { text, title, locale } = tools;
  const { name, label, contacts, summary, sections } = curriculum;
  const heading = name || title;
  const reference = referenceMaker(tools);
  return {
    title: locale.t("cv"),
    description: [`${heading}: ${locale.t("cv")}`, richTextToPlain(label)].filter(Boolean).join(" · "),
    textLanguage: language,
    curriculum: {
      name: heading,
      labelHtml: text.html(label, { language }),
      contacts,
      summaryHtml: text.html(summary, { headingLevel: 2, language }),
      sections: sections.map((section) => ({
        headingHtml: headingHtml(section, language, tools),
        isNamed: section.title !== undefined,
        entries: [
          ...section.entries.map((entry) => viewEntry(entry, language, tools)),
          ...section.activities.map((activity) => entryOfActivity(viewActivity(activity, tools))),
        ],
        lists: section.lists.map(({ title: listTitle, works, activities }) => ({
          title: listTitle,
          entries: activities.map((activity) => entryOfActivity(viewActivity(activity, tools))),
          isNumbered: works.some(({ number }) => number !== undefined),
          works: works.map((work) => ({
            number: work.number,
            referenceHtml: reference(work, section.ownName),
          })),
        })),
      })),
    },
  };
}

function headingHtml(
  { title, kind }: CataloguedCurriculumSection,
  language: string | undefined,
  { text, locale: { t } }: PageTools,
): string {
  if (title !== undefined) return text.html(title, { language });
  if (kind === undefined) return "";
  return richTextToHtml([
    { kind: "text", value: t(kind === "publications" || kind === "interests" ? kind : `cv-${kind}`) },
  ]);
}

function viewEntry(
  { date, title, href, where, detail, text: tree, points }: CurriculumEntry,
  language: string | undefined,
  { text, locale }: PageTools,
) {
  const options = { language };
  return {
    dateText: date === undefined ? "" : locale.date(date),
    titleHtml: text.html(title, { ...options, isTitle: href !== undefined }),
    href,
    wheresHtml: where.map((one) => text.html(one, options)),
    detailHtml: text.html(detail, options),
    textHtml: text.html(tree, { ...options, headingLevel: 3 }),
    pointsHtml: points.map((one) => text.html(one, options)),
  };
}

/** A record of the site as an entry, with those who wrote a thesis before where it was written. */
function entryOfActivity({ dateText, titleHtml, href, students, factsHtml, summaryHtml }: ActivityView) {
  const names = students.map(({ text, separator, space }) => `${escapeHtml(text)}${separator}${space}`).join("");
  const wheresHtml = [...(names === "" ? [] : [names]), ...factsHtml];
  return { dateText, titleHtml, href, wheresHtml, detailHtml: "", textHtml: summaryHtml, pointsHtml: [] };
}

/** Makes the references to works in the site's first style: the name of the one whose works they are set apart, the title a link. */
function referenceMaker({ site, locale, addresses, math }: PageTools) {
  const requestOf = serializationRequester(site, locale.language);
  const [style] = site.citationStyles;
  const formatterFor = memoize((language: string) =>
    style === undefined
      ? undefined
      : createCitationFormatter({ style, locale: language, references: site.references, language: site.language }),
  );
  return ({ entry, own, marks, number }: ListedWork, ownName: CataloguedCurriculumSection["ownName"]): string => {
    const { publication, locale: referenceLocale } = requestOf(entry);
    const { key, doi, title } = publication;
    const mark = ({ bold: "strong", italic: "emphasis", plain: undefined } as const)[ownName];
    const html = formatterFor(referenceLocale)?.format(withMarkedNames(publication, own)).html;
    const tree = html === undefined ? title : setNamesApart(referenceTree(html), publication, own, mark);
    const reference = richTextToHtml(markedReference({ reference: tree, marks, number, key, doi }), { math });
    return linkTitle(reference.trim(), richTextToPlain(title), addresses.page(publicationAddress(entry.slug)));
  };
}
