import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Serializations, Serialize, TextPart } from "../../export/serializations.ts";
import { digestOf } from "../../memory/digest.ts";
import { lazy } from "../../memory/memoize.ts";
import type { Messages } from "../../messages/en.ts";
import { type SocialPicture, socialPictureName } from "../../picture/social-picture.ts";
import { isoOf } from "../../record/dates/partial-date.ts";
import { allPapers, type Catalogue, type CataloguedPublication } from "../../relate/catalogue.ts";
import {
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
  createBrowsing,
  createNavigation,
  type FeedView,
  type NavigationView,
  type SiteView,
  siteDescription,
  siteTitle,
  viewSite,
} from "../views/site-view.ts";
import type { Alternate, LongTextPage, PicturePage, TemplatePage, TextPage } from "./page.ts";

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
    readonly fonts: (language: string) => readonly string[];
  };
  /** The words of the interface by language, one for each language of the site. */
  readonly messages: ReadonlyMap<string, Messages>;
  readonly serialize: Serialize;
  /** What makes pictures small, by its version; undefined where nothing does. */
  readonly pictureMaker?: string | undefined;
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

/**
 * What makes the pages of one language. It knows nothing of the catalogue: a page or file shows what its `inputs` are, plain
 * data of which its digest is made, so that nothing can be shown that the digest does not know of.
 */
export interface PageTools extends EntryTools {
  /** The forms of a publication as pages of this language show them. */
  readonly serialized: (entry: CataloguedPublication) => Serializations;
  /** The digest of all that these depend on. */
  readonly serializedDigest: (entry: CataloguedPublication) => string;
  readonly openGraphLocales: OpenGraphLocales;
  readonly messages: Messages;
  /** The site's title and description in this language. */
  readonly title: string;
  readonly description: string;
  /** The site's picture, where the site's own address is known. */
  readonly siteImage: PageImage | undefined;
  readonly siteView: SiteView;
  /** The ways to look publications up, as the page at an address shows them. */
  readonly browsingAt: (address: string) => readonly NavigationView[];
  /** A picture that says this; undefined where the site's own address is not known. */
  readonly picture: (title: string, subtitle: string, footer: string) => PageImage | undefined;
  /** The pictures that were asked for before the pages are written. */
  readonly pictures: () => readonly PicturePage[];
  readonly page: <Inputs extends object | string>(parts: PageParts<Inputs>) => TemplatePage;
  readonly file: <Inputs extends object | string>(parts: FileParts<Inputs, string>) => TextPage;
  readonly longFile: <Inputs extends object | string>(parts: FileParts<Inputs, Iterable<TextPart>>) => LongTextPage;
}

interface MadeOf<Inputs extends object | string> {
  /** All that is shown besides what is true of the whole site. */
  readonly inputs: () => Inputs;
  /** The publications whose forms are shown. */
  readonly serialized?: (inputs: Inputs) => readonly CataloguedPublication[];
}

/** What a page is made of. */
export interface PageParts<Inputs extends object | string> extends MadeOf<Inputs> {
  /** Without its language's folder. */
  readonly address: string;
  /** The name of a template of `_includes/layouts`. */
  readonly layout: string;
  /** A function of the module, so that it sees no more than the inputs and the tools. */
  readonly content: (inputs: Inputs, tools: PageTools) => PageContent;
  /** When the publications of which alone it speaks last changed; see `lastChange`. */
  readonly modified?: string | undefined;
}

/** What a file is made of; `content` sees no more than the inputs and the tools. */
export interface FileParts<Inputs extends object | string, Content> extends MadeOf<Inputs> {
  readonly address: string;
  readonly content: (inputs: Inputs, tools: PageTools) => Content;
}

/** A page that is in this language alone. */
const lonely: ReadonlySet<string> = new Set(["not-found", "moved", "embed"]);

