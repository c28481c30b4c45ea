import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { lostThing, somePaper } from "../diagnostic/lost-things.ts";
import { placeAt, type SourceFile } from "../read/source-file.ts";

/** At a line's start: a name, what should open an entry, a key with its comma, and the first field. */
const likeEntry =
  /^[ \t]*(@?)[ \t]*([A-Za-z]+)([ \t]*[{([<]|[ \t]+)[ \t]*([^\s,={}()"#%]+)[ \t]*,\s*[A-Za-z][\w+:-]*[ \t]*=[ \t]*["{\w]/gm;

/** At a line's start: an entry whose type is missing. */
const typeless = /^[ \t]*@[ \t]*\{[ \t]*([^\s,={}()"#%]+)[ \t]*,/gm;

/**
 * Reports what stands between two blocks and looks like an entry that BibTeX does not see: no `@` before it, no brace
 * behind its type, or no type. `from` and `to` bound the text; linear in its length.
 */
export function strayEntries(file: SourceFile, from: number, to: number): readonly Diagnostic[] {
  const text = file.text.slice(from, to);
  if (!/[,=]/.test(text)) return [];
  const found: Diagnostic[] = [];
  const tell = (index: number, key: string, message: string, hint: string) =>
    found.push({
      code: "parse/stray-entry",
      severity: "warning",
      message,
      hint,
      costs: [lostThing("paper", key), somePaper],
      key,
      ...placeAt(file, from + index),
    });
  for (const match of text.matchAll(likeEntry)) {
    const [whole, at, type = "", opening = "", key = ""] = match;
    const start = match.index + whole.search(/\S/);
    const isOpened = opening.trim() !== "";
    if (at === "" && !isOpened) continue;
    const fault = at === "" ? `no @ stands before "${type}"` : `no brace follows "@${type}"`;
    tell(
      start,
      key,
      `This looks like an entry with the key "${key}", but ${fault}, so BibTeX takes it for a comment and it is not read.`,
      `write @${type}{${key}, or begin its lines with % if it is to be left out.`,
    );
  }
  for (const match of text.matchAll(typeless)) {
    const key = match[1] ?? "";
    tell(
      match.index + match[0].search(/\S/),
      key,
      `This looks like an entry with the key "${key}", but no type follows the @, so it is not read.`,
      `write its type, as in @article{${key},`,
    );
  }
  return found;
}
