// Where two references differ: the words of each at one place, with what stands on both sides.

import { diffArrays } from "diff";

export interface Place {
  readonly ours: string;
  readonly theirs: string;
  /** All that we say before. */
  readonly lead: string;
  /** What both say next to it, before and behind. */
  readonly before: string;
  readonly after: string;
}

/** Tags, words, and each other sign for itself. */
const pieces = (html: string): readonly string[] => html.match(/<[^>]*>|&\w+;|[\p{L}\p{M}\p{N}]+|./gsu) ?? [];

export function placesOf(ours: string, theirs: string): readonly Place[] {
  const places: { -readonly [Key in keyof Place]: Place[Key] }[] = [];
  let [lead, before, isOpen] = ["", "", false];
  for (const { added, removed, value } of diffArrays([...pieces(ours)], [...pieces(theirs)])) {
    const text = value.join("");
    if (!added && !removed) {
      if (isOpen) places.at(-1)!.after = text;
      [lead, before, isOpen] = [lead + text, text, false];
      continue;
    }
    if (!isOpen) places.push({ ours: "", theirs: "", lead, before, after: "" });
    isOpen = true;
    if (removed) lead += text;
    if (removed) places.at(-1)!.ours += text;
    else places.at(-1)!.theirs += text;
  }
  return places;
}
