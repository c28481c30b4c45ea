import type { Graph, Organization, Person as SchemaPerson, Thing } from "schema-dts";
import type { CataloguedPublication, Person } from "../../model/catalogue.ts";
import { formatName } from "../../model/format-name.ts";
import type { Name } from "../../model/name.ts";
import type { Publication } from "../../model/publication.ts";
import { richTextToPlain } from "../rich-text.ts";
import { isoDate } from "./meta-tags.ts";

/** schema.org's types for works; every other work is a `CreativeWork`. */
const workTypes = {
  article: "ScholarlyArticle",
  "article-journal": "ScholarlyArticle",
  "article-magazine": "Article",
  "article-newspaper": "NewsArticle",
  book: "Book",
  chapter: "Chapter",
  dataset: "Dataset",
  map: "Map",
  "paper-conference": "ScholarlyArticle",
  periodical: "Periodical",
  report: "Report",
  review: "Review",
  software: "SoftwareSourceCode",
  thesis: "Thesis",
  webpage: "WebPage",
} as const satisfies Partial<Record<Publication["type"], string>>;

/** What a paper's structured data needs to know of its page. */
export interface StructuredPage {
  readonly canonical: string | undefined;
  /** The pages that lead here, from the front page on, with their absolute addresses. */
  readonly trail: readonly { readonly name: string; readonly address: string | undefined }[];
}

/**
 * A paper and the way to its page as schema.org JSON-LD, for a `script` element: no `<` in it can end that element. What
 * is not known is left out, no day is invented, and a known address elsewhere is `sameAs`.
 */
export function structuredData(entry: CataloguedPublication, page: StructuredPage): string {
  const graph: Graph = { "@context": "https://schema.org", "@graph": [work(entry, page), ...breadcrumbs(page)] };
  return JSON.stringify(graph).replaceAll("<", "\\u003c");
}

function work({ publication, authorPersons, venue }: CataloguedPublication, { canonical }: StructuredPage): Thing {
  const title = richTextToPlain(publication.title);
  const abstract = richTextToPlain(publication.abstract).trim();
  const [pageStart, pageEnd] = publication.page?.split("–") ?? [];
  const type = workTypes[publication.type as keyof typeof workTypes] ?? "CreativeWork";
  const container = venue?.name ?? publication.containerTitle;
  const data = {
    "@type": type,
    "@id": canonical,
    url: canonical,
    mainEntityOfPage: canonical,
    headline: type.endsWith("Article") ? title : undefined,
    name: title,
    author: publication.author.map((name, index) => agent(name, authorPersons[index])),
    editor: publication.editor.map((name) => agent(name, undefined)),
    datePublished: isoDate(publication),
    isPartOf: container === undefined ? undefined : containerOf(publication, container),
    pageStart,
    pageEnd,
    publisher:
      publication.publisher === undefined
        ? undefined
        : { "@type": "Organization" as const, name: publication.publisher },
    isbn: publication.type === "book" ? publication.isbn : undefined,
    identifier:
      publication.doi === undefined
        ? undefined
        : { "@type": "PropertyValue" as const, propertyID: "DOI", value: publication.doi },
    sameAs: publication.links
      .filter(({ kind }) =>
        ["doi", "arxiv", "pubmed", "pmc", "acl", "openreview", "hal", "zenodo", "ssrn"].includes(kind),
      )
      .map(({ href }) => href),
    abstract: abstract === "" ? undefined : abstract,
    keywords: publication.keywords,
    inLanguage: publication.language,
  };
  return withoutEmpty(data) as unknown as Thing;
}

function agent(name: Name, person: Person | undefined): SchemaPerson | Organization {
  if (name.literal !== undefined && !person) return { "@type": "Organization", name: name.literal };
  const family = [name.nonDroppingParticle, name.family].filter(Boolean).join(" ");
  return withoutEmpty({
    "@type": "Person" as const,
    name: person?.name ?? formatName(name),
    givenName: name.given,
    familyName: family || undefined,
    url: person?.homepage,
    sameAs: person?.orcid && `https://orcid.org/${person.orcid}`,
  }) as SchemaPerson;
}

/** A journal by issue and volume as far as they are known; anything else is a publication volume. */
function containerOf({ type, volume, issue, issn, isbn }: Publication, name: string): Thing {
  if (type !== "article-journal")
    return withoutEmpty({
      "@type": "PublicationVolume" as const,
      name,
      volumeNumber: volume,
      isbn,
    }) as unknown as Thing;
  const periodical = withoutEmpty({ "@type": "Periodical" as const, name, issn });
  const inVolume =
    volume === undefined
      ? periodical
      : { "@type": "PublicationVolume" as const, volumeNumber: volume, isPartOf: periodical };
  return (issue === undefined
    ? inVolume
    : { "@type": "PublicationIssue" as const, issueNumber: issue, isPartOf: inVolume }) as unknown as Thing;
}

function breadcrumbs({ trail }: StructuredPage): Thing[] {
  if (trail.some(({ address }) => address === undefined)) return [];
  const items = trail.map(({ name, address }, index) => ({
    "@type": "ListItem" as const,
    position: index + 1,
    name,
    item: address!,
  }));
  return [{ "@type": "BreadcrumbList", itemListElement: items }];
}

/** Without what is absent or empty. */
function withoutEmpty<Value extends object>(value: Value): Value {
  return Object.fromEntries(
    Object.entries(value).filter(([, one]) => one !== undefined && !(Array.isArray(one) && one.length === 0)),
  ) as Value;
}
