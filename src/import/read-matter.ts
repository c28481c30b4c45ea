// In: the text of a file of another system's. Out: what its YAML, TOML or JSON says, as texts, lists and maps, and the text below.
import { parse as parseToml, TomlError } from "smol-toml";
import { LineCounter, parseDocument, YAMLParseError } from "yaml";
import type { ImportReport } from "./import-report.ts";

/** What a file says: every value is a text, a list or a map, so that a date and "2106.05970" stay as they are written. */
export type Values = Readonly<Record<string, unknown>>;

/** A file of data. */
export interface Data {
  readonly file: string;
  readonly value: unknown;
  /** The line in which a value stands. */
  readonly lineOf: (...path: readonly (string | number)[]) => number;
}

/** A file with front matter. */
export interface Matter extends Data {
  readonly value: Values;
  readonly body: string;
  /** The line of the file in which the body begins. */
  readonly bodyLine: number;
}

type Language = "yaml" | "toml" | "json";

/** Front matter and what begins and ends it: YAML, Hugo's TOML, and JSON, which is one object. */
const opened: readonly (readonly [Language, RegExp])[] = [
  ["yaml", /^---[ \t]*\r?\n([\s\S]*?)(?<=\n)---[ \t]*(?:\r?\n|$)/],
  ["toml", /^\+\+\+[ \t]*\r?\n([\s\S]*?)(?<=\n)\+\+\+[ \t]*(?:\r?\n|$)/],
  ["json", /^(\{\r?\n[\s\S]*?\n\})[ \t]*(?:\r?\n|$)/],
];

/** Whether a text begins with front matter, as a page of Jekyll or Hugo does. */
export function hasMatter(text: string): boolean {
  return /^(?:---|\+\+\+)[ \t]*\r?\n|^\{\r?\n/.test(text);
}

/**
 * Cuts a text at its front matter and reads that. Without front matter all of it is body; undefined, and told, where the front
 * matter can't be read.
 */
export function readMatter(file: string, text: string, report: ImportReport): Matter | undefined {
  for (const [language, pattern] of opened) {
    const found = pattern.exec(text);
    if (!found) continue;
    const firstLine = language === "json" ? 1 : 2;
    const data = readAs(language, file, found[1]!, firstLine, report);
    if (data === undefined) return undefined;
    const bodyLine = linesIn(found[0]) + 1;
    return { ...data, value: mapOf(data.value), body: text.slice(found[0].length), bodyLine };
  }
  if (hasMatter(text)) {
    report.remark("front matter has no end, so its file can't be read", file, 1);
    return undefined;
  }
  return { file, value: {}, lineOf: () => 1, body: text, bodyLine: 1 };
}

/** Reads a file of data by its ending; undefined, and told, where it can't be read. */
export function readData(file: string, text: string, report: ImportReport): Data | undefined {
  const language = /\.toml$/i.test(file) ? "toml" : /\.json$/i.test(file) ? "json" : "yaml";
  return readAs(language, file, text, 1, report);
}

function readAs(
  language: Language,
  file: string,
  text: string,
  firstLine: number,
  report: ImportReport,
): Data | undefined {
  const fail = (message: string, line: number) => {
    const what = message.split("\n", 1)[0]!.replace(/ at line \d+, column \d+:?$/, "");
    report.remark(`${language.toUpperCase()} can't be read: ${what}`, file, firstLine - 1 + line);
    return undefined;
  };
  const near = (...path: readonly (string | number)[]) => {
    const name = path.findLast((step) => typeof step === "string") ?? "";
    const lines = text.split(/\r?\n/);
    const at = lines.findIndex((line) => new RegExp(`^\\s*"?${escapePattern(String(name))}"?\\s*[=:]`).test(line));
    return firstLine + Math.max(0, at);
  };
  try {
    if (language === "toml") return { file, value: asTexts(parseToml(text), 0), lineOf: near };
    if (language === "json") return { file, value: asTexts(JSON.parse(text), 0), lineOf: near };
    const lines = new LineCounter();
    const document = parseDocument(text, {
      schema: "failsafe",
      merge: true,
      uniqueKeys: false,
      lineCounter: lines,
      prettyErrors: false,
    });
    const [fault] = document.errors;
    if (fault) return fail(fault.message, lines.linePos(fault.pos[0]).line || 1);
    const value = asTexts(document.toJS({ maxAliasCount: 100 }), 0);
    const lineOf = (...path: readonly (string | number)[]) => {
      const node = document.getIn(path, true) as { range?: readonly number[] } | undefined;
      const offset = node?.range?.[0];
      return offset === undefined ? firstLine : firstLine - 1 + (lines.linePos(offset).line || 1);
    };
    return { file, value, lineOf };
  } catch (error) {
    // What these parsers throw is about the text; a fault of ours is thrown on.
    if (error instanceof TomlError) return fail(error.message, error.line);
    if (error instanceof SyntaxError || error instanceof YAMLParseError || error instanceof ReferenceError)
      return fail(error.message, 1);
    if (error instanceof RangeError) return fail("it is nested too deeply", 1);
    throw error;
  }
}

/** Deeper than any real file. */
const mostDepth = 100;

function asTexts(value: unknown, depth: number): unknown {
  if (depth > mostDepth) throw new RangeError("nested too deeply");
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map((one) => asTexts(one, depth + 1));
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asTexts(one, depth + 1)]));
  return String(value);
}

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

export const linesIn = (text: string): number => text.split("\n").length - 1;

/** The value where it is a map, else an empty one. */
export function mapOf(value: unknown): Values {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Values) : {};
}

/** The value where it is a list, else an empty one. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The value where it is a text, without blanks around it; else "". */
export const textOf = (value: unknown): string => (typeof value === "string" ? value.trim() : "");

/** The texts of a list, or the one text that is there. */
export function textsOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map(textOf).filter((text) => text !== "");
}

/** Whether a value says yes. */
export const isYes = (value: unknown): boolean => /^(?:true|yes|on|1)$/i.test(textOf(value));
