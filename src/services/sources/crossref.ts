// What Crossref says of a work, in its REST API's format (CrossRef/rest-api-doc, api_format.md).

import { parseIssn } from "../../record/identifiers/identifier-syntax.ts";
import { richTextToPlain } from "../../text/plain-text.ts";
import type { RichText } from "../../text/rich-text.ts";
import { at, defined, type Json, listOf, recordOf, recordsOf, textOf, textsOf } from "../reading/answer-values.ts";
import {
  type ContainerFacts,
  type Doubt,
  type FoundWork,
  note,
  type PlainField,
  serious,
} from "../reading/found-work.ts";
import { readAbstractFragment, readTitleFragment } from "../reading/fragment.ts";
import { mendJournal, mendNumber, mendPages, mendPublisher, mendTitle, preprintServer } from "../reading/mend.ts";
import { crossrefName, mendNames } from "../reading/mend-names.ts";

/** What is no paper, and what it is. */
const noPapers: Readonly<Record<string, string>> = {
  journal: "a journal",
  "journal-issue": "a journal issue",
  "journal-volume": "a journal's volume",
  component: "a part of a paper",
  "peer-review": "a review of a paper",
  grant: "a grant",
  database: "a database",
  "report-component": "a part of a report",
  "proceedings-series": "a series of proceedings",
  "book-series": "a series of books",
  "book-set": "a set of books",
  "report-series": "a series of reports",
};

const entryTypes: Readonly<Record<string, string>> = {
  "journal-article": "article",
  "proceedings-article": "inproceedings",
  book: "book",
  monograph: "book",
  "reference-book": "book",
  "edited-book": "collection",
  proceedings: "proceedings",
  "book-chapter": "incollection",
  "book-part": "incollection",
  "book-section": "incollection",
  "book-track": "incollection",
  "reference-entry": "inreference",
  dissertation: "phdthesis",
  report: "report",
  dataset: "dataset",
  standard: "standard",
};

/** A record that stands for no paper; the message is for its author. */
export class NoPaper extends Error {}

