import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { escapeHtml } from "./escape-html.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;

/** A formatted reference. */
export interface FormattedCitation {
  /** Safe to put in a page: `i`, `b`, `em`, `strong`, `sub`, `sup`, `span` with a class, `a` to http(s), and text. */
  readonly html: string;
  readonly text: string;
}

const marks: ReadonlySet<string> = new Set(["i", "em", "b", "strong", "sub", "sup"]);

/** The styles that citeproc writes into spans, and our class for each. Others leave no trace. */
const classesByStyle: Readonly<Record<string, string>> = {
  "font-variant:small-caps;": "small-caps",
  "font-style:normal;": "upright",
  "font-weight:normal;": "light",
  "text-decoration:underline;": "underline",
};

/** Markup deeper than this is given up for its text. */
const depthLimit = 100;

/**
 * What citeproc made, rebuilt from an allow-list: an element that is not on it leaves only its content, an attribute
 * nothing; `editText` sees every stretch of text. The number in the margin of a numbered style is left out.
 */
export function toSafeCitation(html: string, editText: (text: string) => string): FormattedCitation {
  const parts: string[] = [];
  const texts: string[] = [];
  const visit = (node: Node, depth: number): void => {
    if (node.nodeName === "#text" && "value" in node) {
      const text = editText(node.value);
      parts.push(escapeHtml(text));
      texts.push(text);
    } else if ("childNodes" in node && !isMargin(node)) {
      const tag = depth > depthLimit ? undefined : openingTag(node, editText);
      if (tag !== undefined) parts.push(tag);
      for (const child of node.childNodes) visit(child, depth + 1);
      if (tag !== undefined) parts.push(`</${node.tagName}>`);
      if (node.tagName === "div") for (const list of [parts, texts]) list.push(" ");
    }
  };
  for (const node of parseFragment(html).childNodes) visit(node, 0);
  const tidy = (list: readonly string[]) =>
    list
      .join("")
      .replace(/[ \t\r\n]+/g, " ")
      .trim();
  return { html: tidy(parts), text: tidy(texts) };
}

function attribute(node: DefaultTreeAdapterTypes.Element, name: string): string {
  return node.attrs.find((candidate) => candidate.name === name)?.value ?? "";
}

const isMargin = (node: DefaultTreeAdapterTypes.Element): boolean => attribute(node, "class") === "csl-left-margin";

function openingTag(node: DefaultTreeAdapterTypes.Element, editText: (text: string) => string): string | undefined {
  if (marks.has(node.tagName)) return `<${node.tagName}>`;
  if (node.tagName === "span") {
    const name = classesByStyle[attribute(node, "style").replace(/\s/g, "")];
    return name && `<span class="${name}">`;
  }
  const href = node.tagName === "a" ? safeAddress(editText(attribute(node, "href"))) : undefined;
  return href && `<a href="${escapeHtml(href)}">`;
}

/** An address of the web, percent-encoded; a DOI may hold any sign, so all that means something in an address is. */
function safeAddress(href: string): string | undefined {
  const doi = /^https:\/\/doi\.org\/(.*)$/s.exec(href)?.[1];
  const address = doi === undefined ? href : `https://doi.org/${encodeURIComponent(doi).replaceAll("%2F", "/")}`;
  return /^https?:\/\//i.test(address) && URL.canParse(address) ? new URL(address).href : undefined;
}
