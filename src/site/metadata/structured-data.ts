import type {
  BreadcrumbList,
  CollectionPage,
  ListItem,
  Organization,
  ProfilePage,
  Person as SchemaPerson,
  Thing,
  WebSite,
} from "schema-dts";
import type { Person } from "../../record/site-settings.ts";
import type { CataloguedPublication } from "../../relate/catalogue.ts";
import { describeWork, type Leaf, node, orcidAddress, type WorkPage } from "./structured-work.ts";

/** A page that leads to another, with its absolute address where the site's own is known. */
export interface Crumb {
  readonly name: string;
  readonly address: string | undefined;
}

/** What a paper's structured data needs to know of its page. */
export interface StructuredPage extends WorkPage {
  /** The pages that lead here, from the front page on, with their absolute addresses. */
  readonly trail: readonly Crumb[];
}

/**
 * A paper and the way to its page as schema.org JSON-LD, for a `script` element: no `<` in it can end that element. What
 * is not known is left out, no day is invented, and a known address elsewhere is `sameAs`.
 */
export function structuredData(entry: CataloguedPublication, page: StructuredPage): string {
  return toJson([describeWork(entry, page), ...breadcrumbs(page.trail)]);
}

/** What a page is about that is no paper, and the way to it; as `structuredData`. */
export const thingData = (thing: Thing, trail: readonly Crumb[]): string => toJson([thing, ...breadcrumbs(trail)]);

/** A page that lists publications or groups of them. */
export interface ListedPage extends StructuredPage {
  readonly name: string;
  readonly description: string;
  /** The pages it lists, in their order. */
  readonly items: readonly (Crumb & { readonly described?: Thing | undefined })[];
  /** BCP 47. */
  readonly language: string;
}

/** The most items a page's structured data names. */
const itemLimit = 20;

/** Whether an address is that of a page, and of no place within one. */
const isPage = (address: string | undefined): boolean => address !== undefined && !address.includes("#");

/**
 * A list as a `CollectionPage`, with its first twenty items and how many there are; as `structuredData`. What has a page is
 * named there, and here by its address alone, as Google's lists of items with pages of their own are.
 */
export function collectionPageData({ trail, ...list }: ListedPage): string {
  return toJson([describeList({ ...list, url: list.canonical }), ...breadcrumbs(trail)]);
}

function describeList({
  canonical,
  url,
  name,
  description,
  items,
  language,
  image,
}: Omit<ListedPage, "trail"> & { readonly url: string | undefined }): Leaf<CollectionPage, "CollectionPage"> {
  return node<Leaf<CollectionPage, "CollectionPage">>({
    "@type": "CollectionPage",
    "@id": canonical,
    url,
    name,
    description: description || undefined,
    inLanguage: language,
    image,
    mainEntity: {
      "@type": "ItemList",
      numberOfItems: items.length,
      itemListElement: items.slice(0, itemLimit).map(({ name: item, address, described }, index) =>
        node<Leaf<ListItem, "ListItem">>({
          "@type": "ListItem",
          position: index + 1,
          ...(described === undefined
            ? { name: isPage(address) ? undefined : item, url: address }
            : { item: described }),
        }),
      ),
    },
  });
}

/** A person's page. */
export interface PersonPage extends StructuredPage {
  readonly person: Pick<Person, "name" | "orcid" | "homepage"> & { readonly variants?: readonly string[] };
  readonly member?: MemberFacts | undefined;
  /** The group whose site it is, where the person is, or was, one of it. */
  readonly organization?: Crumb | undefined;
  readonly hasLeft?: boolean;
  /** BCP 47. */
  readonly language: string;
}

/** What is said of a member of the site, without markup. */
export interface MemberFacts {
  readonly role: string;
  readonly affiliations: readonly string[];
  /** Where the person worked. */
  readonly alumniOf?: readonly string[];
  readonly email?: string | undefined;
  /** The addresses of the member's pages elsewhere. */
  readonly profiles: readonly string[];
  /** The absolute address of the picture. */
  readonly portrait?: string | undefined;
}

/** A person as a `ProfilePage`, with ORCID iD, homepage and other spellings of the name; as `structuredData`. */
export function profilePageData(about: PersonPage): string {
  const { canonical, person, member, organization, hasLeft = false, language, image, trail } = about;
  const { name } = person;
  const page = node<Leaf<ProfilePage, "ProfilePage">>({
    "@type": "ProfilePage",
    "@id": canonical,
    url: canonical,
    name,
    inLanguage: language,
    image,
    mainEntity: {
      ...describePerson(person, member?.profiles),
      ...(member ? describeMember(member, organization, hasLeft) : {}),
    },
  });
  return toJson([page, ...breadcrumbs(trail)]);
}

function describeMember(
  { role, affiliations, alumniOf = [], email, portrait }: Omit<MemberFacts, "profiles">,
  group?: Crumb,
  hasLeft = false,
) {
  const own = group && [
    node<Leaf<Organization, "Organization">>({
      "@type": "Organization",
      "@id": group.address && `${group.address}#organization`,
      name: group.name,
      url: group.address,
    }),
  ];
  const named = (names: readonly string[]) =>
    names.map((name): Leaf<Organization, "Organization"> => ({ "@type": "Organization", name }));
  const { "@type": _, ...facts } = node<Leaf<SchemaPerson, "Person">>({
    "@type": "Person",
    jobTitle: role || undefined,
    affiliation: named(affiliations),
    memberOf: hasLeft ? undefined : own,
    alumniOf: [...named(alumniOf), ...(hasLeft ? (own ?? []) : [])],
    email,
    image: portrait,
  });
  return facts;
}

