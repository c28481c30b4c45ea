// In: a rich-text tree. Out: Markdown that is read as the same tree (`markdown-text.ts`).
import type { RichNode, RichText } from "../rich-text.ts";

/** Signs that mean something in Markdown; an underscore within a word means none. */
const special = /[\\`*<>$~|]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#?\w+;)/gu;
/** Brackets that make a link, a note or a citation. A backslash before a bracket would begin a formula. */
const bracket = /(?<=\])\(|\[(?=[@^])|(?<=\^)\[/g;
/** What may begin a block at the beginning of a line; the sign before the mark gets a backslash. */
const blockStart = /^(?=[#+=-])|(?<=^\d{1,9})(?=[.)](?:\s|$))/gm;

const escapeText = (text: string): string =>
  text.replace(special, "\\$&").replace(bracket, (sign) => `&#${sign.charCodeAt(0)};`);

const marks: Readonly<Partial<Record<RichNode["kind"], readonly [open: string, close: string]>>> = {
  emphasis: ["*", "*"],
  strong: ["**", "**"],
  strikethrough: ["~~", "~~"],
  subscript: ["<sub>", "</sub>"],
  superscript: ["<sup>", "</sup>"],
  smallCaps: ["<sc>", "</sc>"],
};
/** The same as tags, where stars would not be taken for marks: within a word, and beside blanks and punctuation. */
const tags: Readonly<Partial<Record<RichNode["kind"], readonly [open: string, close: string]>>> = {
  emphasis: ["<i>", "</i>"],
  strong: ["<b>", "</b>"],
  strikethrough: ["<s>", "</s>"],
};

/** A title or another line. Notes and blocks in it are but their text. */
export const richTextToMarkdownLine = (tree: RichText): string =>
  inline(tree)
    .replace(/\s+/g, (blank) => (blank.includes("\n") ? " " : blank))
    .replace(/ {2,}/g, " ")
    .trim();

/** A text of several paragraphs, which ends without a line end. */
export const richTextToMarkdown = (tree: RichText): string => blocks(tree).join("\n\n");

function inline(tree: RichText): string {
  let text = "";
  for (const [index, node] of tree.entries()) text += inlineNode(node, text, tree[index + 1]);
  return text;
}

function inlineNode(node: RichNode, before: string, next: RichNode | undefined): string {
  switch (node.kind) {
    case "text":
      return escapeText(node.value);
    case "math":
      if (node.display) return `$$${node.tex}$$`;
      // A sign of a dollar before a digit ends no formula.
      return next?.kind === "text" && /^\d/.test(next.value) ? `\\(${node.tex}\\)` : `$${node.tex}$`;
    case "code":
      return codeSpan(plainOf(node.children));
    case "link":
      return `[${inline(node.children)}](<${node.href.replace(/[<>\\]/g, (sign) => encodeURIComponent(sign))}>)`;
    case "lineBreak":
      return "\\\n";
    case "footnoteReference":
      return "";
    case "noCase":
      return inline(node.children);
    default: {
      const content = inline("children" in node ? node.children : []);
      if (content === "") return "";
      const after = next?.kind === "text" ? next.value : next === undefined ? "" : "x";
      const isOpen = !/[\p{L}\p{N}*~\\]$/u.test(before) && (/^[\p{L}\p{N}]/u.test(content) || /(?:^|\s)$/.test(before));
      const isClosed = !/^[\p{L}\p{N}]/u.test(after) && (/[\p{L}\p{N}]$/u.test(content) || /^(?:\s|$)/.test(after));
      const isPlain = isOpen && isClosed && !/^\s|\s$/.test(content);
      const [open, close] = (isPlain ? undefined : tags[node.kind]) ?? marks[node.kind] ?? ["", ""];
      return open + content + close;
    }
  }
}

function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return /^`|`$/.test(text) ? `${fence} ${text} ${fence}` : fence + text + fence;
}

function plainOf(tree: RichText): string {
  return tree
    .map((node) => (node.kind === "text" ? node.value : node.kind === "math" ? node.tex : plainOf(node.children)))
    .join("");
}

function blocks(tree: RichText): readonly string[] {
  return tree.flatMap((node): readonly string[] => {
    switch (node.kind) {
      case "paragraph":
        return lineOf(node.children);
      case "heading":
        return [`${"#".repeat(Math.min(6, node.level))} ${richTextToMarkdownLine(node.children)}`];
      case "list":
      case "orderedList":
        return [listOf(node.children, node.kind === "orderedList" ? (node.start ?? 1) : undefined)];
      case "quote":
        return [blocks(node.children).join("\n\n").replace(/^/gm, "> ")];
      case "codeBlock":
        return [`\`\`\`\n${plainOf(node.children).replace(/\n$/, "")}\n\`\`\``];
      case "rule":
        return ["---"];
      case "table":
        return [tableOf(node.children)];
      case "footnotes":
        return [];
      default:
        return lineOf([node]);
    }
  });
}

function lineOf(tree: RichText): readonly string[] {
  const text = inline(tree)
    .trim()
    .replace(/^\[(?=[^\]]*\]:)/, "&#91;");
  if (text === "") return [];
  return [text.replace(blockStart, "\\")];
}

function listOf(items: RichText, start: number | undefined): string {
  return items
    .map((item, index) => {
      const mark = start === undefined ? "- " : `${start + index}. `;
      const content = blocks("children" in item ? item.children : [item]).join("\n\n");
      return mark + content.replace(/\n(?=.)/g, `\n${" ".repeat(mark.length)}`);
    })
    .join("\n");
}

function tableOf(rows: RichText): string {
  const cells = rows.map((row) =>
    ("children" in row ? row.children : []).map((cell) =>
      richTextToMarkdownLine("children" in cell ? cell.children : []),
    ),
  );
  const [head = [], ...rest] = cells;
  return [head, head.map(() => "---"), ...rest].map((row) => `| ${row.join(" | ")} |`).join("\n");
}
