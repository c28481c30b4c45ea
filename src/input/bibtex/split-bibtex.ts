import { type Diagnostic, diagnostic, type Result } from "../../diagnostic/diagnostic.ts";
import { lostThing, somePaper } from "../../diagnostic/sort-diagnostics.ts";
import { placeAt, type SourceFile } from "../files/source-file.ts";
import { type BibtexScanner, bibtexScanner } from "./bibtex-scanner.ts";

/** At a line's start: a name, what should open an entry, a key with its comma, and the first field. */
const likeEntry =
  /^[ \t]*(?:(@)[ \t]*)?([A-Za-z]+)([ \t]*[{([<][ \t]*|[ \t]+)([^\s,={}()"#%]+)[ \t]*,\s*[A-Za-z][\w+:-]*[ \t]*=[ \t]*["{\w]/gm;

/** At a line's start: an entry whose type is missing. */
const typeless = /^[ \t]*@[ \t]*\{[ \t]*([^\s,={}()"#%]+)[ \t]*,/gm;

/**
 * Reports what stands between two blocks and looks like an entry that BibTeX does not see: no `@` before it, no brace
 * behind its type, or no type. `from` and `to` bound the text; linear in its length.
 */
export function strayEntries(file: SourceFile, from: number, to: number): readonly Diagnostic[] {
  const text = file.text.slice(from, to);
  if (!/[,=]/.test(text)) return [];
  const found: Diagnostic[] = [];
  const tell = (index: number, key: string, message: string, hint: string) =>
    found.push(
      diagnostic({
        code: "input/stray-entry",
        message,
        hint,
        costs: [lostThing("paper", key), somePaper],
        key,
        ...placeAt(file, from + index),
      }),
    );
  for (const match of text.matchAll(likeEntry)) {
    const [whole, at = "", type = "", opening = "", key = ""] = match;
    const start = match.index + whole.search(/\S/);
    const isOpened = opening.trim() !== "";
    if (at === "" && !isOpened) continue;
    const fault = at === "" ? `no @ stands before "${type}"` : `no brace follows "@${type}"`;
    tell(
      start,
      key,
      `This looks like an entry with the key "${key}", but ${fault}, so BibTeX takes it for a comment and it is not read.`,
      `write @${type}{${key}, or begin its lines with % if it is to be left out.`,
    );
  }
  for (const match of text.matchAll(typeless)) {
    const key = match[1] ?? "";
    tell(
      match.index + match[0].search(/\S/),
      key,
      `This looks like an entry with the key "${key}", but no type follows the @, so it is not read.`,
      `write its type, as in @article{${key},`,
    );
  }
  return found;
}

/** One of the stretches joined by `#`: a delimited or bare literal, or the name of a macro. */
export interface RawPart {
  readonly kind: "literal" | "macro";
  /** Without its delimiters. */
  readonly text: string;
  /** Where `text` begins in the file. */
  readonly offset: number;
}

export interface RawField {
  /** Lower case. */
  readonly name: string;
  readonly parts: readonly RawPart[];
  /** From the name to behind the comma. */
  readonly start: number;
  readonly end: number;
}

/** An entry, an @string or an @preamble, as it stands in the file. */
export interface RawBlock {
  /** Lower case: "article", "string", "preamble". */
  readonly type: string;
  /** Empty for @string and @preamble, and where the author gave none. */
  readonly key: string;
  readonly fields: readonly RawField[];
  /** From the `@` to behind the closing delimiter. */
  readonly start: number;
  readonly end: number;
}

/**
 * Splits a .bib text into blocks, each at the place of its `@` (btxdoc 4; btparse for `%`). What stands between blocks
 * is a comment. A value that is never closed ends before the next line that begins a block, and its entry is read again
 * with values ending where the next field plainly begins. Linear in the length of the text; never throws.
 */
export function splitBibtex(file: SourceFile): Result<readonly RawBlock[]> {
  const scanner = bibtexScanner(file.text);
  const value: RawBlock[] = [];
  const diagnostics: Diagnostic[] = [];
  /** Where the last block ended, so that what follows is no part of any. */
  let between = 0;
  const tellStrays = (end: number) => {
    for (const found of strayEntries(file, between, end)) diagnostics.push(found);
  };
  for (let at = scanner.nextAt(0); at >= 0; ) {
    const head = scanner.blockAt(at);
    if (!head) {
      at = scanner.nextAt(at + 1);
      continue;
    }
    tellStrays(at);
    if (head.type === "comment") {
      between = scanner.findClose(head.end, false).at;
      at = scanner.nextAt(between);
    } else {
      const reader = new BlockReader(file, scanner, at, head.type, head.end, head.open === "{" ? "}" : ")");
      const block = reader.read();
      value.push(block);
      for (const found of reader.diagnostics) diagnostics.push(found);
      between = Math.max(block.end, head.end);
      at = scanner.nextAt(between);
    }
  }
  tellStrays(file.text.length);
  return { value, diagnostics };
}

/** Where and why an entry turned out to be broken. */
interface Breach {
  /** Where the entry ends all the same. */
  readonly end: number;
  /** Where the fault shows. */
  readonly offset: number;
}

/** Reads one block: first by the rules, and if that fails once more by what the author plainly meant. */
class BlockReader {
  diagnostics: Diagnostic[] = [];
  private readonly file: SourceFile;
  private readonly scanner: BibtexScanner;
  private readonly start: number;
  private readonly type: string;
  private readonly bodyStart: number;
  private readonly close: string;
  private key = "";
  private fields: RawField[] = [];
  /** Set in the second reading: where the broken entry ends. */
  private limit: number | undefined;
  /** Where the first field begins of which the second reading had to guess the end. */
  private guessed: number | undefined;
  /** A closing brace that ended the entry although fields follow. */
  private earlyClose: number | undefined;

  constructor(file: SourceFile, scanner: BibtexScanner, start: number, type: string, bodyStart: number, close: string) {
    this.file = file;
    this.scanner = scanner;
    this.start = start;
    this.type = type;
    this.bodyStart = bodyStart;
    this.close = close;
  }

  read(): RawBlock {
    let end = this.readBody();
    if (typeof end !== "number") {
      const breach = end;
      const { earlyClose } = this;
      this.limit = breach.end;
      this.guessed = undefined;
      this.fields = [];
      this.diagnostics = [];
      end = breach.end;
      this.readBody();
      if (earlyClose === undefined) this.reportUnclosed(breach.offset);
      else this.reportEarlyClose(earlyClose);
    } else if (this.earlyClose !== undefined) this.reportEarlyClose(this.earlyClose);
    return { type: this.type, key: this.key, fields: this.fields, start: this.start, end };
  }

  /** The end of the block, or the breach that makes a second reading necessary. */
  private readBody(): number | Breach {
    const { scanner, close } = this;
    const { text } = this.file;
    const end = this.limit ?? text.length;
    let at = this.type === "string" || this.type === "preamble" ? this.bodyStart : this.readKey();
    while (true) {
      at = scanner.skipSpace(at);
      while (text[at] === ",") at = scanner.skipSpace(at + 1);
      if (at >= end) return this.limit ?? { end: text.length, offset: this.start };
      const character = text[at]!;
      if (character === "}" || character === close) {
        const after = scanner.skipSpace(at + 1);
        if (this.limit === undefined) {
          if (text[after] !== "," || !scanner.fieldAt(scanner.skipSpace(after + 1))) return at + 1;
          this.earlyClose ??= at;
        }
        at++;
      } else if (character === "@" && this.limit === undefined && scanner.isLineStart(at) && scanner.beginsBlock(at)) {
        return { end: at, offset: this.start };
      } else {
        const next = this.readField(at, end);
        if (typeof next !== "number") return next;
        at = next;
      }
    }
  }

  /** Reads the key; the offset behind it. */
  private readKey(): number {
    const { text } = this.file;
    const from = this.scanner.skipSpace(this.bodyStart);
    let at = from;
    if (this.scanner.isLineStart(from) && this.scanner.beginsBlock(from)) return from;
    while (at < text.length && !/[,}={"\r\n]/.test(text[at]!) && !(this.close === ")" && text[at] === ")")) at++;
    this.key = text.slice(from, at).trim().normalize("NFC");
    let next = this.scanner.skipSpace(at);
    if (text[next] === "=") {
      // "@misc{title = …" has no key, "@misc{smith title = …" no comma behind it.
      const words = this.key.split(/\s+/);
      const name = words.pop()!;
      this.key = words.join(" ");
      next = name ? text.lastIndexOf(name, at) : next;
    }
    if (!this.key) {
      this.report(
        "input/missing-key",
        this.start,
        `This @${this.type} has no citation key, so nothing can cite it.`,
        `write @${this.type}{smith2021, … with a key of your own before the first comma.`,
        [somePaper],
      );
    } else if (text[next] !== "," && text[next] !== "}" && text[next] !== this.close && next < text.length) {
      this.report(
        "input/missing-comma",
        at,
        `No comma follows the key "${this.key}".`,
        `write @${this.type}{${this.key}, and the first field behind it.`,
        [],
        ",",
      );
    }
    return next;
  }

  /** Reads `name = value,`; the offset behind it, or the breach where the value has no end. */
  private readField(start: number, end: number): number | Breach {
    const { scanner } = this;
    const { text } = this.file;
    const head = this.type === "preamble" ? { name: "preamble", end: start } : scanner.fieldAt(start);
    if (!head) {
      const stop = this.skipUnreadable(start, end);
      this.report(
        "input/syntax",
        start,
        `"${excerpt(text.slice(start, stop))}" is neither a field nor its value, so it was skipped.`,
        "a field is written name = {value}, with a comma before the next.",
        [lostThing("field", `${this.key} ${/^[\w-]+/.exec(text.slice(start, stop))?.[0] ?? ""}`)],
      );
      return stop;
    }
    const parts: RawPart[] = [];
    let at = scanner.skipSpace(head.end);
    while (at < end) {
      const delimiter = text[at];
      if (delimiter === "{" || delimiter === '"') {
        const quoted = delimiter === '"';
        const found =
          this.limit === undefined ? scanner.findClose(at + 1, quoted) : scanner.guessClose(at + 1, end, quoted);
        if (!found.closed) this.guessed ??= start;
        if (!found.closed && this.limit === undefined) return { end: this.blockBehind(found.at), offset: start };
        parts.push({ kind: "literal", text: text.slice(at + 1, found.at), offset: at + 1 });
        at = found.closed ? found.at + 1 : found.at;
      } else {
        const bare = scanner.bareAt(at);
        if (bare === undefined) break;
        parts.push({ kind: /^[0-9]+$/.test(bare) ? "literal" : "macro", text: bare, offset: at });
        at += bare.length;
      }
      const joint = scanner.skipSpace(at);
      if (text[joint] !== "#") break;
      at = scanner.skipSpace(joint + 1);
    }
    if (at <= start) return this.skipUnreadable(start, end);
    const valueEnd = at;
    at = scanner.skipSpace(at);
    if (text[at] === ",") at++;
    else if (scanner.fieldAt(at)) {
      this.report(
        "input/missing-comma",
        valueEnd,
        `No comma follows the value of "${head.name}" before the next field.`,
        `put a comma after the value of ${head.name}.`,
        [],
        ",",
      );
    }
    this.fields.push({ name: head.name, parts, start, end: Math.min(text[at - 1] === "," ? at : valueEnd, end) });
    return at;
  }

  /** Where the next block begins, from an offset where a search gave up. */
  private blockBehind(from: number): number {
    const { text } = this.file;
    if (text[from] !== "}") return from;
    for (let at = text.indexOf("\n", from); at >= 0; at = text.indexOf("\n", at + 1)) {
      if (this.scanner.beginsBlock(at + 1)) return at + 1;
    }
    return text.length;
  }

  private skipUnreadable(from: number, end: number): number {
    const { text } = this.file;
    let depth = 0;
    for (let at = from; at < end; at++) {
      const character = text[at]!;
      if (character === "{") depth++;
      else if (depth > 0 && character === "}") depth--;
      else if (depth === 0 && at > from && (/[,}\n]/.test(character) || character === this.close)) return at;
      else if (character === "\n" && this.scanner.beginsBlock(at + 1)) return at + 1;
    }
    return end;
  }

  private reportUnclosed(offset: number): void {
    const broken =
      this.fields.find((field) => field.start === offset) ??
      this.fields.find((field) => field.start === this.guessed || isUnbalanced(field));
    this.report(
      "input/unbalanced-brace",
      broken?.start ?? offset,
      broken
        ? `A brace or quote opened in the field "${broken.name}" is never closed, so it is not certain where the fields of this entry end.`
        : "The brace that opens this entry is never closed, so it is not certain where the entry ends.",
      broken ? `count the opening and closing braces of ${broken.name}.` : "put a closing brace behind the last field.",
      [lostThing("field", this.key)],
    );
  }

  private reportEarlyClose(offset: number): void {
    this.report(
      "input/unbalanced-brace",
      offset,
      "This closing brace ends the entry, but more fields follow it.",
      "take away the brace that is one too many.",
      [lostThing("field", this.key)],
    );
  }

  private report(
    code: Diagnostic["code"],
    offset: number,
    message: string,
    hint: string,
    costs: readonly string[] = [],
    missing?: string,
  ): void {
    const key = this.key ? { key: this.key } : {};
    const place = placeAt(this.file, offset);
    const { line, column } = place;
    const fix = missing === undefined ? {} : { fix: { line, column, replaced: "", replacement: missing } };
    this.diagnostics.push(diagnostic({ code, message, hint, ...place, ...key, costs, ...fix }));
  }
}

function isUnbalanced(field: RawField): boolean {
  return field.parts.some(({ text }) => text.split("{").length !== text.split("}").length);
}

/** One line of at most 60 characters, for quoting in a message. */
function excerpt(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
