// The list of all publications, and a list for each year, type, topic, venue and person.

import { lazy } from "../../memory/memoize.ts";
import { groupAddress, type Part, pageAddress, publicationAddress } from "../../record/content-files.ts";
import { isFormer, type Member, type Site } from "../../record/site-settings.ts";
import type { Catalogue, CataloguedPublication } from "../../relate/catalogue.ts";
import { richTextToPlain } from "../../text/plain-text.ts";
import type { PageImage } from "../metadata/meta-tags.ts";
import { collectionPageData, type MemberFacts, profilePageData } from "../metadata/structured-data.ts";
import { titleTextOf } from "../views/entry-view.ts";
import {
  type ListView,
  type PublicationsUnderHeading,
  splitIntoPages,
  underHeadings,
  viewList,
} from "../views/list-view.ts";
import { type FeedView, viewFeeds } from "../views/site-view.ts";
import { embedLinks } from "./embedded-pages.ts";
import { countGroup, type GroupCounts, type ListedGroup, viewGroup } from "./listed-groups.ts";
import type { TemplatePage } from "./page.ts";
import { lastChange, type PageContent, type PageTools } from "./page-tools.ts";
import {
  abstractsAddress,
  type Facet,
  type FacetName,
  haveCitations,
  searchAddress,
  viewFinder,
} from "./search-index.ts";

/** How many publications a page of a list shows at most, so that none is over 500 KB: with and without abstracts. */
const pageSizes = { withAbstracts: 100, without: 200 };

/** The lists of a language. */
export interface PublicationLists {
  readonly pages: readonly TemplatePage[];
  /** The address of the list page where a publication stands: of the one list, or of its year. */
  readonly pageOf: (entry: CataloguedPublication) => string;
}

/** The facet that a part of the site is about. */
export const facetOf = {
  years: "year",
  types: "type",
  collections: "collection",
  venues: "venue",
  people: "person",
} as const;

const partNames = Object.keys(facetOf) as readonly (keyof typeof facetOf)[];

/** What the page of a list shows. */
interface ListInputs {
  readonly shown: readonly PublicationsUnderHeading[];
  /** How many publications the whole list has. */
  readonly count: number;
  /** The facets by which the list can be narrowed. */
  readonly facets: readonly FacetName[];
  /** Whether it can be sorted by how often its papers are cited. */
  readonly hasCitations: boolean;
  /** What tells programs how to show the list on pages of other sites. */
  readonly embeds: readonly FeedView[];
}

interface MainInputs extends ListInputs {
  /** Those that have lists of their own, where this one has several pages. */
  readonly years: readonly { readonly slug: string; readonly year: number | undefined; readonly count: number }[];
}

interface GroupInputs extends ListInputs {
  /** Whether it is the page of a member of the group whose site it is. */
  readonly isOfGroup: boolean;
  readonly group: Omit<ListedGroup, "publications">;
  /** What is said of all its publications. */
  readonly counts: GroupCounts;
  readonly image: PageImage | undefined;
  /** The page among the list's pages, from 0, and how many there are. */
  readonly at: number;
  readonly pageCount: number;
}

