import { isFileHref } from "../../model/link.ts";

/** Makes the addresses of the site's pages, each with the path prefix. */
export interface Addresses {
  /** The address of a page from its place below the site's root: "/publications/" → "/papers/publications/". */
  readonly page: (address: string) => string;
  /** The absolute address of a page, where the site's own is known. */
  readonly canonical: (address: string) => string | undefined;
  /** Where a link of a publication leads: outside addresses stay, a file of the site lies beside the publication's page. */
  readonly link: (href: string, slug: string) => string;
}

export const publicationAddress = (slug: string): string => `/publications/${slug}/`;
export const bibtexAddress = (slug: string): string => `/publications/${slug}.bib`;
export const collectionAddress = (slug: string): string => `/collections/${slug}/`;

/**
 * Where a file of the site is published that a publication links to, not encoded: beside the publication's page, as
 * Google Scholar wants it. A page of the author's that would take that page's own place goes one folder below.
 */
export function fileAddress(href: string, slug: string): string {
  const name = href.slice(href.lastIndexOf("/") + 1);
  return `${publicationAddress(slug)}${/^index\.html?$/i.test(name) ? "files/" : ""}${name}`;
}

/** The addresses below `pathPrefix` ("/" or "/papers/") of a site at `siteUrl`, with or without its last slash. */
export function createAddresses(pathPrefix: string, siteUrl: string | undefined): Addresses {
  const page = (address: string): string => pathPrefix + address.replace(/^\//, "");
  const base = siteUrl?.replace(/\/?$/, "/");
  return {
    page,
    canonical: (address) => (base !== undefined && URL.canParse(base) ? new URL(`.${address}`, base).href : undefined),
    link: (href, slug) => (isFileHref(href) ? page(encodePath(fileAddress(href, slug))) : href),
  };
}

/** A file's path as an address; `URL` encodes all but the percent sign, and survives text that is no Unicode. */
function encodePath(path: string): string {
  const url = new URL("https://site.invalid");
  url.pathname = path.replaceAll("%", "%25");
  return url.pathname;
}
