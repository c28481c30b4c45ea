// In: the Markdown of a title, note, abstract or page. Out: its rich-text tree, and what in it an author should look at.
// Refuses to run or keep anything that is not text: HTML is read by the table of tags that LaTeX fields use too.
import MarkdownIt, { type Token } from "markdown-it";
import footnotes from "markdown-it-footnote";
import type { Place } from "../../diagnostic/diagnostic.ts";
import { isSafeHref, isSiteAddress, whyUnsafe } from "../escape.ts";
import { findTags, type Tag } from "../html-tags.ts";
import { paragraphBreak, toBlocks, toItem, toList, toTable } from "../plain-text.ts";
import type { CellNode, RichMark, RichNode, RichText } from "../rich-text.ts";
import { RichTextBuilder, tidyRichText, wrapIn } from "../rich-text-tools.ts";
import { lineOffsets, type TextProblem } from "../text-problem.ts";
import {
  addRules,
  addressOfTag,
  type FootnoteEnvironment,
  flattenedTag,
  footnoteProblems,
  type MarkdownEnvironment,
  type MarkdownTag,
  noteFootnotes,
} from "./markdown-rules.ts";

interface Parsed {
  readonly value: RichText;
  readonly problems: readonly TextProblem[];
}

interface Context {
  /** Whether a paragraph can end here. */
  readonly flow: boolean;
}

const markdown = new MarkdownIt({ html: false, maxNesting: 40 });
// Addresses are judged here, so that a refused one leaves its text and a message.
markdown.validateLink = () => true;
addRules(markdown);
markdown.use(footnotes);
// In `2^[3]` a caret is but a sign.
markdown.inline.ruler.disable("footnote_inline");
noteFootnotes(markdown);

/** Reads Markdown without blocks, as titles and notes have it: CommonMark's inline syntax, HTML tags and formulas. */
export function parseMarkdownInline(text: string): Parsed {
  const reader = new TokenReader(text, false);
  reader.read(markdown.parseInline(text, {}));
  return reader.end();
}

/**
 * Reads Markdown with blocks, as abstracts and pages have it: CommonMark with tables, strikethrough and footnotes.
 * `placeOf` says where an offset of the text stands; without it no address within the site is taken.
 */
export function parseMarkdownBlocks(text: string, placeOf?: (offset: number) => Place): Parsed {
  const reader = new TokenReader(text, true, placeOf);
  const blockTags = new Map<string, Tag>();
  for (const [at, tag] of findTags(text, true)) {
    const isGap = tag.meaning === "paragraph" || tag.meaning === "space" || tag.meaning === "content";
    if (isGap) blockTags.set(text.slice(at, at + tag.length), tag);
  }
  const environment: MarkdownEnvironment & FootnoteEnvironment = { blockTags };
  reader.read(markdown.parse(text, environment));
  const { value, problems } = reader.end();
  return { value, problems: [...problems, ...footnoteProblems(text, environment)] };
}

const marks: Readonly<Record<string, RichMark>> = { em: "emphasis", strong: "strong", s: "strikethrough" };

class TokenReader {
  readonly #text: string;
  readonly #blocks: boolean;
  readonly #placeOf: ((offset: number) => Place) | undefined;
  readonly #builder: RichTextBuilder<Context>;
  readonly #problems: TextProblem[] = [];
  readonly #lines: readonly number[];
  readonly #flattened = new Set<string>();
  /** Where what is read now begins, or later. */
  #offset = 0;

  constructor(text: string, blocks: boolean, placeOf?: (offset: number) => Place) {
    this.#text = text;
    this.#blocks = blocks;
    this.#placeOf = placeOf;
    this.#lines = blocks ? lineOffsets(text) : [];
    this.#builder = new RichTextBuilder<Context>({ flow: blocks });
  }

