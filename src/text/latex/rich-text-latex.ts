// In: a rich-text tree. Out: LaTeX for a BibTeX field, which reads back as the same tree.

import { isBlock, richTextToPlain } from "../plain-text.ts";
import type { MathNode, RichMark, RichNode, RichText } from "../rich-text.ts";
import { isBalanced } from "./verbatim.ts";

const markCommands: Readonly<Record<RichMark, string>> = {
  emphasis: "\\emph{",
  strong: "\\textbf{",
  strikethrough: "\\sout{",
  smallCaps: "\\textsc{",
  code: "\\texttt{",
  subscript: "\\textsubscript{",
  superscript: "\\textsuperscript{",
  noCase: "{",
};

const characters: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  $: "\\$",
  "#": "\\#",
  _: "\\_",
  "%": "\\%",
  "&": "\\&",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "`": "\\textasciigrave{}",
  "\u00a0": "~",
  "\u202f": "\\,",
};

/**
 * The LaTeX of a tree, in UTF-8, for a BibTeX field in braces: braces always balance, also as BibTeX counts them, which
 * knows no `\{`. `parseLatex` reads the same tree from it.
 */
export function richTextToLatex(tree: RichText): string {
  return joinBlocks(tree, false);
}

/** The blocks that LaTeX, as a BibTeX field holds it, has no form for: their text, with what tells its parts apart. */
function flatBlock(node: RichNode): string {
  return textToLatex(richTextToPlain([node]), false);
}

function joinBlocks(nodes: RichText, isCode: boolean): string {
  return nodes.map((node, index) => (index > 0 && isBlock(node) ? "\n\n" : "") + nodeToLatex(node, isCode)).join("");
}

function nodeToLatex(node: RichNode, isCode: boolean): string {
  const inside = (children: RichText) => children.map((child) => nodeToLatex(child, isCode)).join("");
  switch (node.kind) {
    case "text":
      return textToLatex(node.value, isCode);
    case "math":
      return mathToLatex(node);
    case "link":
      return node.place ? inside(node.children) : `\\href{${addressToLatex(node.href)}}{${inside(node.children)}}`;
    case "paragraph":
      return inside(node.children);
    case "list":
      return `\\begin{itemize}\n${inside(node.children)}\\end{itemize}`;
    case "orderedList":
      return `\\begin{enumerate}\n${inside(node.children)}\\end{enumerate}`;
    case "item":
      return `\\item ${joinBlocks(node.children, isCode)}\n`;
    case "quote":
      return `\\begin{quote}\n${joinBlocks(node.children, isCode)}\n\\end{quote}`;
    case "heading":
      return `${markCommands.strong}${inside(node.children)}}`;
    case "codeBlock":
      return richTextToPlain([node])
        .split("\n")
        .map((line) => `${markCommands.code}${textToLatex(line, true)}}`)
        .join("\\\\\n");
    case "table":
      return node.children.map((row) => inside([row])).join("\\\\\n");
    case "row":
      return node.children.map((cell) => inside([cell])).join(" | ");
    case "cell":
    case "image":
      return inside(node.children);
    case "lineBreak":
      return "\\\\\n";
    case "footnotes":
      return node.children
        .map((note, index) => `[${index + 1}] ${"children" in note ? joinBlocks(note.children, isCode) : ""}`)
        .join("\n\n");
    case "footnoteReference":
    case "rule":
      return flatBlock(node);
    case "code":
      return `${markCommands.code}${node.children.map((child) => nodeToLatex(child, true)).join("")}}`;
    case "noCase": {
      // A brace before a backslash would be BibTeX's special character, which protects nothing.
      const content = inside(node.children);
      return content.startsWith("\\") ? `{{}${content}}` : `{${content}}`;
    }
    default:
      return `${markCommands[node.kind]}${inside(node.children)}}`;
  }
}

function textToLatex(value: string, isCode: boolean): string {
  const escaped = value
    .replace(/[\\{}$#_%&~^`\u00a0\u202f]/g, (character) => characters[character]!)
    // What would be read as an entity or a tag is kept apart by an empty group.
    .replace(/\\&(?=\\?#|[a-z])/gi, "\\&{}")
    .replace(/<(?=[/a-z])/gi, "<{}");
  if (isCode) return escaped;
  return escaped
    .replace(/[-–—]+/g, (dashes) => [...dashes].map((dash) => "-".repeat("-–—".indexOf(dash) + 1)).join("{}"))
    .replace(/'(?=')/g, "'{}");
}

function addressToLatex(href: string): string {
  return href.replace(/[{}\\]/g, (character) => encodeURIComponent(character));
}

function mathToLatex({ tex, display }: MathNode): string {
  const source = isBalanced(tex) ? tex : tex.replaceAll("\\{", "\\lbrace ").replaceAll("\\}", "\\rbrace ");
  if (!isBalanced(source)) return textToLatex(tex, false);
  if (display) return `\\[${source}\\]`;
  // What would hide the closing dollar sign: a backslash before it, or one dollar sign more.
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(source)) return `$${source} $`;
  return source.includes("$") ? `\\(${source}\\)` : `$${source}$`;
}

/** Plain text in LaTeX, with braces that balance. */
export function plainToLatex(text: string): string {
  return richTextToLatex([{ kind: "text", value: text }]);
}

/** A value that BibTeX reads without LaTeX, such as an address; what can't stand in braces is percent-encoded. */
export function verbatim(text: string): string {
  // A blank hides the brace behind it from a backslash, and is no part of the value.
  const ended = /(?<!\\)(?:\\\\)*\\$/.test(text) ? `${text} ` : text;
  if (isBalanced(ended) && isBalanced(ended.replace(/\\[\s\S]/g, ""))) return ended;
  return ended.replace(/\\?[{}]/g, encodeURIComponent);
}
