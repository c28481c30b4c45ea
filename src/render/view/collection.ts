import type { CataloguedPublication } from "../../model/catalogue.ts";
import { yearOf } from "../../model/partial-date.ts";
import type { Collection } from "../../model/site.ts";
import { richTextToHtml } from "../rich-text.ts";
import { groupAddress } from "./addresses.ts";
import type { EntryTools } from "./entry.ts";

/** A collection as the overview and the head of its own page show it. */
export interface CollectionView {
  readonly href: string;
  readonly title: string;
  readonly isDraft: boolean;
  readonly titleHtml: string;
  /** The language of title and text where it is not the page's. */
  readonly language: string | undefined;
  readonly textHtml: string;
  /** The text where the title is a heading of the overview. */
  readonly overviewHtml: string;
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
  { addresses, locale, site, text, math }: EntryTools,
): CollectionView {
  const { language, say, year } = locale;
  const translated = collection.translations.get(language);
  const shown = translated?.text ?? collection.text;
  const page = groupAddress("collections", collection.slug);
  const years = members.map(({ publication }) => yearOf(publication.issued)).filter((year) => year !== undefined);
  const first = years.reduce((least, year) => Math.min(least, year), Number.POSITIVE_INFINITY);
  const last = years.reduce((most, year) => Math.max(most, year), Number.NEGATIVE_INFINITY);
  const range = first === last ? year(first) : `${year(first)}–${year(last)}`;
  return {
    href: addresses.page(page),
    title: translated?.title ?? collection.title,
    isDraft: collection.isDraft ?? false,
    titleHtml: richTextToHtml(translated?.heading ?? collection.heading, { math }),
    language: translated || language === site.language ? undefined : site.language,
    textHtml: text.html(shown, page, { headingLevel: 2, footnotes: "note" }),
    overviewHtml: text.html(shown, page, { headingLevel: 3 }),
    countText: say("publicationCount", { count: members.length }),
    years: years.length === 0 ? "" : range,
  };
}
