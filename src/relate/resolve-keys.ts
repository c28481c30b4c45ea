import type { Diagnostic, Result } from "../diagnostic/diagnostic.ts";
import type { ReadPublication } from "../model/read-publication.ts";

/**
 * Keeps the first of the publications that share a key and reports the others, each at its own place; keys that differ
 * only in case are kept, with a warning, since BibTeX takes them for one. An alias that is another's key is reported too.
 */
export function resolveKeys(publications: readonly ReadPublication[]): Result<{
  readonly first: readonly ReadPublication[];
  readonly repeated: readonly ReadPublication[];
}> {
  const diagnostics: Diagnostic[] = [];
  const first: ReadPublication[] = [];
  const repeated: ReadPublication[] = [];
  const byKey = new Map<string, ReadPublication>();
  const byFolded = new Map<string, ReadPublication>();
  for (const read of publications) {
    const { key, source } = read.publication;
    const place = { file: source.file, line: source.line, column: source.column };
    const same = byKey.get(key);
    if (same) {
      repeated.push(read);
      diagnostics.push({
        code: "relate/duplicate-key",
        severity: "error",
        message: `The key "${key}" is used before, in ${at(same)}, so this entry is left out.`,
        hint: "give one of the two another key, or delete it.",
        key,
        ...place,
      });
      continue;
    }
    first.push(read);
    byKey.set(key, read);
    const folded = key.toLowerCase();
    const similar = byFolded.get(folded);
    if (similar) {
      diagnostics.push({
        code: "relate/similar-keys",
        severity: "warning",
        message: `The key "${key}" differs from "${similar.publication.key}" in ${at(similar)} only in case; BibTeX takes them for one.`,
        hint: "give one of the two another key.",
        key,
        ...place,
      });
    } else byFolded.set(folded, read);
  }
  return { value: { first, repeated }, diagnostics };
}

function at({ publication: { source } }: ReadPublication): string {
  return `${source.file}:${source.line}`;
}
