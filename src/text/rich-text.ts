// Formatted text as a small tree: what titles, abstracts and notes are kept as. Never an HTML string.
import type { Place } from "../diagnostic/diagnostic.ts";

/** A run of formatted text, in reading order. */
export type RichText = readonly RichNode[];

/** The markup a node gives to what is inside of it. `noCase` protects capitals from a style that lowers them. */
export type RichMark =
  | "emphasis"
  | "strong"
  | "strikethrough"
  | "smallCaps"
  | "code"
  | "subscript"
  | "superscript"
  | "noCase";

/**
 * The blocks of an abstract or a page; a title holds none of them. A `codeBlock` holds one text with its lines as written,
 * a `table` rows of cells, `footnotes` an item for each note in the order of their numbers, a `rule` nothing.
 */
export type RichBlock =
  | "paragraph"
  | "list"
  | "orderedList"
  | "item"
  | "quote"
  | "codeBlock"
  | "table"
  | "row"
  | "footnotes"
  | "rule";

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

/** Where an address within the site leads. */
export interface SiteTarget {
  /** From the site's root, and not encoded; below the folder of a language where it is a page's: "/collections/trees/". */
  readonly address: string;
  /** Whether it is there in each language. */
  readonly isPage: boolean;
  /** Query and fragment, as written. */
  readonly suffix: string;
  /** The path of the author's file that is published there. */
  readonly file?: string;
  /** The size of the picture that the file is, in pixels. */
  readonly size?: { readonly width: number; readonly height: number };
}

export interface LinkNode {
  readonly kind: "link";
  /** An address that passed `isSafeHref`; a refused one leaves only its text in the tree. */
  readonly href: string;
  /** Where an address within the site is written, which has no scheme; absent where the link leads elsewhere. */
  readonly place?: Place;
  /** Where that leads, once it is known; absent where it leads nowhere. */
  readonly target?: SiteTarget;
  /** Whether the list to which it leads is to stand here, and how many of it. */
  readonly list?: "all" | number;
  readonly children: RichText;
}

/** A picture of the site, in the line; what it shows stands for it where no picture can be. */
export interface ImageNode {
  readonly kind: "image";
  /** The address as written, and where. */
  readonly href: string;
  readonly place: Place;
  /** The picture, once it is known; absent where there is none. */
  readonly target?: SiteTarget;
  /** What is to be seen on it. */
  readonly children: RichText;
}

/** The mark of a footnote in the text, by its number from 1. */
export interface FootnoteReferenceNode {
  readonly kind: "footnoteReference";
  readonly number: number;
  readonly children: RichText;
}

export interface LineBreakNode {
  readonly kind: "lineBreak";
  readonly children: RichText;
}

export interface HeadingNode {
  readonly kind: "heading";
  /** From 1, as the author counts; a page counts on from its own headings. */
  readonly level: number;
  readonly children: RichText;
}

/** A cell of a table's row. */
export interface CellNode {
  readonly kind: "cell";
  readonly isHeader: boolean;
  readonly align?: "left" | "center" | "right";
  readonly children: RichText;
}

export interface MarkNode {
  readonly kind: RichMark | RichBlock;
  /** The number of an ordered list's first item, where it is not 1. */
  readonly start?: number;
  readonly children: RichText;
}

export type RichNode =
  | TextNode
  | MathNode
  | LinkNode
  | ImageNode
  | FootnoteReferenceNode
  | LineBreakNode
  | HeadingNode
  | CellNode
  | MarkNode;
