// In: entries, raw. Out: Publications. This room judges nothing and drops nothing in silence.
import { type Diagnostic, diagnostic, type Place, type Result } from "../../diagnostic/diagnostic.ts";
import { nearestName } from "../../diagnostic/nearest-name.ts";
import { digestOf } from "../../memory/digest.ts";
import {
  entryTypeNames,
  findEntryType,
  isContainerType,
  isPoster,
  isWholeType,
  refineType,
  type TypeEvidence,
} from "../../record/entry-types.ts";
import { type BibtexFields, findEntryField } from "../../record/fields.ts";
import type { Link } from "../../record/identifiers/link.ts";
import type { PlacedField, Publication, ReadPublication, RecordCache } from "../../record/publication.ts";
import { parts, type TextPart } from "../../record/publication-fields.ts";
import { type PublicationType, publicationTypes } from "../../record/types.ts";
import type { MacroDefinition } from "../../text/latex/latex-macros.ts";
import { placeAt } from "../files/source-file.ts";
import { keysIn, type ParsedEntry, type ParsedField, placeInField } from "../parsed-entry.ts";
import { addedOf, dateOf, issuedOf, modifiedOf, publishOnOf } from "./entry-dates.ts";
import { extraOf } from "./entry-extra.ts";
import { namesOf } from "./entry-names.ts";
import {
  abstractAndText,
  containerAddonOf,
  containerOf,
  distinctionsOf,
  eventPlaceField,
  eventTitleOf,
  genreOf,
  hasMarkdownTitle,
  languageOf,
  noteOf,
  orderOf,
  pagesOf,
  placesOf,
  publisherOf,
  seriesOf,
  titleAddonOf,
  titleOf,
  wordsOf,
} from "./entry-texts.ts";
import { FieldReader } from "./field-reader.ts";
import { aliasesOf, type InheritedEntry } from "./inherit.ts";
import { readLinks } from "./read-links.ts";
import { fundingOf, readFlag, teaserOf, versionsOf, visibilityOf } from "./site-fields.ts";
import { visitorBibtex } from "./visitor-bibtex.ts";

