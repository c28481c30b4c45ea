import type {
  Article,
  Book,
  BookSeries,
  CreativeWork,
  MediaObject,
  MonetaryGrant,
  Organization,
  Periodical,
  PropertyValue,
  PublicationIssue,
  PublicationVolume,
  Report,
  Role,
  Person as SchemaPerson,
  SoftwareSourceCode,
  Thesis,
  Thing,
} from "schema-dts";
import { collaborations } from "../../export/joined-fields.ts";
import { identifierRows } from "../../record/identifiers/identifier-syntax.ts";
import { isFileHref, type LinkKind } from "../../record/identifiers/link.ts";
import { type AuthorMark, marksOf, roleNameOfMark } from "../../record/names/author-marks.ts";
import { creditRoleAddress } from "../../record/names/credit-roles.ts";
import { formatName, type Name } from "../../record/names/name.ts";
import { licenseOf, type Publication } from "../../record/publication.ts";
import type { Person } from "../../record/site-settings.ts";
import { isInPeriodical, type PublicationType, types } from "../../record/types.ts";
import type { ActivityLink, CataloguedPublication } from "../../relate/catalogue.ts";
import { richTextToPlain } from "../../text/plain-text.ts";
import { isoDate, oneLine, pageRange, pdfAddress } from "./meta-tags.ts";

/** Of a type of schema.org and those below it the one with this name. */
export type Leaf<Type, Name extends string> = Extract<Type, { readonly "@type": Name }>;

/** A node without what is absent or empty; a property that its type does not have is refused by the compiler. */
export function node<Type extends { readonly "@type": string }>(
  fields: {
    readonly [Property in keyof Type]: Type[Property] | undefined;
  },
): Type {
  return Object.fromEntries(
    Object.entries(fields).filter(([, one]) => one !== undefined && !(Array.isArray(one) && one.length === 0)),
  ) as unknown as Type;
}

/** What a work's description needs to know of its page. */
export interface WorkPage {
  readonly canonical: string | undefined;
  /** What the work is, in a sentence or two. */
  readonly summary?: string;
  /** The absolute address of the page's picture. */
  readonly image?: string | undefined;
  /** The absolute addresses of the pages of the work's other versions. */
  readonly versions?: readonly string[];
  /** The marks of authors that the site knows. */
  readonly marks?: readonly AuthorMark[];
  /** The absolute address of a file of the site that the paper links to, where the site's own address is known. */
  readonly absolute?: (href: string) => string | undefined;
}

/** What a work may have of any of its types. */
type Work = Omit<Leaf<Article, "Article">, "@type"> &
  Pick<Leaf<Book, "Book">, "bookEdition" | "isbn" | "numberOfPages"> &
  Pick<Leaf<Report, "Report">, "reportNumber"> &
  Pick<Leaf<Thesis, "Thesis">, "inSupportOf"> &
  Pick<Leaf<SoftwareSourceCode, "SoftwareSourceCode">, "codeRepository"> & { readonly "@type": string };

