import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { SerializationRequest, Serialize } from "../../export/serializations.ts";
import { digestOf } from "../../memory/digest.ts";
import { lazy } from "../../memory/memoize.ts";
import type { Messages } from "../../messages/en.ts";
import { type SocialPicture, socialPictureName } from "../../picture/social-picture.ts";
import { publicationAddress } from "../../record/content-files.ts";
import type {
  Catalogue,
  CataloguedPublication,
  PersonGroup,
  PublicationGroup,
  VenueGroup,
} from "../../relate/catalogue.ts";
import {
  isoOf,
  type MetaTag,
  type OpenGraphLocales,
  openGraph,
  openGraphLocales,
  type PageImage,
} from "../metadata/meta-tags.ts";
import { createEntryTools, type EntryTools } from "../views/entry-view.ts";
import { createLocale, type Locale } from "../views/locale.ts";
import { type Addresses, createAddresses } from "../views/page-addresses.ts";
import { serializationRequester } from "../views/publication-view.ts";
import {
  createNavigation,
  type FeedView,
  type SiteView,
  siteDescription,
  siteTitle,
  viewBrowsing,
  viewSite,
} from "../views/site-view.ts";
import type { TextTools } from "../views/text-view.ts";
import type { Alternate, PicturePage, TemplatePage } from "./page.ts";

/** What the pages need to know besides the catalogue. */
export interface PageListOptions {
  /** "/" or "/papers/". */
  readonly pathPrefix: string;
  /** Addresses from the site's root, without the path prefix. */
  readonly assets: {
    readonly stylesheet: string;
    readonly script: string;
    readonly finder: string;
    readonly icon: string;
  };
  /** The words of the interface by language, one for each language of the site. */
  readonly messages: ReadonlyMap<string, Messages>;
  readonly serialize: Serialize;
  /** Messages the development server shows in the page. */
  readonly diagnostics?: readonly Diagnostic[];
}

/** What a page says of itself; the rest is for its template. */
export interface PageContent {
  /** Empty for the front page, whose title is the site's. */
  readonly title: string;
  readonly description: string;
  /** The feeds of what the page lists, before the site's own. */
  readonly feeds?: readonly FeedView[];
  /** The page's picture, where it has one of its own. */
  readonly image?: PageImage | undefined;
  readonly metaTags?: readonly MetaTag[];
  readonly structuredDataHtml?: string;
  /** Whether search engines may know it; they may unless it says otherwise. */
  readonly isIndexed?: boolean;
  readonly [name: string]: unknown;
}

/** What makes the pages of one language. */
export interface PageTools extends EntryTools {
  readonly catalogue: Catalogue;
  readonly messages: Messages;
  readonly pathPrefix: string;
  readonly serialize: Serialize;
  /** Asks for the forms of a publication as pages of this language show them. */
  readonly serializationOf: (entry: CataloguedPublication) => SerializationRequest;
  readonly openGraphLocales: OpenGraphLocales;
  /** The site's title and description in this language. */
  readonly title: string;
  readonly description: string;
  /** The site's picture, where the site's own address is known. */
  readonly siteImage: PageImage | undefined;
  readonly siteView: SiteView;
  /** A picture that says this; undefined where the site's own address is not known. */
  readonly picture: (title: string, subtitle: string, footer: string) => PageImage | undefined;
  /** The pictures that were asked for before the pages are written. */
  readonly pictures: () => readonly PicturePage[];
  /** What is true of the site as a whole and may stand on any of its pages. */
  readonly siteDigest: string;
  /** The digest of all that any page shows of a publication by itself. */
  readonly entryDigest: (entry: CataloguedPublication) => string;
  /** The digest of all publications, in their order. */
  readonly catalogueDigest: () => string;
  /**
   * A page at an address without its language's folder, by a template of `_includes/layouts`. `madeOf` gives all
   * that `content` shows and that is not in `siteDigest`, as the page's own does; `shown` are the publications of which alone it speaks.
   */
  readonly page: (
    address: string,
    layout: string,
    dependencies: () => unknown,
    content: () => PageContent,
    shown?: readonly CataloguedPublication[],
  ) => TemplatePage;
}

/** A page that is in this language alone. */
const lonely: ReadonlySet<string> = new Set(["not-found", "moved"]);

