// In: a title or abstract as services give it, with the markup of HTML, JATS and MathML. Out: its tree.

import { decodeHTML } from "entities";
import { MathMLToLaTeX } from "mathml-to-latex";
import { type DefaultTreeAdapterTypes, parseFragment, serializeOuter } from "parse5";
import { withoutNoText } from "../../text/characters.ts";
import { isBlock, richTextToPlain, toBlocks } from "../../text/plain-text.ts";
import type { RichMark, RichNode, RichText } from "../../text/rich-text.ts";
import { tidyRichText } from "../../text/rich-text-tools.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** A text with markup, and what a reader should know of it. */
export interface Fragment {
  readonly value: RichText;
  /** Whether markup was taken out or turned into ours, so that the words may not be as they were meant. */
  readonly isChanged: boolean;
}

const marks: Readonly<Record<string, RichMark>> = {
  i: "emphasis",
  em: "emphasis",
  italic: "emphasis",
  b: "strong",
  strong: "strong",
  bold: "strong",
  sub: "subscript",
  sup: "superscript",
  monospace: "code",
  code: "code",
  tt: "code",
  strike: "strikethrough",
};
const nothing: ReadonlySet<string> = new Set([
  "graphic",
  "fig",
  "img",
  "script",
  "style",
  "table",
  "annotation",
  "label",
]);
/** The titles that an abstract has only because it is one. */
const abstractTitle =
  /^(?:abstract|summary|zusammenfassung|kurzfassung|résumé|resumen|resumo|riassunto|samenvatting|sammanfattning|摘要|要旨|抄録)[:.]?$/i;

/** A title: of its markup it keeps italics, raised and lowered signs and formulas; capitals stand for small ones. */
export function readTitleFragment(text: string): Fragment {
  const { nodes, isChanged } = read(text, true);
  return { value: spaced(tidyRichText(withoutStrong(nodes))), isChanged };
}

/** An abstract: paragraphs, lists, and the titles of its sections in bold before what they are of. */
export function readAbstractFragment(text: string): Fragment {
  const { nodes, isChanged } = read(text, false);
  const blocks = toBlocks(nodes).filter((block) => richTextToPlain([block]).trim() !== "");
  const [first] = blocks;
  const isTitled = first !== undefined && abstractTitle.test(richTextToPlain([first]).trim());
  const own = withSectionTitles(isTitled ? blocks.slice(1) : blocks);
  const second = own.findIndex((block, index) => index > 0 && abstractTitle.test(sectionTitleOf(block)));
  return { value: second < 0 ? own : own.slice(0, second), isChanged };
}

interface Read {
  readonly nodes: RichNode[];
  readonly isChanged: boolean;
}

function read(text: string, isTitle: boolean): Read {
  const source = decoded(withoutNoText(mended(text))).replace(emptyElement, "<$1$2></$1>");
  const state = { isChanged: /<[a-z]/i.test(source), isTitle };
  return { nodes: nodesOf(parseFragment(source).childNodes, state), isChanged: state.isChanged };
}

interface State {
  isChanged: boolean;
  readonly isTitle: boolean;
}

/** XML's way to write an element without content, which HTML has not. */
const emptyElement = /<([\w:-]+)((?:\s[^<>]*?)?)\/>/g;
/** Deeper markup is given up for its text. */
const deepest = 60;

function nodesOf(list: readonly Node[], state: State, depth = 0): RichNode[] {
  return list.flatMap((node): readonly RichNode[] => {
    if (node.nodeName === "#text" && "value" in node) return [{ kind: "text", value: node.value.replace(/\s+/g, " ") }];
    if (!("childNodes" in node) || depth > deepest) return [];
    const name = node.tagName.toLowerCase().replace(/^.*:/, "");
    if (nothing.has(name)) return [];
    const inner = () => nodesOf(node.childNodes, state, depth + 1);
    if (name === "math" || name === "inline-formula" || name === "disp-formula" || name === "tex-math")
      return formulaOf(node, name, inner);
    const mark = marks[name];
    if (mark !== undefined) return [{ kind: mark, children: inner() }];
    if (name === "scp" || name === "sc") return capitals(inner());
    if (name === "br") return [{ kind: "text", value: " " }];
    if (state.isTitle) return inner();
    if (name === "p" || name === "div") return [{ kind: "paragraph", children: inner() }];
    if (name === "title" || /^h[1-6]$/.test(name)) return [{ kind: "heading", level: 1, children: inner() }];
    if (name === "list" || name === "ul" || name === "ol")
      return [{ kind: "list", children: inner().filter(({ kind }) => kind === "item") }];
    if (name === "list-item" || name === "li") return [{ kind: "item", children: toBlocks(inner()) }];
    return inner();
  });
}

