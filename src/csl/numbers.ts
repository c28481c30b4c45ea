// Numbers as CSL 1.0.2 has them ("Number", "Label", "Page Ranges").

const one = String.raw`[A-Za-z]*\d+(?:\.\d+)*[A-Za-z]*`;
const numeric = new RegExp(`^\\s*${one}(?:\\s*[-–,&]\\s*${one})*\\s*$`);

/** Whether a text holds numbers only, which may have a prefix or suffix ("D2", "2b") and stand in a list or range. */
export function isNumeric(text: string): boolean {
  return numeric.test(text);
}

const separated = String.raw`\s*(?:[-–,&]|\band\b)\s*[A-Za-z]*\d`;
const listOfNumbers = new RegExp(String.raw`(?<![\w:./–-])[A-Za-z]*\d+[A-Za-z]?${separated}`);
const severalPages = new RegExp(String.raw`\w${separated}|^[ivxlcdm]+\s*[-–]\s*[ivxlcdm]+$`, "i");

/**
 * Whether a text holds several numbers, in a range or list, or, where it counts ("number-of-pages"), one above 1. A hyphen
 * within one number ("TR/2017-005") makes no range, but with pages ("16:1-16:28"), nor does one behind a backslash.
 */
export function isMultiple(variable: string, text: string): boolean {
  if (variable.startsWith("number-of-")) return (text.match(/\d+/g) ?? []).some((digits) => Number(digits) > 1);
  // "13,676" is one, with thousands.
  const whole = text.replace(/(\d),(?=\d{3}(?!\d))/g, "$1");
  return (
    (variable === "page" || variable === "locator" ? severalPages : listOfNumbers).test(whole) && !/\\-/.test(whole)
  );
}

/**
 * Numbers of a list as CSL sets them: "2–4", "A2–A4", "2, 3", "2 & 4". What is no range ("TR22-139", "16:1-16:28") keeps its
 * hyphen, and so does one behind a backslash.
 */
export function tidyNumbers(text: string, dash: string): string {
  return text
    .replace(/(?<![\w:./-])([A-Za-z]*)(\d+[A-Za-z]?)\s*(?<!\\)[-–]\s*(?=\1\d+[A-Za-z]?(?![\w:.–-]))/g, `$1$2${dash}`)
    .replace(/\\-/g, "-");
}

/** A list of numbers with one space behind each comma and around each ampersand; the comma of "13,676" parts thousands. */
export function spaceNumbers(text: string): string {
  const partsThousands = (at: number) =>
    /(?<!\d)\d{1,3}$/.test(text.slice(0, at)) && /^,\d{3}(?!\d)/.test(text.slice(at));
  return text
    .replace(/(?<!\s)\s*,\s*/g, (comma, at: number) => (comma === "," && partsThousands(at) ? comma : ", "))
    .replace(/(?<!\s)\s*&\s*/g, " & ");
}

const romans = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
] as const;

/** A whole number from 1 to 3999 in Roman numerals. */
export function toRoman(number: number): string {
  let [rest, text] = [number, ""];
  for (const [value, letters] of romans) {
    for (; rest >= value; rest -= value) text += letters;
  }
  return text;
}

/** Numbers with letters before and behind, and Roman ones. */
const mostPages = 1000;
const listOfPages = /^[\s\w–,&-]*$/;
const range = /([0-9]*[a-zA-Z]+0*)?([0-9]+[a-z]*)\s*[–-]\s*([0-9]*[a-zA-Z]+0*)?([0-9]+[a-z]*)/g;

/** Pages with their ranges as a style asks ("page-range-format"); without one they stay, with the locale's dash. */
export function formatPages(text: string, format: string | undefined, dash: string): string {
  if (text.length > mostPages || !listOfPages.test(text)) return text.replaceAll("\\-", "-");
  return text
    .replace(
      range,
      (whole, before: string | undefined, first: string, beforeLast: string | undefined, last: string) => {
        // "5-A4" is no range.
        if (beforeLast !== undefined && beforeLast !== before) return whole;
        if (format === undefined) return `${before ?? ""}${first}${dash}${beforeLast ?? ""}${last}`;
        const filled = last.length < first.length ? first.slice(0, first.length - last.length) + last : last;
        if (Number.parseInt(first, 10) >= Number.parseInt(filled, 10))
          return `${before ?? ""}${first}${dash}${beforeLast ?? ""}${last}`;
        const prefix = format === "expanded" ? (before ?? "") : "";
        return `${before ?? ""}${first}${dash}${prefix}${shorten(first, filled, format)}`;
      },
    )
    .replace(/^([ivxlcdm]+)\s*-\s*([ivxlcdm]+)$/i, `$1${dash}$2`);
}

/** The end of a range without the digits that its beginning says already. */
function shorten(first: string, last: string, format: string): string {
  const [from, to] = [Number.parseInt(first, 10), Number.parseInt(last, 10)];
  switch (format) {
    case "minimal":
    case "minimal-two": {
      const least = format === "minimal" ? 1 : 2;
      if (first.length !== last.length) return last;
      let same = 0;
      while (same < last.length - least && first[same] === last[same]) same++;
      return last.slice(same);
    }
    case "chicago":
    case "chicago-15":
      if (from > 100 && from % 100 && Math.floor(from / 100) === Math.floor(to / 100)) return String(to % 100);
      return from >= 10_000 ? String(to % 1000) : last;
    case "chicago-16":
      if (from > 100 && from % 100) {
        for (let digits = 2; digits < last.length; digits++) {
          const unit = 10 ** digits;
          if (Math.floor(from / unit) === Math.floor(to / unit)) return String(to % unit);
        }
      }
      return last;
    default:
      return last;
  }
}
