// In: the publications in their order, and who and where they are of. Out: the groups a visitor looks them up by.

import { memoize } from "../memory/memoize.ts";
import { yearOf } from "../record/dates/partial-date.ts";
import { formatName, type Name } from "../record/names/name.ts";
import type { Publication } from "../record/publication.ts";
import type { Person, Venue } from "../record/site-settings.ts";
import { kindOf, type PublicationKind } from "../record/types.ts";
import { assignSlugs } from "./assign-slugs.ts";
import type {
  CataloguedPublication,
  KindGroup,
  PersonGroup,
  PublicationGroup,
  VenueGroup,
  YearGroup,
} from "./catalogue.ts";
import { foldSpelling, foldVenueName } from "./recognize.ts";

/** The years of the publications, newest first; what has no year comes last. */
export function groupByYear(publications: readonly CataloguedPublication[]): readonly YearGroup[] {
  const groups = new Map<number | undefined, Mutable<YearGroup>>();
  for (const entry of publications) {
    const year = yearOf(entry.publication.issued);
    add(groups, year, entry, () => ({ slug: yearSlug(year), year, publications: [] }));
  }
  return [...groups.values()].sort((one, other) => (other.year ?? -Infinity) - (one.year ?? -Infinity));
}

const yearSlug = (year: number | undefined): string =>
  year === undefined ? "undated" : year < 0 ? `bce${-year}` : String(year);

/** The kinds of the publications, the most frequent first. */
export function groupByKind(publications: readonly CataloguedPublication[]): readonly KindGroup[] {
  const groups = new Map<PublicationKind, Mutable<KindGroup>>();
  for (const entry of publications) {
    const kind = kindOf(entry.publication.type);
    add(groups, kind, entry, () => ({ slug: kind.replaceAll("_", "-"), kind, publications: [] }));
  }
  return byFrequency([...groups.values()]);
}

/** Venues and people while the catalogue is built: `venueOf` and `peopleOf` name groups that `fill` later fills. */
export interface Directory {
  readonly venueOf: (publication: Publication, venue: Venue | undefined) => VenueGroup | undefined;
  readonly peopleOf: (publication: Publication) => readonly PersonGroup[];
  /** Puts the publications into their groups and gives venues and people, the most frequent first. */
  readonly fill: (publications: readonly CataloguedPublication[]) => {
    readonly venues: readonly VenueGroup[];
    readonly people: readonly PersonGroup[];
  };
}

/**
 * The directory of all works. Two works are of one venue where `venues.yaml` says so or their venue's name differs only in
 * year and number; two names are one person where `people.yaml` says so or they are spelled
 * alike and no two numbers of DBLP's, ORCID iDs or ids stand with that spelling.
 */
export function createDirectory(
  works: readonly { readonly publication: Publication; readonly venue: Venue | undefined }[],
  recognize: (name: Name) => Person | undefined,
): Directory {
  const venues = new Map<string, Mutable<VenueGroup>>();
  const people = new Map<string, Mutable<PersonGroup>>();
  const personKeys = new Map<string, string>();
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
        hasPage: person !== undefined,
        publications: [],
      });
    return key;
  };
  for (const { publication, venue } of works) {
    const key = venueKey(publication, venue, fold);
    if (key !== undefined && !venues.has(key)) {
      const name = venue?.short ?? withoutYear(venueName(publication) ?? "");
      venues.set(key, { slug: "", name, venue, hasPage: venue !== undefined, publications: [] });
    }
    for (const name of namesOf(publication)) keyOfName(name);
  }
  const venueGroups = [...venues.values()];
  const personGroups = [...people.values()];
  for (const [index, slug] of assignSlugs(venueGroups.map(({ venue, name }) => venue?.id ?? name)).entries())
    venueGroups[index]!.slug = slug;
  for (const [index, slug] of assignSlugs(personGroups.map(({ slug }) => slug)).entries())
    personGroups[index]!.slug = slug;
  return {
    venueOf: (publication, venue) => venues.get(venueKey(publication, venue, fold) ?? ""),
    peopleOf: (publication) => namesOf(publication).map((name) => people.get(keyOfName(name))!),
    fill: (publications) => {
      for (const entry of publications) {
        (entry.venueGroup as Mutable<VenueGroup> | undefined)?.publications.push(entry);
        for (const group of new Set(entry.people)) (group as Mutable<PersonGroup>).publications.push(entry);
      }
      // Who has nothing that is listed has no page.
      for (const group of [...venueGroups, ...personGroups])
        group.hasPage = group.publications.length > (group.hasPage ? 0 : 1);
      return { venues: byFrequency(venueGroups), people: byFrequency(personGroups) };
    },
  };
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

/** A group while it is filled. */
type Mutable<Group extends PublicationGroup> = {
  -readonly [Field in keyof Group]: Field extends "publications" ? CataloguedPublication[] : Group[Field];
};

const namesOf = ({ author, editor }: Publication): readonly Name[] => (author.length > 0 ? author : editor);

const venueName = ({ containerTitle, eprint }: Publication): string | undefined => containerTitle ?? eprint?.archive;

function venueKey(
  publication: Publication,
  venue: Venue | undefined,
  fold: (name: string) => string,
): string | undefined {
  if (venue !== undefined) return `venue ${venue.id}`;
  const name = venueName(publication);
  const folded = name === undefined ? "" : fold(name);
  return folded === "" ? undefined : `name ${folded}`;
}

/** "Proceedings of Tests 2023" → "Proceedings of Tests"; a name that is only a year stays. */
function withoutYear(name: string): string {
  const rest = name
    .replace(/[\s,(]*(?:['’]\d\d|\b(?:19|20)\d\d)\b\)?/g, "")
    .replace(/\b\d+(?:st|nd|rd|th)\s+/gi, "")
    .trim();
  return rest === "" ? name : rest;
}

function add<Key, Group extends PublicationGroup>(
  groups: Map<Key, Mutable<Group>>,
  key: Key,
  entry: CataloguedPublication,
  make: () => Mutable<Group>,
): void {
  const group = groups.get(key) ?? make();
  if (group.publications.length === 0) groups.set(key, group);
  group.publications.push(entry);
}

/** The most frequent first; among equals the order in which they first occur. */
function byFrequency<Group extends PublicationGroup>(groups: readonly Group[]): readonly Group[] {
  return groups
    .filter(({ publications }) => publications.length > 0)
    .sort((one, other) => other.publications.length - one.publications.length);
}
