import { bibtexBlocks } from "../../export/bibtex.ts";
import { citationLocale } from "../../export/citation-locales.ts";
import { shortenRis } from "../../export/ris.ts";
import {
  formatWriters,
  type SerializationRequest,
  type Serializations,
  textOfParts,
  type WorkToWrite,
} from "../../export/serializations.ts";
import { digestOf } from "../../memory/digest.ts";
import { bibtexAddress, type FormatName, formatNames, formats, recordAddress } from "../../record/content-files.ts";
import { isForVisitors } from "../../record/fields.ts";
import { formatName } from "../../record/names/name.ts";
import type { Publication } from "../../record/publication.ts";
import type { Site } from "../../record/site-settings.ts";
import type { CataloguedPublication, WorkVersion } from "../../relate/catalogue.ts";
import { richTextToPlain } from "../../text/plain-text.ts";
import type { RichNode, RichText } from "../../text/rich-text.ts";
import { abstractOf, authorTags } from "../metadata/meta-tags.ts";
import { manyAuthors } from "../metadata/structured-work.ts";
import {
  type AuthorListView,
  asCited,
  type LegendItem,
  marksShown,
  pageFolding,
  viewAuthors,
  viewLegend,
} from "./authors-view.ts";
import { type DetailView, viewDetails } from "./details-view.ts";
import {
  type EntryHead,
  type EntryTools,
  type EntryView,
  languageOf,
  namesShown,
  versionLabel,
  viewLinks,
  viewPlace,
} from "./entry-view.ts";
import { type TeaserView, viewTeaser } from "./teaser-view.ts";

/** A reference in one style. */
export interface CitationView {
  /** "APA". */
  readonly style: string;
  readonly referenceHtml: string;
}

/** The view of the references to a work. */
export function viewCitations({ references }: Serializations, { citationStyles }: Site): readonly CitationView[] {
  return citationStyles.flatMap((style, index): readonly CitationView[] => {
    const referenceHtml = references[index];
    if (referenceHtml === undefined) return [];
    return [{ style: style.title, referenceHtml }];
  });
}

/** A format in which a publication's page gives its data. */
export interface FormatView {
  /** "BibTeX". */
  readonly label: string;
  /** Empty where it is too long to be shown, so that there is only its file. */
  readonly text: string;
  readonly downloadLabel: string;
  readonly downloadName: string;
  readonly fileName: string;
  /** The file, where there is one; a script makes it from the text where there is none. */
  readonly href: string | undefined;
}

/** A part of a page below a heading of its own. */
export interface SectionView {
  readonly headingHtml: string;
  readonly sectionHtml: string;
}

/** A publication as its own page shows it. */
export interface PublicationView extends EntryHead {
  readonly links: EntryView["links"];
  readonly position: EntryView["position"];
  readonly abstractHtml: string;
  /** What stands below the abstract: what is without a heading first, then what is below each. */
  readonly sections: readonly SectionView[];
  readonly pageAuthors: AuthorListView;
  /** What the signs behind their names mean. */
  readonly legend: readonly LegendItem[];
  /** Where the authors worked, in the order of their numbers. */
  readonly affiliations: readonly string[];
  readonly teaser: TeaserView | undefined;
  readonly formats: readonly FormatView[];
  /** What a script writes other formats and references from, as JSON that may stand in a script element. */
  readonly dataHtml: string;
  readonly details: readonly DetailView[];
  /** The abstract's first 160 characters; nothing without one, since Zotero takes a page's description for the abstract. */
  readonly description: string;
  /** The abstract's beginning; without an abstract the title, who wrote it and where it appeared. */
  readonly summary: string;
}

/** How many characters of BibTeX a page shows where there is a file of it too. */
const longestShown = 30_000;

/** The view of a publication's page. */
export function viewPublication(
  entry: CataloguedPublication,
  serializations: Serializations,
  tools: EntryTools,
): PublicationView {
  const { publication, slug, people } = entry;
  const { site, locale, addresses } = tools;
  const { t } = locale;
  const view = tools.head(entry);
  const { names, truncated, areEditors } = namesShown(entry);
  const affiliations = [...new Set(names.flatMap((name) => name.affiliations ?? []))];
  const marks = marksShown(names, site, false);
  const abstract = beginningOf(richTextToPlain(publication.abstract));
  const by = t("by", {
    names: names
      .slice(0, 3)
      .map((name) => formatName(name))
      .join(", "),
  });
  const written = { serializations: () => serializations, digest: () => "" };
  const { label, ending } = formats.bibtex;
  const downloadLabel = t("downloadFormat", { format: `.${ending}` });
  const bibtexText = (version: WorkVersion): string => {
    const text = textOfParts(formatWriters.bibtex([workToWrite(version, site, written, "cited")])).trim();
    return text.length > longestShown && view.hasBibtexFile ? "" : text;
  };
  const bibtex = (version: WorkVersion, name: string): FormatView => ({
    label: name,
    text: bibtexText(version),
    downloadLabel,
    downloadName: name === label ? downloadLabel : `${downloadLabel}: ${name}`,
    fileName: `${version.slug}.${ending}`,
    href: view.hasBibtexFile ? addresses.file(bibtexAddress(version.slug)) : undefined,
  });
  const inFile = (name: FormatName): FormatView => {
    const { label: format, ending: end } = formats[name];
    const download = t("downloadFormat", { format: `.${end}` });
    return {
      label: format,
      text: "",
      downloadLabel: download,
      downloadName: download,
      fileName: `${slug}.${end}`,
      href: addresses.file(recordAddress(slug, name)),
    };
  };
  return {
    ...view,
    ...viewPlace(entry, tools, view.venue),
    links: viewLinks(entry, view.titleText, addresses),
    abstractHtml: tools.text.html(publication.abstract, {
      headingLevel: 3,
      footnotes: `${slug}-note`,
      language: languageOf(publication, tools),
    }),
    sections: viewSections(entry, tools),
    pageAuthors: viewAuthors(names, people, locale, addresses, {
      folding: pageFolding,
      affiliations,
      marks,
      truncated,
      areEditors,
    }),
    legend: viewLegend(new Set(marks.flat().map(({ id }) => id)), site, locale),
    affiliations,
    teaser: viewTeaser(entry, tools),
    formats: [
      bibtex(entry, label),
      ...entry.versions.map((version) => bibtex(version, `${label} (${versionLabel(version, locale)})`)),
      ...(hasRecordFiles(publication) ? otherFormats.map(inFile) : []),
    ],
    dataHtml: hasRecordFiles(publication) ? "" : dataOf(serializations, asCited(entry)),
    details: viewDetails(entry, tools),
    description: abstract,
    summary:
      abstract || [`${view.titleText}.`, names.length === 0 ? "" : by, view.venue?.text].filter(Boolean).join(" "),
  };
}

