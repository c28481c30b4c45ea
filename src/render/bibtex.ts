// In: a Publication. Out: its BibTeX entry in our own spelling, which BibTeX and biber both read.
import { classicTypeOf } from "../model/classic-entry-types.ts";
import { type BibtexFields, isForVisitors, standardFields } from "../model/entry-fields.ts";
import { findEntryType, refineType } from "../model/entry-types.ts";
import { isBalanced } from "../model/is-balanced.ts";
import { babelNameOf, keyOfStatus } from "../model/localization-keys.ts";
import { isProgramsNote } from "../model/program-note.ts";
import type { Publication } from "../model/publication.ts";
import { type BibtexField, dateToEdtf, issuedToBibtex } from "./bibtex-date.ts";
import {
  addonField,
  containerField,
  fieldNamer,
  type NameField,
  needsSortKey,
  publisherFields,
} from "./bibtex-field-names.ts";
import { annotationsToBibtex, namesToBibtex, orcidsToBibtex } from "./bibtex-name.ts";
import { plainToLatex, verbatim } from "./bibtex-text.ts";
import { richTextToLatex, richTextToPlain } from "./rich-text.ts";

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
    ["pubstate", yearless ? undefined : (keyOfStatus(status) ?? latex(status))],
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
