// Which braces and dollar signs of a text belong together; found in one pass, so that reading stays linear.
import type { DiagnosticCode } from "../../diagnostic/codes.ts";
import { findTags, type Tag } from "../html-tags.ts";
import { paragraphBreak } from "../plain-text.ts";
import type { RichMark, RichText } from "../rich-text.ts";
import { RichTextBuilder, wrapIn } from "../rich-text-tools.ts";

/** The pairs of a LaTeX text. Backslashed characters are no delimiters. */
export interface LatexStructure {
  /** The place of the closing brace by the place of the opening one. */
  readonly braces: ReadonlyMap<number, number>;
  /** By the place of the opening dollar sign. */
  readonly math: ReadonlyMap<number, { readonly end: number; readonly display: boolean }>;
}

/**
 * Pairs braces, and within each brace and paragraph the dollar signs, in order as TeX does. Where their number is odd
 * one of them is money: then a pair must also satisfy pandoc's rule (no space inside of either dollar sign, no digit
 * after the second; pandoc manual, "Math").
 */
export function pairDelimiters(text: string): LatexStructure {
  const braces = new Map<number, number>();
  const math = new Map<number, { end: number; display: boolean }>();
  const levels: { start: number; dollars: number[] }[] = [{ start: -1, dollars: [] }];
  const delimiters = /\\.|[{}$]|\n[ \t\r]*\n/gs;
  for (const { 0: delimiter, index } of text.matchAll(delimiters)) {
    const level = levels.at(-1)!;
    if (delimiter === "{") levels.push({ start: index, dollars: [] });
    else if (delimiter === "$") level.dollars.push(index);
    else if (delimiter === "}" && levels.length > 1) {
      levels.pop();
      braces.set(level.start, index);
      pairDollars(text, level.dollars, math);
    } else if (delimiter.startsWith("\n")) {
      pairDollars(text, level.dollars, math);
      level.dollars = [];
    }
  }
  for (const level of levels) pairDollars(text, level.dollars, math);
  return { braces, math };
}

function pairDollars(text: string, places: number[], math: Map<number, { end: number; display: boolean }>): void {
  const isStrict = places.length % 2 === 1;
  const isDouble = (index: number) => places[index + 1] === places[index]! + 1;
  for (let index = 0; index + 1 < places.length; ) {
    const start = places[index]!;
    const end = places[index + 1]!;
    if (isDouble(index)) {
      if (isDouble(index + 2)) math.set(start, { end: places[index + 3]!, display: true });
      index += isDouble(index + 2) ? 4 : 2;
    } else if (
      isStrict &&
      (/\s/.test(text[start + 1]!) || /\s/.test(text[end - 1]!) || /\d/.test(text[end + 1] ?? ""))
    ) {
      index++;
    } else {
      math.set(start, { end, display: false });
      index += 2;
    }
  }
}

// Where a reading of LaTeX stands: the text, the place in it, and the tree so far.

/** What holds for the text at a place, inherited by what is opened there. */
export interface Context {
  /** Inside of typewriter text, where dashes and quotes do not join. */
  readonly code: boolean;
  readonly noCase: boolean;
  readonly letterCase: "upper" | "lower" | undefined;
  /** How many quotations are around. */
  readonly quotes: number;
  /** Whether a paragraph can end here. */
  readonly flow: boolean;
  /** Where it was opened. */
  readonly offset: number;
}

/** How a text is read: see `LatexOptions`. */
export interface LatexForm {
  readonly blocks?: boolean;
  readonly asTyped?: boolean;
}

/** Takes a problem; a second one with the same code and subject is not told again. */
export type Report = (code: DiagnosticCode, subject: string, offset: number, message: string, hint?: string) => void;

/** The state of one reading, with the moves that every construct of LaTeX is read by. */
export class LatexState {
  readonly text: string;
  /** Whether paragraphs and lists are made. */
  readonly blocks: boolean;
  readonly report: Report;
  readonly structure: LatexStructure;
  /** The HTML tags of the text, by their places. */
  readonly tags: ReadonlyMap<number, Tag>;
  readonly builder: RichTextBuilder<Context>;
  position = 0;
  /** How many braces are open. */
  openGroups = 0;
  /** How many single quotation marks, written with a backquote, are open. */
  openQuotes = 0;
  /** Whether the last step opened an argument, which is then still to come. */
  awaitsArgument = false;
  readonly #absent = new Set<string>();

