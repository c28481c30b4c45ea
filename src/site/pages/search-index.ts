// In: the catalogue. Out: what the search in the browser reads, fetched only when a visitor uses it.

import { foldWords } from "../../memory/fold.ts";
import { lazy } from "../../memory/memoize.ts";
import type { Message, MessageKey, Messages } from "../../messages/en.ts";
import { compareParts, knownDay, type PartialDate } from "../../record/dates/partial-date.ts";
import { type KnownMark, marksOf, standardMarks } from "../../record/names/author-marks.ts";
import { formatName } from "../../record/names/name.ts";
import type { Publication } from "../../record/publication.ts";
import type { Member } from "../../record/site-settings.ts";
import type { Catalogue, CataloguedPublication } from "../../relate/catalogue.ts";
import { richTextToPlain } from "../../text/plain-text.ts";
import { isSetApart } from "../views/authors-view.ts";
import { titleTextOf } from "../views/entry-view.ts";
import type { Locale } from "../views/locale.ts";
import type { NavigationView } from "../views/site-view.ts";
import type { TextPage } from "./page.ts";
import type { PageTools } from "./page-tools.ts";

/** The names of the facets, in the order they are shown, which are also their names in an address. */
export const facetNames = ["year", "type", "collection", "keyword", "venue", "person", "has"] as const;
export type FacetName = (typeof facetNames)[number];

/** A facet: its values by id and label, and for each publication the positions of its values. */
export interface Facet {
  readonly name: FacetName;
  readonly label: string;
  readonly values: readonly (readonly [id: string, label: string])[];
  /** The place of each value in the order of all parts' values; absent where the index is in one part. */
  readonly ranks?: readonly number[];
  readonly of: readonly (readonly number[])[];
}

/** Everything the search knows, column by column; each column has one item for each publication, in the list's order. */
export interface SearchIndex {
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly messages: Readonly<Record<string, Message>>;
  /** In how many files the index is; absent where it is in one. */
  readonly parts?: number;
  /** The last parts of the publications' addresses. */
  readonly slugs: readonly string[];
  readonly titles: readonly string[];
  /** What else they are found by: names as printed, editors, keywords, numbers, identifiers, the venue's full name. */
  readonly words: readonly string[];
  /** The addresses of the pages that list the publications, and the position there of each one's page. */
  readonly pages: readonly string[];
  readonly page: readonly number[];
  readonly facets: readonly Facet[];
  /** The place of each publication in the order of titles and of venues. */
  readonly byTitle: readonly number[];
  readonly byVenue: readonly number[];
  /** And in that of how often they are cited, where the site says that. */
  readonly byCitations?: readonly number[];
}

/** The messages the search says. */
const searchMessages = [
  "results",
  "resultCount",
  "remove",
  "removeAll",
  "nothingFound",
  "loosen",
  "showMore",
  "narrow",
  "foundSoFar",
  "showResults",
  "quoted",
  "didYouMean",
  "yearFrom",
  "yearTo",
] as const satisfies readonly MessageKey[];

/** What links and fields a visitor may want a publication to have. */
const featureKinds = [
  "pdf",
  "code",
  "data",
  "slides",
  "poster",
  "video",
  "blog",
  "demo",
  "website",
  "press",
  "media",
] as const;

