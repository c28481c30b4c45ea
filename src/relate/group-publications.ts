// In: the publications in their order, and who and where they are of. Out: the groups a visitor looks them up by.

import { foldSpelling, readableSlug } from "../memory/fold.ts";
import { memoize } from "../memory/memoize.ts";
import { yearOf } from "../record/dates/partial-date.ts";
import { formatName, type Name } from "../record/names/name.ts";
import type { Publication } from "../record/publication.ts";
import type { Member, Person, Venue } from "../record/site-settings.ts";
import { type PublicationKind, types } from "../record/types.ts";
import { assignSlugs } from "./assign-slugs.ts";
import type {
  CataloguedActivity,
  CataloguedPerson,
  CataloguedPublication,
  CataloguedVenue,
  KindGroup,
  PersonGroup,
  PublicationGroup,
  VenueGroup,
  YearGroup,
} from "./catalogue.ts";
import { foldVenueName } from "./recognize.ts";

/** The years of the publications, newest first; what has no year comes last. */
export function groupByYear(publications: readonly CataloguedPublication[]): readonly YearGroup[] {
  return [...grouped(publications, ({ publication }) => yearOf(publication.issued))]
    .map(([year, members]) => ({ slug: yearSlug(year), year, publications: members }))
    .sort((one, other) => (other.year ?? -Infinity) - (one.year ?? -Infinity));
}

/** The last part of the address of a year's page. */
export const yearSlug = (year: number | undefined): string =>
  year === undefined ? "undated" : year < 0 ? `bce${-year}` : String(year);

/** The kinds of the publications, the most frequent first. */
export function groupByKind(publications: readonly CataloguedPublication[]): readonly KindGroup[] {
  return byFrequency(
    [...grouped(publications, ({ publication }) => types[publication.type].kind)].map(([kind, members]) => ({
      slug: kindSlug(kind),
      kind,
      publications: members,
    })),
  );
}

/** The last part of the address of a kind's page. */
export const kindSlug = (kind: PublicationKind): string => kind.replaceAll("_", "-");

/** The venues that the publications are of, the most frequent first. */
export function groupByVenue(publications: readonly CataloguedPublication[], directory: Directory) {
  const members = grouped(publications, ({ cataloguedVenue }) => cataloguedVenue);
  return byFrequency(directory.venues.map((one): VenueGroup => ({ ...one, publications: members.get(one) ?? [] })));
}

/** The people whom the publications are by, the most frequent first, and after them the members who have none, in their own order. */
export function groupByPerson(
  publications: readonly CataloguedPublication[],
  directory: Directory,
  memberOf: (person: CataloguedPerson) => Member | undefined,
  activities: readonly CataloguedActivity[] = [],
): readonly PersonGroup[] {
  const activitiesOf = new Map<string, CataloguedActivity[]>();
  for (const activity of activities)
    for (const slug of new Set([...activity.named, ...activity.namedStudents].flatMap((one) => one.slug ?? [])))
      append(activitiesOf, slug, activity);
  const members = new Map<CataloguedPerson, CataloguedPublication[]>();
  for (const entry of publications) for (const person of new Set(entry.people)) append(members, person, entry);
  const groups = directory.people.map(
    (one): PersonGroup => ({
      slug: one.slug,
      name: one.name,
      sortName: one.sortName,
      person: one.person,
      hasPage: one.hasPage,
      publications: members.get(one) ?? [],
      member: memberOf(one),
      activities: activitiesOf.get(one.slug),
    }),
  );
  return [
    ...byFrequency(groups),
    ...groups.filter((group) => group.publications.length === 0 && group.member !== undefined),
  ];
}

/** A work of which it is to be found who and where it is of. */
export interface DirectoryWork {
  readonly publication: Publication;
  readonly venue: Venue | undefined;
  /** What a venue that is none of these is called, where a paper says so. */
  readonly venueShort?: string | undefined;
  /** Whether it stands in lists. */
  readonly isListed: boolean;
}

