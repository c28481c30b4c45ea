import { isFileHref } from "../../model/link.ts";
import type { Name } from "../../model/name.ts";
import type { Publication } from "../../model/publication.ts";
import { richTextToPlain } from "../rich-text.ts";

/** A `meta` element of a paper's page, by `name` or, for Open Graph, by `property`. */
export interface MetaTag {
  readonly attribute: "name" | "property";
  readonly name: string;
  readonly content: string;
}

/** What a paper's tags need to know of its page. */
export interface PageFacts {
  readonly canonical: string | undefined;
  readonly siteTitle: string;
  readonly description: string;
  /** The absolute address of a file of the site that the paper links to, where the site's own address is known. */
  readonly absolute: (href: string) => string | undefined;
}

/** Zotero's item types for what Highwire's tags have no word for (its Embedded Metadata translator, `DC.type`). */
const zoteroTypes: Partial<Record<Publication["type"], string>> = {
  article: "preprint",
  dataset: "dataset",
  software: "computerProgram",
  webpage: "webpage",
  patent: "patent",
  manuscript: "manuscript",
  speech: "presentation",
  standard: "standard",
};

/**
 * The tags of a paper's page: Highwire's `citation_…` as Google Scholar's inclusion guidelines ask for them, in the order
 * of the authors, and Open Graph. A page that lacks a title, an author or a year has no `citation_…` tag at all, since
 * Scholar then takes none. A PDF is named only where it lies on the site, which is where Scholar believes it.
 */
export function viewMetaTags(publication: Publication, facts: PageFacts): readonly MetaTag[] {
  const title = richTextToPlain(publication.title);
  const dcType = zoteroTypes[publication.type];
  const tag = (name: string, content: string | undefined): MetaTag[] =>
    content ? [{ attribute: "name", name, content }] : [];
  const graph = (name: string, content: string | undefined): MetaTag[] =>
    content ? [{ attribute: "property", name, content }] : [];
  return [
    ...citationTags(publication, title, facts).flatMap(([name, content]) => tag(`citation_${name}`, content)),
    ...tag("DC.type", dcType),
    ...graph("og:type", "article"),
    ...graph("og:title", title),
    ...graph("og:description", facts.description),
    ...graph("og:url", facts.canonical),
    ...graph("og:site_name", facts.siteTitle),
    ...graph("article:published_time", isoDate(publication)),
    ...tag("twitter:card", "summary"),
  ];
}

function citationTags(
  publication: Publication,
  title: string,
  facts: PageFacts,
): readonly (readonly [string, string | undefined])[] {
  const { author, type, containerTitle, publisher, page, issued } = publication;
  const year = issued?.start?.[0];
  if (title === "" || author.length === 0 || year === undefined || year < 1) return [];
  const [first, last] = page === undefined ? [] : page.split(/[–,]/).map((part) => part.trim());
  return [
    ["title", title],
    ...author.map((name) => ["author", authorContent(name, author.length === 1)] as const),
    ["publication_date", issued?.start?.length === 3 ? issued.start.join("/") : String(year)],
    [containerTag(type), containerTitle],
    ["dissertation_institution", type === "thesis" ? publisher : undefined],
    ["technical_report_institution", type === "report" ? publisher : undefined],
    ["technical_report_number", type === "report" ? publication.number : undefined],
    ["publisher", type === "thesis" || type === "report" ? undefined : publisher],
    ["volume", publication.volume],
    ["issue", publication.issue],
    ["firstpage", first],
    ["lastpage", last],
    ["isbn", publication.isbn],
    ["issn", publication.issn],
    ["doi", publication.doi],
    ["arxiv_id", publication.eprint?.archive === "arXiv" ? publication.eprint.id : undefined],
    ["language", publication.language],
    ...publication.keywords.map((keyword) => ["keywords", keyword] as const),
    ["abstract", richTextToPlain(publication.abstract).replace(/\s+/g, " ").trim()],
    ["public_url", facts.canonical],
    ["pdf_url", pdfAddress(publication, facts)],
  ];
}

/** The tag for the container, whose name decides what a reference manager takes the work for. */
function containerTag(type: Publication["type"]): string {
  if (type === "paper-conference") return "conference_title";
  return type === "chapter" || type.startsWith("entry") ? "inbook_title" : "journal_title";
}

/**
 * "van der Berg, Jan", without a suffix, which readers take for the given name. A family name of several words that is
 * the only author's is joined by no-break spaces: else Zotero takes its first comma for one between two authors.
 */
function authorContent(
  { literal, family, given, droppingParticle, nonDroppingParticle }: Name,
  isOnly: boolean,
): string {
  const last = [nonDroppingParticle, family].filter(Boolean).join(" ");
  if (literal !== undefined || !given) return literal ?? last;
  const first = [given, droppingParticle].filter(Boolean).join(" ");
  return `${isOnly ? last.replaceAll(" ", "\u00a0") : last}, ${first}`;
}

function pdfAddress(publication: Publication, { absolute }: PageFacts): string | undefined {
  const pdf = publication.links.find(({ href }) => isFileHref(href) && /\.pdf$/i.test(href));
  return pdf && absolute(pdf.href);
}

/** As finely as it is known: "2021", "2021-03", "2021-03-05" (ISO 8601). */
export function isoDate({ issued }: Publication): string | undefined {
  if (!issued?.start || issued.start[0] < 0) return undefined;
  const [year, ...rest] = issued.start;
  return [String(year).padStart(4, "0"), ...rest.map((part) => String(part).padStart(2, "0"))].join("-");
}
