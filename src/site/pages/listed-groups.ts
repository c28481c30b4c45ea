// The groups of publications that have pages of their own, in one language, and what these pages say of them.

import { foldLetters } from "../../memory/fold.ts";
import { activityKinds } from "../../record/activities.ts";
import { groupAddress, type Part, pageAddress } from "../../record/content-files.ts";
import { yearOf } from "../../record/dates/partial-date.ts";
import type { Collection, Member, Venue } from "../../record/site-settings.ts";
import type {
  Catalogue,
  CataloguedActivity,
  CataloguedPerson,
  CataloguedPublication,
  CataloguedVenue,
  PersonGroup,
  PublicationGroup,
} from "../../relate/catalogue.ts";
import { orcidAddress } from "../metadata/structured-work.ts";
import { viewActivity } from "../views/activity-view.ts";
import { venueHref } from "../views/entry-view.ts";
import { type CollectionExtent, extentOf, publicationsByCollection, viewCollection } from "../views/list-view.ts";
import type { Locale } from "../views/locale.ts";
import { partsOf } from "../views/site-view.ts";
import type { TextTools } from "../views/text-view.ts";
import type { TemplatePage } from "./page.ts";
import type { PageContent, PageTools } from "./page-tools.ts";

/** A group of publications that has pages of its own. */
export interface ListedGroup extends PublicationGroup {
  readonly part: Part;
  readonly name: string;
  /** Whether it has feeds and a file of BibTeX. */
  readonly hasFiles: boolean;
  /** Whose it is: of the topic, the venue or the person. */
  readonly collection?: Collection;
  readonly venue?: Venue | undefined;
  readonly person?: CataloguedPerson & Pick<PersonGroup, "member" | "activities">;
}

/** Every group of the site, part by part. */
export function listedGroups(catalogue: Catalogue, locale: Locale): readonly ListedGroup[] {
  const { t } = locale;
  const byCollection = publicationsByCollection(catalogue.publications);
  return [
    ...catalogue.collections.map(
      (collection): ListedGroup => ({
        part: "collections",
        slug: collection.slug,
        name: collection.translations.get(locale.language)?.title ?? collection.title,
        publications: byCollection.get(collection.slug) ?? [],
        hasFiles: true,
        collection,
      }),
    ),
    ...catalogue.years.map(
      ({ slug, year, publications }): ListedGroup => ({
        part: "years",
        slug,
        name: year === undefined ? t("undated") : locale.year(year),
        publications,
        hasFiles: true,
      }),
    ),
    ...catalogue.kinds.map(
      ({ slug, kind, publications }): ListedGroup => ({
        part: "types",
        slug,
        name: t(`type-${kind}`),
        publications,
        hasFiles: true,
      }),
    ),
    ...catalogue.venues
      .filter(({ hasPage }) => hasPage)
      .map(
        ({ slug, name, venue, publications }): ListedGroup => ({
          part: "venues",
          slug,
          name,
          publications,
          hasFiles: true,
          venue,
        }),
      ),
    ...catalogue.people
      .filter(({ hasPage }) => hasPage)
      .map(
        ({ publications, ...person }): ListedGroup => ({
          part: "people",
          slug: person.slug,
          name: person.name,
          publications,
          // Whom the site does not know by name has a page, but no files: their number would grow with every co-author.
          hasFiles: person.person !== undefined && publications.length > 0,
          person,
        }),
      ),
  ];
}

/** How often each occurs, the most frequent first. */
type Counts<Key> = readonly (readonly [key: Key, count: number])[];

/** What is counted of a person's publications. */
interface PersonCounts {
  readonly coAuthors: Counts<CataloguedPerson>;
  readonly venues: Counts<CataloguedVenue>;
  readonly topics: Counts<{ readonly slug: string; readonly name: string }>;
  readonly years: Counts<number>;
}

/**
 * What the pages of a group say of all its publications. It is a part of what they are made of, in place of the publications, so
 * that a page stays as it is while another title changes on another one.
 */
export interface GroupCounts {
  readonly ofCollection?: CollectionExtent;
  readonly ofPerson?: PersonCounts;
}

/** What is counted of the publications of a group. */
export function countGroup({ part, slug, publications }: ListedGroup): GroupCounts {
  if (part === "collections") return { ofCollection: extentOf(publications) };
  return part === "people" ? { ofPerson: countPerson(slug, publications) } : {};
}

