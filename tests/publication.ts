import type { Publication } from "../src/record/publication.ts";
import { emptyOf, parts } from "../src/record/publication-fields.ts";

const empty = Object.fromEntries(
  parts.flatMap((part) => (emptyOf(part) === undefined ? [] : [[part, emptyOf(part)]])),
) as unknown as Publication;

/** A publication with nothing but a key, a title of the same words, and what a test says of it. */
export function publication(key: string, fields: Partial<Publication>): Publication {
  return {
    ...empty,
    key,
    type: "article-journal",
    title: [{ kind: "text", value: key }],
    visibility: "public",
    source: { format: "bibtex", file: "content/publications/test.bib", line: 1, column: 1 },
    ...fields,
  };
}
