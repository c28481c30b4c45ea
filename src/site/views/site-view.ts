import type { HeadTag } from "../../record/analytics.ts";
import { formatNames, formats, type Part, partAt, wholeAddress } from "../../record/content-files.ts";
import type { Appearance, Site } from "../../record/site-settings.ts";
import type { Catalogue } from "../../relate/catalogue.ts";
import { escapeHtml } from "../../text/escape.ts";
import type { RichText } from "../../text/rich-text.ts";
import { richTextToHtml } from "../../text/rich-text-html.ts";
import { contentSecurityPolicy, startScript, themeScript } from "../metadata/content-security.ts";
import type { Locale } from "./locale.ts";
import type { Addresses } from "./page-addresses.ts";
import type { TextTools } from "./text-view.ts";

/** Space between lines and entries, as a factor of the comfortable one. */
const densities: Record<Appearance["density"], number> = { comfortable: 1, compact: 0.7 };

/**
 * The end of the stylesheet: what the author turned, as custom properties. It stands in the stylesheet because the
 * pages' security policy allows no style in a page. A hue that is no number keeps the design's own.
 */
export function appearanceCss({ accentHue, density }: Appearance): string {
  const hue = Number.isFinite(accentHue) ? `--accent-hue:${((accentHue % 360) + 360) % 360};` : "";
  return `:root{${hue}--density:${densities[density]}}\n`;
}

/** A link of the site's own. */
export interface NavigationView {
  readonly label: string;
  readonly href: string;
  /** The value of `aria-current`: the page itself, or the part of the site it lies in; empty elsewhere. */
  readonly current: "page" | "true" | "";
}

/** What every page says around its content, one object for all pages of a language. */
export interface SiteView {
  readonly title: string;
  readonly titleHtml: string;
  /** A picture before the title; empty for none, as is the text at the foot of the page. */
  readonly logoHtml: string;
  readonly footerHtml: string;
  /** The language of that text, where it is not the page's. */
  readonly footerLanguage: string | undefined;
  readonly href: string;
  /** The list of all publications, where the search is. */
  readonly listHref: string;
  /** The scheme of who has chosen none, the script that takes on what was chosen, and the one that starts the site's own. */
  readonly theme: Appearance["theme"];
  readonly themeScriptHtml: string;
  readonly startScriptHtml: string;
  readonly contentSecurityPolicy: string;
  /** What else the head of every page says, and the script that counts visits; each may be empty. */
  readonly headHtml: string;
  /** The links to the author's own icons. */
  readonly iconsHtml: string;
  readonly analyticsHtml: string;
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly profiles: readonly { readonly label: string; readonly href: string }[];
  /** The whole list in each format. */
  readonly exports: readonly { readonly label: string; readonly href: string }[];
  /** Where new publications are announced; none where the site's own address is not known. */
  readonly feeds: readonly FeedView[];
}

/** A feed as a page links to it. */
export interface FeedView {
  readonly label: string;
  readonly title: string;
  readonly type: "application/atom+xml" | "application/feed+json" | "application/json+oembed";
  readonly href: string;
}

/** The feeds that lie at `folder` ("/" or "/people/ada/"). */
export function viewFeeds(folder: string, name: string, addresses: Addresses, { t }: Locale): readonly FeedView[] {
  if (addresses.canonicalFile(folder) === undefined) return [];
  const view = (label: string, type: FeedView["type"], file: string): FeedView => ({
    label,
    title: `${name} (${label})`,
    type,
    href: addresses.file(`${folder}${file}`),
  });
  return [
    view(t("atomFeed"), "application/atom+xml", "feed.xml"),
    view(t("jsonFeed"), "application/feed+json", "feed.json"),
  ];
}

/** The site's title in a language. */
export function siteTitle(site: Site, { language }: Locale): string {
  return site.translations.get(language)?.title ?? site.title;
}

/** The site's title as pages show it. */
export function siteHeading(site: Site, { language }: Locale): RichText {
  return site.translations.get(language)?.heading ?? site.heading;
}

/** What the site is about, in a language; empty where its author does not say. */
export function siteDescription(site: Site, { language }: Locale): string {
  return site.translations.get(language)?.description ?? site.description;
}

const attributesHtml = (attributes: HeadTag["attributes"]): string =>
  attributes.map(({ name, value }) => ` ${escapeHtml(name)}="${escapeHtml(value)}"`).join("");

