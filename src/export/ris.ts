// In: a Publication. Out: its record in RIS, the format that reference managers exchange.

import { regionNamer } from "../messages/messages.ts";
import { knownDay, type PartialDate, yearOf } from "../record/dates/partial-date.ts";
import type { Name } from "../record/names/name.ts";
import type { Publication } from "../record/publication.ts";
import { fieldOf, fields, type PartIn, parts, type TextPart } from "../record/publication-fields.ts";
import { types } from "../record/types.ts";
import { richTextToPlain } from "../text/plain-text.ts";
import { joinFields } from "./joined-fields.ts";

/** Types whose own number is in `SN` ("Report Number", "Patent Number" …), where RIS 2011 and Zotero read it. */
const numberInSn: ReadonlySet<string> = new Set(["PAT", "RPRT", "STAND"]);

const nameOfRegion = regionNamer("en");

/** Whether RIS has tags of its own for the container of a type: that of a journal, a magazine, a newspaper. */
const isInJournal = (type: string): boolean => ["JOUR", "MGZN", "NEWS"].includes(type);

/** One value, or several lines of one tag. */
type RisValue = string | readonly string[] | undefined;

/** What a part is written as: its value where the table names one tag, else values by their tags. */
type WrittenAs<Tags> = Tags extends `${string} ${string}` ? Readonly<Record<string, RisValue>> : RisValue;

type RisPart = Exclude<PartIn<"ris">, "type">;
type RisWriter<Part extends RisPart> = (
  publication: Publication,
  type: string,
) => WrittenAs<(typeof fields)[Part]["ris"]>;

/** Texts of one tag, which may be written as they are. */
type PlainPart = TextPart &
  { [Part in RisPart]: (typeof fields)[Part]["ris"] extends `${string} ${string}` ? never : Part }[RisPart];

/**
 * All parts with tags of their own, in the order in which they are written; `type` is RIS's. A text that is not here is
 * written behind them, as it is.
 */
const risWriters: { readonly [Part in Exclude<RisPart, PlainPart>]: RisWriter<Part> } & {
  readonly [Part in PlainPart]?: RisWriter<Part>;
} = {
  title: ({ title }) => richTextToPlain(title),
  author: ({ author }) => author.map(nameToRis),
  editor: ({ editor }) => editor.map(nameToRis),
  translator: ({ translator }) => translator.map(nameToRis),
  issued: ({ issued }) => ({ PY: yearToRis(issued), DA: dateToRis(issued) }),
  containerTitle: ({ containerTitle }, type) => ({ [isInJournal(type) ? "JO" : "T2"]: containerTitle }),
  collectionTitle: ({ collectionTitle }) => collectionTitle,
  eventPlace: ({ eventPlace }) => eventPlace,
  eventTitle: ({ eventTitle }) => eventTitle,
  volume: ({ volume }) => volume,
  issue: ({ issue }) => issue,
  number: ({ number, issue }, type) => {
    if (isInJournal(type)) return { C7: number };
    return { IS: issue === undefined && !numberInSn.has(type) ? number : undefined };
  },
  articleNumber: ({ articleNumber }, type) => (isInJournal(type) ? undefined : articleNumber),
  page: (publication) => {
    const [first, last] = pagesOf(publication);
    return { SP: first, EP: last };
  },
  edition: ({ edition }) => edition,
  version: ({ version, edition }) => (edition === undefined ? version : undefined),
  publisher: ({ publisher }) => publisher,
  publisherPlace: ({ publisherPlace }) => publisherPlace,
  jurisdiction: ({ jurisdiction, publisherPlace }) =>
    publisherPlace === undefined ? jurisdiction.map(nameOfRegion).join(", ") : undefined,
  genre: ({ genre }) => genre,
  isbn: ({ isbn, number }, type) => (numberInSn.has(type) ? (number ?? isbn) : isbn),
  issn: ({ issn, isbn, number }, type) =>
    isbn === undefined && !(numberInSn.has(type) && number !== undefined) ? issn : undefined,
  doi: ({ doi }) => doi,
  eprint: ({ eprint }) => eprint && `${eprint.archive}:${eprint.id}`,
  pmid: ({ pmid, eprint }) => (eprint === undefined ? pmid : undefined),
  url: ({ url }) => url,
  accessed: ({ accessed }) => dateToRis(accessed),
  language: ({ language }) => language,
  keywords: ({ keywords }) => keywords,
  note: ({ note }) => richTextToPlain(note),
  status: ({ status, note }) => (richTextToPlain(note) === "" ? status : undefined),
  abstract: ({ abstract }) => richTextToPlain(abstract),
  key: ({ key }) => key,
};

