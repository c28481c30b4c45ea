import { type BoundName, bounds, moreThan } from "../../diagnostic/bounds.ts";
import { type Diagnostic, diagnostic, type Place, type Result } from "../../diagnostic/diagnostic.ts";
import { nearestName } from "../../diagnostic/nearest-name.ts";
import { lostThing } from "../../diagnostic/sort-diagnostics.ts";
import { entryFields, findEntryField, isFlagField, isKnownField, isSiteOnlyField } from "../../record/fields.ts";
import { closeDirections } from "../../text/characters.ts";
import { placeAt, type SourceFile } from "../files/source-file.ts";
import {
  type ParsedEntry,
  type ParsedField,
  placeOfName,
  repeatedFields,
  type ValueSegment,
  type WrittenField,
} from "../parsed-entry.ts";
import { type RawField, type RawPart, splitBibtex } from "./split-bibtex.ts";

/** Fields that other programs write and that are near to one of the standard's by chance. */
const ofOtherPrograms: ReadonlySet<string> = new Set(["article", "notes", "preprint", "uri"]);

/** What a misspelt name may be meant for: whatever says something of the work. */
const meantNames = entryFields.flatMap(({ ofWork, name, aliases }) => (ofWork ? [name, ...aliases] : []));

/**
 * Reports the fields of a BibTeX entry that are nearly the name of one that it lacks ("autor", "jurnal"). Any other
 * unknown field is some program's, and nothing is said of it.
 */
export function misspeltFields({ key, fields }: ParsedEntry): readonly Diagnostic[] {
  return fields.flatMap((field): Diagnostic[] => {
    const meant = meantNameOf(field.name);
    if (meant === undefined || field.value.trim() === "" || fields.some(({ name }) => name === meant)) return [];
    return [
      diagnostic({
        code: "input/unknown-field",
        message: `The field "${field.name}" is not known, so it is shown nowhere.`,
        hint: `did you mean "${meant}"?`,
        costs: [lostThing("field", `${key} ${meant}`)],
        key,
        ...placeOfName(field),
      }),
    ];
  });
}

/** What was meant by the names seen so far, since a program's field stands in every entry. */
const seen = new Map<string, string | undefined>();

function meantNameOf(name: string): string | undefined {
  if (!seen.has(name)) seen.set(name, meantName(name));
  return seen.get(name);
}

function meantName(name: string): string | undefined {
  if (isKnownField(name) || isSiteOnlyField(name) || ofOtherPrograms.has(name) || !/^[a-z-]+$/.test(name))
    return undefined;
  if (name.length === 3) return meantNames.find((one) => one !== name && sorted(one) === sorted(name));
  const near = nearestName(
    name,
    meantNames.filter((one) => one.length > 3 && (one[0] === name[0] || one[0] === name[1])),
  );
  // A letter in front is rather a program's mark: `llnote`, `aeditor`.
  return near !== undefined && name.endsWith(near) ? undefined : near;
}

const sorted = (word: string): string => [...word].sort().join("");

/** What the .bib files of a site say together. */
export interface ParsedBibliography {
  /** In the order of the files, and in each in the order written. */
  readonly entries: readonly ParsedEntry[];
  /** The text of every @preamble, which may define LaTeX commands. */
  readonly preamble: string;
}

/** BibTeX's month macros (btxdoc 4, standard styles), by the name `parseYearMonthDay` knows. */
const monthMacros: ReadonlyMap<string, string> = new Map(
  "January February March April May June July August September October November December"
    .split(" ")
    .flatMap(
      (month) =>
        [
          [month.slice(0, 3).toLowerCase(), month],
          [month.toLowerCase(), month],
          ...(month === "September" ? ([["sept", month]] as const) : []),
        ] as const,
    ),
);

interface Macro {
  readonly value: string;
  /** The definitions, as they stand in their files, of the macros that its own value uses, and behind them its own. */
  readonly definitions: ReadonlySet<string>;
}

