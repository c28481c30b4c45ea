// The files beside the pages: exports, feeds, and what machines read of the site as a whole.

import { formatWriters, type TextPart, textOfParts } from "../../export/serializations.ts";
import {
  bibtexAddress,
  type FormatName,
  formatNames,
  formats,
  groupAddress,
  publicationAddress,
  recordAddress,
  wholeAddress,
} from "../../record/content-files.ts";
import { isoOf, yearOf } from "../../record/dates/partial-date.ts";
import { formatName } from "../../record/names/name.ts";
import { allPapers, type Catalogue, type CataloguedPublication } from "../../relate/catalogue.ts";
import { isoDate } from "../metadata/meta-tags.ts";
import { atomFeed, type Feed, jsonFeed, llmsText, robots, sitemapFiles } from "../metadata/site-wide.ts";
import { namesShown, titleTextOf } from "../views/entry-view.ts";
import { hasRecordFiles, workToWrite } from "../views/publication-view.ts";
import type { ListedGroup } from "./listed-groups.ts";
import type { LongTextPage, TemplatePage, TextPage } from "./page.ts";
import type { PageTools } from "./page-tools.ts";

/** The files of a site, which are there once for all its languages; `pages` are all pages that search engines may know. */
export function siteFiles(
  catalogue: Catalogue,
  groups: readonly ListedGroup[],
  pages: readonly TemplatePage[],
  tools: PageTools,
): readonly (TextPage | LongTextPage)[] {
  const { site, addresses, title, file, longFile } = tools;
  const { publications } = catalogue;
  const absolute = (address: string) => addresses.canonicalFile(address) ?? address;
  const withFiles = groups.filter(({ hasFiles }) => hasFiles);
  const dates = new Map(publications.map((entry) => [entry, announcedOn(entry)]));
  return [
    ...(site.bibtexFiles === "papers" ? allPapers(catalogue) : []).map((entry) =>
      file({
        address: bibtexAddress(entry.slug),
        inputs: () => [entry],
        content: (entries, tools) => textOfParts(writeWorks("bibtex", entries, tools)),
      }),
    ),
    ...allPapers(catalogue)
      .filter(({ publication }) => hasRecordFiles(publication))
      .flatMap((entry) =>
        formatNames
          .filter((name) => name !== "bibtex")
          .map((name) =>
            file({
              address: recordAddress(entry.slug, name),
              inputs: () => [entry],
              serialized: (entries) => entries,
              content: (entries, tools) => textOfParts(writeWorks(name, entries, tools)),
            }),
          ),
      ),
    ...formatNames.map((name) =>
      longFile({
        address: wholeAddress(name),
        inputs: () => publications,
        // BibTeX is made without them.
        ...(name === "bibtex" ? {} : { serialized: (entries: readonly CataloguedPublication[]) => entries }),
        content: (entries, tools) => writeWorks(name, entries, tools),
      }),
    ),
    ...withFiles.map(({ part, slug, publications: members }) =>
      longFile({
        address: `${groupAddress(part, slug)}publications.bib`,
        inputs: () => members,
        content: (entries, tools) => writeWorks("bibtex", entries, tools),
      }),
    ),
    file({
      address: "/robots.txt",
      inputs: () => "",
      content: (_, { addresses }) => robots(addresses.canonicalFile("/sitemap.xml")),
    }),
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
          ).map(({ address, text }) => file({ address, inputs: () => text, content: () => text })),
          ...feedFiles("/", title, publications, dates, tools),
          ...withFiles.flatMap(({ part, slug, name, publications: members }) =>
            feedFiles(groupAddress(part, slug), `${name} · ${title}`, members, dates, tools),
          ),
        ]),
    file({
      address: "/llms.txt",
      inputs: () => ({
        publications,
        topics: groups.flatMap(({ part, slug, name }) => (part === "collections" ? [{ slug, name }] : [])),
      }),
      content: overview,
    }),
    // Pages published from a branch are else put through Jekyll.
    file({ address: "/.nojekyll", inputs: () => "", content: () => "" }),
  ];
}

/** Works in a format, part by part. */
export const writeWorks = (
  format: FormatName,
  entries: readonly CataloguedPublication[],
  tools: PageTools,
): Iterable<TextPart> =>
  formatWriters[format](
    entries.map((entry) =>
      workToWrite(entry, tools.site, {
        serializations: () => tools.serialized(entry),
        digest: () => tools.serializedDigest(entry),
      }),
    ),
  );

const compare = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);

/** How many a feed announces: the newest. */
export const feedLength = 30;

