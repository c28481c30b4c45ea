import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLError,
  type YAMLMap,
} from "yaml";
import { type BoundName, bounds, moreThan } from "../../diagnostic/bounds.ts";
import { type Diagnostic, diagnostic, type Place, type Result } from "../../diagnostic/diagnostic.ts";
import { lostThing } from "../../diagnostic/sort-diagnostics.ts";
import { closeDirections, withoutNoText } from "../../text/characters.ts";
import { lineOf, placeAt, type SourceFile } from "../files/source-file.ts";
import { findYamlFault, type YamlFault } from "./yaml-lines.ts";
import { findCutTexts, findEarlyEnd, findUnmeant, readLatexInQuotes } from "./yaml-unmeant.ts";

/** A stretch of a text and what belongs in its place. */
export interface TextMend {
  readonly at: number;
  readonly replaced: string;
  readonly replacement: string;
}

/** By how many blanks a tab may be meant. */
const widths = [2, 4, 8, 1] as const;

/**
 * Blanks for the tabs that lines of a YAML text are indented with; undefined where they do not make it right, or where it
 * says something else by another number of blanks.
 */
export function mendTabs(text: string): TextMend | undefined {
  const lines = [...text.matchAll(/(?<=^|\r\n|\r|\n)[ ]*\t[ \t]*/g)];
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const end = last.index + last[0].length;
  const replaced = text.slice(first.index, end);
  const mended = widths.flatMap((width) => {
    const replacement = replaced.replace(/(?<=^|\r\n|\r|\n)[ ]*\t[ \t]*/g, (space) =>
      space.replaceAll("\t", " ".repeat(width)),
    );
    const document = parseDocument(text.slice(0, first.index) + replacement + text.slice(end), {
      schema: "failsafe",
      logLevel: "silent",
    });
    return document.errors.length > 0
      ? []
      : [{ replacement, says: JSON.stringify(document.toJS({ maxAliasCount: 50 })) }];
  });
  const [best] = mended;
  if (best === undefined || mended.some(({ says }) => says !== best.says)) return undefined;
  return { at: first.index, replaced, replacement: best.replacement };
}

/** A path into a YAML value: names of fields and positions in lists. */
export type YamlPath = readonly (string | number)[];

/** YAML as plain values in which every scalar is the text the author typed, with the place of each. */
export interface LocatedYaml {
  readonly value: unknown;
  /** The place of the value at a path, or of the nearest enclosing value there is. */
  readonly placeOf: (path: YamlPath) => Place;
  /** The place of the name of a field. */
  readonly placeOfName: (path: YamlPath) => Place;
}

/** Names that would reach into JavaScript's own objects. */
const unsafeNames = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Parses YAML 1.2 that stands in a file from `offset` to `end`. By the failsafe schema all scalars stay text, so that
 * 2021-03-05 is no moment in time and 2106.05970 keeps its zero. One fault is an error, the first, told where the author
 * erred and not where the parser noticed; then there is no value. What can be read but is likely to be meant otherwise
 * is a warning.
 */
