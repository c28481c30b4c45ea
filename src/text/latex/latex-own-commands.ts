// The commands that no table can tell: links, footnotes, quotations, characters by number.

import { withoutNoText } from "../characters.ts";
import { isSafeHref, whyUnsafe } from "../escape.ts";
import { richTextToPlain } from "../plain-text.ts";
import type { RichText } from "../rich-text.ts";
import { type Accent, accents, applyAccent, quotationMarks } from "./latex-commands.ts";
import { beginEnvironment, endEnvironment, item, math } from "./latex-environments.ts";
import type { LatexState } from "./latex-state.ts";

/** What each does, from just after its name; `start` is the place of its backslash. */
export const ownCommands: ReadonlyMap<string, (state: LatexState, word: string, start: number) => void> = new Map(
  Object.entries({
    href: link,
    url: link,
    nolinkurl: link,
    path: link,
    verb,
    footnote: (state: LatexState) => state.openBetween(" (", ")"),
    ensuremath: (state: LatexState) => math(state, state.rawArgument(), false),
    enquote: quotation,
    mkbibquote: quotation,
    begin: (state: LatexState, _: string, start: number) => beginEnvironment(state, start),
    end: (state: LatexState) => endEnvironment(state, state.rawArgument()),
    item,
    par(state: LatexState) {
      state.skipSpace();
      state.break();
    },
    xspace,
    a: tabbingAccent,
    string: (state: LatexState) => state.emit(state.match(/./suy), state.match(/./suy).length),
    ding: (state: LatexState) => state.emit(dingbat(Number(state.rawArgument())), 0),
    char: character,
    symbol: character,
    unichar: character,
  }),
);

