import type { Diagnostic } from "./diagnostic.ts";
import { printDiagnostics } from "./print-diagnostics.ts";

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
