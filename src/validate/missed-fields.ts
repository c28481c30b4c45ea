import { lostThing } from "../diagnostic/lost-things.ts";
import type { Publication } from "../model/publication.ts";

/**
 * What a message misses that says that a publication lacks a field, under any of its names: the field, all that its entry
 * says, and for a Markdown file the BibTeX entry that it may have been written for.
 */
export function missedFields({ key, source }: Publication, names: readonly string[]): readonly string[] {
  const entry = source.format === "markdown" ? source.file : key;
  return [
    lostThing("field", entry),
    ...names.map((name) => lostThing("field", `${entry} ${name}`)),
    ...(source.format === "markdown" ? [lostThing("paper", key)] : []),
  ];
}
