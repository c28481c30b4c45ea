import { collaborations } from "../../export/joined-fields.ts";
import { regionNamer } from "../../messages/messages.ts";
import { isoOf, yearOf } from "../../record/dates/partial-date.ts";
import { isFileHref } from "../../record/identifiers/link.ts";
import type { Name } from "../../record/names/name.ts";
import { licenseOf, type Publication } from "../../record/publication.ts";
import { isInPeriodical, types, type ZoteroType } from "../../record/types.ts";
import { richTextToPlain } from "../../text/plain-text.ts";

/** A `meta` element of a paper's page, by `name` or, for Open Graph, by `property`. */
export interface MetaTag {
  readonly attribute: "name" | "property";
  readonly name: string;
  readonly content: string;
}

/** Names and contents of tags; what has no content is no tag. */
export type Tags = readonly (readonly [name: string, content: string | undefined])[];

/** Tags as elements of one kind. */
export function toMetaTags(attribute: MetaTag["attribute"], tags: Tags): readonly MetaTag[] {
  return tags.flatMap(([name, content]) => (content ? [{ attribute, name, content }] : []));
}

/** The picture that is shown beside a link to a page, 1200 by 630 pixels. */
export interface PageImage {
  /** Absolute. */
  readonly address: string;
  /** What the picture says. */
  readonly alt: string;
}

/** What a page says of itself to those who link to it. */
export interface OpenGraphFacts {
  readonly title: string;
  readonly canonical: string | undefined;
  /** Absent where a reference manager would take the site for what a work appeared in. */
  readonly siteTitle: string | undefined;
  readonly image?: PageImage | undefined;
  /** The page's language and the others it is there in, as Open Graph names them. */
  readonly locales?: OpenGraphLocales | undefined;
}

/** "en_US": the language of a page, and the other languages it is there in. */
export interface OpenGraphLocales {
  readonly own: string | undefined;
  readonly others: readonly (string | undefined)[];
}

/** The languages of a site, as BCP 47 tags, for its pages in `language`. */
export function openGraphLocales(language: string, languages: readonly string[]): OpenGraphLocales {
  return {
    own: openGraphLocale(language),
    others: languages.filter((one) => one !== language).map(openGraphLocale),
  };
}

/**
 * Open Graph (ogp.me), with `further` tags of its own, and the kind of card; the page's description is Open Graph's too, by the
 * template's one tag for both.
 */
export function openGraph(type: "website" | "article", facts: OpenGraphFacts, further: Tags = []): readonly MetaTag[] {
  const { title, canonical, siteTitle, image, locales } = facts;
  const picture: Tags = [
    ["og:image", image?.address],
    ["og:image:width", "1200"],
    ["og:image:height", "630"],
    ["og:image:alt", image?.alt],
  ];
  return [
    ...toMetaTags("property", [
      ["og:type", type],
      ["og:title", title],
      ["og:url", canonical],
      ["og:site_name", siteTitle],
      ["og:locale", locales?.own],
      ...(locales?.others ?? []).map((one) => ["og:locale:alternate", one] as const),
      ...(image === undefined ? [] : picture),
      ...further,
    ]),
    ...toMetaTags("name", [["twitter:card", image === undefined ? "summary" : "summary_large_image"]]),
  ];
}

/** "en_US" of "en": language and territory, the likeliest where the tag names none; undefined for what is no tag. */
export function openGraphLocale(tag: string): string | undefined {
  try {
    const { language, region } = new Intl.Locale(tag).maximize();
    return region === undefined ? language : `${language}_${region}`;
  } catch {
    return undefined;
  }
}

/**
 * First and last page where they are one range ("1551–1560"), or the only page or article number and nothing; undefined
 * without pages, and for several ranges or numbers that hold a hyphen ("5, 7–9", "C3-32"), which no pair says.
 */
export function pageRange({
  page,
  type,
  number,
  articleNumber,
}: Publication): readonly [string, string | undefined] | undefined {
  const pages = page ?? (isInPeriodical(type) ? number : articleNumber);
  if (pages === undefined) return undefined;
  const [first, last, ...more] = pages.split("–").map((part) => part.trim());
  return !first || more.length > 0 || /[-,;]/.test(pages) ? undefined : [first, last || undefined];
}

/** What a paper's tags need to know of its page. */
export interface PageFacts extends Omit<OpenGraphFacts, "title" | "siteTitle"> {
  readonly siteTitle: string;
  /** The absolute address of a file of the site that the paper links to, where the site's own address is known. */
  readonly absolute: (href: string) => string | undefined;
}

/**
 * The tags of a paper's page: Highwire's `citation_…` as Google Scholar's inclusion guidelines ask for them, in the order
 * of the authors; what those have no word for, as Zotero's translators "Embedded Metadata" and "RDF" read it; and Open
 * Graph. A page that lacks a title, a year or status, and an author or editor has no `citation_…` tag at all, since
 * Scholar then takes none; a paper in press has all but the dates, which Zotero and others read. A PDF is named only where it lies on the site, which is where Scholar believes it.
 */
