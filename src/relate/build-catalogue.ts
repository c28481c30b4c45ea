// In: all publications, and what the site says of people, venues and collections. Out: the Catalogue. Formats no text.
import { type Diagnostic, type Result, takeInto } from "../diagnostic/diagnostic.ts";
import { digestOf } from "../memory/digest.ts";
import { type Activity, activityKinds } from "../record/activities.ts";
import type { CitationCounts } from "../record/citation-counts.ts";
import {
  activityAddress,
  curriculumAddress,
  type FileAt,
  groupAddress,
  newsAddress,
  publicationAddress,
} from "../record/content-files.ts";
import { type Curriculum, mapCurriculum } from "../record/curriculum.ts";
import { yearOf } from "../record/dates/partial-date.ts";
import { venueKind } from "../record/entry-types.ts";
import type { Name } from "../record/names/name.ts";
import type { Publication, ReadPublication } from "../record/publication.ts";
import type {
  AuthoredPage,
  Collection,
  FrontPerson,
  Member,
  NewsItem,
  PageTexts,
  PictureSize,
  Prose,
  SiteTexts,
  Venue,
} from "../record/site-settings.ts";
import { types } from "../record/types.ts";
import type { WorkListForm } from "../record/work-list-form.ts";
import type { RichText } from "../text/rich-text.ts";
import { siteAddressesIn } from "../text/rich-text-tools.ts";
import { assignSlugs } from "./assign-slugs.ts";
import type {
  Catalogue,
  CataloguedPageTexts,
  CataloguedPerson,
  CataloguedPublication,
  Move,
  PublicationGroup,
  WorkVersion,
} from "./catalogue.ts";
import { checkMarks, checkPeople } from "./check-people.ts";
import { fillCurriculum } from "./choose-works.ts";
import { publicationComparer } from "./compare-publications.ts";
import { embeddedLists } from "./embedded-lists.ts";
import { type AliasedContent, followMoves, titlesOf, writtenMoves } from "./former-addresses.ts";
import {
  createDirectory,
  groupByKind,
  groupByPerson,
  groupByVenue,
  groupByYear,
  kindSlug,
  yearSlug,
} from "./group-publications.ts";
import { activityFinder, activityPages, checkSupport, joinActivities, supportOf } from "./join-activities.ts";
import { joinCollections, joinSections } from "./join-collections.ts";
import { joinVersions, leadVersion } from "./join-versions.ts";
import { type Library, readPageParts } from "./page-parts.ts";
import { foldVenueName, type PersonRecognizer, personNames, personRecognizer, venueRecognizer } from "./recognize.ts";
import { sameWorks } from "./same-works.ts";
import { createSiteLinks, type PageText, type SiteLinks, textsOf } from "./site-links.ts";
import { siteNavigation } from "./site-navigation.ts";

/** What `content/` says besides the papers. */
export interface SiteContent extends AliasedContent {
  readonly introductions: ReadonlyMap<string, Prose>;
  readonly news: readonly NewsItem[];
  /** The curriculum vitae by language. */
  readonly curricula: ReadonlyMap<string, Curriculum>;
  /** The lists that are asked of the author. */
  readonly forms: readonly WorkListForm[];
  /** The year of the build. */
  readonly year: number;
  /** What is said of members, by the `id` of each. */
  readonly members: ReadonlyMap<string, Member>;
  readonly collections: readonly Collection[];
  readonly activities: readonly Activity[];
  /** Reads the parts of a name, "Family, Given" or as it is spoken. */
  readonly readName: (text: string) => Name | undefined;
  /** The pictures that publications and texts show, by the paths of their files. */
  readonly pictures: ReadonlyMap<string, PictureSize>;
  /** How often papers are cited. */
  readonly citations: CitationCounts;
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
  const { site, introductions, people, venues, pictures, citations, withDrafts } = content;
  const compare = publicationComparer(site.language);
  const persons = personRecognizer(people, namesOfAll(publications));
  const names = personNames(persons, content.readName);
  const sorted = publications
    .map((read) => spellOut(read, names.spelledOut(read.publication)))
    .filter((read) => isPaper(read, persons))
    .sort((one, other) => compare(one.publication, other.publication));
  const slugs = assignSlugs(sorted.map(({ publication }) => publication.key));
  const findVenue = venueRecognizer(venues);

