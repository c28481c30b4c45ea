// The files beside the pages: exports, feeds, and what machines read of the site as a whole.

import { bibtexBlocks } from "../../export/bibtex.ts";
import { bibtexAddress, groupAddress, publicationAddress } from "../../record/content-files.ts";
import { yearOf } from "../../record/dates/partial-date.ts";
import { formatName } from "../../record/names/name.ts";
import type { CataloguedPublication } from "../../relate/catalogue.ts";
import { isoDate, isoOf } from "../metadata/meta-tags.ts";
import { atomFeed, type Feed, jsonFeed, llmsText, robots, sitemapFiles } from "../metadata/site-wide.ts";
import { namesShown, titleTextOf } from "../views/entry-view.ts";
import type { ListedGroup } from "./listed-groups.ts";
import type { LongTextPage, TemplatePage, TextPage } from "./page.ts";
import type { PageTools } from "./page-tools.ts";

/** The files of a site, which are there once for all its languages; `pages` are all pages that search engines may know. */
export function siteFiles(
  tools: PageTools,
  groups: readonly ListedGroup[],
  pages: readonly TemplatePage[],
): readonly (TextPage | LongTextPage)[] {
  const { catalogue, addresses, siteDigest, catalogueDigest, entryDigest, serialize } = tools;
  const serializations = () => publications.map(tools.serializationOf);
  const { publications, site } = catalogue;
  const absolute = (address: string) => addresses.canonicalFile(address) ?? address;
  const blocks = (entry: CataloguedPublication) =>
    bibtexBlocks({ ...entry.publication, ...entry.citedNames }, site.bibtex, entry.venue, site.bibtexFields).map(
      (block) => block.trim(),
    );
  // A macro or parent that several entries bring along stands only where it first does.
  const bibtex = function* (entries: readonly CataloguedPublication[]): Iterable<string> {
    const written = new Set<string>();
    for (const block of entries.flatMap(blocks)) {
      if (!written.has(block)) yield written.size === 0 ? block : `\n\n${block}`;
      written.add(block);
    }
    yield "\n";
  };
  return [
    ...(site.bibtexFiles === "papers" ? [...publications, ...catalogue.hidden] : []).map((entry) => ({
      address: bibtexAddress(entry.slug),
      dependencies: () => [site.bibtex, site.bibtexFields, entryDigest(entry)],
      text: () => [...bibtex([entry])].join(""),
    })),
    {
      address: "/publications.bib",
      dependencies: () => [site.bibtex, site.bibtexFields, catalogueDigest()],
      parts: () => bibtex(publications),
    },
    {
      address: "/publications.ris",
      dependencies: catalogueDigest,
      serializations,
      parts: () => joined(serializations(), "\r\n", (one) => serialize(one).ris),
    },
    {
      address: "/publications.json",
      dependencies: catalogueDigest,
      serializations,
      parts: function* () {
        const isEmpty = publications.length === 0;
        yield isEmpty ? "[" : "[\n";
        yield* joined(serializations(), ",\n", (one) => serialize(one).csl);
        yield isEmpty ? "]\n" : "\n]\n";
      },
    },
    ...groups
      .filter(({ hasFiles }) => hasFiles)
      .map(({ part, slug, publications: members }) => ({
        address: `${groupAddress(part, slug)}publications.bib`,
        dependencies: () => [site.bibtex, site.bibtexFields, members.map(entryDigest)],
        parts: () => bibtex(members),
      })),
    {
      address: "/robots.txt",
      dependencies: () => siteDigest,
      text: () => robots(addresses.canonicalFile("/sitemap.xml")),
    },
    // A sitemap holds absolute addresses only.
    ...(site.url === undefined
      ? []
      : [
          ...sitemapFiles(
            pages.map(({ address, modified, alternates }) => ({
              address: absolute(address),
              modified,
              alternates: alternates.map(({ tag, canonical }) => ({ language: tag, address: canonical! })),
            })),
            absolute,
          ).map(({ address, text }) => ({ address, dependencies: () => text, text: () => text })),
          ...feedFiles("/", tools.title, publications, tools),
          ...groups
            .filter(({ hasFiles }) => hasFiles)
            .flatMap(({ part, slug, name, publications: members }) =>
              feedFiles(groupAddress(part, slug), `${name} · ${tools.title}`, members, tools),
            ),
        ]),
    {
      address: "/llms.txt",
      dependencies: () => [siteDigest, catalogueDigest(), groups.map(({ part, slug, name }) => [part, slug, name])],
      text: () => overview(tools, groups),
    },
    // Pages published from a branch are else put through Jekyll.
    { address: "/.nojekyll", dependencies: () => "", text: () => "" },
  ];
}