function countPerson(slug: string, publications: readonly CataloguedPublication[]): PersonCounts {
  const coAuthors = new Map<CataloguedPerson, number>();
  const venues = new Map<CataloguedVenue, number>();
  const topics = new Map<string, { readonly slug: string; readonly name: string; count: number }>();
  const years = new Map<number, number>();
  for (const { people, cataloguedVenue, collections, publication } of publications) {
    // A name may stand twice in one paper.
    for (const [at, one] of people.entries())
      if (one.slug !== slug && people.indexOf(one) === at) countOne(coAuthors, one);
    countOne(venues, cataloguedVenue);
    countOne(years, yearOf(publication.issued));
    for (const { slug: topic, title } of collections) {
      const known = topics.get(topic);
      if (known === undefined) topics.set(topic, { slug: topic, name: title, count: 1 });
      else known.count++;
    }
  }
  return {
    coAuthors: byCount(coAuthors),
    venues: byCount(venues),
    topics: byCount(new Map([...topics.values()].map(({ count, ...topic }) => [topic, count]))),
    years: [...years].sort(([one], [other]) => one - other),
  };
}

function countOne<Key>(counts: Map<Key, number>, key: Key | undefined): void {
  if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
}

const byCount = <Key>(counts: ReadonlyMap<Key, number>): Counts<Key> =>
  [...counts].sort(([, one], [, other]) => other - one);

/** What the pages of a group show of it besides the list. */
export function viewGroup(
  { collection, venue, person, name }: Omit<ListedGroup, "publications">,
  { ofCollection, ofPerson }: GroupCounts,
  tools: PageTools,
): Readonly<Record<string, unknown>> {
  if (collection && ofCollection) return { collection: viewCollection(collection, ofCollection, tools) };
  if (person && ofPerson) return { person: viewPerson(person, ofPerson, tools) };
  if (venue === undefined) return {};
  // The heading says the name already where the venue has no other.
  return { venue: { fullName: venue.name === name ? undefined : venue.name, href: venue.url } };
}

/** How many co-authors and venues a person's page shows before the papers, and how many more open in place: more than these are no help. */
const [shownAtOnce, shownAtMost] = [12, 500];

/** Names with how many publications each has, the most first; those that are not shown at once below words that say how many. */
function viewCounted<Key extends { readonly name: string }>(
  counts: Counts<Key>,
  hrefOf: (key: Key) => string | undefined,
  { list, t }: Locale,
) {
  const items = list(counts.map(([{ name }]) => name)).map(({ text, separator, space }, index) => {
    const [key, count] = counts[index]!;
    return { text, separator, space, count, href: hrefOf(key) };
  });
  const isLong = items.length > shownAtOnce;
  return {
    shown: items.slice(0, isLong ? shownAtOnce : undefined),
    more: isLong ? items.slice(shownAtOnce, shownAtMost) : [],
    moreLabel: isLong ? t("others", { count: items.length - shownAtOnce }) : "",
  };
}

/** How many publications each year has, as bars from the first year to the last; undefined where there is one year alone. */
function viewYears(counts: PersonCounts["years"], { year: yearText }: Locale) {
  if (counts.length < 2) return undefined;
  const [first, last] = [counts[0]![0], counts.at(-1)![0]];
  if (last - first > 200) return undefined;
  const most = Math.max(...counts.map(([, count]) => count));
  const [step, height] = [7, 24];
  return {
    label: `${yearText(first)}–${yearText(last)}`,
    text: counts.map(([year, count]) => `${yearText(year)}: ${count}`).join(", "),
    width: (last - first + 1) * step,
    height,
    bars: counts.flatMap(([year, count]) => {
      const size = Math.round((height * count) / most);
      return size === 0 ? [] : [{ x: (year - first) * step, y: height - size, width: step - 2, height: size }];
    }),
  };
}

