import { countryOfKey, genreOfKey, languageTagOf, seriesOfKey } from "../model/localization-keys.ts";
import type { PublicationType } from "../model/publication-type.ts";
import type { RichText } from "../model/rich-text.ts";
import type { ParsedField } from "../parse/entry.ts";
import type { FieldReader } from "./field-reader.ts";
import { joinRichTitles, joinTitles } from "./join-titles.ts";
import { splitKeywords } from "./keywords.ts";
import { normalizePages } from "./pages.ts";
import { protectCapitals } from "./protect-capitals.ts";

/**
 * The names of the fields the title comes from. A whole without one is called what its parts call it, or, as a volume,
 * like the work of several volumes, whose number it has.
 */
export function titleFields(reader: FieldReader): readonly [title: string, subtitle: string] {
  const has = (name: string) => reader.named(name) !== undefined;
  if (!reader.isWhole || has("title")) return ["title", "subtitle"];
  if (has("booktitle")) return ["booktitle", "booksubtitle"];
  return has("maintitle") ? ["maintitle", "mainsubtitle"] : ["title", "subtitle"];
}

/** The title with its subtitle. */
export function titleOf(reader: FieldReader): RichText {
  const [title, subtitle] = titleFields(reader).map((name) => {
    const field = reader.named(name);
    return field?.format === "markdown" ? protectCapitals(reader.rich(field)) : reader.rich(field);
  });
  return joinRichTitles(title ?? [], subtitle ?? []);
}

/** What is printed behind the title. */
export function titleAddonOf(reader: FieldReader): RichText {
  return reader.rich(reader.named(`${titleFields(reader)[0]}addon`));
}

/** Whether the title was typed in a Markdown file, where all of it was. */
export function hasMarkdownTitle(reader: FieldReader): boolean {
  return reader.named(titleFields(reader)[0])?.format === "markdown";
}

/**
 * The names of the fields the container's title comes from: the journal's, else the book's, else those of its volumes. A
 * whole is in no book: its `booktitle` is there for its parts (btxdoc 3.2).
 */
export function containerFields(reader: FieldReader): readonly string[] {
  const [own] = titleFields(reader);
  const has = (name: string) => reader.filling("containerTitle").some(({ row }) => row.name === name);
  for (const [title, subtitle] of [
    ["journaltitle", "journalsubtitle"],
    ...(reader.isWhole ? [] : [["booktitle", "booksubtitle"] as const]),
    ["maintitle", "mainsubtitle"],
  ] as const) {
    if (has(title) && title !== own) return [title, subtitle];
  }
  return [];
}

/** What is printed behind the container's title. */
export function containerAddonOf(reader: FieldReader): string | undefined {
  const [title] = containerFields(reader);
  return reader.plain(reader.filling("containerTitleAddon").find(({ row }) => row.name === `${title}addon`)?.field);
}

/** The journal or book, with its subtitle. */
export function containerOf(reader: FieldReader): string | undefined {
  const [title, subtitle] = containerFields(reader).map((name) =>
    reader.plain(reader.filling("containerTitle").find(({ row }) => row.name === name)?.field),
  );
  return title === undefined ? undefined : joinTitles(title, subtitle);
}

/**
 * The `booktitle` of a conference paper beside the journal that it is in names the conference, as in INSPIRE's entries,
 * where no `eventtitle` does.
 */
export function conferenceField(reader: FieldReader, type: PublicationType): ParsedField | undefined {
  const isInJournal = containerFields(reader)[0] === "journaltitle";
  if (type !== "paper-conference" || !isInJournal || reader.filling("eventTitle").length > 0) return undefined;
  return reader.filling("containerTitle").find(({ row }) => row.name === "booktitle")?.field;
}

/** The conference or other event. */
export function eventTitleOf(reader: FieldReader, type: PublicationType): string | undefined {
  return reader.plain(reader.filling("eventTitle")[0]?.field ?? conferenceField(reader, type));
}

