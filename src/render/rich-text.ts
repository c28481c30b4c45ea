// In: a rich-text tree. Out: HTML, CSL's rich text; everything the author wrote is escaped here, once.
import { isBlock } from "../model/plain-text.ts";
import type { RichBlock, RichMark, RichText } from "../model/rich-text.ts";
import { escapeHtml } from "./escape-html.ts";
import { createMathRenderer, type MathRenderer, mathToPlain } from "./math.ts";

export { richTextToPlain } from "../model/plain-text.ts";
export { richTextToLatex } from "./rich-text-latex.ts";

const htmlTags: Readonly<Record<RichMark | RichBlock, readonly [open: string, close: string]>> = {
  emphasis: ["<em>", "</em>"],
  strong: ["<strong>", "</strong>"],
  smallCaps: ['<span class="small-caps">', "</span>"],
  code: ["<code>", "</code>"],
  subscript: ["<sub>", "</sub>"],
  superscript: ["<sup>", "</sup>"],
  noCase: ["", ""],
  paragraph: ["<p>", "</p>"],
  list: ["<ul>", "</ul>"],
  orderedList: ["<ol>", "</ol>"],
  item: ["<li>", "</li>"],
  quote: ["<blockquote>", "</blockquote>"],
};

/** HTML of a tree; formulas by `math` (which remembers them), else by a renderer of this call's own. */
export function richTextToHtml(tree: RichText, options: { readonly math?: MathRenderer } = {}): string {
  const math = options.math ?? createMathRenderer();
  const render = (nodes: RichText): string =>
    nodes
      .map((node) => {
        if (node.kind === "text") return escapeHtml(node.value);
        if (node.kind === "math") return math.toMathML(node.tex, node.display).html;
        if (node.kind === "link") return `<a href="${escapeHtml(node.href)}">${render(node.children)}</a>`;
        const [open, close] = htmlTags[node.kind];
        return open + render(node.children) + close;
      })
      .join("");
  return render(tree);
}

const cslTags: Readonly<Partial<Record<RichMark | RichBlock, readonly [open: string, close: string]>>> = {
  emphasis: ["<i>", "</i>"],
  strong: ["<b>", "</b>"],
  smallCaps: ["<sc>", "</sc>"],
  subscript: ["<sub>", "</sub>"],
  superscript: ["<sup>", "</sup>"],
  noCase: ['<span class="nocase">', "</span>"],
};

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
      const [open, close] = (node.kind !== "link" && cslTags[node.kind]) || ["", ""];
      const gap = index > 0 && isBlock(node) ? "\n\n" : "";
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