function viewPerson(
  { slug, name, person, member, activities = [] }: NonNullable<ListedGroup["person"]>,
  counts: PersonCounts,
  tools: PageTools,
) {
  const { addresses, locale, text } = tools;
  const isStudent = (one: CataloguedActivity) => one.namedStudents.some((student) => student.slug === slug);
  const written = activities.filter(isStudent);
  const parts = activityKinds.map((kind) => ({
    anchor: `person-${kind}`,
    heading: locale.t(kind),
    href: addresses.page(`/${kind}/`),
    own: activities.filter((one) => one.kind === kind && !isStudent(one)),
  }));
  const spellings = [...(person?.variants ?? [])].filter((one) => one !== name);
  return {
    ...(member ? viewMember(member, locale, text) : {}),
    affiliations: (member?.affiliation ?? []).map((one) => ({
      nameHtml: text.html(one.name),
      periodText: one.period === undefined ? "" : locale.date(one.period),
    })),
    email: member?.email && { label: member.email, href: `mailto:${member.email}` },
    profiles: member?.profiles ?? [],
    textHtml: text.html(member?.text ?? [], { headingLevel: 2, footnotes: "note" }),
    homepage: person?.homepage,
    orcid: person?.orcid && { id: person.orcid, href: orcidAddress(person.orcid) },
    variants: locale.list(spellings),
    coAuthors: viewCounted(
      counts.coAuthors,
      (other) => (other.hasPage ? addresses.page(groupAddress("people", other.slug)) : undefined),
      locale,
    ),
    venues: viewCounted(counts.venues, (venue) => venueHref(venue, addresses), locale),
    topics: viewCounted(counts.topics, (topic) => addresses.page(groupAddress("collections", topic.slug)), locale),
    years: viewYears(counts.years, locale),
    activityGroups: [
      { anchor: "person-written", heading: locale.t("type-thesis"), href: undefined, own: written },
      ...parts,
    ]
      .filter(({ own }) => own.length > 0)
      .map(({ own, ...group }) => ({
        ...group,
        placeHref: `#${group.anchor}`,
        activities: own.map((one) => viewActivity(one, tools)),
      })),
  };
}

/** What the index of people and a person's own page show of a member alike. */
function viewMember({ portrait, role, period }: Member, { date }: Locale, text: TextTools) {
  return {
    portraitHtml: text.html(portrait),
    roleHtml: text.html(role),
    periodText: period === undefined ? "" : date(period),
  };
}

// An index of each part: topics, years, types, venues, people, with how many publications each holds.

/** The length of the bar of the year with the most publications, in pixels of CSS. */
const barWidth = 160;

/** How many names a page of an index holds at most. */
const indexSize = 2000;

export function indexPages(
  catalogue: Catalogue,
  groups: readonly ListedGroup[],
  tools: PageTools,
): readonly TemplatePage[] {
  return partsOf(catalogue).flatMap((part) => {
    const own = groups.filter((group) => group.part === part);
    if (part !== "collections") return indexOf(part, own, catalogue, tools);
    return [
      tools.page({
        address: "/collections/",
        layout: "collections",
        inputs: () => own.map(({ collection, publications }) => [collection!, extentOf(publications)] as const),
        content: collectionsContent,
      }),
    ];
  });
}

function collectionsContent(
  groups: readonly (readonly [Collection, CollectionExtent])[],
  tools: PageTools,
): PageContent {
  const { t } = tools.locale;
  return {
    title: t("collections"),
    description: t("indexDescription", { site: tools.title, kind: t("collections") }),
    heading: t("collections"),
    collections: groups.map(([collection, extent]) => viewCollection(collection, extent, tools)),
    browsing: tools.browsingAt("/collections/"),
  };
}

/** What a page of an index shows. */
interface IndexInputs {
  readonly part: Part;
  readonly items: readonly {
    readonly slug: string;
    readonly name: string;
    readonly count: number;
    readonly isKnown: boolean;
    /** What it is ordered by, where that is its name. */
    readonly sortName: string;
  }[];
  /** The site's own people, in the order of people.yaml, who stand above the others. */
  readonly members: readonly MemberOfIndex[];
  /** The page among the index's pages, from 0, and how many there are. */
  readonly at: number;
  readonly pageCount: number;
}

interface MemberOfIndex {
  readonly slug: string;
  readonly name: string;
  readonly count: number;
  readonly member: Member;
}

