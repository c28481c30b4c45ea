import { latexToPlain } from "./latex.ts";

/**
 * Page numbers as they are shown: each range with an en dash and no space, several with a comma ("7, 41, 73–97"). One
 * hyphen is a range between plain, Roman or equally prefixed numbers ("12-34", "S1-S9"); within a compound number
 * ("C3-32") it stays. Numbers are left as typed; a text of nothing but dashes is "" (btxdoc 3, `pages`).
 */
export function normalizePages(text: string): string {
  const plain = /[\\{}$&~<`]/.test(text) ? latexToPlain(text).value : text;
  return plain
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .replace(/^ ?(?:pp?\.|pages?\b) ?/i, "")
    .split(/[,;]/)
    .map(normalizeRange)
    .filter(Boolean)
    .join(", ");
}

const hyphen = "[-\u2010\u2011]";
const dash = /(?: ?(?:--+|-?[\u2012-\u2015\u2212]-?))+ ?| [-\u2010\u2011] /g;

/** What parts a range although it is a single hyphen: first and last page are numbers of the same kind. */
const hyphenatedRange = new RegExp(
  [
    `^(\\d+)${hyphen}(\\d+)$`,
    `^([ivxlcdm]+)${hyphen}([ivxlcdm]+)$`,
    `^((?<prefix>\\p{L}+)\\d+)${hyphen}(\\k<prefix>\\d+)$`,
    `^(\\d+(?:[:.]\\d+)+)${hyphen}(\\d+(?:[:.]\\d+)+)$`,
    `^((?<chapter>[\\p{L}\\d]+)${hyphen}\\d+)${hyphen}(\\k<chapter>${hyphen}\\d+)$`,
  ]
    .map((pattern) => `(?:${pattern})`)
    .join("|"),
  "iu",
);

function normalizeRange(text: string): string {
  const range = text.replace(dash, "–").trim();
  if (/^[-–]*$/.test(range)) return "";
  if (range.length > 100) return range;
  const groups = hyphenatedRange.exec(range)?.slice(1);
  if (!groups) return range;
  // Of each pattern's groups, its first is the first page and its last the last.
  const pages = groups.filter((group) => group !== undefined);
  return `${pages[0]}–${pages.at(-1)}`;
}
