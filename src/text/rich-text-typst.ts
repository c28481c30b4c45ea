// In: a rich-text tree. Out: the same in Typst's markup.
import { richTextToPlain } from "./plain-text.ts";
import type { RichMark, RichNode, RichText } from "./rich-text.ts";

const functions: Readonly<Record<Exclude<RichMark, "noCase" | "code">, string>> = {
  emphasis: "emph",
  strong: "strong",
  strikethrough: "strike",
  smallCaps: "smallcaps",
  subscript: "sub",
  superscript: "super",
};

/**
 * A line of text in Typst's markup (typst.app/docs/reference/syntax), in which the author's signs stand for themselves: none
 * begins markup, code, a comment or a list, and quotes, dashes and dots stay as they are. Of math and blocks the text is there.
 */
export function richTextToTypstLine(tree: RichText): string {
  return tree.map(nodeToTypst).join("");
}

function nodeToTypst(node: RichNode): string {
  if (node.kind === "text") return textToTypst(node.value);
  if (node.kind === "link") return node.place ? inside(node) : `#link(${stringInTypst(node.href)})[${inside(node)}];`;
  if (node.kind === "code") return `#raw(${stringInTypst(richTextToPlain([node]))});`;
  if (node.kind === "noCase") return inside(node);
  // The semicolon ends the call: what follows may begin with a parenthesis, a bracket or a dot.
  if (node.kind !== "math" && Object.hasOwn(functions, node.kind))
    return `#${functions[node.kind as keyof typeof functions]}[${inside(node)}];`;
  return textToTypst(richTextToPlain([node]));
}

function inside({ children }: Extract<RichNode, { readonly children: RichText }>): string {
  return richTextToTypstLine(children);
}

function textToTypst(text: string): string {
  return (
    text
      .replace(/(?<!\s)\s*\n\s*/g, " ")
      .replace(/[\\#$*_`<>@[\]~"'=+/-]/g, "\\$&")
      // Three dots are one sign, and a number with one begins a list.
      .replace(/\.(?=\.)/g, "\\.")
      .replace(/^(\s*\d+)\./, "$1\\.")
  );
}

function stringInTypst(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}
