// In: what a style puts out, piece by piece. Out: a reference as HTML and as text, with its punctuation and quotation marks
// set as CSL 1.0.2 asks ("Affixes", "Quotes", "Formatting").

import type { TextCase } from "./text-case.ts";

/**
 * What a piece is. A text keeps its punctuation, and a fixed one its case besides; an affix gives its own up where it meets
 * another. An `open` is the style's formatting; a `mark` is the author's, which turns within formatting of its own kind.
 */
export type Kind =
  | "text"
  | "fixed"
  | "affix"
  | "open"
  | "mark"
  | "close"
  | "openQuote"
  | "closeQuote"
  | "openLink"
  | "closeLink";

const isText = (kind: Kind | undefined): boolean => kind === "text" || kind === "fixed";

/** Markup: the elements of HTML, and what has none as a class. */
export type Mark =
  | "i"
  | "b"
  | "em"
  | "sup"
  | "sub"
  | "small-caps"
  | "normal-caps"
  | "underline"
  | "upright"
  | "light"
  | "plain"
  | "link";

const elements: ReadonlySet<string> = new Set(["i", "b", "em", "sup", "sub"]);

/** What an author's markup turns into within formatting of its own kind. */
const opposites: Readonly<Record<string, Mark>> = {
  i: "upright",
  em: "upright",
  b: "light",
  "small-caps": "normal-caps",
};

/** What a mark undoes, without which it is nothing. */
const undone: Readonly<Record<string, Mark>> = { upright: "i", light: "b", "normal-caps": "small-caps" };

/** How quotation marks are set. */
export interface Quotes {
  readonly open: string;
  readonly close: string;
  readonly innerOpen: string;
  readonly innerClose: string;
  /** Whether full stops and commas stand within them. */
  readonly holdPunctuation: boolean;
}

/** What is done to what is put out. */
export interface OutputOptions {
  readonly quotes: Quotes;
  /** Where the value of `DOI`, `URL`, `PMID` or `PMCID` leads; undefined makes no link. */
  readonly address: (variable: string, value: string) => string | undefined;
  /** Sees every stretch of text between two marks. */
  readonly edit: (text: string) => string;
}

export interface FormattedReference {
  /** `i`, `b`, `em`, `sup`, `sub`, `span` with a class, `a`, and escaped text. */
  readonly html: string;
  readonly text: string;
}

/** A text without full stops, but for those in words and addresses: ".Net", "example.org". */
export const withoutFullStops = (text: string): string => text.replace(/(?<=.)\.(?![a-z])/g, "");

/** An affix at the very beginning, where it parts nothing. */
const withoutSeparators = (affix: string): string => affix.replace(/^[\s.,;:]+/, "");

/** Thrown where a reference has become longer than any that someone reads: a style may ask for the same text again and again. */
export class TooLong extends Error {}

/** Pieces in their order. What turns out to be empty is taken back by its length. */
export class Output {
  readonly kinds: Kind[] = [];
  readonly texts: string[] = [];
  length = 0;
  #characters = 0;
  readonly #longest: number;

  /** @param longest how many characters may be put out */
  constructor(longest: number) {
    this.#longest = longest;
  }

  /** Throws `TooLong` where there would be too much; what is there by then can still be finished. */
  push(kind: Kind, text: string): void {
    this.#characters += text.length;
    if (this.#characters > this.#longest) throw new TooLong();
    this.kinds[this.length] = kind;
    this.texts[this.length++] = text;
  }

  /** Whether anything is put out that a reference may begin with. */
  isBegun(): boolean {
    for (let at = 0; at < this.length; at++) {
      const text = this.texts[at]!;
      if (isText(this.kinds[at]) ? text !== "" : this.kinds[at] === "affix" && withoutSeparators(text) !== "")
        return true;
    }
    return false;
  }

  /** The text from a position on, without what stands around it. */
  textFrom(from: number): string {
    return this.texts
      .slice(from, this.length)
      .filter((_, index) => isText(this.kinds[from + index]))
      .join("");
  }

  /** Takes italics back that are opened between two positions. */
  withoutItalics(from: number, to: number): void {
    for (let at = from; at < to; at++)
      if (this.kinds[at] === "open" && ["i", "em"].includes(this.texts[at]!)) this.texts[at] = "plain";
  }

  withoutFullStops(from: number): void {
    for (let at = from; at < this.length; at++)
      if (this.kinds[at] === "text") this.texts[at] = withoutFullStops(this.texts[at]!);
  }

  /** Changes the case of what stands from a position on, as if it were one text. */
  changeCase(from: number, change: TextCase): void {
    const places: number[] = [];
    for (let at = from; at < this.length; at++) if (isText(this.kinds[at])) places.push(at);
    if (places.length === 1 && this.kinds[places[0]!] === "text") {
      this.texts[places[0]!] = change(this.texts[places[0]!]!);
      return;
    }
    const whole = places.map((at) => this.texts[at]).join("");
    const changed = change(whole);
    let begin = 0;
    for (const at of places) {
      const text = this.texts[at]!;
      // A letter may become two ("ß"), so that what follows has moved.
      if (this.kinds[at] === "text")
        this.texts[at] = changed.length === whole.length ? changed.slice(begin, begin + text.length) : change(text);
      begin += text.length;
    }
  }

  /** The reference that the pieces make; one that is broken off ends in an ellipsis. */
  finish(options: OutputOptions, isBrokenOff = false): FormattedReference {
    return new Finisher(options).finish(this, isBrokenOff);
  }
}

/** Of a mark and the one that follows it, what both become; two that are the same become one. */
const joined: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "!": { ".": "!", ":": "!" },
  "?": { ".": "?", ":": "?" },
  ":": { "!": "!", "?": "?", ".": ":" },
  ";": { "!": "!", "?": "?", ":": ";", ".": ";" },
};
const punctuation = /[.,:;!?]/;

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escapeText = (text: string): string =>
  /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (sign) => escapes[sign]!) : text;

