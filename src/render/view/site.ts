import type { Site } from "../../model/catalogue.ts";
import type { Addresses } from "./addresses.ts";
import { usableLanguage, writingDirection } from "./language.ts";
import { words } from "./words.ts";

/** An entry of the site's navigation. */
export interface NavigationView {
  readonly label: string;
  readonly href: string;
  /** The value of `aria-current`: the page itself, or the part of the site it lies in; empty elsewhere. */
  readonly current: "page" | "true" | "";
}

/** What every page says around its content, one object for the whole site. */
export interface SiteView {
  readonly title: string;
  readonly href: string;
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly profiles: readonly { readonly label: string; readonly href: string }[];
  /** The whole list in each format. */
  readonly exports: readonly { readonly label: string; readonly href: string }[];
}

/** The site's header and footer. */
export function viewSite(site: Site, addresses: Addresses): SiteView {
  return {
    title: site.title,
    href: addresses.page("/"),
    language: usableLanguage(site.language),
    direction: writingDirection(site.language),
    profiles: site.profiles,
    exports: [
      { label: "BibTeX", href: addresses.page("/publications.bib") },
      { label: "RIS", href: addresses.page("/publications.ris") },
      { label: "CSL-JSON", href: addresses.page("/publications.json") },
    ],
  };
}

/** The navigation as the page at `address` shows it; collections are named only where there are some. */
export function viewNavigation(
  address: string,
  addresses: Addresses,
  hasCollections: boolean,
): readonly NavigationView[] {
  const parts = [
    { label: words.publications, target: "/publications/" },
    ...(hasCollections ? [{ label: words.collections, target: "/collections/" }] : []),
  ];
  return parts.map(({ label, target }) => ({
    label,
    href: addresses.page(target),
    current: address === target ? "page" : address.startsWith(target) ? "true" : "",
  }));
}
