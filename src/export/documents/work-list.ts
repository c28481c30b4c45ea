// In: references in the parts of a list. Out: the list as a document in several forms.
import { richTextToLatex } from "../../text/latex/rich-text-latex.ts";
import { richTextToMarkdownLine } from "../../text/markdown/rich-text-markdown.ts";
import { richTextToPlain } from "../../text/plain-text.ts";
import type { RichNode, RichText } from "../../text/rich-text.ts";
import { richTextToHtml } from "../../text/rich-text-html.ts";
import { richTextToTypstLine } from "../../text/rich-text-typst.ts";
import { csvTable } from "../csv.ts";

/** A reference in a list, with what stands behind it in brackets. */
export interface ListedReference {
  readonly number: number | undefined;
  readonly reference: RichText;
  readonly marks: readonly string[];
  readonly key: string;
  readonly doi: string | undefined;
}

/** A list of works as it is handed in. */
export interface WorkListDocument {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly sections: readonly { readonly title: string; readonly works: readonly ListedReference[] }[];
}

/** A reference with its marks: "… [peer-reviewed; first author]". */
export function markedReference({ reference, marks }: ListedReference): RichText {
  return marks.length === 0 ? reference : [...reference, plain(` [${marks.join("; ")}]`)];
}

const plain = (value: string): RichNode => ({ kind: "text", value });

interface ListWriter {
  readonly heading: (title: RichText, level: 1 | 2) => string;
  readonly list: (works: readonly ListedReference[]) => string;
  readonly whole: (body: string, document: WorkListDocument) => string;
}

const paragraphs = (
  write: (tree: RichText) => string,
  numbered: (number: number) => string,
): Pick<ListWriter, "list"> => ({
  list: (works) =>
    works
      .map((work) => `${work.number === undefined ? "" : numbered(work.number)}${write(markedReference(work))}\n\n`)
      .join(""),
});

const html = (tree: RichText): string => richTextToHtml(tree).trim();

const writers = {
  text: {
    heading: (title, level) => {
      const text = richTextToPlain(title);
      return `${text}\n${(level === 1 ? "=" : "-").repeat([...text].length)}\n\n`;
    },
    ...paragraphs(richTextToPlain, (number) => `${number}. `),
    whole: (body) => body,
  },
  // A list in Markdown counts by itself and upwards alone.
  markdown: {
    heading: (title, level) => `${"#".repeat(level)} ${richTextToMarkdownLine(title)}\n\n`,
    ...paragraphs(richTextToMarkdownLine, (number) => `${number}\\. `),
    whole: (body) => body,
  },
  html: {
    heading: (title, level) => `<h${level}>${html(title)}</h${level}>\n`,
    list: (works) => {
      const name = works.some(({ number }) => number !== undefined) ? "ol" : "ul";
      const items = works.map((work) => {
        const value = work.number === undefined ? "" : ` value="${work.number}"`;
        return `<li${value}>${html(markedReference(work))}</li>\n`;
      });
      return `<${name}>\n${items.join("")}</${name}>\n`;
    },
    whole: (body, { title, language }) =>
      `<!DOCTYPE html>\n<html lang="${language}">\n<meta charset="utf-8">\n<title>${html([plain(title)])}</title>\n${body}</html>\n`,
  },
  latex: {
    heading: (title, level) => `\\${level === 1 ? "section" : "subsection"}*{${richTextToLatex(title)}}\n`,
    list: (works) => {
      const items = works.map((work) => {
        const label = work.number === undefined ? "" : `[${work.number}.]`;
        return `  \\item${label} ${richTextToLatex(markedReference(work))}\n`;
      });
      return items.length === 0 ? "" : `\\begin{itemize}\n${items.join("")}\\end{itemize}\n\n`;
    },
    whole: (body) => body,
  },
  typst: {
    heading: (title, level) => `${"=".repeat(level)} ${richTextToTypstLine(title)}\n\n`,
    list: (works) =>
      `${works
        .map(
          (work) =>
            `${work.number === undefined ? "-" : `${work.number}.`} ${richTextToTypstLine(markedReference(work))}\n`,
        )
        .join("")}\n`,
    whole: (body, { title, language }) => {
      const [, tag, region] = /^([a-z]{2,3})(?:.*-([A-Z]{2})(?:-|$))?/.exec(language) ?? [];
      return [
        `#set document(title: [${richTextToTypstLine([plain(title)])}])`,
        `#set text(lang: "${tag ?? "en"}"${region ? `, region: "${region.toLowerCase()}"` : ""}, size: 10.5pt)`,
        '#set page(paper: "a4", margin: 2.5cm, numbering: "1")',
        "#set par(justify: false)",
        "#set enum(spacing: 0.9em)",
        "",
        body,
      ].join("\n");
    },
  },
} as const satisfies Readonly<Record<string, ListWriter>>;

export type WorkListFormName = keyof typeof writers | "csv";
export const workListForms = [...Object.keys(writers), "csv"] as readonly WorkListFormName[];

/** A list of works in a form, whole. */
export function writeWorkList(document: WorkListDocument, form: WorkListFormName): string {
  if (form === "csv") return writeCsv(document);
  const { heading, list, whole } = writers[form];
  const parts = document.sections
    .filter(({ works }) => works.length > 0)
    .map(({ title, works }) => `${title === "" ? "" : heading([plain(title)], 2)}${list(works)}`);
  return whole(`${heading([plain(document.title)], 1)}${parts.join("")}`.replace(/\n\n$/, "\n"), document);
}

function writeCsv({ sections }: WorkListDocument): string {
  const names = ["section", "number", "reference", "marks", "key", "doi"];
  const rows = sections.flatMap(({ title, works }) =>
    works.map(({ number, reference, marks, key, doi }) => [
      title,
      number === undefined ? "" : String(number),
      richTextToPlain(reference),
      marks.join("; "),
      key,
      doi ?? "",
    ]),
  );
  return csvTable([names, ...rows]);
}
