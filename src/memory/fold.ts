// Texts as they are compared: what the spellings of one thing have in common. Each is the key by which it is found again.

/** Letters that Unicode does not take apart into one of the alphabet and a mark, as they are written without it. */
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

/** Whether a text is of printable ASCII alone, as most are: in other letters these are themselves. */
const isAscii = (text: string): boolean => !/[^ -~]/.test(text);

/** Without accents and other marks: "é" as "e". Case stays. */
export function withoutAccents(text: string): string {
  if (isAscii(text)) return text;
  return text.normalize("NFD").replace(/\p{M}/gu, "");
}

/** Without case and accents, letters of one meaning alike: "É" as "e", "ﬁ" as "fi". */
export function foldAccents(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  return withoutAccents(text.normalize("NFKC")).toLowerCase();
}

/** Without case and accents, in the letters of those who have no others: "Øß" as "oss". */
export function foldLetters(text: string): string {
  return foldAccents(text.toLowerCase().replace(/[ßøłđðþæœı]/g, (letter) => plainLetters[letter]!));
}

/** The words of a text, of letters and digits, without case, accents and signs. */
export function foldWords(text: string): readonly string[] {
  if (isAscii(text)) return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return foldAccents(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** Without case and signs; accents count. */
export function foldSigns(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The spelling of a name or keyword without case, full stops and doubled blanks; accents and signs count. */
export function foldSpelling(text: string): string {
  return text.normalize("NFC").toLowerCase().replace(/\./g, " ").replace(/\s+/g, " ").trim();
}

/** Without case; hyphens, blanks and underscores are alike, as in the names of fields and collections. */
export function foldHyphens(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\s_-]+/g, "-");
}

/** Names that Windows keeps for devices, so that no file may be called so. */
const deviceNames = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/;

/** A key or title in the letters of a slug, which may be none. */
export function readableSlug(text: string): string {
  const slug = foldLetters(text)
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9._]+/g, "-")
    .replace(/\.{2,}/g, ".")
    // Beside the folder of a paper stand files of these endings.
    .replace(/\.(?=(?:bib|html?)$)/, "-")
    .slice(0, 80)
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, "");
  return deviceNames.test(slug) ? `paper-${slug}` : slug;
}
