// In: the catalogue. Out: every page of the site, each with its address, its template and what that shows, or its text.
// Refuses: reading disk, rendering a template.

import { lazy } from "../../memory/memoize.ts";
import { partAt } from "../../record/content-files.ts";
import type { Catalogue, Move } from "../../relate/catalogue.ts";
import { relatedPublications } from "../../relate/related-publications.ts";
import { richTextToPlain } from "../../text/plain-text.ts";
import { richTextToHtml } from "../../text/rich-text-html.ts";
import { activityFilePages, activityPages } from "./activity-pages.ts";
import { authoredPages, newsFiles } from "./authored-pages.ts";
import { curriculumPages } from "./curriculum-page.ts";
import { embeddedActivities } from "./embedded-activities.ts";
import { embeddedPages } from "./embedded-pages.ts";
import { siteFiles } from "./file-pages.ts";
import { frontPage } from "./front-page.ts";
import { indexPages, listedGroups } from "./listed-groups.ts";
import type { GeneratedPage, PicturePage } from "./page.ts";
import { createPageTools, type PageContent, type PageListOptions, type PageTools } from "./page-tools.ts";
import { publicationLists } from "./publication-lists.ts";
import { hiddenPages, publicationPages, versionPages } from "./publication-pages.ts";
import { abstractFiles, searchFacets, searchPages } from "./search-index.ts";

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
        ...authoredPages(catalogue, tools),
        ...curriculumPages(catalogue, tools),
        ...activityPages(catalogue, tools),
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
    ...activityFilePages(catalogue, tools),
    ...newsFiles(catalogue, tools),
    ...embeddedPages(catalogue, groups, tools),
    ...embeddedActivities(catalogue, tools),
    tools.page({ address: "/404.html", layout: "not-found", inputs: () => "", content: notFoundContent }),
    ...pictures.values(),
  ];
}

/** Pages at former addresses, which lead on. */
const movedPages = ({ moves }: Catalogue, { page }: PageTools) =>
  moves.map((move) => page({ address: move.from, layout: "moved", inputs: () => move, content: movedContent }));

function movedContent({ to, title }: Move, { addresses, math, locale: { t } }: PageTools): PageContent {
  const isElsewhere = typeof to === "string";
  const href = isElsewhere ? to : addresses.target(to);
  const part = isElsewhere ? undefined : partAt(to.address);
  const words = title ?? [{ kind: "text", value: part === undefined ? href : t(part) }];
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
