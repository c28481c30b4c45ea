/** Where the search for a closing delimiter ended, and whether it was found there. */
export interface CloseSearch {
  readonly at: number;
  readonly closed: boolean;
}

const blockStart = /@[ \t\r\n]*([A-Za-z][\w:+.-]*)[ \t\r\n]*([{(])/y;
/** What a line begins with where a new block surely begins, so that an unclosed brace ends before it. */
const surelyBlock =
  /[ \t]*@[ \t]*(?:(?:string|preamble|comment)[ \t]*[{(]|[A-Za-z]\w*[ \t]*[{(][ \t]*[^\s,={}"]+[ \t]*,)/iy;
const fieldName = /([^\s=,{}()"#%@\\]+)[ \t\r\n]*=/y;
const bareValue = /[^\s,#{}()"=@]+/y;
/** In a broken entry: a value ends where another field plainly begins. Each run of white space is read once. */
const nextField =
  /(?:[}"]\s*(?:,\s*)?|,\s*)(?=[A-Za-z][\w+:-]{1,30}[ \t]*=[ \t]*[{"\w])|\n(?=[ \t]*[A-Za-z][\w+:-]{1,30}[ \t]*=[ \t]*[{"])/;

/** Looks at a .bib text from given offsets; every look is linear in what it passes over. */
export interface BibtexScanner {
  /** The offset of the next `@` that is not on a line that begins with `%`, or -1. */
  nextAt(from: number): number;
  /** `@type{` at an offset: the type, the opening delimiter and the offset behind it. */
  blockAt(offset: number): { type: string; open: string; end: number } | undefined;
  /** Whether a new block surely begins at an offset that begins a line. */
  beginsBlock(offset: number): boolean;
  isLineStart(offset: number): boolean;
  /** The first offset that is neither white space nor, from a `%` on, the rest of a line. */
  skipSpace(from: number): number;
  /** `name =` at an offset: the name and the offset behind the equals sign. */
  fieldAt(offset: number): { name: string; end: number } | undefined;
  /** A number or macro at an offset. */
  bareAt(offset: number): string | undefined;
  /** The close of a value whose content begins at `from`; the search gives up before a line that begins a block. */
  findClose(from: number, quoted: boolean): CloseSearch;
  /** The close of a value in an entry that is known to be broken and to end at `end`. */
  guessClose(from: number, end: number, quoted: boolean): CloseSearch;
}

/** Makes a scanner of one text. */
export function bibtexScanner(text: string): BibtexScanner {
  /** Once a value had no end in all of the rest, any block start ends a value: else each would read to the end again. */
  let anyBlockEndsValue = false;

  const matchAt = (pattern: RegExp, offset: number) => {
    pattern.lastIndex = offset;
    return pattern.exec(text);
  };
  const beginsBlock = (offset: number) => matchAt(surelyBlock, offset) !== null;
  /** The line last looked at by `nextAt`, so that a long one is searched once. */
  let line = { end: 0, isComment: false };

  return {
    nextAt(from) {
      for (let at = text.indexOf("@", from); at >= 0; at = text.indexOf("@", at + 1)) {
        if (at >= line.end) {
          const start = text.lastIndexOf("\n", at) + 1;
          const end = text.indexOf("\n", at);
          line = { end: end < 0 ? text.length : end, isComment: matchAt(/[ \t]*%/y, start) !== null };
        }
        if (!line.isComment) return at;
      }
      return -1;
    },
    blockAt(offset) {
      const match = matchAt(blockStart, offset);
      return match ? { type: match[1]!.toLowerCase(), open: match[2]!, end: blockStart.lastIndex } : undefined;
    },
    beginsBlock,
    isLineStart: (offset) => /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, offset - 200), offset)),
    skipSpace(from) {
      let at = from;
      for (; at < text.length; at++) {
        const character = text.charCodeAt(at);
        if (character === 37) {
          const lineEnd = text.indexOf("\n", at);
          at = lineEnd < 0 ? text.length - 1 : lineEnd;
        } else if (!(character === 32 || (character >= 9 && character <= 13) || character === 0xa0)) break;
      }
      return at;
    },
    fieldAt(offset) {
      const match = matchAt(fieldName, offset);
      return match ? { name: match[1]!.toLowerCase(), end: fieldName.lastIndex } : undefined;
    },
    bareAt: (offset) => matchAt(bareValue, offset)?.[0],
    findClose(from, quoted) {
      let depth = 0;
      for (let at = from; at < text.length; at++) {
        const character = text.charCodeAt(at);
        if (character === 123) depth++;
        else if (character === 125) {
          if (depth === 0) return { at, closed: !quoted };
          depth--;
        } else if (character === 34 && quoted && depth === 0) return { at, closed: true };
        else if (character === 10 && beginsBlock(at + 1)) return { at: at + 1, closed: false };
        else if (character === 64 && anyBlockEndsValue && beginsBlock(at)) return { at, closed: false };
      }
      anyBlockEndsValue = true;
      return { at: text.length, closed: false };
    },
    guessClose(from, end, quoted) {
      const next = nextField.exec(text.slice(from, end));
      const stop = next ? from + next.index : end;
      let depth = 0;
      for (let at = from; at < stop; at++) {
        const character = text.charCodeAt(at);
        if (character === 123) depth++;
        else if (character === 125 && depth-- === 0 && !quoted) {
          // With nothing behind it, it is the entry's own brace, which the value took for its own.
          if (!next && text.slice(at + 1, end).trim() === "") break;
          return { at, closed: true };
        } else if (character === 34 && quoted && depth === 0) return { at, closed: true };
      }
      if (next) return { at: stop, closed: next[0] !== "\n" && next[0][0] !== "," };
      // The entry's last value: it ends where the closing delimiters at the entry's end begin.
      let tail = end;
      while (tail > from && /[\s,})]/.test(text[tail - 1]!)) tail--;
      return { at: tail, closed: tail < end && text[tail] === "}" };
    },
  };
}
