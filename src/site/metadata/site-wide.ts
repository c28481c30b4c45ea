// In: a feed and its items, as plain values. Out: Atom and JSON Feed. Refuses: asking the clock, choosing the items.
// Written without a feed library: npm's `feed` takes the clock where no date is known, throws on an address that is none,
// can't say the language, and writes JSON Feed 1 where 1.1 is wanted.
import { decodeHTMLAttribute } from "entities";
import { escapeHtml } from "../../text/escape.ts";

/** What a page announces to those who follow it. */
export interface Feed {
  readonly title: string;
  readonly subtitle?: string | undefined;
  /** BCP 47. */
  readonly language: string;
  /** Who publishes the feed: the name of the site. */
  readonly author: string;
  /** The absolute address of the page that the feed belongs to; the feed's permanent id. */
  readonly address: string;
  /** The absolute address of the Atom feed itself. */
  readonly atomAddress: string;
  /** The absolute address of the JSON feed itself. */
  readonly jsonAddress: string;
  /** In the order in which they are to be read, at most some tens. */
  readonly items: readonly FeedItem[];
}

/** One publication in a feed. */
export interface FeedItem {
  /** The absolute address of its page; its permanent id, so no two items may share it. */
  readonly address: string;
  /** Plain text. */
  readonly title: string;
  /** The same title as safe HTML, where it has markup. */
  readonly titleHtml?: string | undefined;
  /** Safe HTML, attributes in double quotes, as this room writes it; empty where there is no abstract. */
  readonly contentHtml: string;
  readonly authors: readonly string[];
  /** "2021", "2021-03" or "2021-03-05"; anything else, and a year beyond 1 to 9999, is no date. */
  readonly published: string;
  /** When it last changed here, in the same forms; absent where that is not known. */
  readonly modified?: string | undefined;
  readonly tags: readonly string[];
  /** BCP 47: the language of title and abstract, where it is not the feed's. */
  readonly language?: string | undefined;
}

/** Stands where Atom demands an instant and none is known, since a build must not depend on when it is made. */
const noInstant = "1970-01-01T00:00:00Z";

/** An Atom feed (RFC 4287). An item counts as changed when it did or appeared, whichever is later, the feed as its last item. */
export function atomFeed({
  title,
  subtitle,
  language,
  author,
  address,
  atomAddress,
  jsonAddress,
  items,
}: Feed): string {
  const updated = items.map((one) => changeOf(one) ?? noInstant).sort();
  const name = [author, title].find(isWords) ?? address;
  const parts = [
    element("id", {}, address),
    element("title", {}, title),
    ...(isWords(subtitle) ? [element("subtitle", {}, subtitle)] : []),
    element("updated", {}, updated.at(-1) ?? noInstant),
    person(name),
    linkElement("alternate", "text/html", address),
    linkElement("self", "application/atom+xml", atomAddress),
    linkElement("alternate", "application/feed+json", jsonAddress),
    ...items.map(atomEntry),
  ];
  const root = `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(language)}">`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n${parts.join("\n")}\n</feed>\n`;
}

function atomEntry(item: FeedItem): string {
  const { address, title, titleHtml, contentHtml, authors, published, tags, language } = item;
  const instant = instantOf(published);
  const html = (text: string) => absoluteLinks(text, address);
  const parts = [
    element("id", {}, address),
    titleHtml === undefined ? element("title", {}, title) : element("title", { type: "html" }, html(titleHtml)),
    ...(instant === undefined ? [] : [element("published", {}, instant)]),
    element("updated", {}, changeOf(item) ?? noInstant),
    ...authors.filter(isWords).map(person),
    linkElement("alternate", "text/html", address),
    ...tags.filter(isWords).map((term) => element("category", { term })),
    ...(contentHtml === "" ? [] : [element("content", { type: "html" }, html(contentHtml))]),
  ];
  const attributes = language === undefined ? "" : ` xml:lang="${escapeXml(language)}"`;
  return `<entry${attributes}>\n${parts.join("\n")}\n</entry>`;
}

const person = (name: string): string => `<author>${element("name", {}, name)}</author>`;

const linkElement = (rel: string, type: string, href: string): string => element("link", { rel, type, href });

function element(name: string, attributes: Readonly<Record<string, string>>, text?: string): string {
  const start = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escapeXml(value)}"`)].join(" ");
  return text === undefined ? `<${start}/>` : `<${start}>${escapeXml(text)}</${name}>`;
}

