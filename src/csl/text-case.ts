// The cases of CSL 1.0.2 ("Text-case"). Each sees a whole text whose parts may be marked as keeping their case.

export type TextCase = (text: string) => string;

/** Words that title case leaves small within a title ("Title Case Conversion"). */
const small: ReadonlySet<string> = new Set(
  "a an and as at but by down for from in into nor of on onto or over so the till to up via with yet d de et la v van versus von vs".split(
    " ",
  ),
);

const hasLetter = /\p{L}/u;
/** With a capital; what begins with a digit ("24th") has none. */
const raise = (word: string): string => word.replace(/^[^\p{L}\d]*\p{L}/u, (letter) => letter.toUpperCase());

/** The first word's first letter, where the word is in small letters. */
function capitalizeFirst(text: string): string {
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
        if (/[:?!—]/.test(piece)) isFirst = true;
        return piece;
      }
      const bare = piece.replace(/[^\p{L}\p{N}']/gu, "");
      const isSmall = small.has(bare) && !isFirst && index !== lastWord;
      isFirst = /[:?!.]["”’)]*$/.test(piece) && !/^\p{Lu}\.$/u.test(piece);
      return piece === piece.toLowerCase() && !isSmall ? raise(piece) : piece;
    })
    .join("");
}

/** All in small letters but for the first; a text all in capitals alone loses them within words. */
function toSentenceCase(text: string): string {
  const isShouted = text === text.toUpperCase() && hasLetter.test(text);
  return capitalizeFirst(isShouted ? text.toLowerCase() : text);
}

export const textCases: Readonly<Record<string, TextCase>> = {
  lowercase: (text) => text.toLowerCase(),
  uppercase: (text) => text.toUpperCase(),
  "capitalize-first": capitalizeFirst,
  "capitalize-all": (text) =>
    text.replace(/(^|\s)(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()),
  title: toTitleCase,
  sentence: toSentenceCase,
};
