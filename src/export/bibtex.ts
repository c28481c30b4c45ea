// Under which of its names a part of the record is written in an entry of a type.

import { type BibtexField, dateToEdtf, issuedToBibtex } from "../record/dates/bibtex-date.ts";
import { classicTypeOf, findEntryType, isWholeType, refineType } from "../record/entry-types.ts";
import {
  type BibtexFields,
  findEntryField,
  isForVisitors,
  isProgramsNote,
  namesFilling,
  standardFields,
} from "../record/fields.ts";
import { annotationsToBibtex, namesToBibtex, orcidsToBibtex, rolesToBibtex } from "../record/names/bibtex-name.ts";
import { type ExtraField, noVersions, type Publication } from "../record/publication.ts";
import { fields, type PartIn } from "../record/publication-fields.ts";
import type { Site, Venue } from "../record/site-settings.ts";
import { plainToLatex, richTextToLatex, verbatim } from "../text/latex/rich-text-latex.ts";
import { isWhole } from "../text/latex/verbatim.ts";
import { babelNameOf, keyOfStatus } from "../text/localization-keys.ts";
import { richTextToPlain } from "../text/plain-text.ts";

/**
 * Names the fields of an entry: the usual name for a part of the record, or, where that would lose something, another of
 * its names, if it can be the one that is `preferred`.
 */
export type NameField = (usual: string, preferred?: string) => string;

/**
 * How the fields of an entry of this type are named beside what the author wrote besides (`extra`). Where a field of
 * theirs fills the same part of the record ("howpublished" beside the `publisher`), ours has a name that is not theirs
 * and that a reader takes before it.
 */
export function fieldNamer(entryType: string, extra: readonly ExtraField[]): NameField {
  const { type } = findEntryType(entryType);
  const taken = new Map<keyof Publication, Set<string>>();
  for (const { name } of extra) {
    const lower = name.toLowerCase();
    const part = findEntryField(lower, type)?.field;
    // A whole is in no book.
    if (lower === "booktitle" && isWholeType(entryType)) continue;
    // A subtitle would join the title it belongs to.
    if (part) taken.set(part, (taken.get(part) ?? new Set()).add(lower).add(lower.replace(/subtitle$/, "title")));
  }
  return (usual, preferred = usual) => {
    const part = findEntryField(usual, type)?.field;
    const others = part && taken.get(part);
    if (!others) return usual;
    const rows = namesFilling(part, type);
    const first = rows.findIndex((row) => row.some((name) => others.has(name)));
    const earlier = rows.slice(0, first).reverse().flatMap(bibtexFirst);
    // Another name of the same row is the last resort: to BibLaTeX the two are one field.
    const alias = rows[first]?.find((name) => !others.has(name));
    return [usual, preferred].find((name) => earlier.includes(name)) ?? earlier[0] ?? alias ?? usual;
  };
}

/** The names of a row, BibTeX's before BibLaTeX's. */
function bibtexFirst(row: readonly string[]): readonly string[] {
  return ["journal", "address"].flatMap((name) => (row.includes(name) ? [name] : [])).concat(row);
}

/** BibTeX's field for what a work stands in. */
export function containerField(entryType: string): string {
  if (entryType === "article") return "journal";
  return isWholeType(entryType) ? "maintitle" : "booktitle";
}

/** BibLaTeX's field for what is printed behind the title in the field of that name. */
export const addonField = (container: string): string =>
  container === "journal" ? "journaltitleaddon" : `${container}addon`;

/** BibTeX's field for who published a work, and the next best. */
export function publisherFields(entryType: string, publisher: string): readonly [usual: string, preferred: string] {
  if (entryType === "techreport") return ["institution", "publisher"];
  if (entryType.endsWith("thesis")) return ["school", "publisher"];
  if (entryType === "manual") return ["organization", "publisher"];
  if (!["misc", "booklet", "unpublished"].includes(entryType)) return ["publisher", "organization"];
  // An address in `howpublished` would be read as the `url`, a "Poster" as the kind of work.
  const isReadOtherwise = /:\/\/|\bwww\.|^\W*posters?\b/i.test(publisher);
  return [isReadOtherwise ? "organization" : "howpublished", "organization"];
}

/** Whether plain.bst wants a `key` to sort the entry by, since it has nobody to name. */
export function needsSortKey(entryType: string, fields: ReadonlySet<string>): boolean {
  const makers: Record<string, readonly string[]> = {
    book: ["author", "editor"],
    inbook: ["author", "editor"],
    manual: ["author", "organization"],
    proceedings: ["editor", "organization"],
  };
  return !(makers[entryType] ?? ["author"]).some((name) => fields.has(name));
}

