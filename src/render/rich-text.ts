// In: a rich-text tree. Out: CSL's rich text.
import { isBlock, richTextToPlain } from "../model/plain-text.ts";
import type { RichNode, RichText } from "../model/rich-text.ts";
import { mathToPlain } from "./math.ts";

export { richTextToPlain } from "../model/plain-text.ts";
export { richTextToHtml } from "./rich-text-html.ts";
export { richTextToLatex } from "./rich-text-latex.ts";

const cslTags: Readonly<Partial<Record<RichNode["kind"], readonly [open: string, close: string]>>> = {
  emphasis: ["<i>", "</i>"],
  strong: ["<b>", "</b>"],
  smallCaps: ["<sc>", "</sc>"],
  subscript: ["<sub>", "</sub>"],
  superscript: ["<sup>", "</sup>"],
  noCase: ['<span class="nocase">', "</span>"],
};

/** What CSL has no markup for, and what is more than its content. */
const plainKinds: ReadonlySet<string> = new Set(["lineBreak", "rule", "footnoteReference", "table", "footnotes"]);

/**
 * The HTML-like rich text of CSL-JSON (CSL-JSON schema, "rich text"): `<i> <b> <sc> <sub> <sup>` and the no-case span,
 * in which formulas stand too. CSL processors know just these tags by their spelling and escape all else themselves, so
 * a sign in the author's text stays as it is; a `<` that would begin one of these tags is followed by a zero-width space.
 */
export function richTextToCsl(tree: RichText): string {
  return cslOf(tree, false);
}

function cslOf(nodes: RichText, isNoCase: boolean): string {
  return nodes
    .map((node, index) => {
      if (node.kind === "text") return cslText(node.value);
      if (node.kind === "math") return isNoCase ? cslText(mathToPlain(node.tex)) : noCaseSpan(mathToPlain(node.tex));
      const gap = index > 0 && isBlock(node) ? "\n\n" : "";
      if (plainKinds.has(node.kind)) return gap + cslText(richTextToPlain([node]));
      const [open, close] = cslTags[node.kind] ?? ["", ""];
      return gap + open + cslOf(node.children, isNoCase || node.kind === "noCase") + close;
    })
    .join("");
}

function cslText(value: string): string {
  return value.replace(/<(?=\/?(?:i|b|sc|sub|sup|span)\b)/gi, "<\u200b");
}

function noCaseSpan(value: string): string {
  return `<span class="nocase">${cslText(value)}</span>`;
}
