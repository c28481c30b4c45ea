// In: entries, raw. Out: Publications. This room judges nothing and drops nothing in silence.
import type { Diagnostic, Place, Result } from "../diagnostic/diagnostic.ts";
import { findEntryField, isSiteOnlyField, languageTagOf, statusOfKey } from "../model/entry-fields.ts";
import { entryTypeNames, findEntryType, genreOfKey, isContainerType, refineType } from "../model/entry-types.ts";
import type { Link } from "../model/link.ts";
import type { PartialDate } from "../model/partial-date.ts";
import type { Publication } from "../model/publication.ts";
import { type PublicationType, publicationTypes } from "../model/publication-type.ts";
import type { PlacedField, ReadPublication } from "../model/read-publication.ts";
import type { RichText } from "../model/rich-text.ts";
import { nearestName } from "../parse/check-fields.ts";
import { type ParsedField, placeInField } from "../parse/entry.ts";
import { placeAt } from "../read/source-file.ts";
import { parseDate, parseYearMonthDay } from "./dates.ts";
import { FieldReader } from "./field-reader.ts";
import { aliasesOf, type InheritedEntry } from "./inherit.ts";
import { joinRichTitles, joinTitles } from "./join-titles.ts";
import { splitKeywords } from "./keywords.ts";
import type { MacroDefinition } from "./latex.ts";
import { type ParsedNames, parseNames } from "./names.ts";
import { normalizePages } from "./pages.ts";
import { protectCapitals } from "./protect-capitals.ts";
import { readLinks } from "./read-links.ts";
import { findStatus } from "./status-words.ts";
import { visitorBibtex } from "./visitor-bibtex.ts";

/** Makes an entry a publication; `ownFields` are the fields it has without its parents. */
export function normalizeEntry(
  entry: InheritedEntry,
  ownFields: readonly ParsedField[],
  macros: ReadonlyMap<string, MacroDefinition>,
): Result<ReadPublication> {
  const start = placeAt(entry.file, entry.start);
  const found = typeOf(entry);
  const reader = new FieldReader(entry.key, entry.fields, found.type, macros);
  if (!found.known) reader.diagnostics.push(unknownType(entry, start));

  const links = readLinks(entry, reader);
  const containerTitle = containerOf(reader);
  const type = refineType(found.type, {
    subtype: reader.plain(reader.named("entrysubtype")),
    archive: links.eprint?.archive,
    containerTitle,
    eventTitle: reader.plain(reader.named("eventtitle")),
  });
  const note = noteOf(reader);
  const { issued, status } = issuedOf(reader);
  const author = namesOf(reader, "author");
  const editor = namesOf(reader, "editor");
  const record: Omit<Publication, "extra"> = {
    key: entry.key,
    aliases: aliasesOf(entry),
    type,
    ...optional("entryType", entry.type || undefined),
    ...optional("genre", genreOf(reader) ?? found.genre),
    title: titleOf(reader),
    ...text(reader, "titleShort"),
    author: author.names,
    authorsTruncated: author.truncated,
    editor: editor.names,
    editorsTruncated: editor.truncated,
    translator: namesOf(reader, "translator").names,
    ...optional("issued", issued),
    ...date(reader, "accessed"),
    ...date(reader, "eventDate"),
    ...date(reader, "originalDate"),
    ...optional("status", status),
    ...optional("containerTitle", containerTitle),
    ...text(reader, "collectionTitle"),
    ...text(reader, "eventTitle"),
    ...text(reader, "eventPlace"),
    ...optional("publisher", publisherOf(reader, links.url)),
    ...text(reader, "publisherPlace"),
    ...text(reader, "volume"),
    ...text(reader, "issue"),
    ...text(reader, "number"),
    ...text(reader, "edition"),
    ...text(reader, "version"),
    ...text(reader, "chapter"),
    ...optional("page", pagesOf(reader)),
    ...text(reader, "numberOfPages"),
    ...optional("doi", links.doi),
    ...optional("eprint", links.eprint),
    ...optional("pmid", links.pmid),
    ...optional("pmcid", links.pmcid),
    ...optional("isbn", links.isbn),
    ...optional("issn", links.issn),
    ...optional("url", links.url),
    ...optional("language", languageOf(reader)),
    note,
    abstract: reader.rich(reader.filling("abstract")[0]?.field, true),
    keywords: wordsOf(reader, "keywords"),
    collections: wordsOf(reader, "collections"),
    ...text(reader, "distinction"),
    selected: /^(true|yes|1)$/i.test(reader.filling("selected")[0]?.field.value.trim() ?? ""),
    ...optional("order", orderOf(reader)),
    links: links.links,
    source: {
      format: entry.format,
      ...(entry.format === "bibtex" ? { bibtex: visitorBibtex(entry, ownFields) } : {}),
      ...start,
    },
  };
  const publication = { ...record, extra: extraOf(entry, found.type, reader, record) };
  return {
    value: {
      publication,
      isParent: entry.isParent,
      places: new Map([...placesOf(entry, found.type), ...links.places]),
    },
    diagnostics: reader.diagnostics,
  };
}

