import { distance } from "fastest-levenshtein";

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
