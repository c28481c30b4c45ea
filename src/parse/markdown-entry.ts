import type { Diagnostic, Place, Result } from "../diagnostic/diagnostic.ts";
import { findEntryField, linkFieldLabel } from "../model/entry-fields.ts";
import { isArchive } from "../model/entry-types.ts";
import { isPosterVenue, venueKind } from "../model/venue-kind.ts";
import { stemOf } from "../read/content-kinds.ts";
import { placeAt, type SourceFile } from "../read/source-file.ts";
import { type CheckedFields, checkFields } from "./check-fields.ts";
import type { ParsedEntry, ParsedField, ValueSegment } from "./entry.ts";
import { paperFieldAliases, paperFields } from "./field-tables.ts";
import { readNameItems } from "./name-items.ts";
import { fromOtherTool } from "./other-tools.ts";
import type { ParsedMarkdown } from "./parse-markdown.ts";
import type { LocatedYaml, YamlPath } from "./parse-yaml.ts";
import { repeatedFrontMatter } from "./repeated-front-matter.ts";

type PaperFields = CheckedFields<typeof paperFields>;

/** Our names of front matter, and BibLaTeX's. `venue` is settled by the type. */
const entryNames: Readonly<Record<string, string>> = {
  authors: "author",
  editors: "editor",
  arxiv: "arxiv",
  status: "pubstate",
  aliases: "ids",
};

/**
 * Turns a paper's front matter and body into an entry of BibLaTeX's fields, so that one way leads from here to the
 * record. Its key is `key`, or the file's name. Lists become BibLaTeX's lists, each item with its own place.
 */
export function markdownEntry(markdown: ParsedMarkdown): Result<ParsedEntry> {
  const { file, yaml } = markdown;
  const isKnown = (name: string) =>
    findEntryField(name, "document") !== undefined || linkFieldLabel(name) !== undefined;
  const located = {
    value: renameAliases(yaml.value),
    placeOf: (path: YamlPath) => yaml.placeOf(originalPath(yaml.value, path)),
    placeOfName: (path: YamlPath) => yaml.placeOfName(originalPath(yaml.value, path)),
  };
  const { value: checked, diagnostics: found } = checkFields(located, [], paperFields, isKnown);
  const diagnostics = [...found, ...repeatedFrontMatter(yaml)];
  const all = (located.value ?? {}) as Readonly<Record<string, unknown>>;
  const fields: ParsedField[] = [];
  const add = (name: string, items: readonly { text: string; place: Place }[], join = "", isList = false) => {
    let value = "";
    const segments: ValueSegment[] = [];
    for (const { text, place } of items) {
      if (value !== "") value += join;
      segments.push({ start: value.length, offset: offsetOf(file, place), fromMacro: false });
      value += text;
    }
    const start = segments[0]?.offset ?? 0;
    fields.push({ name, format: "markdown", value, segments, file, start, end: start, ...(isList ? { isList } : {}) });
  };
  const type = (checked.type ?? "").trim().toLowerCase();

  for (const name of Object.keys(all)) {
    const place = located.placeOf([name]);
    const item = (index: number) => located.placeOf([name, index]);
    if (name === "key" || name === "type" || name === "affiliations") continue;
    if (name === "authors" || name === "editors") {
      const names = checked[name];
      if (typeof names === "string") add(entryNames[name]!, [{ text: names, place }]);
      else if (names) {
        const list = Array.isArray(names) ? names : [names];
        const yamlOfList = Array.isArray(names) ? located : asList(located, name);
        const { value, diagnostics: told } = readNameItems(yamlOfList, [name], list, all.affiliations);
        diagnostics.push(...told);
        if (value.names.length > 0) add(entryNames[name]!, value.names, " and ", true);
        for (const [kind, texts] of value.annotations)
          add(`${entryNames[name]!}+an${kind === "" ? "" : `:${kind}`}`, texts, "; ");
      }
    } else if (name === "keywords" || name === "collections" || name === "aliases" || name === "versions") {
      const texts = checked[name];
      const isList = Array.isArray(all[name]);
      const target = entryNames[name] ?? name;
      if (texts)
        add(
          target,
          texts.map((text, index) => ({
            text: isList && (name === "keywords" || name === "collections") ? `{${text}}` : text,
            place: isList ? item(index) : place,
          })),
          ", ",
        );
    } else if (name === "links") {
      const isList = Array.isArray(all.links);
      for (const [index, { label, href }] of (checked.links ?? []).entries()) {
        add(`url_${label}`, [{ text: href, place: located.placeOf(["links", isList ? index : label]) }]);
      }
    } else if (name === "venue") {
      if (checked.venue) add(venueField(type, checked, all), [{ text: checked.venue, place }]);
    } else if (Object.hasOwn(paperFields, name)) {
      const value = checked[name as keyof PaperFields];
      if (value !== undefined) add(entryNames[name] ?? name, [{ text: String(value), place }]);
    } else {
      const value = all[name];
      if (typeof value === "string") {
        if (value.trim() !== "") add(name.toLowerCase(), [{ text: value, place }]);
      } else if (isKnown(name)) diagnostics.push(notText(name, place));
    }
  }
  const hasBody = markdown.body.trim() !== "";
  if (hasBody && fields.some(({ name }) => name === "abstract")) {
    diagnostics.push({
      code: "parse/duplicate-field",
      severity: "warning",
      message: "An abstract stands in the front matter and another below it; the one in the front matter is used.",
      hint: "keep one of the two.",
      ...placeAt(file, markdown.bodyOffset + markdown.body.search(/\S/)),
    });
  } else if (hasBody) {
    const segments = [{ start: 0, offset: markdown.bodyOffset, fromMacro: false }];
    fields.push({
      name: "abstract",
      format: "markdown",
      value: markdown.body,
      segments,
      file,
      start: markdown.bodyOffset,
      end: file.text.length,
    });
  }
  return {
    value: {
      format: "markdown",
      type,
      key: checked.key?.trim().normalize("NFC") || keyOfFile(file),
      fields,
      file,
      start: 0,
      end: file.text.length,
    },
    diagnostics,
  };
}

