import { distance } from "fastest-levenshtein";
import { foldLetters } from "../../memory/fold.ts";

/**
 * Whether a word is another, or the beginning of another, but for one letter that is wrong, too many or missing, or two
 * that are swapped.
 */
export function isNearly(word: string, other: string): boolean {
  let at = 0;
  while (at < word.length && word[at] === other[at]) at++;
  const begins = (rest: string, from: number) => other.startsWith(rest, from);
  return (
    begins(word.slice(at + 1), at + 1) ||
    begins(word.slice(at + 1), at) ||
    begins(word.slice(at), at + 1) ||
    (word[at] === other[at + 1] && word[at + 1] === other[at] && begins(word.slice(at + 2), at + 2))
  );
}

/** The known word that differs least from one, by a third of its letters at most; undefined where there is none. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let least = Math.floor(word.length / 3) + 1;
  let found: string | undefined;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const steps = distance(word, candidate);
    if (steps >= least) continue;
    least = steps;
    found = candidate;
  }
  return found;
}

/** Scripts without spaces between words: each sign counts as one. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const word = new RegExp(`${unspaced.source}|(?:(?!${unspaced.source})[\\p{L}\\p{N}\\p{M}])+`, "gu");

/** Letters for which German and the Nordic languages write two where they have no others. */
const twoLetters: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", ø: "oe", å: "aa" };

/** The words of a text in small letters, as they are written. */
export function rawWords(text: string): string[] {
  return text.normalize("NFKC").toLowerCase().match(word) ?? [];
}

/** The words of a text without case, accents and marks. */
export function wordsOf(text: string): string[] {
  return rawWords(text).map(foldLetters);
}

/** How a word is written by those who lack its letters: "müller" as "muller" and "mueller". */
export function spellings(raw: string): string[] {
  return [...new Set([foldLetters(raw), foldLetters(raw.replace(/[äöüøå]/g, (letter) => twoLetters[letter]!))])];
}
