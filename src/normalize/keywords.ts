import { latexToPlain } from "./latex.ts";
import { splitOutside } from "./name-structure.ts";

/**
 * The keywords of a field, in the author's order: split at semicolons where one stands outside of braces, else at commas
 * (biblatex manual 2.2.2 has commas, publishers' exports semicolons; full-width ones count). Each is decoded once; a
 * keyword that came before, in any case, is left out.
 */
export function splitKeywords(text: string): readonly string[] {
  const bySemicolon = splitOutside(text, ";；");
  const pieces = bySemicolon.length > 1 ? bySemicolon : splitOutside(text, ",，、");
  const keywords = new Map<string, string>();
  for (const piece of pieces) {
    const plain = /[\\{}$~<&`"\-?!]/.test(piece.text) ? latexToPlain(piece.text).value : piece.text;
    const keyword = plain.replace(/\s+/g, " ").trim().normalize("NFC");
    const folded = keyword.toLowerCase();
    if (keyword && !keywords.has(folded)) keywords.set(folded, keyword);
  }
  return [...keywords.values()];
}
