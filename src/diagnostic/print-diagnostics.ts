import { styleText } from "node:util";
import type { Diagnostic } from "./diagnostic.ts";

/** A message, and others that say the same of other places. */
export interface DiagnosticGroup {
  readonly told: Diagnostic;
  readonly others: readonly Diagnostic[];
}

/** So many warnings of one kind are told one by one; more of them, once. */
const mostAlike = 3;

/** Puts warnings that say the same, but for the author's words in them, to the first of them; errors stand for themselves. */
export function groupDiagnostics(diagnostics: readonly Diagnostic[]): readonly DiagnosticGroup[] {
  const alike = new Map<string, Diagnostic[]>();
  for (const one of diagnostics) {
    if (one.severity === "error") continue;
    const shape = shapeOf(one);
    const known = alike.get(shape);
    if (known) known.push(one);
    else alike.set(shape, [one]);
  }
  return diagnostics.flatMap((told): DiagnosticGroup[] => {
    const [first, ...others] = (told.severity === "warning" && alike.get(shapeOf(told))) || [told];
    if (others.length < mostAlike) return [{ told, others: [] }];
    return first === told ? [{ told, others }] : [];
  });
}

/** The words in quotes of a message, by which it differs from others like it. */
export function quotedIn({ message }: Diagnostic): string | undefined {
  return /"[^"]*"/.exec(message)?.[0];
}

/** What a message says of any place: without the author's words, but with the guess at what was meant by them. */
function shapeOf({ code, message, hint = "" }: Diagnostic): string {
  const bare = message.replace(/"[^"]*"/g, '""').replace(/(?<!\S)\S*\/\S+|\d+/g, "#");
  return [code, bare, /\bdid you mean\b/i.test(hint) ? hint : ""].join("\n");
}

/** How messages are printed: in colour on a terminal, plain into a pipe, and as annotations of GitHub's besides. */
export interface PrintOptions {
  readonly color: boolean;
  /** Adds a workflow command for each message, which GitHub shows beside the line (its documentation, "workflow commands"). */
  readonly annotations: boolean;
  /** Prints each message by itself; else warnings that are many and alike are said once, with their places. */
  readonly all?: boolean;
}

/** The messages as text, each with its place, then how many there are; empty where there are none. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], options: PrintOptions): string {
  if (diagnostics.length === 0) return "";
  const { color, annotations, all = false } = options;
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    color ? styleText(style, text, { validateStream: false }) : text;
  const groups = all ? diagnostics.map((told) => ({ told, others: [] })) : groupDiagnostics(diagnostics);
  const blocks = groups.map(({ told, others }) => {
    const { file, line, column, severity, code, message, hint, excerpt } = told;
    const tone = severity === "error" ? "red" : "yellow";
    const lines = [
      `${paint("bold", `${clean(file)}:${line}:${column}`)}  ${paint(tone, severity)}  ${code}`,
      `  ${clean(message)}`,
      ...(excerpt === undefined ? [] : pointAt(excerpt, column).map((text) => `    ${text}`)),
      ...(hint === undefined ? [] : [paint("dim", `  hint: ${clean(hint)}`)]),
      ...(others.length === 0 ? [] : [`  ${placesOf(others, told)}`]),
    ];
    return lines.join("\n");
  });
  const parts = [...blocks, countDiagnostics(diagnostics)];
  return `${parts.join("\n\n")}\n${annotations ? annotateDiagnostics(diagnostics) : ""}`;
}

/** How many places of messages that are alike are named. */
const placesShown = 12;

function placesOf(others: readonly Diagnostic[], told: Diagnostic): string {
  const shown = others.slice(0, placesShown).map((one) => {
    const quoted = quotedIn(one);
    const place = `${clean(one.file)}:${one.line}:${one.column}`;
    return quoted === undefined || quoted === quotedIn(told) ? place : `${place} ${clean(quoted)}`;
  });
  const rest = others.length > placesShown ? ", … (check --all prints each)" : "";
  return `and ${others.length} more like it: ${shown.join(", ")}${rest}`;
}

/** How much of a line is shown around the place in it, in characters. */
const excerptWidth = 76;

