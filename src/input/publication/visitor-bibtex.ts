import { type BibtexFields, findEntryField, isForVisitors, isProgramsNote } from "../../record/fields.ts";
import { cutMarks } from "../../record/names/name-marks.ts";
import type { Source } from "../../record/publication.ts";
import { type MacroDefinition, preamblesFor } from "../../text/latex/latex-macros.ts";
import { isBalanced, isWhole } from "../../text/latex/verbatim.ts";
import type { ParsedEntry, ParsedField } from "../parsed-entry.ts";
import type { InheritedEntry } from "./inherit.ts";

/** What a visitor may copy of an entry, and what is kept from them. */
export interface VisitorBibtex {
  /** Block by block; undefined where a program might take what stands behind one for a part of it (`isWhole`). */
  readonly blocks: readonly string[] | undefined;
  readonly abstract: Source["abstractInBibtex"];
  /** The names of the fields that are left out. */
  readonly leftOut: readonly string[];
}

/**
 * What a visitor may copy: the LaTeX commands of a `@preamble` and the macros that an entry uses, the entry, and the entries it
 * inherits from. What stays of them is byte for byte the author's, but for the marks behind names (`cutMarks`), which are none of
 * what is cited. What says nothing of the work, comments, and text that is no field are left out.
 */
export function visitorBibtex(
  entry: InheritedEntry,
  ownFields: readonly ParsedField[],
  allowed: BibtexFields,
  latexMacros: ReadonlyMap<string, MacroDefinition>,
): VisitorBibtex {
  const isShown = ({ name, value }: ParsedField): boolean =>
    isForVisitors(name, allowed) && (name !== "note" || allowed.show.includes("note") || !isProgramsNote(value));
  const entries: readonly (readonly [ParsedEntry, readonly ParsedField[]])[] = [
    [entry, ownFields],
    ...entry.parents.map((parent) => [parent, parent.fields] as const),
  ];
  const shown = entries.flatMap(([, fields]) => fields.filter(isShown));
  const macros = new Set(shown.flatMap(({ macroDefinitions = [] }) => macroDefinitions));
  const preambles = preamblesFor(
    shown.map(({ value }) => value),
    latexMacros,
  ).filter(isBalanced);
  // A parent stands behind its children, since BibTeX wants it so (btxdoc 4).
  const written = entries.map(([one, fields]) => entryForVisitors(one, fields, isShown));
  const before = [...preambles, ...macros];
  const blocks = [...before, ...written.map(({ text }) => text)];
  const { abstract } = written[0]!;
  return {
    blocks: blocks.every(isWhole) ? blocks : undefined,
    abstract: abstract && { block: before.length, ...abstract },
    leftOut: [...new Set(ownFields.filter((field) => !isShown(field)).map(({ name }) => name))],
  };
}

/** The text of an entry, and where its abstract stands in it. */
interface EntryText {
  readonly text: string;
  readonly abstract?: { readonly start: number; readonly end: number };
}

const withoutComma = (text: string): string => (text.endsWith(",") ? text.slice(0, -1) : text);

function entryForVisitors(
  entry: ParsedEntry,
  fields: readonly ParsedField[],
  isShown: (field: ParsedField) => boolean,
): EntryText {
  const { text } = entry.file;
  const own = fields
    .filter(({ file, start, end }) => file === entry.file && start >= entry.start && end <= entry.end)
    .sort((one, other) => one.start - other.start);
  let result = headOf(text.slice(entry.start, own[0]?.start ?? entry.end), entry.key);
  let from = own[0]?.start ?? entry.end;
  let abstract: EntryText["abstract"];
  for (const field of own) {
    const gap = spaceOf(text.slice(from, field.start));
    from = field.end;
    if (isShown(field)) {
      const before = result.trimEnd();
      // Where a comma was missing, or went with a field.
      result = (/[,{(]$/.test(before) ? result : `${before},${result.slice(before.length)}`) + gap;
      const written = withoutComments(text.slice(field.start, field.end));
      result += isNameList(field.name) ? cutMarks(written).text : written;
      if (field.name === "abstract" && field !== own[0])
        abstract = { start: withoutComma(before).length, end: withoutComma(result).length };
    } else {
      // A field on lines of its own goes with its indent and line end; those of the first stand behind the key.
      result = field === own[0] ? withoutLastGap(result) : result + withoutLastGap(gap);
    }
  }
  if (own.length === 0) return { text: result };
  const close = /[})]$/.exec(text.slice(from, entry.end))?.[0];
  const end = spaceOf(text.slice(from, entry.end - (close === undefined ? 0 : 1))) + (close ?? "");
  return { text: result + end, ...(abstract && { abstract }) };
}

const isNameList = (name: string): boolean => findEntryField(name, "document")?.kind === "names";

/** A text without the line end and indent, or the blanks, at its end. */
const withoutLastGap = (text: string): string => text.replace(/(?:(?:\r\n|\n|\r)[ \t]*|(?<![ \t])[ \t]+)$/, "");

/** `@article{key,` with the space behind it. */
function headOf(text: string, key: string): string {
  const opening = /^@\s*[^\s{(]+\s*[{(]/.exec(text)?.[0] ?? "";
  const rest = text.slice(opening.length);
  const before = /^(?:\s+|%[^\r\n]*)*/.exec(rest)![0];
  if (!rest.startsWith(key, before.length)) return opening + spaceOf(rest);
  const behind = rest.slice(before.length + key.length);
  const comma = /^\s*,/.exec(behind)?.[0] ?? "";
  return opening + spaceOf(before) + key + comma + spaceOf(behind.slice(comma.length));
}

/** The white space between two fields, without comments and text that is neither field nor value. */
function spaceOf(gap: string): string {
  const lines = gap.split(/(?<=\r\n|\n|\r(?!\n))/);
  return lines
    .map((line, index) => {
      const cache = line.replace(/%[^\r\n]*/, "").replace(/\S+/g, "");
      if (cache === line) return line;
      // A whole line of comment goes with its end; behind a field the comment goes alone.
      if (index > 0 && index < lines.length - 1 && cache.trim() === "") return "";
      return cache.replace(/(?<![ \t])[ \t]+(?=[\r\n]|$)/, "");
    })
    .join("");
}

/** A field, or the head of an entry, without the comments that stand outside of its values. */
function withoutComments(text: string): string {
  if (!text.includes("%")) return text;
  let result = "";
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === "{") depth++;
    else if (character === "}") depth--;
    else if (character === '"' && depth === 0) isQuoted = !isQuoted;
    else if (character === "%" && depth === 0 && !isQuoted) {
      at += /^[^\r\n]*/.exec(text.slice(at))![0].length - 1;
      continue;
    }
    result += character;
  }
  return result;
}
