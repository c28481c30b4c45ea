import { escapeHtml } from "./escape-html.ts";

/** The pages of a site for search engines (sitemaps.org protocol 0.9), by their absolute addresses. */
export function sitemap(addresses: readonly string[]): string {
  const urls = addresses.map((address) => `<url><loc>${escapeHtml(address)}</loc></url>\n`).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls}</urlset>\n`;
}

/** Lets every robot read everything, and names the sitemap where the site's address is known (RFC 9309). */
export function robots(sitemapAddress: string | undefined): string {
  return `User-agent: *\nAllow: /\n${sitemapAddress === undefined ? "" : `\nSitemap: ${sitemapAddress}\n`}`;
}
