import type { Diagnostic } from "./diagnostic.ts";
import { withoutConsequences } from "./lost-things.ts";

/**
 * Errors before warnings, each by file, line and column; each message once, since a value that several entries inherit is
 * told of once, and none that only follows from another.
 */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  const rank = ({ severity }: Diagnostic) => (severity === "error" ? 0 : 1);
  return withoutConsequences(diagnostics)
    .filter(({ code, file, line, column, message }) => {
      const identity = `${file}\n${line}\n${column}\n${code}\n${message}`;
      return !seen.has(identity) && seen.add(identity);
    })
    .sort(
      (one, other) =>
        rank(one) - rank(other) ||
        (one.file < other.file ? -1 : one.file > other.file ? 1 : 0) ||
        one.line - other.line ||
        one.column - other.column,
    );
}
