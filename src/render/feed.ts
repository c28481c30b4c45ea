// In: a feed and its items, as plain values. Out: Atom and JSON Feed. Refuses: asking the clock, choosing the items.
// Written without a feed library: npm's `feed` takes the clock where no date is known, throws on an address that is none,
// can't say the language, and writes JSON Feed 1 where 1.1 is wanted.
import { decodeHTMLAttribute } from "entities";
import { escapeHtml } from "./escape-html.ts";

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