/** The facets of a catalogue in one language. */
export function searchFacets(
  { publications, years, kinds, collections, venues, people }: Catalogue,
  { t, year: yearText, language }: Locale,
): readonly Facet[] {
  const facet = <Key>(
    name: FacetName,
    values: readonly { readonly key: Key; readonly id: string; readonly label: string }[],
    keysOf: (entry: CataloguedPublication) => readonly (Key | undefined)[],
  ): Facet => {
    const positions = new Map(values.map(({ key }, index) => [key, index]));
    return {
      name,
      label: t(name),
      values: values.map(({ id, label }) => [id, label]),
      of: publications.map((entry) => [
        ...new Set(keysOf(entry).flatMap((key) => (key === undefined ? [] : (positions.get(key) ?? [])))),
      ]),
    };
  };
  const yearOfEntry = new Map(
    years.flatMap((group) => group.publications.map((entry) => [entry, group.slug] as const)),
  );
  const kindOfEntry = new Map(
    kinds.flatMap((group) => group.publications.map((entry) => [entry, group.slug] as const)),
  );
  const features = [...featureKinds, "abstract", "doi", "distinction", "members", ...roles] as const;
  const periods = new Map(people.flatMap(({ slug, member }) => (member ? [[slug, member] as const] : [])));
  const isByMembers = ({ people: authors, publication }: CataloguedPublication) =>
    authors.some(({ slug }) => {
      const member = periods.get(slug);
      return member !== undefined && isDuring(publication.issued, member);
    });
  return [
    facet(
      "year",
      years.map(({ slug, year }) => ({
        key: slug,
        id: slug,
        label: year === undefined ? t("undated") : yearText(year),
      })),
      (entry) => [yearOfEntry.get(entry)],
    ),
    facet(
      "type",
      kinds.map(({ slug, kind }) => ({ key: slug, id: slug, label: t(`type-${kind}`) })),
      (entry) => [kindOfEntry.get(entry)],
    ),
    facet(
      "collection",
      collections.map((collection) => ({
        key: collection.slug,
        id: collection.slug,
        label: collection.translations.get(language)?.title ?? collection.title,
      })),
      (entry) => entry.collections.map(({ slug }) => slug),
    ),
    facet("keyword", frequentKeywords(publications, collections), (entry) =>
      entry.publication.keywords.map(foldKeyword),
    ),
    facet(
      "venue",
      venues.map(({ slug, name }) => ({ key: slug, id: slug, label: name })),
      (entry) => [entry.cataloguedVenue?.slug],
    ),
    facet(
      "person",
      people.map(({ slug, name }) => ({ key: slug, id: slug, label: name })),
      (entry) => entry.people.map(({ slug }) => slug),
    ),
    facet(
      "has",
      features.map((feature) => ({ key: feature, id: feature, label: t(`has-${feature}`) })),
      (entry) => [
        ...featuresOf(entry.publication),
        ...(periods.size > 0 && isByMembers(entry) ? ["members"] : []),
        ...rolesOf(entry),
      ],
    ),
  ];
}

/** What the site's own people may be among the authors. */
const roles = ["first", "last", "corresponding"] as const;

/** What one of the site's own people is in a work: first or last, also by the mark of those who are that alike, or the one to write to. */
function rolesOf({ publication: { author }, people }: CataloguedPublication): readonly (typeof roles)[number][] {
  const places = author.flatMap((_, at) => (isSetApart(people[at]) ? [at] : []));
  if (places.length === 0) return [];
  const marks = marksOf(author, standardMarks);
  const isMarked = (at: number, mark: KnownMark) => marks[at]!.some(({ id }) => id === mark);
  const last = author.length - 1;
  return [
    ...(places.some((at) => at === 0 || isMarked(at, "equal")) ? (["first"] as const) : []),
    ...(places.some((at) => (at === last && last > 0) || isMarked(at, "equal-last")) ? (["last"] as const) : []),
    ...(places.some((at) => author[at]!.corresponding) ? (["corresponding"] as const) : []),
  ];
}

/** How many keywords are offered: the most frequent. */
const mostKeywords = 300;

const foldKeyword = (keyword: string): string => foldWords(keyword).join(" ");

/** The keywords of more than one work that are no topics, by how many works have them. */
function frequentKeywords(
  publications: readonly CataloguedPublication[],
  collections: Catalogue["collections"],
): readonly { readonly key: string; readonly id: string; readonly label: string }[] {
  const topics = new Set(collections.map(({ title }) => foldKeyword(title)));
  const found = new Map<string, { readonly label: string; count: number }>();
  for (const { publication } of publications)
    for (const [key, label] of new Map(publication.keywords.map((one) => [foldKeyword(one), one]))) {
      const known = found.get(key);
      if (known) known.count++;
      else if (key !== "" && !topics.has(key)) found.set(key, { label, count: 1 });
    }
  return [...found]
    .filter(([, { count }]) => count > 1)
    .sort(([, one], [, other]) => other.count - one.count)
    .slice(0, mostKeywords)
    .map(([key, { label }]) => ({ key, id: key, label }));
}

/** How many publications a part of the index has: about 60 KB compressed, which a slow network brings in a second or two. */
const partSize = 1000;

/** From which publication to which a part goes. */
type Range = readonly [from: number, to: number];

/**
 * The index of publications in one language, in parts that can each be searched alone: a visitor is shown what the first
 * holds, which are the newest, while the others are on their way. `pageOf` gives the address of the list page where a
 * publication stands.
 */
