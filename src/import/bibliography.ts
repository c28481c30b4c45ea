// BibTeX files of other systems: their bytes stay, but for the fields that have another name or another place here.

import { type RawBlock, type RawField, splitBibtex } from "../input/bibtex/split-bibtex.ts";
import { sourceFile } from "../input/files/source-file.ts";
import { isKnownField, isSiteOnlyField, linkFieldLabel } from "../record/fields.ts";
import { latexToPlain } from "../text/latex/latex.ts";
import type { SourceFolder } from "./files/source-folder.ts";
import type { ImportReport } from "./import-report.ts";
import type { NewSite } from "./new-site.ts";
import { joinPath } from "./old-links.ts";
import { pageSlug } from "./text/old-text.ts";

/** What of a BibTeX file's fields is another system's. */
export interface BibliographyOptions {
  /** The folders, from the root on, in which a file named in a field lies, by the field's name; "" for those of all other fields. */
  readonly foldersOf: Readonly<Record<string, readonly string[]>>;
  /** The fields of al-folio have al-folio's meaning. */
  readonly isAlFolio?: boolean;
  readonly scholarUser?: string;
  /** The topics that entries join, by their keys in small letters. */
  readonly collectionsOf?: ReadonlyMap<string, readonly string[]>;
  /** The folder in which `<key>.pdf` is a paper's PDF. */
  readonly repository?: string;
}

/** An entry as it was written, for what else is made of a bibliography. */
export interface WrittenEntry {
  readonly key: string;
  readonly type: string;
  readonly line: number;
  /** The texts of its fields by name in small letters, without LaTeX. */
  readonly fields: ReadonlyMap<string, string>;
}

/** The fields whose texts are asked for. */
const compared: ReadonlySet<string> = new Set(
  "title author year date doi abstract booktitle journal journaltitle abbr keywords".split(" "),
);

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text without the two lines of hyphens at its top, which Jekyll asks for; as many empty lines stand in their place. */
const withoutJekyllMatter = (text: string): string =>
  text.replace(/^\uFEFF?---[ \t]*\r?\n(?:[^@]*?\n)?---[ \t]*(?=\r?\n|$)/, (all) => all.replace(/[^\n]+/g, ""));

/** Reads the entries of a BibTeX file, without macros, comments and what others only refer to. */
export function readEntries(file: string, text: string): readonly WrittenEntry[] {
  return entriesOf(file, withoutJekyllMatter(text)).works.map(({ written }) => written);
}

function entriesOf(file: string, text: string) {
  const source = sourceFile(file, text);
  const blocks = splitBibtex(source).value;
  const strings = new Map<string, string>();
  for (const { type, fields } of blocks)
    if (type === "string") for (const field of fields) strings.set(field.name, textOfField(field, strings));
  const entries = blocks.filter(({ type }) => !/^(?:string|preamble|comment)$/.test(type));
  const parents = new Set(
    entries.flatMap(({ fields }) =>
      fields.flatMap((field) =>
        /^(?:crossref|xdata)$/.test(field.name)
          ? textOfField(field, strings)
              .toLowerCase()
              .split(/(?<!\s)\s*,\s*/)
          : [],
      ),
    ),
  );
  const lineOf = (offset: number) => source.lineStarts.findLastIndex((start) => start <= offset) + 1;
  const isWork = ({ type, key }: RawBlock) => !/^(?:xdata|set)$/.test(type) && !parents.has(key.toLowerCase());
  const works = entries.filter(isWork).map((block) => ({
    block,
    written: {
      key: block.key,
      type: block.type,
      line: lineOf(block.start),
      fields: new Map(
        block.fields
          .filter(({ name }) => compared.has(name))
          .map((field) => [field.name, latexToPlain(textOfField(field, strings)).value.replace(/\s+/g, " ").trim()]),
      ),
    } satisfies WrittenEntry,
  }));
  return { works, blocks, lineOf, raw: (field: RawField) => textOfField(field, strings) };
}

function textOfField({ parts }: RawField, strings: ReadonlyMap<string, string>): string {
  return parts.map(({ kind, text }) => (kind === "literal" ? text : (strings.get(text.toLowerCase()) ?? ""))).join("");
}

/**
 * Takes a BibTeX file over into `content/publications/`: its bytes, with the files that its fields name beside it. Fields that
 * only the other system knows get the name that they have here; those that nothing is made of are told.
 */