function formulaOf(node: Element, name: string, inner: () => RichNode[]): readonly RichNode[] {
  if (name !== "math") {
    const tex = name === "tex-math" ? node : elementIn(node, "tex-math");
    const written = tex && textOf(tex).trim();
    if (written) return [{ kind: "math", tex: bareTex(written), display: false }];
    return inner();
  }
  const mathml = serializeOuter(node).replace(/<(\/?)[\w-]+:/g, "<$1");
  let tex = "";
  try {
    tex = MathMLToLaTeX.convert(mathml).trim();
  } catch {
    // What can't be read stays its text.
  }
  if (tex === "") return inner();
  // A letter or a number alone is no formula in a title.
  return /^[\w.,+-]$|^\d+$/.test(tex) ? [{ kind: "text", value: tex }] : [{ kind: "math", tex, display: false }];
}

/** TeX without its delimiters and the document that some publishers put around it. */
function bareTex(text: string): string {
  const body = /\\begin\{document\}([\s\S]*?)(?:\\end\{document\}|$)/.exec(text)?.[1] ?? text;
  return body.replace(/^\s*(?:\$\$?|\\\(|\\\[)|(?:\$\$?|\\\)|\\\])\s*$/g, "").trim();
}

function elementIn(node: Element, name: string): Element | undefined {
  for (const child of node.childNodes) {
    if (!("childNodes" in child)) continue;
    if (child.tagName.toLowerCase().replace(/^.*:/, "") === name) return child;
    const found = elementIn(child, name);
    if (found) return found;
  }
  return undefined;
}

function textOf(node: Element): string {
  return node.childNodes
    .map((child) => ("value" in child ? child.value : "childNodes" in child ? textOf(child) : ""))
    .join("");
}

/** Nodes whose texts are in capitals. */
const capitals = (nodes: readonly RichNode[]): RichNode[] =>
  nodes.map((node): RichNode => (node.kind === "text" ? { ...node, value: node.value.toUpperCase() } : node));

const withoutStrong = (nodes: RichText): RichNode[] =>
  nodes.flatMap((node): readonly RichNode[] => {
    if (!("children" in node)) return [node];
    const children = withoutStrong(node.children);
    return node.kind === "strong" ? children : [{ ...node, children }];
  });

/** Words that publishers' markup ran together have a blank between them again, and no blank stands before punctuation. */
function spaced(nodes: RichText): RichText {
  return nodes.map((node, index): RichNode => {
    if (node.kind !== "text") return node;
    const before = nodes[index - 1];
    const isRun = before?.kind === "emphasis" && /^\p{L}{2}/u.test(node.value);
    return { ...node, value: (isRun ? " " : "") + node.value.replace(/(?<! ) +(?=[.,;:)](?:\s|$))/g, "") };
  });
}

const sectionTitleOf = (block: RichNode): string =>
  block.kind === "paragraph" && block.children[0]?.kind === "strong" ? richTextToPlain([block.children[0]]).trim() : "";

/** A heading and the paragraph behind it become one, which begins with its words in bold. */
function withSectionTitles(blocks: RichText): RichText {
  const made: RichNode[] = [];
  let title: RichNode | undefined;
  const endOf = (words: RichText) => (/[.:?!]\s*$/.test(richTextToPlain(words)) ? "" : ".");
  const close = (rest: RichText) => {
    if (title === undefined || !("children" in title)) return;
    const words = title.children;
    const strong: RichNode = { kind: "strong", children: [...words, { kind: "text", value: endOf(words) }] };
    made.push({ kind: "paragraph", children: tidyRichText([strong, { kind: "text", value: " " }, ...rest]) });
    title = undefined;
  };
  for (const block of blocks) {
    if (block.kind === "heading") {
      close([]);
      title = block;
    } else if (title !== undefined && block.kind === "paragraph") close(block.children);
    else {
      close([]);
      made.push(isBlock(block) ? block : { kind: "paragraph", children: [block] });
    }
  }
  close([]);
  return made;
}

/** Entities decoded until nothing changes, at most twice: `&amp;lt;i&amp;gt;` is markup. */
function decoded(text: string): string {
  const once = /&amp;(?:#?\w+;)/.test(text) ? decodeHTML(text) : text;
  return /&lt;\/?(?:i|b|em|sub|sup|strong|scp|p)\b[^&]*&gt;/i.test(once)
    ? once.replaceAll("&lt;", "<").replaceAll("&gt;", ">")
    : once;
}

/** The bytes of Windows-1252's signs that Latin-1 has none for. */
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** A text in UTF-8 that was read as Latin-1 or Windows-1252 ("Ã©"), read again; controls of Latin-1 are left out. */
export function mended(text: string): string {
  if (/[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/.test(text)) {
    const bytes = [...text].map((sign) => {
      const code = sign.codePointAt(0)!;
      const place = windows1252.indexOf(sign);
      return place >= 0 ? 0x80 + place : code;
    });
    if (bytes.every((byte) => byte < 256)) {
      try {
        return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes));
      } catch {
        // It was no UTF-8.
      }
    }
  }
  return text.replace(/[\u0080-\u009f]/g, "");
}
