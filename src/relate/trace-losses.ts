import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { lostThing, somePaper } from "../diagnostic/sort-diagnostics.ts";
import { foldWords } from "../memory/fold.ts";
import type { Collection } from "../record/site-settings.ts";

/**
 * Says of each fault that takes a file or a paper away what else goes with it: the papers that the file holds, the
 * collection that it is, and the collections that the lost text may have filled. `textOf` gives the text of a file.
 */
export function traceLosses(
  diagnostics: readonly Diagnostic[],
  textOf: (file: string) => string | undefined,
  collections: readonly Collection[],
): readonly Diagnostic[] {
  const linesOf = new Map<string, readonly string[]>();
  const entryText = (file: string, text: string, line: number) => {
    const lines = linesOf.get(file) ?? text.split(/\r\n|\r|\n/);
    linesOf.set(file, lines);
    return entryAround(lines, line);
  };
  return diagnostics.map((one) => {
    const costs = one.costs ?? [];
    const losesFile = costs.includes(lostThing("file", one.file));
    if (!losesFile && !costs.some((name) => name.startsWith("paper:"))) return one;
    const whole = textOf(one.file);
    const text = losesFile || /\.md$/i.test(one.file) ? whole : whole && entryText(one.file, whole, one.line);
    const held = losesFile ? heldBy(one.file, whole ?? "") : [];
    const isPaper = [...costs, ...held].some((name) => name.startsWith("paper:"));
    const filled = isPaper ? collections.filter((collection) => mayFill(text, collection)) : [];
    return { ...one, costs: [...costs, ...held, ...filled.map(({ slug }) => lostThing("collection", slug))] };
  });
}

/** What a file of content stands for. */
function heldBy(file: string, text: string): readonly string[] {
  const [, name = "", ending = ""] = /([^/]*?)\.(\w+)$/.exec(file.replace(/\/index\.md$/i, ".md")) ?? [];
  const field = (wanted: string) => new RegExp(`^${wanted}\\s*:\\s*["']?([^"'\\r\\n]+)`, "m").exec(text)?.[1]?.trim();
  const kind = /^content\/(publications|collections)\//.exec(file)?.[1];
  const also = (more: string | undefined) => (more === undefined ? [name] : [name, more]);
  if (kind === "collections") return also(field("title")).map((one) => lostThing("collection", one));
  if (kind !== "publications") return [];
  return /^bib/i.test(ending) ? [somePaper] : also(field("key")).map((one) => lostThing("paper", one));
}

/** The BibTeX entry in which a line stands. */
function entryAround(lines: readonly string[], line: number): string {
  const begins = (index: number) => /^\s*@/.test(lines[index] ?? "");
  let first = line - 1;
  while (first > 0 && !begins(first)) first--;
  let next = first + 1;
  while (next < lines.length && !begins(next)) next++;
  return lines.slice(first, next).join("\n");
}

/** Whether a text that can't be read may belong to a collection: it names it, or the collection takes what it finds. */
function mayFill(text: string | undefined, { slug, title, match }: Collection): boolean {
  if (match !== undefined || text === undefined) return true;
  const words = `-${foldWords(text).join("-")}-`;
  return [slug, title].some((name) => words.includes(`-${foldWords(name).join("-")}-`));
}
