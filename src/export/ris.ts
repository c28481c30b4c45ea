// In: a Publication. Out: its record in RIS, the format that reference managers exchange.

import { regionNamer } from "../messages/messages.ts";
import { dayOf, type PartialDate, yearOf } from "../record/dates/partial-date.ts";
import type { Name } from "../record/names/name.ts";
import type { Publication } from "../record/publication.ts";
import type { PublicationType } from "../record/types.ts";
import { richTextToPlain } from "../text/plain-text.ts";
import { joinFields } from "./joined-fields.ts";

/** RIS reference types; what has none of its own is `GEN`. */
const risTypes: Partial<Record<PublicationType, string>> = {
  article: "UNPB",
  "article-journal": "JOUR",
  "article-magazine": "MGZN",
  "article-newspaper": "NEWS",
  bill: "BILL",
  book: "BOOK",
  broadcast: "SOUND",
  chapter: "CHAP",
  classic: "CLSWK",
  dataset: "DATA",
  entry: "ENCYC",
  "entry-dictionary": "DICT",
  "entry-encyclopedia": "ENCYC",
  figure: "FIGURE",
  graphic: "ART",
  hearing: "HEAR",
  legal_case: "CASE",
  legislation: "STAT",
  manuscript: "UNPB",
  map: "MAP",
  motion_picture: "MPCT",
  musical_score: "MUSIC",
  pamphlet: "PAMP",
  "paper-conference": "CONF",
  patent: "PAT",
  periodical: "SER",
  personal_communication: "PCOMM",
  post: "ELEC",
  "post-weblog": "BLOG",
  regulation: "LEGAL",
  report: "RPRT",
  review: "JOUR",
  "review-book": "JOUR",
  software: "COMP",
  song: "SOUND",
  standard: "STAND",
  thesis: "THES",
  treaty: "LEGAL",
  webpage: "ELEC",
};

/** Types whose own number is in `SN` ("Report Number", "Patent Number" …), where RIS 2011 and Zotero read it. */
const numberInSn: ReadonlySet<string> = new Set(["PAT", "RPRT", "STAND"]);

const nameOfRegion = regionNamer("en");

/** Types whose container is a journal, for which RIS has tags of its own. */
const inJournal: ReadonlySet<string> = new Set(["JOUR", "MGZN", "NEWS"]);

/**
 * The RIS record of a work (the format's specification of 2011): `TY` first, `ER` last, one author a line as
 * "Family, Given, Suffix", every line ended by CR and LF. No value holds a line break, whatever the author typed.
 */
export function publicationToRis(work: Publication): string {
  const publication = joinFields(work);
  const type = risTypes[publication.type] ?? "GEN";
  const [startPage, endPage] = pagesOf(publication);
  const ownNumber = numberInSn.has(type) ? publication.number : undefined;
  const articleNumber = inJournal.has(type) ? publication.number : publication.articleNumber;
  const fields: readonly (readonly [tag: string, value: string | readonly string[] | undefined])[] = [
    ["TI", richTextToPlain(publication.title)],
    ["AU", publication.author.map(nameToRis)],
    ["ED", publication.editor.map(nameToRis)],
    ["A4", publication.translator.map(nameToRis)],
    ["PY", yearToRis(publication.issued)],
    ["DA", dateToRis(publication.issued)],
    [inJournal.has(type) ? "JO" : "T2", publication.containerTitle],
    ["T3", publication.collectionTitle],
    ["C1", publication.eventPlace],
    ["C3", publication.eventTitle],
    ["VL", publication.volume],
    ["IS", publication.issue ?? (inJournal.has(type) || ownNumber !== undefined ? undefined : publication.number)],
    ["C7", articleNumber],
    ["SP", startPage],
    ["EP", endPage],
    ["ET", publication.edition ?? publication.version],
    ["PB", publication.publisher],
    ["CY", publication.publisherPlace ?? publication.jurisdiction.map(nameOfRegion).join(", ")],
    ["M3", publication.genre],
    ["SN", ownNumber ?? publication.isbn ?? publication.issn],
    ["DO", publication.doi],
    ["AN", eprintOf(publication)],
    ["UR", publication.url],
    ["Y2", dateToRis(publication.accessed)],
    ["LA", publication.language],
    ["KW", publication.keywords],
    ["N1", richTextToPlain(publication.note) || publication.status],
    ["AB", richTextToPlain(publication.abstract)],
    ["ID", publication.key],
  ];
  const lines = fields.flatMap(([tag, value]) =>
    [value ?? ""]
      .flat()
      .map(oneLine)
      .filter((text) => text !== "")
      .map((text) => `${tag}  - ${text}`),
  );
  return `${[`TY  - ${type}`, ...lines, "ER  - "].join("\r\n")}\r\n`;
}

/** Every run of white space, line breaks of any alphabet and control characters is one space. */
const oneLine = (text: string): string => text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, " ").trim();

/** "Family, Given, Suffix" with the particles at the family name, or the literal name. */
function nameToRis(name: Name): string {
  if (name.family === undefined) return name.literal ?? name.given ?? "";
  const particle = [name.droppingParticle, name.nonDroppingParticle].filter(Boolean).join(" ");
  const family = [particle, name.family].filter(Boolean).join(/['’-]$/.test(particle) ? "" : " ");
  return [family, name.given ?? "", name.suffix ?? ""].join(", ").replace(/(, )+$/, "");
}

function yearToRis(date: PartialDate | undefined): string | undefined {
  return yearOf(date)?.toString().padStart(4, "0");
}

/** "YYYY/MM/DD/other", with what is not known left empty; words for a date are its "other". */
function dateToRis(date: PartialDate | undefined): string | undefined {
  const known = dayOf(date);
  if (known === undefined) return date?.literal && `///${date.literal}`;
  const [, month, day] = known;
  const digits = (part: number | undefined) => (part === undefined ? "" : String(part).padStart(2, "0"));
  const season = ["", "Spring", "Summer", "Autumn", "Winter"][date?.season ?? 0];
  return `${yearToRis(date)}/${digits(month)}/${digits(day)}/${season}`;
}

/** First and last page of a single range, or the article number; anything else stands as a whole where the first page does. */
function pagesOf({
  page,
  number,
  articleNumber,
  type,
}: Publication): readonly [string | undefined, string | undefined] {
  if (page === undefined) return [type === "article-journal" ? number : articleNumber, undefined];
  const parts = page.split("–");
  return parts.length === 2 && !page.includes(",") ? [parts[0], parts[1]] : [page, undefined];
}

function eprintOf({ eprint, pmid }: Publication): string | undefined {
  return eprint ? `${eprint.archive}:${eprint.id}` : pmid;
}
