// In: all publications, and what the site says of people, venues and collections. Out: the Catalogue. Formats no text.
import type { Diagnostic, Result } from "../diagnostic/diagnostic.ts";
import { digestOf } from "../memory/digest.ts";
import { type FileAt, groupAddress, publicationAddress } from "../record/content-files.ts";
import { yearOf } from "../record/dates/partial-date.ts";
import type { Name } from "../record/names/name.ts";
import type { ReadPublication } from "../record/publication.ts";
import type { Collection, Person, PictureSize, Prose, Site, Venue } from "../record/site-settings.ts";
import { kindOf, venueKind } from "../record/types.ts";
import type { RichText } from "../text/rich-text.ts";
import { siteAddressesIn } from "../text/rich-text-tools.ts";
import { assignAliasSlugs, assignSlugs } from "./assign-slugs.ts";
import type { Catalogue, CataloguedPublication, WorkVersion } from "./catalogue.ts";
import { checkPeople, type PlaceOfPerson } from "./check-people.ts";
import { publicationComparer } from "./compare-publications.ts";
import {
  createDirectory,
  groupByKind,
  groupByPerson,
  groupByVenue,
  groupByYear,
  kindSlug,
  yearSlug,
} from "./group-publications.ts";
import { joinCollections } from "./join-collections.ts";
import { joinVersions } from "./join-versions.ts";
import { type PersonRecognizer, personNames, personRecognizer, venueRecognizer } from "./recognize.ts";
import { sameWorks } from "./same-works.ts";
import { createSiteLinks, type PageText, type SiteLinks, textsOf } from "./site-links.ts";

/** What `content/` says besides the papers. */
export interface SiteContent {
  readonly site: Site;
  readonly introductions: ReadonlyMap<string, Prose>;
  readonly collections: readonly Collection[];
  readonly people: readonly Person[];
  readonly placeOfPerson: PlaceOfPerson;
  /** Reads the parts of a name, "Family, Given" or as it is spoken. */
  readonly readName: (text: string) => Name | undefined;
  readonly venues: readonly Venue[];
  /** The pictures that publications and texts show, by the paths of their files. */
  readonly pictures: ReadonlyMap<string, PictureSize>;
  /** Whether drafts stand in the catalogue, as in `dev`; what is wrong with them is told in any case. */
  readonly withDrafts: boolean;
  /** What is published of the author's files. */
  readonly fileAt: FileAt;
  /** Whether the site may have pages that are not made from its content. */
  readonly hasOtherPages?: boolean;
}

/**
 * Relates the publications that can be shown, whose keys are unique, to each other and to what the site names. A volume
 * that holds other entries is no paper of its own, unless it is selected or in a collection, or the owner is named in it.
 */
export function buildCatalogue(publications: readonly ReadPublication[], content: SiteContent): Result<Catalogue> {
  const { site, introductions, people, venues, pictures, withDrafts } = content;
  const compare = publicationComparer(site.language);
  const persons = personRecognizer(people, namesOfAll(publications));
  const names = personNames(persons, content.readName);
  const sorted = publications
    .map((read) => spellOut(read, names.spelledOut(read.publication)))
    .filter((read) => isPaper(read, persons))
    .sort((one, other) => compare(one.publication, other.publication));
  const slugs = assignSlugs(sorted.map(({ publication }) => publication.key));
  const aliasSlugs = assignAliasSlugs(
    sorted.map(({ publication }) => publication.aliases),
    slugs,
  );
  const findVenue = venueRecognizer(venues);

  const members = sorted.map((read) => {
    const venue = venueOf(read, findVenue);
    return {
      read: typedByVenue(read, venue),
      authorPersons: read.publication.author.map(persons.recognize),
      venue,
    };
  });
  const collator = new Intl.Collator([site.language, "en"], { numeric: true });
  const isBuilt = ({ isDraft }: { readonly isDraft?: true }): boolean => withDrafts || !isDraft;
  const builtOf = (texts: ReadonlyMap<string, Prose>) => new Map([...texts].filter(([, prose]) => isBuilt(prose)));
  const collections = content.collections
    .map((one) => ({ ...one, translations: builtOf(one.translations) }))
    .sort(
      (one, other) =>
        (one.order ?? Infinity) - (other.order ?? Infinity) ||
        collator.compare(one.title, other.title) ||
        (one.slug < other.slug ? -1 : 1),
    );
  const joined = joinCollections(members, collections);
  const versions = joinVersions(sorted);
  const published = members.flatMap(({ read: { publication, digest, leftOut }, ...member }, index) => {
    if (!withDrafts && publication.visibility === "draft") return [];
    const isListed = publication.visibility !== "hidden";
    return {
      ...member,
      publication,
      digest,
      leftOut,
      isListed,
      index,
      slug: slugs[index]!,
      aliasSlugs: aliasSlugs[index]!,
    };
  });
  const listed = published.filter(({ isListed }) => isListed);
  const directory = createDirectory(published, persons.recognize);
  const builtCollections = collections.filter(isBuilt);
  const slugsOfPages = (groups: readonly { readonly slug: string; readonly hasPage: boolean }[]) =>
    groups.flatMap(({ slug, hasPage }) => (hasPage ? [slug] : []));
  const links = createSiteLinks(
    {
      languages: site.languages,
      papers: published,
      collections: builtCollections,
      slugs: {
        years: [...new Set(listed.map(({ publication }) => yearSlug(yearOf(publication.issued))))],
        types: [...new Set(listed.map(({ publication }) => kindSlug(kindOf(publication.type))))],
        venues: slugsOfPages(directory.venues),
        people: slugsOfPages(directory.people),
      },
    },
    pictures,
    content.fileAt,
    content.hasOtherPages ?? false,
  );
  const resolveProse = <Text extends { readonly text: RichText }>(prose: Text, page: string): Text => ({
    ...prose,
    text: links.resolve(prose.text, page),
  });

  const papers = published.map((one) => {
    const abstract = links.resolve(one.publication.abstract, publicationAddress(one.slug));
    const isAsRead = abstract === one.publication.abstract;
    return {
      ...one,
      publication: isAsRead ? one.publication : { ...one.publication, abstract },
      digest: isAsRead ? one.digest : digestOf([one.digest, abstract]),
      cataloguedVenue: directory.venueOf(one.publication, one.venue),
    };
  });
  const versionsOf = groupVersions(
    papers.filter(({ isListed }) => isListed),
    versions.value,
  );
  const entries = papers.map(({ index, isListed, ...paper }) => {
    const { publication } = paper;
    const entry: CataloguedPublication = {
      ...paper,
      ...optionalNames(names.asCited(publication)),
      people: directory.peopleOf(publication),
      collections: joined.value[index]!.filter(isBuilt).map(({ slug, title }) => ({ slug, title })),
      versions: versionsOf(index),
      teaserSize: pictures.get(publication.teaser ?? ""),
    };
    return { entry, isListed };
  });
  const entriesWhere = (areListed: boolean) =>
    entries.flatMap(({ entry, isListed }) => (isListed === areListed ? [entry] : []));
  const inOrder = entriesWhere(true);
  const catalogue: Catalogue = {
    site,
    introductions: new Map(
      [...builtOf(introductions)].map(([language, prose]) => [language, resolveProse(prose, "/")]),
    ),
    publications: inOrder,
    hidden: entriesWhere(false),
    collections: builtCollections.map((one) => {
      const page = groupAddress("collections", one.slug);
      const translations = [...one.translations].map(([tag, prose]) => [tag, resolveProse(prose, page)] as const);
      return { ...resolveProse(one, page), translations: new Map(translations) };
    }),
    years: groupByYear(inOrder),
    kinds: groupByKind(inOrder),
    venues: groupByVenue(inOrder, directory),
    people: groupByPerson(inOrder, directory),
  };
  return {
    value: catalogue,
    diagnostics: [
      ...sameWorks(sorted, (one, other) => versions.value[one] === versions.value[other]),
      ...joined.diagnostics,
      ...versions.diagnostics,
      ...checkPeople(sorted, people, persons, content.placeOfPerson),
      ...deadLinks(textsOf(catalogue), links),
    ],
  };
}