/** The tools of a language; its pages stand at the root for the site's own language, else below its tag. */
export function createPageTools(catalogue: Catalogue, language: string, options: PageListOptions): PageTools {
  const { site } = catalogue;
  const { pathPrefix, diagnostics = [] } = options;
  const addressesOf = (tag: string) => createAddresses(pathPrefix, site.url, folderOf(tag, site.language));
  const messages = options.messages.get(language)!;
  const locale: Locale = createLocale(language, messages);
  const addresses: Addresses = addressesOf(language);
  const siteView = viewSite(catalogue, addresses, locale);
  const tools = createEntryTools(catalogue, locale, addresses);
  const title = siteTitle(catalogue, locale);
  const assets = {
    stylesheet: addresses.file(options.assets.stylesheet),
    script: addresses.file(options.assets.script),
    finder: addresses.file(options.assets.finder),
    icon: addresses.file(options.assets.icon),
  };
  const languages = site.languages.map((tag) => ({
    tag,
    name: new Intl.DisplayNames([tag], { type: "language", fallback: "code" }).of(tag) ?? tag,
    addresses: addressesOf(tag),
  }));

  /** The page at an address in every language, where there are several. */
  const alternatesOf = (address: string, layout: string): readonly Alternate[] =>
    languages.length === 1 || lonely.has(layout)
      ? []
      : languages.map((one) => ({
          tag: one.tag,
          name: one.name,
          href: one.addresses.page(address),
          canonical: one.addresses.canonical(address),
          isCurrent: one.tag === language,
          isDefault: one.tag === site.language,
        }));

  const pictures = new Map<string, PicturePage>();
  const picture: PageTools["picture"] = (pictureTitle, subtitle, footer) => {
    const content: SocialPicture = {
      title: pictureTitle,
      subtitle: subtitle === pictureTitle ? "" : subtitle,
      footer: footer === pictureTitle ? "" : footer,
      accentHue: site.appearance.accentHue,
      direction: locale.direction,
      language,
    };
    const address = `/assets/social/${socialPictureName(content)}.png`;
    const absolute = addresses.canonicalFile(address);
    if (absolute === undefined) return undefined;
    pictures.set(address, { address, dependencies: () => "", picture: content });
    return { address: absolute, alt: [content.title, content.subtitle, content.footer].filter(Boolean).join(" · ") };
  };
  const description = siteDescription(catalogue, locale);
  const siteImage = picture(title, description, "");

  const locales = openGraphLocales(language, site.languages);
  const navigationAt = createNavigation(catalogue, addresses, locale);
  const entryDigest = entryDigester(tools.text);
  const siteDigest = digestOf([
    site,
    siteView,
    assets,
    messages,
    pathPrefix,
    diagnostics,
    languages.map(({ tag, name }) => [tag, name]),
    navigationAt(""),
    viewBrowsing("", catalogue, addresses, locale),
  ]);

  const page: PageTools["page"] = (address, layout, dependencies, content, shown = []) => ({
    address: addresses.local(address),
    dependencies: () => [siteDigest, language, layout, dependencies()],
    layout: `layouts/${layout}.njk`,
    modified: lastChange(shown),
    alternates: alternatesOf(address, layout),
    context: () => {
      const {
        title: pageTitle,
        description: pageDescription,
        feeds = [],
        image,
        metaTags,
        isIndexed = true,
        ...rest
      } = content();
      const canonical = addresses.canonical(address);
      return {
        t: locale.t,
        site: siteView,
        assets,
        diagnostics,
        navigation: navigationAt(address),
        languages: alternatesOf(address, layout),
        feeds,
        page: {
          title: pageTitle === "" ? title : `${pageTitle} · ${title}`,
          description: pageDescription,
          canonical,
          feeds: [...feeds, ...siteView.feeds],
          isFront: address === "/",
          isIndexed: isIndexed && !lonely.has(layout),
        },
        metaTags:
          metaTags ??
          openGraph("website", {
            title: pageTitle || title,
            description: pageDescription,
            canonical,
            siteTitle: title,
            image: image ?? siteImage,
            locales,
          }),
        ...rest,
      };
    },
  });

  return {
    ...tools,
    catalogue,
    messages,
    pathPrefix,
    serialize: options.serialize,
    serializationOf: serializationRequester(site, language),
    openGraphLocales: locales,
    title,
    description,
    siteImage,
    siteView,
    picture,
    pictures: () => [...pictures.values()],
    siteDigest,
    entryDigest,
    catalogueDigest: lazy(() => digestOf(catalogue.publications.map(entryDigest))),
    page,
  };
}

/** The last day on which one of these changed; undefined where one of them may have changed since, its day not being known. */
function lastChange(publications: readonly CataloguedPublication[]): string | undefined {
  const days = publications.map(({ publication }) => isoOf(publication.modified));
  return days.includes(undefined) ? undefined : days.sort().at(-1);
}

/** The folder of a language's pages: none for the site's own. */
function folderOf(language: string, siteLanguage: string): string {
  return language === siteLanguage ? "" : `/${language.toLowerCase()}`;
}

/** Makes the function that gives the digest of a publication with its people, venue and topics, but not their other works. */
function entryDigester(text: TextTools): (entry: CataloguedPublication) => string {
  const entries = new Map<CataloguedPublication, string>();
  const groups = new Map<PublicationGroup, string>();
  const ofGroup = (group: PersonGroup | VenueGroup) => {
    const known = groups.get(group);
    if (known !== undefined) return known;
    const digest = digestOf({ ...group, publications: [] });
    groups.set(group, digest);
    return digest;
  };
  return (entry) => {
    const known = entries.get(entry);
    if (known !== undefined) return known;
    const { publication, people, venueGroup, versions, ...rest } = entry;
    const digest = digestOf({
      ...rest,
      abstract: text.dependencies(publication.abstract, publicationAddress(entry.slug)),
      people: people.map(ofGroup),
      venueGroup: venueGroup && ofGroup(venueGroup),
      versions: versions.map(({ slug, digest, venue }) => [slug, digest, venue]),
    });
    entries.set(entry, digest);
    return digest;
  };
}