export function searchIndex(
  publications: readonly CataloguedPublication[],
  facets: readonly Facet[],
  locale: Locale,
  messages: Messages,
  pageOf: (entry: CataloguedPublication) => string,
): readonly SearchIndex[] {
  const titles = publications.map(({ publication }) => titleTextOf(publication));
  const byTitle = ranks(titles, locale.compare);
  const venueNames = publications.map(({ cataloguedVenue }) => cataloguedVenue?.name ?? "\uffff");
  const byVenue = ranks(venueNames, locale.compare);
  const byCitations = haveCitations(publications) ? ranks(publications, mostCited) : undefined;
  const parts = partsOf(publications.length);
  return parts.map(([from, to]) => {
    const entries = publications.slice(from, to);
    const pages = [...new Set(entries.map(pageOf))];
    const pagePositions = new Map(pages.map((page, index) => [page, index]));
    return {
      language: locale.language,
      direction: locale.direction,
      messages: Object.fromEntries(searchMessages.map((key) => [key, messages[key]])),
      ...(parts.length === 1 ? {} : { parts: parts.length }),
      slugs: entries.map(({ slug }) => slug),
      titles: titles.slice(from, to),
      words: entries.map(wordsOf),
      pages,
      page: entries.map((entry) => pagePositions.get(pageOf(entry))!),
      facets: parts.length === 1 ? facets : facets.map((facet) => partOfFacet(facet, [from, to])),
      byTitle: byTitle.slice(from, to),
      byVenue: byVenue.slice(from, to),
      ...(byCitations && { byCitations: byCitations.slice(from, to) }),
    };
  });
}

/** Whether the site says of any publication how often it is cited. */
export const haveCitations = (publications: readonly CataloguedPublication[]): boolean =>
  publications.some(({ citations }) => citations !== undefined);

const mostCited = (one: CataloguedPublication, other: CataloguedPublication): number =>
  (other.citations?.count ?? -1) - (one.citations?.count ?? -1);

/** A facet of a part's publications: with the values that one of them has. */
function partOfFacet({ values, of, ...facet }: Facet, [from, to]: Range): Facet {
  const own = of.slice(from, to);
  const ranksThere = [...new Set(own.flat())].sort((one, other) => one - other);
  const places = new Map(ranksThere.map((rank, place) => [rank, place]));
  return {
    ...facet,
    values: ranksThere.map((rank) => values[rank]!),
    ranks: ranksThere,
    of: own.map((positions) => positions.map((position) => places.get(position)!)),
  };
}

/** How the publications are parted, at least into one part. */
function partsOf(count: number): readonly Range[] {
  const length = Math.max(1, Math.ceil(count / partSize));
  return Array.from({ length }, (_, part) => [part * partSize, Math.min(count, (part + 1) * partSize)]);
}

/** The abstracts of a part of the index; they come after it, since they are the greatest part. */
export const searchAbstracts = (publications: readonly CataloguedPublication[]): readonly string[] =>
  publications.map(({ publication: { summary, abstract } }) =>
    richTextToPlain([...summary, ...abstract])
      .replaceAll(/\s+/g, " ")
      .trim(),
  );

/** The files of the index in a language. */
export function searchPages(
  catalogue: Catalogue,
  facets: () => readonly Facet[],
  pageOf: (entry: CataloguedPublication) => string,
  tools: PageTools,
): readonly TextPage[] {
  const index = lazy(() => searchIndex(catalogue.publications, facets(), tools.locale, tools.messages, pageOf));
  // All parts are made at once, of nothing but the catalogue.
  const parts = partsOf(catalogue.publications.length);
  return parts.map((_, part) =>
    tools.file({
      address: addressOfPart(searchAddress(tools.locale), part),
      inputs: () => catalogue,
      content: () => JSON.stringify(index()[part]),
    }),
  );
}

/** The files of the abstracts, which are the same in all languages. */
export function abstractFiles({ publications }: Catalogue, { file }: PageTools): readonly TextPage[] {
  return partsOf(publications.length).map(([from, to], part) =>
    file({
      address: addressOfPart(abstractsAddress, part),
      inputs: () => publications.slice(from, to),
      content: (entries) => JSON.stringify(searchAbstracts(entries)),
    }),
  );
}

/** Where the index begins: "/assets/search.en.json". */
export const searchAddress = ({ language }: Locale): string => `/assets/search.${language.toLowerCase()}.json`;

/** Where the abstracts begin. */
export const abstractsAddress = "/assets/abstracts.json";

