// The list of all publications, and a list for each year, type, topic, venue and person.

import { lazy } from "../../memory/memoize.ts";
import { groupAddress, type Part, pageAddress, publicationAddress } from "../../record/content-files.ts";
import type { CataloguedPublication } from "../../relate/catalogue.ts";
import { collectionPageData, profilePageData } from "../metadata/structured-data.ts";
import { titleTextOf } from "../views/entry-view.ts";
import { type PublicationsUnderHeading, splitIntoPages, underYears, viewList } from "../views/list-view.ts";
import { viewBrowsing, viewFeeds } from "../views/site-view.ts";
import { type ListedGroup, listedGroups } from "./listed-groups.ts";
import type { TemplatePage, TextPage } from "./page.ts";
import type { PageContent, PageTools } from "./page-tools.ts";
import {
  abstractsAddress,
  type FacetName,
  searchFacets,
  searchFiles,
  searchIndex,
  viewFinder,
} from "./search-index.ts";

/** How many publications a page of a list shows at most, so that none is over 500 KB: with and without abstracts. */
const pageSizes = { withAbstracts: 100, without: 200 };

/** The lists of a language: their pages, and the index of the search. */
export interface PublicationLists {
  readonly groups: readonly ListedGroup[];
  readonly pages: readonly TemplatePage[];
  readonly search: readonly TextPage[];
}

/** The facet that a part of the site is about. */
const facetOf = { years: "year", types: "type", collections: "collection", venues: "venue", people: "person" } as const;

/** The lists of a language. */
export function publicationLists(tools: PageTools): PublicationLists {
  const { catalogue, locale, addresses, page, title, entryDigest } = tools;
  const { publications, site } = catalogue;
  const { t } = locale;
  const areOpen = site.appearance.abstracts === "everywhere";
  const size = areOpen ? pageSizes.withAbstracts : pageSizes.without;
  const groups = listedGroups(tools);
  const split = new Map(groups.map((group) => [group, splitIntoPages(underYears(group.publications, locale), size)]));

  // Where a publication stands: in the one list, or on the page of its year.
  const isOnePage = publications.length <= size;
  const placeOf = new Map<CataloguedPublication, string>();
  for (const group of groups) {
    if (isOnePage || group.part !== "years") continue;
    for (const [index, parts] of split.get(group)!.entries()) {
      const address = addresses.page(pageAddress(groupAddress("years", group.slug), index + 1));
      for (const part of parts) for (const entry of part.publications) placeOf.set(entry, address);
    }
  }
  const all = addresses.page("/publications/");
  const facets = lazy(() => searchFacets(catalogue, locale));
  const search = searchFiles(
    `search.${locale.language.toLowerCase()}`,
    catalogue,
    () => [tools.siteDigest, tools.catalogueDigest(), catalogue.collections],
    () => searchIndex(catalogue, facets(), locale, tools.messages, (entry) => placeOf.get(entry) ?? all),
  );
  // A facet that tells no publication from another is not offered.
  const useful = lazy(() =>
    facets()
      .filter(({ of }) => new Set(of.map(String)).size > 1)
      .map(({ name }) => name),
  );
  const finder = (scope?: { readonly facet: FacetName; readonly slug: string }) =>
    viewFinder(
      { index: addresses.file(search[0]!.address), abstracts: addresses.file(abstractsAddress) },
      all,
      useful(),
      locale,
      scope,
    );
  const view = (parts: readonly PublicationsUnderHeading[], count: number) =>
    viewList(parts, count, tools.entry, locale, areOpen);

  const itemsOf = (parts: readonly PublicationsUnderHeading[]) =>
    parts.flatMap((part) =>
      part.publications.map(({ publication, slug }) => ({
        name: titleTextOf(publication),
        address: addresses.canonical(publicationAddress(slug)),
      })),
    );
  const home = { name: title, address: addresses.canonical("/") };

  const firstPage = splitIntoPages(underYears(publications, locale), size)[0]!;
  const description = t("listDescription", { count: publications.length, site: title });
  const years = isOnePage ? [] : yearLinks(tools);
  const digestsOf = (parts: readonly PublicationsUnderHeading[]) =>
    parts.map((part) => [part.heading, part.publications.map(entryDigest)]);
  const mainMadeOf = () => [useful(), years, publications.length, digestsOf(firstPage)];
  const main = page(
    "/publications/",
    "publications",
    mainMadeOf,
    () => ({
      title: t("publications"),
      description,
      structuredDataHtml: collectionPageData({
        canonical: addresses.canonical("/publications/"),
        name: t("publications"),
        description,
        items: itemsOf(firstPage),
        language: locale.language,
        trail: [home, { name: t("publications"), address: addresses.canonical("/publications/") }],
      }),
      list: view(firstPage, publications.length),
      finder: finder(),
      browsing: viewBrowsing("/publications/", catalogue, addresses, locale),
      years,
    }),
    publications,
  );

  const pages = groups.flatMap((group) => {
    const address = groupAddress(group.part, group.slug);
    const image = group.part === "collections" ? tools.picture(group.name, "", title) : undefined;
    const parts = split.get(group)!;
    const count = group.publications.length;
    const { publications: members, about, dependencies: aboutMadeOf, ...itself } = group;
    // A topic also says what its file says, which may have changed since.
    const changing = group.part === "collections" ? [] : members;
    return parts.map((shown, at) => {
      const dependencies = () => [useful(), itself, aboutMadeOf(), count, at, parts.length, digestsOf(shown)];
      const content = (): PageContent => {
        const part = parts.length === 1 ? "" : t("pageOf", { page: at + 1, pages: parts.length });
        const canonical = addresses.canonical(pageAddress(address, at + 1));
        const description = t("groupDescription", { count, name: group.name, site: title });
        const trail = [
          home,
          { name: t(group.part), address: addresses.canonical(`/${group.part}/`) },
          { name: group.name, address: canonical },
        ];
        return {
          image,
          structuredDataHtml: group.person
            ? profilePageData({ canonical, person: group.person, language: locale.language, trail })
            : collectionPageData({
                canonical,
                name: group.name,
                description,
                items: itemsOf(shown),
                language: locale.language,
                trail,
              }),
          title: [group.name, part].filter(Boolean).join(", "),
          description: [description, part].filter(Boolean).join(" "),
          feeds: group.hasFiles ? viewFeeds(address, group.name, addresses, locale) : [],
          heading: group.name,
          list: view(shown, count),
          finder: finder({ facet: facetOf[group.part], slug: group.slug }),
          bibtexHref: group.hasFiles ? addresses.file(`${address}publications.bib`) : undefined,
          pagination: {
            text: part,
            newer: at > 0 ? addresses.page(pageAddress(address, at)) : undefined,
            older: at + 1 < parts.length ? addresses.page(pageAddress(address, at + 2)) : undefined,
          },
          up: { label: t(group.part), href: addresses.page(`/${group.part}/`) },
          ...about(),
        };
      };
      return page(pageAddress(address, at + 1), layouts[group.part] ?? "group", dependencies, content, changing);
    });
  });
  return { groups, pages: [main, ...pages], search };
}

/** The templates of the parts that have one of their own. */
const layouts: Partial<Record<Part, string>> = { collections: "collection", people: "person", venues: "venue" };

function yearLinks({ catalogue, addresses, locale }: PageTools) {
  return catalogue.years.map(({ slug, year, publications }) => ({
    label: year === undefined ? locale.t("undated") : locale.year(year),
    href: addresses.page(groupAddress("years", slug)),
    count: publications.length,
  }));
}
