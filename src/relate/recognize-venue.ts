import type { Venue } from "../model/site.ts";
import { askOnce } from "./ask-once.ts";

/**
 * Finds the venue a text names, whatever year, number and "Proceedings of the" stand around the name: "CVPR2022",
 * "CVPR 2022" and the conference's full name are one. A text that names another thing besides is not recognized.
 */
export function venueRecognizer(venues: readonly Venue[]): (text: string) => Venue | undefined {
  const byName = new Map<string, Venue>();
  for (const venue of venues) {
    for (const name of [venue.short, venue.name, venue.id, ...venue.patterns]) {
      const folded = foldVenueName(name);
      if (folded && !byName.has(folded)) byName.set(folded, venue);
    }
  }
  return askOnce((text) => byName.get(foldVenueName(text)));
}

/** A name without years, ordinals, the words around it, its acronym in brackets, case, accents and punctuation. */
export function foldVenueName(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/\([^()]*\)/g, " ")
    .replace(/(?:19|20)\d\d(?!\d)/g, " ")
    .replace(/['’]\d\d\b/g, " ")
    .replace(/\b\d+(?:st|nd|rd|th)\b/g, " ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/\b(?:in )?(?:the )?(?:proceedings|proc)(?: of)?(?: the)?\b/g, " ")
    .replace(/\b(?:the|annual|and)\b/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