export function viewMetaTags(publication: Publication, facts: PageFacts): readonly MetaTag[] {
  const title = oneLine(richTextToPlain(publication.title));
  // Zotero takes the site for what these appeared in, where nothing else is named.
  const isOnSite = ["blogPost", "newspaperArticle", "webpage"].includes(types[publication.type].zotero);
  const siteTitle = isOnSite && publication.containerTitle === undefined ? undefined : facts.siteTitle;
  return [
    ...toMetaTags("name", citationTags(publication, title, facts)),
    ...toMetaTags("name", furtherTags(publication)),
    ...openGraph("article", { ...facts, title, siteTitle }, [["article:published_time", isoDate(publication)]]),
  ];
}

function citationTags(publication: Publication, title: string, facts: PageFacts): Tags {
  const { type, containerTitle, eventTitle, publisher, issued, pmid } = publication;
  if (!hasCitationTags(publication)) return [];
  const authors = citedAuthors(publication);
  const year = yearOf(issued);
  const isConference = type === "paper-conference";
  const isInstitution = type === "thesis" || type === "report";
  const container = containerTags[types[type].zotero];
  const [first, last] = pageRange(publication) ?? [];
  const year4 = year && String(year).padStart(4, "0");
  const tags: Tags = [
    ["title", title],
    ...authors.map((name) => ["author", authorContent(name, authors.length === 1)] as const),
    ...(publication.author.length > 0
      ? publication.editor.map((name) => ["editor", authorContent(name, publication.editor.length === 1)] as const)
      : []),
    [
      "publication_date",
      issued?.start?.length === 3 ? [year4, ...issued.start.slice(1)].join("/") : year4 || undefined,
    ],
    // Scholar takes no month without a day; Zotero does, and reads this instead.
    ["cover_date", (issued?.start?.length ?? 0) > 1 ? isoDate(publication) : undefined],
    ...(container === undefined
      ? []
      : [[container, containerTitle ?? (isConference ? eventTitle : undefined)] as const]),
    [
      "conference",
      isConference && containerTitle !== undefined && eventTitle !== containerTitle ? eventTitle : undefined,
    ],
    ["dissertation_institution", type === "thesis" ? publisher : undefined],
    ["technical_report_institution", type === "report" ? publisher : undefined],
    ["technical_report_number", type === "report" ? publication.number : undefined],
    [
      "publisher",
      isInstitution ? undefined : (publisher ?? (type === "article" ? publication.eprint?.archive : undefined)),
    ],
    ["series_title", publication.collectionTitle],
    ["volume", publication.volume],
    ["issue", publication.issue],
    ["firstpage", first],
    ["lastpage", last],
    ["isbn", publication.isbn],
    ...(publication.issn?.split(" ") ?? []).map((issn) => ["issn", issn] as const),
    ["doi", publication.doi],
    ["arxiv_id", isArxiv(publication) ? publication.eprint?.id : undefined],
    ["pmid", pmid],
    ["language", publication.language],
    ...publication.keywords.map((keyword) => ["keywords", keyword] as const),
    ["abstract", abstractOf(publication)],
    ["public_url", onlineTypes.has(types[type].zotero) ? (publication.url ?? facts.canonical) : facts.canonical],
    ["pdf_url", pdfAddress(publication, facts.absolute)],
  ];
  return tags.map(([name, content]) => [`citation_${name}`, content]);
}

/** Whose names stand in the tags: of an edited volume the editors are who is cited; `furtherTags` says what they are. */
function citedAuthors(publication: Publication): readonly Name[] {
  const authors = [...publication.author, ...collaborations(publication)];
  return authors.length > 0 ? authors : publication.editor;
}

/** A work's authors as the tags name them; none where no tag does, or only those of its editors stand there. */
export function authorTags(publication: Publication): readonly string[] {
  if (publication.author.length === 0 || !hasCitationTags(publication)) return [];
  const authors = citedAuthors(publication);
  return authors.map((name) => authorContent(name, authors.length === 1));
}

function hasCitationTags(publication: Publication): boolean {
  const year = yearOf(publication.issued);
  const isPlaced = year === undefined ? publication.status !== undefined : year >= 1;
  return isPlaced && richTextToPlain(publication.title).trim() !== "" && citedAuthors(publication).length > 0;
}

/** The tag for the container of Zotero's types, which makes a reference manager take the work for one of them. */
const containerTags: Partial<Record<ZoteroType, string>> = {
  journalArticle: "journal_title",
  conferencePaper: "conference_title",
  bookSection: "inbook_title",
};