/** Makes what gives the other versions of the work at a position; `leads` are those of `joinVersions`. */
function groupVersions(
  papers: readonly (WorkVersion & { readonly index: number })[],
  leads: readonly number[],
): (index: number) => readonly WorkVersion[] {
  const works = new Map<number, { readonly index: number; readonly version: WorkVersion }[]>();
  for (const { index, publication, digest, slug, venue, cataloguedVenue } of papers) {
    const found = { index, version: { publication, digest, slug, venue, cataloguedVenue } };
    const work = works.get(leads[index]!);
    if (work === undefined) works.set(leads[index]!, [found]);
    else work.push(found);
  }
  return (index) => (works.get(leads[index]!) ?? []).flatMap((one) => (one.index === index ? [] : [one.version]));
}

/** The links of texts that lead nowhere. */
function deadLinks(texts: readonly PageText[], { deadLink }: SiteLinks): readonly Diagnostic[] {
  return texts.flatMap(({ tree, page, key }) =>
    siteAddressesIn(tree)
      .filter(({ target, isPicture }) => target === undefined || (isPicture && target.file === undefined))
      .map((written) => ({ ...deadLink(written, page), ...(key === undefined ? {} : { key }) })),
  );
}

/** The names of all publications, as far as DBLP's numbers stand with them. */
function* namesOfAll(publications: readonly ReadPublication[]): Iterable<Name> {
  for (const { publication } of publications) {
    yield* publication.author;
    yield* publication.editor;
  }
}

function spellOut(
  read: ReadPublication,
  names: ReturnType<ReturnType<typeof personNames>["spelledOut"]>,
): ReadPublication {
  if (!names) return read;
  return { ...read, publication: { ...read.publication, ...names }, digest: digestOf([read.digest, names]) };
}

const optionalNames = (citedNames: CataloguedPublication["citedNames"]) => (citedNames ? { citedNames } : {});

function isPaper({ publication, isParent }: ReadPublication, { recognize }: PersonRecognizer): boolean {
  if (!isParent || publication.selected || publication.collections.length > 0) return true;
  return [...publication.author, ...publication.editor].some((name) => recognize(name)?.owner);
}

function venueOf({ publication }: ReadPublication, findVenue: (text: string) => Venue | undefined): Venue | undefined {
  for (const name of [publication.containerTitle, publication.eventTitle, publication.collectionTitle]) {
    const venue = name === undefined ? undefined : findVenue(name);
    if (venue) return venue;
  }
  return undefined;
}

/** A paper entered without a type, in a venue whose name says more in `venues.yaml` than in the paper. */
function typedByVenue(read: ReadPublication, venue: Venue | undefined): ReadPublication {
  const { type, entryType, containerTitle } = read.publication;
  if (venue === undefined || entryType !== undefined || type !== "document" || containerTitle === undefined)
    return read;
  const kind = venueKind(venue.name) ?? venueKind(venue.short);
  if (kind === undefined) return read;
  const known = kind === "conference" ? "paper-conference" : "article-journal";
  return { ...read, publication: { ...read.publication, type: known } };
}
