import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { printDiagnostics } from "../diagnostic/print-diagnostics.ts";

/** Writes messages to standard error: in colour on a terminal, with annotations in a workflow of GitHub's. */
export function report(diagnostics: readonly Diagnostic[]): void {
  const color = process.stderr.isTTY === true && !process.env.NO_COLOR;
  process.stderr.write(printDiagnostics(diagnostics, { color, annotations: process.env.GITHUB_ACTIONS === "true" }));
}

/** Whether any message is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