/**
 * Parses the .bib files of a site. A macro is looked up in its own file, where the last definition above the entry
 * counts, then among all definitions of that file, then in the other files in the order of their paths, where the last
 * one counts, then among the twelve months. Field and macro names do not regard case.
 */
export function parseBibtex(files: readonly SourceFile[]): Result<ParsedBibliography> {
  const diagnostics: Diagnostic[] = [];
  const entries: ParsedEntry[] = [];
  const preambles: string[] = [];
  const split = files.map((file) => {
    const { value, diagnostics: found } = splitBibtex(file);
    for (const one of found) diagnostics.push(one);
    return { file, blocks: value };
  });

  const tellBound = (name: BoundName, what: string, place: Place, key?: string) =>
    diagnostics.push(
      diagnostic({
        code: "text/bound",
        message: `${what} ${moreThan(name)}. ${bounds[name].beyond}`,
        hint: "write what was meant without so much repetition.",
        ...place,
        ...(key && { key }),
      }),
    );
  /** How many characters macros have stood for in fields. */
  let inserted = 0;

  const siteMacros = new Map<string, Macro>();
  const fileMacros = split.map(({ file, blocks }) => {
    const own = new Map<string, Macro>();
    for (const block of blocks) {
      if (block.type !== "string") continue;
      for (const field of block.fields) {
        const definitions = new Set<string>();
        const value = joinParts(field.parts, bounds.stringCharacters.most, (name) => {
          const macro = own.get(name) ?? siteMacros.get(name);
          for (const one of macro?.definitions ?? []) definitions.add(one);
          return macro?.value ?? monthMacros.get(name);
        });
        const passed = value === undefined ? "stringCharacters" : "stringParts";
        const isBeyond = value === undefined || definitions.size > bounds.stringParts.most;
        if (isBeyond) tellBound(passed, `The macro "${field.name}" stands for`, placeAt(file, field.start));
        const definition =
          block.fields.length === 1 && !file.text.slice(block.start, block.end).includes("%")
            ? file.text.slice(block.start, block.end)
            : `@string{${field.name} = ${sourceOf(field.parts, file)}}`;
        const macro: Macro = isBeyond
          ? { value: "", definitions: new Set() }
          : { value: value.text, definitions: definitions.add(definition) };
        own.set(field.name, macro);
        siteMacros.set(field.name, macro);
      }
    }
    return own;
  });

  for (const [index, { file, blocks }] of split.entries()) {
    const whole = fileMacros[index]!;
    const above = new Map<string, Macro>();
    for (const block of blocks) {
      if (block.type === "string") {
        for (const field of block.fields) above.set(field.name, whole.get(field.name)!);
        continue;
      }
      const expand = (raw: RawField): ParsedField | undefined => {
        let macroDefinitions: Set<string> | undefined;
        const joined = joinParts(raw.parts, bounds.fieldCharacters.most, (name, part) => {
          const macro = above.get(name) ?? whole.get(name) ?? siteMacros.get(name);
          if (macro) {
            const before = inserted;
            inserted += macro.value.length;
            if (inserted > bounds.stringsTogether.most) {
              if (before <= bounds.stringsTogether.most)
                tellBound("stringsTogether", "The site needs", placeAt(file, part.offset), block.key);
              return "";
            }
            macroDefinitions ??= new Set();
            for (const one of macro.definitions) macroDefinitions.add(one);
            return macro.value;
          }
          const month = monthMacros.get(name) ?? (isFlagField(raw.name) ? wordOfFlag(name) : undefined);
          if (month === undefined) {
            const nearest = nearestName(name, [...whole.keys(), ...siteMacros.keys(), ...monthMacros.keys()]);
            diagnostics.push(
              diagnostic({
                code: "input/undefined-string",
                message: `The macro "${part.text}" in the field "${raw.name}" is defined by no @string, so it stands for nothing.`,
                hint: nearest
                  ? `did you mean ${raw.name} = ${nearest}? If you meant the word, write ${raw.name} = {${part.text}}.`
                  : `write ${raw.name} = {${part.text}} if you meant the word, or define @string{${part.text} = {…}}.`,
                ...placeAt(file, part.offset),
                ...(block.key ? { key: block.key } : {}),
              }),
            );
          }
          return month;
        });
        if (!joined) {
          tellBound("fieldCharacters", `The field "${raw.name}" has`, placeAt(file, raw.start), block.key);
          return undefined;
        }
        const { text, segments } = joined;
        return {
          name: raw.name,
          format: "bibtex",
          value: closeDirections(text),
          segments,
          file,
          start: raw.start,
          end: raw.end,
          macroDefinitions: macroDefinitions && [...macroDefinitions],
        };
      };
      if (block.type === "preamble") {
        for (const field of block.fields) preambles.push(expand(field)?.value ?? "");
        continue;
      }
      const fields = new Map<string, ParsedField>();
      for (const raw of block.fields) {
        const field = expand(raw);
        if (!field) continue;
        const first = fields.get(field.name);
        if (!first) {
          fields.set(field.name, field);
          continue;
        }
        // An empty field says nothing, so a later one with a value is no contradiction.
        if (first.value.trim() === "") fields.set(field.name, field);
        if (first.value.trim() === "" || first.value === field.value) continue;
        diagnostics.push(
          diagnostic({
            code: "input/duplicate-field",
            message: `The field "${field.name}" stands twice in this entry with different values; the first is used.`,
            hint: "keep one of the two.",
            ...placeAt(file, field.start),
            key: block.key,
          }),
        );
      }
      const entry: ParsedEntry = {
        format: "bibtex",
        type: block.type,
        key: block.key || `entry-${placeAt(file, block.start).line}`,
        fields: [...fields.values()],
        file,
        start: block.start,
        end: block.end,
      };
      entries.push(entry);
      for (const found of misspeltFields(entry)) diagnostics.push(found);
      for (const found of repeatedFields(entry.fields.map(writtenField), isEarlier, entry.key)) diagnostics.push(found);
    }
  }
  return { value: { entries, preamble: preambles.join("\n") }, diagnostics };
}