/** The texts of some items, with a separator between them. */
function* joined<Item>(items: readonly Item[], separator: string, textOf: (item: Item) => string): Iterable<string> {
  for (const [index, item] of items.entries()) yield index === 0 ? textOf(item) : separator + textOf(item);
}

/** How many publications a feed announces: the newest. */
const feedLength = 30;

function feedFiles(
  folder: string,
  title: string,
  publications: readonly CataloguedPublication[],
  { addresses, locale, title: siteTitle, text, siteDigest, entryDigest }: PageTools,
): readonly TextPage[] {
  const feed = (): Feed => ({
    title,
    subtitle: locale.t("feedDescription", { name: title }),
    language: locale.language,
    author: siteTitle,
    address: addresses.canonical(folder)!,
    atomAddress: addresses.canonicalFile(`${folder}feed.xml`)!,
    jsonAddress: addresses.canonicalFile(`${folder}feed.json`)!,
    items: [...publications]
      .sort((one, other) => (isoDate(other.publication) ?? "").localeCompare(isoDate(one.publication) ?? "", "en"))
      .slice(0, feedLength)
      .map((entry) => ({
        address: addresses.canonical(publicationAddress(entry.slug))!,
        title: titleTextOf(entry.publication),
        contentHtml: text.html(entry.publication.abstract, publicationAddress(entry.slug), { absolute: true }),
        authors: namesShown(entry).names.map((name) => formatName(name)),
        published: isoDate(entry.publication) ?? "",
        modified: isoOf(entry.publication.modified),
        tags: entry.publication.keywords,
        ...(entry.publication.language ? { language: entry.publication.language } : {}),
      })),
  });
  const dependencies = () => [siteDigest, title, publications.map(entryDigest)];
  return [
    { address: `${folder}feed.xml`, dependencies, text: () => atomFeed(feed()) },
    { address: `${folder}feed.json`, dependencies, text: () => jsonFeed(feed()) },
  ];
}

/** The site for machines that read text: what it is of, its files, its topics and its newest publications. */
function overview(
  { catalogue, addresses, siteView, locale, title }: PageTools,
  groups: readonly ListedGroup[],
): string {
  const at = (address: string) => addresses.canonicalFile(address) ?? addresses.file(address);
  const { t } = locale;
  return llmsText({
    title,
    description: catalogue.site.description,
    headings: {
      exports: t("downloadAll"),
      feeds: t("atomFeed"),
      topics: t("collections"),
      papers: t("publications"),
    },
    exports: ["bib", "ris", "json"].map((ending, index) => ({
      title: siteView.exports[index]!.label,
      address: at(`/publications.${ending}`),
    })),
    feeds: siteView.feeds.map(({ title: name }, index) => ({
      title: name,
      address: at(["/feed.xml", "/feed.json"][index]!),
    })),
    topics: groups
      .filter(({ part }) => part === "collections")
      .map(({ slug, name }) => ({ title: name, address: at(groupAddress("collections", slug)) })),
    papers: catalogue.publications.map((entry) => {
      const { venueGroup, publication } = entry;
      const year = yearOf(publication.issued);
      return {
        title: titleTextOf(publication),
        address: at(publicationAddress(entry.slug)),
        authors: namesShown(entry).names.map((name) => formatName(name)),
        ...(venueGroup ? { venue: venueGroup.name } : {}),
        ...(year === undefined ? {} : { year: String(year) }),
      };
    }),
  });
}
