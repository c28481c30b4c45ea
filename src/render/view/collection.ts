import type { CataloguedPublication, Collection } from "../../model/catalogue.ts";
import { renderProse } from "../prose.ts";
import { type Addresses, collectionAddress } from "./addresses.ts";
import { yearOf } from "./date.ts";
import { words } from "./words.ts";

/** A collection as the overview and the head of its own page show it. */
export interface CollectionView {
  readonly href: string;
  readonly title: string;
  readonly textHtml: string;
  /** "3 publications". */
  readonly countText: string;
  /** "2021–2022"; empty where no year is known. */
  readonly years: string;
}

/** The publications of each collection by its slug, in the catalogue's order; one pass over all of them. */
export function publicationsByCollection(
  publications: readonly CataloguedPublication[],
): ReadonlyMap<string, readonly CataloguedPublication[]> {
  const bySlug = new Map<string, CataloguedPublication[]>();
  for (const entry of publications) {
    for (const { slug } of entry.collections) {
      const members = bySlug.get(slug);
      if (members === undefined) bySlug.set(slug, [entry]);
      else members.push(entry);
    }
  }
  return bySlug;
}

/** The view of a collection and its members. */
export function viewCollection(
  collection: Collection,
  members: readonly CataloguedPublication[],
  addresses: Addresses,
  pathPrefix: string,
  yearText: (year: number) => string,
): CollectionView {
  const years = members.map(({ publication }) => yearOf(publication.issued)).filter((year) => year !== undefined);
  const first = years.reduce((least, year) => Math.min(least, year), Number.POSITIVE_INFINITY);
  const last = years.reduce((most, year) => Math.max(most, year), Number.NEGATIVE_INFINITY);
  const range = first === last ? yearText(first) : `${yearText(first)}–${yearText(last)}`;
  return {
    href: addresses.page(collectionAddress(collection.slug)),
    title: collection.title,
    textHtml: renderProse(collection.text, { pathPrefix }),
    countText: words.publicationCount(members.length),
    years: years.length === 0 ? "" : range,
  };
}