/** The work of a `message`; throws a `NoPaper` where it is none or has no title. */
export function crossrefWork(value: unknown): FoundWork {
  const message = recordOf(value);
  const doi = textOf(message.DOI) ?? "";
  const type = textOf(message.type) ?? "";
  const kind = noPapers[type];
  if (kind !== undefined) throw new NoPaper(`${doi} is ${kind}, not a paper.`);
  const doubts: Doubt[] = [];
  const { value: abstract } = readAbstractFragment(textOf(message.abstract) ?? "");
  const container = containersOf(message);
  const title = titleOf(message, container.title, abstract, doubts);
  const isPreprint = type === "posted-content" && (textOf(message.subtype) ?? "preprint") === "preprint";
  const entryType = isPreprint
    ? "preprint"
    : type === "posted-content"
      ? "online"
      : thesisType(message, entryTypes[type] ?? "misc");
  if (entryType === "misc")
    doubts.push(serious(`Crossref calls it "${type}", which is taken for a work of no certain kind`));
  const author = mendNames(recordsOf(message.author).map(crossrefName));
  const editor = mendNames(recordsOf(message.editor).map(crossrefName));
  doubts.push(...author.doubts, ...editor.doubts);
  const volume = mendNumber(textOf(message.volume));
  const isAhead = type === "journal-article" && volume === undefined;
  const pages = mendPages(textOf(message.page), isAhead);
  const server = isPreprint ? (textOf(at(listOf(message.institution)[0], "name")) ?? preprintServer(doi)) : undefined;
  const isJournal = type === "journal-article";
  const isThesis = type === "dissertation";
  const fields: Readonly<Record<PlainField, string>> | object = defined<string>({
    volume,
    number: mendNumber(textOf(message.issue)),
    pages,
    eid: pages === undefined ? textOf(message["article-number"]) : undefined,
    series: container.series,
    edition: textOf(message["edition-number"])?.replace(/^1$/, ""),
    publisher: isJournal || isPreprint || isThesis ? undefined : mendPublisher(textOf(message.publisher)),
    location: isJournal || isPreprint ? undefined : textOf(message["publisher-location"]),
    eventtitle: entryType === "inproceedings" ? eventOf(message, container.title) : undefined,
    venue: entryType === "inproceedings" ? textOf(at(message.event, "location")) : undefined,
    pubstate: isAhead && pages === undefined && textOf(message["article-number"]) === undefined ? "inpress" : undefined,
    langid: languageOf(textOf(message.language)),
    note: retractionOf(message, doubts),
  });
  const institution = textOf(at(listOf(message.institution)[0], "name")) ?? mendPublisher(textOf(message.publisher));
  const containerTitle = server ?? (isThesis || entryType === "report" ? institution : container.title);
  const issued = dateOf(message, entryType, volume !== undefined, doubts);
  const group = isPreprint ? textOf(message["group-title"]) : undefined;
  return {
    entryType,
    title,
    author: author.names,
    editor: editor.names,
    ...(issued === undefined ? {} : { date: issued }),
    ...(containerTitle === undefined ? {} : { containerTitle }),
    ...(isJournal || entryType === "inproceedings" ? { containerFacts: factsOf(message, containerTitle) } : {}),
    fields: Object.fromEntries(Object.entries(fields).filter(([, one]) => one !== "")),
    abstract,
    keywords: group === undefined ? [] : [group],
    identifiers: defined({
      doi: textOf(message.DOI),
      isbn: textsOf(message.ISBN)
        .map((one) => one.replace(/^https?:\/\/id\.crossref\.org\/isbn\//i, ""))
        .at(0),
    }),
    ...(publishedOf(message) === undefined ? {} : { published: { doi: publishedOf(message)! } }),
    doubts,
    source: "Crossref",
  };
}

function titleOf(message: Json, container: string | undefined, abstract: RichText, doubts: Doubt[]): RichText {
  const titles = [message.title, message["original-title"], message["short-title"]].map((one) => textsOf(one)[0]);
  const written =
    titles.find((one) => one !== undefined) ?? (textOf(message.type) === "journal" ? container : undefined);
  if (written === undefined) throw new NoPaper(`Crossref knows ${textOf(message.DOI) ?? "it"}, but no title of it.`);
  const mended = mendTitle(written, textsOf(message.subtitle)[0], richTextToPlain(abstract));
  doubts.push(...mended.doubts);
  if (/^(?:correction|corrigendum|erratum|retraction|expression of concern)(?:\s+(?:to|for|notice))?\b/i.test(written))
    doubts.push(serious("it corrects or takes back another paper; is it the one you want?"));
  return mended.value;
}

/** The journal, proceedings or book, and the series; a title of the paper's own is none. */
function containersOf(message: Json): { readonly title: string | undefined; readonly series: string | undefined } {
  const own = textsOf(message.title)[0]?.toLowerCase();
  const titles = textsOf(message["container-title"])
    .filter((one) => one.toLowerCase() !== own)
    .flatMap((one) => mendJournal(one) ?? []);
  if (titles.length < 2) return { title: titles[0], series: undefined };
  const isSeries = (one: string) =>
    /^(?:lecture notes in|advances in|communications in|studies in|springer|ifip advances|smart innovation|methods in)\b|\b(?:series|monographs|lecture notes)\b/i.test(
      one,
    );
  const series = titles.find(isSeries) ?? (textOf(message.type) === "journal-article" ? undefined : titles.at(-1));
  return { title: titles.filter((one) => one !== series).sort((one, other) => other.length - one.length)[0], series };
}

/** The short name of a journal or of a conference ("RO-MAN"), where it is another one than the whole, and the numbers of a journal. */
function factsOf(message: Json, container: string | undefined): ContainerFacts {
  const isJournal = textOf(message.type) === "journal-article";
  const issn = isJournal ? textsOf(message.ISSN).flatMap((one) => parseIssn(one).value ?? []) : [];
  const written = isJournal
    ? textsOf(message["short-container-title"])[0]
    : (textOf(at(message.event, "acronym")) ?? /\(([A-Z][\w/-]{1,14})\)\s*$/.exec(container ?? "")?.[1]);
  const short = written?.replace(/['’]?(?:19|20)?\d\d$/, "").trim();
  return defined({
    short: short === "" || short?.toLowerCase() === container?.toLowerCase() ? undefined : short,
    issn: issn.length === 0 ? undefined : [...new Set(issn)],
  });
}

function eventOf(message: Json, container: string | undefined): string | undefined {
  const name = textOf(at(message.event, "name"));
  return name === undefined || container?.toLowerCase().includes(name.toLowerCase()) ? undefined : name;
}

function thesisType(message: Json, type: string): string {
  return type === "phdthesis" && textsOf(message.degree).some((one) => /master|m\.?sc|m\.?a\b/i.test(one))
    ? "mastersthesis"
    : type;
}

/** "2021-03-05" of `date-parts`, as far as they go; the year must be one. */
export function dateText(value: unknown): string | undefined {
  const parts = listOf(listOf(at(value, "date-parts"))[0]).map((one) => Number(one));
  const [year, month, day] = parts;
  if (year === undefined || !Number.isInteger(year) || year < 1000 || year > 2200) return undefined;
  const two = (one: number) => String(one).padStart(2, "0");
  if (month === undefined || !(month >= 1 && month <= 12)) return String(year);
  return day === undefined || !(day >= 1 && day <= 31) ? `${year}-${two(month)}` : `${year}-${two(month)}-${two(day)}`;
}

function dateOf(message: Json, entryType: string, hasVolume: boolean, doubts: Doubt[]): string | undefined {
  const date = (name: string) => dateText(message[name]);
  const [print, online, issued] = [
    date("published-print"),
    date("published-online"),
    date("issued") ?? date("published"),
  ];
  const year = (one: string | undefined) => one?.slice(0, 4);
  if (entryType === "preprint" || entryType === "online") return date("posted") ?? issued;
  if (/thesis$/.test(entryType)) return date("approved") ?? issued;
  if (entryType === "inproceedings") return print ?? dateText(recordOf(message.event).start)?.slice(0, 4) ?? issued;
  const used = entryType === "article" && !hasVolume ? (online ?? issued) : (print ?? issued ?? online);
  if (print !== undefined && online !== undefined && year(print) !== year(online))
    doubts.push(note(`printed ${year(print)}, online ${year(online)}: ${year(used)} is used`));
  return used;
}

const publishedOf = (message: Json): string | undefined =>
  recordsOf(at(message.relation, "is-preprint-of"))
    .filter((one) => textOf(one["id-type"])?.toLowerCase() === "doi")
    .flatMap((one) => textOf(one.id) ?? [])[0];

function retractionOf(message: Json, doubts: Doubt[]): string | undefined {
  const updated = recordsOf(message["updated-by"]).find((one) => /retraction|withdrawal/i.test(textOf(one.type) ?? ""));
  if (updated === undefined) return undefined;
  doubts.push(serious("the paper has been retracted"));
  return `Retracted (${textOf(updated.DOI) ?? "see its page"})`;
}

/** A language other than English; what is said of English titles is no help to anyone. */
const languageOf = (code: string | undefined): string | undefined => {
  const short = code?.toLowerCase().split(/[-_]/)[0];
  return short === undefined || short === "en" || short === "eng" ? undefined : short;
};

/** The candidates that a search for a title gave: what each is, and by which DOI. */
export function crossrefCandidates(value: unknown): readonly { readonly doi: string; readonly line: string }[] {
  return recordsOf(at(value, "message", "items")).flatMap((item) => {
    const doi = textOf(item.DOI);
    const title = textsOf(item.title)[0];
    if (doi === undefined || title === undefined) return [];
    const names = mendNames(recordsOf(item.author).map(crossrefName)).names;
    const who = names
      .slice(0, 3)
      .map(({ family, literal }) => literal ?? family ?? "")
      .join(", ");
    const year = dateText(item.issued)?.slice(0, 4);
    const parts = [
      richTextToPlain(readTitleFragment(title).value),
      names.length > 3 ? `${who} et al.` : who,
      mendJournal(textsOf(item["container-title"])[0]),
      year,
    ];
    return [{ doi, line: parts.filter(Boolean).join(" · ") }];
  });
}
