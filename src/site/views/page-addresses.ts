import { publicationAddress } from "../../record/content-files.ts";
import { isFileHref } from "../../record/identifiers/link.ts";
import type { SiteTarget } from "../../text/rich-text.ts";

/** The path under which a site stands, with a slash at both ends: "/" or "/papers/". */
export function normalizePathPrefix(prefix = "/"): string {
  return `/${prefix}/`.replace(/\/{2,}/g, "/");
}

/** Makes the addresses of the site's pages in one language, and of its files. */
export interface Addresses {
  /** Where a page in this language stands below the site's root: "/publications/" → "/de/publications/". */
  readonly local: (address: string) => string;
  /** The address of a page in this language, with the path prefix: "/publications/" → "/papers/de/publications/". */
  readonly page: (address: string) => string;
  /** The address of a file, which is there once for all languages: "/publications.bib" → "/papers/publications.bib". */
  readonly file: (address: string) => string;
  /** The absolute address of a page in this language, where the site's own is known. */
  readonly canonical: (address: string) => string | undefined;
  /** The absolute address of a file, where the site's own is known. */
  readonly canonicalFile: (address: string) => string | undefined;
  /** Where a link of a publication leads: outside addresses stay, a file of the site lies beside the publication's page. */
  readonly link: (href: string, slug: string) => string;
  /** The absolute address of such a file, where the site's own is known. */
  readonly canonicalLink: (path: string, slug: string) => string | undefined;
  /** The address of a file of the author's by where it is published: `NamedFile`'s `address`. */
  readonly published: (address: string) => string;
  /** Where an address leads that stands in a text. */
  readonly target: (target: SiteTarget) => string;
}

/**
 * Where a file of the site is published that a publication links to, not encoded: beside the publication's page, as
 * Google Scholar wants it. A page of the author's that would take that page's own place goes one folder below.
 */
export function fileAddress(href: string, slug: string): string {
  const name = href.slice(href.lastIndexOf("/") + 1);
  return `${publicationAddress(slug)}${/^index\.html?$/i.test(name) ? "files/" : ""}${name}`;
}

/**
 * The addresses below `pathPrefix` ("/" or "/papers/") of a site at `siteUrl`, with or without its last slash. `folder` is
 * where the pages of this language are: "" for those at the root, "/de" for others.
 */
export function createAddresses(pathPrefix: string, siteUrl: string | undefined, folder = ""): Addresses {
  const file = (address: string): string => pathPrefix + address.replace(/^\//, "");
  const base = siteUrl?.replace(/\/?$/, "/");
  const root = base !== undefined && URL.canParse(base) ? new URL(".", base).href : undefined;
  const canonicalFile = (address: string): string | undefined => {
    if (root === undefined) return undefined;
    // Most addresses are written as they are, and there are many.
    return /^(?:\/[\w-][\w.-]*)*\/?$/.test(address) ? root + address.slice(1) : new URL(`.${address}`, root).href;
  };
  const page = (address: string): string => file(folder + address);
  const published = (address: string): string => file(encodePath(address));
  return {
    local: (address) => folder + address,
    page,
    file,
    canonical: (address) => canonicalFile(folder + address),
    canonicalFile,
    link: (href, slug) => (isFileHref(href) ? file(encodePath(fileAddress(href, slug))) : href),
    canonicalLink: (href, slug) => canonicalFile(encodePath(fileAddress(href, slug))),
    published,
    target: ({ address, isPage, suffix }) => (isPage ? page(address) : published(address)) + encodeURI(suffix),
  };
}

/** A file's path as an address, percent-encoded (RFC 3986, 3.3); `URL` leaves some signs as they are, but survives text that is no Unicode. */
export function encodePath(path: string): string {
  const url = new URL("https://site.invalid");
  url.pathname = path.replaceAll("%", "%25");
  return url.pathname.replace(/[[\]|^]/g, encodeURIComponent);
}
