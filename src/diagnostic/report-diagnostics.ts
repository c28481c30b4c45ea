import type { Diagnostic } from "./diagnostic.ts";
import { printDiagnostics } from "./print-diagnostics.ts";

/** Writes messages to standard error: in colour on a terminal, with annotations in a workflow of GitHub's. */
export function reportDiagnostics(diagnostics: readonly Diagnostic[]): void {
  const color = process.stderr.isTTY === true && !process.env.NO_COLOR;
  process.stderr.write(printDiagnostics(diagnostics, { color, annotations: process.env.GITHUB_ACTIONS === "true" }));
}

/** Whether any message is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