export function parseYaml(file: SourceFile, offset: number, end: number): Result<LocatedYaml | undefined> {
  const tell = ({ at, message, hint }: YamlFault, code: Diagnostic["code"] = "input/yaml"): Diagnostic => {
    const place = placeAt(file, offset + at);
    return diagnostic({ code, message, hint, excerpt: lineOf(file, place.line), ...place });
  };
  const fault = (one: YamlFault, code?: Diagnostic["code"]) => ({
    value: undefined,
    diagnostics: [{ ...tell(one, code), costs: [lostThing("file", file.path)] }] as readonly Diagnostic[],
  });
  const withMend = (told: ReturnType<typeof fault>, mend: TextMend | undefined): ReturnType<typeof fault> => {
    if (mend === undefined) return told;
    const { line, column } = placeAt(file, offset + mend.at);
    const fix = { line, column, replaced: mend.replaced, replacement: mend.replacement };
    return { ...told, diagnostics: told.diagnostics.map((one) => ({ ...one, fix })) };
  };
  const tooMuch = (name: BoundName) =>
    fault({
      at: 0,
      message: `This YAML has ${moreThan(name)}, so it is not read.`,
      hint:
        name === "yamlAliases"
          ? "write each value where it belongs, without & and *."
          : "divide it, or write what was meant more simply.",
    });
  // A line may end as on old Macs, which the parser does not know.
  const source = file.text.slice(offset, end).replace(/\r(?!\n)/g, "\n");
  const plain = readPlainFields(source);
  if (plain) return { value: locatePlainFields(plain, file, offset), diagnostics: [] };
  const early = findEarlyEnd(source);
  if (early) return fault(early);
  if (mayNestTo(source) > 10 * bounds.yamlDepth.most) return tooMuch("yamlDepth");
  try {
    const document: Document = parseDocument(source, {
      schema: "failsafe",
      logLevel: "silent",
      prettyErrors: false,
      stringKeys: true,
    });
    const escapes = readLatexInQuotes(document, source);
    const [error] = [...document.errors].sort((one, other) => one.pos[0] - other.pos[0]);
    if (error) return withMend(fault(explain(error, source)), mendTabs(file.text.slice(offset, end)));
    const unmeant = findUnmeant(document, source);
    if (unmeant) return fault(unmeant);

    let unsafe: Node | undefined;
    const long: number[] = [];
    let [items, deepest] = [0, 0];
    visit(document, {
      Node(_, node, path) {
        items += 1;
        // The path has the document, and between two values of a group the pair that they are in.
        if (isMap(node) || isSeq(node)) deepest = Math.max(deepest, path.filter(isNode).length + 1);
      },
    });
    if (deepest > bounds.yamlDepth.most) return tooMuch("yamlDepth");
    if (items > bounds.yamlItems.most) return tooMuch("yamlItems");
    visit(document, {
      Scalar(_, scalar) {
        if (typeof scalar.value !== "string") return;
        if (scalar.value.length > bounds.fieldCharacters.most) {
          long.push(scalar.range![0]);
          scalar.value = "";
        }
        scalar.value = closeDirections(withoutNoText(String(scalar.value)));
      },
      Pair(_, pair) {
        if (isScalar(pair.key) && unsafeNames.has(String(pair.key.value))) unsafe ??= pair.key;
      },
    });
    if (unsafe) {
      const name = isScalar(unsafe) ? String(unsafe.value) : "";
      const message = `A field can't be called "${name}".`;
      return fault({ at: unsafe.range![0], message, hint: "give it another name." }, "input/unsafe-name");
    }
    const cuts = findCutTexts(document, source);
    const pairs = new WeakMap<YAMLMap, ReadonlyMap<unknown, Pair>>();
    /** The pair of a name in a group, which is asked for once for each of its names. */
    const pairIn = (map: YAMLMap, name: string | number) => {
      const known =
        pairs.get(map) ?? new Map(map.items.map((pair) => [isScalar(pair.key) ? pair.key.value : pair.key, pair]));
      pairs.set(map, known);
      return known.get(String(name));
    };
    /** The nodes on the way to a value, as far as there are some. */
    const nodesOn = (path: YamlPath): readonly Node[] => {
      const nodes: Node[] = [];
      let node: unknown = document.contents;
      for (const step of [...path, undefined]) {
        if (!isNode(node) || isAlias(node)) break;
        nodes.push(node);
        if (step === undefined) break;
        node = isMap(node) ? pairIn(node, step)?.value : isSeq(node) ? node.items[Number(step)] : undefined;
      }
      return nodes;
    };
    const value: LocatedYaml = {
      value: document.toJS({ maxAliasCount: bounds.yamlAliases.most + 1 }),
      placeOf: (path) => placeAt(file, offset + (nodesOn(path).findLast(({ range }) => range)?.range?.[0] ?? 0)),
      placeOfName: (path) => {
        const map = nodesOn(path.slice(0, -1)).at(path.length - 1);
        const key = isMap(map) ? pairIn(map, path.at(-1)!)?.key : undefined;
        return placeAt(file, offset + (isNode(key) ? (key.range?.[0] ?? 0) : 0));
      },
    };
    return {
      value,
      diagnostics: [
        ...escapes.map((one) => tell(one, "input/yaml-escape")),
        ...cuts.map((one) => tell(one, "input/yaml-comment")),
        ...long.map((at) =>
          tell(
            { at, message: `Here stand ${moreThan("fieldCharacters")}, so it is left out.`, hint: "divide it." },
            "text/bound",
          ),
        ),
      ],
    };
  } catch (error) {
    // The parser goes into each level by a call of its own.
    if (error instanceof RangeError) return tooMuch("yamlDepth");
    if (error instanceof ReferenceError) return tooMuch("yamlAliases");
    throw error;
  }
}

