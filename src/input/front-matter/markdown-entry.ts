import { type Diagnostic, diagnostic, type Place, type Result } from "../../diagnostic/diagnostic.ts";
import { lostThing } from "../../diagnostic/sort-diagnostics.ts";
import { workFolderOf, workFolders } from "../../record/content-files.ts";
import { findEntryType, isArchive, isPosterVenue, venueKind } from "../../record/entry-types.ts";
import { findEntryField, linkFieldLabel } from "../../record/fields.ts";
import { types } from "../../record/types.ts";
import { stemOf } from "../files/list-content.ts";
import { lineOf, placeAt, type SourceFile } from "../files/source-file.ts";
import {
  type ParsedEntry,
  type ParsedField,
  repeatedFields,
  type ValueSegment,
  type WrittenField,
} from "../parsed-entry.ts";
import { isAbstractLabel } from "../publication/entry-texts.ts";
import { type CheckedFields, checkFields } from "../yaml/check-fields.ts";
import { type LocatedYaml, parseYaml, type YamlPath } from "../yaml/parse-yaml.ts";
import { paperFieldAliases, paperFields } from "./field-tables.ts";
import { readNameItems } from "./name-items.ts";

/** A Markdown file cut at its front matter. */
export interface ParsedMarkdown {
  readonly file: SourceFile;
  readonly yaml: LocatedYaml;
  readonly body: string;
  readonly bodyOffset: number;
}

/**
 * Cuts a Markdown file into YAML front matter and body. Only `---` opens front matter: no language may be named, since
 * nothing in content runs. Without front matter there is no value and an error, unless it may be missing.
 */
export function parseMarkdown(file: SourceFile, frontMatterMayBeMissing = false): Result<ParsedMarkdown | undefined> {
  const { text } = file;
  const opening = /^---[ \t]*(?:\r\n|\n|\r)/.exec(text);
  const first = /^.*/.exec(text)![0];
  if (!opening) {
    const late = /^\s*(?=---[ \t]*(?:[\r\n]|$))/.exec(text);
    const isMeant = late !== null || /^(?:[-–—−‐‑]{2,}|\+\+\+)/.test(text);
    if (frontMatterMayBeMissing && !isMeant) {
      const here = () => placeAt(file, 0);
      return {
        value: { file, yaml: { value: {}, placeOf: here, placeOfName: here }, body: text, bodyOffset: 0 },
        diagnostics: [],
      };
    }
    const message = late
      ? "Blanks or empty lines stand above these three hyphens, so they begin no front matter."
      : isMeant
        ? `The first line is "${first.trim().slice(0, 40)}", but front matter is YAML and opens with three hyphens alone.`
        : "The file does not begin with front matter, so it has no title.";
    const hint = late ? "let the file begin with them." : undefined;
    return { value: undefined, diagnostics: [frontMatterFault(file, late?.[0].length ?? 0, message, hint)] };
  }
  const closing = /(?:^|\r\n|\r|\n)---[ \t]*(?=[\r\n]|$)/.exec(text.slice(opening[0].length));
  if (!closing) {
    const near = /[\r\n]([ \t]*(?:[-–—−‐‑]{2,}|\.{3}|\+{3}|-(?:[ \t]+-){2,})[ \t]*)(?=[\r\n]|$)/.exec(
      text.slice(opening[0].length - 1),
    );
    const message = near
      ? `This line is "${near[1]!.trimEnd()}", but the front matter that begins in the first line ends with three hyphens alone.`
      : "The front matter that begins here has no end, so the file can't be read.";
    const hint = near ? 'write "---" in its place.' : 'write a second line "---" below the last field.';
    const at = near ? opening[0].length - 1 + near.index + near[0].length - near[1]!.length : 0;
    return { value: undefined, diagnostics: [frontMatterFault(file, at, message, hint)] };
  }
  const yamlEnd = opening[0].length + closing.index;
  const bodyOffset = yamlEnd + closing[0].length;
  const { value: yaml, diagnostics } = parseYaml(file, opening[0].length, yamlEnd);
  return { value: yaml && { file, yaml, body: text.slice(bodyOffset), bodyOffset }, diagnostics };
}