/** Works that are themselves at their address; of any other the page that was saved is the address. */
const onlineTypes: ReadonlySet<ZoteroType> = new Set([
  "dataset",
  "forumPost",
  "blogPost",
  "computerProgram",
  "webpage",
]);

/** Zotero's types that have a field for the sort of work ("PhD thesis"), which is filled from `DC.type`. */
const withGenre: ReadonlySet<ZoteroType> = new Set([
  "blogPost",
  "forumPost",
  "letter",
  "manuscript",
  "map",
  "presentation",
  "report",
  "thesis",
  "webpage",
]);

/** Types whose own number Zotero takes for an issue. */
const withoutNumber: ReadonlySet<ZoteroType> = new Set([
  "conferencePaper",
  "journalArticle",
  "magazineArticle",
  "newspaperArticle",
  "report",
]);

/**
 * What Highwire has no tag for, in the vocabularies that Zotero and in part Scholar know: Zotero's own, Dublin Core,
 * PRISM, EPrints and the Bibliographic Ontology.
 */
function furtherTags(publication: Publication): Tags {
  const { type, eprint, author, editor, number } = publication;
  const { zotero: zoteroType, container } = types[type];
  const isPreprint = type === "article";
  const eprintId = eprint && `${eprint.archive}:${eprint.id}`;
  return [
    ["z.itemType", zoteroType],
    ["DC.type", withGenre.has(zoteroType) ? publication.genre : zoteroType in containerTags ? undefined : zoteroType],
    // With `z.itemType`, Zotero keeps this under "Extra", where citations look for an eprint.
    ["DC.description", eprintId && `${eprintId}${eprint?.class ? ` [${eprint.class}]` : ""}`],
    ["DC.rights", licenseOf(publication)],
    ...(author.length > 0 ? [] : editor.map((name) => ["eprints.editors_name", authorContent(name, false)] as const)),
    ["prism.publicationName", hasOwnTag(type) ? undefined : publication.containerTitle],
    ["prism.number", isPreprint ? eprintId : withoutNumber.has(zoteroType) ? undefined : number],
    ["prism.edition", publication.edition ?? publication.version],
    ["eprints.pagerange", pageRange(publication) === undefined ? publication.page : undefined],
    ["eprints.place_of_pub", publication.publisherPlace ?? publication.jurisdiction.map(nameOfRegion).join(", ")],
    ["eprints.event_location", publication.eventPlace],
    ["eprints.event_title", container === "event" ? (publication.eventTitle ?? publication.containerTitle) : undefined],
    // Without it, Zotero takes the shortened description.
    ["eprints.abstract", hasCitationTags(publication) ? undefined : abstractOf(publication)],
    ["bibo.numPages", publication.numberOfPages],
    ["bibo.shortTitle", publication.titleShort],
  ];
}

const nameOfRegion = regionNamer("en");

/** A paper in proceedings has the name of the conference as its tag, and that of the proceedings besides. */
const hasOwnTag = (type: Publication["type"]): boolean =>
  types[type].zotero in containerTags && type !== "paper-conference";

/** Open Graph protocol (ogp.me). */
/**
 * "van der Berg, Jan", without a suffix, which readers take for the given name. Zotero splits the only author where both
 * sides of the comma hold a space, so the given names are then joined by no-break spaces; and it takes the last word of
 * what has no comma for the family name, so the name of a body ends in one.
 */
function authorContent(
  { literal, family, given, droppingParticle, nonDroppingParticle }: Name,
  isOnly: boolean,
): string {
  const last = oneLine(literal ?? [nonDroppingParticle, family].filter(Boolean).join(" "));
  const first = literal === undefined ? oneLine([given, droppingParticle].filter(Boolean).join(" ")) : "";
  if (first === "") return last.includes(" ") ? `${last},` : last;
  return `${last}, ${isOnly && last.includes(" ") ? first.replaceAll(" ", "\u00a0") : first}`;
}

const isArxiv = ({ eprint }: Publication): boolean => eprint?.archive.toLowerCase() === "arxiv";

/** With every run of white space as one space. */
export const oneLine = (text: string): string =>
  /[^\S ]| {2}|^ | $/.test(text) ? text.replace(/\s+/g, " ").trim() : text;

/** An abstract as the tags have it, on one line. */
export const abstractOf = ({ abstract }: Publication): string => oneLine(richTextToPlain(abstract));

/** The absolute address of the first PDF of the site that a paper links to; undefined without one. */
export function pdfAddress({ links }: Publication, absolute: PageFacts["absolute"]): string | undefined {
  const pdf = links.find(({ href }) => isFileHref(href) && /\.pdf$/i.test(href));
  return pdf && absolute(pdf.href);
}

/** When a work appeared, as `isoOf` writes it. */
export const isoDate = ({ issued }: Publication): string | undefined => isoOf(issued);
