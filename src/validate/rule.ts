import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { lostThing } from "../diagnostic/sort-diagnostics.ts";
import type { FileAt } from "../record/content-files.ts";
import type { Publication, ReadPublication } from "../record/publication.ts";

/** What the rules know besides the publication. */
export interface ValidationContext {
  /** What is published of a file of the site, or why it can't be. */
  readonly fileAt: FileAt;
  /** The key of a BibTeX entry that a misspelt one may mean. */
  readonly nearestEntry: (key: string) => string | undefined;
}

/** One rule: what is wrong with a publication, or nothing. */
export type Rule = (read: ReadPublication, context: ValidationContext) => readonly Diagnostic[];

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
