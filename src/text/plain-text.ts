import { mathToPlain } from "./math-to-plain.ts";
import type { MarkNode, RichNode, RichText } from "./rich-text.ts";
import { tidyRichText } from "./rich-text-tools.ts";

/**
 * The text of a tree without its markup: formulas in their plain form, paragraphs and items parted by a blank line, the
 * cells of a table by a bar, a footnote by its number in brackets, a picture as what is to be seen on it.
 */
export function richTextToPlain(tree: RichText): string {
  // Most titles are a text alone.
  const first = tree[0];
  if (tree.length === 1 && first?.kind === "text") return first.value;
  return tree.map((node, index) => (index > 0 && isBlock(node) ? "\n\n" : "") + nodeToPlain(node)).join("");
}

const blockKinds: ReadonlySet<string> = new Set(
  "paragraph list orderedList item quote heading codeBlock table footnotes rule".split(" "),
);

/** Whether a node is a block of an abstract, which no title has. */
export function isBlock(node: RichNode): boolean {
  return blockKinds.has(node.kind);
}

function nodeToPlain(node: RichNode): string {
  switch (node.kind) {
    case "text":
      return node.value;
    case "math":
      return mathToPlain(node.tex);
    case "lineBreak":
      return " ";
    case "rule":
      return "* * *";
    case "footnoteReference":
      return `[${node.number}]`;
    case "table":
      return node.children.map(nodeToPlain).join("\n");
    case "row":
      return node.children.map(nodeToPlain).join(" | ");
    case "footnotes":
      return node.children.map((note, index) => `[${index + 1}] ${nodeToPlain(note)}`).join("\n\n");
    default:
      return richTextToPlain(node.children);
  }
}

/** A title with its subtitle behind a colon, or behind a space where the title ends with a mark of its own. */
export function joinTitles(title: string, subtitle: string | undefined): string {
  if (!subtitle) return title;
  return title ? title + separator(title) + subtitle : subtitle;
}

/** The same for rich text. */
export function joinRichTitles(title: RichText, subtitle: RichText): RichText {
  if (subtitle.length === 0 || title.length === 0) return [...title, ...subtitle];
  return [...title, { kind: "text", value: separator(richTextToPlain(title)) }, ...subtitle];
}

function separator(title: string): string {
  return /[:?!.…。:?!]$/u.test(title) ? " " : ": ";
}

// How the paragraphs, lists, quotations and tables of a text are put together.

/** Stands between two paragraphs while a text is read. */
export const paragraphBreak: RichNode = { kind: "paragraph", children: [] };

/** Makes paragraphs of the inline text between breaks and blocks; empty ones are gone. */
export function toBlocks(nodes: RichText): RichText {
  const blocks: RichNode[] = [];
  let inline: RichNode[] = [];
  const flush = () => {
    const children = tidyRichText(inline);
    if (children.length > 0) blocks.push({ kind: "paragraph", children });
    inline = [];
  };
  for (const node of nodes) {
    if (!isBlock(node)) inline.push(node);
    else {
      flush();
      if (node !== paragraphBreak) blocks.push(node);
    }
  }
  flush();
  return blocks;
}

/** The content of a list item: one paragraph at its start is its bare text, as in a tight list of Markdown. */
export function toItem(nodes: RichText): RichText {
  const blocks = toBlocks(nodes);
  const [first, ...rest] = blocks;
  if (first?.kind !== "paragraph" || rest.some((block) => block.kind === "paragraph")) {
    return blocks.length > 0 ? [{ kind: "item", children: blocks }] : [];
  }
  return [{ kind: "item", children: [...first.children, ...rest] }];
}

/** A list of the items among `nodes`; what lies between them becomes an item of its own. Nothing where all is empty. */
export function toList(kind: "list" | "orderedList", nodes: RichText, start = 1): RichText {
  const items: RichNode[] = [];
  let stray: RichNode[] = [];
  for (const node of nodes) {
    if (node.kind !== "item") stray.push(node);
    else {
      items.push(...toItem(stray), node);
      stray = [];
    }
  }
  items.push(...toItem(stray));
  return items.length > 0 ? [{ kind, ...(start === 1 ? {} : { start }), children: items }] : [];
}

/** A table of its rows; nothing where no cell holds anything. */
export function toTable(nodes: RichText): RichText {
  const rows = nodes.filter((node) => node.kind === "row") as readonly MarkNode[];
  const isEmpty = rows.every((row) => row.children.every((cell) => "children" in cell && cell.children.length === 0));
  return isEmpty ? [] : [{ kind: "table", children: rows }];
}
