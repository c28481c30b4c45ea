// A fault and what only follows from it: the fault says what it costs, a message what it misses, both by these names.
import { foldWords } from "../memory/fold.ts";
import type { Diagnostic } from "./diagnostic.ts";

/**
 * What can be missing because of a fault: a paper or collection by its key or address, a file by its path, a field by the
 * key of its entry, or the path of a Markdown file, and its name: "smith2021 year".
 */
export type LostKind = "paper" | "collection" | "file" | "field";

/** The name by which a fault says what it costs and a message what it misses: a key and its address have one name. */
export function lostThing(kind: LostKind, name: string): string {
  return `${kind}:${kind === "file" ? name : foldWords(name).join("-")}`;
}

/** What a fault costs that takes a paper away whose key can't be known: each paper that is missed may be that one. */
export const somePaper = "paper:?";

/**
 * The diagnostics without those that follow from another: what they miss is there again when that one is mended. It is an
 * error where one of them was.
 */
export function withoutConsequences(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const causes = new Map<string, Diagnostic>();
  for (const one of diagnostics) for (const lost of one.costs ?? []) if (!causes.has(lost)) causes.set(lost, one);
  if (causes.size === 0) return diagnostics;
  const causeOf = (told: Diagnostic): Diagnostic | undefined => {
    for (const name of told.misses ?? []) {
      for (const lost of name.startsWith("paper:") ? [name, somePaper] : [name]) {
        const cause = causes.get(lost);
        if (cause !== undefined && cause !== told) return cause;
      }
    }
    return undefined;
  };
  const grave = new Set<Diagnostic>();
  const left = diagnostics.filter((told) => {
    const cause = causeOf(told);
    if (cause && told.severity === "error") grave.add(cause);
    return cause === undefined;
  });
  return left.map((one) => (grave.has(one) ? { ...one, severity: "error" } : one));
}

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