/** Whether an entry stands for a work: `@xdata` and `@set` do not. */
export function isWork(entry: { readonly type: string }): boolean {
  return !isContainerType(entry.type);
}

function optional<Name extends keyof Publication>(name: Name, value: Publication[Name] | undefined) {
  return (value === undefined ? {} : { [name]: value }) as { readonly [one in Name]?: NonNullable<Publication[Name]> };
}

type TextField = {
  [Name in keyof Publication]-?: Publication[Name] extends string | undefined ? Name : never;
}[keyof Publication];

/** The first of the fields that fill a text; what the others hold goes to `extra`. */
function text<Name extends TextField>(reader: FieldReader, target: Name) {
  const known = reader.filling(target)[0];
  if (!known) return {};
  const value = known.row.kind === "list" ? reader.list(known.field) : reader.plain(known.field);
  return optional(target, value as Publication[Name] | undefined);
}

function typeOf(entry: InheritedEntry): ReturnType<typeof findEntryType> {
  if (entry.type !== "") {
    const found = findEntryType(entry.type);
    const csl = publicationTypes.find((type) => type === entry.type);
    return found.known || !csl || entry.format === "bibtex" ? found : { type: csl, known: true };
  }
  const has = (name: string) => entry.fields.some((field) => field.name === name);
  let type: PublicationType = "document";
  if (has("journaltitle") || has("journal")) type = "article-journal";
  else if (has("booktitle")) type = "paper-conference";
  else if (has("arxiv") || has("eprint")) type = "article";
  else if (has("school")) type = "thesis";
  else if (has("institution")) type = "report";
  else if (has("isbn") || has("publisher")) type = "book";
  return { type, known: true };
}

function titleOf(reader: FieldReader): RichText {
  const part = (name: string) => {
    const field = reader.filling("title").find(({ row }) => row.name === name)?.field;
    return field?.format === "markdown" ? protectCapitals(reader.rich(field)) : reader.rich(field);
  };
  return joinRichTitles(part("title"), part("subtitle"));
}

/** The names of the fields the container's title comes from: the journal's, else the book's, else those of its volumes. */
function containerFields(reader: FieldReader): readonly string[] {
  const has = (name: string) => reader.filling("containerTitle").some(({ row }) => row.name === name);
  for (const [title, subtitle] of [
    ["journaltitle", "journalsubtitle"],
    ["booktitle", "booksubtitle"],
    ["maintitle", "mainsubtitle"],
  ] as const) {
    if (has(title)) return [title, subtitle];
  }
  return [];
}

function containerOf(reader: FieldReader): string | undefined {
  const [title, subtitle] = containerFields(reader).map((name) =>
    reader.plain(reader.filling("containerTitle").find(({ row }) => row.name === name)?.field),
  );
  return title === undefined ? undefined : joinTitles(title, subtitle);
}

function noteOf(reader: FieldReader): RichText {
  const notes = reader
    .filling("note")
    .map(({ field }) => reader.rich(field))
    .filter((note) => note.length > 0);
  return notes.flatMap((note, index): RichText => (index === 0 ? note : [{ kind: "text", value: ". " }, ...note]));
}

function genreOf(reader: FieldReader): string | undefined {
  const genre = reader.plain(reader.filling("genre")[0]?.field);
  return genre === undefined ? undefined : genreOfKey(genre);
}

