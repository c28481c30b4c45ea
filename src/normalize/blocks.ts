// How the paragraphs, lists, quotations and tables of a text are put together.
import { isBlock } from "../model/plain-text.ts";
import type { MarkNode, RichNode, RichText } from "../model/rich-text.ts";
import { tidyRichText } from "./rich-text-tools.ts";

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