/** The tools of a language; its pages stand at the root for the site's own language, else below its tag. */
export function createPageTools(catalogue: Catalogue, language: string, options: PageListOptions): PageTools {
  const { site } = catalogue;
  const { pathPrefix, diagnostics = [] } = options;
  const addressesOf = (tag: string) => createAddresses(pathPrefix, site.url, folderOf(tag, site.language));
  const messages = options.messages.get(language)!;
  const locale: Locale = createLocale(language, messages);
  const addresses: Addresses = addressesOf(language);
  const entryTools = createEntryTools(
    site,
    locale,
    addresses,
    (entry) => tools.serialized(entry).references,
    options.pictureMaker !== undefined,
  );
  const siteView = viewSite(catalogue, addresses, locale, entryTools.text);
  const title = siteTitle(site, locale);
  const assets = {
    stylesheet: addresses.file(options.assets.stylesheet),
    script: addresses.file(options.assets.script),
    finder: addresses.file(options.assets.finder),
    icon: addresses.file(options.assets.icon),
    fonts: options.assets.fonts(language).map(addresses.file),
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
    pictures.set(address, { address, digest: () => "", picture: content });
    return { address: absolute, alt: [content.title, content.subtitle, content.footer].filter(Boolean).join(" · ") };
  };
  const description = siteDescription(site, locale);
  const siteImage = picture(title, description, "");

  const locales = openGraphLocales(language, site.languages);
  const navigationAt = createNavigation(catalogue, addresses, locale);
  const browsingAt = createBrowsing(catalogue, addresses, locale);
  const nameOf = createNamer(catalogue);
  const siteDigest = digestOf([
    site,
    siteView,
    options.pictureMaker,
    assets,
    messages,
    pathPrefix,
    diagnostics,
    languages.map(({ tag, name }) => [tag, name]),
    navigationAt(""),
    browsingAt(""),
  ]);

  const requestOf = serializationRequester(site, language);
  const basicsOf = <Inputs extends object | string>(parts: MadeOf<Inputs>, layout?: string) => {
    const inputs = lazy(parts.inputs);
    const digest = () => digestOf([siteDigest, language, layout, inputs()], nameOf);
    const { serialized } = parts;
    if (serialized === undefined) return { inputs, basics: { digest } };
    return { inputs, basics: { digest, serializations: () => serialized(inputs()).map(requestOf) } };
  };
  const file: PageTools["file"] = (parts) => {
    const { inputs, basics } = basicsOf(parts);
    return { address: parts.address, ...basics, text: () => parts.content(inputs(), tools) };
  };
  const longFile: PageTools["longFile"] = (parts) => {
    const { inputs, basics } = basicsOf(parts);
    return { address: parts.address, ...basics, parts: () => parts.content(inputs(), tools) };
  };
  const page: PageTools["page"] = (parts) => {
    const { address, layout } = parts;
    const { inputs, basics } = basicsOf(parts, layout);
    return {
      address: addresses.local(address),
      ...basics,
      layout: `layouts/${layout}.njk`,
      modified: parts.modified,
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
        } = parts.content(inputs(), tools);
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
              canonical,
              siteTitle: title,
              image: image ?? siteImage,
              locales,
            }),
          ...rest,
        };
      },
    };
  };
  const tools: PageTools = {
    ...entryTools,
    serialized: (entry) => options.serialize(requestOf(entry)),
    serializedDigest: (entry) => requestOf(entry).digest,
    openGraphLocales: locales,
    messages,
    title,
    description,
    siteImage,
    siteView,
    browsingAt,
    picture,
    pictures: () => [...pictures.values()],
    page,
    file,
    longFile,
  };
  return tools;
}

/** The last day on which one of these changed; undefined where one of them may have changed since, its day not being known. */
export function lastChange(publications: readonly CataloguedPublication[]): string | undefined {
  let last: string | undefined;
  for (const { publication } of publications) {
    const day = isoOf(publication.modified);
    if (day === undefined) return undefined;
    if (last === undefined || day > last) last = day;
  }
  return last;
}

/** The folder of a language's pages: none for the site's own. */
function folderOf(language: string, siteLanguage: string): string {
  return language === siteLanguage ? "" : `/${language.toLowerCase()}`;
}

/** Makes what names the parts of a catalogue that many pages show by their digests, each of which is made once. */
function createNamer(catalogue: Catalogue): (object: object) => string | undefined {
  const entries = allPapers(catalogue);
  const names = new Map<object, string>([
    [catalogue, ""],
    [catalogue.publications, ""],
  ]);
  for (const entry of entries) {
    names.set(entry, "");
    // All that a publication was made from is in its digest.
    names.set(entry.publication, entry.digest);
    for (const person of entry.people) names.set(person, "");
  }
  const nameOf = (object: object): string | undefined => {
    const known = names.get(object);
    if (known !== "") return known;
    const name = digestOf(Array.isArray(object) ? [...object] : { ...object }, nameOf);
    names.set(object, name);
    return name;
  };
  return nameOf;
}
