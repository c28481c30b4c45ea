import { splitOutside } from "../../record/names/name-forms.ts";
import type { Distinction } from "../../record/publication.ts";
import { type PublicationType, types } from "../../record/types.ts";
import { latexToPlain } from "../../text/latex/latex.ts";
import { countryOfKey, genreOfKey, languageTagOf, seriesOfKey } from "../../text/localization-keys.ts";
import { joinRichTitles, joinTitles, richTextToPlain } from "../../text/plain-text.ts";
import type { RichNode, RichText } from "../../text/rich-text.ts";
import type { ParsedField } from "../parsed-entry.ts";
import type { FieldReader } from "./field-reader.ts";

/** "Abstract" as papers head it, in the languages of most papers. */
const labels =
  "abstract|zusammenfassung|kurzfassung|résumé|resumé|resumen|resumo|riassunto|sommario|samenvatting|sammanfattning|" +
  "sammendrag|tiivistelmä|streszczenie|abstrakt|sažetak|rezumat|összefoglaló|özet|öz|περίληψη|аннотация|анотація|" +
  "реферат|תקציר|الملخص|ملخص|المستخلص|چکیده|सारांश|摘要|要旨|概要|抄録|초록|요약";
/** Full stops, colons and dashes, in the forms of all scripts. */
const stops = "[.:。．：—–]|\\s-(?=\\s)";

const alone = new RegExp(`^[\\[【(]?\\s*(?:${labels})\\s*[\\]】)]?\\s*(?:${stops}|-)*$`, "iu");
const heading = new RegExp(`^[\\[【(]?(?:${labels})[\\]】)]?\\s*(?:${stops})\\s*`, "iu");
const bracketed = new RegExp(`^[\\[【](?:${labels})[\\]】]\\s*`, "iu");

/** Whether a heading says "Abstract" and no more. */
export function isAbstractLabel(words: string): boolean {
  return alone.test(words.trim());
}

/**
 * An abstract, and what stands below it: in Markdown the first heading behind a beginning of another kind ends it. What begins
 * with a heading of its own ("Background") is an abstract in sections. Where the abstract is said elsewhere, all of `text` is below it.
 */
export function abstractAndText(reader: FieldReader): { readonly abstract: RichText; readonly text: RichText } {
  const [written, more] = (["abstract", "text"] as const).map((part) => reader.filling(part)[0]?.field);
  const field = written ?? more;
  const blocks = withoutAbstractLabel(reader.rich(field, true));
  if (written !== undefined && more !== undefined) return { abstract: blocks, text: reader.rich(more, true) };
  const end = field?.format === "markdown" ? blocks.findIndex(({ kind }) => kind === "heading") : -1;
  if (end <= 0) return { abstract: blocks, text: [] };
  const notes = blocks.flatMap((block) => (block.kind === "footnotes" ? block.children : []));
  const body = blocks.filter(({ kind }) => kind !== "footnotes");
  return { abstract: withOwnNotes(body.slice(0, end), notes), text: withOwnNotes(body.slice(end), notes) };
}

/** A part of a text with those of its footnotes that it has marks of, counted anew. */
function withOwnNotes(blocks: RichText, notes: RichText): RichText {
  const numbers: number[] = [];
  const renumber = (nodes: RichText): RichText =>
    nodes.map((node) => {
      if (!("children" in node)) return node;
      if (node.kind !== "footnoteReference") return { ...node, children: renumber(node.children) };
      if (!numbers.includes(node.number)) numbers.push(node.number);
      return { ...node, number: numbers.indexOf(node.number) + 1 };
    });
  if (notes.length === 0) return blocks;
  const own = renumber(blocks);
  const children = numbers.flatMap((number) => notes[number - 1] ?? []);
  return children.length === 0 ? own : [...own, { kind: "footnotes", children }];
}

/**
 * The distinctions of a work: the items of a list, each with what is said of it; in BibTeX those that semicolons part. Where
 * al-folio's `award_name` stands, `award` says for what it was given.
 */
export function distinctionsOf(reader: FieldReader): readonly Distinction[] {
  const filling = reader.filling("distinctions");
  const award = filling.find(({ row, field }) => row.name !== "award_name" && field.value.trim() !== "")?.field;
  const name = reader.plain(filling.find(({ row }) => row.name === "award_name")?.field);
  if (name !== undefined) return [{ name, text: reader.rich(award) }];
  if (award === undefined) return [];
  const pieces = award.items ?? splitOutside(award.value, ";；").map(({ text }) => text);
  return pieces.flatMap((piece, index) => {
    const words = reader.plain({ ...award, value: piece });
    const text = award.annotations?.find(({ position }) => position === index + 1)?.values[0] ?? "";
    return words === undefined ? [] : [{ name: words, text: reader.rich({ ...award, value: text }) }];
  });
}