/** Makes an entry a publication; `ownFields` are the fields it has without its parents. */
export function normalizeEntry(
  entry: InheritedEntry,
  ownFields: readonly ParsedField[],
  macros: ReadonlyMap<string, MacroDefinition>,
  bibtexFields: BibtexFields,
): Result<Omit<ReadPublication, "digest">> {
  const start = placeAt(entry.file, entry.start);
  const found = typeOf(entry);
  const reader = new FieldReader(entry.key, entry.fields, found.type, macros, isWholeType(entry.type));
  if (!found.known) reader.diagnostics.push(unknownType(entry, start));

  const links = readLinks(entry, reader);
  const { title: containerTitle, names: containerNames } = containerOf(reader);
  const evidence: TypeEvidence = {
    subtype: reader.plain(reader.named("entrysubtype")),
    archive: links.eprint?.archive,
    containerTitle,
    eventTitle: reader.plain(reader.named("eventtitle")),
    genre: reader.named("type")?.value,
    howPublished: reader.named("howpublished")?.value,
    page: reader.named("pages")?.value,
    volume: reader.named("volume")?.value,
    journal: reader.named("journaltitle")?.value,
  };
  const type = refineType(found.type, evidence);
  const genre = genreOf(reader) ?? found.genre;
  const note = noteOf(reader);
  const { place, jurisdiction } = placesOf(reader, type);
  const forVisitors = visitorBibtex(entry, entry.format === "bibtex" ? ownFields : entry.fields, bibtexFields, macros);
  const { issued, status } = issuedOf(reader);
  const author = namesOf(reader, "author");
  const editor = namesOf(reader, "editor");
  const translator = namesOf(reader, "translator");
  const containerAuthor = namesOf(reader, "containerAuthor");
  const holder = namesOf(reader, "holder");
  const distinctions = distinctionsOf(reader);
  const record = withTexts(reader, {
    key: entry.key,
    aliases: aliasesOf(entry),
    type,
    entryType: entry.type || undefined,
    genre: isPoster(found.type, evidence) && genreOf(reader) === undefined ? "Poster" : genre,
    title: titleOf(reader),
    titleAddon: titleAddonOf(reader),
    author: author.names,
    authorsTruncated: author.truncated,
    editor: editor.names,
    editorsTruncated: editor.truncated,
    translator: translator.names,
    translatorsTruncated: translator.truncated || undefined,
    containerAuthor: containerAuthor.names,
    containerAuthorsTruncated: containerAuthor.truncated || undefined,
    holder: holder.names,
    holdersTruncated: holder.truncated || undefined,
    issued,
    accessed: dateOf(reader, "accessed"),
    eventDate: dateOf(reader, "eventDate"),
    originalDate: dateOf(reader, "originalDate"),
    status,
    containerTitle,
    containerNames,
    containerTitleAddon: containerAddonOf(reader),
    collectionTitle: seriesOf(reader),
    eventTitle: eventTitleOf(reader, type),
    eventPlace: reader.plain(eventPlaceField(reader, type)),
    publisher: publisherOf(reader, links.url),
    publisherPlace: place,
    jurisdiction,
    page: pagesOf(reader),
    doi: links.doi,
    eprint: links.eprint,
    pmid: links.pmid,
    pmcid: links.pmcid,
    isbn: links.isbn,
    issn: links.issn,
    url: links.url,
    language: languageOf(reader),
    note,
    ...abstractAndText(reader),
    summary: reader.rich(reader.filling("summary")[0]?.field),
    keywords: wordsOf(reader, "keywords"),
    collections: wordsOf(reader, "collections"),
    funding: fundingOf(reader),
    projects: keysIn(reader.named("projects")),
    versions: versionsOf(reader),
    distinction: distinctions.map(({ name }) => name).join(", ") || undefined,
    distinctions,
    publishOn: publishOnOf(reader),
    teaser: teaserOf(reader),
    teaserCaption: reader.rich(reader.filling("teaserCaption")[0]?.field),
    socialPicture: flagOf(reader, "socialPicture"),
    selected: flagOf(reader, "selected") ?? false,
    visibility: visibilityOf(reader),
    order: orderOf(reader),
    added: addedOf(reader),
    modified: modifiedOf(reader),
    links: links.links,
    source: {
      format: entry.format,
      ...(entry.format === "bibtex" && hasMarkdownTitle(reader) ? { hasMarkdownTitle: true } : {}),
      ...(entry.format === "bibtex" && forVisitors.blocks
        ? { bibtex: forVisitors.blocks, ...(forVisitors.abstract && { abstractInBibtex: forVisitors.abstract }) }
        : {}),
      ...start,
    },
  });
  const publication = { ...record, extra: extraOf(entry, found.type, reader, record) };
  return {
    value: {
      publication,
      isParent: entry.isParent,
      leftOut: entry.format === "bibtex" ? forVisitors.leftOut : [],
      places: new Map([...placesOfFields(entry, found.type), ...links.places]),
    },
    diagnostics: reader.diagnostics,
  };
}

/** Whether an entry stands for a work: `@xdata` and `@set` do not. */
export function isWork(entry: { readonly type: string }): boolean {
  return !isContainerType(entry.type);
}

/** What is read of each part in a way of its own; texts may have none. */
type ReadParts = {
  readonly [Part in Exclude<keyof Publication, TextPart | "extra">]: Publication[Part] | undefined;
} & { readonly [Part in TextPart]?: string | undefined };

/** A record with what was read of its parts, and each other text as the first of the fields that fill it; what the others hold goes to `extra`. */
function withTexts(reader: FieldReader, read: ReadParts): Omit<Publication, "extra"> {
  const record: { [part: string]: unknown } = {};
  for (const part of parts) {
    if (part === "extra") continue;
    const value = Object.hasOwn(read, part) ? read[part] : textOf(reader, part);
    if (value !== undefined) record[part] = value;
  }
  return record as unknown as Omit<Publication, "extra">;
}

function textOf(reader: FieldReader, part: keyof Publication): string | undefined {
  const known = reader.filling(part)[0];
  return known && (known.row.kind === "list" ? reader.list(known.field) : reader.plain(known.field));
}

