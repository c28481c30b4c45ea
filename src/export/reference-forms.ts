// In: a reference as `createCitationFormatter` gives it. Out: the same in other forms of text.
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { richTextToLatex } from "../text/latex/rich-text-latex.ts";
import { richTextToMarkdownLine } from "../text/markdown/rich-text-markdown.ts";
import type { RichMark, RichNode, RichText } from "../text/rich-text.ts";
import { richTextToTypstLine } from "../text/rich-text-typst.ts";
import type { FormattedCitation } from "./style-engines.ts";

/** How a list of references is written: each as a paragraph, an item of a list, or an `\item`. */
interface ReferenceForm {
  readonly write: (reference: FormattedCitation) => string;
  readonly before: string;
  readonly after: string;
}

export const referenceForms = {
  text: { write: ({ text }) => `${text}\n\n`, before: "", after: "" },
  html: { write: ({ html }) => `<li>${html}</li>\n`, before: "<ul>\n", after: "</ul>\n" },
  markdown: { write: ({ html }) => `- ${richTextToMarkdownLine(referenceTree(html))}\n`, before: "", after: "" },
  latex: {
    write: ({ html }) => `  \\item ${richTextToLatex(referenceTree(html))}\n`,
    before: "\\begin{itemize}\n",
    after: "\\end{itemize}\n",
  },
  typst: { write: ({ html }) => `- ${richTextToTypstLine(referenceTree(html))}\n`, before: "", after: "" },
} as const satisfies Readonly<Record<string, ReferenceForm>>;

export type ReferenceFormName = keyof typeof referenceForms;

/** References in a form, whole. */
export function writeReferences(references: readonly FormattedCitation[], form: ReferenceFormName): string {
  const { write, before, after } = referenceForms[form];
  return `${before}${references.map(write).join("").replace(/\n\n$/, "\n")}${after}`;
}

const marks: Readonly<Record<string, RichMark>> = {
  i: "emphasis",
  em: "emphasis",
  b: "strong",
  strong: "strong",
  sub: "subscript",
  sup: "superscript",
};

/** The tree of a reference's HTML, which is of our own making; a class of a span that no form has leaves its text. */
export function referenceTree(html: string): RichText {
  const read = (node: DefaultTreeAdapterTypes.ChildNode): readonly RichNode[] => {
    if (node.nodeName === "#text" && "value" in node) return [{ kind: "text", value: node.value }];
    if (!("tagName" in node)) return [];
    const children = node.childNodes.flatMap(read);
    const attribute = (name: string) => node.attrs.find((one) => one.name === name)?.value;
    const href = node.tagName === "a" ? attribute("href") : undefined;
    if (href !== undefined) return [{ kind: "link", href, children }];
    const mark = attribute("class") === "small-caps" ? "smallCaps" : marks[node.tagName];
    return mark === undefined ? children : [{ kind: mark, children }];
  };
  return parseFragment(html).childNodes.flatMap(read);
}