/** The list of all publications and those of groups, with the facets of the search. */
export function publicationLists(
  catalogue: Catalogue,
  groups: readonly ListedGroup[],
  facets: () => readonly Facet[],
  tools: PageTools,
): PublicationLists {
  const { publications, years, sections, collections } = catalogue;
  const { locale, addresses, site } = tools;
  const size = areAbstractsOpen(site) ? pageSizes.withAbstracts : pageSizes.without;
  const headings = sections.map(({ title = "", kind, collection }) => {
    if (kind !== undefined) return locale.t(`type-${kind}`);
    if (collection === undefined) return site.translations.get(locale.language)?.sectionTitles?.[title] ?? title;
    const topic = collections.find(({ slug }) => slug === collection)!;
    return topic.translations.get(locale.language)?.title ?? topic.title;
  });
  const pagesOf = (some: readonly CataloguedPublication[]) =>
    splitIntoPages(underHeadings(some, headings, locale), size);
  const split = new Map(groups.map((group) => [group, pagesOf(group.publications)]));

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
  // A facet that tells no publication from another is not offered.
  const useful = lazy(() =>
    facets()
      .filter(({ of: [first, ...others] }) => others.some((one) => String(one) !== String(first)))
      .map(({ name }) => name),
  );
  const hasCitations = lazy(() => haveCitations(publications));
  const isGroups = catalogue.people.filter(({ person }) => person?.owner).length !== 1;
  const main = tools.page({
    address: "/publications/",
    layout: "publications",
    inputs: (): MainInputs => ({
      shown: pagesOf(publications)[0]!,
      count: publications.length,
      facets: useful(),
      hasCitations: hasCitations(),
      embeds: embedLinks(catalogue, "/publications/", locale.t("publications"), tools),
      years: isOnePage
        ? []
        : years.map(({ slug, year, publications: ofYear }) => ({ slug, year, count: ofYear.length })),
    }),
    ...withReferences(tools),
    content: mainContent,
    modified: lastChange(publications),
  });
  const pages = groups.flatMap(({ publications: ofGroup, ...group }, index) => {
    const { part, slug, name } = group;
    const image = part === "collections" ? tools.picture(name, "", tools.title) : undefined;
    const parts = split.get(groups[index]!)!;
    const counts = lazy(() => countGroup(groups[index]!));
    // A topic also says what its file says, which may have changed since.
    const modified = part === "collections" ? undefined : lastChange(ofGroup);
    return parts.map((shown, at) =>
      tools.page({
        address: pageAddress(groupAddress(part, slug), at + 1),
        layout: layouts[part] ?? "group",
        inputs: (): GroupInputs => ({
          isOfGroup: isGroups && group.person?.member !== undefined,
          group,
          counts: counts(),
          image,
          at,
          pageCount: parts.length,
          shown,
          count: ofGroup.length,
          facets: useful(),
          hasCitations: hasCitations(),
          embeds: embedLinks(catalogue, groupAddress(part, slug), name, tools),
        }),
        ...withReferences(tools),
        content: groupContent,
        modified,
      }),
    );
  });
  const all = addresses.page("/publications/");
  return { pages: [main, ...pages], pageOf: (entry) => placeOf.get(entry) ?? all };
}

/** The works whose references a list shows, where it shows any. */
const withReferences = ({ isReferenceShown }: PageTools) =>
  isReferenceShown ? { serialized: ({ shown }: ListInputs) => shown.flatMap(({ publications }) => publications) } : {};

/** The templates of the parts that have one of their own. */
const layouts: Partial<Record<Part, string>> = { collections: "collection", people: "person", venues: "venue" };

const areAbstractsOpen = ({ appearance }: Site): boolean => appearance.abstracts === "everywhere";

function mainContent({ years, ...list }: MainInputs, tools: PageTools): PageContent {
  const { locale, addresses, title } = tools;
  const { t } = locale;
  const description = t("listDescription", { count: list.count, site: title });
  const canonical = addresses.canonical("/publications/");
  const shown = listOf(list, tools);
  return {
    title: t("publications"),
    description,
    structuredDataHtml: collectionPageData({
      canonical,
      name: t("publications"),
      description,
      items: itemsOf(list, tools),
      language: locale.language,
      trail: [homeOf(tools), { name: t("publications"), address: canonical }],
    }),
    feeds: list.embeds,
    list: shown,
    finder: finderOf(list, tools),
    browsing: tools.browsingAt("/publications/"),
    years:
      years.length === 0
        ? placesOf(shown)
        : years.map(({ slug, year, count }) => ({
            label: year === undefined ? t("undated") : locale.year(year),
            href: addresses.page(groupAddress("years", slug)),
            count,
          })),
  };
}

/** From how many parts on a list has a way to jump to each. */
const fewestPlaces = 3;

/** The parts of a list on its page, to jump to. */
function placesOf({ groups }: ListView) {
  const places: { label: string; href: string; count: number }[] = [];
  for (const { anchor, section, heading, entries } of groups) {
    if (anchor === undefined) places.at(-1)!.count += entries.length;
    else places.push({ label: section || heading, href: `#${anchor}`, count: entries.length });
  }
  return places.length < fewestPlaces ? [] : places;
}