/**
 * An abstract without the word "Abstract" at its head, since the page has a heading of its own: a paragraph or heading that
 * says no more, or the word before its colon, full stop or dash. A sentence that begins with the word stays.
 */
export function withoutAbstractLabel(blocks: RichText): RichText {
  const [first, ...rest] = blocks;
  if (first?.kind !== "paragraph" && first?.kind !== "heading") return blocks;
  if (alone.test(richTextToPlain(first.children).trim())) return rest;
  const children = withoutLabel(first.children);
  return children === first.children ? blocks : [{ ...first, children }, ...rest];
}

function withoutLabel(nodes: RichText): RichText {
  const [first, second] = nodes;
  if (first === undefined) return nodes;
  if (first.kind === "text") {
    const found = (heading.exec(first.value) ?? bracketed.exec(first.value))?.[0];
    return found !== undefined && endsLabel(found, first.value.slice(found.length), nodes.slice(1))
      ? trimmed([{ kind: "text", value: first.value.slice(found.length) }, ...nodes.slice(1)])
      : nodes;
  }
  // "**Abstract.** We show", "*Abstract*: we show"
  if (first.kind !== "strong" && first.kind !== "emphasis" && first.kind !== "smallCaps") return nodes;
  const word = richTextToPlain(first.children).trim();
  if (!alone.test(word)) return nodes;
  if (/[^\p{L}\p{M}]$/u.test(word)) return trimmed(nodes.slice(1));
  const stop = second?.kind === "text" ? new RegExp(`^\\s*(?:${stops})\\s*`, "u").exec(second.value)?.[0] : undefined;
  if (stop === undefined || second?.kind !== "text") return nodes;
  return trimmed([{ kind: "text", value: second.value.slice(stop.length) }, ...nodes.slice(2)]);
}

/** Whether a dash behind the word heads the text: what follows begins a sentence. "Abstract—like art" is one itself. */
function endsLabel(label: string, text: string, rest: RichText): boolean {
  return !/[—–-]\s*$/.test(label) || (text === "" ? rest.length > 0 : !/^\p{Ll}/u.test(text));
}

function trimmed([first, ...rest]: RichText): readonly RichNode[] {
  if (first?.kind !== "text") return first ? [first, ...rest] : rest;
  const value = first.value.replace(/^[\s]+/, "");
  return value === "" ? rest : [{ kind: "text", value }, ...rest];
}

/**
 * The keywords of a field, in the author's order: the items of a list, else split at semicolons where one stands outside of
 * braces, else at commas (biblatex manual 2.2.2 has commas, publishers' exports semicolons; full-width ones count). Each
 * is decoded once; a keyword that came before, in any case, is left out.
 */
export function keywordsIn({
  value,
  items,
  format,
}: Pick<ParsedField, "value" | "items" | "format">): readonly string[] {
  const bySemicolon = splitOutside(value, ";；");
  const pieces = bySemicolon.length > 1 ? bySemicolon : splitOutside(value, ",，、");
  const keywords = new Map<string, string>();
  for (const text of items ?? pieces.map((piece) => piece.text)) {
    const plain = latexToPlain(text, { asTyped: format === "markdown" }).value;
    const keyword = plain.replace(/\s+/g, " ").trim().normalize("NFC");
    const folded = keyword.toLowerCase();
    if (keyword && !keywords.has(folded)) keywords.set(folded, keyword);
  }
  return [...keywords.values()];
}

/**
 * Page numbers as they are shown: each range with an en dash and no space, several with a comma ("7, 41, 73–97"). One
 * hyphen is a range between plain, Roman or equally prefixed numbers ("12-34", "S1-S9"); within a compound number
 * ("C3-32") it stays. Numbers are left as typed; a text of nothing but dashes is "" (btxdoc 3, `pages`).
 */
