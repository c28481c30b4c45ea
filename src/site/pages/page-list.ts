// In: the catalogue. Out: every page of the site, each with its address, its template and what that shows, or its text.
// Refuses: reading disk, rendering a template.
import { lazy } from "../../memory/memoize.ts";
import type { Part } from "../../record/content-files.ts";
import type { Person, Prose } from "../../record/site-settings.ts";
import type { Catalogue, CataloguedPublication, Move } from "../../relate/catalogue.ts";
import { relatedPublications } from "../../relate/related-publications.ts";
import { richTextToPlain } from "../../text/plain-text.ts";
import { richTextToHtml } from "../../text/rich-text-html.ts";
import { webSiteData } from "../metadata/structured-data.ts";
import { viewList } from "../views/list-view.ts";
import { siteHeading } from "../views/site-view.ts";
import { siteFiles } from "./file-pages.ts";
import { indexPages, listedGroups } from "./listed-groups.ts";
import type { GeneratedPage, PicturePage } from "./page.ts";
import { createPageTools, type PageContent, type PageListOptions, type PageTools } from "./page-tools.ts";
import { publicationLists } from "./publication-lists.ts";
import { hiddenPages, publicationPages, versionPages } from "./publication-pages.ts";
import { abstractFiles, searchFacets, searchPages } from "./search-index.ts";

/** How many publications the front page shows where the author selected none. */
const recentCount = 10;

/** Every page of the site, in the order a visitor meets them, in each of its languages. */
export function listPages(catalogue: Catalogue, options: PageListOptions): readonly GeneratedPage[] {
  const relatedTo = relatedPublications(catalogue.publications);
  const languages = catalogue.site.languages.map((language) => {
    const tools = createPageTools(catalogue, language, options);
    const groups = listedGroups(catalogue, tools.locale);
    const facets = lazy(() => searchFacets(catalogue, tools.locale));
    const { pages: lists, pageOf } = publicationLists(catalogue, groups, facets, tools);
    return {
      tools,
      groups,
      pages: [
        frontPage(catalogue, tools),
        ...lists,
        ...indexPages(catalogue, groups, tools),
        ...publicationPages(catalogue, relatedTo, tools),
        ...versionPages(catalogue, tools),
      ],
      hidden: hiddenPages(catalogue, tools),
      search: searchPages(catalogue, facets, pageOf, tools),
    };
  });
  const pages = languages.flatMap((one) => one.pages);
  const { tools, groups } = languages[0]!;
  const pictures = new Map<string, PicturePage>();
  for (const one of languages) for (const picture of one.tools.pictures()) pictures.set(picture.address, picture);
  return [
    ...pages,
    ...languages.flatMap(({ hidden }) => hidden),
    ...movedPages(catalogue, tools),
    ...languages.flatMap(({ search }) => search),
    ...abstractFiles(catalogue, tools),
    ...siteFiles(catalogue, groups, pages, tools),
    tools.page({ address: "/404.html", layout: "not-found", inputs: () => "", content: notFoundContent }),
    ...pictures.values(),
  ];
}

function frontPage({ publications, introductions, people }: Catalogue, tools: PageTools) {
  const { page, locale, site, isReferenceShown } = tools;
  const selected = publications.filter(({ publication }) => publication.selected);
  const own = introductions.get(locale.language);
  type Inputs = Parameters<typeof frontContent>[0];
  return page<Inputs>({
    address: "/",
    layout: "front",
    inputs: () => ({
      introduction: own ?? introductions.get(site.language),
      isTranslated: own !== undefined || locale.language === site.language,
      owner: people.find(({ person }) => person?.owner)?.person,
      heading: selected.length > 0 ? ("selected" as const) : ("recent" as const),
      shown: selected.length > 0 ? selected : publications.slice(0, recentCount),
      count: publications.length,
    }),
    ...(isReferenceShown ? { serialized: ({ shown }: Inputs) => shown } : {}),
    content: frontContent,
  });
}

function frontContent(
  {
    introduction,
    isTranslated,
    owner,
    heading,
    shown,
    count,
  }: {
    readonly introduction: Prose | undefined;
    readonly isTranslated: boolean;
    readonly owner: Person | undefined;
    readonly heading: "selected" | "recent";
    readonly shown: readonly CataloguedPublication[];
    readonly count: number;
  },
  { site, locale, addresses, entry, title, description, text, math }: PageTools,
): PageContent {
  const { t, language } = locale;
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
    headingHtml: richTextToHtml(introduction?.heading ?? siteHeading(site, locale), { math }),
    introductionHtml: text.html(introduction?.text ?? [], { headingLevel: 2, footnotes: "note" }),
    introductionLanguage: isTranslated ? undefined : site.language,
    list: viewList(
      shown.length === 0 ? [] : [{ heading: t(heading), publications: shown }],
      shown.length,
      entry,
      locale,
      site,
      "front",
    ),
    all: { href: addresses.page("/publications/"), label: t("allPublications", { count }) },
  };
}

/** Pages at former addresses, which lead on. */
const movedPages = ({ moves }: Catalogue, { page }: PageTools) =>
  moves.map((move) => page({ address: move.from, layout: "moved", inputs: () => move, content: movedContent }));

function movedContent({ to, title }: Move, { addresses, math, locale: { t } }: PageTools): PageContent {
  const isElsewhere = typeof to === "string";
  const href = isElsewhere ? to : addresses.target(to);
  const part = isElsewhere
    ? undefined
    : /^\/(publications|collections|years|types|venues|people)\/$/.exec(to.address)?.[1];
  const words = title ?? [{ kind: "text", value: part === undefined ? href : t(part as "publications" | Part) }];
  return {
    title: `${t("moved")}: ${richTextToPlain(words)}`,
    description: "",
    moved: {
      href,
      titleHtml: richTextToHtml(words, { math }),
      canonical: isElsewhere ? to : to.isPage ? addresses.canonical(to.address) : addresses.canonicalFile(to.address),
    },
  };
}

const notFoundContent = (_: string, { locale: { t } }: PageTools): PageContent => ({
  title: t("notFound"),
  description: t("notFoundText"),
});