/** A line, cut around a column where it is long, and a caret below that column. */
function pointAt(line: string, column: number): readonly [string, string] {
  const shown = [...line.replace(steering, (control) => (control === "\t" ? " " : "�"))];
  const at = [...line.slice(0, column - 1)].length;
  const from = shown.length <= excerptWidth ? 0 : Math.max(0, Math.min(at - 40, shown.length - excerptWidth));
  const before = from > 0 ? "…" : "";
  const after = from + excerptWidth < shown.length ? "…" : "";
  const part = shown.slice(from, from + excerptWidth).join("");
  return [forLog(`${before}${part}${after}`.trimEnd()), `${" ".repeat(at - from + before.length)}^`];
}

/** "2 errors, 1 warning". */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const count = (number: number, word: string) => (number === 0 ? [] : [`${number} ${word}${number === 1 ? "" : "s"}`]);
  return [...count(errors, "error"), ...count(diagnostics.length - errors, "warning")].join(", ") || "no errors";
}

/**
 * The messages as compilers print theirs, one a line, for editors: `file:line:column: severity: message [code]`, as the problem
 * matcher of `starter/site/.vscode/tasks.json` reads it.
 */
export function diagnosticLines(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ file, line, column, severity, code, message, hint }) => {
      const said = hint === undefined ? message : `${message} Hint: ${hint}`;
      return `${clean(file)}:${line}:${column}: ${severity}: ${clean(said)} [${code}]\n`;
    })
    .join("");
}

/** The messages as workflow commands of GitHub's, one a line. */
export function annotateDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(annotation).join("");
}

function annotation({ severity, file, line, column, code, message, hint }: Diagnostic): string {
  const data = (text: string) => text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
  const property = (text: string) => data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
  const body = withoutCommands(hint === undefined ? message : `${message}\nhint: ${hint}`);
  return `::${severity} file=${property(withoutCommands(file))},line=${line},col=${column},title=${property(code)}::${data(body)}\n`;
}

/** What must not steer a terminal nor turn what stands behind it: control characters, and those that set a direction. */
const steering = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

function clean(text: string): string {
  return forLog(text.replace(/\s+/g, " ").replace(steering, "�"));
}

/**
 * Text that may hold an author's words, as it may be printed: a runner of GitHub's obeys `##[…]` anywhere in a line, and
 * `::…` at the beginning of one, so both are parted there.
 */
export function forLog(text: string): string {
  return process.env.GITHUB_ACTIONS === "true" ? withoutCommands(text) : text;
}

function withoutCommands(text: string): string {
  return text.replaceAll("##[", "## [").replace(/:(?=:)/g, ": ");
}

/** The same of JSON, whose value stays as it is. */
export function jsonForLog(value: unknown): string {
  return `${JSON.stringify(value, null, 2)
    .replaceAll("##[", "##\\u005b")
    .replace(/(?<=:):/g, "\\u003a")}\n`;
}

/** Where messages are written, and how. */
export interface ReportOptions {
  readonly stream?: NodeJS.WriteStream;
  readonly all?: boolean;
}

/** Writes messages, to standard error where nothing else is said: in colour on a terminal, with annotations in a workflow of GitHub's. */
export function reportDiagnostics(
  diagnostics: readonly Diagnostic[],
  { stream = process.stderr, all = false }: ReportOptions = {},
): void {
  const color = stream.isTTY === true && !process.env.NO_COLOR;
  stream.write(printDiagnostics(diagnostics, { color, all, annotations: process.env.GITHUB_ACTIONS === "true" }));
}

/** Whether any message is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

/** Messages as `check --format json` prints them; `diagnostics.schema.json` describes it. Null is "none". */
export function diagnosticsToJson(diagnostics: readonly Diagnostic[]): string {
  const shown = diagnostics.map(({ file, line, column, severity, code, message, hint, key, fix }) => ({
    file,
    line,
    column,
    severity,
    code,
    message,
    hint: hint ?? null,
    key: key ?? null,
    fix: fix ?? null,
  }));
  return jsonForLog(shown);
}