function publisherOf(reader: FieldReader, url: string | undefined): string | undefined {
  for (const { row, field } of reader.filling("publisher")) {
    // `howpublished` is where classic BibTeX puts an address, which `readLinks` has taken.
    if (row.name === "howpublished" && url !== undefined && /\\url|\\href|https?:|www\./.test(field.value)) continue;
    const value = row.kind === "list" ? reader.list(field) : reader.plain(field);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The date, from `date` or else `year`, `month` and `day`, and the status that stands there, in `pubstate` or the note. */
function issuedOf(reader: FieldReader): { issued?: PartialDate | undefined; status?: string | undefined } {
  const fields = reader.filling("issued");
  const byName = (name: string) => fields.find(({ row }) => row.name === name)?.field;
  const dateField = byName("date");
  const yearField = byName("year");
  const plainValue = (name: string) => byName(name)?.value;
  const { value: issued, problems } = dateField
    ? parseDate(dateField.value)
    : parseYearMonthDay(plainValue("year"), plainValue("month"), plainValue("day"));
  const told = dateField ?? yearField ?? fields[0]?.field;
  if (told) reader.tell(told, problems);

  const stated = reader.plain(reader.filling("status")[0]?.field);
  const note = reader.filling("note")[0];
  const status =
    (stated === undefined ? undefined : (findStatus(stated) ?? statusOfKey(stated))) ??
    (issued?.literal === undefined ? undefined : findStatus(issued.literal)) ??
    (note ? findStatus(reader.plain(note.field) ?? "") : undefined);
  // "in press" where the year should be is the status, and no date.
  const isWordsOnly = issued?.literal !== undefined && !issued.start && !issued.end;
  return { issued: isWordsOnly && findStatus(issued.literal ?? "") !== undefined ? undefined : issued, status };
}

function date(reader: FieldReader, target: "accessed" | "eventDate" | "originalDate") {
  const field = reader.filling(target)[0]?.field;
  if (!field) return {};
  const { value, problems } = parseDate(field.value);
  reader.tell(field, problems);
  return optional(target, value);
}

function namesOf(reader: FieldReader, target: "author" | "editor" | "translator"): ParsedNames {
  const field = reader.filling(target)[0]?.field;
  if (!field) return { names: [], truncated: false, problems: [] };
  const annotations = reader.named(`${field.name}+an`)?.value;
  const names = parseNames(field.value, {
    macros: reader.macros,
    markdown: field.format === "markdown",
    ...(annotations === undefined ? {} : { annotations }),
  });
  reader.tell(field, names.problems);
  return names;
}

function pagesOf(reader: FieldReader): string | undefined {
  const field = reader.filling("page")[0]?.field;
  return (field && normalizePages(reader.plain(field) ?? "")) || undefined;
}

/** BCP 47 from `langid` or `language`: a name babel knows, or a tag. Other words are kept in `extra`. */
function languageOf(reader: FieldReader): string | undefined {
  for (const { field } of reader.filling("language")) {
    const value = reader.plain(field) ?? "";
    const tag =
      languageTagOf(value) ??
      (/^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i.test(value) ? value.replaceAll("_", "-") : undefined);
    if (tag !== undefined) return tag;
  }
  return undefined;
}

function wordsOf(reader: FieldReader, target: "keywords" | "collections"): readonly string[] {
  return reader
    .filling(target)
    .filter(({ field }) => field.name !== "groups")
    .flatMap(({ field }) => splitKeywords(field.value))
    .filter((word, index, words) => words.indexOf(word) === index);
}

function orderOf(reader: FieldReader): number | undefined {
  const value = reader.filling("order")[0]?.field.value.trim() ?? "";
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** Parts of the record that several fields make up together, and those whose value must not come back unchecked. */
const madeOfSeveral: ReadonlySet<PlacedField> = new Set([
  "title",
  "note",
  "issued",
  "collections",
  "eprint",
  "links",
  "url",
  "selected",
  "order",
]);

/**
 * The fields that no variable stands for, those whose place in the record another one took, and those that were not
 * understood, as the author wrote them.
 */
function extraOf(
  entry: InheritedEntry,
  type: PublicationType,
  reader: FieldReader,
  record: Omit<Publication, "extra">,
): Publication["extra"] {
  const container = containerFields(reader);
  const isExtra = ({ name, value }: ParsedField): boolean => {
    if (
      value.trim() === "" ||
      isSiteOnlyField(name) ||
      /^(crossref|xdata|ids|(author|editor|translator)s?\+an)$/.test(name)
    )
      return false;
    // What plain BibTeX styles sort by where there is no author says nothing new.
    if (name === "key" && value === entry.key) return false;
    // A subtype that names a type is the type.
    if (name === "entrysubtype") return refineType("book", { subtype: value }) === "book" && value !== "book";
    const row = findEntryField(name, type);
    if (!row?.field) return true;
    if (row.field === "containerTitle") return !container.includes(row.name);
    if (row.field === "eprint") return record.eprint === undefined;
    if (madeOfSeveral.has(row.field)) return false;
    return record[row.field as keyof typeof record] === undefined || reader.filling(row.field)[0]!.field.name !== name;
  };
  return entry.fields.filter(isExtra).map(({ name, value }) => ({ name, value: value.replace(/\s+/g, " ").trim() }));
}

function placesOf(entry: InheritedEntry, type: PublicationType): ReadonlyMap<PlacedField | Link, Place> {
  const places = new Map<PlacedField | Link, Place>();
  for (const field of entry.fields) {
    const target = findEntryField(field.name, type)?.field ?? (field.name === "links" ? "links" : undefined);
    if (target && !places.has(target)) places.set(target, placeInField(field));
  }
  return places;
}

function unknownType(entry: InheritedEntry, start: Place): Diagnostic {
  const nearest = nearestName(entry.type, entryTypeNames);
  const typeName = entry.format === "bibtex" ? `@${entry.type}` : `"${entry.type}"`;
  return {
    code: "normalize/unknown-type",
    severity: "warning",
    message: `The entry type ${typeName} is not known, so the paper is shown as a document; its fields are kept.`,
    hint: nearest
      ? `did you mean ${nearest}?`
      : "use a type that BibLaTeX knows, such as article, inproceedings, book, thesis, report or misc.",
    key: entry.key,
    ...start,
  };
}