  end(): Parsed {
    const nodes = this.#builder.end();
    const problems = [...this.#problems, ...this.#builder.depthProblem()];
    return { value: this.#blocks ? toBlocks(nodes) : tidyRichText(nodes), problems };
  }

  read(tokens: readonly Token[]): void {
    for (const token of tokens) {
      if (token.map) this.#offset = this.#lines[token.map[0]] ?? 0;
      const [, name = "", side] = /^(.*?)(?:_(open|close))?$/.exec(token.type)!;
      if (side === "open") this.#open(name, token);
      else if (side === "close") this.#close(name, token);
      else this.#leaf(token);
    }
  }

  #open(name: string, token: Token) {
    const builder = this.#builder;
    const mark = marks[name];
    if (mark) return builder.open(name, { flow: false }, wrapIn(mark));
    switch (name) {
      case "link":
        return this.#openLink(String(token.attrGet("href") ?? ""), String(token.attrGet("title") ?? ""));
      case "heading":
        return builder.open(name, { flow: false }, (nodes) => {
          const children = tidyRichText(nodes);
          return children.length > 0 ? [{ kind: "heading", level: Number(token.tag.slice(1)), children }] : [];
        });
      case "bullet_list":
        return builder.open(name, { flow: false }, (nodes) => toList("list", nodes));
      case "ordered_list":
        return builder.open(name, { flow: false }, (nodes) =>
          toList("orderedList", nodes, Number(token.attrGet("start") ?? 1)),
        );
      case "list_item":
        return builder.open(name, { flow: true }, toItem);
      case "blockquote":
        return builder.open(name, { flow: true }, (nodes) => {
          const children = toBlocks(nodes);
          return children.length > 0 ? [{ kind: "quote", children }] : [];
        });
      case "table":
        // A table, its rows, its cells and a mark in one are kept together or not at all.
        if (!builder.hasRoom(4)) return this.#break();
        return builder.open(name, { flow: false }, toTable);
      case "tr":
        if (!this.#isInTable) return this.#break();
        return builder.open(name, { flow: false }, (children) => [{ kind: "row", children }]);
      case "th":
      case "td":
        if (!this.#isInTable) return;
        return builder.open(name, { flow: false }, (nodes) => [cellOf(token, tidyRichText(nodes))]);
      case "footnote_block":
        return builder.open(name, { flow: false }, (children) => [{ kind: "footnotes", children }]);
      case "footnote":
        return builder.open(name, { flow: true }, (nodes) => [
          { kind: "item", children: toItem(nodes).flatMap((item) => ("children" in item ? item.children : [])) },
        ]);
      case "paragraph":
        if (!token.hidden) this.#break();
    }
  }

  /** Whether the row or cell that begins here belongs to a table that is kept. */
  get #isInTable(): boolean {
    return /^(?:table|tr)$/.test(this.#builder.top.label);
  }

  #close(name: string, token: Token) {
    if (this.#builder.top.label === name) this.#builder.close();
    else if (name === "th" || name === "td") this.#builder.text(" ");
    if (name === "paragraph" && !token.hidden) this.#break();
  }

  #leaf(token: Token) {
    switch (token.type) {
      case "inline":
        this.read(token.children ?? []);
        this.#closeTags();
        return;
      case "code_inline":
        if (token.content) this.#builder.add({ kind: "code", children: [{ kind: "text", value: token.content }] });
        return;
      case "code_block":
      case "fence": {
        const value = token.content.replace(/\n$/, "").normalize("NFC");
        if (value) this.#block({ kind: "codeBlock", children: [{ kind: "text", value }] });
        return;
      }
      case "softbreak":
        return this.#builder.text(" ");
      case "hardbreak":
        return this.#lineBreak();
      case "hr":
        return this.#block({ kind: "rule", children: [] });
      case "image":
        return this.#image(String(token.attrGet("src") ?? ""), () => this.read(token.children ?? []));
      case "math":
        if (token.block) this.#break();
        this.#builder.add({ kind: "math", tex: token.content, display: /^(?:\$\$|\\\[)$/.test(token.markup) });
        if (token.block) this.#break();
        return;
      case "tag":
        return this.#tag(token.meta as unknown as MarkdownTag);
      case "footnote_ref":
        return this.#builder.add({ kind: "footnoteReference", number: Number(token.meta?.id) + 1, children: [] });
      case "footnote_anchor":
        return;
      default:
        return this.#builder.text(token.content);
    }
  }

  #break() {
    this.#builder.add(this.#builder.top.flow ? paragraphBreak : { kind: "text", value: " " });
  }

  #lineBreak() {
    this.#builder.add(this.#blocks ? { kind: "lineBreak", children: [] } : { kind: "text", value: " " });
  }

  /** Adds a block; where there can be none, its text. */
  #block(node: Extract<RichNode, { readonly children: RichText }>) {
    if (this.#builder.top.flow) this.#builder.add(node);
    else for (const child of node.children) this.#builder.add(child);
  }

  #closeTags() {
    while (this.#builder.top.label.startsWith("<")) this.#builder.close();
  }

