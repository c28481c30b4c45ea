// The groups of publications that have pages of their own, in one language, and what these pages say of them.
import type { PersonGroup, PublicationGroup, VenueGroup } from "../../model/catalogue.ts";
import type { Collection } from "../../model/site.ts";
import type { MessageKey } from "../messages/en.ts";
import { groupAddress, type Part } from "../view/addresses.ts";
import { publicationsByCollection, viewCollection } from "../view/collection.ts";
import { orcidAddress } from "../view/structured-work.ts";
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
  readonly madeOf: () => unknown;
  /** What its pages show besides the list. */
  readonly about: () => Readonly<Record<string, unknown>>;
}

/** Every group of the site, part by part. */
export function listedGroups(tools: PageTools): readonly ListedGroup[] {
  const { catalogue, locale, entryDigest } = tools;
  const { say } = locale;
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
      madeOf: () => [one, textsMadeOf(one, tools), publications.map(entryDigest)],
      about,
    };
  };
  const venue = (group: VenueGroup): ListedGroup => ({
    part: "venues",
    slug: group.slug,
    name: group.name,
    publications: group.publications,
    hasFiles: true,
    madeOf: () => ({ ...group, publications: [] }),
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
        name: year === undefined ? say("undated") : locale.year(year),
        publications,
        hasFiles: true,
        madeOf: () => "",
        about: nothing,
      }),
    ),
    ...catalogue.kinds.map(
      ({ slug, kind, publications }): ListedGroup => ({
        part: "types",
        slug,
        name: say(`type-${kind}` as MessageKey),
        publications,
        hasFiles: true,
        madeOf: () => "",
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
  return trees.map((tree) => texts.madeOf(tree, groupAddress("collections", slug)));
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
    madeOf: () => [{ ...group, publications: [] }, publications.map(entryDigest)],
    about,
  };
}
