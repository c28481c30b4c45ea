/** Scripts without spaces between words: each sign counts as one. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const word = new RegExp(`${unspaced.source}|(?:(?!${unspaced.source})[\\p{L}\\p{N}\\p{M}])+`, "gu");

/** Letters that no decomposition of Unicode's takes apart, as they are written without them. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  æ: "ae",
  œ: "oe",
  ı: "i",
};
/** Letters for which German and the Nordic languages write two where they have no others. */
const twoLetters: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", ø: "oe", å: "aa" };

/** The words of a text in small letters, as they are written. */
export function rawWords(text: string): string[] {
  return text.normalize("NFKC").toLowerCase().match(word) ?? [];
}

/** A word of `rawWords` without accents and marks; "ß" and "ss" are the same. */
export function foldWord(raw: string): string {
  return raw
    .replace(/[ßøłđðþæœı]/g, (letter) => plainLetters[letter]!)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "");
}

/** The words of a text without case, accents and marks. */
export function wordsOf(text: string): string[] {
  return rawWords(text).map(foldWord);
}

/** How a word is written by those who lack its letters: "müller" as "muller" and "mueller". */
export function spellings(raw: string): string[] {
  return [...new Set([foldWord(raw), foldWord(raw.replace(/[äöüøå]/g, (letter) => twoLetters[letter]!))])];
}