function indexOf(
  part: Part,
  groups: readonly ListedGroup[],
  { people }: Catalogue,
  { locale, page }: PageTools,
): readonly TemplatePage[] {
  const isByName = part === "people" || part === "venues";
  const sortNames = new Map(people.map(({ slug, sortName }) => [slug, sortName]));
  const nameOf = (group: ListedGroup) => (part === "people" ? (sortNames.get(group.slug) ?? group.name) : group.name);
  const members = groups.flatMap(({ slug, name, publications, person }): readonly MemberOfIndex[] =>
    person?.member ? [{ slug, name, count: publications.length, member: person.member }] : [],
  );
  const others = members.length === 0 ? groups : groups.filter(({ person }) => !person?.member);
  const sorted = isByName ? [...others].sort((one, other) => locale.compare(nameOf(one), nameOf(other))) : others;
  const pageCount = Math.max(Math.ceil(sorted.length / indexSize), members.length > 0 ? 1 : 0);
  return Array.from({ length: pageCount }, (_, at) =>
    page({
      address: pageAddress(`/${part}/`, at + 1),
      layout: "index",
      inputs: (): IndexInputs => ({
        part,
        items: sorted.slice(at * indexSize, (at + 1) * indexSize).map((group) => ({
          slug: group.slug,
          name: group.name,
          count: group.publications.length,
          isKnown: group.person?.person !== undefined,
          sortName: isByName ? nameOf(group) : "",
        })),
        members: at === 0 ? members.toSorted((one, other) => one.member.position - other.member.position) : [],
        at,
        pageCount,
      }),
      content: indexContent,
    }),
  );
}

function indexContent({ part, items, members, at, pageCount }: IndexInputs, tools: PageTools): PageContent {
  const { locale, addresses, title, text: texts } = tools;
  const { t } = locale;
  const text = pageCount === 1 ? "" : t("pageOf", { page: at + 1, pages: pageCount });
  const most = Math.max(...items.map(({ count }) => count));
  const letters = new Map<string, string>();
  const letterOf = (sortName: string): string | undefined => {
    const letter = /^\p{L}/u.exec(foldLetters(sortName))?.[0]?.toLocaleUpperCase(locale.language);
    if (letter === undefined || letters.has(letter)) return undefined;
    letters.set(letter, `letter-${letter}`);
    return letters.get(letter);
  };
  return {
    title: [t(part), text].filter(Boolean).join(", "),
    description: [t("indexDescription", { site: title, kind: t(part) }), text].filter(Boolean).join(" "),
    heading: t(part),
    part,
    memberGroups: [...groupedMembers(members, t)].map(([groupName, of]) => ({
      heading: groupName,
      members: of.map(({ slug, name, count, member }) => ({
        name,
        href: addresses.page(groupAddress(part, slug)),
        countText: count === 0 ? "" : t("publicationCount", { count }),
        ...viewMember(member, locale, texts),
      })),
    })),
    items: items.map(({ slug, name, count, isKnown, sortName }) => ({
      name,
      anchor: letterOf(sortName),
      bar: part === "years" ? Math.max(2, Math.round((barWidth * count) / most)) : undefined,
      href: addresses.page(groupAddress(part, slug)),
      count,
      isKnown,
    })),
    letters: letters.size < 3 ? [] : [...letters].map(([label, anchor]) => ({ label, href: `#${anchor}` })),
    isByName: part === "people" || part === "venues",
    pagination: {
      text,
      newer: at > 0 ? addresses.page(pageAddress(`/${part}/`, at)) : undefined,
      older: at + 1 < pageCount ? addresses.page(pageAddress(`/${part}/`, at + 2)) : undefined,
    },
    browsing: tools.browsingAt(`/${part}/`),
  };
}

/** Members by the heading that they stand under, those who have left below all others. */
function groupedMembers(
  members: readonly MemberOfIndex[],
  t: Locale["t"],
): ReadonlyMap<string, readonly MemberOfIndex[]> {
  const present = members.filter(({ member }) => !member.hasLeft);
  const left = members.filter(({ member }) => member.hasLeft);
  const groups = new Map<string, MemberOfIndex[]>();
  for (const one of present) {
    const heading = one.member.group ?? t("members");
    groups.set(heading, [...(groups.get(heading) ?? []), one]);
  }
  // A group may be called by the same word, and stands with them.
  const alumni = [...(groups.get(t("alumni")) ?? []), ...left];
  groups.delete(t("alumni"));
  return alumni.length === 0 ? groups : new Map([...groups, [t("alumni"), alumni]]);
}
