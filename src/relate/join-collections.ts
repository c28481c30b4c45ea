import { type Diagnostic, diagnostic, type Result } from "../diagnostic/diagnostic.ts";
import { nearestName } from "../diagnostic/nearest-name.ts";
import { lostThing } from "../diagnostic/sort-diagnostics.ts";
import { foldHyphens } from "../memory/fold.ts";
import { yearOf } from "../record/dates/partial-date.ts";
import { formatName } from "../record/names/name.ts";
import { type Publication, placeOfField, type ReadPublication } from "../record/publication.ts";
import type { Collection, CollectionMatch, Person, Site, Venue } from "../record/site-settings.ts";
import { type PublicationKind, types } from "../record/types.ts";
import type { CataloguedSection } from "./catalogue.ts";

/** What is known of a publication when its collections are sought. */
export interface Membership {
  readonly read: ReadPublication;
  readonly authorPersons: readonly (Person | undefined)[];
  readonly venue: Venue | undefined;
}

/**
 * The collections of each publication, in the collections' order: those it names in `collections` (by slug or title),
 * those a keyword of it names, and those whose `match` it meets. A named collection that is none is reported, as is a
 * collection that stays empty.
 */
export function joinCollections(
  members: readonly Membership[],
  collections: readonly Collection[],
): Result<readonly (readonly Collection[])[]> {
  const diagnostics: Diagnostic[] = [];
  const byName = new Map<string, Collection>();
  for (const collection of collections) {
    for (const name of [collection.slug, collection.title, collection.writtenTitle])
      byName.set(foldHyphens(name), collection);
  }
  const matching = collections.filter(({ match }) => match);
  const filled = new Set<Collection>();

  const value = members.map((member) => {
    const { publication } = member.read;
    const joined = new Set<Collection>();
    for (const name of publication.collections) {
      const collection = byName.get(foldHyphens(name));
      if (collection) joined.add(collection);
      else diagnostics.push(unknownCollection(member.read, name, collections));
    }
    for (const keyword of publication.keywords) {
      const collection = byName.get(foldHyphens(keyword));
      if (collection) joined.add(collection);
    }
    for (const collection of matching) if (meets({ ...member, publication }, collection.match!)) joined.add(collection);
    for (const collection of joined) filled.add(collection);
    return joined.size < 2 ? [...joined] : collections.filter((collection) => joined.has(collection));
  });

  for (const collection of collections) {
    if (filled.has(collection) || collection.isDraft) continue;
    diagnostics.push(
      diagnostic({
        code: "relate/empty-collection",
        message: `No paper is in the collection "${collection.title}", so its page is empty.`,
        hint: `name it in a paper: collections: [${collection.slug}], or give it a match.`,
        misses: [
          lostThing("collection", collection.slug),
          ...(collection.match?.venues ? [lostThing("file", "content/venues.yaml")] : []),
          ...(collection.match?.authors ? [lostThing("file", "content/people.yaml")] : []),
        ],
        ...collection.place,
      }),
    );
  }
  return { value, diagnostics };
}

/** What is known of a publication when its section is sought. */
export interface SectionMember extends Omit<Membership, "read"> {
  readonly publication: Publication;
  readonly collections: readonly Pick<Collection, "slug" | "title">[];
}

/**
 * The sections of a site's lists, and for each publication that of the first which takes it: by type, the most frequent
 * first; by topic, in their order; or as the author has them. One of the author's that takes none is reported.
 */
