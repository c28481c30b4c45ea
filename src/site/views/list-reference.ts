import { decodeHTML } from "entities";
import { foldLetters, foldWords } from "../../memory/fold.ts";
import { escapeHtml } from "../../text/escape.ts";

/** A tag, a character reference or a character of HTML as this room writes it. */
const pieces = /<[^>]*>|&#?\w+;|[\s\S]/gu;

const isTag = (piece = ""): boolean => piece.length > 1 && piece.startsWith("<");

/** What a piece says, without case and accents; a blank where that is neither a letter nor a digit, and nothing for a tag. */
function wordsOf(piece: string): string {
  if (isTag(piece)) return "";
  return foldLetters(piece.length > 1 ? decodeHTML(piece) : piece).replace(/[^\p{L}\p{N}]/gu, " ");
}

/**
 * A reference whose title leads to a page: safe HTML, where it holds the title in whatever case and marks, and else the whole of it,
 * which then leads nowhere else.
 */
export function linkTitle(referenceHtml: string, title: string, href: string): string {
  const open = `<a href="${escapeHtml(href)}">`;
  const found = findTitle(referenceHtml.match(pieces) ?? [], foldWords(foldLetters(title)));
  if (found === undefined) return `${open}${referenceHtml.replace(/<\/?a\b[^>]*>/g, "")}</a>`;
  const [before, inside, behind] = found;
  return `${before}${open}${inside}</a>${behind}`;
}

/** What stands before a title, the title, and what stands behind it, of which the title closes each tag that it opens. */
function findTitle(html: readonly string[], title: readonly string[]): readonly [string, string, string] | undefined {
  const words = html.map(wordsOf);
  const sought = title.length === 0 ? undefined : new RegExp(`(?<![^ ])${title.join(" +")}(?![^ ])`, "u");
  const at = sought?.exec(words.join(""));
  if (!at) return undefined;
  let [start, end, length] = [-1, -1, 0];
  for (const [index, word] of words.entries()) {
    length += word.length;
    if (start === -1 && length > at.index) start = index;
    if (length >= at.index + at[0].length) {
      end = index + 1;
      break;
    }
  }
  // Of a title that is set apart as a whole, the marks belong to it.
  while (!isWhole(html.slice(start, end)) && (isTag(html[start - 1]) || isTag(html[end]))) {
    if (isTag(html[start - 1])) start--;
    if (isTag(html[end])) end++;
  }
  const inside = html.slice(start, end);
  if (!isWhole(inside) || inside.some((piece) => piece.startsWith("<a"))) return undefined;
  return [html.slice(0, start).join(""), inside.join(""), html.slice(end).join("")];
}

/** Whether each tag that is opened is closed, and none else. */
function isWhole(html: readonly string[]): boolean {
  let depth = 0;
  for (const piece of html.filter(isTag)) {
    depth += piece.startsWith("</") ? -1 : 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
