// What HAL, INSPIRE, Open Library, OpenAlex and OpenReview say of a work, each in its own JSON.
import { parseLatex } from "../../text/latex/latex.ts";
import type { RichText } from "../../text/rich-text.ts";
import { at, defined, type Json, listOf, recordOf, recordsOf, textOf, textsOf } from "../reading/answer-values.ts";
import { type Doubt, type FoundWork, note, serious } from "../reading/found-work.ts";
import { readAbstractFragment } from "../reading/fragment.ts";
import { mendNumber, mendPages, mendPublisher, mendTitle } from "../reading/mend.ts";
import { mendNames } from "../reading/mend-names.ts";

const halTypes: Readonly<Record<string, string>> = {
  ART: "article",
  COMM: "inproceedings",
  POSTER: "unpublished",
  OUV: "book",
  COUV: "incollection",
  DOUV: "proceedings",
  THESE: "phdthesis",
  HDR: "thesis",
  REPORT: "report",
  UNDEFINED: "preprint",
  PREPRINT: "preprint",
  SOFTWARE: "software",
};

/** The work of a search answer of HAL's; undefined where it found none. */
export function halWork(value: unknown): FoundWork | undefined {
  const [doc] = recordsOf(at(value, "response", "docs"));
  const title = doc && textsOf(doc.title_s)[0];
  if (doc === undefined || title === undefined) return undefined;
  const mended = mendTitle(title, textsOf(doc.subTitle_s)[0]);
  const given = textsOf(doc.authFirstName_s);
  const author = mendNames(textsOf(doc.authLastName_s).map((family, index) => ({ family, given: given[index] })));
  const type = textOf(doc.docType_s) ?? "";
  const known = halTypes[type];
  const date = textOf(doc.publicationDate_s) ?? textOf(doc.producedDate_s);
  const isInstitution = type === "THESE" || type === "HDR" || type === "REPORT";
  const containerTitle = [textOf(doc.journalTitle_s), textOf(doc.bookTitle_s), textOf(doc.conferenceTitle_s)].find(
    (one) => one !== undefined,
  );
  return {
    entryType: known ?? "misc",
    title: mended.value,
    author: author.names,
    editor: [],
    ...(date === undefined ? {} : { date }),
    ...(containerTitle === undefined || isInstitution ? {} : { containerTitle }),
    fields: defined({
      volume: mendNumber(textOf(doc.volume_s)),
      number: mendNumber(textsOf(doc.issue_s)[0]),
      pages: mendPages(textOf(doc.page_s), false),
      publisher: type === "ART" ? undefined : mendPublisher(textsOf(doc.publisher_s)[0]),
    }),
    abstract: readAbstractFragment(textsOf(doc.abstract_s)[0] ?? "").value,
    keywords: textsOf(doc.keyword_s),
    identifiers: defined({ doi: textOf(doc.doiId_s), arxiv: textOf(doc.arxivId_s) }),
    ...(textsOf(doc.files_s)[0] === undefined ? {} : { pdf: textsOf(doc.files_s)[0]! }),
    doubts: [
      ...mended.doubts,
      ...author.doubts,
      ...(known === undefined ? [serious(`HAL calls it "${type}", which is taken for a work of no certain kind`)] : []),
    ],
    source: "HAL",
  };
}

const inspireTypes: Readonly<Record<string, string>> = {
  article: "article",
  "conference paper": "inproceedings",
  book: "book",
  "book chapter": "incollection",
  proceedings: "proceedings",
  thesis: "phdthesis",
  report: "report",
};
/** From so many authors on a paper of a collaboration names the first ten of them. */
const manyAuthors = 100;

/** The work of a record of INSPIRE's. */
export function inspireWork(value: unknown): FoundWork | undefined {
  const metadata = recordOf(at(value, "metadata"));
  const [title] = recordsOf(metadata.titles);
  const written = textOf(title?.title);
  if (written === undefined) return undefined;
  const doubts: Doubt[] = [];
  const all = recordsOf(metadata.authors);
  const isMany = all.length >= manyAuthors;
  if (isMany) doubts.push(serious(`it has ${all.length} authors, of whom the first ten are named`));
  const people = (isMany ? all.slice(0, 10) : all).map((one) => {
    const [family, given, suffix] = (textOf(one.full_name) ?? "").split(/(?<!\s)\s*,\s*/);
    const orcid = recordsOf(one.ids).find((id) => textOf(id.schema) === "ORCID");
    return { family, given, suffix, orcid: textOf(orcid?.value) };
  });
  const collaborations = recordsOf(metadata.collaborations).flatMap((one) => textOf(one.value) ?? []);
  const bodies = [
    ...textsOf(metadata.corporate_author),
    ...collaborations.map((one) => (/collaboration/i.test(one) ? one : `${one} Collaboration`)),
  ];
  const author = mendNames([...people, ...bodies.map((literal) => ({ literal }))]);
  const [published = {} as Json] = recordsOf(metadata.publication_info);
  const type = textsOf(metadata.document_type)[0] ?? "";
  const eprint = textOf(at(recordsOf(metadata.arxiv_eprints)[0], "value"));
  const [start, end] = [textOf(published.page_start), textOf(published.page_end)];
  const date =
    textOf(published.year) ?? textOf(metadata.preprint_date) ?? textOf(at(recordsOf(metadata.imprints)[0], "date"));
  const journal = textOf(published.journal_title);
  const abstract = recordsOf(metadata.abstracts).flatMap((one) => textOf(one.value) ?? [])[0] ?? "";
  return {
    entryType: journal === undefined && eprint !== undefined ? "preprint" : (inspireTypes[type] ?? "misc"),
    title: latexOrMarkup([written, textOf(title?.subtitle)].filter(Boolean).join(": ")),
    author: author.names,
    editor: [],
    ...(date === undefined ? {} : { date }),
    ...(journal === undefined ? {} : { containerTitle: journal }),
    fields: defined({
      volume: textOf(published.journal_volume),
      number: textOf(published.journal_issue),
      pages: start === undefined ? undefined : mendPages(end === undefined ? start : `${start}-${end}`, false),
      eid: textOf(published.artid),
    }),
    abstract: abstract === "" ? [] : [{ kind: "paragraph", children: latexOrMarkup(abstract) }],
    keywords: [],
    identifiers: defined({ doi: textOf(at(recordsOf(metadata.dois)[0], "value")), arxiv: eprint }),
    doubts: [...doubts, ...author.doubts],
    source: "INSPIRE",
  };
}

