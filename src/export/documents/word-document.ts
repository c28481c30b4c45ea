// In: a list of works. Out: the same as a document for Word, by the library `docx`, which whoever calls has loaded.
import type * as Docx from "docx";
import { richTextToPlain } from "../../text/plain-text.ts";
import type { RichNode, RichText } from "../../text/rich-text.ts";
import { markedReference, type WorkListDocument } from "./work-list.ts";

type Library = Pick<
  typeof Docx,
  "Document" | "ExternalHyperlink" | "HeadingLevel" | "Packer" | "Paragraph" | "Tab" | "TextRun"
>;

/** What a run of text has of the marks that it stands in. */
type RunMarks = Pick<
  Exclude<ConstructorParameters<typeof Docx.TextRun>[0], string>,
  "bold" | "italics" | "smallCaps" | "subScript" | "superScript" | "strike" | "style"
>;

const marks: Partial<Record<RichNode["kind"], RunMarks>> = {
  strong: { bold: true },
  emphasis: { italics: true },
  smallCaps: { smallCaps: true },
  subscript: { subScript: true },
  superscript: { superScript: true },
  strikethrough: { strike: true },
};

/** How far a reference stands in behind its number: 1 cm in twentieths of a point. */
const indent = 567;

/** A list of works as an Office Open XML document (ECMA-376), with headings as such, so that Word lists and reads them out. */
export async function workListToDocx(document: WorkListDocument, library: Library): Promise<Buffer> {
  const { Document, ExternalHyperlink, HeadingLevel, Packer, Paragraph, Tab, TextRun } = library;
  const runs = (tree: RichText, inherited: RunMarks = {}): (Docx.TextRun | Docx.ExternalHyperlink)[] =>
    tree.flatMap((node) => {
      if (node.kind === "text") return [new TextRun({ ...inherited, text: node.value })];
      if (!("children" in node)) return [new TextRun({ ...inherited, text: richTextToPlain([node]) })];
      if (node.kind !== "link") return runs(node.children, { ...inherited, ...marks[node.kind] });
      return [
        new ExternalHyperlink({ link: node.href, children: runs(node.children, { ...inherited, style: "Hyperlink" }) }),
      ];
    });
  const heading = (text: string, level: 1 | 2) =>
    new Paragraph({ heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2, text });
  const whole = new Document({
    title: document.title,
    styles: {
      default: {
        document: {
          run: { font: "Calibri", size: 22, language: { value: document.language } },
          paragraph: { spacing: { after: 120 } },
        },
      },
    },
    sections: [
      {
        children: [
          heading(document.title, 1),
          ...document.sections
            .filter(({ works }) => works.length > 0)
            .flatMap(({ title, works }) => [
              ...(title === "" ? [] : [heading(title, 2)]),
              ...works.map((work) => {
                const number =
                  work.number === undefined ? [] : [new TextRun({ children: [`${work.number}.`, new Tab()] })];
                return new Paragraph({
                  indent: { left: indent, hanging: indent },
                  tabStops: [{ type: "left", position: indent }],
                  children: [...number, ...runs(markedReference(work))],
                });
              }),
            ]),
        ],
      },
    ],
  });
  return Packer.toBuffer(whole);
}