function frontMatterFault(
  file: SourceFile,
  at: number,
  message: string,
  hint = "put the fields between two lines of three hyphens at the top of the file.",
): Diagnostic {
  const place = placeAt(file, at);
  return diagnostic({
    code: "input/front-matter",
    message,
    hint,
    excerpt: lineOf(file, place.line),
    costs: [lostThing("file", place.file)],
    ...place,
  });
}

/** The numbers that Hugo's Academic theme had for types before it took CSL's names, in their order from 0 on. */
const hugoTypes = [
  "",
  "paper-conference",
  "article-journal",
  "preprint",
  "report",
  "book",
  "chapter",
  "thesis",
  "patent",
];

/** The words of academicpages for the kinds of papers. */
const academicPagesTypes: Readonly<Record<string, string>> = {
  manuscripts: "article-journal",
  conferences: "paper-conference",
  books: "book",
};

/**
 * A field of front matter that another tool has for one of ours, with its value as ours would have it; undefined for
 * every other field. Hugo Blox: `publication_types`, `publication` ("In *Proceedings of X*"), `publication_short`;
 * academicpages: `category`.
 */
export function fromOtherTool(
  name: string,
  value: unknown,
  all: object,
): { readonly name: "type" | "venue" | "venueShort"; readonly value: unknown } | undefined {
  const first = Array.isArray(value) ? value[0] : value;
  const text = typeof first === "string" ? first.trim() : "";
  switch (name.toLowerCase()) {
    case "publication_types":
      if (/^\d$/.test(text)) return { name: "type", value: hugoTypes[Number(text)] ?? "" };
      // CSL's word for a preprint, which is BibTeX's for a paper in a journal.
      return { name: "type", value: text === "article" ? "preprint" : text };
    case "publication":
    case "publication_short":
      return {
        name: /_short$/i.test(name) && Object.hasOwn(all, "publication") ? "venueShort" : "venue",
        value: typeof value === "string" ? value.replace(/^\s*in:?\s+(?=[*_\p{Lu}])/iu, "") : value,
      };
    case "category": {
      const type = academicPagesTypes[text.toLowerCase()];
      return type === undefined ? undefined : { name: "type", value: type };
    }
    default:
      return undefined;
  }
}

/** Reports the fields of front matter that say different things of one part of the record: `venue` and `journal`. */
export function repeatedFrontMatter(yaml: LocatedYaml): readonly Diagnostic[] {
  return repeatedFields(writtenFields(yaml), isOurs);
}

/** The fields as written, each with the part of the record that it fills. */
function writtenFields(yaml: LocatedYaml): readonly WrittenField[] {
  const { value } = yaml;
  if (value === null || typeof value !== "object" || Array.isArray(value)) return [];
  const names = Object.keys(value);
  const hasVenue = names.some((name) => partOf(name) === "venue");
  return Object.entries(value).map(([name, given]: [string, unknown]) => {
    const part = partOf(name);
    return {
      part: hasVenue && /^(?:journaltitle|booktitle)$/.test(part) ? "venue" : part,
      name,
      value: typeof given === "string" ? given : given === null ? "" : JSON.stringify(given),
      place: () => yaml.placeOfName([name]),
    };
  });
}

function partOf(name: string): string {
  const ours = paperFieldAliases.get(name.toLowerCase()) ?? name.toLowerCase();
  const row = findEntryField(ours, "document");
  return ours === "venue" || !row?.ofWork ? ours : row.name;
}

/** Whether the first of two names is used: our own before another for it, and `date` before `year`. */
function isOurs(one: WrittenField, other: WrittenField): boolean {
  return (
    (other.name === "year" && one.part === "date") ||
    (one.name in paperFields && paperFieldAliases.has(other.name.toLowerCase()))
  );
}

type PaperFields = CheckedFields<typeof paperFields>;