  const venuesOf = sorted.map((read) => venueOf(read, findVenue));
  const shorts = learnShorts(sorted.filter((_, index) => venuesOf[index] === undefined));
  const members = sorted.map((read, index) => {
    const venue = venuesOf[index];
    return {
      read: typedByVenue(read, venue),
      authorPersons: read.publication.author.map(persons.recognize),
      venue,
      venueShort: venue === undefined ? shorts(read.publication) : undefined,
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
  const visible = new Map<number, number[]>();
  for (const [index, { read }] of members.entries()) {
    const { visibility } = read.publication;
    if (visibility === "hidden" || (visibility === "draft" && !withDrafts)) continue;
    const lead = versions.value[index]!;
    const known = visible.get(lead);
    if (known === undefined) visible.set(lead, [index]);
    else known.push(index);
  }
  for (const [lead, all] of visible) {
    if (all.length === 1) continue;
    const [first] = all.splice(leadVersion(all.map((index) => members[index]!.read.publication)), 1);
    visible.set(lead, [first!, ...all]);
  }
  const visibleVersions = (index: number) => visible.get(versions.value[index]!) ?? [];
  const published = members.flatMap(({ read, authorPersons, venue, venueShort }, index) => {
    const { publication } = read;
    if (!withDrafts && publication.visibility === "draft") return [];
    const isListed = publication.visibility !== "hidden" && visibleVersions(index)[0] === index;
    const isSelected = isListed && visibleVersions(index).some((one) => members[one]!.read.publication.selected);
    const own = isSelected && !publication.selected ? selectedWork(read) : read;
    return [
      {
        read: own,
        publication: own.publication,
        authorPersons,
        venue,
        venueShort,
        isListed,
        index,
        slug: slugs[index]!,
      },
    ];
  });
  const listed = published.filter(({ isListed }) => isListed);
  const directory = createDirectory(
    published,
    persons.recognize,
    people.filter(({ id }) => content.members.has(id)),
  );
  const builtCollections = collections.filter(isBuilt);
  const pages = content.pages.filter(isBuilt).map((page) => ({
    page: { ...page, translations: new Map([...page.translations].filter(([, one]) => isBuilt(one))) },
    address: `/${page.path}/`,
  }));
  const news = content.news.filter(isBuilt).map((item) => ({ ...item, translations: builtOf(item.translations) }));
  const slugsOfPages = (groups: readonly { readonly slug: string; readonly hasPage: boolean }[]) =>
    groups.flatMap(({ slug, hasPage }) => (hasPage ? [slug] : []));
  const findActivity = activityFinder(content.activities);
  const linksWith = (moves: readonly Move[]) =>
    createSiteLinks(
      {
        languages: site.languages,
        papers: published,
        collections: builtCollections,
        authored: [
          ...pages.map(({ address, page }) => ({
            address,
            files: [page.place.file, ...[...page.translations.values()].map(({ place }) => place.file)],
          })),
          ...(content.curricula.size === 0
            ? []
            : [{ address: curriculumAddress, files: [...content.curricula.values()].map(({ place }) => place.file) }]),
        ],
        hasNews: news.length > 0,
        activities: activityPages(
          content.activities,
          published.map(({ publication }) => publication),
          findActivity,
        ),
        slugs: {
          years: [...new Set(listed.map(({ publication }) => yearSlug(yearOf(publication.issued))))],
          types: [...new Set(listed.map(({ publication }) => kindSlug(types[publication.type].kind)))],
          venues: slugsOfPages(directory.venues),
          people: slugsOfPages(directory.people),
        },
        moves,
      },
      pictures,
      content.fileAt,
      content.hasOtherPages ?? false,
    );
  const slugsByKey = new Map(published.map(({ publication, slug }) => [publication.key, slug]));
  const {
    value: { moves, anchors },
    diagnostics: faultsOfMoves,
  } = followMoves(writtenMoves(published, builtCollections, directory, content), {
    links: linksWith([]),
    siteUrl: site.url,
    slugOfKey: (key) => slugsByKey.get(key),
    titleAt: titlesOf(published, builtCollections, directory),
  });
  const links = linksWith(moves);
  const resolveProse = <Text extends { readonly text: RichText }>(prose: Text, page: string): Text => ({
    ...prose,
    text: links.resolve(prose.text, page),
  });

  const navigation = siteNavigation(
    {
      site,
      collections: builtCollections,
      hasSeveralPeople: directory.people.filter(({ person, hasPage }) => person !== undefined && hasPage).length > 1,
      hasNews: news.length > 0,
      hasCurriculum: content.curricula.size > 0,
      activities: activityKinds.filter((kind) => content.activities.some((one) => one.kind === kind)),
      pages,
    },
    links,
  );
  const works = published.map(({ read, publication, venue, venueShort, slug }): WorkVersion => {
    const [abstract, text] = [publication.abstract, publication.text].map((tree) =>
      links.resolve(tree, publicationAddress(slug)),
    ) as [RichText, RichText];
    const isAsRead = abstract === publication.abstract && text === publication.text;
    return {
      citedNames: names.asCited(publication),
      publication: isAsRead ? publication : { ...publication, abstract, text },
      digest: isAsRead ? read.digest : digestOf([read.digest, abstract, text]),
      slug,
      venue,
      venueShort,
      cataloguedVenue: directory.venueOf(publication, venue, venueShort),
    };
  });
  const workAt = new Map(published.map(({ index }, at) => [index, works[at]!]));
  const labels = new Map<Collection, Pick<Collection, "slug" | "title">>(
    collections.map((one) => [one, { slug: one.slug, title: one.title }]),
  );
  const ownAnchors = (index: number) => anchors.get(publicationAddress(slugs[index]!));
  /** Who looks for another version in a list finds the one that stands for it. */
  const anchorsOf = (index: number, isListed: boolean) => {
    const others = isListed ? visibleVersions(index).filter((other) => other !== index) : [];
    if (others.length === 0) return ownAnchors(index);
    const ofVersions = others.flatMap((other) => [workAt.get(other)!.publication.key, ...(ownAnchors(other) ?? [])]);
    return [...(ownAnchors(index) ?? []), ...ofVersions];
  };
  /** Those of a work are those of all its versions. */
  const collectionsOf = (index: number, isListed: boolean) => {
    const all = visibleVersions(index);
    if (!isListed || all.length === 1) return joined.value[index]!.filter(isBuilt);
    const named = new Set(all.flatMap((one) => joined.value[one]!));
    return builtCollections.filter((one) => named.has(one));
  };
  // Each entry has its parts in the same order, absent or not, and none of a spread: V8 gives objects that are put together by
  // spreading a hidden class each, and then looks every part of every entry up anew.
  const entries = published.map(({ publication, read, authorPersons, index, isListed }, at): CataloguedPublication => {
    const work = works[at]!;
    const support = supportOf(publication, findActivity);
    return {
      publication: work.publication,
      citedNames: work.citedNames,
      digest: work.digest,
      slug: work.slug,
      venue: work.venue,
      venueShort: work.venueShort,
      cataloguedVenue: work.cataloguedVenue,
      leftOut: read.leftOut,
      anchors: anchorsOf(index, isListed),
      authorPersons,
      people: directory.peopleOf(publication),
      collections: collectionsOf(index, isListed).map((one) => labels.get(one)!),
      versions: visibleVersions(index).flatMap((other) => (other === index ? [] : workAt.get(other)!)),
      teaserSize: pictures.get(publication.teaser ?? ""),
      support: support?.length === 0 ? undefined : support,
      citations: citations.get(publication.key),
    };
  });
  const withoutSections = entries.filter((_, at) => published[at]!.isListed);
  const { value: sections, diagnostics: ofSections } = joinSections(withoutSections, site.sections, builtCollections);
  const inOrder =
    site.sections === undefined
      ? withoutSections
      : withoutSections.map((entry, at): CataloguedPublication => ({ ...entry, section: sections.of[at] }));
  const resolvePerson = (person: FrontPerson): FrontPerson => {
    const resolve = (tree: RichText) => links.resolve(tree, "/");
    const { portrait, role, location, affiliation, interests } = person;
    return {
      ...person,
      ...{ portrait: resolve(portrait), role: resolve(role), location: resolve(location) },
      ...{ affiliation: affiliation.map(resolve), interests: interests.map(resolve) },
    };
  };
  const memberOf = ({ person, slug }: CataloguedPerson): Member | undefined => {
    const member = person && content.members.get(person.id);
    if (member === undefined) return undefined;
    const resolve = (tree: RichText) => links.resolve(tree, groupAddress("people", slug));
    const { role, affiliation, portrait, text } = member;
    return {
      ...member,
      role: resolve(role),
      affiliation: affiliation.map(({ name, period }) => ({ name: resolve(name), period })),
      ...{ portrait: resolve(portrait), text: resolve(text) },
    };
  };
  const byKey = new Map(entries.map((entry) => [entry.publication.key, entry]));
  const peopleBySlug = new Map(directory.people.flatMap((one) => (one.person ? [[one.person, one] as const] : [])));
  const { value: activities, diagnostics: ofActivities } = joinActivities(
    content.activities.map((one) => resolveActivity(one, links)),
    inOrder,
    {
      byKey,
      personOf: (name) => {
        const person = persons.recognize(name);
        return person && (peopleBySlug.get(person) ?? { name: person.name, slug: "", hasPage: false });
      },
    },
  );
  const [years, kinds] = [groupByYear(inOrder), groupByKind(inOrder)];
  const [venueGroups, personGroups] = [
    groupByVenue(inOrder, directory),
    groupByPerson(inOrder, directory, memberOf, activities),
  ];
  const groups: Readonly<Record<string, readonly PublicationGroup[]>> = {
    years,
    types: kinds,
    venues: venueGroups,
    people: personGroups,
  };
  const library: Library = {
    byKey,
    listAt: (address) => {
      const [, part = "", slug = ""] = /^\/([a-z]+)\/(?:([^/]+)\/)?$/.exec(address) ?? [];
      if (part === "publications") return slug === "" ? inOrder : undefined;
      if (part === "collections")
        return builtCollections.some((one) => one.slug === slug)
          ? inOrder.filter((entry) => entry.collections.some((one) => one.slug === slug))
          : undefined;
      return groups[part]?.find((one) => one.slug === slug)?.publications;
    },
  };
  const faultsOfPages: Diagnostic[] = [];
  const takeOfPages = takeInto(faultsOfPages);
  const textsOfPage = (one: PageTexts, page: AuthoredPage): CataloguedPageTexts => {
    const address = `/${page.path}/`;
    return {
      title: one.title ?? page.title,
      heading: one.heading ?? page.heading,
      description: one.description,
      isDraft: one.isDraft ?? page.isDraft,
      ...takeOfPages(readPageParts(links.resolve(one.text, address), one, address, library)),
    };
  };
  const embedded = embeddedLists(site, links, library, activities);
  const owners = personGroups.filter(({ person }) => person?.owner);
  const basis = {
    ...{ publications: inOrder, activities, forms: content.forms, year: content.year },
    owner: owners.length === 1 ? owners[0] : undefined,
  };
  const curriculumOf = (one: Curriculum) =>
    takeOfPages(
      fillCurriculum(
        mapCurriculum(one, (tree) => links.resolve(tree, curriculumAddress)),
        basis,
      ),
    );
  const resolveTexts = <Texts extends SiteTexts>(texts: Texts): Texts =>
    texts.footer === undefined ? texts : { ...texts, footer: links.resolve(texts.footer, "/") };
  const catalogue: Catalogue = {
    site: {
      ...resolveTexts(site),
      ...(site.logo === undefined ? {} : { logo: links.resolve(site.logo, "/") }),
      translations: new Map([...site.translations].map(([tag, texts]) => [tag, resolveTexts(texts)])),
    },
    navigation: navigation.value,
    moves,
    introductions: new Map(
      [...builtOf(introductions)].map(([language, prose]) => [
        language,
        { ...resolveProse(prose, "/"), ...(prose.person ? { person: resolvePerson(prose.person) } : {}) },
      ]),
    ),
    pages: pages.map(({ page, address }) => ({
      address,
      texts: new Map(
        [[site.language, page] as const, ...page.translations].map(([language, one]) => [
          language,
          textsOfPage(one, page),
        ]),
      ),
    })),
    activities,
    news: news.map((item) => ({
      ...resolveProse(item, newsAddress),
      translations: new Map([...item.translations].map(([tag, prose]) => [tag, resolveProse(prose, newsAddress)])),
    })),
    curricula: new Map([...content.curricula].map(([language, one]) => [language, curriculumOf(one)])),
    publications: inOrder,
    otherVersions: entries.filter((_, at) => !published[at]!.isListed && !isHidden(published[at]!)),
    hidden: entries.filter((_, at) => isHidden(published[at]!)),
    sections: sections.sections,
    collections: builtCollections.map((one) => {
      const page = groupAddress("collections", one.slug);
      const translations = [...one.translations].map(([tag, prose]) => [tag, resolveProse(prose, page)] as const);
      return { ...resolveProse(one, page), translations: new Map(translations) };
    }),
    years,
    kinds,
    venues: venueGroups,
    people: personGroups,
    embedded: embedded.value,
  };
  return {
    value: catalogue,
    diagnostics: [
      ...sameWorks(sorted, (one, other) => versions.value[one] === versions.value[other]),
      ...joined.diagnostics,
      ...ofSections,
      ...versions.diagnostics,
      ...checkPeople(sorted, people, persons, content.placeOfPerson),
      ...checkMarks(sorted, site.authorMarks),
      ...ofActivities,
      ...checkSupport(sorted, content.activities),
      ...faultsOfMoves,
      ...navigation.diagnostics,
      ...faultsOfPages,
      ...embedded.diagnostics,
      ...deadLinks(textsOf(catalogue), links),
    ],
  };
}

/** An activity whose texts lead where they do. */
function resolveActivity(activity: Activity, links: SiteLinks): Activity {
  const page = activityAddress(activity.kind, activity.id);
  const resolve = (tree: RichText) => links.resolve(tree, page);
  const { summary, text, facts, translations } = activity;
  return {
    ...activity,
    ...{ summary: resolve(summary), text: resolve(text) },
    facts: Object.fromEntries(Object.entries(facts).map(([fact, tree]) => [fact, resolve(tree)])),
    translations: new Map([...translations].map(([tag, prose]) => [tag, { ...prose, text: resolve(prose.text) }])),
  };
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

/** A work of which another version is to stand on the front page. */
const selectedWork = (read: ReadPublication): ReadPublication => ({
  ...read,
  publication: { ...read.publication, selected: true },
  digest: digestOf([read.digest, "selected"]),
});

const isHidden = ({ publication }: { readonly publication: Publication }): boolean =>
  publication.visibility === "hidden";

function isPaper({ publication, isParent }: ReadPublication, { recognize }: PersonRecognizer): boolean {
  if (!isParent || publication.selected || publication.collections.length > 0) return true;
  return [...publication.author, ...publication.editor].some((name) => recognize(name)?.owner);
}

function venueOf({ publication }: ReadPublication, findVenue: ReturnType<typeof venueRecognizer>): Venue | undefined {
  const { containerTitle, eventTitle, collectionTitle, venueShort } = publication;
  for (const name of [containerTitle, eventTitle, collectionTitle, venueShort]) {
    const issns = name === containerTitle ? publication.issn?.split(" ") : undefined;
    const venue = name === undefined ? undefined : findVenue(name, issns);
    if (venue) return venue;
  }
  return undefined;
}

/** What papers say that their venues are called, for those too that are in the same venue and say nothing. */
function learnShorts(works: readonly ReadPublication[]): (publication: Publication) => string | undefined {
  const shorts = new Map<string, string>();
  for (const { publication } of works) {
    const { venueShort, containerTitle } = publication;
    const folded = venueShort === undefined ? "" : foldVenueName(containerTitle ?? "");
    if (folded !== "" && !shorts.has(folded)) shorts.set(folded, venueShort!);
  }
  if (shorts.size === 0) return ({ venueShort }) => venueShort;
  return ({ venueShort, containerTitle }) =>
    venueShort ?? (containerTitle === undefined ? undefined : shorts.get(foldVenueName(containerTitle)));
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
