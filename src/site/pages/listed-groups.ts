// The groups of publications that have pages of their own, in one language, and what these pages say of them.

import type { MessageKey } from "../../messages/en.ts";
import { groupAddress, type Part, pageAddress } from "../../record/content-files.ts";
import type { Collection } from "../../record/site-settings.ts";
import type { PersonGroup, PublicationGroup, VenueGroup } from "../../relate/catalogue.ts";
import { orcidAddress } from "../metadata/structured-work.ts";
import { publicationsByCollection, viewCollection } from "../views/list-view.ts";
import { partsOf, viewBrowsing } from "../views/site-view.ts";
import type { TemplatePage } from "./page.ts";
import type { PageTools } from "./page-tools.ts";

/** A group of publications that has pages of its own. */
export interface ListedGroup extends PublicationGroup {
  readonly part: Part;
  readonly name: string;
  /** Whether it has feeds and a file of BibTeX. */
  readonly hasFiles: boolean;
  /** Whom it is of, where it is a person's. */
  readonly person?: { readonly name: string; readonly orcid?: string; readonly homepage?: string };
  /** What `about` shows, as a page's own `madeOf`. */
  readonly dependencies: () => unknown;
  /** What its pages show besides the list. */
  readonly about: () => Readonly<Record<string, unknown>>;
}

/** Every group of the site, part by part. */
export function listedGroups(tools: PageTools): readonly ListedGroup[] {
  const { catalogue, locale, entryDigest } = tools;
  const { t } = locale;
  const byCollection = publicationsByCollection(catalogue.publications);
  const nothing = () => ({});
  const collection = (one: Collection): ListedGroup => {
    const publications = byCollection.get(one.slug) ?? [];
    const about = () => ({
      collection: viewCollection(one, publications, tools),
    });
    const name = one.translations.get(locale.language)?.title ?? one.title;
    return {
      part: "collections",
      slug: one.slug,
      name,
      publications,
      hasFiles: true,
      dependencies: () => [one, textsMadeOf(one, tools), publications.map(entryDigest)],
      about,
    };
  };
  const venue = (group: VenueGroup): ListedGroup => ({
    part: "venues",
    slug: group.slug,
    name: group.name,
    publications: group.publications,
    hasFiles: true,
    dependencies: () => ({ ...group, publications: [] }),
    about: () => ({
      venue: {
        // The heading says the name already where the venue has no other.
        fullName: group.venue?.name === group.name ? undefined : group.venue?.name,
        href: group.venue?.url,
      },
    }),
  });
  return [
    ...catalogue.collections.map(collection),
    ...catalogue.years.map(
      ({ slug, year, publications }): ListedGroup => ({
        part: "years",
        slug,
        name: year === undefined ? t("undated") : locale.year(year),
        publications,
        hasFiles: true,
        dependencies: () => "",
        about: nothing,
      }),
    ),
    ...catalogue.kinds.map(
      ({ slug, kind, publications }): ListedGroup => ({
        part: "types",
        slug,
        name: t(`type-${kind}` as MessageKey),
        publications,
        hasFiles: true,
        dependencies: () => "",
        about: nothing,
      }),
    ),
    ...catalogue.venues.filter(({ hasPage }) => hasPage).map(venue),
    ...catalogue.people.filter(({ hasPage }) => hasPage).map((group) => personGroup(group, tools)),
  ];
}

/** All that the texts of a topic depend on besides themselves. */
export function textsMadeOf({ slug, text, translations }: Collection, { text: texts }: PageTools): unknown {
  const trees = [text, ...[...translations.values()].map((one) => one.text)];
  return trees.map((tree) => texts.dependencies(tree, groupAddress("collections", slug)));
}

/** How many co-authors a person's page names. */
const coAuthorCount = 30;