export function joinSections(
  members: readonly SectionMember[],
  wanted: Site["sections"],
  collections: readonly Collection[],
): Result<{ readonly sections: readonly CataloguedSection[]; readonly of: readonly (number | undefined)[] }> {
  if (wanted === undefined) return { value: { sections: [], of: [] }, diagnostics: [] };
  if (wanted === "collection") {
    const positions = new Map(collections.map(({ slug }, index) => [slug, index]));
    const of = members.map((member) => positions.get(member.collections[0]?.slug ?? ""));
    return { value: { sections: collections.map(({ slug }) => ({ collection: slug })), of }, diagnostics: [] };
  }
  const kindOf = ({ publication }: SectionMember) => types[publication.type].kind;
  if (wanted === "type") {
    const counts = new Map<PublicationKind, number>();
    for (const member of members) counts.set(kindOf(member), (counts.get(kindOf(member)) ?? 0) + 1);
    const kinds = [...counts].sort(([, one], [, other]) => other - one).map(([kind]) => kind);
    const positions = new Map(kinds.map((kind, index) => [kind, index]));
    const of = members.map((member) => positions.get(kindOf(member)));
    return { value: { sections: kinds.map((kind) => ({ kind })), of }, diagnostics: [] };
  }
  const counts = wanted.map(() => 0);
  const firstOf = new Map<number, SectionMember>();
  const of = members.map((member) => {
    const found = wanted.findIndex(({ match }) => meets(member, match) && isInTopic(member, match.collections));
    if (found === -1) return undefined;
    if (counts[found]!++ === 0) firstOf.set(found, member);
    return found;
  });
  const sections = wanted.map(({ title, match }, index): CataloguedSection => {
    if (title !== undefined) return { title };
    const topic = collections.find(({ slug, title: one }) =>
      isInTopic({ collections: [{ slug, title: one }] }, match.collections),
    );
    if (match.collections !== undefined) return topic === undefined ? {} : { collection: topic.slug };
    const first = firstOf.get(index);
    return first === undefined ? {} : { kind: kindOf(first) };
  });
  const diagnostics = wanted.flatMap(({ title, match, place }, index) =>
    counts[index]! > 0
      ? []
      : diagnostic({
          code: "relate/empty-section",
          message: `No paper is in the section ${title === undefined ? "that begins here" : `"${title}"`}, so it is not shown.`,
          hint: "correct its match; a paper stands in the first section that takes it.",
          misses: (match.collections ?? []).map((one) => lostThing("collection", one)),
          ...place,
        }),
  );
  return { value: { sections, of }, diagnostics };
}

/** Whether a work is in one of some topics, by their slugs or titles. */
export function isInTopic(
  { collections }: Pick<SectionMember, "collections">,
  wanted: readonly string[] | undefined,
): boolean {
  if (wanted === undefined) return true;
  const names = new Set(wanted.map(foldHyphens));
  return collections.some(({ slug, title }) => names.has(foldHyphens(slug)) || names.has(foldHyphens(title)));
}

/** Whether a work meets all conditions of a match. */
export function meets(
  { publication, authorPersons, venue }: Omit<SectionMember, "collections">,
  match: CollectionMatch,
): boolean {
  const includes = (wanted: readonly string[] | undefined, given: readonly (string | undefined)[]) =>
    wanted === undefined ||
    wanted.some((one) => given.some((other) => other !== undefined && foldHyphens(one) === foldHyphens(other)));
  const year = yearOf(publication.issued);
  return (
    includes(match.keywords, publication.keywords) &&
    includes(match.venues, [venue?.id, venue?.short, venue?.name, publication.containerTitle]) &&
    includes(match.types, [
      publication.type,
      publication.entryType,
      publication.type === "article" ? "preprint" : undefined,
    ]) &&
    includes(match.authors, authorSpellings(publication, authorPersons)) &&
    (match.years === undefined || (year !== undefined && year >= match.years[0] && year <= match.years[1]))
  );
}

function authorSpellings(publication: Publication, persons: readonly (Person | undefined)[]): (string | undefined)[] {
  return [
    ...publication.author.map((name) => formatName(name)),
    ...persons.flatMap((person) => (person ? [person.id, person.name] : [])),
  ];
}

function unknownCollection(read: ReadPublication, name: string, collections: readonly Collection[]): Diagnostic {
  const known = collections.map(({ slug }) => slug);
  const nearest =
    nearestName(name, known) ?? collections.find(({ title }) => nearestName(name, [title]) !== undefined)?.slug;
  return diagnostic({
    code: "relate/unknown-collection",
    message: `The paper names the collection "${name}", for which there is no file in content/collections.`,
    hint: nearest
      ? `did you mean "${nearest}"?`
      : known.length > 0
        ? `the collections are ${known.join(", ")}; or add content/collections/${name}.md.`
        : `add content/collections/${name}.md.`,
    misses: [lostThing("collection", name)],
    ...(nearest && { costs: [lostThing("collection", nearest)] }),
    key: read.publication.key,
    ...placeOfField(read, "collections"),
  });
}
