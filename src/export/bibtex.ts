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
import { annotationsToBibtex, namesToBibtex, orcidsToBibtex } from "../record/names/bibtex-name.ts";
import type { ExtraField, Publication } from "../record/publication.ts";
import type { Site, Venue } from "../record/site-settings.ts";
import { plainToLatex, richTextToLatex, verbatim } from "../text/latex/rich-text-latex.ts";
import { isBalanced } from "../text/latex/verbatim.ts";
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
  const entryType = classicTypeOf(publication);
  const fields = fieldsOf(publication, entryType);
  const lines = [
    ...fields.filter(([name]) => isForVisitors(name, { show: [name], hide: allowed.hide })),
    ...extraFieldsOf(publication, entryType, namesOf(fields), allowed),
  ];
  return `@${entryType}{${bibtexKey(publication.key)},\n${lines.map(([name, value]) => `  ${name} = ${value},\n`).join("")}}\n`;
}

/** A citation key without what BibTeX or biber would stop at; an empty one is "untitled". */
export function bibtexKey(key: string): string {
  return key.replace(/[\s"#%'(),={}~\\@]+/g, "_") || "untitled";
}

const namesOf = (fields: readonly BibtexField[]): ReadonlySet<string> => new Set(fields.map(([name]) => name));

/** All fields but the author's unknown ones, in the order in which they are written. */
function fieldsOf(publication: Publication, entryType: string): readonly BibtexField[] {
  const { author, editor, eprint, issued, pmid, extra } = publication;
  const serial = entryType === "article";
  const isWritten = (name: string) => extra.some((field) => field.name === name);
  const named = fieldNamer(entryType, extra);
  const container = named(containerField(entryType));
  const fields: [name: string, value: string | undefined][] = [
    ["author", namesToBibtex(author, publication.authorsTruncated)],
    ["author+an", annotationsToBibtex(author)],
    ["author+an:orcid", orcidsToBibtex(author)],
    ["editor", namesToBibtex(editor, publication.editorsTruncated)],
    ["editor+an", annotationsToBibtex(editor)],
    ["collaboration", latex(publication.collaboration)],
    ["translator", namesToBibtex(publication.translator, publication.translatorsTruncated === true)],
    ["bookauthor", namesToBibtex(publication.containerAuthor, publication.containerAuthorsTruncated === true)],
    ["holder", namesToBibtex(publication.holder, publication.holdersTruncated === true)],
    ["title", richTextToLatex(publication.title)],
    ["titleaddon", richTextToLatex(publication.titleAddon)],
    ["shorttitle", latex(publication.titleShort)],
    [container, latex(publication.containerTitle)],
    [addonField(container), latex(publication.containerTitleAddon)],
    // The name of a conference that stands in `booktitle`, beside a journal, is there among the other fields.
    ["eventtitle", extra.some(({ fills }) => fills === "eventTitle") ? undefined : latex(publication.eventTitle)],
    ["eventdate", publication.eventDate && dateToEdtf(publication.eventDate)],
    ["venue", latex(publication.eventPlace)],
    ["series", latex(publication.collectionTitle)],
    ["volume", latex(publication.volume)],
    ["part", latex(publication.part)],
    // plain.bst wants a volume around a number.
    [serial && publication.volume ? "number" : "issue", latex(publication.issue)],
    [serial ? "eid" : "number", latex(publication.number)],
    ["eid", latex(publication.articleNumber)],
    ["edition", latex(publication.edition)],
    ["version", latex(publication.version)],
    ["chapter", latex(publication.chapter)],
    ["pages", latex(publication.page)?.replaceAll("–", "--")],
    // BibLaTeX has the number of pages of a whole alone; ACM's styles have it of all.
    [hasPageTotal(entryType) ? "pagetotal" : "numpages", latex(publication.numberOfPages)],
    [named(...publisherFields(entryType, publication.publisher ?? "")), listItem(publication.publisher)],
    [
      "address",
      [...publication.jurisdiction.map(countryKey), listItem(publication.publisherPlace)].filter(Boolean).join(" and "),
    ],
    ["type", latex(genreToWrite(publication, entryType))],
  ];
  const status = publication.status ?? "";
  const yearless = issued === undefined && keyOfStatus(status) !== undefined;
  const rest: [name: string, value: string | undefined][] = [
    ["pubstate", keyOfStatus(status) ?? latex(status)],
    ["note", isProgramsNote(richTextToPlain(publication.note)) ? undefined : richTextToLatex(publication.note)],
    ["doi", publication.doi && verbatim(publication.doi)],
    ["isbn", latex(publication.isbn)],
    ["issn", latex(publication.issn)],
    // BibLaTeX has no field for a PMID but this (3.14.7), nor one for a PMCID.
    ["eprint", eprint ? verbatim(eprint.id) : pmid],
    ["archiveprefix", eprint ? latex(eprint.archive) : pmid && "pubmed"],
    ["primaryclass", latex(eprint?.class)],
    ["pmid", eprint && pmid],
    ["pmcid", eprint?.archive === "PMC" && eprint.id === publication.pmcid ? undefined : publication.pmcid],
    // A second address stands in the author's own words.
    ["url", isWritten("url") ? undefined : publication.url && verbatim(publication.url)],
    ["urldate", publication.accessed && dateToEdtf(publication.accessed)],
    ["origdate", publication.originalDate && dateToEdtf(publication.originalDate)],
    ["langid", publication.language && (babelNameOf(publication.language) ?? publication.language)],
    ["keywords", publication.keywords.map(keywordToBibtex).join(", ")],
    ["abstract", richTextToLatex(publication.abstract)],
    ["ids", publication.aliases.map(bibtexKey).join(", ")],
    // What the author wrote as `related` is among the other fields, as it was.
    ["related", isWritten("related") ? undefined : publication.versions.map(bibtexKey).join(", ")],
    ["entrysubtype", subtypeToWrite(publication, entryType)],
  ];
  const written = [
    ...inBraces(fields, named),
    ...issuedToBibtex(issued, isWritten),
    ...(yearless ? inBraces([["year", status]], named) : []),
    ...inBraces(rest, named),
  ];
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

/** The fields that have a value, in braces. */
function inBraces(
  fields: readonly (readonly [name: string, value: string | undefined])[],
  named: NameField,
): readonly BibtexField[] {
  return fields.flatMap(([name, value]) => (value ? [[named(name), `{${value}}`] as const] : []));
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
  const { type, eprint, containerTitle, eventTitle, genre, page } = publication;
  const subtype = publication.extra.find((field) => field.name === "entrysubtype")?.value;
  const evidence = { archive: eprint?.archive, containerTitle, eventTitle, genre, page };
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
    const asWritten = source.format === "bibtex" && isBalanced(value);
    return [[field, `{${asWritten ? value : plainToLatex(value)}}`] as const];
  });
}

/**
 * The BibTeX a visitor is given, block by block: the author's own text, or our export of the record where the author
 * wrote Markdown or the site wants one form for all; a known venue is then called by its full name. `fields` is what the
 * site's owner says of fields, by which the author's own text was already cut.
 */
export function bibtexBlocks(
  publication: Publication,
  form: Site["bibtex"],
  venue?: Venue,
  fields: BibtexFields = standardFields,
): readonly string[] {
  const own = publication.source.bibtex;
  if (own && form === "original") return own;
  // Who wants to cite has no use for the abstract, which stands on the page.
  const cited = { ...publication, ...(venue && { containerTitle: venue.name }), abstract: [] };
  return [publicationToBibtex(cited, fields)];
}
