// In: the catalogue. Out: every page of the site, each with its address, its template and what that shows, or its text.
// Refuses: reading disk, rendering a template.
import type { Catalogue } from "../../relate/catalogue.ts";
import { richTextToHtml } from "../../text/rich-text-html.ts";
import { webSiteData } from "../metadata/structured-data.ts";
import { viewList } from "../views/list-view.ts";
import { siteHeading } from "../views/site-view.ts";
import { siteFiles } from "./file-pages.ts";
import { indexPages } from "./listed-groups.ts";
import type { GeneratedPage, PicturePage, TemplatePage } from "./page.ts";
import { createPageTools, type PageListOptions, type PageTools } from "./page-tools.ts";
import { publicationLists } from "./publication-lists.ts";
import { hiddenPages, movedPages, publicationPages } from "./publication-pages.ts";
import { searchAbstracts, searchFiles } from "./search-index.ts";

/** How many publications the front page shows where the author selected none. */
const recentCount = 10;

/** Every page of the site, in the order a visitor meets them, in each of its languages. */
export function listPages(catalogue: Catalogue, options: PageListOptions): readonly GeneratedPage[] {
  const languages = catalogue.site.languages.map((language) => {
    const tools = createPageTools(catalogue, language, options);
    const { groups, pages: lists, search } = publicationLists(tools);
    const pages = [frontPage(tools), ...lists, ...indexPages(tools, groups), ...publicationPages(tools)];
    return { tools, groups, pages, hidden: hiddenPages(tools), search };
  });
  const pages = languages.flatMap((one) => one.pages);
  const { tools, groups } = languages[0]!;
  const pictures = new Map<string, PicturePage>();
  for (const one of languages) for (const picture of one.tools.pictures()) pictures.set(picture.address, picture);
  return [
    ...pages,
    ...languages.flatMap(({ hidden }) => hidden),
    ...movedPages(tools),
    ...languages.flatMap(({ search }) => search),
    ...searchFiles("abstracts", catalogue, tools.catalogueDigest, () => searchAbstracts(catalogue)),
    ...siteFiles(tools, groups, pages),
    notFoundPage(tools),
    ...pictures.values(),
  ];
}

function frontPage({
  catalogue,
  locale,
  addresses,
  page,
  entry,
  title,
  description,
  text,
  math,
  entryDigest,
}: PageTools): TemplatePage {
  const { site, publications, introductions } = catalogue;
  const { t, language } = locale;
  const owner = catalogue.people.find(({ person }) => person?.owner)?.person;
  const own = introductions.get(language);
  const introduction = own ?? introductions.get(site.language);
  const selected = publications.filter(({ publication }) => publication.selected);
  const [heading, shown] =
    selected.length > 0 ? [t("selected"), selected] : [t("recent"), publications.slice(0, recentCount)];
  return page(
    "/",
    "front",
    () => [
      introduction,
      own,
      owner,
      text.dependencies(introduction?.text ?? [], "/"),
      publications.length,
      shown.map(entryDigest),
    ],
    () => {
      const areAbstractsOpen = site.appearance.abstracts !== "nowhere";
      return {
        title: "",
        description: description || t("feedDescription", { name: title }),
        structuredDataHtml: webSiteData({
          canonical: addresses.canonical("/"),
          name: title,
          description,
          language,
          owner,
          profiles: site.profiles.map(({ href }) => href),
        }),
        heading: introduction?.title ?? title,
        headingHtml: richTextToHtml(introduction?.heading ?? siteHeading(catalogue, locale), { math }),
        introductionHtml: text.html(introduction?.text ?? [], "/", { headingLevel: 2, footnotes: "note" }),
        introductionLanguage: own || language === site.language ? undefined : site.language,
        list: viewList(
          shown.length === 0 ? [] : [{ heading, publications: shown }],
          shown.length,
          entry,
          locale,
          areAbstractsOpen,
        ),
        all: {
          href: addresses.page("/publications/"),
          label: t("allPublications", { count: publications.length }),
        },
      };
    },
  );
}

function notFoundPage({ locale: { t }, page }: PageTools): TemplatePage {
  return page(
    "/404.html",
    "not-found",
    () => [],
    () => ({ title: t("notFound"), description: t("notFoundText") }),
  );
}