/** The key that a file's name gives: of the `index.md` of a paper's own folder that folder's name. */
function keyOfFile({ path }: SourceFile): string {
  const stem = stemOf(path).normalize("NFC");
  const folder = /(?:^|\/)([^/]+)\/[^/]+$/.exec(path)?.[1]?.normalize("NFC");
  const isIndex =
    /^index(?:\.[a-z]{2,3}(?:-\w+)*)?$/i.test(stem) && path.replace(/\/[^/]*$/, "") !== "content/publications";
  return isIndex && folder !== undefined ? folder : stem;
}

/** The fields under our names; where an alias stands beside our name, ours counts. */
function renameAliases(value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  const renamed: Record<string, unknown> = {};
  for (const [name, one] of Object.entries(value)) {
    const other = fromOtherTool(name, one, value);
    const ours = other?.name ?? paperFieldAliases.get(name.toLowerCase());
    if (ours === undefined) renamed[name] = one;
    else if (!Object.hasOwn(value, ours) && (other === undefined || other.value !== undefined))
      renamed[ours] = other === undefined ? one : other.value;
  }
  return renamed;
}

function originalPath(value: unknown, path: YamlPath): YamlPath {
  const [name, ...rest] = path;
  if (value === null || typeof value !== "object" || typeof name !== "string" || Object.hasOwn(value, name))
    return path;
  const original = Object.entries(value).find(
    ([key, one]) => (fromOtherTool(key, one, value)?.name ?? paperFieldAliases.get(key.toLowerCase())) === name,
  )?.[0];
  return [original ?? name, ...rest];
}

/** The one name that stands without a list, as if it were the only item of one. */
function asList(yaml: LocatedYaml, name: string): LocatedYaml {
  const direct = (path: YamlPath): YamlPath => (path[0] === name ? [name, ...path.slice(2)] : path);
  return {
    ...yaml,
    placeOf: (path) => yaml.placeOf(direct(path)),
    placeOfName: (path) => yaml.placeOfName(direct(path)),
  };
}

/** Whether `venue` is a journal or holds proceedings: as the type says, else by the other fields, else by its name. */
function venueField(type: string, checked: PaperFields, all: Readonly<Record<string, unknown>>): string {
  if (/^(article|article-(journal|magazine|newspaper)|review|periodical)$/.test(type)) return "journaltitle";
  if (type !== "") return "booktitle";
  const venue = checked.venue ?? "";
  if (isPosterVenue(venue)) return "eventtitle";
  const kind = venueKind(venue);
  if (kind === "conference") return "booktitle";
  const isJournal = kind === "journal" || journalFields.some((name) => all[name] !== undefined);
  // A container that may be anything: what is in it is a document.
  return isJournal && !isArchive(venue) ? "journaltitle" : "maintitle";
}

/** What works in journals have, and of a name that says nothing a DOI. */
const journalFields = ["volume", "issue", "number", "issn", "eid", "doi"];

function offsetOf(file: SourceFile, { line, column }: Place): number {
  return (file.lineStarts[line - 1] ?? 0) + column - 1;
}

function notText(name: string, place: Place): Diagnostic {
  return {
    code: "parse/wrong-type",
    severity: "warning",
    message: `The field "${name}" takes a text, but a list or a group of fields is given, so it is left out.`,
    hint: `write ${name}: followed by a text.`,
    ...place,
  };
}