/** Text as it may stand in XML, less the characters that XML 1.0 has no way to write (section 2.2, "Char"). */
function escapeXml(text: string): string {
  return escapeHtml(text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, ""));
}

/** A JSON feed (jsonfeed.org, version 1.1), with the same ids and dates as the Atom feed. */
export function jsonFeed({ title, subtitle, language, author, address, jsonAddress, items }: Feed): string {
  const feed = {
    version: "https://jsonfeed.org/version/1.1",
    title: [title, author].find(isWords) ?? address,
    home_page_url: address,
    feed_url: jsonAddress,
    description: isWords(subtitle) ? subtitle : undefined,
    language,
    authors: named([author]),
    items: items.map((item) => ({
      id: item.address,
      url: item.address,
      title: item.title,
      content_html: absoluteLinks(item.contentHtml, item.address),
      date_published: instantOf(item.published),
      date_modified: instantOf(item.modified ?? ""),
      language: item.language,
      authors: named(item.authors),
      tags: item.tags.filter(isWords),
    })),
  };
  return `${JSON.stringify(feed, null, 1)}\n`;
}

const named = (names: readonly string[]) => names.filter(isWords).map((name) => ({ name }));

const isWords = (text: string | undefined): text is string => text !== undefined && text.trim() !== "";

/** When an item changed: not before it appeared, since a paper may be announced before. */
function changeOf({ published, modified = "" }: FeedItem): string | undefined {
  return [instantOf(published), instantOf(modified)]
    .filter((one) => one !== undefined)
    .sort()
    .at(-1);
}

/** The first instant of a year, month or day as RFC 3339 writes it; undefined for what is no date or no day. */
function instantOf(date: string): string | undefined {
  const [, year, month = "01", day = "01"] = /^(?!0000)(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(date) ?? [];
  const instant = `${year}-${month}-${day}T00:00:00Z`;
  // A day like February 30 is another day once it has been counted.
  const time = Date.parse(instant);
  return Number.isNaN(time) || new Date(time).getUTCDate() !== Number(day) ? undefined : instant;
}

/** Safe HTML whose links and pictures lead to the same place when it is read elsewhere than at `base`. */
function absoluteLinks(html: string, base: string): string {
  return html.replace(/(<[a-z][^<>]*?\s(?:href|src)=")([^"<>]*)/gi, (whole, start: string, value: string) => {
    const address = decodeHTMLAttribute(value);
    const isRelative = !URL.canParse(address) && URL.canParse(address, base);
    return isRelative ? start + escapeHtml(new URL(address, base).href) : whole;
  });
}

/** A page that search engines may know. */
export interface SitemapEntry {
  /** Absolute. */
  readonly address: string;
  /** When its content last changed, as W3C's note on dates writes it ("2021", "2021-03-05"); other text is left out. */
  readonly modified?: string | undefined;
  /** The same page in each of its languages, itself among them; empty for a page in one language. */
  readonly alternates?: readonly SitemapAlternate[] | undefined;
}

/** A page in one language. */
export interface SitemapAlternate {
  /** BCP 47, or "x-default" for the page of a visitor who reads none of them. */
  readonly language: string;
  /** Absolute. */
  readonly address: string;
}

/** What one sitemap may hold (sitemaps.org protocol 0.9). */
const mostAddresses = 50_000;
/** 50 MB, less what stands around the addresses. */
const mostBytes = 49_999_000;

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/**
 * The pages of a site for search engines (sitemaps.org protocol 0.9), with their languages as Google reads them ("Localized
 * versions of your pages"): `/sitemap.xml`, or where one may not hold all the pages an index of that name and its parts,
 * `/sitemap-1.xml` and on.
 */
export function sitemapFiles(
  entries: readonly SitemapEntry[],
  absolute: (address: string) => string,
): readonly { readonly address: string; readonly text: string }[] {
  const parts = split(entries.map(url));
  if (parts.length === 1) return [{ address: "/sitemap.xml", text: urlset(parts[0]!) }];
  const files = parts.map((urls, index) => ({ address: `/sitemap-${index + 1}.xml`, text: urlset(urls) }));
  const lines = files.map(({ address }) => `<sitemap><loc>${escapeHtml(absolute(address))}</loc></sitemap>\n`);
  const text = `${declaration}<sitemapindex ${namespace}>\n${lines.join("")}</sitemapindex>\n`;
  return [{ address: "/sitemap.xml", text }, ...files];
}

