import { canonicalLanguage } from "../../model/language-tag.ts";

/** A name in a list, with what stands between it and the next one. */
export interface ListedItem {
  readonly text: string;
  /** What clings to the item: a comma. Empty after the last. */
  readonly separator: string;
  /** What may become a line break: a space, or nothing in scripts that set none. */
  readonly space: string;
}

/** Scripts that are written from right to left (ISO 15924). */
const rightToLeftScripts: ReadonlySet<string | undefined> = new Set([
  "Adlm",
  "Arab",
  "Hebr",
  "Mand",
  "Mend",
  "Nkoo",
  "Rohg",
  "Samr",
  "Syrc",
  "Thaa",
]);

/** The tag in its canonical spelling, or "en" for text that is no BCP 47 tag, so that `Intl` never throws later. */
export function usableLanguage(tag: string): string {
  return canonicalLanguage(tag) ?? "en";
}

/** The value of `dir` for a page in this language: decided by the script the language is usually written in. */
export function writingDirection(tag: string): "ltr" | "rtl" {
  return rightToLeftScripts.has(new Intl.Locale(usableLanguage(tag)).maximize().script) ? "rtl" : "ltr";
}

/**
 * Makes the function that puts the language's separator between names: ", " or "、", the one before a list's end where
 * some languages would say "and".
 */
export function createLister(tag: string): (texts: readonly string[]) => readonly ListedItem[] {
  const between = (type: "conjunction" | "unit") =>
    new Intl.ListFormat(usableLanguage(tag), { type, style: "long" }).formatToParts(["1", "2", "3", "4"])[1]?.value ??
    ", ";
  // Arabic says "and" between all, its units after a comma; a row of names takes the comma alone.
  const literal = /\p{L}/u.test(between("conjunction"))
    ? between("unit").replace(/\p{L}/gu, "")
    : between("conjunction");
  const separator = literal.trimEnd();
  const space = separator === literal ? "" : " ";
  return (texts) =>
    texts.map((text, index) =>
      index === texts.length - 1 ? { text, separator: "", space: "" } : { text, separator, space },
    );
}
