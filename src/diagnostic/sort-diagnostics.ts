import type { Diagnostic } from "./diagnostic.ts";

/** By file, line and column, each message once: a value that several entries inherit is told of once. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics
    .filter(({ code, file, line, column, message }) => {
      const identity = `${file}\n${line}\n${column}\n${code}\n${message}`;
      return !seen.has(identity) && seen.add(identity);
    })
    .sort(
      (one, other) =>
        (one.file < other.file ? -1 : one.file > other.file ? 1 : 0) ||
        one.line - other.line ||
        one.column - other.column,
    );
}