/** A work as schema.org describes it: what is not known is left out, and no day is invented. */
export function describeWork(entry: CataloguedPublication, page: WorkPage): Thing {
  const { authorPersons, citedNames, venue } = entry;
  const publication = { ...entry.publication, ...citedNames };
  const { type, publisher, numberOfPages, holder } = publication;
  const abstract = richTextToPlain(publication.abstract).trim();
  const title = oneLine(richTextToPlain(publication.title));
  const [pageStart, pageEnd] = pageRange(publication) ?? [];
  const isBook = types[type].schemaOrg === "Book";
  const pdf = page.absolute && pdfAddress(publication, page.absolute);
  const license = licenseOf(publication);
  const data = node<Work>({
    "@type": types[type].schemaOrg,
    "@id": page.canonical,
    url: page.canonical,
    mainEntityOfPage: page.canonical,
    headline: title,
    name: title,
    author: [
      ...authorsDescribed(publication.author).map((name, index) => agent(name, authorPersons[index])),
      ...collaborations(publication).map((name) => agent(name)),
    ],
    // An editor is a person in schema.org.
    editor: publication.editor.filter(isPerson).map((name) => person(name)),
    contributor: [
      ...publication.editor.filter((name) => !isPerson(name)).map((name) => agent(name)),
      ...rolesOf(publication.author, authorPersons, page.marks ?? []),
    ],
    translator: publication.translator.map((name) => agent(name)),
    datePublished: isoDate(publication),
    isPartOf: containerOf(publication, venue?.name ?? publication.containerTitle),
    pageStart,
    pageEnd,
    pagination: pageStart === undefined ? publication.page : undefined,
    publisher: publisher === undefined ? undefined : organization(publisher),
    isbn: isBook ? publication.isbn : undefined,
    bookEdition: isBook ? publication.edition : undefined,
    numberOfPages: isBook && /^\d+$/.test(numberOfPages ?? "") ? Number(numberOfPages) : undefined,
    version: publication.version,
    reportNumber: type === "report" ? publication.number : undefined,
    inSupportOf: type === "thesis" ? publication.genre : undefined,
    identifier: oneOrAll(identifiers(publication)),
    sameAs: publication.links.filter(({ kind }) => archiveKinds.has(kind)).map(({ href }) => href),
    // The abstract stands in the page, and in the tags that reference managers read. Google asks a dataset for one.
    description: type === "dataset" ? abstract || page.summary : undefined,
    copyrightHolder: type === "patent" ? holder.map((name) => agent(name)) : undefined,
    keywords: publication.keywords,
    inLanguage: publication.language,
    license: license && licenseAddress(license, type),
    codeRepository: type === "software" ? publication.links.find(({ kind }) => kind === "code")?.href : undefined,
    funding: (entry.support ?? []).filter(({ kind }) => kind === "grants").map(describeGrant),
    subjectOf: publication.links.flatMap(({ kind, label, href }): readonly Leaf<CreativeWork, "CreativeWork">[] =>
      kind === "press" || kind === "media"
        ? [node({ "@type": "CreativeWork", name: label, url: isFileHref(href) ? page.absolute?.(href) : href })]
        : [],
    ),
    // No version is known to be made from another (`isBasedOn`): all are examples of the one work behind them.
    exampleOfWork: page.versions?.length
      ? node<Leaf<CreativeWork, "CreativeWork">>({
          "@type": "CreativeWork",
          workExample: page.versions.map((address) => ({ "@type": "CreativeWork", "@id": address })),
        })
      : undefined,
    image: page.image,
    isAccessibleForFree: pdf === undefined ? undefined : true,
    encoding:
      pdf === undefined
        ? undefined
        : node<Leaf<MediaObject, "MediaObject">>({
            "@type": "MediaObject",
            contentUrl: pdf,
            encodingFormat: "application/pdf",
          }),
  });
  return data as Thing;
}

/** The address of a licence: its own, or of software and data SPDX's, by whose identifiers these are licensed ("Apache-2.0"). */
function licenseAddress(license: string, type: PublicationType): string | undefined {
  if (/^https?:\/\/\S+$/.test(license)) return license;
  const hasSpdx = (type === "software" || type === "dataset") && /^[A-Za-z][A-Za-z0-9.+-]{1,40}$/.test(license);
  return hasSpdx ? `https://spdx.org/licenses/${license}` : undefined;
}

/** Where a link leads to the same work. */
const archiveKinds: ReadonlySet<LinkKind> = new Set(
  Object.values(identifierRows).flatMap(({ kind, isSameWork }) => (isSameWork ? [kind] : [])),
);

function identifiers({ doi, eprint, pmid, pmcid }: Publication): readonly Leaf<PropertyValue, "PropertyValue">[] {
  const known = [
    ["DOI", doi],
    [eprint?.archive ?? "", eprint?.id],
    ["PMID", pmid],
    ["PMCID", pmcid],
  ] as const;
  return known.flatMap(([propertyID, value]) =>
    value === undefined ? [] : [{ "@type": "PropertyValue", propertyID, value }],
  );
}