const latexOrMarkup = (text: string): RichText =>
  /<\w/.test(text) ? mendTitle(text, undefined).value : parseLatex(text.replace(/\s+/g, " ")).value;

/** The book of Open Library's; undefined where it has none of the number. */
export function openLibraryWork(value: unknown, isbn: string): FoundWork | undefined {
  const book = recordOf(recordOf(value)[`ISBN:${isbn}`]);
  const written = textOf(book.title);
  if (written === undefined) return undefined;
  const title = mendTitle(written, textOf(book.subtitle));
  const author = mendNames(recordsOf(book.authors).map((one) => ({ family: textOf(one.name) })));
  const date = /\b(?:1[5-9]|20)\d\d\b/.exec(textOf(book.publish_date) ?? "")?.[0];
  return {
    entryType: "book",
    title: title.value,
    author: author.names,
    editor: [],
    ...(date === undefined ? {} : { date }),
    fields: defined({
      publisher: mendPublisher(textOf(at(recordsOf(book.publishers)[0], "name"))),
      location: textOf(at(recordsOf(book.publish_places)[0], "name")),
      pagetotal: textOf(book.number_of_pages),
    }),
    abstract: [],
    keywords: [],
    identifiers: { isbn },
    doubts: [...title.doubts, ...author.doubts.map(({ text }) => note(text))],
    source: "Open Library",
  };
}

/** What OpenAlex adds to a work: a free copy, its twin at arXiv, and whether it was retracted. */
export function openAlexFacts(value: unknown): Pick<FoundWork, "identifiers" | "pdf" | "doubts"> {
  const work = recordOf(value);
  const arxiv = recordsOf(work.locations).flatMap(
    (one) =>
      /^https?:\/\/(?:[\w-]+\.)?arxiv\.org\/(?:abs|pdf)\/([\w./-]+?)(?:v\d+)?(?:\.pdf)?$/i.exec(
        textOf(one.landing_page_url) ?? textOf(one.pdf_url) ?? "",
      )?.[1] ?? [],
  )[0];
  const bare = (text: string | undefined, start: RegExp) => text?.replace(start, "");
  const pdf = textOf(at(work.best_oa_location, "pdf_url"));
  return {
    identifiers: defined({
      doi: bare(textOf(at(work.ids, "doi")) ?? textOf(work.doi), /^https?:\/\/doi\.org\//i),
      pmid: bare(textOf(at(work.ids, "pmid")), /^https?:\/\/pubmed\.ncbi\.nlm\.nih\.gov\//i),
      arxiv,
    }),
    ...(pdf === undefined || !/^https:\/\//i.test(pdf) ? {} : { pdf }),
    doubts: work.is_retracted === true ? [serious("OpenAlex knows that the paper has been retracted")] : [],
  };
}

/** The paper of OpenReview's notes, in either form of its API; undefined where its authors are not named. */
export function openReviewWork(value: unknown): FoundWork | undefined {
  const [paper] = recordsOf(recordOf(value).notes);
  const content = recordOf(paper?.content);
  const part = (name: string) => at(content, name, "value") ?? content[name];
  const title = textOf(part("title"));
  const authors = textsOf(part("authors"));
  if (title === undefined || authors.length === 0 || authors.some((one) => /^anonymous/i.test(one))) return undefined;
  const venue = textOf(part("venue")) ?? "";
  const said = venue.replace(/\s+/g, " ").replace(/^submitted to /i, "");
  const end = / ?((?:19|20)\d\d) ?(?:conference ?)?(oral|spotlight|poster|notable[\s\S]*)?$/i.exec(said);
  const name = end === null ? venue : said.slice(0, end.index);
  const [, year, award = ""] = end ?? [];
  const isSubmitted = /^submitted to/i.test(venue);
  const author = mendNames(authors.map((family) => splitSpoken(family)));
  return {
    entryType: isSubmitted ? "unpublished" : "inproceedings",
    title: parseLatex(title).value,
    author: author.names,
    editor: [],
    ...(year === undefined ? {} : { date: year }),
    ...(name === "" ? {} : { containerTitle: [name, year].filter(Boolean).join(" ") }),
    fields: isSubmitted ? { pubstate: "submitted" } : {},
    abstract: readAbstractFragment(textOf(part("abstract")) ?? "").value,
    keywords: listOf(part("keywords")).flatMap((one) => textOf(one) ?? []),
    identifiers: {},
    ...(award === "" || /poster/i.test(award) ? {} : { distinction: award }),
    doubts: author.doubts,
    source: "OpenReview",
  };
}

function splitSpoken(name: string): { family: string; given?: string } {
  const words = name.split(/\s+/);
  return words.length === 1 ? { family: name } : { family: words.at(-1)!, given: words.slice(0, -1).join(" ") };
}
