// The cases of CSL 1.0.2 ("Text-case"). Each sees a whole text whose parts may be marked as keeping their case.

export type TextCase = (text: string) => string;

/**
 * Words that title case leaves small within a title ("Title Case Conversion"): articles, conjunctions and prepositions. So
 * are single letters ("e", "y").
 */
const small: ReadonlySet<string> = new Set(
  [
    "a an the and but for nor or so yet as at by down from in into of off on onto out over per since than till to up via with",
    "about above across after against along alongside amid amidst among amongst around aside astride atop barring before",
    "behind below beneath beside besides between beyond circa despite during except given inside like near next",
    "notwithstanding plus sans through throughout toward towards under underneath until unto upon",
    "versus vs within without",
    "al apud ca de et pro qua van von",
  ].flatMap((line) => line.split(" ")),
);

const hasLetter = /\p{L}/u;
/** With a capital; what begins with a digit ("24th") has none. */
const raise = (word: string): string => word.replace(/^[^\p{L}\d]*\p{L}/u, (letter) => letter.toUpperCase());

/** The first word's first letter, where the word is in small letters. */
export function capitalizeFirst(text: string): string {
  const [, before = "", word = ""] = /^([\s"'“‘«„([]*)(\S*)/.exec(text) ?? [];
  if (word === "" || word !== word.toLowerCase()) return text;
  return before + raise(word) + text.slice(before.length + word.length);
}

/** Each word that is in small letters with a capital, but for small words that neither begin nor end it. */
function toTitleCase(text: string): string {
  const pieces = text.split(/(\s+|[-–—/:]+)/);
  const lastWord = pieces.findLastIndex((piece) => hasLetter.test(piece));
  let isFirst = true;
  return pieces
    .map((piece, index) => {
      if (!hasLetter.test(piece)) {
        if (/[:?!]/.test(piece)) isFirst = true;
        return piece;
      }
      const bare = piece.replace(/[^\p{L}\p{N}']/gu, "");
      const isSmall =
        !isFirst && (/^d['’]/.test(piece) || (index !== lastWord && (bare.length === 1 || small.has(bare))));
      isFirst = /[:?!]["”’)]*$/.test(piece);
      return piece === piece.toLowerCase() && !isSmall ? raise(piece) : piece;
    })
    .join("");
}

/** All in small letters but for the first; a text all in capitals alone loses them within words. */
function toSentenceCase(text: string): string {
  const isShouted = text === text.toUpperCase() && hasLetter.test(text);
  return capitalizeFirst(isShouted ? text.toLowerCase() : text);
}

const textCases: ReadonlyMap<string | undefined, TextCase> = new Map<string, TextCase>([
  ["lowercase", (text) => text.toLowerCase()],
  ["uppercase", (text) => text.toUpperCase()],
  ["capitalize-first", capitalizeFirst],
  [
    "capitalize-all",
    (text) => text.replace(/(^|\s)(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()),
  ],
  ["title", toTitleCase],
  ["sentence", toSentenceCase],
]);

/** The case that an element asks for; undefined where it asks for none. */
export const textCaseOf = (attributes: { readonly "text-case"?: string | undefined }): TextCase | undefined =>
  textCases.get(attributes["text-case"]);
