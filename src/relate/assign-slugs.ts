import { createHash } from "node:crypto";
import { type Diagnostic, diagnostic, type Result } from "../diagnostic/diagnostic.ts";
import { readableSlug } from "../memory/fold.ts";
import type { ReadPublication } from "../record/publication.ts";

/**
 * Keeps the first of the publications that share a key and reports the others, each at its own place; keys that differ
 * only in case are kept, with a warning, since BibTeX takes them for one.
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
      diagnostics.push(
        diagnostic({
          code: "relate/duplicate-key",
          message: `The key "${key}" is used before, in ${at(same)}, so this entry is left out.`,
          hint: "give one of the two another key, or delete it.",
          key,
          ...place,
        }),
      );
      continue;
    }
    first.push(read);
    byKey.set(key, read);
    const folded = key.toLowerCase();
    const similar = byFolded.get(folded);
    if (similar) {
      diagnostics.push(
        diagnostic({
          code: "relate/similar-keys",
          message: `The key "${key}" differs from "${similar.publication.key}" in ${at(similar)} only in case; BibTeX takes them for one.`,
          hint: "give one of the two another key.",
          key,
          ...place,
        }),
      );
    } else byFolded.set(folded, read);
  }
  return { value: { first, repeated }, diagnostics };
}

function at({ publication: { source } }: ReadPublication): string {
  return `${source.file}:${source.line}`;
}

/**
 * The last part of the address of each key, in the keys' order: lower case ASCII letters, digits, hyphens, dots and
 * underscores, beginning with a letter or digit, at most 80 long, unique, and the same however many other keys there are, unless
 * two keys come out alike: then a key that is its own slug keeps it and every other gets a hash of itself.
 */
export function assignSlugs(keys: readonly string[]): readonly string[] {
  const readable = keys.map(readableSlug);
  const counts = new Map<string, number>();
  for (const slug of readable) counts.set(slug, (counts.get(slug) ?? 0) + 1);
  const taken = new Set<string>();
  return keys.map((key, index) => {
    const slug = readable[index]!;
    const isPlain = slug !== "" && (counts.get(slug) === 1 || slug === key) && !taken.has(slug);
    let result = isPlain ? slug : withHash(slug, key);
    for (let again = 2; taken.has(result); again++) result = withHash(slug, `${key}\n${again}`);
    taken.add(result);
    return result;
  });
}

function withHash(slug: string, key: string): string {
  const hash = createHash("sha256").update(key).digest("hex").slice(0, 8);
  return slug === "" ? hash : `${slug.slice(0, 71)}-${hash}`;
}