// In: a Publication. Out: its BibTeX entry in our own spelling, which BibTeX and biber both read.

/**
 * The BibTeX entry of a work, ending in a line break, for papers entered as Markdown and for sites that give the
 * normalized form. Its entry type is one that BibTeX's standard styles know and says what the work is; `entrysubtype`
 * holds the CSL type where the entry type says less. A fact that the type has no field for is written all the same, and
 * so is what the author wrote besides the record; fields that say nothing of the work are not, unless the site's owner
 * wants them (`allowed`). Never throws.
 */
export function publicationToBibtex(publication: Publication, allowed: BibtexFields = standardFields): string {
  return entryToBibtex(bibtexEntry(publication, allowed));
}

/** An entry as it is written: the values of its fields in their braces, or macros. */
export interface BibtexEntry {
  readonly entryType: string;
  readonly key: string;
  readonly fields: readonly BibtexField[];
}

export const entryToBibtex = ({ entryType, key, fields }: BibtexEntry): string =>
  `@${entryType}{${key},\n${fields.map(([name, value]) => `  ${name} = ${value},\n`).join("")}}\n`;

/** The entry of a work by BibTeX's names; see `publicationToBibtex`. */
export function bibtexEntry(publication: Publication, allowed: BibtexFields): BibtexEntry {
  const entryType = classicTypeOf(publication);
  const written = fieldsOf(publication, entryType);
  const { hide } = allowed;
  const own = [
    ...(hide.length === 0 ? written : written.filter(([name]) => isForVisitors(name, { show: [name], hide }))),
    ...extraFieldsOf(publication, entryType, namesOf(written), allowed),
  ];
  return { entryType, key: bibtexKey(publication.key), fields: own };
}

