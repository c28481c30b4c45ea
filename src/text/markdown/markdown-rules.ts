// What markdown-it is taught for our texts: formulas, and HTML by the table of tags. A formula is a token "math" with its
// TeX as content and the opening delimiter as markup; a tag is a token "tag" with a `MarkdownTag` as its meta.

import { decodeHTMLAttribute } from "entities";
import type { MarkdownIt, StateBlock, StateInline } from "markdown-it";
import { withoutNoText } from "../characters.ts";
import { findTags, type Tag } from "../html-tags.ts";
import type { TextProblem } from "../text-problem.ts";

/** Adds the rules to a parser that has CommonMark's. */
export function addRules(markdown: MarkdownIt): void {
  markdown.inline.ruler.before("escape", "math", readMath);
  markdown.inline.ruler.before("autolink", "tag", readHtml);
  markdown.block.ruler.before("fence", "math", readMathBlock, { alt: ["paragraph", "blockquote", "list"] });
}

/** HTML tags that mean something, and comments, which mean nothing. */
function readHtml(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== "<") return false;
  const comment = state.src.startsWith("<!--", state.pos) ? findFrom(state, "-->", state.pos + 4) : -1;
  const tag = comment < 0 ? tagAt(state) : undefined;
  if (comment < 0 && !tag) return false;
  if (tag && !silent)
    state.push("tag", "", 0).meta = { tag, source: state.src.slice(state.pos, state.pos + tag.length) };
  state.pos = tag ? state.pos + tag.length : comment + 3;
  return true;
}

/** What is known of a Markdown text while it is read. */
export interface MarkdownEnvironment {
  /** The tags of the whole text that are no marks, as they are written: a paragraph may close in another block. */
  readonly blockTags?: ReadonlyMap<string, Tag>;
}

const tagsOf = new WeakMap<StateInline, ReadonlyMap<number, Tag>>();

function tagAt(state: StateInline): Tag | undefined {
  const { blockTags } = state.env as MarkdownEnvironment;
  let tags = tagsOf.get(state);
  if (!tags) {
    tags = findTags(state.src, blockTags !== undefined);
    tagsOf.set(state, tags);
  }
  return tags.get(state.pos) ?? blockTags?.get(/<[^<>]*>?/.exec(state.src.slice(state.pos, state.pos + 500))![0]);
}

const mathDelimiters: readonly (readonly [open: string, close: string])[] = [
  ["$$", "$$"],
  ["\\(", "\\)"],
  ["\\[", "\\]"],
  ["$", "$"],
];

/**
 * `$…$`, `$$…$$`, `\(…\)` and `\[…\]`. A single dollar sign opens only before and closes only after something that is
 * no white space, and does not close before a digit, so that money stays money (pandoc manual, `tex_math_dollars`).
 */
function readMath(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  const [open, close] = mathDelimiters.find(([opener]) => src.startsWith(opener, pos)) ?? [];
  if (!open || !close) return false;
  const from = pos + open.length;
  let end = findFrom(state, close, from);
  while (open === "$" && end > 0 && src[end - 1] === "\\") end = findFrom(state, close, end + 1);
  if (end < 0 || end + close.length > state.posMax) return false;
  const tex = src.slice(from, end);
  if (!tex.trim()) return false;
  if (open === "$" && (/^\s|\s$/.test(tex) || /\d/.test(src[end + 1] ?? ""))) return false;
  if (open === "\\[" && !/[\\^_=]/.test(tex)) return false;
  if (!silent) {
    const token = state.push("math", "", 0);
    token.content = tex;
    token.markup = open;
  }
  state.pos = end + close.length;
  return true;
}

/** What no longer occurs in the rest of a source, so that it is not looked for again. */
const absent = new WeakMap<StateInline, Set<string>>();

function findFrom(state: StateInline, needle: string, from: number): number {
  if (absent.get(state)?.has(needle)) return -1;
  const place = state.src.indexOf(needle, from);
  if (place < 0) absent.set(state, new Set([...(absent.get(state) ?? []), needle]));
  return place;
}

/** A formula of more lines than this is a `$$` without a partner. */
const blockLineLimit = 100;

