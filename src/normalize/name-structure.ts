// How the text of a list of names is cut: what counts as outside of braces, and where names, parts and words end.

/** A piece of a longer text and where it begins there. */
export interface Piece {
  readonly text: string;
  readonly offset: number;
}

/**
 * Spells the spaces of TeX and HTML (`\ `, `\,`, `~`, `&nbsp;`) as spaces, so that they part words as in BibTeX's
 * `num.names$`. Every offset stays what it was.
 */
export function spellSpaces(text: string): string {
  return text.replace(/(?<!\\)(?:\\[\s,]|~)|&nbsp;|&#160;|\u00a0/g, (space) => " ".repeat(space.length));
}

/**
 * For each UTF-16 unit of the text whether it stands outside of braces, formulas, commands and HTML entities (1 or 0).
 * A text whose braces don't pair is read as if it had none: a lone brace must not swallow all names that follow.
 */
export function outerLevel(text: string): Uint8Array {
  if (!/[\\{}$&]/.test(text)) return new Uint8Array(text.length).fill(1);
  const outer = new Uint8Array(text.length);
  const skip = /\\[a-z]+[ \t]*|\\[\s\S]|\$[^$\n]{1,80}\$|&#?\w{1,31};/iy;
  const braces = hasPairedBraces(text);
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === "\\" || character === "$" || character === "&") {
      skip.lastIndex = at;
      const found = skip.exec(text)?.[0];
      if (found && !/\sand\s/i.test(found)) {
        at += found.length - 1;
        continue;
      }
    }
    if (braces && character === "{") depth++;
    else if (braces && character === "}") depth--;
    else if (depth === 0) outer[at] = 1;
  }
  return outer;
}

function hasPairedBraces(text: string): boolean {
  let depth = 0;
  for (const brace of text.replace(/\\[\s\S]/g, "").replace(/[^{}]+/g, "")) {
    depth += brace === "{" ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Splits at one of these characters outside of braces; the pieces keep their white space. */
export function splitOutside(text: string, separators: string): readonly Piece[] {
  const outer = outerLevel(text);
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (!outer[at] || !separators.includes(text[at]!)) continue;
    pieces.push({ text: text.slice(from, at), offset: from });
    from = at + 1;
  }
  return [...pieces, { text: text.slice(from), offset: from }];
}

/** The words of one part of a name: what white space outside of braces parts. */
export function splitWords(text: string): readonly string[] {
  return splitOutside(text, " \t\r\n\f\v")
    .map((piece) => piece.text)
    .filter(Boolean);
}

/** Splits a list of names at "and" in any case, between white space and outside of braces (btxdoc 4, `num.names$`). */
export function splitNameList(text: string): readonly Piece[] {
  const outer = outerLevel(text);
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: word, index } of text.matchAll(/(?<!\S)\\?and(?!\S)/gi)) {
    if (!outer[index] && !word.startsWith("\\")) continue;
    pieces.push(trimPiece({ text: text.slice(from, index), offset: from }));
    from = index + word.length;
  }
  return [...pieces, trimPiece({ text: text.slice(from), offset: from })];
}

/** The piece without the white space around it. */
export function trimPiece({ text, offset }: Piece): Piece {
  return { text: text.trim(), offset: offset + text.length - text.trimStart().length };
}

/** Whether one pair of braces holds the whole text: "{Bern and Nobel, Inc.}", but not "{A} {B}". */
export function isFullyBraced(text: string): boolean {
  if (!text.startsWith("{") || !text.endsWith("}")) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at === text.length - 1;
  }
  return false;
}

const lowerLetterCommands = new Set(["i", "j", "o", "oe", "ae", "aa", "l", "ss", "dh", "dj", "ng", "th"]);
const upperLetterCommands = new Set(["O", "OE", "AE", "AA", "L", "SS", "DH", "DJ", "NG", "TH"]);

/**
 * Whether a word belongs to the particle: its first letter outside of braces is lower case. The letter of a command or
 * a special character (`{\'e}`) counts; a word whose letters are all in braces, and one in a script without case, do not
 * (btxdoc 4 item 7; bibtex.web, `von_token_found`).
 */
export function isParticle(word: string): boolean {
  const step = /\\([a-z]+|[\s\S])|\{(\\)?|&#\w+;|\p{L}|[\s\S]/iuy;
  let afterCommand = false;
  for (let found = step.exec(word); found; found = step.exec(word)) {
    const [text, command, special] = found;
    if (command !== undefined) {
      if (lowerLetterCommands.has(command)) return true;
      if (upperLetterCommands.has(command)) return false;
      afterCommand = true;
    } else if (text.startsWith("{")) {
      if (special) step.lastIndex--;
      else if (!afterCommand) step.lastIndex = endOfGroup(word, step.lastIndex);
    } else if (/^\p{Ll}/u.test(text)) {
      return true;
    } else if (/^\p{L}|^&#/u.test(text)) {
      return false;
    }
  }
  return false;
}

/** The place behind the brace that closes the group whose inside begins at `start`. */
function endOfGroup(text: string, start: number): number {
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at + 1;
  }
  return text.length;
}
