// In: the Markdown of a title, note or abstract. Out: its rich-text tree, and what in it an author should look at.
// Refuses to run or keep anything that is not text: HTML is read by the table of tags that LaTeX fields use too.
import MarkdownIt, { type Token } from "markdown-it";
import type { RichMark, RichText } from "../model/rich-text.ts";
import { paragraphBreak, toBlocks, toItem, toList } from "./blocks.ts";
import { findTags, type Tag } from "./html-tags.ts";
import { addRules, type MarkdownEnvironment } from "./markdown-rules.ts";
import { RichTextBuilder, tidyRichText, wrapIn } from "./rich-text-tools.ts";
import { isSafeHref } from "./safe-href.ts";
import type { TextProblem } from "./text-problem.ts";

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

/** Reads Markdown without blocks, as titles and notes have it: CommonMark's inline syntax, HTML tags and formulas. */
export function parseMarkdownInline(text: string): Parsed {
  const reader = new TokenReader(text, false);
  reader.read(markdown.parseInline(text, {}));
  return reader.end();
}

/** Reads Markdown with blocks, as an abstract has it. A heading is a strong paragraph; a table is its rows of text. */
export function parseMarkdownBlocks(text: string): Parsed {
  const reader = new TokenReader(text, true);
  const blockTags = new Map<string, Tag>();
  for (const [at, tag] of findTags(text, true)) {
    const isGap = tag.meaning === "paragraph" || tag.meaning === "space" || tag.meaning === "content";
    if (isGap) blockTags.set(text.slice(at, at + tag.length), tag);
  }
  reader.read(markdown.parse(text, { blockTags } satisfies MarkdownEnvironment));
  return reader.end();
}

const marks: Readonly<Record<string, RichMark>> = { em: "emphasis", strong: "strong", heading: "strong" };

class TokenReader {
  readonly #text: string;
  readonly #blocks: boolean;
  readonly #builder: RichTextBuilder<Context>;
  readonly #problems: TextProblem[] = [];

  constructor(text: string, blocks: boolean) {
    this.#text = text;
    this.#blocks = blocks;
    this.#builder = new RichTextBuilder<Context>({ flow: blocks });
  }

  end(): Parsed {
    const nodes = this.#builder.end();
    return { value: this.#blocks ? toBlocks(nodes) : tidyRichText(nodes), problems: this.#problems };
  }

  read(tokens: readonly Token[]): void {
    for (const token of tokens) {
      const [, name = "", side] = /^(.*?)(?:_(open|close))?$/.exec(token.type)!;
      if (side === "open") this.#open(name, token);
      else if (side === "close") this.#close(name, token);
      else this.#leaf(token);
    }
  }

  #open(name: string, token: Token) {
    const mark = marks[name];
    if (mark) {
      if (name === "heading") this.#break();
      this.#builder.open(name, { flow: false }, wrapIn(mark));
    } else if (name === "link") this.#openLink(String(token.attrGet("href") ?? ""));
    else if (name === "bullet_list") this.#builder.open(name, { flow: false }, (nodes) => toList("list", nodes));
    else if (name === "ordered_list")
      this.#builder.open(name, { flow: false }, (nodes) => toList("orderedList", nodes));
    else if (name === "list_item") this.#builder.open(name, { flow: true }, toItem);
    else if (name === "blockquote") {
      this.#builder.open(name, { flow: true }, (nodes) => {
        const children = toBlocks(nodes);
        return children.length > 0 ? [{ kind: "quote", children }] : [];
      });
    } else if ((name === "paragraph" && !token.hidden) || name === "tr") this.#break();
  }

  #close(name: string, token: Token) {
    if (this.#builder.top.label === name) this.#builder.close();
    if (name === "heading" || name === "tr" || (name === "paragraph" && !token.hidden)) this.#break();
    if (name === "th" || name === "td") this.#builder.text(" ");
  }

  #leaf(token: Token) {
    switch (token.type) {
      case "inline":
        this.read(token.children ?? []);
        while (this.#builder.top.label.startsWith("<")) this.#builder.close();
        return;
      case "code_inline":
      case "code_block":
      case "fence":
        if (token.block) this.#break();
        if (token.content) this.#builder.add({ kind: "code", children: [{ kind: "text", value: token.content }] });
        if (token.block) this.#break();
        return;
      case "softbreak":
      case "hardbreak":
        return this.#builder.text(" ");
      case "hr":
        return this.#break();
      case "image":
        return this.#image(token);
      case "math":
        if (token.block) this.#break();
        this.#builder.add({ kind: "math", tex: token.content, display: /^(?:\$\$|\\\[)$/.test(token.markup) });
        if (token.block) this.#break();
        return;
      case "tag":
        return this.#tag(token.meta?.tag as Tag);
      default:
        return this.#builder.text(token.content);
    }
  }

  #break() {
    this.#builder.add(this.#builder.top.flow ? paragraphBreak : { kind: "text", value: " " });
  }

  #openLink(href: string) {
    if (isSafeHref(href)) {
      return this.#builder.open("link", { flow: false }, (children) =>
        children.length > 0 ? [{ kind: "link", href, children }] : [],
      );
    }
    this.#problems.push({
      code: "normalize/address-scheme",
      offset: Math.max(0, this.#text.indexOf(href)),
      message: `The address "${href}" does not begin with http:, https: or mailto:, so no link is made from it.`,
      hint: "write the whole address, beginning with https://.",
    });
    this.#builder.open("link", { flow: false });
  }

  /** A picture is shown as its description, which leads to it. */
  #image(token: Token) {
    const href = String(token.attrGet("src") ?? "");
    if (isSafeHref(href)) this.#openLink(href);
    else this.#builder.open("link", { flow: false });
    this.read(token.children ?? []);
    while (this.#builder.top.label.startsWith("<")) this.#builder.close();
    this.#builder.close();
  }

  #tag({ name, meaning, closing }: Tag) {
    if (meaning === "paragraph") return this.#break();
    if (meaning === "space") return this.#builder.text(" ");
    if (meaning === "content") return;
    const label = `<${name}>`;
    if (!closing) {
      if (!this.#builder.isFull) this.#builder.open(label, { flow: false }, wrapIn(meaning));
      return;
    }
    const open = this.#builder.find(
      (frame) => frame.label === label,
      (frame) => frame.label.startsWith("<"),
    );
    if (open) this.#builder.closeThrough(open);
  }
}