/**
 * How deep values may be nested, at most, by brackets that are opened and by what lines begin with. The parser calls itself
 * for each level, and where that goes too deep an expression that it asks may end the program.
 */
function mayNestTo(source: string): number {
  let [depth, deepest] = [0, 0];
  for (const [sign] of source.matchAll(/[[\]{}]/g)) {
    depth = sign === "[" || sign === "{" ? depth + 1 : Math.max(0, depth - 1);
    deepest = Math.max(deepest, depth);
  }
  for (const [lead] of source.matchAll(/^(?:[ \t]|[-?](?=[ \t]))+/gm)) deepest = Math.max(deepest, lead.length);
  return deepest;
}

/** A field whose value is a text or a list of texts on the field's line, and where its name, value and items begin. */
interface PlainField {
  readonly at: number;
  readonly valueAt: number;
  readonly value: string | string[];
  readonly itemsAt: readonly number[];
}

/** No sign that YAML gives a meaning, at the beginning (7.3.3) or behind it, and none that is no text. */
const plainText = String.raw`[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} .,;()/'’–—&*?!+=$_-]|:(?=[\p{L}\p{N}/]))*(?<! )`;
const plainItem = String.raw`[\p{L}\p{N}][\p{L}\p{M}\p{N} .'’*_+-]*(?<! )`;
const quotedText = String.raw`"[\p{L}\p{M}\p{N} .,;:()/'’–—&*?!+=$_-]*"`;
const plainField = new RegExp(
  String.raw`^([A-Za-z][\w-]*): (?:(${plainText})|(${quotedText})|\[(${plainItem}(?:, ${plainItem})*)\])$`,
  "u",
);

/**
 * The fields of YAML in which each line is a name, a colon and a text, or a list of texts in brackets, that can be read one
 * way only; undefined for all other YAML, which is the parser's. Most papers' front matter is of this kind.
 */
function readPlainFields(source: string): ReadonlyMap<string, PlainField> | undefined {
  if (source.length > 20_000) return undefined;
  const fields = new Map<string, PlainField>();
  let at = 0;
  for (const line of source.replace(/\n$/, "").split("\n")) {
    // The name of a field has at most 1,024 characters (YAML 1.2.2, 7.4.2), and so has this whole line.
    const found = line.length <= 1024 ? plainField.exec(line) : null;
    const name = found?.[1];
    if (!found || name === undefined || fields.has(name) || unsafeNames.has(name)) return undefined;
    const valueAt = at + name.length + 2;
    const items = found[4]?.split(", ");
    const text = (raw: string) => closeDirections(withoutNoText(raw));
    let next = valueAt + 1;
    const itemsAt = (items ?? []).map((item) => {
      next += item.length + 2;
      return next - item.length - 2;
    });
    fields.set(name, { at, valueAt, value: items?.map(text) ?? text(found[2] ?? found[3]!.slice(1, -1)), itemsAt });
    at += line.length + 1;
  }
  return fields;
}

function locatePlainFields(fields: ReadonlyMap<string, PlainField>, file: SourceFile, offset: number): LocatedYaml {
  const fieldOf = ([name]: YamlPath) => fields.get(String(name));
  return {
    value: Object.fromEntries([...fields].map(([name, { value }]) => [name, value])),
    placeOf: (path) => {
      const field = fieldOf(path);
      return placeAt(file, offset + (field?.itemsAt[Number(path[1])] ?? field?.valueAt ?? 0));
    },
    placeOfName: (path) => placeAt(file, offset + ((path.length === 1 && fieldOf(path)?.at) || 0)),
  };
}

/** What an author did wrong where the parser found an error. */
function explain({ code, pos }: YAMLError, source: string): YamlFault {
  if (code === "DUPLICATE_KEY") {
    const name = /^[^:\r\n]*/.exec(source.slice(pos[0]))![0].trim();
    const message = `The field "${name}" stands twice among these fields; this is the second one.`;
    return { at: pos[0], message, hint: "keep one of the two." };
  }
  const found = findYamlFault(source);
  if (found) return found;
  if (code === "BLOCK_IN_FLOW" || code === "MISSING_CHAR") {
    const message = "Between the brackets a comma is missing, or an item holds a colon.";
    return { at: pos[0], message, hint: "part the items by commas, and put one that holds a colon into quotes." };
  }
  return {
    at: pos[0],
    message: "This line can't be read as YAML.",
    hint: "write each field on a line of its own: its name, a colon, a blank and its value, in quotes where it holds signs of YAML's.",
  };
}