/**
 * The address of a part: `/assets/search.en.json`, `/assets/search.en.2.json`. It is the same whatever the part holds, or
 * every list would be another page after every edit: the script asks the server whether what it has is still right.
 */
const addressOfPart = (address: string, part: number): string =>
  part === 0 ? address : address.replace(/json$/, `${part + 1}.json`);

function wordsOf({ publication, people, venue, slug }: CataloguedPublication): string {
  const { author, editor, translator, keywords, doi, eprint, pmid, pmcid, isbn, key } = publication;
  const { containerTitle, eventTitle, collectionTitle, publisher, number } = publication;
  // People are found by the names of their pages; papers may print others.
  const known = new Set(people.map(({ name }) => name));
  const printed = [...author, ...editor, ...translator].map((name) => formatName(name));
  return [
    ...printed.filter((name) => !known.has(name)),
    ...keywords,
    venue?.name,
    venue?.short,
    containerTitle,
    eventTitle,
    collectionTitle,
    publisher,
    number,
    ...[key === slug ? undefined : key, doi, eprint?.id, pmid, pmcid, isbn],
  ]
    .filter(Boolean)
    .join(" ");
}

type Feature = (typeof featureKinds)[number] | "abstract" | "doi" | "distinction";

function featuresOf({ links, abstract, doi, distinction }: Publication): readonly Feature[] {
  const kinds = new Set<string>(links.map(({ kind }) => kind));
  return [
    ...featureKinds.filter((kind) => kinds.has(kind)),
    ...(abstract.length > 0 ? (["abstract"] as const) : []),
    ...(doi ? (["doi"] as const) : []),
    ...(distinction ? (["distinction"] as const) : []),
  ];
}

/** Whether a work appeared while somebody was a member, as finely as both are known; what has no date appears now. */
function isDuring(issued: PartialDate | undefined, { period, hasLeft }: Pick<Member, "period" | "hasLeft">): boolean {
  const first = knownDay(issued);
  if (first === undefined) return !hasLeft;
  const last = issued?.end === undefined || issued.end === "open" ? first : issued.end;
  const isLate = period?.end !== undefined && period.end !== "open" && compareParts(first, period.end) > 0;
  return !isLate && (period?.start === undefined || compareParts(last, period.start) >= 0);
}

/** For each item its place in an order; equals keep theirs. */
function ranks<Item>(items: readonly Item[], compare: (one: Item, other: Item) => number): readonly number[] {
  const places = new Array<number>(items.length);
  const order = items.map((_, index) => index).sort((one, other) => compare(items[one]!, items[other]!));
  for (const [place, index] of order.entries()) places[index] = place;
  return places;
}

/** The way to the page of all values of a facet. */
type IndexLink = Pick<NavigationView, "label" | "href">;

/** The search above a list, as the page brings it; a script fills it when it is used. */
export interface FinderView {
  /** The addresses of the first part of the index and of the abstracts. */
  readonly index: string;
  readonly abstracts: string;
  /** What the list is of: "person=ada"; empty for all publications. */
  readonly scope: string;
  /** The part of an address before a publication's slug. */
  readonly base: string;
  readonly facets: readonly {
    readonly name: FacetName;
    readonly label: string;
    /** The page of all its values. */
    readonly index: IndexLink | undefined;
  }[];
  readonly orders: readonly { readonly name: string; readonly label: string }[];
}

/** The view of the search over a list; a facet that is the list's own is left out. */
export function viewFinder(
  files: { readonly index: string; readonly abstracts: string },
  base: string,
  facets: readonly FacetName[],
  indexOf: (facet: FacetName) => IndexLink | undefined,
  { t }: Locale,
  hasCitations: boolean,
  scope?: { readonly facet: FacetName; readonly slug: string },
): FinderView {
  return {
    ...files,
    base,
    scope: scope ? `${scope.facet}=${scope.slug}` : "",
    facets: facets
      .filter((name) => name !== scope?.facet || ["collection", "person"].includes(name))
      .map((name) => ({ name, label: t(name), index: indexOf(name) })),
    orders: [
      { name: "date", label: t("sortDate") },
      { name: "oldest", label: t("sortOldest") },
      { name: "title", label: t("sortTitle") },
      { name: "venue", label: t("sortVenue") },
      ...(hasCitations ? [{ name: "citations", label: t("sortCitations") }] : []),
      { name: "key", label: t("sortKey") },
      { name: "relevance", label: t("sortRelevance") },
    ],
  };
}
