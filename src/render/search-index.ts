// In: the catalogue. Out: what the search in the browser reads, fetched only when a visitor uses it.
import type { Catalogue, CataloguedPublication } from "../model/catalogue.ts";
import { richTextToPlain } from "../model/plain-text.ts";
import type { Publication } from "../model/publication.ts";
import type { Message, MessageKey, Messages } from "./messages/en.ts";
import type { TextPage } from "./page.ts";
import { titleTextOf } from "./view/entry.ts";
import type { Locale } from "./view/locale.ts";

/** The names of the facets, in the order they are shown, which are also their names in an address. */
export const facetNames = ["year", "type", "collection", "venue", "person", "has"] as const;
export type FacetName = (typeof facetNames)[number];

/** A facet: its values by id and label, and for each publication the positions of its values. */
export interface Facet {
  readonly name: FacetName;
  readonly label: string;
  readonly values: readonly (readonly [id: string, label: string])[];
  readonly of: readonly (readonly number[])[];
}

/** Everything the search knows, column by column; each column has one item for each publication, in the list's order. */
export interface SearchIndex {
  readonly language: string;
  readonly messages: Readonly<Record<string, Message>>;
  /** The last parts of the publications' addresses. */
  readonly slugs: readonly string[];
  readonly titles: readonly string[];
  /** What else they are found by: keywords, identifiers, the venue's full name, editors. */
  readonly words: readonly string[];
  /** The addresses of the pages that list the publications, and the position there of each one's page. */
  readonly pages: readonly string[];
  readonly page: readonly number[];
  readonly facets: readonly Facet[];
  /** The place of each publication in the order of titles and of venues. */
  readonly byTitle: readonly number[];
  readonly byVenue: readonly number[];
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
] as const satisfies readonly MessageKey[];

/** What links and fields a visitor may want a publication to have. */
const featureKinds = ["pdf", "code", "data", "slides", "poster", "video", "blog", "demo", "website"] as const;

/** The facets of a catalogue in one language. */
export function searchFacets(
  { publications, years, kinds, collections, venues, people }: Catalogue,
  { say, year: yearText, language }: Locale,
): readonly Facet[] {
  const facet = <Key>(
    name: FacetName,
    values: readonly { readonly key: Key; readonly id: string; readonly label: string }[],
    keysOf: (entry: CataloguedPublication) => readonly (Key | undefined)[],
  ): Facet => {
    const positions = new Map(values.map(({ key }, index) => [key, index]));
    return {
      name,
      label: say(name),
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
  const features = [...featureKinds, "abstract", "doi", "distinction"] as const;
  return [
    facet(
      "year",
      years.map(({ slug, year }) => ({
        key: slug,
        id: slug,
        label: year === undefined ? say("undated") : yearText(year),
      })),
      (entry) => [yearOfEntry.get(entry)],
    ),
    facet(
      "type",
      kinds.map(({ slug, kind }) => ({ key: slug, id: slug, label: say(`type-${kind}` as MessageKey) })),
      (entry) => [kindOfEntry.get(entry)],
    ),
    facet(
      "collection",
      collections.map((collection) => ({
        key: collection,
        id: collection.slug,
        label: collection.translations.get(language)?.title ?? collection.title,
      })),
      (entry) => entry.collections,
    ),
    facet(
      "venue",
      venues.map((group) => ({ key: group, id: group.slug, label: group.name })),
      (entry) => [entry.venueGroup],
    ),
    facet(
      "person",
      people.map((group) => ({ key: group, id: group.slug, label: group.name })),
      (entry) => entry.people,
    ),
    facet(
      "has",
      features.map((feature) => ({ key: feature, id: feature, label: say(`has-${feature}`) })),
      ({ publication }) => featuresOf(publication),
    ),
  ];
}

/** The index of a catalogue in one language; `pageOf` gives the address of the list page where a publication stands. */
export function searchIndex(
  { publications }: Catalogue,
  facets: readonly Facet[],
  locale: Locale,
  messages: Messages,
  pageOf: (entry: CataloguedPublication) => string,
): SearchIndex {
  const titles = publications.map(({ publication }) => titleTextOf(publication));
  const pages = [...new Set(publications.map(pageOf))];
  const pagePositions = new Map(pages.map((page, index) => [page, index]));
  return {
    language: locale.language,
    messages: Object.fromEntries(searchMessages.map((key) => [key, messages[key]])),
    slugs: publications.map(({ slug }) => slug),
    titles,
    words: publications.map(wordsOf),
    pages,
    page: publications.map((entry) => pagePositions.get(pageOf(entry))!),
    facets,
    byTitle: ranks(titles, locale.compare),
    byVenue: ranks(
      publications.map(({ venueGroup }) => venueGroup?.name ?? "\uffff"),
      locale.compare,
    ),
  };
}

/** The abstracts, in the order of the publications; they come after the index, since they are the greatest part. */
export function searchAbstracts({ publications }: Catalogue): readonly string[] {
  return publications.map(({ publication }) => richTextToPlain(publication.abstract).replaceAll(/\s+/g, " ").trim());
}

/**
 * A file of the search. Its address is the same whatever it holds, or every list would be another page after every edit:
 * the script asks the server whether what it has is still right.
 */
export function searchFile(name: string, madeOf: () => unknown, value: () => unknown): TextPage {
  return { address: `/assets/${name}.json`, madeOf, text: () => JSON.stringify(value()) };
}

/** Where the abstracts are, which are the same in all languages. */
export const abstractsAddress = "/assets/abstracts.json";

function wordsOf({ publication, venue }: CataloguedPublication): string {
  const { keywords, doi, eprint, pmid, key, containerTitle, eventTitle, collectionTitle, publisher } = publication;
  const identifiers = [key, doi, eprint?.id, pmid, publication.isbn];
  return [
    ...keywords,
    venue?.name,
    venue?.short,
    containerTitle,
    eventTitle,
    collectionTitle,
    publisher,
    ...identifiers,
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

/** For each item its place in an order; equals keep theirs. */
function ranks<Item>(items: readonly Item[], compare: (one: Item, other: Item) => number): readonly number[] {
  const places = new Array<number>(items.length);
  const order = items.map((_, index) => index).sort((one, other) => compare(items[one]!, items[other]!));
  for (const [place, index] of order.entries()) places[index] = place;
  return places;
}