export function normalizePages(text: string): string {
  const plain = /[\\{}$&~<`]/.test(text) ? latexToPlain(text).value : text;
  return plain
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .replace(/^ ?(?:pp?\.|pages?\b) ?/i, "")
    .split(/[,;]/)
    .map(normalizeRange)
    .filter(Boolean)
    .join(", ");
}

const hyphen = "[-\u2010\u2011]";
const dash = /(?: ?(?:--+|-?[\u2012-\u2015\u2212]-?))+ ?| [-\u2010\u2011] /g;

/** What parts a range although it is a single hyphen: first and last page are numbers of the same kind. */
const hyphenatedRange = new RegExp(
  [
    `^(\\d+)${hyphen}(\\d+)$`,
    `^([ivxlcdm]+)${hyphen}([ivxlcdm]+)$`,
    `^((?<prefix>\\p{L}+)\\d+)${hyphen}(\\k<prefix>\\d+)$`,
    `^(\\d+(?:[:.]\\d+)+)${hyphen}(\\d+(?:[:.]\\d+)+)$`,
    `^((?<chapter>[\\p{L}\\d]+)${hyphen}\\d+)${hyphen}(\\k<chapter>${hyphen}\\d+)$`,
  ]
    .map((pattern) => `(?:${pattern})`)
    .join("|"),
  "iu",
);

function normalizeRange(text: string): string {
  const range = text.replace(dash, "–").trim();
  if (/^[-–]*$/.test(range)) return "";
  if (range.length > 100) return range;
  const groups = hyphenatedRange.exec(range)?.slice(1);
  if (!groups) return range;
  // Of each pattern's groups, its first is the first page and its last the last.
  const pages = groups.filter((group) => group !== undefined);
  return `${pages[0]}–${pages.at(-1)}`;
}

/** A word whose capitals are not just its first letter: "LiT", "PaLI", "ImageNet", "GPU", "V-MoE", "3D". */
const mixedWord = /[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu;

/**
 * Protects the capitals of words that are written so by nature. Markdown has no braces for it, and a citation style that
 * lowers titles would make "LiT" into "lit"; what BibTeX's authors brace by hand is braced here by its looks.
 */
export function protectCapitals(tree: RichText): RichText {
  return tree.flatMap((node): RichText => {
    if (node.kind === "math" || node.kind === "noCase") return [node];
    if (node.kind !== "text") return [{ ...node, children: protectCapitals(node.children) }];
    const nodes: RichText[number][] = [];
    let from = 0;
    for (const { 0: word, index } of node.value.matchAll(mixedWord)) {
      if (!/[\p{L}\p{N}]\p{Lu}/u.test(word)) continue;
      if (index > from) nodes.push({ kind: "text", value: node.value.slice(from, index) });
      nodes.push({ kind: "noCase", children: [{ kind: "text", value: word }] });
      from = index + word.length;
    }
    if (from < node.value.length) nodes.push({ kind: "text", value: node.value.slice(from) });
    return nodes;
  });
}

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

/** The journal or book, with its subtitle, and what of these stands in braces. */
export function containerOf(reader: FieldReader): { readonly title?: string; readonly names: readonly string[] } {
  const trees = containerFields(reader).map((name) =>
    reader.rich(reader.filling("containerTitle").find(({ row }) => row.name === name)?.field),
  );
  const [title = "", subtitle] = trees.map((tree) => richTextToPlain(tree).trim());
  return {
    ...(title === "" ? {} : { title: joinTitles(title, subtitle || undefined) }),
    names: [...new Set(trees.flatMap(protectedIn))],
  };
}

/** The stretches of a text whose capitals are protected. */
function protectedIn(tree: RichText): readonly string[] {
  return tree.flatMap((node) => {
    if (!("children" in node)) return [];
    return node.kind === "noCase" ? richTextToPlain(node.children) : protectedIn(node.children);
  });
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

/**
 * The place of an event: BibLaTeX's `venue`, or the `location` of what stands in a book beside another `address`, as ACM's
 * entries have the conference's place beside the publisher's.
 */
export function eventPlaceField(reader: FieldReader, type: PublicationType): ParsedField | undefined {
  const places = reader.filling("publisherPlace").map(({ field }) => field);
  const location = places.find(({ name }) => name === "location");
  const isEvents =
    types[type].container === "book" &&
    places.some(({ name, value }) => name === "address" && value !== location?.value);
  return reader.filling("eventPlace")[0]?.field ?? (isEvents ? location : undefined);
}

/** The place of publication, and what `location` names by BibLaTeX's keys instead of by words. */
export function placesOf(
  reader: FieldReader,
  type: PublicationType,
): { readonly place?: string; readonly jurisdiction: readonly string[] } {
  const event = eventPlaceField(reader, type);
  const known = reader.filling("publisherPlace").find(({ field }) => field !== event);
  if (known === undefined) return { jurisdiction: [] };
  const items = known.field.value.trim().split(/(?<!\s)\s+and\s+/i);
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
  return [...new Set(fields.flatMap(({ field }) => keywordsIn(field)))];
}

/** The author's number for the place of a paper. */
export function orderOf(reader: FieldReader): number | undefined {
  const value = reader.filling("order")[0]?.field.value.trim() ?? "";
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}
