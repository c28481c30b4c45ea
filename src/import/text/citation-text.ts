// In: a reference as a person wrote it. Out: its authors, where they can be told.
import { decodeHTML } from "entities";
import { nameWordsOf } from "../../record/names/name-forms.ts";
import { readSentence } from "../../record/names/name-sentence.ts";

/** The authors of a reference. */
export interface CitedAuthors {
  readonly names: readonly string[];
  /** Whether there are others, or whether it is not certain who they are. */
  readonly isIncomplete: boolean;
}

/** What stands before the authors' end: a year in brackets (APA), a title in quotes (MLA, Chicago). */
const ends = /\( ?(?:19|20)\d{2}[a-z]?(?:,[^()]{0,30}| )?\)|["“«„]/;

/**
 * The authors of a reference: "Kern, A., Orr, B., & Lind, C. (2020). Growth. …" (APA), "Kern, Ada, and Ben Orr. "Growth." …" (MLA,
 * Chicago), "Ada Kern, Ben Orr. Growth. …". Where it says "et al." the others are unknown. `title` is the paper's own, which ends the
 * authors where nothing else does.
 */
export function authorsOfCitation(citation: string, title: string): CitedAuthors {
  const none = { names: [], isIncomplete: true };
  const text = decodeHTML(citation.replace(/<[^<>]{0,200}>/g, ""))
    .replace(/\s+/g, " ")
    .replace(/\\?\*/g, "")
    .trim();
  const titleAt = title.length > 5 ? text.toLowerCase().indexOf(title.toLowerCase()) : -1;
  const endAt = ends.exec(text)?.index ?? -1;
  const cuts = [titleAt, endAt].filter((at) => at > 0);
  if (cuts.length === 0) return none;
  const before = text.slice(0, Math.min(...cuts)).replace(/(?<![\s,;:("“])[\s,;:("“]+$/, "");
  const isShortened = /\bet\.?\s*al\b|\band others\b|…|\.\.\./i.test(before);
  const bare = before
    .replace(/,? ?(?:\bet\.? ?al\b\.?|\band others\b|…|\.\.\.).*/i, "")
    // The full stop behind all names, which is none of an initial.
    .replace(/(?<=\p{Ll}{2})\.$/u, "");
  if (bare === "") return none;
  let isDoubtful = false;
  const pieces = readSentence(bare, (_piece, _what, _hint, severity) => {
    if (severity === "error") isDoubtful = true;
  });
  const names = pieces.map(({ text: name }) => name.trim()).filter((name) => /\p{L}/u.test(name) && name !== "others");
  const areNames = names.every((name) => name.length < 80 && nameWordsOf(name) !== "others");
  return names.length === 0 || isDoubtful || !areNames ? none : { names, isIncomplete: isShortened };
}
