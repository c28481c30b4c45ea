import type { CataloguedPublication, Collection } from "../../model/catalogue.ts";
import { yearOf } from "../../model/partial-date.ts";
import { renderProse } from "../prose.ts";
import { type Addresses, groupAddress } from "./addresses.ts";
import type { Locale } from "./locale.ts";

/** A collection as the overview and the head of its own page show it. */
export interface CollectionView {
  readonly href: string;
  readonly title: string;
  readonly isDraft: boolean;
  /** The language of title and text where it is not the page's. */
  readonly language: string | undefined;
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
  { language, say, year }: Locale,
  siteLanguage: string,
  pathPrefix: string,
): CollectionView {
  const translated = collection.translations.get(language);
  const years = members.map(({ publication }) => yearOf(publication.issued)).filter((year) => year !== undefined);
  const first = years.reduce((least, year) => Math.min(least, year), Number.POSITIVE_INFINITY);
  const last = years.reduce((most, year) => Math.max(most, year), Number.NEGATIVE_INFINITY);
  const range = first === last ? year(first) : `${year(first)}–${year(last)}`;
  return {
    href: addresses.page(groupAddress("collections", collection.slug)),
    title: translated?.title ?? collection.title,
    isDraft: collection.isDraft ?? false,
    language: translated || language === siteLanguage ? undefined : siteLanguage,
    textHtml: renderProse(translated?.text ?? collection.text, { pathPrefix }),
    countText: say("publicationCount", { count: members.length }),
    years: years.length === 0 ? "" : range,
  };
}
