import { mathToPlain } from "./math-to-plain.ts";
import type { RichNode, RichText } from "./rich-text.ts";

/** The text of a tree without its markup: formulas in their plain form, paragraphs and items parted by a blank line. */
export function richTextToPlain(tree: RichText): string {
  return tree.map((node, index) => (index > 0 && isBlock(node) ? "\n\n" : "") + nodeToPlain(node)).join("");
}

const blockKinds: ReadonlySet<string> = new Set(["paragraph", "list", "orderedList", "item", "quote"]);

/** Whether a node is a block of an abstract, which no title has. */
export function isBlock(node: RichNode): boolean {
  return blockKinds.has(node.kind);
}

function nodeToPlain(node: RichNode): string {
  if (node.kind === "text") return node.value;
  return node.kind === "math" ? mathToPlain(node.tex) : richTextToPlain(node.children);
}