/** Where a stretch of text goes on in another. */
const longestStretch = 10_000;

class Finisher {
  readonly #options: OutputOptions;
  /** Stretches of text, and between them markup, which begins with "<" or is empty. */
  readonly #texts: string[] = [""];
  readonly #markup: string[] = [];
  /** The last sign of all, and whether a quotation ended with it. */
  #last = "";
  #isQuoteEnd = false;
  /** Whether an affix came last. */
  #isAffix = false;
  /** What ends the marks that are open. */
  readonly #marks: Mark[] = [];
  /** The quotation marks that are open: whether they are the author's. */
  readonly #quotes: boolean[] = [];

  constructor(options: OutputOptions) {
    this.#options = options;
  }

  finish({ kinds, texts, length }: Output, isBrokenOff: boolean): FormattedReference {
    for (let at = 0; at < length; at++) {
      const text = texts[at]!;
      switch (kinds[at]!) {
        case "text":
        case "fixed":
          this.#text(text);
          break;
        case "affix":
          this.#affix(text);
          break;
        case "open":
          this.#open(text as Mark);
          break;
        case "mark":
          this.#open(this.#marked(text as Mark));
          break;
        case "close":
          this.#markUp(endTag(this.#marks.pop()!));
          break;
        case "openQuote":
          this.#openQuote(text);
          break;
        case "closeQuote":
          this.#closeQuote(text);
          break;
        case "openLink":
          this.#openLink(text);
          break;
        case "closeLink":
          this.#markUp(this.#marks.pop() === "link" ? "</a>" : "");
      }
    }
    if (isBrokenOff) this.#breakOff();
    const edited = this.#texts.map((text) => (text === "" ? "" : this.#options.edit(text)));
    return {
      html: tidy(edited.map((text, index) => escapeText(text) + (this.#markup[index] ?? ""))),
      text: tidy(edited),
    };
  }

  /** Ends a reference in the middle of what is marked. */
  #breakOff(): void {
    this.#text("…");
    for (const mark of this.#marks.splice(0).reverse()) this.#markUp(mark === "link" ? "</a>" : endTag(mark));
  }

  #markUp(tag: string): void {
    this.#markup.push(tag);
    this.#texts.push("");
  }

  #text(text: string): void {
    if (text === "") return;
    // What is taken back from a long stretch costs its length.
    if (this.#texts.at(-1)!.length > longestStretch) this.#markUp("");
    this.#texts[this.#texts.length - 1] += text;
    this.#last = text.at(-1)!;
    this.#isQuoteEnd = this.#isAffix = false;
  }

  #affix(affix: string): void {
    let text = this.#last === "" ? withoutSeparators(affix) : affix;
    // Two affixes may have left a space before a full stop or comma.
    if (/^[.,]/.test(text) && this.#last === " " && this.#isAffix) {
      this.#takeBack(1);
      this.#last = this.#texts[this.#lastText()]!.at(-1) ?? "";
    }
    while (
      this.#isQuoteEnd &&
      this.#options.quotes.holdPunctuation &&
      /^[.,!?:;]/.test(text) &&
      this.#intoQuote(text[0]!)
    )
      text = text.slice(1);
    const first = text[0] ?? "";
    if (punctuation.test(this.#last) && punctuation.test(first)) {
      const both = bothAs(this.#last, first);
      if (both !== undefined) {
        text = text.slice(1);
        if (both !== this.#last) {
          this.#takeBack(1);
          this.#text(both);
        }
      }
    }
    if (this.#last === " " && text.startsWith(" ")) text = text.slice(1);
    if (text === "") return;
    this.#text(text);
    this.#isAffix = true;
  }

  /**
   * Puts a mark before the quotation marks that have just closed, as it would stand behind what they hold; colons and
   * semicolons stand behind, where they are not swallowed.
   */
  #intoQuote(sign: string): boolean {
    const { close, innerClose } = this.#options.quotes;
    const at = this.#lastText();
    const text = this.#texts[at]!;
    let end = text.length;
    for (;;) {
      const mark = [close, innerClose].find((one) => one !== "" && text.endsWith(one, end));
      if (mark === undefined) break;
      end -= mark.length;
    }
    const before = text[end - 1] ?? "";
    const both = punctuation.test(before) ? bothAs(before, sign) : undefined;
    if (/[:;]/.test(sign)) return both === before;
    const kept = both === undefined ? text.slice(0, end) + sign : text.slice(0, end - 1) + both;
    this.#texts[at] = kept + text.slice(end);
    return true;
  }

  /** The last stretch that has any text. */
  #lastText(): number {
    let at = this.#texts.length - 1;
    while (at > 0 && this.#texts[at] === "") at--;
    return at;
  }

  #takeBack(count: number): void {
    const at = this.#lastText();
    this.#texts[at] = this.#texts[at]!.slice(0, this.#texts[at]!.length - count);
  }

  #open(wanted: Mark): void {
    // What undoes a mark is nothing where there is none.
    const mark = undone[wanted] === undefined || this.#isWithin(undone[wanted]) ? wanted : "plain";
    this.#markUp(startTag(mark));
    this.#marks.push(mark);
  }

  /** What an author's mark is where it stands; what is to be upright ("nodecor") has no small capitals either. */
  #marked(mark: Mark): Mark {
    if (this.#isWithin(mark)) return opposites[mark] ?? mark;
    return mark === "upright" && this.#isWithin("small-caps") ? "normal-caps" : mark;
  }

  /** Whether what comes stands in a mark that no other has turned. */
  #isWithin(mark: Mark): boolean {
    for (const open of this.#marks.toReversed()) {
      if (open === mark) return true;
      if (open === opposites[mark]) return false;
    }
    return false;
  }