/** Joins the parts of a value, replacing macros; an undefined one stands for nothing. No value is longer than `most`. */
function joinParts(
  parts: readonly RawPart[],
  most: number,
  lookUp: (name: string, part: RawPart) => string | undefined,
): { text: string; segments: readonly ValueSegment[] } | undefined {
  let text = "";
  const segments: ValueSegment[] = [];
  for (const part of parts) {
    segments.push({ start: text.length, offset: part.offset, fromMacro: part.kind === "macro" });
    text += part.kind === "macro" ? (lookUp(part.text.toLowerCase(), part) ?? "") : part.text;
    if (text.length > most) return undefined;
  }
  return { text, segments };
}

/** BibLaTeX reads the `date` and no `year` beside it; of two names of one field the one that stands first is taken here. */
function isEarlier(one: WrittenField, other: WrittenField): boolean {
  return one.part === "date" && other.part === "year";
}

function writtenField(field: ParsedField): WrittenField {
  const row = findEntryField(field.name, "document");
  // ACM's entries have the conference's place and the publisher's under names of one field, and `tags` are no keywords.
  const part = !row?.ofWork || ["location", "keywords"].includes(row.name) ? field.name : row.name;
  return { part, name: field.name, value: field.value, place: () => placeOfName(field) };
}

/** A value as BibTeX reads it, without the comments and line ends between its parts. */
function sourceOf(parts: readonly RawPart[], { text }: SourceFile): string {
  return parts
    .map((part) => {
      const delimiter = part.kind === "literal" ? text[part.offset - 1] : undefined;
      if (delimiter === "{") return `{${part.text}}`;
      return delimiter === '"' ? `"${part.text}"` : part.text;
    })
    .join(" # ");
}

/** Yes and no, which stand without braces where an author takes them for words of BibTeX's. */
function wordOfFlag(name: string): string | undefined {
  return /^(?:true|yes|false|no)$/.test(name) ? name : undefined;
}