/** Venues and people, in the order in which they first occur. */
export interface Directory {
  readonly venues: readonly CataloguedVenue[];
  readonly people: readonly CataloguedPerson[];
  readonly venueOf: (
    publication: Publication,
    venue: Venue | undefined,
    venueShort?: string,
  ) => CataloguedVenue | undefined;
  readonly peopleOf: (publication: Publication) => readonly CataloguedPerson[];
  /** The pages that people and venues had before the site named them, by what was their name. */
  readonly former: readonly { readonly part: "people" | "venues"; readonly written: string; readonly slug: string }[];
}

/** A venue or person before all works are counted. */
type Counted<Listed> = Omit<Listed, "hasPage"> & {
  /** Of how many works there must be for it to have a page. */
  readonly least: number;
  /** How many there are that stand in lists. */
  count: number;
};

/**
 * The directory of all works. Two works are of one venue where `venues.yaml` says so or their venue's name differs only in
 * year and number; two names are one person where `people.yaml` says so or they are spelled
 * alike and no two numbers of DBLP's, ORCID iDs or ids stand with that spelling. `members` have pages without works too.
 */
export function createDirectory(
  works: readonly DirectoryWork[],
  recognize: (name: Name) => Person | undefined,
  members: readonly Person[] = [],
): Directory {
  const venues = new Map<string, Counted<CataloguedVenue>>();
  const people = new Map<string, Counted<CataloguedPerson>>();
  const personKeys = new Map<string, string>();
  const former = new Map<string, FormerName>();
  const countFormer = (part: FormerName["part"], folded: string, written: string, key: string) => {
    const id = `${part} ${folded}`;
    const known = former.get(id) ?? { part, written, key, count: 0 };
    former.set(id, { ...known, count: known.count + 1 });
  };
  const fold = memoize(foldVenueName);
  const marks = marksBySpelling(works.flatMap(({ publication }) => namesOf(publication)));
  const keyOfName = (name: Name): string => {
    const written = formatName(name);
    const question = [written, name.homonym, name.orcid, name.id].join("\n");
    const known = personKeys.get(question);
    if (known !== undefined) return known;
    const person = recognize(name);
    const folded = foldSpelling(written);
    const mark = (marks.get(folded)?.size ?? 0) > 1 ? markOf(name) : undefined;
    const key = person ? `person ${person.id}` : ["name", folded, mark].join(" ");
    personKeys.set(question, key);
    if (!people.has(key))
      people.set(key, {
        // What tells people of one name apart is a part of their address.
        slug: person?.id ?? [written, mark].filter(Boolean).join(" "),
        name: person?.name ?? written,
        sortName: name.literal ?? [name.family, name.given].filter(Boolean).join(" "),
        person,
        least: person === undefined ? 2 : 1,
        count: 0,
      });
    return key;
  };
  for (const { publication, venue, venueShort, isListed } of works) {
    const key = venueKey(publication, venue, venueShort, fold);
    if (key !== undefined) {
      if (!venues.has(key)) {
        const name = venue?.short ?? venueShort ?? withoutYear(venueName(publication) ?? "");
        venues.set(key, { slug: venue?.id ?? name, name, venue, least: venue === undefined ? 2 : 1, count: 0 });
      }
      if (isListed) venues.get(key)!.count++;
      const written = withoutYear(venueShort ?? venueName(publication) ?? "");
      if (isListed && venue) countFormer("venues", fold(written), written, key);
    }
    const names = namesOf(publication);
    const keys = names.map(keyOfName);
    if (!isListed) continue;
    for (const person of new Set(keys)) people.get(person)!.count++;
    for (const [index, name] of names.entries())
      if (people.get(keys[index]!)!.person)
        countFormer("people", foldSpelling(formatName(name)), formatName(name), keys[index]!);
  }
  for (const person of members) {
    const key = `person ${person.id}`;
    const { slug, name, family, given } = { slug: person.id, ...person };
    const sortName = [family, given].filter(Boolean).join(" ") || inverted(name);
    people.set(key, { slug, name, sortName, person, count: 0, ...people.get(key), least: 0 });
  }
  const listedVenues = listed(venues, ({ name, venue }, slug, hasPage) => ({ slug, name, venue, hasPage }));
  const listedPeople = listed(people, ({ name, sortName, person }, slug, hasPage) => ({
    slug,
    name,
    sortName,
    person,
    hasPage,
  }));
  return {
    former: [...former.values()].flatMap(({ part, written, key, count }) => {
      const now = (part === "people" ? listedPeople : listedVenues).get(key)!;
      return count < 2 || readableSlug(written) === "" || !now.hasPage ? [] : [{ part, written, slug: now.slug }];
    }),
    venues: [...listedVenues.values()],
    people: [...listedPeople.values()],
    venueOf: (publication, venue, venueShort) => listedVenues.get(venueKey(publication, venue, venueShort, fold) ?? ""),
    peopleOf: (publication) => namesOf(publication).map((name) => listedPeople.get(keyOfName(name))!),
  };
}