/** A citation key without what BibTeX or biber would stop at; an empty one is "untitled". */
export function bibtexKey(key: string): string {
  return key.replace(/[\s"#%'(),={}~\\@]+/g, "_") || "untitled";
}

const namesOf = (fields: readonly BibtexField[]): ReadonlySet<string> => new Set(fields.map(([name]) => name));

/** What the writers of single parts ask of the whole entry. */
interface EntryForm {
  readonly entryType: string;
  readonly named: NameField;
  /** Whether the author's own words stand under a name among the other fields. */
  readonly isWritten: (name: string) => boolean;
  /** Whether the status stands in the place of the year. */
  readonly isYearless: boolean;
}

/** Several fields, of which those without a value are left out. */
type SeveralFields = readonly (readonly [name: string, value: string | undefined])[];

/** What a part is written as: its value, without braces, where the table names one field, else the fields. */
type WrittenAs<Names> = SeveralFields | (Names extends `${string} ${string}` ? never : string | undefined);

/** All parts with fields of their own, in the order in which they are written. */
const bibtexWriters: {
  readonly [Part in PartIn<"bibtex">]: (
    publication: Publication,
    form: EntryForm,
  ) => WrittenAs<(typeof fields)[Part]["bibtex"]>;
} = {
  author: ({ author, authorsTruncated }) => [
    ["author", namesToBibtex(author, authorsTruncated)],
    ["author+an", annotationsToBibtex(author)],
    ["author+an:orcid", orcidsToBibtex(author)],
    ["author+an:role", rolesToBibtex(author)],
  ],
  editor: ({ editor, editorsTruncated }) => [
    ["editor", namesToBibtex(editor, editorsTruncated)],
    ["editor+an", annotationsToBibtex(editor)],
  ],
  collaboration: ({ collaboration }) => latex(collaboration),
  translator: ({ translator, translatorsTruncated }) => namesToBibtex(translator, translatorsTruncated === true),
  containerAuthor: ({ containerAuthor, containerAuthorsTruncated }) =>
    namesToBibtex(containerAuthor, containerAuthorsTruncated === true),
  holder: ({ holder, holdersTruncated }) => namesToBibtex(holder, holdersTruncated === true),
  title: ({ title }) => richTextToLatex(title),
  titleAddon: ({ titleAddon }) => richTextToLatex(titleAddon),
  titleShort: ({ titleShort }) => latex(titleShort),
  containerTitle: ({ containerTitle }, { entryType, named }) => [
    [named(containerField(entryType)), latex(containerTitle)],
  ],
  containerTitleAddon: ({ containerTitleAddon }, { entryType, named }) => [
    [addonField(named(containerField(entryType))), latex(containerTitleAddon)],
  ],
  // The name of a conference that stands in `booktitle`, beside a journal, is there among the other fields.
  eventTitle: ({ eventTitle, extra }) =>
    extra.some(({ fills }) => fills === "eventTitle") ? undefined : latex(eventTitle),
  eventDate: ({ eventDate }) => eventDate && dateToEdtf(eventDate),
  eventPlace: ({ eventPlace }) => latex(eventPlace),
  collectionTitle: ({ collectionTitle }) => latex(collectionTitle),
  volume: ({ volume }) => latex(volume),
  part: ({ part }) => latex(part),
  // plain.bst wants a volume around a number.
  issue: ({ issue, volume }, { entryType }) => [[entryType === "article" && volume ? "number" : "issue", latex(issue)]],
  number: ({ number }, { entryType }) => [[entryType === "article" ? "eid" : "number", latex(number)]],
  articleNumber: ({ articleNumber }) => latex(articleNumber),
  edition: ({ edition }) => latex(edition),
  version: ({ version }) => latex(version),
  chapter: ({ chapter }) => latex(chapter),
  page: ({ page }) => latex(page)?.replaceAll("–", "--"),
  // BibLaTeX has the number of pages of a whole alone; ACM's styles have it of all.
  numberOfPages: ({ numberOfPages }, { entryType }) => [
    [hasPageTotal(entryType) ? "pagetotal" : "numpages", latex(numberOfPages)],
  ],
  publisher: ({ publisher }, { entryType, named }) => [
    [named(...publisherFields(entryType, publisher ?? "")), listItem(publisher)],
  ],
  publisherPlace: ({ publisherPlace, jurisdiction }) =>
    [...jurisdiction.map(countryKey), listItem(publisherPlace)].filter(Boolean).join(" and "),
  genre: (publication, { entryType }) => latex(genreToWrite(publication, entryType)),
  issued: ({ issued }, { isWritten }) => issuedToBibtex(issued, isWritten),
  status: ({ status = "" }, { isYearless }) => [
    ["year", isYearless ? status : undefined],
    ["pubstate", keyOfStatus(status) ?? latex(status)],
  ],
  note: ({ note }) => (isProgramsNote(richTextToPlain(note)) ? undefined : richTextToLatex(note)),
  doi: ({ doi }) => doi && verbatim(doi),
  isbn: ({ isbn }) => latex(isbn),
  issn: ({ issn }) => latex(issn),
  // BibLaTeX has no field for a PMID but this (3.14.7), nor one for a PMCID.
  eprint: ({ eprint, pmid }) => [
    ["eprint", eprint ? verbatim(eprint.id) : pmid],
    ["archiveprefix", eprint ? latex(eprint.archive) : pmid && "pubmed"],
    ["primaryclass", latex(eprint?.class)],
  ],
  pmid: ({ pmid, eprint }) => [["pmid", eprint && pmid]],
  pmcid: ({ pmcid, eprint }) => (eprint?.archive === "PMC" && eprint.id === pmcid ? undefined : pmcid),
  // A second address stands in the author's own words.
  url: ({ url }, { isWritten }) => (isWritten("url") ? undefined : url && verbatim(url)),
  accessed: ({ accessed }) => accessed && dateToEdtf(accessed),
  originalDate: ({ originalDate }) => originalDate && dateToEdtf(originalDate),
  language: ({ language }) => language && (babelNameOf(language) ?? language),
  keywords: ({ keywords }) => keywords.map(keywordToBibtex).join(", "),
  abstract: ({ abstract }) => richTextToLatex(abstract),
  // An address is no key.
  aliases: ({ aliases }) =>
    aliases
      .filter((one) => !/^[/#]|:\/\//.test(one))
      .map(bibtexKey)
      .join(", "),
  // What the author wrote as `related` is among the other fields, as it was.
  versions: ({ versions }, { isWritten }) =>
    isWritten("related") || versions[0] === noVersions ? undefined : versions.map(bibtexKey).join(", "),
  type: (publication, { entryType }) => subtypeToWrite(publication, entryType),
};

const bibtexParts = Object.keys(bibtexWriters) as PartIn<"bibtex">[];

/** All fields but the author's unknown ones, in the order in which they are written. */
function fieldsOf(publication: Publication, entryType: string): readonly BibtexField[] {
  const { extra, issued, status = "" } = publication;
  const isWritten = (name: string) => extra.some((field) => field.name === name);
  const named = fieldNamer(entryType, extra);
  const isYearless = issued === undefined && keyOfStatus(status) !== undefined;
  const form: EntryForm = { entryType, named, isWritten, isYearless };
  const written: BibtexField[] = [];
  for (const part of bibtexParts) {
    const value = bibtexWriters[part](publication, form);
    // Those of dates have their braces, or are macros without any, and the names that BibTeX and biber agree on.
    if (part === "issued") written.push(...(value as readonly BibtexField[]));
    else if (typeof value === "string") addField(written, named(fields[part].bibtex), value);
    else for (const [name, one] of value ?? []) addField(written, named(name), one);
  }
  const lacksKey = needsSortKey(entryType, namesOf(written)) && !isWritten("key") && !isWritten("sortkey");
  return lacksKey ? [...written, ["key", `{${bibtexKey(publication.key)}}`]] : written;
}

/** Whether BibLaTeX counts the pages of works of a type. */
const hasPageTotal = (entryType: string): boolean => !/^in|^article$|^misc$|^unpublished$/.test(entryType);

const latex = (text: string | undefined): string | undefined => text && plainToLatex(text);

/** One item of a literal list, which BibLaTeX would split at an "and". */
function listItem(text: string | undefined): string | undefined {
  return text && /\sand\s/i.test(text) ? `{${plainToLatex(text)}}` : latex(text);
}

/** A value in braces, where there is one. */
function addField(written: BibtexField[], name: string, value: string | undefined): void {
  if (value) written.push([name, `{${value}}`]);
}

/** BibLaTeX's key for a country (manual 4.9.2.18): "countryus". */
const countryKey = (code: string): string => `country${code === "GB" ? "uk" : code.toLowerCase()}`;

/** The genre where the entry type does not imply it; a thesis or report without one gets the plain word, not "PhD". */
function genreToWrite({ type, genre }: Publication, entryType: string): string | undefined {
  const implied = findEntryType(entryType).genre;
  if (implied === undefined) return genre;
  return genre === implied ? undefined : (genre ?? (type === "thesis" ? "Thesis" : "Report"));
}

/** The CSL type, where a reader of the entry would come to another. */
function subtypeToWrite(publication: Publication, entryType: string): string | undefined {
  const { type, eprint, containerTitle, eventTitle, genre, page, volume } = publication;
  const subtype = publication.extra.find((field) => field.name === "entrysubtype")?.value;
  const evidence = { archive: eprint?.archive, containerTitle, eventTitle, genre, page, volume };
  const readAs = (named?: string) => refineType(findEntryType(entryType).type, { ...evidence, subtype: named });
  return readAs(subtype) === type ? subtype : type;
}

/** A keyword with the characters at which keywords are split stands in braces. */
function keywordToBibtex(keyword: string): string {
  return /[,;]/.test(keyword) ? `{${plainToLatex(keyword)}}` : plainToLatex(keyword);
}

/** What else is for visitors of the author's fields, as written where BibTeX can read that. */
function extraFieldsOf(
  { extra, source }: Publication,
  entryType: string,
  written: ReadonlySet<string>,
  allowed: BibtexFields,
): readonly BibtexField[] {
  const seen = new Set(written);
  return extra.flatMap(({ name, value }) => {
    // BibLaTeX's name, which to BibTeX's theses is none.
    const isSchool = name === "institution" && written.has("publisher") && entryType.endsWith("thesis");
    const field = isSchool ? "school" : name.toLowerCase();
    if (seen.has(field) || value === "" || !isForVisitors(field, allowed) || !/^[a-z][\w+:.-]*$/.test(field)) return [];
    seen.add(field);
    const asWritten = source.format === "bibtex" && isWhole(value);
    return [[field, `{${asWritten ? value : plainToLatex(value)}}`] as const];
  });
}

/**
 * The BibTeX a visitor is given, block by block: the author's own text, or our export of the record where the author
 * wrote Markdown or the site wants one form for all; a known venue is then called by its full name. `fields` is what the
 * site's owner says of fields, by which the author's own text was already cut. Who wants to cite has no use for the abstract,
 * which stands on the page: it is in the author's own text alone, as far as all of that is asked for.
 */
export function bibtexBlocks(
  publication: Publication,
  form: Site["bibtex"],
  venue?: Venue,
  fields: BibtexFields = standardFields,
  extent: "whole" | "cited" = "whole",
): readonly string[] {
  const { bibtex: own, abstractInBibtex } = publication.source;
  if (own && form === "original")
    return abstractInBibtex === undefined || extent === "whole" ? own : withoutAbstract(own, abstractInBibtex);
  const cited = { ...publication, ...(venue && { containerTitle: venue.name }), abstract: [] };
  return [publicationToBibtex(cited, fields)];
}

const withoutAbstract = (
  blocks: readonly string[],
  { block, start, end }: NonNullable<Publication["source"]["abstractInBibtex"]>,
): readonly string[] => blocks.map((text, index) => (index === block ? text.slice(0, start) + text.slice(end) : text));