/** The site's header and footer. */
export function viewSite(
  { site, publications }: Catalogue,
  addresses: Addresses,
  locale: Locale,
  text: TextTools,
): SiteView {
  const title = siteTitle(site, locale);
  const footer = site.translations.get(locale.language)?.footer;
  return {
    title,
    titleHtml: richTextToHtml(siteHeading(site, locale)),
    logoHtml: text.html(site.logo ?? []),
    footerHtml: text.html(footer ?? site.footer ?? [], { headingLevel: 2 }),
    footerLanguage: footer === undefined && locale.language !== site.language ? site.language : undefined,
    href: addresses.page("/"),
    listHref: addresses.page("/publications/"),
    theme: site.appearance.theme,
    themeScriptHtml: themeScript,
    startScriptHtml: startScript,
    contentSecurityPolicy: contentSecurityPolicy(site.analytics),
    headHtml: site.headTags.map(({ element, attributes }) => `<${element}${attributesHtml(attributes)}>\n`).join(""),
    iconsHtml: viewIcons(site.icons ?? [], addresses),
    analyticsHtml:
      site.analytics === undefined
        ? ""
        : `<script defer${attributesHtml([{ name: "src", value: site.analytics.src }, ...site.analytics.attributes])}></script>\n`,
    language: locale.language,
    direction: locale.direction,
    profiles: site.profiles,
    exports:
      publications.length === 0
        ? []
        : formatNames.map((name) => ({ label: formats[name].label, href: addresses.file(wholeAddress(name)) })),
    feeds: viewFeeds("/", title, addresses, locale),
  };
}

/** The links to the author's icons; that for phones is for browsers too where there is no other. */
function viewIcons(icons: readonly string[], addresses: Addresses): string {
  const links = icons.map((icon) => {
    const isForPhones = icon.startsWith("/apple-");
    const more = icon.endsWith(".svg") ? ' type="image/svg+xml"' : icon.endsWith(".ico") ? ' sizes="32x32"' : "";
    const relation = [
      ...(isForPhones && icons.length > 1 ? [] : ["icon"]),
      ...(isForPhones ? ["apple-touch-icon"] : []),
    ];
    return `<link rel="${relation.join(" ")}" href="${escapeHtml(addresses.file(icon))}"${more}>\n`;
  });
  return links.join("");
}

const parts: readonly Part[] = ["collections", "years", "types", "venues", "people"];

/** The parts of the site that hold anything, with the words for them. */
export function partsOf(catalogue: Catalogue): readonly Part[] {
  const { collections, years, kinds, venues, people } = catalogue;
  const hasPages = (groups: readonly { readonly hasPage: boolean }[]) => groups.some(({ hasPage }) => hasPage);
  const isThere: Record<Part, boolean> = {
    collections: collections.length > 0,
    years: years.length > 0,
    types: kinds.length > 0,
    venues: hasPages(venues),
    people: hasPages(people),
  };
  return parts.filter((part) => isThere[part]);
}

/** Makes the function that gives the navigation as the page at an address (without its language's folder) shows it. */
export function createNavigation(
  { navigation }: Catalogue,
  addresses: Addresses,
  { t, language }: Locale,
): (address: string) => readonly NavigationView[] {
  const links = navigation.get(language)!.map(({ label, to }) => {
    if (typeof to === "string") return { label: label!, href: to, folder: undefined };
    const folder = to.isPage && to.suffix === "" ? to.address : undefined;
    return {
      label: label ?? t(partAt(to.address)!),
      href: addresses.target(to),
      folder,
    };
  });
  return (address) =>
    links.map(({ label, href, folder }) => ({
      label,
      href,
      current:
        folder === undefined
          ? ""
          : address === folder
            ? "page"
            : folder !== "/" && address.startsWith(folder)
              ? "true"
              : "",
    }));
}

/** Makes the function that gives the ways to look publications up, as the page at an address shows them. */
export function createBrowsing(
  catalogue: Catalogue,
  addresses: Addresses,
  { t }: Locale,
): (address: string) => readonly NavigationView[] {
  const links = partsOf(catalogue).map((part) => ({ label: t(part), href: addresses.page(`/${part}/`), part }));
  return (address) => links.map(({ part, ...link }) => ({ ...link, current: address === `/${part}/` ? "page" : "" }));
}