/** What authors did besides being authors, and in which place, each as a `Role` of the same property (schema.org/Role). */
function rolesOf(
  authors: readonly Name[],
  persons: readonly (Person | undefined)[],
  marks: readonly AuthorMark[],
): readonly Role<SchemaPerson | Organization, "contributor">[] {
  const marksByAuthor = marksOf(authors, marks);
  return authors.flatMap((name, index): readonly Role<SchemaPerson | Organization, "contributor">[] => {
    const roleName = [
      ...marksByAuthor[index]!.flatMap((mark) => roleNameOfMark(mark) ?? []),
      ...(name.roles ?? []).map(creditRoleAddress),
    ];
    return roleName.length === 0 ? [] : [{ "@type": "Role", roleName, contributor: agent(name, persons[index]) }];
  });
}

/** With more authors than this a page does not name them in every form: thousands would weigh more than all else. */
export const manyAuthors = 200;

/** How many authors are described of a work that has too many to name each in every form. */
const described = 50;

const authorsDescribed = (authors: readonly Name[]): readonly Name[] =>
  authors.length > manyAuthors ? authors.slice(0, described) : authors;

const isPerson = ({ literal }: Name): boolean => literal === undefined;

function agent(name: Name, known?: Person): SchemaPerson | Organization {
  return isPerson(name) || known ? person(name, known) : organization(name.literal ?? "");
}

function person(name: Name, known?: Person): Leaf<SchemaPerson, "Person"> {
  const orcid = known?.orcid ?? name.orcid;
  return node<Leaf<SchemaPerson, "Person">>({
    "@type": "Person",
    name: known?.name ?? formatName(name),
    givenName: name.given,
    familyName: [name.nonDroppingParticle, name.family].filter(Boolean).join(" ") || undefined,
    honorificSuffix: name.suffix,
    affiliation: name.affiliations?.map(organization),
    url: known?.homepage ?? name.homepage,
    sameAs: orcid && orcidAddress(orcid),
  });
}

const organization = (name: string): Leaf<Organization, "Organization"> => ({ "@type": "Organization", name });

/** A grant as what it paid for names it. */
export const describeGrant = ({ title, number, funder }: Pick<ActivityLink, "title" | "number" | "funder">) =>
  node<Leaf<MonetaryGrant, "MonetaryGrant">>({
    "@type": "MonetaryGrant",
    name: title,
    identifier: number && richTextToPlain(number),
    funder: funder && organization(richTextToPlain(funder)),
  });

/** The address that stands for an ORCID iD. */
export const orcidAddress = (orcid: string): string => `https://orcid.org/${orcid}`;

type Container = PublicationIssue | PublicationVolume | Periodical | Book | BookSeries | CreativeWork;

/** A journal by issue and volume as far as they are known, a book in its series, or a work by its name. */
function containerOf(publication: Publication, name: string | undefined): Container | undefined {
  const { type, volume, issue, isbn, collectionTitle } = publication;
  const issns = publication.issn?.split(" ") ?? [];
  const issn = issns.length > 1 ? issns : issns[0];
  const series = node<Leaf<BookSeries, "BookSeries">>({ "@type": "BookSeries", name: collectionTitle, issn });
  if (isInPeriodical(type)) {
    const periodical = node<Leaf<Periodical, "Periodical">>({ "@type": "Periodical", name, issn });
    return name === undefined ? undefined : inIssue(issue, inVolume(volume, periodical));
  }
  const ofSeries = collectionTitle === undefined ? undefined : inVolume(volume, series);
  if (name === undefined || types[type].schemaOrg === "Book") return ofSeries;
  if (types[type].container === "book") {
    const author = publication.containerAuthor.map((one) => agent(one));
    return node<Leaf<Book, "Book">>({ "@type": "Book", name, author, isbn, isPartOf: ofSeries });
  }
  return { "@type": "CreativeWork", name };
}

function inVolume(volumeNumber: string | undefined, isPartOf: Periodical | BookSeries): Container {
  return volumeNumber === undefined ? isPartOf : { "@type": "PublicationVolume", volumeNumber, isPartOf };
}

function inIssue(issueNumber: string | undefined, isPartOf: Container): Container {
  return issueNumber === undefined ? isPartOf : { "@type": "PublicationIssue", issueNumber, isPartOf };
}

const oneOrAll = <Value>(values: readonly Value[]): Value | readonly Value[] =>
  values.length === 1 ? (values[0] as Value) : values;
