import { mathToPlain } from "./math-to-plain.ts";
import type { RichNode, RichText } from "./rich-text.ts";

/**
 * The text of a tree without its markup: formulas in their plain form, paragraphs and items parted by a blank line, the
 * cells of a table by a bar, a footnote by its number in brackets, a picture as what is to be seen on it.
 */
export function richTextToPlain(tree: RichText): string {
  return tree.map((node, index) => (index > 0 && isBlock(node) ? "\n\n" : "") + nodeToPlain(node)).join("");
}

const blockKinds: ReadonlySet<string> = new Set(
  "paragraph list orderedList item quote heading codeBlock table footnotes rule".split(" "),
);

/** Whether a node is a block of an abstract, which no title has. */
export function isBlock(node: RichNode): boolean {
  return blockKinds.has(node.kind);
}

function nodeToPlain(node: RichNode): string {
  switch (node.kind) {
    case "text":
      return node.value;
    case "math":
      return mathToPlain(node.tex);
    case "lineBreak":
      return " ";
    case "rule":
      return "* * *";
    case "footnoteReference":
      return `[${node.number}]`;
    case "table":
      return node.children.map(nodeToPlain).join("\n");
    case "row":
      return node.children.map(nodeToPlain).join(" | ");
    case "footnotes":
      return node.children.map((note, index) => `[${index + 1}] ${nodeToPlain(note)}`).join("\n\n");
    default:
      return richTextToPlain(node.children);
  }
}