const writers: readonly (readonly [RisPart, RisWriter<RisPart>])[] = [
  ...(Object.entries(risWriters) as [RisPart, RisWriter<RisPart>][]),
  ...parts
    .filter((part): part is PlainPart => fieldOf(part).kind === "text" && typeof fieldOf(part).ris === "string")
    .filter((part) => !Object.hasOwn(risWriters, part))
    .map((part) => [part, (publication: Publication) => publication[part]] as const),
];

/**
 * The RIS record of a work (the format's specification of 2011): `TY` first, `ER` last, one author a line as
 * "Family, Given, Suffix", every line ended by CR and LF. No value holds a line break, whatever the author typed.
 */
export function publicationToRis(work: Publication): string {
  const publication = joinFields(work);
  const type = types[publication.type].ris;
  let lines = `TY  - ${type}\r\n`;
  const add = (tag: string, value: RisValue) => {
    for (const one of typeof value === "string" ? [value] : (value ?? [])) {
      const text = oneLine(one);
      if (text !== "") lines += `${tag}  - ${text}\r\n`;
    }
  };
  for (const [part, write] of writers) {
    const value = write(publication, type);
    if (typeof value === "object" && !Array.isArray(value))
      for (const [tag, one] of Object.entries(value)) add(tag, one);
    else add(fields[part].ris, value as RisValue);
  }
  return `${lines}ER  - \r\n`;
}

/**
 * A record in RIS in which "TI=title" stands for a line with the title of its CSL-JSON, and "AU=author" for those of all authors;
 * `browser/citing` writes it out.
 */
export function shortenRis(
  ris: string,
  item: Readonly<Record<string, unknown>>,
  authors: readonly string[],
  abstract: string,
): string {
  const { keyword } = item;
  const known: (readonly [lines: string, reference: string])[] = [];
  const linesOf = (tag: string, values: readonly string[]) => values.map((one) => `\n${tag}  - ${one}`).join("");
  if (authors.length > 0) known.push([linesOf("AU", authors), "\nAU=author"]);
  if (abstract !== "") known.push([linesOf("AB", [abstract]), "\nAB=abstract"]);
  if (typeof keyword === "string") known.push([linesOf("KW", keyword.split(", ")), "\nKW=keyword"]);
  for (const [tag, name] of risVariables)
    if (typeof item[name] === "string") known.push([`\n${tag}  - ${item[name]}`, `\n${tag}=${name}`]);
  // Each ends with its line.
  return known.reduce(
    (text, [lines, reference]) => text.replace(`${lines}\n`, () => `${reference}\n`),
    ris.replaceAll("\r\n", "\n").trim(),
  );
}

const risVariables = [
  ["TI", "title"],
  ["T2", "container-title"],
  ["JO", "container-title"],
  ["PB", "publisher"],
  ["DO", "DOI"],
  ["UR", "URL"],
  ["ID", "id"],
] as const;

/** Every run of white space, line breaks of any alphabet and control characters is one space. */
const oneLine = (text: string): string =>
  /[^\S ]|\p{Cc}| {2}|^ | $/u.test(text) ? text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, " ").trim() : text;

/** "Family, Given, Suffix" with the particles at the family name, or the literal name. */
function nameToRis(name: Name): string {
  if (name.family === undefined) return name.literal ?? name.given ?? "";
  const particle = [name.droppingParticle, name.nonDroppingParticle].filter(Boolean).join(" ");
  const family = [particle, name.family].filter(Boolean).join(/['’-]$/.test(particle) ? "" : " ");
  const parts = [family, name.given ?? "", name.suffix ?? ""];
  return parts.slice(0, parts.findLastIndex((part) => part !== "") + 1).join(", ");
}

function yearToRis(date: PartialDate | undefined): string | undefined {
  return yearOf(date)?.toString().padStart(4, "0");
}

/** "YYYY/MM/DD/other", with what is not known left empty; words for a date are its "other". */
function dateToRis(date: PartialDate | undefined): string | undefined {
  const known = knownDay(date);
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