function groupContent(inputs: GroupInputs, tools: PageTools): PageContent {
  const { group, counts, image, at, pageCount, count } = inputs;
  const { locale, addresses, title } = tools;
  const { t } = locale;
  const { part, slug, name, hasFiles } = group;
  const address = groupAddress(part, slug);
  const pageText = pageCount === 1 ? "" : t("pageOf", { page: at + 1, pages: pageCount });
  const canonical = addresses.canonical(pageAddress(address, at + 1));
  const description = t("groupDescription", { count, name, site: title });
  const { language } = locale;
  // Nearly every co-author has a page: theirs would make most of a large site.
  const areLines = part === "people" && !hasFiles;
  const shown = listOf(inputs, tools, areLines ? "lines" : "list");
  const trail = [
    homeOf(tools),
    { name: t(part), address: addresses.canonical(`/${part}/`) },
    { name, address: canonical },
  ];
  return {
    image,
    structuredDataHtml: group.person
      ? profilePageData({
          canonical,
          person: group.person.person ?? { name },
          member: memberFacts(group.person.member, tools),
          organization: inputs.isOfGroup ? homeOf(tools) : undefined,
          hasLeft: group.person.member?.hasLeft ?? false,
          language,
          trail,
        })
      : collectionPageData({ canonical, name, description, items: itemsOf(inputs, tools), language, trail }),
    title: [name, pageText].filter(Boolean).join(", "),
    description: [description, pageText].filter(Boolean).join(" "),
    feeds: [...(hasFiles ? viewFeeds(address, name, addresses, locale) : []), ...inputs.embeds],
    heading: name,
    list: shown,
    years: placesOf(shown),
    finder: areLines ? undefined : finderOf(inputs, tools, { facet: facetOf[part], slug }),
    bibtexHref: hasFiles ? addresses.file(`${address}publications.bib`) : undefined,
    bibtexName: `${group.slug}.bib`,
    pagination: {
      text: pageText,
      newer: at > 0 ? addresses.page(pageAddress(address, at)) : undefined,
      older: at + 1 < pageCount ? addresses.page(pageAddress(address, at + 2)) : undefined,
    },
    up: { label: t(part), href: addresses.page(`/${part}/`) },
    ...viewGroup(group, counts, tools),
  };
}

function memberFacts(member: Member | undefined, { addresses }: PageTools): MemberFacts | undefined {
  if (member === undefined) return undefined;
  const { role, affiliation, email, profiles, portrait } = member;
  const picture = portrait.find((node) => node.kind === "image")?.target;
  return {
    role: richTextToPlain(role),
    affiliations: affiliation.filter((one) => !isFormer(one)).map(({ name }) => richTextToPlain(name)),
    alumniOf: affiliation.filter(isFormer).map(({ name }) => richTextToPlain(name)),
    email,
    profiles: profiles.map(({ href }) => href),
    portrait: picture && addresses.canonicalFile(picture.address),
  };
}

const homeOf = ({ title, addresses }: PageTools) => ({ name: title, address: addresses.canonical("/") });

const listOf = ({ shown, count }: ListInputs, { entry, locale, site }: PageTools, place: "list" | "lines" = "list") =>
  viewList(shown, count, entry, locale, site, place);

function itemsOf({ shown }: ListInputs, { addresses }: PageTools) {
  return shown.flatMap((part) =>
    part.publications.map(({ publication, slug }) => ({
      name: titleTextOf(publication),
      address: addresses.canonical(publicationAddress(slug)),
    })),
  );
}

function finderOf(
  { facets, hasCitations }: ListInputs,
  { addresses, locale, browsingAt }: PageTools,
  scope?: { readonly facet: FacetName; readonly slug: string },
) {
  const files = { index: addresses.file(searchAddress(locale)), abstracts: addresses.file(abstractsAddress) };
  const indexes = new Map(browsingAt("").map(({ label, href }) => [href, { label, href }]));
  const indexOf = (facet: FacetName) => {
    const part = partNames.find((name) => facetOf[name] === facet);
    return part && indexes.get(addresses.page(`/${part}/`));
  };
  return viewFinder(files, addresses.page("/publications/"), facets, indexOf, locale, hasCitations, scope);
}
