import { styleText } from "node:util";
import type { Diagnostic } from "./diagnostic.ts";

/** How messages are printed: in colour on a terminal, plain into a pipe, and as annotations of GitHub's besides. */
export interface PrintOptions {
  readonly color: boolean;
  /** Adds a workflow command for each message, which GitHub shows beside the line (its documentation, "workflow commands"). */
  readonly annotations: boolean;
}

/** The messages as text, each with its place, then how many there are; empty where there are none. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], { color, annotations }: PrintOptions): string {
  if (diagnostics.length === 0) return "";
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    color ? styleText(style, text, { validateStream: false }) : text;
  const blocks = diagnostics.map((diagnostic) => {
    const { file, line, column, severity, code, message, hint } = diagnostic;
    const tone = severity === "error" ? "red" : "yellow";
    const lines = [
      `${paint("bold", `${clean(file)}:${line}:${column}`)}  ${paint(tone, severity)}  ${code}`,
      `  ${clean(message)}`,
      ...(hint === undefined ? [] : [paint("dim", `  hint: ${clean(hint)}`)]),
    ];
    return lines.join("\n");
  });
  const parts = [...blocks, countDiagnostics(diagnostics)];
  return `${parts.join("\n\n")}\n${annotations ? diagnostics.map(annotation).join("") : ""}`;
}

/** "2 errors, 1 warning". */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const count = (number: number, word: string) => (number === 0 ? [] : [`${number} ${word}${number === 1 ? "" : "s"}`]);
  return [...count(errors, "error"), ...count(diagnostics.length - errors, "warning")].join(", ") || "no errors";
}

function annotation({ severity, file, line, column, code, message, hint }: Diagnostic): string {
  const data = (text: string) => text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
  const property = (text: string) => data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
  const body = hint === undefined ? message : `${message}\nhint: ${hint}`;
  return `::${severity} file=${property(file)},line=${line},col=${column},title=${property(code)}::${data(body)}\n`;
}

/** Text of an author's may hold control characters, which must not steer a terminal. */
function clean(text: string): string {
  return text.replace(/\s+/g, " ").replace(/\p{Cc}/gu, "�");
}
