// In: a rich-text tree. Out: HTML; everything the author wrote is escaped here, once.

import { escapeHtml } from "./escape.ts";
import { createMathRenderer, type MathRenderer } from "./mathml.ts";
import { richTextToPlain } from "./plain-text.ts";
import { curlQuotes } from "./quotation-marks.ts";
import type { RichNode, RichText, SiteTarget } from "./rich-text.ts";

/** How a tree becomes HTML. */
export interface HtmlOptions {
  /** Sets the formulas and remembers them; without it a renderer of this call's own. */
  readonly math?: MathRenderer;
  /** The language of the text (BCP 47), whose quotation marks and apostrophes it gets; without it they stay as they are. */
  readonly language?: string;
  /** Whether it is a title, in which no line ends at a hyphen. */
  readonly isTitle?: boolean;
  /** The level of the text's highest heading, which follows those of the page; the others keep their steps below it. */
  readonly headingLevel?: number;
  /** The ids that the page has, to which those of the headings are added, as GitHub makes them; without it they have none. */
  readonly ids?: Set<string>;
  /** What begins the ids by which footnotes and their marks lead to each other; without it they do not. */
  readonly footnotes?: string;
  /** The numbers of the footnotes that have marks in earlier parts of the same text, and then in this one too. */
  readonly marked?: Set<number>;
  /** The address of what stands in the site; a link that leads nowhere is its text, and a picture that is not there its words. */
  readonly addressOf?: (target: SiteTarget) => string | undefined;
}

const htmlTags: Readonly<Partial<Record<RichNode["kind"], readonly [open: string, close: string]>>> = {
  emphasis: ["<em>", "</em>"],
  strong: ["<strong>", "</strong>"],
  strikethrough: ["<s>", "</s>"],
  smallCaps: ['<span class="small-caps">', "</span>"],
  code: ["<code>", "</code>"],
  subscript: ["<sub>", "</sub>"],
  superscript: ["<sup>", "</sup>"],
  paragraph: ["<p>", "</p>"],
  list: ["<ul>", "</ul>"],
  item: ["<li>", "</li>"],
  quote: ["<blockquote>", "</blockquote>"],
  codeBlock: ['<pre dir="ltr" translate="no"><code>', "</code></pre>"],
  row: ["<tr>", "</tr>"],
  lineBreak: ["<br>", ""],
  rule: ["<hr>", ""],
};

/** HTML of a tree. */
export function richTextToHtml(tree: RichText, options: HtmlOptions = {}): string {
  const math = options.math ?? createMathRenderer();
  const { headingLevel = 3, footnotes, addressOf } = options;
  const highest = Math.min(...levelsIn(tree));
  const seen = options.marked ?? new Set<number>();
  let isInHeading = false;

  const render = (nodes: RichText): string => nodes.map(renderNode).join("");
  const renderNode = (node: RichNode): string => {
    switch (node.kind) {
      case "text":
        return options.isTitle || isInHeading ? keepHyphens(escapeHtml(node.value)) : escapeHtml(node.value);
      case "math":
        return math.toMathML(node.tex, node.display).html;
      case "link": {
        const address = node.place ? node.target && addressOf?.(node.target) : node.href;
        const inside = render(node.children);
        return address === undefined ? inside : `<a href="${escapeHtml(address)}">${inside}</a>`;
      }
      case "image": {
        const { size } = node.target ?? {};
        const source = node.target && addressOf?.({ ...node.target, suffix: "" });
        const words = escapeHtml(richTextToPlain(node.children));
        if (size === undefined || source === undefined) return words;
        return `<img src="${escapeHtml(source)}" width="${size.width}" height="${size.height}" alt="${words}">`;
      }
      case "heading": {
        const level = Math.min(6, node.level - highest + headingLevel);
        const id = options.ids && headingId(node.children, options.ids);
        isInHeading = true;
        const inside = render(node.children);
        isInHeading = false;
        return `<h${level}${id ? ` id="${escapeHtml(id)}"` : ""}>${inside}</h${level}>`;
      }
      case "orderedList":
        return `<ol${node.start === undefined ? "" : ` start="${node.start}"`}>${render(node.children)}</ol>`;
      case "table":
        return renderTable(node.children);
      case "cell": {
        // A header without words heads nothing.
        const [tag, scope] = node.isHeader && node.children.length > 0 ? ["th", ' scope="col"'] : ["td", ""];
        const align = node.align === undefined ? "" : ` class="${node.align}"`;
        return `<${tag}${scope}${align}>${render(node.children)}</${tag}>`;
      }
      case "footnoteReference": {
        const { number } = node;
        if (footnotes === undefined) return `<sup>${number}</sup>`;
        const id = seen.size < seen.add(number).size ? ` id="${footnotes}-mark-${number}"` : "";
        return `<sup><a${id} href="#${footnotes}-${number}" role="doc-noteref">${number}</a></sup>`;
      }
      case "footnotes":
        return `<ol class="footnotes">${node.children.map(renderFootnote).join("")}</ol>`;
      default: {
        const [open, close] = htmlTags[node.kind] ?? ["", ""];
        return open + render(node.children) + close;
      }
    }
  };

  /** A wide table scrolls within a box of its own, which a keyboard reaches and its header names. */
  const renderTable = (rows: RichText): string => {
    const [head, ...body] = rows;
    const name = head
      ? partsOf(head)
          .map((cell) => richTextToPlain([cell]))
          .filter(Boolean)
          .join(", ")
      : "";
    const label = name === "" ? "" : ` aria-label="${escapeHtml(name)}"`;
    const bodyHtml = body.length > 0 ? `<tbody>${render(body)}</tbody>` : "";
    const isHeaded = head && partsOf(head).some((cell) => partsOf(cell).length > 0);
    const headHtml = isHeaded ? `<thead>${render([head])}</thead>` : "";
    return `<div class="table" role="group"${label} tabindex="0"><table>${headHtml}${bodyHtml}</table></div>`;
  };

  const renderFootnote = (note: RichNode, index: number): string => {
    const inside = render(partsOf(note));
    if (footnotes === undefined) return `<li>${inside}</li>`;
    const back = ` <a href="#${footnotes}-mark-${index + 1}" role="doc-backlink">↩\ufe0e</a>`;
    return `<li id="${footnotes}-${index + 1}">${inside}${back}</li>`;
  };

  return render(options.language === undefined ? tree : curlQuotes(tree, options.language));
}

/** How long the parts before and behind a hyphen may be for the word to fit on the line of a phone. */
const longestPart = 16;

/** Text that is escaped already, whose words do not break at their hyphens. */
function keepHyphens(html: string): string {
  if (!html.includes("-")) return html;
  return html.replace(/[\p{L}\p{N}-]+/gu, (word) => {
    const before = word.indexOf("-");
    const behind = word.length - before - 1;
    const isShort = before >= 1 && behind >= 1 && before <= longestPart && behind <= longestPart;
    return isShort ? `<span class="whole-word">${word}</span>` : word;
  });
}

function partsOf(node: RichNode): RichText {
  return "children" in node ? node.children : [];
}

/** "Growth of *trees*" as "growth-of-trees", and "growth-of-trees-1" where that is there. */
function headingId(heading: RichText, ids: Set<string>): string {
  const words = richTextToPlain(heading)
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
  let id = words;
  for (let more = 1; ids.has(id); more++) id = `${words}-${more}`;
  if (id !== "") ids.add(id);
  return id;
}

function levelsIn(tree: RichText): readonly number[] {
  return tree.flatMap((node) =>
    node.kind === "heading" ? [node.level] : "children" in node ? levelsIn(node.children) : [],
  );
}
