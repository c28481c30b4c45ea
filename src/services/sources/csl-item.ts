// A work as CSL-JSON: what doi.org gives for agencies other than Crossref and DataCite, and what reference managers save.
import { at, defined, listOf, recordOf, recordsOf, textOf, textsOf } from "../reading/answer-values.ts";
import { type Doubt, type FoundWork, serious } from "../reading/found-work.ts";
import { readAbstractFragment } from "../reading/fragment.ts";
import { mendJournal, mendNumber, mendPages, mendPublisher, mendTitle } from "../reading/mend.ts";
import { mendNames, type RawName } from "../reading/mend-names.ts";
import { dateText, NoPaper } from "./crossref.ts";

const entryTypes: Readonly<Record<string, string>> = {
  "article-journal": "article",
  "journal-article": "article",
  "article-magazine": "article",
  "article-newspaper": "article",
  article: "preprint",
  "paper-conference": "inproceedings",
  "proceedings-article": "inproceedings",
  book: "book",
  monograph: "book",
  chapter: "incollection",
  "book-chapter": "incollection",
  "entry-encyclopedia": "inreference",
  thesis: "phdthesis",
  dissertation: "phdthesis",
  report: "report",
  dataset: "dataset",
  software: "software",
  patent: "patent",
  standard: "standard",
  webpage: "online",
  post: "online",
  "post-weblog": "online",
  "posted-content": "preprint",
  speech: "unpublished",
};

/** The work of an item; `source` is whose item it is. Throws a `NoPaper` where it has no title. */
export function cslWork(value: unknown, source: string): FoundWork {
  const item = recordOf(value);
  const doubts: Doubt[] = [];
  const written = textsOf(item.title)[0];
  if (written === undefined)
    throw new NoPaper(`${source} has no title of ${textOf(item.DOI) ?? textOf(item.id) ?? "it"}.`);
  const title = mendTitle(written, textsOf(item.subtitle)[0]);
  const type = textOf(item.type) ?? "";
  const genre = textOf(item.genre);
  const isMaster = /master|m\.?sc/i.test(genre ?? "");
  const known = entryTypes[type];
  const entryType = known === "phdthesis" && isMaster ? "mastersthesis" : (known ?? "misc");
  if (known === undefined)
    doubts.push(serious(`${source} calls it "${type}", which is taken for a work of no certain kind`));
  const names = (of: unknown) =>
    mendNames(
      recordsOf(of).map((one): RawName => {
        const particle = [textOf(one["non-dropping-particle"]), textOf(one["dropping-particle"])]
          .filter(Boolean)
          .join(" ");
        const family = textOf(one.family);
        return {
          family: family === undefined ? undefined : [particle, family].filter(Boolean).join(" "),
          given: textOf(one.given),
          suffix: textOf(one.suffix),
          literal: textOf(one.literal) ?? textOf(one.name),
          orcid: textOf(one.ORCID),
        };
      }),
    );
  const [author, editor] = [names(item.author), names(item.editor)];
  const date = dateText(item.issued) ?? /^\d{4}(?:-\d\d(?:-\d\d)?)?$/.exec(textOf(at(item.issued, "raw")) ?? "")?.[0];
  const publisher = mendPublisher(textOf(item.publisher));
  const isInstitution = /thesis$/.test(entryType) || entryType === "report";
  const containerTitle = isInstitution ? publisher : mendJournal(textsOf(item["container-title"])[0]);
  const pages = mendPages(textOf(item.page), false);
  const arxiv = /arxiv[:\s]*(\d{4}\.\d{4,5})/i.exec(
    [textOf(item.number), textOf(item.note), textOf(item.URL)].join(" "),
  )?.[1];
  return {
    entryType,
    title: title.value,
    author: author.names,
    editor: editor.names,
    ...(date === undefined ? {} : { date }),
    ...(containerTitle === undefined ? {} : { containerTitle }),
    fields: defined({
      volume: mendNumber(textOf(item.volume)),
      number: mendNumber(
        textOf(item.issue) ?? (isInstitution || entryType === "patent" ? textOf(item.number) : undefined),
      ),
      pages,
      series: textOf(item["collection-title"]),
      edition: textOf(item.edition),
      publisher: entryType === "article" || isInstitution ? undefined : publisher,
      location: entryType === "article" ? undefined : textOf(item["publisher-place"]),
      eventtitle: textOf(item["event-title"]) ?? textOf(item.event),
      version: textOf(item.version),
      url: textOf(item.DOI) === undefined ? textOf(item.URL) : undefined,
    }),
    abstract: readAbstractFragment(textOf(item.abstract) ?? "").value,
    keywords: (textOf(item.keyword) ?? "").split(/(?<!\s)\s*[,;]\s*/).filter(Boolean),
    identifiers: defined({
      doi: textOf(item.DOI),
      pmid: textOf(item.PMID),
      pmcid: textOf(item.PMCID),
      isbn: listOf(item.ISBN).flatMap((one) => textOf(one)?.split(/\s+/)[0] ?? [])[0],
      arxiv,
    }),
    doubts: [...doubts, ...title.doubts, ...author.doubts, ...editor.doubts],
    source,
  };
}
