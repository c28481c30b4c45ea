import type { RichMark, RichNode, RichText } from "../model/rich-text.ts";

/** The markup that CSL-JSON allows in a text (CSL-JSON schema notes, "rich text"), each with its end. */
const tags: readonly (readonly [open: string, close: string, mark: RichMark])[] = [
  ["<i>", "</i>", "emphasis"],
  ["<b>", "</b>", "strong"],
  ["<sub>", "</sub>", "subscript"],
  ["<sup>", "</sup>", "superscript"],
  ["<sc>", "</sc>", "smallCaps"],
  ['<span style="font-variant:small-caps;">', "</span>", "smallCaps"],
  ['<span style="font-variant: small-caps;">', "</span>", "smallCaps"],
  ['<span class="nocase">', "</span>", "noCase"],
];

/** Markup lies no deeper than this; what is opened further in is text. */
const depthLimit = 32;

/**
 * CSL-JSON's rich text as a tree. A tag that is not CSL's, or has no partner, is text, and so is one that
 * `richTextToCsl` kept apart by a zero-width space.
 */
export function cslToRichText(text: string): RichText {
  const stack: {
    readonly nodes: RichNode[];
    readonly open: string;
    readonly close: string;
    readonly mark?: RichMark;
  }[] = [{ nodes: [], open: "", close: "" }];
  const add = (nodes: RichNode[], node: RichNode) => {
    const last = nodes.at(-1);
    if (node.kind !== "text" || last?.kind !== "text") nodes.push(node);
    else nodes[nodes.length - 1] = { kind: "text", value: last.value + node.value };
  };
  for (const piece of text.split(/(<[^<>]*>)/)) {
    const { nodes, close, mark } = stack.at(-1)!;
    const opened = stack.length > depthLimit ? undefined : tags.find(([open]) => open === piece);
    if (piece === "") continue;
    if (opened) stack.push({ nodes: [], open: opened[0], close: opened[1], mark: opened[2] });
    else if (piece === close && mark) {
      stack.pop();
      add(stack.at(-1)!.nodes, { kind: mark, children: nodes });
    } else add(nodes, { kind: "text", value: piece.replaceAll("<\u200b", "<") });
  }
  while (stack.length > 1) {
    const { open, nodes } = stack.pop()!;
    const parent = stack.at(-1)!.nodes;
    for (const node of [{ kind: "text", value: open } as const, ...nodes]) add(parent, node);
  }
  return stack[0]!.nodes;
}