/** `note` and `addendum`, one behind the other. */
export function noteOf(reader: FieldReader): RichText {
  const notes = reader
    .filling("note")
    .map(({ field }) => reader.rich(field))
    .filter((note) => note.length > 0);
  return notes.flatMap((note, index): RichText => (index === 0 ? note : [{ kind: "text", value: ". " }, ...note]));
}

/** The kind of a thesis or report, in words where BibLaTeX has a key for it. */
export function genreOf(reader: FieldReader): string | undefined {
  const genre = reader.plain(reader.filling("genre")[0]?.field);
  return genre === undefined ? undefined : genreOfKey(genre);
}

/** The series, in words where BibLaTeX has a key for it. */
export function seriesOf(reader: FieldReader): string | undefined {
  const series = reader.plain(reader.filling("collectionTitle")[0]?.field);
  return series === undefined ? undefined : seriesOfKey(series);
}

/** The publisher, institution or organization, or the words of `howpublished`; `url` is the address that was read. */
export function publisherOf(reader: FieldReader, url: string | undefined): string | undefined {
  for (const { row, field } of reader.filling("publisher")) {
    // `howpublished` is where classic BibTeX puts an address, which `readLinks` has taken.
    if (row.name === "howpublished" && url !== undefined && /\\url|\\href|https?:|www\./.test(field.value)) continue;
    // "Poster" is the genre.
    if (row.name === "howpublished" && /^\W*posters?(?: presentation)?\W*$/i.test(field.value)) continue;
    const value = row.kind === "list" ? reader.list(field) : reader.plain(field);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The place of publication, and what `location` names by BibLaTeX's keys instead of by words. */
export function placesOf(reader: FieldReader): { readonly place?: string; readonly jurisdiction: readonly string[] } {
  const known = reader.filling("publisherPlace")[0];
  if (known === undefined) return { jurisdiction: [] };
  const items = known.field.value.trim().split(/\s+and\s+/i);
  const countryOf = (item: string) => countryOfKey(/^(?:\{|\\bibstring\{)?(\w+)\}?$/.exec(item)?.[1] ?? "");
  const codes = items.flatMap((item) => countryOf(item) ?? []);
  const words = items.filter((item) => countryOf(item) === undefined).join(" and ");
  const field = codes.length === 0 ? known.field : { ...known.field, value: words };
  const place = known.row.kind === "list" ? reader.list(field) : reader.plain(field);
  return {
    ...(place === undefined ? {} : { place }),
    jurisdiction: [...new Set(codes)],
  };
}

/** The pages, with an en dash in ranges. */
export function pagesOf(reader: FieldReader): string | undefined {
  const field = reader.filling("page")[0]?.field;
  return (field && normalizePages(reader.plain(field) ?? "")) || undefined;
}

/** BCP 47 from `langid` or `language`: a name babel knows, or a tag. Other words are kept in `extra`. */
export function languageOf(reader: FieldReader): string | undefined {
  for (const { field } of reader.filling("language")) {
    const tag = languageTag(reader.plain(field) ?? "");
    if (tag !== undefined) return tag;
  }
  return undefined;
}

/** The BCP 47 tag that a text names a language by. */
export function languageTag(text: string): string | undefined {
  const value = text.trim();
  return (
    languageTagOf(value) ?? (/^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i.test(value) ? value.replaceAll("_", "-") : undefined)
  );
}

/** The words of a list, each once. */
export function wordsOf(reader: FieldReader, target: "keywords" | "collections"): readonly string[] {
  const fields = reader.filling(target).filter(({ field }) => field.name !== "groups");
  return [...new Set(fields.flatMap(({ field }) => splitKeywords(field.value)))];
}

/** The author's number for the place of a paper. */
export function orderOf(reader: FieldReader): number | undefined {
  const value = reader.filling("order")[0]?.field.value.trim() ?? "";
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}