  /** Marks stay as they are `typed` where none stands around them that is not. */
  #openQuote(typed: string): void {
    const { open, innerOpen } = this.#options.quotes;
    const isTyped = typed !== "" && !this.#quotes.includes(false);
    this.#text(isTyped ? typed : this.#quotes.length % 2 === 0 ? open : innerOpen);
    this.#quotes.push(isTyped);
  }

  #closeQuote(typed: string): void {
    const { close, innerClose } = this.#options.quotes;
    const isTyped = this.#quotes.pop()!;
    const mark = isTyped ? typed : this.#quotes.length % 2 === 0 ? close : innerClose;
    const end = this.#last;
    this.#text(mark);
    this.#isQuoteEnd = true;
    // A mark within is not said again behind: "Why?" is followed by no full stop, and a full stop by none.
    if (/[.,?!]/.test(end)) this.#last = end;
  }

  #openLink(link: string): void {
    const [variable = "", ...rest] = link.split(" ");
    const address = this.#options.address(variable, rest.join(" "));
    // An address of a DOI that the style begins is a part of the link.
    const begun = variable === "DOI" ? (/https?:\/\/(?:dx\.)?doi\.org\/$/.exec(this.#texts.at(-1)!)?.[0] ?? "") : "";
    this.#takeBack(begun.length);
    this.#markUp(address === undefined ? "" : `<a href="${escapeText(address)}">`);
    this.#marks.push(address === undefined ? "plain" : "link");
    this.#texts[this.#texts.length - 1] = begun;
  }
}

/** What two marks of punctuation that meet become; undefined where both stay. */
const bothAs = (one: string, other: string): string | undefined => (one === other ? one : joined[one]?.[other]);

const startTag = (mark: Mark): string =>
  mark === "plain" ? "" : elements.has(mark) ? `<${mark}>` : `<span class="${mark}">`;
const endTag = (mark: Mark): string => (mark === "plain" ? "" : elements.has(mark) ? `</${mark}>` : "</span>");

const tidy = (parts: readonly string[]): string =>
  parts
    .join("")
    .replace(/[ \t\r\n]+/g, " ")
    .trim();
