// In: the catalogue. Out: every page of the site, each with its address, its template and what that shows, or its text.
// Refuses: reading disk, rendering a template, any work for a page before that page is written.
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Catalogue, CataloguedPublication } from "../model/catalogue.ts";
import type { Publication } from "../model/publication.ts";
import { publicationToCsl } from "./csl-json.ts";
import type { Page, TemplatePage, TextPage } from "./page.ts";
import { renderProse } from "./prose.ts";
import { publicationToRis } from "./ris.ts";
import { robots, sitemap } from "./sitemap.ts";
import {
  bibtexAddress,
  collectionAddress,
  createAddresses,
  fileAddress,
  publicationAddress,
} from "./view/addresses.ts";
import { createCitationViewer } from "./view/citations.ts";
import { publicationsByCollection, viewCollection } from "./view/collection.ts";
import { createDateFormatter } from "./view/date.ts";
import { viewList, viewListByYear } from "./view/list.ts";
import { viewMetaTags } from "./view/meta-tags.ts";
import { createPublicationViewer } from "./view/publication.ts";
import { viewNavigation, viewSite } from "./view/site.ts";
import { structuredData } from "./view/structured-data.ts";
import { words } from "./view/words.ts";

/** What the pages need to know besides the catalogue. */
export interface PageListOptions {
  /** "/" or "/papers/". */
  readonly pathPrefix: string;
  /** Addresses from the site's root, without the path prefix. */
  readonly assets: { readonly stylesheet: string; readonly script: string; readonly icon: string };
  /** Messages the development server shows in the page. */
  readonly diagnostics?: readonly Diagnostic[];
}

/** How many publications the front page shows where the author selected none. */
const recentCount = 10;