function personGroup(group: PersonGroup, { addresses, locale, entryDigest }: PageTools): ListedGroup {
  const { slug, name, person, publications } = group;
  const about = () => {
    const counts = new Map<PersonGroup, number>();
    for (const { people } of publications) {
      for (const other of new Set(people)) if (other !== group) counts.set(other, (counts.get(other) ?? 0) + 1);
    }
    const coAuthors = [...counts].sort(([, one], [, other]) => other - one).slice(0, coAuthorCount);
    const spellings = [...(person?.variants ?? [])].filter((one) => one !== name);
    return {
      person: {
        homepage: person?.homepage,
        orcid: person?.orcid && { id: person.orcid, href: orcidAddress(person.orcid) },
        variants: locale.list(spellings),
        coAuthors: locale.list(coAuthors.map(([other]) => other.name)).map((item, index) => {
          const [other, count] = coAuthors[index]!;
          return {
            ...item,
            count,
            href: other.hasPage ? addresses.page(groupAddress("people", other.slug)) : undefined,
          };
        }),
      },
    };
  };
  // Whom the site does not know by name has a page, but no files: their number would grow with every co-author.
  return {
    part: "people",
    slug,
    name,
    publications,
    person: person ?? { name },
    hasFiles: person !== undefined,
    dependencies: () => [{ ...group, publications: [] }, publications.map(entryDigest)],
    about,
  };
}

// An index of each part: topics, years, types, venues, people, with how many publications each holds.

/** How many names a page of an index holds at most. */
const indexSize = 2000;

export function indexPages(tools: PageTools, groups: readonly ListedGroup[]): readonly TemplatePage[] {
  return partsOf(tools.catalogue).flatMap((part) => {
    const own = groups.filter((group) => group.part === part);
    return part === "collections" ? [collectionsPage(own, tools)] : indexOf(part, own, tools);
  });
}

function collectionsPage(groups: readonly ListedGroup[], tools: PageTools): TemplatePage {
  const { catalogue, locale, addresses, page, title } = tools;
  const { t } = locale;
  return page(
    "/collections/",
    "collections",
    () => [tools.catalogueDigest(), catalogue.collections.map((one) => [one, textsMadeOf(one, tools)])],
    () => ({
      title: t("collections"),
      description: t("indexDescription", { site: title, kind: t("collections") }),
      heading: t("collections"),
      collections: groups.map((group) => group.about().collection),
      browsing: viewBrowsing("/collections/", catalogue, addresses, locale),
    }),
  );
}

function indexOf(part: Part, groups: readonly ListedGroup[], tools: PageTools): readonly TemplatePage[] {
  const { catalogue, locale, addresses, page, title } = tools;
  const { t } = locale;
  const isByName = part === "people" || part === "venues";
  const sortNames = new Map(catalogue.people.map(({ slug, sortName }) => [slug, sortName]));
  const nameOf = (group: ListedGroup) => (part === "people" ? (sortNames.get(group.slug) ?? group.name) : group.name);
  const sorted = isByName ? [...groups].sort((one, other) => locale.compare(nameOf(one), nameOf(other))) : groups;
  const pageCount = Math.ceil(sorted.length / indexSize);
  return Array.from({ length: pageCount }, (_, at) => {
    const items = sorted.slice(at * indexSize, (at + 1) * indexSize);
    const dependencies = () => [
      pageCount,
      items.map(({ slug, name, publications, hasFiles }) => [slug, name, publications.length, hasFiles]),
    ];
    return page(pageAddress(`/${part}/`, at + 1), "index", dependencies, () => {
      const text = pageCount === 1 ? "" : t("pageOf", { page: at + 1, pages: pageCount });
      return {
        title: [t(part), text].filter(Boolean).join(", "),
        description: [t("indexDescription", { site: title, kind: t(part) }), text].filter(Boolean).join(" "),
        heading: t(part),
        part,
        items: items.map(({ slug, name, publications, hasFiles }) => ({
          name,
          href: addresses.page(groupAddress(part, slug)),
          count: publications.length,
          isKnown: part === "people" && hasFiles,
        })),
        pagination: {
          text,
          newer: at > 0 ? addresses.page(pageAddress(`/${part}/`, at)) : undefined,
          older: at + 1 < pageCount ? addresses.page(pageAddress(`/${part}/`, at + 2)) : undefined,
        },
        browsing: viewBrowsing(`/${part}/`, catalogue, addresses, locale),
      };
    });
  });
}
