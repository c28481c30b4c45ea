import { readableSlug } from "../../memory/fold.ts";
import { keyOf as madeKey } from "../../services/entry-text.ts";
import { unknownWork } from "../../services/reading/found-work.ts";
import { readTitleFragment } from "../../services/reading/fragment.ts";
import { mendTitle } from "../../services/reading/mend.ts";
import { richTextToMarkdownLine } from "../../text/markdown/rich-text-markdown.ts";

/** A text in one line. */
export const inLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** A text that is an e-mail address, else "". */
export const asEmail = (text: string): string =>
  /^[^\s@<>"',;:]+@[^\s@<>"',;:]+\.[^\s@<>"',;:.]+$/.test(text) ? text : "";

/** A name as a page's address has it: letters a to z, digits and hyphens; "" where it has none of them. */
export const pageSlug = (text: string): string =>
  readableSlug(text)
    .replace(/[._]+/g, "-")
    .replace(/^-+|(?<!-)-+$/g, "");

/** The key of a paper without one: "kern2020growth", as `offprint add` makes it. */
export function keyOf(family: string, year: string, title: string): string {
  const author = family === "" ? [] : [{ family }];
  return madeKey({ ...unknownWork, author, date: year, title: readTitleFragment(title).value }, () => false);
}

/** The family name of a name as it is typed: "Kern" of "Ada Kern", "Kern, Ada" and "Ada Kern*". */
export function familyOf(name: string): string {
  const bare = name.replace(/(?<![*†‡\d])[*†‡\d]+$/u, "").trim();
  return bare.includes(",") ? bare.slice(0, bare.indexOf(",")) : (bare.split(/\s+/).at(-1) ?? "");
}

/** A day without what was only filled in: the first of January is a year, the first of a month that month. */
export function withoutInventedDay(date: string): string {
  const [, year = "", month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(date.trim()) ?? [];
  if (month === undefined || (month === "01" && (day ?? "01") === "01")) return year;
  return day === undefined || day === "01" ? `${year}-${month}` : `${year}-${month}-${day}`;
}

/** A plain text as Markdown says it: signs that would be markup are escaped, and HTML's marks stay. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`$[\]]|(?<![\p{L}\p{N}])[*_]|[*_](?![\p{L}\p{N}])|\*/gu, "\\$&")
    .replace(/<(?!\/?(?:i|em|b|strong|sub|sup|sc|scp|u|span)\b[^<>]{0,100}>)/gi, "&lt;");
}

/** A name of the old site as the key and file name of a paper. */
export function safeKey(name: string): string {
  const bare = name.normalize("NFC").trim();
  return /^[\p{L}\p{N}](?:[\p{L}\p{N}._-]{0,98}[\p{L}\p{N}])?$/u.test(bare) && !bare.includes("..")
    ? bare
    : pageSlug(bare) || "paper";
}

/**
 * A title that a service or a program gave, as Markdown: its tags, entities and capitals mended as `offprint add` mends them. What
 * was mended by a guess is told.
 */
export function cleanTitle(written: string, subtitle = "", tell: (what: string) => void = () => {}): string {
  if (inLine(written) === "") return "";
  const { value, doubts } = mendTitle(written, subtitle === "" ? undefined : subtitle);
  for (const { text, isSerious } of doubts) if (isSerious) tell(`a title was mended: ${text}`);
  return richTextToMarkdownLine(value);
}
