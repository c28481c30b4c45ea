import type { RichText } from "../model/rich-text.ts";

/** A word whose capitals are not just its first letter: "LiT", "PaLI", "ImageNet", "GPU", "V-MoE", "3D". */
const mixedWord = /[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu;

/**
 * Protects the capitals of words that are written so by nature. Markdown has no braces for it, and a citation style that
 * lowers titles would make "LiT" into "lit"; what BibTeX's authors brace by hand is braced here by its looks.
 */
export function protectCapitals(tree: RichText): RichText {
  return tree.flatMap((node): RichText => {
    if (node.kind === "math" || node.kind === "noCase") return [node];
    if (node.kind !== "text") return [{ ...node, children: protectCapitals(node.children) }];
    const nodes: RichText[number][] = [];
    let from = 0;
    for (const { 0: word, index } of node.value.matchAll(mixedWord)) {
      if (!/[\p{L}\p{N}]\p{Lu}/u.test(word)) continue;
      if (index > from) nodes.push({ kind: "text", value: node.value.slice(from, index) });
      nodes.push({ kind: "noCase", children: [{ kind: "text", value: word }] });
      from = index + word.length;
    }
    if (from < node.value.length) nodes.push({ kind: "text", value: node.value.slice(from) });
    return nodes;
  });
}