export function importBibliography(
  file: string,
  text: string,
  site: NewSite,
  folder: SourceFolder,
  report: ImportReport,
  options: BibliographyOptions,
): readonly WrittenEntry[] {
  const bare = withoutJekyllMatter(text);
  const { works, lineOf, raw } = entriesOf(file, bare);
  const target = "content/publications";
  const edits: Edit[] = [];
  const kept: WrittenEntry[] = [];
  for (const { block, written } of works) {
    const { key, line } = written;
    if (key === "") {
      report.lose("an entry without a key", file, line);
      continue;
    }
    if (site.isPresent(key, file, line)) {
      edits.push({ start: block.start, end: block.end, text: "" });
      continue;
    }
    const free = site.freeKey(key);
    site.found(free, file, line);
    kept.push({ ...written, key: free });
    const changes = entryEdits(block, written);
    if (free !== key) {
      report.remark(`a key that stands there before: the paper is ${free} now`, file, line);
      const at = bare.indexOf(key, bare.indexOf("{", block.start));
      changes.push({ start: at, end: at + key.length, text: free });
    }
    edits.push(...changes);
    if (changes.length > 0) report.changed.add(free);
  }

  function entryEdits(block: RawBlock, { key }: WrittenEntry): Edit[] {
    const changes: Edit[] = [];
    const byName = new Map(block.fields.map((field) => [field.name, field]));
    const nameEnd = (field: RawField) => field.start + field.name.length;
    const rename = (field: RawField, name: string) =>
      changes.push({ start: field.start, end: nameEnd(field), text: name });
    const drop = (field: RawField) => changes.push({ ...wholeLine(bare, field), text: "" });
    const setValue = (field: RawField, value: string) =>
      changes.push({
        start: nameEnd(field),
        end: field.end,
        text: ` = {${value}}${bare[field.end - 1] === "," ? "," : ""}`,
      });
    /** A new field, before the first. */
    const insert = (name: string, value: string) => {
      const at = bare.indexOf(",", bare.indexOf(key, block.start) + key.length) + 1;
      if (at > 0 && at <= block.end) changes.push({ start: at, end: at, text: `\n  ${name} = {${value}},` });
    };
    const tell = (what: string, field: RawField) => report.remark(what, file, lineOf(field.start));

    /** Copies the file that a field names; the name by which it is there, undefined where it is not. */
    const copyNamed = (field: RawField, value: string): string | undefined => {
      const named = value
        .trim()
        .replace(/^\{|\}$/g, "")
        .replace(/\\([_&%#])/g, "$1");
      const folders = [...(options.foldersOf[field.name] ?? []), ...(options.foldersOf[""] ?? [])];
      const path = folders.map((one) => joinPath(one, named)).find((one) => one !== undefined && folder.has(one));
      if (path === undefined) {
        tell(`the file of a field ${field.name} was not found, so the field is left out`, field);
        return undefined;
      }
      return site.copy(path, target);
    };
    const putFile = (field: RawField, newName = field.name) => {
      const value = raw(field);
      const name = copyNamed(field, value);
      if (name === undefined) {
        drop(field);
        return;
      }
      if (newName !== field.name) rename(field, newName);
      if (name !== value.trim()) setValue(field, name);
    };

    for (const field of block.fields) {
      const value = raw(field).trim();
      const isElsewhere = /^[a-z][a-z0-9+.-]*:/i.test(value) || value.startsWith("//");
      const isAddressField = linkFieldLabel(field.name) !== undefined;
      if (field.name === "preview" && options.isAlFolio) {
        if (value === "") continue;
        if (isElsewhere) {
          tell("a picture elsewhere (preview): no page loads anything from another site", field);
          drop(field);
        } else if (byName.has("teaser")) tell("the field preview: there is a teaser already", field);
        else putFile(field, "teaser");
      } else if (options.isAlFolio && alFolioField(field, value)) continue;
      else if (isAddressField && value !== "" && !isElsewhere && !/^www\./i.test(value)) putFile(field);
      else if (
        !isKnownField(field.name) &&
        !isSiteOnlyField(field.name) &&
        !/\+an(?::|$)/.test(field.name) &&
        !isAddressField
      )
        tell(`the field ${field.name}: stays in the entry and is shown nowhere`, field);
    }
    if (options.repository !== undefined && !byName.has("pdf")) {
      const pdf = joinPath(options.repository, `${key.replace(/[/\\]/g, "")}.pdf`);
      const name = pdf !== undefined && folder.has(pdf) ? site.copy(pdf, target) : undefined;
      if (name !== undefined) insert("pdf", name);
    }
    const topics = options.collectionsOf?.get(key.toLowerCase());
    if (topics !== undefined && !byName.has("collections")) insert("collections", topics.join(", "));
    const notes = options.isAlFolio
      ? ["additional_info", "annotation"].flatMap((name) => (byName.has(name) ? [byName.get(name)!] : []))
      : [];
    const [firstNote, ...otherNotes] = byName.has("note") ? [byName.get("note")!, ...notes] : notes;
    if (firstNote && (otherNotes.length > 0 || firstNote.name !== "note")) {
      const texts = [firstNote, ...otherNotes]
        .map((one) =>
          raw(one)
            .trim()
            .replace(/(?<![.\s])[.\s]+$/, ""),
        )
        .filter(Boolean);
      rename(firstNote, "note");
      setValue(firstNote, texts.join(". "));
      for (const other of otherNotes) drop(other);
    }
    return changes;

    /** What al-folio's own fields are here; false for a field that is none of them. */
    function alFolioField(field: RawField, value: string): boolean {
      switch (field.name) {
        case "additional_info":
        case "annotation":
          return true;
        case "hal":
          rename(field, "hal_id");
          return true;
        case "supplementary":
          if (/^[a-z][a-z0-9+.-]*:/i.test(value)) rename(field, "supp");
          else putFile(field, "supp");
          return true;
        case "oral":
          if (/^(?:true|yes)?$/i.test(value)) setValue(field, "Oral");
          rename(field, "distinction");
          return true;
        case "award":
          if (value.length > 60 && !byName.has("award_name")) insert("award_name", "Awarded");
          return true;
        case "google_scholar_id":
          if (options.scholarUser === undefined) return false;
          setValue(
            field,
            `https://scholar.google.com/citations?view_op=view_citation&citation_for_view=${encodeURIComponent(options.scholarUser)}:${encodeURIComponent(value)}`,
          );
          rename(field, "url_Scholar");
          return true;
        case "inspirehep_id":
          setValue(field, `https://inspirehep.net/literature/${encodeURIComponent(value)}`);
          rename(field, "url_INSPIRE");
          return true;
        case "altmetric":
        case "dimensions":
          tell("badges of third parties (altmetric, dimensions): no page loads anything from another site", field);
          return true;
        default:
          return false;
      }
    }
  }

  const name = file.slice(file.lastIndexOf("/") + 1).replace(/\.(?:bib|bibtex)$/i, "");
  let path = `${target}/${pageSlug(name) || "papers"}.bib`;
  for (let more = 2; !site.isFree(path); more++) path = `${target}/${pageSlug(name) || "papers"}-${more}.bib`;
  if (kept.length > 0) site.add(path, applyEdits(bare, edits).replace(/^\s+(?=\S)/, ""));
  return kept;
}

/** A field with its line, where nothing else stands there. */
function wholeLine(text: string, { start, end }: RawField): { readonly start: number; readonly end: number } {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const [rest = ""] = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end, end + 200)) ?? [];
  const isAlone = text.slice(lineStart, start).trim() === "" && rest !== "";
  return isAlone ? { start: lineStart, end: end + rest.length } : { start, end };
}

/** Replaces stretches of a text. Of two that meet the later one, in the order in which they were wished, gives way. */
function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = edits
    .map((edit, index) => ({ ...edit, index }))
    .sort((one, other) => one.start - other.start || one.end - other.end || one.index - other.index);
  let written = "";
  let at = 0;
  for (const { start, end, text: by } of sorted) {
    if (start < at) continue;
    written += text.slice(at, start) + by;
    at = end;
  }
  return written + text.slice(at);
}

/** What an entry stands in: its journal, or the book or proceedings. */
export function containerOf({ fields }: WrittenEntry): string {
  return fields.get("booktitle") || fields.get("journaltitle") || fields.get("journal") || "";
}

/** Puts the one entry of a paper's own folder beside the paper, byte for byte. */
export function importEntryOfPaper(text: string, path: string, site: NewSite): void {
  site.add(path, withoutJekyllMatter(text).replace(/^\s+(?=\S)/, ""));
}
