import { readableSlug } from "../../memory/fold.ts";
import { translateKnown } from "../../messages/messages.ts";
import { groupAddress } from "../../record/content-files.ts";
import { yearOf } from "../../record/dates/partial-date.ts";
import type { Collection, Site } from "../../record/site-settings.ts";
import type { CataloguedPublication } from "../../relate/catalogue.ts";
import { type LegendItem, viewLegend } from "./authors-view.ts";
import type { EntryTools, EntryView } from "./entry-view.ts";
import type { Locale } from "./locale.ts";

/** Publications below one heading: a year, a status ("In press"), or "Undated". */
export interface PublicationsUnderHeading {
  /** The heading of the part of the list that begins with them, or goes on on another page. */
  readonly section?: string;
  /** How many publications of the list stand before them. */
  readonly before?: number;
  readonly heading: string;
  readonly publications: readonly CataloguedPublication[];
}

/** The same as a page shows them. */
export interface GroupView {
  /** The heading of the part of the list that begins here; empty where none does. */
  readonly section: string;
  readonly heading: string;
  /** Its place in the page, where a visitor may jump to it: each section's, and without sections each year's. */
  readonly anchor: string | undefined;
  /** Whether so much stands above it in the page that it is below any window. */
  readonly isFar: boolean;
  /** The number of the first entry, where entries are numbered. */
  readonly start: number | undefined;
  readonly entries: readonly EntryView[];
}

/** A list with what its page must say once. */
export interface ListView {
  readonly groups: readonly GroupView[];
  /** Whether the list has parts above the years. */
  readonly hasSections: boolean;
  /** Whether its numbers count down. */
  readonly isReversed: boolean;
  /** How many publications the whole list has, also where this page shows a part of them. */
  readonly count: number;
  /** "7 publications". */
  readonly countText: string;
  /** What the signs behind names mean that are shown. */
  readonly legend: readonly LegendItem[];
  /** Whether it stands on the front page, where an abstract shows how it begins. */
  readonly isFront: boolean;
  /** Whether abstracts stand open. */
  readonly areAbstractsOpen: boolean;
  /** Whether entries have pictures. */
  readonly arePicturesShown: boolean;
  /** Whether each publication is one line, which leads to its page. */
  readonly areLines: boolean;
}

/**
 * Publications by year, newest first: what has a status and no year yet stands before the years, what has neither after
 * them. Within a heading the order given stays.
 */
export function underYears(
  publications: readonly CataloguedPublication[],
  { t, year: yearText }: Locale,
): readonly PublicationsUnderHeading[] {
  const byYear = new Map<number, CataloguedPublication[]>();
  const byStatus = new Map<string, CataloguedPublication[]>();
  const undated: CataloguedPublication[] = [];
  for (const entry of publications) {
    const { issued, status } = entry.publication;
    const year = yearOf(issued);
    if (year !== undefined) append(byYear, year, entry);
    else if (status !== undefined) append(byStatus, capitalize(translateKnown("status", status, t) ?? status), entry);
    else undated.push(entry);
  }
  const years = [...byYear].sort(([first], [second]) => second - first);
  return [
    ...[...byStatus].map(([heading, found]) => ({ heading, publications: found })),
    ...years.map(([year, found]) => ({ heading: yearText(year), publications: found })),
    ...(undated.length > 0 ? [{ heading: t("undated"), publications: undated }] : []),
  ];
}

/**
 * The same within the sections of the site, in their order, those that are in none last. A list of which all stands in one
 * section has none.
 */
export function underHeadings(
  publications: readonly CataloguedPublication[],
  sections: readonly string[],
  locale: Locale,
): readonly PublicationsUnderHeading[] {
  if (sections.length === 0) return underYears(publications, locale);
  const bySection = new Map<number, CataloguedPublication[]>();
  for (const entry of publications) append(bySection, entry.section ?? sections.length, entry);
  if (bySection.size < 2) return underYears(publications, locale);
  return [...bySection]
    .sort(([one], [other]) => one - other)
    .flatMap(([position, members]) => {
      const [first, ...rest] = underYears(members, locale);
      return [{ ...first!, section: sections[position] ?? locale.t("otherPublications") }, ...rest];
    });
}

