import { distance } from "fastest-levenshtein";
import { foldHyphens } from "../memory/fold.ts";

/**
 * The known name that is nearest to a misspelt one, where one is near enough to be meant: one letter wrong, missing, too
 * many or swapped with its neighbour in a name of up to five, two in longer ones, three from ten on. A name of one or two
 * letters is near to none, since it would be to most. Case counts for nothing, and hyphens, blanks and underscores are alike.
 */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  return nearestNames(name, known)[0];
}

/** All that are equally near and nearest. With more than one it is not certain what was meant. */
export function nearestNames(name: string, known: Iterable<string>): readonly string[] {
  const written = foldHyphens(name);
  let nearest: string[] = [];
  let least = nearness(written.length);
  for (const candidate of known) {
    const other = foldHyphens(candidate);
    if (other === "" || (other !== written && Math.min(other.length, written.length) < 3)) continue;
    const steps = stepsBetween(written, other, least);
    if (steps > least || steps > nearness(Math.max(other.length, written.length))) continue;
    if (steps < least) nearest = [];
    least = steps;
    if (!nearest.includes(candidate)) nearest.push(candidate);
  }
  return nearest;
}

function nearness(length: number): number {
  return length <= 5 ? 1 : length < 10 ? 2 : 3;
}

/** Levenshtein's distance, in which two neighbours that changed their places are one step and not two. */
function stepsBetween(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return Number.POSITIVE_INFINITY;
  let steps = distance(one, other);
  for (let at = 0; at + 1 < one.length && steps > 1; at++) {
    if (one[at] !== other[at] && one[at] === other[at + 1] && one[at + 1] === other[at]) {
      const swapped = one.slice(0, at) + one[at + 1] + one[at] + one.slice(at + 2);
      steps = Math.min(steps, distance(swapped, other) + 1);
    }
  }
  return steps;
}