/** What `\xspace` puts no space before (its manual, "Introduction" and "Adding new exceptions"). */
const xspaceExceptions =
  /[,.'/?;:!~\-){}]|\\(?:[ /]|(?:space|footnote|footnotemark|xspace|thinspace|nobreakspace)(?![a-zA-Z]))/y;

/** A space, unless what follows closes up to the word on its left, or opens or ends a group. */
function xspace(state: LatexState): void {
  state.skipSpace();
  const isEnd = state.position >= state.text.length;
  if (!isEnd && !state.match(xspaceExceptions)) state.emit(" ", 0);
}

/** `\verb|…|`: everything up to the same sign is typewriter text. */
function verb(state: LatexState): void {
  const opener = state.match(/\*?[^\s*]/suy);
  const from = state.position + opener.length;
  const end = opener ? state.find(opener.slice(-1), from) : -1;
  state.position = end < 0 ? from : end + 1;
  if (end > from) state.builder.add({ kind: "code", children: [{ kind: "text", value: state.text.slice(from, end) }] });
}

function quotation(state: LatexState): void {
  if (state.text[state.position] === "*") state.position++;
  const { quotes } = state.builder.top;
  const [before, after] = quotationMarks[quotes % 2]!;
  state.openBetween(before, after, { quotes: quotes + 1 });
}

/** `\a'`, ``\a` `` and `\a=`: how the tabbing environment spells three accents. */
function tabbingAccent(state: LatexState): void {
  const accent = accents.get(state.match(/['`=]/y));
  if (accent) {
    state.position++;
    openAccent(state, accent);
  } else state.emit("a", 0);
}

/** `\char"2013`, `\char'251`, `\char169`, `\symbol{169}`. */
function character(state: LatexState) {
  state.skipSpace();
  const isGroup = state.text[state.position] === "{";
  const number = isGroup ? state.rawArgument().trim() : state.match(/"[0-9A-F]+|'[0-7]+|\d+/y);
  if (!isGroup) state.position += number.length;
  const base = number.startsWith('"') ? 16 : number.startsWith("'") ? 8 : 10;
  const code = Number.parseInt(number.replace(/^["']/, ""), base);
  const isCharacter =
    code >= 0x20 && code <= 0x10ffff && !(code >= 0x7f && code < 0xa0) && !(code >= 0xd800 && code < 0xe000);
  state.emit(isCharacter ? withoutNoText(String.fromCodePoint(code)) : number, 0);
  if (!isGroup) state.skipSpace();
}

function link(state: LatexState, word: string, start: number) {
  state.skipOptional();
  const href = readAddress(state.rawArgument());
  const isLink = isSafeHref(href);
  if (!isLink && word !== "path") {
    state.report(
      "text/address-scheme",
      href,
      start,
      `The address "${href}" ${whyUnsafe(href)}, so no link is made from it.`,
      "write the whole address, beginning with https://.",
    );
  }
  const makeLink = (children: RichText): RichText =>
    isLink && children.length > 0 ? [{ kind: "link", href, children }] : children;
  if (word === "href") return state.openArgument(makeLink);
  for (const node of makeLink(href ? [{ kind: "text", value: href }] : [])) state.builder.add(node);
}

/** The address that a verbatim argument spells, with or without TeX's escapes; white space in it is a broken line. */
function readAddress(argument: string): string {
  return argument
    .replace(/\{?\\(?:text(?:asciitilde|underscore|percent)|sim|[%_#&~$])(?:\{\})?\}?/g, (match) => {
      const name = match.replace(/[{}\\]/g, "");
      if (name === "textunderscore") return "_";
      if (name === "textpercent") return "%";
      return name === "textasciitilde" || name === "sim" ? "~" : name;
    })
    .replace(/\\(?:slash|allowbreak|-|\/)\s?/g, (match) => (match.startsWith("\\slash") ? "/" : ""))
    .replace(/\s+/g, "");
}

/** Zapf Dingbats by its place in the font (pifont's `\ding`). */
function dingbat(code: number): string {
  const elsewhere: Readonly<Record<number, string>> = {
    37: "☎",
    42: "☛",
    43: "☞",
    72: "★",
    108: "●",
    110: "■",
    115: "▲",
    116: "▼",
    117: "◆",
    119: "◗",
    168: "♣",
    169: "♦",
    170: "♥",
    171: "♠",
    213: "→",
    214: "↔",
    215: "↕",
  };
  if (elsewhere[code]) return elsewhere[code];
  if (code >= 0xac && code <= 0xb5) return String.fromCodePoint(0x2460 + code - 0xac);
  if (code >= 0x21 && code <= 0x7e) return String.fromCodePoint(0x2700 + code - 0x20);
  return code >= 0xa1 && code <= 0xfe ? String.fromCodePoint(0x2700 + code - 0x40) : "";
}

/**
 * Opens the letter that an accent stands on. A dotless i that runs into the next letters, as some programs write it
 * (`Mart\'\in`), would be another command, which takes no accent.
 */
export function openAccent(state: LatexState, accent: Accent) {
  const start = state.position;
  const runningOn = state.match(/[ \t]*\\[ij](?=[a-zA-Z])(?!math(?![a-zA-Z]))/y);
  if (runningOn) {
    const word = state.match(/[ \t]*\\[a-zA-Z]+/y).trim();
    state.report(
      "text/unknown-macro",
      word,
      start,
      `Behind an accent "${word}" is read as "${word.slice(0, 2)}" and the letters "${word.slice(2)}".`,
      `write {${word.slice(0, 2)}}${word.slice(2)} in its place.`,
    );
    state.position += runningOn.length;
    return state.emit(applyAccent(accent, runningOn.at(-1)!), 0);
  }
  state.openArgument((children) => accentNodes(children, (text) => applyAccent(accent, text)), { noCase: true });
}

/** Puts an accent on the first letter of some nodes. */
function accentNodes(nodes: RichText, accent: (text: string) => string): RichText {
  const [first, ...rest] = nodes;
  if (first?.kind === "text") return [{ kind: "text", value: accent(first.value) }, ...rest];
  if (first && first.kind !== "math") return [{ ...first, children: accentNodes(first.children, accent) }, ...rest];
  return [{ kind: "text", value: accent(richTextToPlain(first ? [first] : [])) }, ...rest];
}