/** Splits a list into pages of at most `size` publications; a group that does not fit goes on on the next page. */
export function splitIntoPages(
  groups: readonly PublicationsUnderHeading[],
  size: number,
): readonly (readonly PublicationsUnderHeading[])[] {
  const pages: PublicationsUnderHeading[][] = [];
  let [room, before] = [0, 0];
  let last: string | undefined;
  for (const { section, heading, publications } of groups) {
    last = section ?? last;
    for (let start = 0; start < publications.length; ) {
      // A part that goes on on another page is named there again.
      const isFirst = room === 0;
      if (isFirst) {
        pages.push([]);
        room = size;
      }
      const part = publications.slice(start, start + room);
      const named = isFirst ? last : start === 0 ? section : undefined;
      pages.at(-1)!.push({ ...(named === undefined ? {} : { section: named }), before, heading, publications: part });
      start += part.length;
      before += part.length;
      room -= part.length;
    }
  }
  return pages.length > 0 ? pages : [[]];
}

/** As many entries fill a window and what a browser prepares below it; `site.css` counts within a group to the same number. */
const fillsWindow = 6;

/** The view of a list, or of one page of a list of `count` publications. */
export function viewList(
  groups: readonly PublicationsUnderHeading[],
  count: number,
  view: (entry: CataloguedPublication) => EntryView,
  locale: Locale,
  site: Site,
  place: "front" | "list" | "lines" = "list",
): ListView {
  const { t } = locale;
  const { appearance } = site;
  const isShown = (where: "front" | "everywhere" | "nowhere") => where === "everywhere" || where === place;
  const numbering = place === "front" ? "none" : appearance.numbering;
  const hasSections = groups.some(({ section }) => section !== undefined);
  const anchors = new Set<string>();
  const anchorOf = (name: string): string => {
    const slug = readableSlug(name);
    const anchor = `part--${slug === "" || anchors.has(`part--${slug}`) ? `part-${anchors.size + 1}` : slug}`;
    anchors.add(anchor);
    return anchor;
  };
  let above = 0;
  const shown = groups.map(({ section = "", heading, before = 0, publications }): GroupView => {
    const isFar = above >= fillsWindow;
    above += publications.length;
    return {
      section,
      heading,
      anchor: place === "front" || (hasSections && section === "") ? undefined : anchorOf(section || heading),
      isFar,
      start: numbering === "none" ? undefined : numbering === "up" ? before + 1 : count - before,
      entries: publications.map(view),
    };
  });
  return {
    groups: shown,
    hasSections,
    isReversed: numbering === "down",
    count,
    countText: t("publicationCount", { count }),
    legend: viewLegend(place === "lines" ? new Set() : marksIn(shown), site, locale),
    isFront: place === "front",
    areAbstractsOpen: isShown(appearance.abstracts),
    arePicturesShown: isShown(appearance.pictures),
    areLines: place === "lines",
  };
}

/** The marks of all entries that show names. */
function marksIn(groups: readonly GroupView[]): ReadonlySet<string> {
  const marks = new Set<string>();
  for (const { entries } of groups)
    for (const entry of entries)
      if (entry.marks.length > 0 && entry.referenceHtml === "") for (const mark of entry.marks) marks.add(mark);
  return marks;
}

function append<Key>(map: Map<Key, CataloguedPublication[]>, key: Key, entry: CataloguedPublication): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [entry]);
  else list.push(entry);
}

function capitalize(text: string): string {
  const first = [...text.slice(0, 2)][0] ?? "";
  return first.toUpperCase() + text.slice(first.length);
}

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

/** How many publications a collection has, and from which year to which; without years where none is known. */
export interface CollectionExtent {
  readonly count: number;
  readonly years: readonly [first: number, last: number] | undefined;
}

export function extentOf(publications: readonly CataloguedPublication[]): CollectionExtent {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { publication } of publications) {
    const year = yearOf(publication.issued);
    if (year !== undefined) [first, last] = [Math.min(first, year), Math.max(last, year)];
  }
  return { count: publications.length, years: first > last ? undefined : [first, last] };
}

/** The view of a collection. */
export function viewCollection(
  collection: Collection,
  { count, years }: CollectionExtent,
  { addresses, locale, site, text }: EntryTools,
): CollectionView {
  const { language, t, year } = locale;
  const translated = collection.translations.get(language);
  const shown = translated?.text ?? collection.text;
  const page = groupAddress("collections", collection.slug);
  const textLanguage = translated || language === site.language ? undefined : site.language;
  return {
    href: addresses.page(page),
    title: translated?.title ?? collection.title,
    isDraft: collection.isDraft ?? false,
    titleHtml: text.html(translated?.heading ?? collection.heading, { isTitle: true, language: textLanguage }),
    language: textLanguage,
    textHtml: text.html(shown, { headingLevel: 2, footnotes: "note", language: textLanguage }),
    overviewHtml: text.html(shown, { headingLevel: 3, language: textLanguage }),
    countText: t("publicationCount", { count }),
    years: years === undefined ? "" : [...new Set(years)].map(year).join("–"),
  };
}
