// What pandoc reads in a library, as CSL-JSON by key.
import { spawnSync } from "node:child_process";
import type { Item } from "../readers.ts";
import { blankOut, type Library, type LibraryEntry, type Stretch } from "./library.ts";

export interface PandocReading {
  readonly items: ReadonlyMap<string, Item>;
  readonly refused: number;
}

/** So many entries are given at once; of a batch that pandoc refuses each half is tried. */
const batch = 200;

export function readWithPandoc({ text, entries, stretches }: Library): PandocReading {
  const items = new Map<string, Item>();
  let refused = 0;
  const between = blankOut(text, stretches)
    .replace(/^\s+$/gm, "")
    .replace(/\n{2,}/g, "\n");
  const macros = [...between.matchAll(/^[ \t]*@string[^@]*/gim)].map(([macro]) => macro).join("\n");
  const ask = (some: readonly LibraryEntry[]): void => {
    const wanted = new Map<number, Stretch>();
    for (const entry of some) for (const one of [entry, ...entry.parents]) wanted.set(one.start, one);
    const given = [macros, ...[...wanted.values()].map(({ start, end }) => text.slice(start, end))].join("\n\n");
    const answer = convert(given);
    if (answer) {
      const byId = new Map(answer.map((item) => [item.id, item]));
      for (const { key } of some) if (byId.has(key)) items.set(key, byId.get(key)!);
    } else if (some.length === 1) refused += 1;
    else for (const half of [some.slice(0, some.length >> 1), some.slice(some.length >> 1)]) ask(half);
  };
  for (let at = 0; at < entries.length; at += batch) ask(entries.slice(at, at + batch));
  return { items, refused };
}

function convert(text: string): readonly Item[] | undefined {
  const { status, stdout } = spawnSync("pandoc", ["-f", "biblatex", "-t", "csljson"], {
    input: text,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    timeout: 120_000,
  });
  return status === 0 ? JSON.parse(stdout) : undefined;
}