  #problem(code: TextProblem["code"], needle: string, message: string, hint: string) {
    this.#problems.push({ code, offset: this.#find(needle), message, hint });
  }

  /** Where a text stands that is being read; the parser says it of blocks alone. */
  #find(needle: string): number {
    const decoded = decodeAddress(needle);
    for (const from of [this.#offset, 0]) {
      for (const text of [needle, decoded]) {
        const found = this.#text.indexOf(text, from);
        if (found < 0) continue;
        if (from > 0) this.#offset = found;
        return found;
      }
    }
    return this.#offset;
  }

  /** A link; with the title "list" or "list 5" it asks for the list to which it leads. */
  #openLink(href: string, title = "", label = "link") {
    const found = /^list(?: ([1-9]\d{0,2}))?$/.exec(title.trim());
    const to = this.#linkTo(href);
    const node = to && (found && "place" in to ? { ...to, list: found[1] ? Number(found[1]) : ("all" as const) } : to);
    return this.#builder.open(
      label,
      { flow: false },
      node && ((children) => (children.length > 0 ? [{ ...node, children }] : [])),
    );
  }

  /** A link without its text; undefined, with a message, for an address that no page may lead to. */
  #linkTo(href: string) {
    if (isSafeHref(href)) return { kind: "link", href } as const;
    if (this.#placeOf && isSiteAddress(href)) {
      return { kind: "link", href: decodeAddress(href), place: this.#placeOf(this.#find(href)) } as const;
    }
    this.#problem(
      "text/address-scheme",
      href,
      `The address "${href}" ${whyUnsafe(href)}, so no link is made from it.`,
      "write the whole address, beginning with https://.",
    );
    return undefined;
  }

  /** A picture of the site; one that lies elsewhere is a link, since a page loads nothing from there. */
  #image(src: string, readAlternative: () => void) {
    if (this.#placeOf && isSiteAddress(src)) {
      const [href, place] = [decodeAddress(src), this.#placeOf(this.#find(src))];
      this.#builder.open("image", { flow: false }, (nodes) => [
        { kind: "image", href, place, children: tidyRichText(nodes) },
      ]);
    } else if (isSafeHref(src)) {
      this.#problem(
        "text/remote-picture",
        src,
        `The picture "${src}" lies elsewhere, and a page loads nothing from there; a link leads to it instead.`,
        "put the picture beside this file and write its name.",
      );
      const isInLink = this.#builder.find(
        ({ label }) => label === "link",
        () => true,
      );
      this.#builder.open("image", { flow: false }, (nodes) => {
        const children = nodes.length > 0 ? nodes : [{ kind: "text" as const, value: src }];
        return isInLink ? children : [{ kind: "link", href: src, children }];
      });
    } else {
      this.#problem(
        "text/address-scheme",
        src,
        `The picture "${src}" is no picture of the site that can be shown here, so only its description is.`,
        this.#placeOf ? "put the picture beside this file and write its name." : "leave the picture out of this text.",
      );
      this.#builder.open("image", { flow: false });
    }
    readAlternative();
    this.#closeTags();
    this.#builder.close();
  }

  #tag({ tag, source }: MarkdownTag) {
    const { name, meaning, closing } = tag;
    const label = `<${name}>`;
    if (name === "br") return closing ? undefined : this.#lineBreak();
    if (name === "hr" && this.#builder.top.flow) return this.#builder.add({ kind: "rule", children: [] });
    const address = closing ? undefined : addressOfTag(tag, source);
    if (name === "a" && address?.href !== undefined) return this.#openLink(address.href, "", label);
    if (name === "img" && address?.src !== undefined) {
      return this.#image(address.src, () => this.#builder.text(address.alt ?? ""));
    }
    if (!closing && !this.#flattened.has(name)) this.#sayFlattened(tag, source);
    if (meaning === "paragraph") return this.#break();
    if (meaning === "space") return this.#builder.text(" ");
    if (meaning === "content" && name !== "a") return;
    if (!closing) {
      if (meaning !== "content" && !this.#builder.isFull) this.#builder.open(label, { flow: false }, wrapIn(meaning));
      return;
    }
    const open = this.#builder.find(
      (frame) => frame.label === label,
      (frame) => frame.label.startsWith("<"),
    );
    if (open) this.#builder.closeThrough(open);
  }

  /** Says once for a text and a tag what became of it, where something did. */
  #sayFlattened(tag: MarkdownTag["tag"], source: string) {
    const message = flattenedTag(tag);
    if (message === undefined) return;
    this.#flattened.add(tag.name);
    this.#problem("text/html", source.slice(0, tag.name.length + 1), message, "write it in Markdown.");
  }
}

function cellOf(token: Token, children: RichText): CellNode {
  const align = /text-align:(left|center|right)/.exec(String(token.attrGet("style") ?? ""))?.[1] as CellNode["align"];
  return { kind: "cell", isHeader: token.tag === "th", ...(align ? { align } : {}), children };
}

/** An address without percent signs where it is well-formed: the parser has encoded it. */
function decodeAddress(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}