/** Every page of the site, in the order a visitor meets them. */
export function listPages(catalogue: Catalogue, options: PageListOptions): readonly Page[] {
  const { site, publications, collections } = catalogue;
  const { pathPrefix, diagnostics = [] } = options;
  const addresses = createAddresses(pathPrefix, site.url);
  const view = createPublicationViewer(site, addresses);
  const formatCitations = createCitationViewer(site);
  const date = createDateFormatter(site.language);
  const yearText = (year: number): string => date({ start: [year], circa: false, uncertain: false });
  const byCollection = publicationsByCollection(publications);
  const siteView = viewSite(site, addresses);
  const assets = {
    stylesheet: addresses.page(options.assets.stylesheet),
    script: addresses.page(options.assets.script),
    icon: addresses.page(options.assets.icon),
  };
  const hasCollections = collections.length > 0;
  const areOpen = site.appearance.abstracts === "everywhere";
  const repeatedTitles = once(() => repeated(publications.map((entry) => view(entry).titleText)));

  const page = (address: string, layout: string, content: () => PageContent): TemplatePage => ({
    address,
    layout: `layouts/${layout}.njk`,
    context: () => {
      const { title, description, ...rest } = content();
      return {
        words,
        site: siteView,
        assets,
        diagnostics,
        diagnosticsHeading: words.diagnostics(diagnostics.length),
        navigation: viewNavigation(address, addresses, hasCollections),
        page: {
          title: title === "" ? site.title : `${title} · ${site.title}`,
          description,
          canonical: addresses.canonical(address),
          isFront: address === "/",
          isIndexed: layout !== "not-found" && layout !== "moved",
        },
        ...rest,
      };
    },
  });

  const front = page("/", "front", () => {
    const selected = publications.filter(({ publication }) => publication.selected);
    const [heading, shown] =
      selected.length > 0 ? [words.selected, selected] : [words.recent, publications.slice(0, recentCount)];
    return {
      title: "",
      description: site.description,
      heading: catalogue.introduction?.title ?? site.title,
      introductionHtml: renderProse(catalogue.introduction?.text ?? "", { pathPrefix }),
      list: viewList(heading, shown, view, areOpen || site.appearance.abstracts === "front"),
      all: { href: addresses.page("/publications/"), label: words.allPublications(publications.length) },
    };
  });

  const all = page("/publications/", "publications", () => ({
    title: words.publications,
    description: words.listDescription(site.title, publications.length),
    list: viewListByYear(publications, view, yearText, areOpen),
  }));

  const publicationPage = (entry: CataloguedPublication): TemplatePage =>
    page(publicationAddress(entry.slug), "publication", () => {
      const publication = view(entry);
      const cited = asCited(entry);
      const canonical = addresses.canonical(publicationAddress(entry.slug));
      const isRepeated = repeatedTitles().has(publication.titleText);
      return {
        title: isRepeated ? `${publication.titleText} (${entry.slug})` : publication.titleText,
        description: isRepeated ? `${entry.slug}: ${publication.description}` : publication.description,
        publication,
        citations: formatCitations(cited, publication.titleText),
        metaTags: viewMetaTags(cited, {
          canonical,
          siteTitle: site.title,
          description: publication.description,
          absolute: (href) => addresses.canonical(fileAddress(href, entry.slug)),
        }),
        structuredDataHtml: structuredData(entry, {
          canonical,
          trail: [
            { name: site.title, address: addresses.canonical("/") },
            { name: words.publications, address: addresses.canonical("/publications/") },
            { name: publication.titleText, address: canonical },
          ],
        }),
      };
    });

  const collectionViews = once(() =>
    collections.map((collection) =>
      viewCollection(collection, byCollection.get(collection.slug) ?? [], addresses, pathPrefix, yearText),
    ),
  );

  const overview = page("/collections/", "collections", () => ({
    title: words.collections,
    description: words.collectionsDescription(site.title, collections.length),
    collections: collectionViews(),
  }));

  const collectionPages = collections.map((collection, index) =>
    page(collectionAddress(collection.slug), "collection", () => {
      const members = byCollection.get(collection.slug) ?? [];
      return {
        title: collection.title,
        description: words.collectionDescription(collection.title, members.length, site.title),
        collection: collectionViews()[index],
        list: viewListByYear(members, view, yearText, areOpen),
      };
    }),
  );

  const pages = [
    front,
    all,
    ...publications.map(publicationPage),
    ...(hasCollections ? [overview, ...collectionPages] : []),
  ];
  const cited = once(() => publications.map(asCited));
  const files: readonly TextPage[] = [
    ...publications.map((entry) => ({ address: bibtexAddress(entry.slug), text: () => `${view(entry).bibtex}\n` })),
    {
      address: "/publications.bib",
      // A macro or parent that several entries bring along stands only where it first does.
      text: () => `${[...new Set(publications.flatMap((entry) => view(entry).bibtexBlocks))].join("\n\n")}\n`,
    },
    { address: "/publications.ris", text: () => cited().map(publicationToRis).join("\r\n") },
    { address: "/publications.json", text: () => `${JSON.stringify(cited().map(publicationToCsl), null, 1)}\n` },
    { address: "/robots.txt", text: () => robots(addresses.canonical("/sitemap.xml")) },
    // A sitemap holds absolute addresses only.
    ...(site.url === undefined
      ? []
      : [
          {
            address: "/sitemap.xml",
            text: () => sitemap(pages.map(({ address }) => addresses.canonical(address) ?? address)),
          },
        ]),
  ];
  const moved = publications.flatMap((entry) =>
    entry.aliasSlugs.map((alias) =>
      page(publicationAddress(alias), "moved", () => ({
        title: `${words.moved}: ${view(entry).titleText}`,
        description: "",
        moved: {
          href: view(entry).href,
          titleHtml: view(entry).titleHtml,
          canonical: addresses.canonical(publicationAddress(entry.slug)),
        },
      })),
    ),
  );
  const notFound = page("/404.html", "not-found", () => ({ title: words.notFound, description: words.notFoundText }));
  return [...pages, ...moved, ...files, notFound];
}

/** The work as it is cited: a known venue by its full name, and a preprint's address where it has no other. */
function asCited({ publication, venue }: CataloguedPublication): Publication {
  const preprint = publication.doi ? undefined : publication.links.find(({ kind }) => kind === "arxiv")?.href;
  const url = publication.url ?? preprint;
  return {
    ...publication,
    ...(venue === undefined ? {} : { containerTitle: venue.name }),
    ...(url === undefined ? {} : { url }),
  };
}

interface PageContent {
  /** Empty for the front page, whose title is the site's. */
  readonly title: string;
  readonly description: string;
  readonly [name: string]: unknown;
}

/** The texts that occur more than once. */
function repeated(texts: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(texts.filter((text) => seen.size === seen.add(text).size));
}

/** The function that makes a value when first called and gives the same one from then on. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