/** What a feed is of. */
interface FeedInputs {
  readonly folder: string;
  readonly title: string;
  /** The newest. */
  readonly publications: readonly CataloguedPublication[];
}

function feedFiles(
  folder: string,
  title: string,
  publications: readonly CataloguedPublication[],
  dates: ReadonlyMap<CataloguedPublication, string>,
  { file }: PageTools,
): readonly TextPage[] {
  const inputs = (): FeedInputs => ({
    folder,
    title,
    publications: [...publications]
      .sort((one, other) => compare(dates.get(other)!, dates.get(one)!))
      .slice(0, feedLength),
  });
  return feedPair(folder, inputs, feedOf, file, ({ publications }) => publications.filter(isWithoutAbstract));
}

/** The day on which a publication is announced: that on which it came to the site, else that on which it appeared; empty for none. */
function announcedOn({ publication }: CataloguedPublication): string {
  return isoOf(publication.added) ?? isoOf(publication.publishOn) ?? isoDate(publication) ?? "";
}

const isWithoutAbstract = ({ publication }: CataloguedPublication): boolean => publication.abstract.length === 0;

/** The feed of what an address shows, in both its forms. */
export const feedPair = <Inputs extends object>(
  folder: string,
  inputs: () => Inputs,
  feedOf: (inputs: Inputs, tools: PageTools) => Feed,
  file: PageTools["file"],
  /** The publications whose references it shows. */
  serialized?: (inputs: Inputs) => readonly CataloguedPublication[],
): readonly TextPage[] => {
  const made = { inputs, ...(serialized === undefined ? {} : { serialized }) };
  return [
    file({ address: `${folder}feed.xml`, ...made, content: (of, tools) => atomFeed(feedOf(of, tools)) }),
    file({ address: `${folder}feed.json`, ...made, content: (of, tools) => jsonFeed(feedOf(of, tools)) }),
  ];
};

const paragraph = (html: string | undefined): string => (html === undefined ? "" : `<p>${html}</p>`);

function feedOf(
  { folder, title, publications }: FeedInputs,
  { addresses, locale, title: siteTitle, text, site, serialized }: PageTools,
): Feed {
  return {
    title,
    subtitle: locale.t("feedDescription", { name: title }),
    language: locale.language,
    author: siteTitle,
    address: addresses.canonical(folder)!,
    atomAddress: addresses.canonicalFile(`${folder}feed.xml`)!,
    jsonAddress: addresses.canonicalFile(`${folder}feed.json`)!,
    items: publications.map((entry) => ({
      address: addresses.canonical(publicationAddress(entry.slug))!,
      title: titleTextOf(entry.publication),
      contentHtml: isWithoutAbstract(entry)
        ? paragraph(serialized(entry).references[0])
        : text.html(entry.publication.abstract, {
            absolute: true,
            language: entry.publication.language ?? site.language,
          }),
      authors: namesShown(entry).names.map((name) => formatName(name)),
      published: announcedOn(entry),
      modified: isoOf(entry.publication.modified),
      tags: entry.publication.keywords,
      ...(entry.publication.language ? { language: entry.publication.language } : {}),
    })),
  };
}

/** The site for machines that read text: what it is of, its files, its topics and its newest publications. */
function overview(
  {
    publications,
    topics,
  }: {
    readonly publications: readonly CataloguedPublication[];
    readonly topics: readonly { readonly slug: string; readonly name: string }[];
  },
  { site, addresses, siteView, locale, title }: PageTools,
): string {
  const at = (address: string) => addresses.canonicalFile(address) ?? addresses.file(address);
  const { t } = locale;
  return llmsText({
    title,
    description: site.description,
    headings: {
      exports: t("downloadAll"),
      feeds: t("atomFeed"),
      topics: t("collections"),
      papers: t("publications"),
    },
    exports: formatNames.map((name) => ({ title: formats[name].label, address: at(wholeAddress(name)) })),
    feeds: siteView.feeds.map(({ title: name }, index) => ({
      title: name,
      address: at(["/feed.xml", "/feed.json"][index]!),
    })),
    topics: topics.map(({ slug, name }) => ({ title: name, address: at(groupAddress("collections", slug)) })),
    papers: publications.map((entry) => {
      const { cataloguedVenue, publication } = entry;
      const year = yearOf(publication.issued);
      return {
        title: titleTextOf(publication),
        address: at(publicationAddress(entry.slug)),
        authors: namesShown(entry).names.map((name) => formatName(name)),
        ...(cataloguedVenue ? { venue: cataloguedVenue.name } : {}),
        ...(year === undefined ? {} : { year: String(year) }),
      };
    }),
  });
}