/** Whether a work has a file in each format, since its page would be too large with its records in it. */
export const hasRecordFiles = ({ author }: Publication): boolean => author.length > manyAuthors;

const otherFormats: readonly FormatName[] = formatNames.filter((name) => name !== "bibtex");

/**
 * A work's records in RIS and CSL-JSON, of which `browser/citing` makes those that the page shows and references in other styles.
 * What stands in the page's tags is left out: the abstract, and authors who are named there in the record's own words; and what
 * CSL-JSON holds for Offprint alone, which the site's files have. A line of RIS that says what the item does names its variable.
 */
function dataOf({ ris, csl, cited }: Serializations, publication: Publication): string {
  const authors = authorTags(publication);
  const names = authors.map((one) => {
    const [family, given] = one.split(", ");
    return { family, given };
  });
  const end = csl.indexOf(',"custom":{"offprint":');
  const item = (end < 0 ? csl : `${csl.slice(0, end)}}`)
    .replace(/,"abstract":"[^"\\]*(?:\\.[^"\\]*)*"/, "")
    .replace(`"author":${JSON.stringify(names)}`, '"author":true');
  const besides = cited === "" ? "" : `,"cited":${cited}`;
  const record = JSON.stringify(shortenRis(ris, JSON.parse(item), authors, abstractOf(publication)));
  return `{"ris":${record},"csl":${item}${besides}}`.replaceAll("<", "\\u003c");
}

/** The sections of a page, parted at the highest headings; footnotes stand at the end of the last. */
function viewSections({ publication, slug }: CataloguedPublication, tools: EntryTools): readonly SectionView[] {
  const { text } = publication;
  const highest = Math.min(...text.flatMap((node) => (node.kind === "heading" ? [node.level] : [])));
  const isStart = (node: RichNode) => node.kind === "heading" && node.level === highest;
  const sections: { heading: RichText; blocks: RichNode[] }[] = [];
  for (const node of text) {
    if (isStart(node) && "children" in node) sections.push({ heading: node.children, blocks: [] });
    else if (sections.length === 0) sections.push({ heading: [], blocks: [node] });
    else sections.at(-1)!.blocks.push(node);
  }
  const language = languageOf(publication, tools);
  const options = { headingLevel: 3, footnotes: `${slug}-text-note`, marked: new Set<number>(), language };
  return sections.map(({ heading, blocks }) => ({
    headingHtml: tools.text.html(heading, options),
    sectionHtml: tools.text.html(blocks, options),
  }));
}

/**
 * A publication as it is written in any format: a known venue by its full name, and known people as they are cited; `extent` says
 * whether its BibTeX is all that the author wrote or what is cited.
 */
export function workToWrite(
  { publication, citedNames, venue }: WorkVersion,
  { bibtex, bibtexFields }: Site,
  written: Omit<WorkToWrite, "bibtex">,
  extent: "whole" | "cited" = "whole",
): WorkToWrite {
  return {
    bibtex: () => bibtexBlocks({ ...publication, ...citedNames }, bibtex, venue, bibtexFields, extent),
    ...written,
  };
}

/** A text's beginning up to a word's end. */
function beginningOf(whole: string): string {
  const text = whole.replaceAll(/\s+/g, " ").trim();
  if (text.length <= 160) return text;
  const end = text.lastIndexOf(" ", 159);
  return `${text.slice(0, end > 80 ? end : 159).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** Makes the function that asks for the forms of a publication on pages in a language: references in the language of the pages. */
export function serializationRequester(
  { citationStyles: styles, bibtexFields, references, language }: Site,
  pageLanguage: string,
): (entry: CataloguedPublication) => SerializationRequest {
  const stylesDigest = digestOf(styles);
  const requests = new WeakMap<CataloguedPublication, SerializationRequest>();
  return (entry) => {
    const known = requests.get(entry);
    if (known !== undefined) return known;
    const cited = asCited(entry);
    // What is not for those who copy the BibTeX is not for those who take the work over otherwise.
    const extra = cited.extra.filter(({ name }) => isForVisitors(name, bibtexFields));
    const publication = { ...cited, extra };
    const locale = citationLocale(pageLanguage);
    // The work's own digest holds its abstract, from which a reference has the names in a title.
    const digest = digestOf([
      entry.digest,
      entry.citedNames,
      entry.venue?.name,
      stylesDigest,
      locale,
      references,
      language,
    ]);
    const request = { digest, publication, styles, locale, references, language };
    requests.set(entry, request);
    return request;
  };
}