/** A formula on lines of its own: from a line that begins with `$$` to one that ends with it. */
function readMathBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const lineText = (line: number) =>
    state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line]!).trim();
  const first = lineText(startLine);
  if (!first.startsWith("$$") || state.sCount[startLine]! - state.blkIndent >= 4) return false;
  const lines = [first.slice(2)];
  for (let line = startLine; !lines.at(-1)!.endsWith("$$"); ) {
    line++;
    if (
      line >= endLine ||
      lines.length > blockLineLimit ||
      lineText(line) === "" ||
      state.sCount[line]! < state.blkIndent
    )
      return false;
    lines.push(lineText(line));
  }
  const tex = lines.join("\n").slice(0, -2);
  if (!tex.trim() || tex.includes("$$")) return false;
  if (silent) return true;
  const token = state.push("math", "", 0);
  token.block = true;
  token.content = tex;
  token.markup = "$$";
  state.line = startLine + lines.length;
  return true;
}

// What becomes of HTML tags in Markdown that have no place in a text.

/** What a token "tag" carries: the tag, and how it is written. */
export interface MarkdownTag {
  readonly tag: Tag;
  readonly source: string;
}

/** Tags whose content is all they say, and those of JATS that exports leave; they go without a word. */
const meaningless: ReadonlySet<string> = new Set(
  (
    "p div span title sec section article abbr acronym bdi bdo big small font center wbr body html main address aside " +
    "header footer label time roman sans-serif styled-content named-content inline-formula disp-formula alternatives " +
    "xref uri summary tbody thead tfoot td th tr li list-item dd a br hr"
  ).split(" "),
);

/** What an author is told of a tag that is not kept; undefined where it is, or says nothing. */
export function flattenedTag(tag: Tag): string | undefined {
  const isLost = tag.meaning === "content" || tag.meaning === "paragraph" || tag.meaning === "space";
  if (!isLost || meaningless.has(tag.name)) return undefined;
  return `The HTML tag <${tag.name}> is not kept in a text; what stands in it is shown without it.`;
}

const attributePattern = /\s(href|src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=`]+))/gi;

/** The attributes of a link or a picture by which it is one. */
export function addressOfTag(
  { name }: Tag,
  source: string,
): Partial<Record<"href" | "src" | "alt", string>> | undefined {
  if (name !== "a" && name !== "img") return undefined;
  const found: Partial<Record<string, string>> = {};
  for (const [, attribute = "", ...values] of source.matchAll(attributePattern)) {
    found[attribute.toLowerCase()] ??= withoutNoText(
      decodeHTMLAttribute(values.find((value) => value !== undefined) ?? ""),
    ).trim();
  }
  return found;
}

// What an author must be told of footnotes: which are named nowhere, written twice, or have no text.

/** What the parser leaves behind of a text's footnotes. */
export interface FootnoteEnvironment {
  [name: PropertyKey]: unknown;
  footnotes?: { readonly refs?: Readonly<Record<string, number>> };
  /** The labels of all notes, in the order in which they are written. */
  labels?: readonly string[];
  /** Marks in the text that have no note. */
  unpaired?: string[];
}

/** Teaches a parser that knows footnotes to keep their labels. */
export function noteFootnotes(markdown: MarkdownIt): void {
  markdown.core.ruler.before("footnote_tail", "footnote_labels", ({ tokens, env }) => {
    const environment = env as FootnoteEnvironment;
    environment.labels = tokens
      .filter(({ type }) => type === "footnote_reference_open")
      .map(({ meta }) => String(meta?.label));
    environment.unpaired = tokens.flatMap(({ children }) =>
      (children ?? []).flatMap(({ type, content }) =>
        type === "text" ? (content.match(/\[\^[^\]\s[]+\]/g) ?? []) : [],
      ),
    );
  });
}

/** The messages of a text's footnotes, each at its place. */
export function footnoteProblems(text: string, environment: FootnoteEnvironment): readonly TextProblem[] {
  const { labels = [], unpaired = [], footnotes } = environment;
  const problems: TextProblem[] = [];
  const t = (offset: number, message: string, hint: string) =>
    problems.push({ code: "text/footnote", offset: Math.max(0, offset), message, hint });
  const seen = new Set<string>();
  for (const label of labels) {
    const definition = `[^${label}]:`;
    const first = text.indexOf(definition);
    if (seen.has(label)) {
      t(
        text.indexOf(definition, first + 1),
        `The footnote [^${label}] is written twice; the last is shown.`,
        "give one of the two another name.",
      );
    } else if (footnotes?.refs?.[`:${label}`] === -1) {
      t(
        first,
        `No mark [^${label}] in the text leads to this footnote, so it is not shown.`,
        `write [^${label}] where it belongs.`,
      );
    }
    seen.add(label);
  }
  for (const mark of new Set(unpaired)) {
    t(
      text.indexOf(mark),
      `The mark ${mark} has no footnote, so it is shown as it is written.`,
      `write the footnote below the text, in a line that begins with ${mark}:`,
    );
  }
  return problems;
}
