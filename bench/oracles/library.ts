// A library as the oracles are given it: one text, and the stretch of it that each entry takes.

import { parseBibtex } from "../../src/input/bibtex/parse-bibtex.ts";
import { sourceFile } from "../../src/input/files/source-file.ts";
import { inheritFields } from "../../src/input/publication/inherit.ts";
import { isWork } from "../../src/input/publication/normalize-entry.ts";
import { readPublications } from "../../src/pipeline.ts";
import type { Publication } from "../../src/record/publication.ts";
import { librariesIn } from "../round-trip.ts";

/** A stretch of a library's text. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** An entry whose key is used once, with what we read in it. */
export interface LibraryEntry extends Stretch {
  readonly key: string;
  readonly publication: Publication;
  /** The entries it inherits from. */
  readonly parents: readonly Stretch[];
}

export interface Library {
  readonly name: string;
  readonly text: string;
  readonly entries: readonly LibraryEntry[];
  /** All blocks that are entries, in the order of the text. */
  readonly stretches: readonly Stretch[];
}

/** The libraries of a folder that have no more than so many entries, the smallest first. */
export function readLibraries(folder: string, most: number): readonly Library[] {
  return [...librariesIn(folder)]
    .map(([name, files]) => readLibrary(name.replace(/\.bib$/, ""), files.map(({ text }) => text).join("\n")))
    .filter(({ stretches }) => stretches.length > 0 && stretches.length <= most)
    .sort((one, other) => one.stretches.length - other.stretches.length);
}

export function readLibrary(name: string, written: string): Library {
  const text = written.replace(/\r\n?/g, "\n");
  const file = sourceFile(`${name}.bib`, text);
  const entries = inheritFields(parseBibtex([file]).value.entries).value;
  const uses = new Map<string, number>();
  for (const { key } of entries) uses.set(key.toLowerCase(), (uses.get(key.toLowerCase()) ?? 0) + 1);
  const publications = new Map(
    readPublications([file]).value.map(({ publication }) => [publication.key, publication] as const),
  );
  return {
    name,
    text,
    stretches: entries,
    entries: entries.flatMap((entry): LibraryEntry[] => {
      const publication = publications.get(entry.key);
      if (!publication || !isWork(entry) || uses.get(entry.key.toLowerCase()) !== 1) return [];
      return [{ key: entry.key, publication, parents: entry.parents, start: entry.start, end: entry.end }];
    }),
  };
}

/** A text with blanks in place of some stretches, so that lines and offsets stay what they are. */
export function blankOut(text: string, stretches: Iterable<Stretch>): string {
  let blanked = text;
  for (const { start, end } of stretches)
    blanked = blanked.slice(0, start) + blanked.slice(start, end).replace(/[^\n]/g, " ") + blanked.slice(end);
  return blanked;
}
