import { escapeHtml } from "./escape-html.ts";

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
