// Formatted text as a small tree: what titles, abstracts and notes are kept as. Never an HTML string.

/** A run of formatted text, in reading order. */
export type RichText = readonly RichNode[];

/** The markup a node gives to what is inside of it. `noCase` protects capitals from a style that lowers them. */
export type RichMark = "emphasis" | "strong" | "smallCaps" | "code" | "subscript" | "superscript" | "noCase";

/** The blocks of an abstract; a title holds none of them. */
export type RichBlock = "paragraph" | "list" | "orderedList" | "item" | "quote";

export interface TextNode {
  readonly kind: "text";
  /** NFC; a no-break space stays one. */
  readonly value: string;
}

export interface MathNode {
  readonly kind: "math";
  /** The TeX between the delimiters, as the author wrote it. */
  readonly tex: string;
  readonly display: boolean;
}

export interface LinkNode {
  readonly kind: "link";
  /** An address that passed `isSafeHref`; a refused one leaves only its text in the tree. */
  readonly href: string;
  readonly children: RichText;
}

export interface MarkNode {
  readonly kind: RichMark | RichBlock;
  readonly children: RichText;
}

export type RichNode = TextNode | MathNode | LinkNode | MarkNode;