/** Our names of front matter, and BibLaTeX's. `venue` is settled by the type. */
const entryNames: Readonly<Record<string, string>> = {
  authors: "author",
  editors: "editor",
  arxiv: "arxiv",
  status: "pubstate",
  aliases: "ids",
  venueShort: "venueshort",
  publishOn: "publishon",
};

/**
 * Turns a paper's front matter and body into an entry of BibLaTeX's fields, so that one way leads from here to the
 * record. Its key is `key`, or the file's name. Lists stay lists, each item with its own place.
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
  const add = (name: string, value: string, place: Place) => addList(name, [{ text: value, place }], () => ({}));
  /** `facts` says what the field holds besides its words, of which it gets the offsets. */
  const addList = (
    name: string,
    items: readonly { text: string; place: Place }[],
    facts: (offsets: readonly number[]) => Pick<ParsedField, "names" | "items" | "annotations">,
  ) => {
    let value = "";
    const segments: ValueSegment[] = [];
    for (const { text, place } of items) {
      if (value !== "") value += ", ";
      segments.push({ start: value.length, offset: offsetOf(file, place), fromMacro: false });
      value += text;
    }
    const start = segments[0]?.offset ?? 0;
    const offsets = segments.map((segment) => segment.start);
    fields.push({ name, format: "markdown", value, segments, file, start, end: start, ...facts(offsets) });
  };
  const folder = workFolderOf(file.path) ?? "publications";
  const type = (checked.type ?? workFolders[folder]!).trim().toLowerCase();

  for (const name of Object.keys(all)) {
    const place = located.placeOf([name]);
    const item = (index: number) => located.placeOf([name, index]);
    if (name === "key" || name === "type" || name === "affiliations") continue;
    if (name === "authors" || name === "editors") {
      const names = checked[name];
      if (typeof names === "string") add(entryNames[name]!, names, place);
      else if (names) {
        const list = Array.isArray(names) ? names : [names];
        const yamlOfList = Array.isArray(names) ? located : asList(located, name);
        const { value, diagnostics: told } = readNameItems(yamlOfList, [name], list, all.affiliations);
        diagnostics.push(...told);
        if (value.names.length > 0)
          addList(entryNames[name]!, value.names, (offsets) => ({
            names: value.names.map(({ place: _, ...one }, index) => ({ ...one, offset: offsets[index]! })),
          }));
        for (const [kind, said] of value.annotations)
          addList(`${entryNames[name]!}+an${kind === "" ? "" : `:${kind}`}`, said, () => ({
            annotations: said.map(({ position, text }) => ({ position, values: [text.replace(/\s+/g, " ")] })),
          }));
      }
    } else if (name === "keywords" || name === "collections" || name === "aliases" || name === "versions") {
      const texts = checked[name];
      const isList = Array.isArray(all[name]);
      const words = (texts ?? []).map((text, index) => ({ text, place: isList ? item(index) : place }));
      if (texts) addList(entryNames[name] ?? name, words, () => (isList ? { items: texts } : {}));
    } else if (name === "links") {
      const isList = Array.isArray(all.links);
      for (const [index, { label, href }] of (checked.links ?? []).entries()) {
        add(`url_${label}`, href, located.placeOf(["links", isList ? index : label]));
      }
    } else if (name === "press" || name === "media") {
      const isList = Array.isArray(all[name]);
      for (const [index, { label, href }] of (checked[name] ?? []).entries())
        add(
          label === "" ? name : `${name}_${label}`,
          href,
          located.placeOf(label === "" ? [name] : [name, isList ? index : label]),
        );
    } else if (name === "funding" || name === "projects") {
      const texts = checked[name];
      const isList = Array.isArray(all[name]);
      const words = (texts ?? []).map((text, index) => ({ text, place: isList ? item(index) : place }));
      if (texts) addList(name, words, () => ({ items: texts }));
    } else if (name === "distinction") {
      const said = checked.distinction ?? [];
      addList(
        name,
        said.map((one, index) => ({ text: one.name, place: Array.isArray(all[name]) ? item(index) : place })),
        () => ({
          items: said.map((one) => one.name),
          annotations: said.map((one, index) => ({ position: index + 1, values: [one.text] })),
        }),
      );
    } else if (name === "venue") {
      if (checked.venue) add(venueField(type, checked, all), checked.venue, place);
    } else if (Object.hasOwn(paperFields, name)) {
      const value = checked[name as keyof PaperFields];
      if (value !== undefined) add(entryNames[name] ?? name, String(value), place);
    } else {
      const value = all[name];
      if (typeof value === "string") {
        if (value.trim() !== "") add(name.toLowerCase(), value, place);
      } else if (isKnown(name)) diagnostics.push(notText(name, place));
    }
  }
  if (markdown.body.trim() !== "") {
    const heading = /^[ \t]*#{1,6}[ \t]+(.*)$/m.exec(markdown.body);
    const opensWithHeading = heading !== null && markdown.body.slice(0, heading.index).trim() === "";
    const isAbstract = opensWithHeading && isAbstractLabel(heading[1]!.replace(/(?<![ \t#])[ \t#]+$/, ""));
    const hasAbstract = fields.some(({ name }) => name === "abstract");
    if (hasAbstract && isAbstract) {
      diagnostics.push(
        diagnostic({
          code: "input/duplicate-field",
          message:
            "An abstract stands in the front matter and another below it, which is shown as a section of its own.",
          hint: "keep one of the two.",
          ...placeAt(file, markdown.bodyOffset + markdown.body.search(/\S/)),
        }),
      );
    }
    fields.push({
      // What begins with a heading of its own goes on from an abstract that stands elsewhere, as in the paper's entry.
      name: hasAbstract || (opensWithHeading && !isAbstract) ? "text" : "abstract",
      format: "markdown",
      value: markdown.body,
      segments: [{ start: 0, offset: markdown.bodyOffset, fromMacro: false }],
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

/** The key that a file's name gives: of the `index.md` or `CITATION.cff` of a paper's own folder that folder's name. */
function keyOfFile({ path }: SourceFile): string {
  const stem = stemOf(path).normalize("NFC");
  const folder = /(?:^|\/)([^/]+)\/[^/]+$/.exec(path)?.[1]?.normalize("NFC");
  const isIndex = /^(?:index(?:\.[a-z]{2,3}(?:-\w+)*)?|citation)$/i.test(stem) && !/^content\/[^/]+\/[^/]+$/.test(path);
  return isIndex && folder !== undefined ? folder : stem;
}

/** The fields under our names; where an alias stands beside our name, ours counts. */
function renameAliases(value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  const renamed: Record<string, unknown> = {};
  for (const [name, one] of Object.entries(value)) {
    const other = fromOtherTool(name, one, value);
    const ours = other?.name ?? aliasIn(name, value);
    if (ours === undefined || ours === name) renamed[name] = one;
    else if (!Object.hasOwn(value, ours) && (other === undefined || other.value !== undefined))
      renamed[ours] = other === undefined ? one : other.value;
  }
  return renamed;
}

/** Our name for a field; an `eprint` whose archive is named beside it is BibLaTeX's, and no alias for arXiv's. */
function aliasIn(name: string, all: object): string | undefined {
  const isBiblatex =
    /^eprint$/i.test(name) && Object.keys(all).some((one) => /^(?:eprinttype|archiveprefix)$/i.test(one));
  return isBiblatex ? undefined : paperFieldAliases.get(name.toLowerCase());
}

function originalPath(value: unknown, path: YamlPath): YamlPath {
  const [name, ...rest] = path;
  if (value === null || typeof value !== "object" || typeof name !== "string" || Object.hasOwn(value, name))
    return path;
  const original = Object.entries(value).find(
    ([key, one]) => (fromOtherTool(key, one, value)?.name ?? aliasIn(key, value)) === name,
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
  if (types[findEntryType(type).type].container === "event") return "eventtitle";
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
  return diagnostic({
    code: "input/wrong-type",
    message: `The field "${name}" takes a text, but a list or a group of fields is given, so it is left out.`,
    hint: `write ${name}: followed by a text.`,
    ...place,
  });
}