/** "Kern Ada" of "Ada Kern". */
const inverted = (name: string): string => name.replace(/^(.*\S)\s+(\S+)$/, "$2 $1");

/** How a person or venue of the site's is written in papers: so it would be called if the site did not name it. */
interface FormerName {
  readonly part: "people" | "venues";
  readonly written: string;
  /** Who or what it is. */
  readonly key: string;
  readonly count: number;
}

/** Each with its address, and with a page where it has works enough. */
function listed<Item extends { readonly slug: string; readonly least: number; readonly count: number }, Listed>(
  counted: ReadonlyMap<string, Item>,
  withPage: (item: Item, slug: string, hasPage: boolean) => Listed,
): ReadonlyMap<string, Listed> {
  const slugs = assignSlugs([...counted.values()].map(({ slug }) => slug));
  return new Map(
    [...counted].map(([key, item], index) => [key, withPage(item, slugs[index]!, item.count >= item.least)]),
  );
}

/** What an entry says of a name by which people of one name are told apart: DBLP's number, an ORCID iD or an id. */
const markOf = ({ homonym, orcid, id }: Name): string | undefined => homonym ?? orcid ?? id;

function marksBySpelling(names: readonly Name[]): ReadonlyMap<string, ReadonlySet<string>> {
  const marks = new Map<string, Set<string>>();
  for (const name of names) {
    const mark = markOf(name);
    if (mark === undefined) continue;
    const folded = foldSpelling(formatName(name));
    marks.set(folded, (marks.get(folded) ?? new Set()).add(mark));
  }
  return marks;
}

const namesOf = ({ author, editor }: Publication): readonly Name[] => (author.length > 0 ? author : editor);

const venueName = ({ containerTitle, eprint }: Publication): string | undefined => containerTitle ?? eprint?.archive;

function venueKey(
  publication: Publication,
  venue: Venue | undefined,
  venueShort: string | undefined,
  fold: (name: string) => string,
): string | undefined {
  if (venue !== undefined) return `venue ${venue.id}`;
  const name = venueShort ?? venueName(publication);
  const folded = name === undefined ? "" : fold(name);
  return folded === "" ? undefined : `name ${folded}`;
}

/** "Proceedings of Tests 2023" → "Proceedings of Tests"; a name that is only a year stays. */
function withoutYear(name: string): string {
  const rest = name
    .replace(/(?<![\s,(])[\s,(]*(?:['’]\d\d|\b(?:19|20)\d\d)\b\)?/g, "")
    .replace(/\b\d+(?:st|nd|rd|th)\s+/gi, "")
    .trim();
  return rest === "" ? name : rest;
}

/** The publications by what `keyOf` gives, in the order in which that first occurs. */
function grouped<Key>(
  publications: readonly CataloguedPublication[],
  keyOf: (entry: CataloguedPublication) => Key,
): ReadonlyMap<Key, readonly CataloguedPublication[]> {
  const groups = new Map<Key, CataloguedPublication[]>();
  for (const entry of publications) append(groups, keyOf(entry), entry);
  return groups;
}

function append<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

/** The most frequent first; among equals the order in which they first occur. */
function byFrequency<Group extends PublicationGroup>(groups: readonly Group[]): readonly Group[] {
  return groups
    .filter(({ publications }) => publications.length > 0)
    .sort((one, other) => other.publications.length - one.publications.length);
}