/** Somebody who belongs to the site, as its front page names them. */
export interface NamedMember {
  readonly name: string;
  readonly role: string;
  readonly hasLeft: boolean;
  /** The absolute address of the person's page. */
  readonly address: string | undefined;
}

/** The front page. */
export interface FrontPage extends Pick<ListedPage, "canonical" | "name" | "description" | "language" | "items"> {
  /** Whose site it is, where one person is said to own it. */
  readonly owner: Person | undefined;
  /** Whose page it is, as the page says it. */
  readonly person?:
    | {
        readonly name: string;
        readonly role: string;
        readonly location: string;
        readonly affiliations: readonly string[];
        readonly interests: readonly string[];
        readonly email: string | undefined;
        /** The absolute address of the picture. */
        readonly portrait: string | undefined;
      }
    | undefined;
  /** The addresses of the site's profiles elsewhere, which are the owner's or the organization's. */
  readonly profiles: readonly string[];
  /** Those who belong to the organization whose site it is; none where it is a person's. */
  readonly members?: readonly NamedMember[];
}

/** The site itself, and whose it is, as a `ProfilePage`, or else what its front page lists; as `structuredData`. */
export function webSiteData(front: FrontPage): string {
  const { canonical, name, description, language, owner, person, profiles, items, members = [] } = front;
  const known = owner ?? (person && { name: person.name });
  const page =
    known === undefined
      ? describeList({
          canonical: canonical && `${canonical}#list`,
          url: canonical,
          name,
          description,
          language,
          items,
        })
      : node<Leaf<ProfilePage, "ProfilePage">>({
          "@type": "ProfilePage",
          url: canonical,
          name,
          inLanguage: language,
          mainEntity: {
            ...describePerson(known, profiles),
            ...(person ? describeFront(person) : {}),
            ...(canonical ? { "@id": `${canonical}#owner` } : {}),
          },
        });
  return toJson([
    ...(known === undefined && items.length === 0 ? [] : [page]),
    ...(known === undefined && members.length > 0 ? [describeOrganization(front, members)] : []),
    node<Leaf<WebSite, "WebSite">>({
      "@type": "WebSite",
      "@id": canonical,
      url: canonical,
      name,
      description: description || undefined,
      inLanguage: language,
    }),
  ]);
}

/** Whose site it is where that is a group. */
function describeOrganization(
  { canonical, name, profiles }: FrontPage,
  members: readonly NamedMember[],
): Leaf<Organization, "Organization"> {
  const described = (some: readonly NamedMember[]) =>
    some.map((one) =>
      node<Leaf<SchemaPerson, "Person">>({
        "@type": "Person",
        name: one.name,
        jobTitle: one.role || undefined,
        url: one.address,
      }),
    );
  return node<Leaf<Organization, "Organization">>({
    "@type": "Organization",
    "@id": canonical && `${canonical}#organization`,
    name,
    url: canonical,
    sameAs: profiles.filter((address) => /^https?:/i.test(address)),
    member: described(members.filter(({ hasLeft }) => !hasLeft)),
    alumni: described(members.filter(({ hasLeft }) => hasLeft)),
  });
}

function describeFront(person: NonNullable<FrontPage["person"]>): Leaf<SchemaPerson, "Person"> {
  const { name, location, interests } = person;
  const further = node<Leaf<SchemaPerson, "Person">>({
    "@type": "Person",
    name,
    workLocation: location === "" ? undefined : { "@type": "Place", name: location },
    knowsAbout: interests,
  });
  return { ...further, ...describeMember(person) };
}

function describePerson(
  { name, orcid, homepage, variants = [] }: PersonPage["person"],
  profiles: readonly string[] = [],
): Leaf<SchemaPerson, "Person"> {
  const elsewhere = [
    orcid && orcidAddress(orcid),
    homepage,
    ...profiles.filter((address) => /^https?:/i.test(address)),
  ];
  return node<Leaf<SchemaPerson, "Person">>({
    "@type": "Person",
    name,
    alternateName: variants,
    url: homepage,
    sameAs: [...new Set(elsewhere.filter((address) => address !== undefined))],
  });
}

function breadcrumbs(trail: readonly Crumb[]): readonly BreadcrumbList[] {
  if (trail.length === 0 || trail.some(({ address }) => address === undefined)) return [];
  return [
    {
      "@type": "BreadcrumbList",
      // The last is the page itself.
      itemListElement: trail.map(({ name, address }, index) =>
        node<Leaf<ListItem, "ListItem">>({
          "@type": "ListItem",
          position: index + 1,
          name,
          item: index === trail.length - 1 ? undefined : address,
        }),
      ),
    },
  ];
}

function toJson(things: readonly Thing[]): string {
  return JSON.stringify({ "@context": "https://schema.org", "@graph": things }).replaceAll("<", "\\u003c");
}
