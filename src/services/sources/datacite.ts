// What DataCite says of a work, in its REST API's format (datacite/bolognese; DataCite Metadata Schema 4.5).
import type { RichText } from "../../text/rich-text.ts";
import { at, defined, type Json, listOf, recordOf, recordsOf, textOf } from "../reading/answer-values.ts";
import { type Doubt, type FoundWork, note, serious } from "../reading/found-work.ts";
import { readAbstractFragment } from "../reading/fragment.ts";
import { mendNumber, mendPages, mendPublisher, mendTitle } from "../reading/mend.ts";
import { mendNames, type RawName } from "../reading/mend-names.ts";
import { NoPaper } from "./crossref.ts";

const entryTypes: Readonly<Record<string, string>> = {
  JournalArticle: "article",
  ConferencePaper: "inproceedings",
  Preprint: "preprint",
  Book: "book",
  ConferenceProceeding: "proceedings",
  BookChapter: "incollection",
  Dissertation: "phdthesis",
  Report: "report",
  Dataset: "dataset",
  Software: "software",
  ComputationalNotebook: "software",
  Standard: "standard",
};
/** Of what is of no certain kind by DataCite, the kind by CSL. */
const byCsl: Readonly<Record<string, string>> = {
  "article-journal": "article",
  article: "preprint",
  "paper-conference": "inproceedings",
  book: "book",
  chapter: "incollection",
  thesis: "phdthesis",
  report: "report",
  dataset: "dataset",
};

/** The work of `data.attributes`; throws a `NoPaper` where it has no title. */
export function dataciteWork(value: unknown): FoundWork {
  const attributes = recordOf(at(value, "data", "attributes"));
  const doubts: Doubt[] = [];
  const titles = recordsOf(attributes.titles);
  const main = titles.find((one) => textOf(one.titleType) === undefined) ?? titles[0];
  const written = textOf(main?.title);
  if (written === undefined) throw new NoPaper(`DataCite knows ${textOf(attributes.doi) ?? "it"}, but no title of it.`);
  const subtitle = textOf(titles.find((one) => textOf(one.titleType) === "Subtitle")?.title);
  const mended = mendTitle(written, subtitle);
  doubts.push(...mended.doubts);
  const kind = textOf(at(attributes.types, "resourceTypeGeneral")) ?? "";
  const entryType = entryTypes[kind] ?? byCsl[textOf(at(attributes.types, "citeproc")) ?? ""] ?? "misc";
  if (entryType === "misc")
    doubts.push(serious(`DataCite calls it "${kind || "nothing"}", which is taken for a work of no certain kind`));
  const author = mendNames(recordsOf(attributes.creators).map(dataciteName));
  const editors = recordsOf(attributes.contributors).filter((one) => textOf(one.contributorType) === "Editor");
  const editor = mendNames(editors.map(dataciteName));
  doubts.push(...author.doubts, ...editor.doubts);
  const container = containerOf(attributes);
  const publisher = mendPublisher(textOf(attributes.publisher) ?? textOf(at(attributes.publisher, "name")));
  const isInstitution = entryType === "phdthesis" || entryType === "report";
  const containerTitle = textOf(container.title) ?? (isInstitution || entryType === "preprint" ? publisher : undefined);
  const firstPage = textOf(container.firstPage);
  const lastPage = textOf(container.lastPage);
  const version = textOf(attributes.version);
  const concept = recordsOf(attributes.relatedIdentifiers).find((one) => textOf(one.relationType) === "IsVersionOf");
  if (concept !== undefined)
    doubts.push(note(`it is one version of ${textOf(concept.relatedIdentifier)}, which names all of them`));
  const date = dateOf(attributes);
  const arxiv = /^10\.48550\/arxiv\.(.+)$/i.exec(textOf(attributes.doi) ?? "")?.[1];
  return {
    entryType,
    title: mended.value,
    author: author.names,
    editor: editor.names,
    ...(date === undefined ? {} : { date }),
    ...(containerTitle === undefined || arxiv !== undefined ? {} : { containerTitle }),
    fields: defined({
      volume: mendNumber(textOf(container.volume)),
      number: mendNumber(textOf(container.issue)),
      pages: mendPages(firstPage && lastPage ? `${firstPage}-${lastPage}` : firstPage, false),
      edition: textOf(container.edition),
      publisher: containerTitle === publisher || entryType === "article" ? undefined : publisher,
      version,
      langid: languageOf(textOf(attributes.language)),
    }),
    abstract: abstractOf(attributes),
    keywords: recordsOf(attributes.subjects)
      .flatMap((one) => textOf(one.subject) ?? [])
      .slice(0, 12),
    identifiers: defined({ doi: arxiv === undefined ? textOf(attributes.doi) : undefined, arxiv }),
    doubts,
    source: "DataCite",
  };
}

function dataciteName(value: Json): RawName {
  const orcid = recordsOf(value.nameIdentifiers).find((one) => /orcid/i.test(textOf(one.nameIdentifierScheme) ?? ""));
  const rest = {
    orcid: textOf(orcid?.nameIdentifier),
    affiliations: listOf(value.affiliation).flatMap((one) => textOf(one) ?? textOf(at(one, "name")) ?? []),
  };
  const [family, given, name] = [textOf(value.familyName), textOf(value.givenName), textOf(value.name)];
  if (textOf(value.nameType) === "Organizational") return { literal: name, ...rest };
  return family === undefined ? { family: name, ...rest } : { family, given, ...rest };
}

function containerOf(attributes: Json): Json {
  const item = recordsOf(attributes.relatedItems).find((one) => textOf(one.relationType) === "IsPublishedIn");
  if (item === undefined) return recordOf(attributes.container);
  return { ...item, title: textOf(at(recordsOf(item.titles)[0], "title")) };
}

/** The day it was issued, but the year alone for a first of January. */
function dateOf(attributes: Json): string | undefined {
  const dates = recordsOf(attributes.dates);
  const written = ["Issued", "Available", "Created"]
    .map((type) => textOf(dates.find((one) => textOf(one.dateType) === type)?.date))
    .find((one) => one !== undefined);
  const day = /^\d{4}(?:-\d{2}(?:-\d{2})?)?(?=$|[T/])/.exec(written ?? "")?.[0];
  const year = textOf(attributes.publicationYear);
  if (day === undefined || (year !== undefined && !day.startsWith(year))) return year;
  return day.endsWith("-01-01") ? day.slice(0, 4) : day;
}

function abstractOf(attributes: Json): RichText {
  const described = recordsOf(attributes.descriptions).find((one) => textOf(one.descriptionType) === "Abstract");
  return readAbstractFragment(textOf(described?.description) ?? "").value;
}

const languageOf = (code: string | undefined): string | undefined => {
  const short = code?.toLowerCase().split(/[-_]/)[0];
  return short === undefined || short === "en" || short === "eng" ? undefined : short;
};