/** Yes or no, in the ways authors write it; undefined for other words. */
function flagOf(reader: FieldReader, target: "selected" | "socialPicture"): boolean | undefined {
  return readFlag(reader.filling(target)[0]?.field.value ?? "");
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

/** Fields that fill a part of the record in a way of their own. */
const placedAs: Readonly<Record<string, PlacedField>> = { links: "links", related: "versions" };

function placesOfFields(entry: InheritedEntry, type: PublicationType): ReadonlyMap<PlacedField | Link, Place> {
  const places = new Map<PlacedField | Link, Place>();
  for (const field of entry.fields) {
    const target = findEntryField(field.name, type)?.field ?? placedAs[field.name];
    if (target && !places.has(target)) places.set(target, placeInField(field));
  }
  return places;
}

function unknownType(entry: InheritedEntry, start: Place): Diagnostic {
  const nearest = nearestName(entry.type, entryTypeNames);
  const typeName = entry.format === "bibtex" ? `@${entry.type}` : `"${entry.type}"`;
  return diagnostic({
    code: "input/unknown-type",
    message: `The entry type ${typeName} is not known, so the paper is shown as a document; its fields are kept.`,
    hint: nearest
      ? `did you mean ${entry.format === "bibtex" ? "@" : "type: "}${nearest}?`
      : "use a type that BibLaTeX knows, such as article, inproceedings, book, thesis, report or misc.",
    key: entry.key,
    ...start,
  });
}

// An entry that was read before and has not changed since is not read again, also where it has moved in its file.

/** What all entries of a site are read with. */
export interface NormalizeOptions {
  readonly macros: ReadonlyMap<string, MacroDefinition>;
  /** The digest of the text from which the macros were read. */
  readonly macrosDigest: string;
  /** What the site's owner says of the BibTeX that visitors copy. */
  readonly bibtexFields: BibtexFields;
  readonly cache: RecordCache;
}

/** `normalizeEntry`, or what it gave before for an entry of the same words. */
export function normalizeOrTake(
  entry: InheritedEntry,
  ownFields: readonly ParsedField[],
  { macros, macrosDigest, bibtexFields, cache }: NormalizeOptions,
): Result<ReadPublication> {
  const { line, column } = placeAt(entry.file, entry.start);
  const digest = digestOf([
    macrosDigest,
    bibtexFields,
    column,
    entry.isParent,
    partsOf(entry),
    ...entry.parents.map(partsOf),
  ]);
  const normalize = (): Result<ReadPublication> => {
    const { value, diagnostics } = normalizeEntry(entry, ownFields, macros, bibtexFields);
    return { value: withDigest(value, digest), diagnostics };
  };
  // What was put together from several places is only taken where all of them are.
  const places = standsAlone(entry) ? undefined : entry.fields.map(({ file, start }) => placeAt(file, start));
  const name = places === undefined ? digest : digestOf([digest, line, places]);
  const known = cache.get(name);
  if (known !== undefined) return movedBy(inOneShape(known), line - known.value.publication.source.line);
  const result = normalize();
  cache.set(name, result);
  return inOneShape(result);
}

const withDigest = (
  { publication, places, isParent, leftOut }: Omit<ReadPublication, "digest">,
  digest: string,
): ReadPublication => ({ publication, places, isParent, leftOut, digest });

/** A record of which nothing is known. */
const emptyRecord = Object.fromEntries(parts.map((part) => [part, undefined]));

/**
 * What was read, with the parts that the record lacks as undefined ones. V8 finds a part of an object by the object's shape, and
 * where the records of a site have few shapes it does so several times as fast; they are not kept so, since names take room.
 */
function inOneShape({ value, diagnostics }: Result<ReadPublication>): Result<ReadPublication> {
  return { value: { ...value, publication: { ...emptyRecord, ...value.publication } }, diagnostics };
}

/** Whether all of an entry was written in one place, so that it moves as a whole. */
function standsAlone({ file, start, end, fields, parents }: InheritedEntry): boolean {
  return (
    parents.length === 0 && fields.every((field) => field.file === file && start <= field.start && field.end <= end)
  );
}

/** All that reading an entry depends on; a value that stands in the entry's own text is not said twice. */
function partsOf({ format, type, key, file, start, end, fields }: ParsedEntry): readonly unknown[] {
  return [
    [format, type, key, file.path, file.text.slice(start, end)],
    fields
      .filter((field) => field.file !== file || field.segments.some(({ fromMacro }) => fromMacro))
      .map((field) => [field.name, field.format, field.value, field.file.path, field.macroDefinitions]),
    fields.map(({ name }) => name),
  ];
}

/** What was read of an entry, with all its places so many lines further down. */
function movedBy({ value, diagnostics }: Result<ReadPublication>, lines: number): Result<ReadPublication> {
  if (lines === 0) return { value, diagnostics };
  const move = <Moved extends Place>(place: Moved): Moved => ({ ...place, line: place.line + lines });
  const { publication, places } = value;
  return {
    value: {
      ...value,
      publication: { ...publication, source: move(publication.source) },
      places: new Map([...places].map(([field, place]) => [field, move(place)])),
    },
    diagnostics: diagnostics.map(
      (one): Diagnostic => ({ ...move(one), ...(one.fix && { fix: { ...one.fix, line: one.fix.line + lines } }) }),
    ),
  };
}