/** The elements in their order, as few parts as the limits allow, and always one. */
function split(urls: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [[]];
  let bytes = 0;
  for (const one of urls) {
    const size = Buffer.byteLength(one);
    if (parts.at(-1)!.length === mostAddresses || (bytes > 0 && bytes + size > mostBytes)) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)!.push(one);
    bytes += size;
  }
  return parts;
}

function urlset(urls: readonly string[]): string {
  return `${declaration}<urlset ${namespace} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join("")}</urlset>\n`;
}

const w3cDate = /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?)?$/;

function url({ address, modified, alternates = [] }: SitemapEntry): string {
  const changed = modified !== undefined && w3cDate.test(modified) ? `<lastmod>${modified}</lastmod>` : "";
  const links = alternates.map(
    ({ language, address }) =>
      `\n<xhtml:link rel="alternate" hreflang="${escapeHtml(language)}" href="${escapeHtml(address)}"/>`,
  );
  return `<url><loc>${escapeHtml(address)}</loc>${changed}${links.join("")}</url>\n`;
}

/** Lets every robot read everything, and names the sitemap where the site's address is known (RFC 9309). */
export function robots(sitemapAddress: string | undefined): string {
  return `User-agent: *\nAllow: /\n${sitemapAddress === undefined ? "" : `\nSitemap: ${sitemapAddress}\n`}`;
}

/** What a program that reads the site should know first; every address is absolute. */
export interface SiteOverview {
  readonly title: string;
  /** One or two sentences; empty where there is none. */
  readonly description: string;
  /** The words above each part. */
  readonly headings: Readonly<Record<"exports" | "feeds" | "topics" | "papers", string>>;
  /** The whole list as files: BibTeX, CSL-JSON. */
  readonly exports: readonly OverviewLink[];
  readonly feeds: readonly OverviewLink[];
  readonly topics: readonly OverviewLink[];
  /** The newest first; those past the hundredth are left out. */
  readonly papers: readonly OverviewPaper[];
}

/** A named address; names are plain text. */
export interface OverviewLink {
  readonly title: string;
  readonly address: string;
}

/** A paper as one line tells of it. */
export interface OverviewPaper extends OverviewLink {
  /** Names as they are read; those past the tenth are "et al.". */
  readonly authors: readonly string[];
  readonly venue?: string | undefined;
  readonly year?: string | undefined;
}

const mostPapers = 100;
const mostAuthors = 10;

/**
 * The text of `/llms.txt` (llmstxt.org): the title, the description as a quote, then a list of links under each heading.
 * It is Markdown (CommonMark) in which what an author typed is text alone; a part without links is left out.
 */
export function llmsText({ title, description, headings, exports, feeds, topics, papers }: SiteOverview): string {
  const section = (heading: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`## ${escapeMarkdown(heading)}`, lines.join("\n")];
  const summary = escapeMarkdown(description);
  const blocks = [
    `# ${escapeMarkdown(title)}`,
    ...(summary === "" ? [] : [`> ${summary}`]),
    ...section(headings.exports, exports.map(link)),
    ...section(headings.feeds, feeds.map(link)),
    ...section(headings.topics, topics.map(link)),
    ...section(headings.papers, papers.slice(0, mostPapers).map(paper)),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function link({ title, address }: OverviewLink): string {
  return `- [${escapeMarkdown(title)}](${address.replace(/[ ()<>\\]/g, percentEncode)})`;
}

function paper({ authors, venue, year, ...named }: OverviewPaper): string {
  const names = authors.length > mostAuthors ? [...authors.slice(0, mostAuthors), "et al."] : authors;
  const about = [...names, [venue, year].filter(Boolean).join(" ")].filter((part) => part !== "").join(", ");
  return about === "" ? link(named) : `${link(named)}: ${escapeMarkdown(about)}`;
}

/** One line of text in which no character has a meaning of Markdown's (CommonMark 2.4), GitHub's strikethrough included. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\`*_[\]<>~#]|&(?=#?\w+;)/g, "\\$&")
    .replace(/^(\d*)([-+.)])/, "$1\\$2");
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