  constructor(text: string, { blocks = false, asTyped = false }: LatexForm, report: Report) {
    this.text = text;
    this.blocks = blocks;
    this.report = report;
    this.structure = pairDelimiters(text);
    this.tags = findTags(text, blocks);
    const context = { code: asTyped, noCase: blocks, letterCase: undefined, quotes: 0, flow: blocks, offset: 0 };
    this.builder = new RichTextBuilder<Context>(context);
  }

  /** What a sticky pattern matches here; empty where it does not. */
  match(pattern: RegExp): string {
    pattern.lastIndex = this.position;
    return pattern.exec(this.text)?.[0] ?? "";
  }

  /** Puts out text for so many characters of the source. */
  emit(value: string, length: number) {
    this.position += length;
    const { letterCase } = this.builder.top;
    if (letterCase === undefined) this.builder.text(value);
    else this.builder.text(letterCase === "upper" ? value.toUpperCase() : value.toLowerCase());
  }

  /** Passes over white space as TeX does after a control word, but not over the end of a paragraph. */
  skipSpace() {
    const space = this.match(/[ \t\r\n\f]+/y);
    if (!this.blocks || !hasBlankLine(space)) this.position += space.length;
  }

  /** Leaves no gap where something stood that shows nothing, at an end or before a sign that closes up to the left. */
  passSilently() {
    if (/^\s*(?:[,.;:!?)}]|$)/.test(this.text.slice(this.position, this.position + 20))) {
      this.skipSpace();
      this.builder.trimSpace();
    }
  }

  /** Ends the paragraph where one can end, else parts two words. */
  break() {
    const { flow } = this.builder.top;
    this.builder.add(flow ? paragraphBreak : { kind: "text", value: " " });
  }

  /** The context here, changed for what is opened now. */
  context(changes: Partial<Context>): Context {
    const { code, noCase, letterCase, quotes, flow } = this.builder.top;
    return { code, noCase, letterCase, quotes, flow, offset: this.position, ...changes };
  }

  /** Opens the argument that comes next: a group, or else one token. */
  openArgument(finish?: (children: RichText) => RichText, changes: Partial<Context> = {}) {
    this.skipSpace();
    const context = this.context(finish ? { flow: false, ...changes } : changes);
    if (this.text[this.position] === "{") {
      this.openGroups++;
      this.builder.open("{", context, finish);
      this.position++;
    } else this.builder.open("token", context, finish);
    this.awaitsArgument = true;
  }

  /** Reads the argument that comes next as it is written; one token where there is no group. */
  rawArgument(): string {
    this.skipSpace();
    const at = this.position;
    const end = this.text[at] === "{" ? this.structure.braces.get(at) : undefined;
    if (end !== undefined) {
      this.position = end + 1;
      return this.text.slice(at + 1, end);
    }
    const token = this.match(/\\(?:[a-zA-Z]+|.)|[^{}]/suy);
    this.position += token.length;
    return token;
  }

  /** Passes over `[…]` where an argument follows it. */
  skipOptional() {
    this.position += this.match(/\s*\[[^\][{}]{0,200}\](?=\s*[{[])/y).length;
  }

  /** Opens the argument that comes next, with text before and after it. */
  openBetween(before: string, after: string, changes: Partial<Context> = {}) {
    this.builder.text(before);
    this.openArgument((children) => [...children, { kind: "text", value: after }], changes);
  }

  /** Opens a mark that lasts to the end of the group. */
  openSwitch(mark: RichMark) {
    if (!this.builder.isFull) {
      this.builder.open(`switch ${mark}`, this.context({ flow: false, ...this.changesOf(mark) }), wrapIn(mark));
    }
  }

  /** The next place of some text; -1 where there is none. Never looks twice for what is not there. */
  find(needle: string, from: number): number {
    if (this.#absent.has(needle)) return -1;
    const place = this.text.indexOf(needle, from);
    if (place < 0) this.#absent.add(needle);
    return place;
  }

  /** What marks an argument, unless the mark holds already and says nothing twice. */
  marking(mark: RichMark): ((children: RichText) => RichText) | undefined {
    const { code, noCase } = this.builder.top;
    return (mark === "code" && code) || (mark === "noCase" && noCase) ? undefined : wrapIn(mark);
  }

  /** What holds inside of a mark. */
  changesOf(mark: RichMark): Partial<Context> {
    return mark === "code" ? { code: true } : mark === "noCase" ? { noCase: true } : {};
  }
}

/** Whether a text holds an empty line, which ends a paragraph. */
export function hasBlankLine(text: string): boolean {
  return /\n[^\S\n]*\n/.test(text.replace(/\r\n?/g, "\n"));
}
