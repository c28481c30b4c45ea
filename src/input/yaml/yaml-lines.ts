// What an author may have done wrong in the value of a YAML field, told by the letters of the value alone.
/** What is wrong in a YAML text: where, in an author's words, and what to write instead. */
export interface YamlFault {
  /** Offset in the YAML. */
  readonly at: number;
  readonly message: string;
  readonly hint: string;
}

/** How a value goes on: to be followed by lines of its own, with what was read up to `end`, or not at all. */
export type YamlValue =
  | { readonly kind: "empty" | "plain" | "block" }
  | { readonly kind: "closed"; readonly end: number }
  | { readonly kind: "fault"; readonly fault: YamlFault };

/** Where a value stands: its offset, the field's name as it is written before it ("title: ", "- "), and its indentation. */
export interface ValuePlace {
  readonly at: number;
  readonly prefix: string;
  readonly indent: number;
}

/** A line that begins a field: `name:`, with a name of letters. */
const fieldLine = /^[ \t]*(?:- +)*["']?[\p{L}_][\p{L}\p{N}_ \t.-]*(?:["'][ \t]*)?:(?:[ \t]|$)/u;

/** Looks at the value that begins at a place. */
export function lookAtValue(text: string, place: ValuePlace): YamlValue {
  const { at } = place;
  const line = lineFrom(text, at).trimEnd();
  if (line === "" || line.startsWith("#")) return { kind: "empty" };
  const first = line[0]!;
  if (first === '"' || first === "'") return quoted(text, place, line);
  if (first === "[" || first === "{") return bracketed(text, place, line);
  if (/^[|>][+-]?\d?[+-]?(?:\s+#.*)?$/.test(line)) return { kind: "block" };
  const isOwn =
    /^!!\w+(?:\s|$)/.test(line) || (/^[*&]([\w-]+)/.test(line) && isShared(text, /^.([\w-]+)/.exec(line)![1]!));
  if (/^(?:[*&!%@`|>,\]}]|[-?](?:\s|$))/.test(line) && !isOwn) return faultOf(at, beginsWith(first), place, line);
  const colon = /:(?=\s|$)/.exec(line);
  const comment = /\s#/.exec(line);
  if (colon && !(comment && comment.index < colon.index)) {
    const curly = /^[“”„«‘‚]/.exec(line)?.[0];
    const message = curly
      ? `The value is in curly quotes (${curly}), which are no quotes to YAML, so the colon in it looks like that of another field.`
      : "The value holds a colon and a blank, which look like the beginning of another field.";
    const inside = curly ? line.slice(1).replace(/[“”»’‘]$/, "") : line;
    return {
      kind: "fault",
      fault: {
        at: at + (curly ? 0 : colon.index),
        message,
        hint: `${curly ? "use straight quotes" : "put the value into quotes"}: ${place.prefix}${inQuotes(inside)}`,
      },
    };
  }
  return { kind: "plain" };
}

/** A text in the quotes that change nothing in it: single ones where it holds a backslash or a double quote. */
export function inQuotes(value: string): string {
  const shown = value.trim();
  return /[\\"]/.test(shown) ? `'${shown.replaceAll("'", "''")}'` : `"${shown}"`;
}

/** Whether only blanks stand before a place on its line. */
export function beginsLine(text: string, at: number): boolean {
  let before = at - 1;
  while (text[before] === " " || text[before] === "\t") before -= 1;
  return before < 0 || text[before] === "\n" || text[before] === "\r";
}

/** What stands before a place on its line. */
export function lineBefore(text: string, at: number): string {
  return text.slice(Math.max(text.lastIndexOf("\n", at - 1), text.lastIndexOf("\r", at - 1)) + 1, at);
}

/** The rest of the line from a place. */
export function lineFrom(text: string, at: number): string {
  let end = at;
  while (end < text.length && text[end] !== "\n" && text[end] !== "\r") end += 1;
  return text.slice(at, end);
}

/** The place behind the quote that closes the one at `from`; undefined where none does. */
export function closingQuote(text: string, from: number): number | undefined {
  const isDouble = text[from] === '"';
  for (let at = from + 1; at < text.length; at++) {
    if (isDouble && text[at] === "\\") at++;
    else if (text[at] === text[from]) {
      if (isDouble || text[at + 1] !== "'") return at + 1;
      at++;
    }
  }
  return undefined;
}

/** What a value that begins with a sign of YAML's is told. */
export function beginsWith(sign: string): string {
  const meaning: Readonly<Record<string, string>> = {
    "*": "a reference to another value",
    "&": "a name for the value",
    "!": "a kind of value",
    "[": "a list",
    "{": "a group of fields",
    "|": "a text on the lines below",
    ">": "a text on the lines below",
    "-": "an item of a list",
  };
  return meaning[sign]
    ? `The value begins with "${sign}", which YAML reads as the beginning of ${meaning[sign]}.`
    : `The value begins with "${sign}", which no YAML value may without quotes.`;
}

function faultOf(at: number, message: string, { prefix }: ValuePlace, line: string): YamlValue {
  return { kind: "fault", fault: { at, message, hint: `put the whole value into quotes: ${prefix}${inQuotes(line)}` } };
}

/** Whether a text names a value and refers to it. */
function isShared(text: string, name: string): boolean {
  const marks = marksIn(text);
  return marks.has(`&${name}`) && marks.has(`*${name}`);
}

/** The anchors and aliases of the text that was last looked at. */
let lastMarks: { readonly text: string; readonly marks: ReadonlySet<string> } | undefined;

function marksIn(text: string): ReadonlySet<string> {
  if (lastMarks?.text !== text) lastMarks = { text, marks: new Set(text.match(/[&*][\w-]+/g)) };
  return lastMarks.marks;
}

/** Whether a field of the same level or above begins on a later line of a stretch, so that it can't be one value. */
function holdsField(text: string, from: number, end: number, indent: number): boolean {
  return text
    .slice(from, end)
    .split(/\r\n|\r|\n/)
    .slice(1)
    .some((line) => fieldLine.test(line) && line.search(/\S/) <= indent);
}

function quoted(text: string, place: ValuePlace, line: string): YamlValue {
  const { at, prefix, indent } = place;
  const quote = text[at]!;
  const end = closingQuote(text, at);
  if (end === undefined || holdsField(text, at, end, indent)) {
    const message = `The quote (${quote}) that is opened here is not closed.`;
    const hint =
      quote === "'"
        ? "write a second one at the value's end; an apostrophe within single quotes is written twice."
        : "write a second one at the value's end.";
    return { kind: "fault", fault: { at, message, hint } };
  }
  const rest = lineFrom(text, end);
  if (/^\s*(?:#.*)?$/.test(rest)) return { kind: "closed", end };
  const hasMore = rest.includes(quote) && line.endsWith(quote);
  const whole = hasMore ? line.slice(1, -1) : line;
  const message = hasMore
    ? `The value ends at the second quote (${quote}), and more follows: quotes stand within quotes.`
    : `The value ends at the second quote (${quote}), and more follows.`;
  const mended = /["\\]/.test(whole) || !whole.includes("'") ? `'${whole.replaceAll("'", "''")}'` : `"${whole}"`;
  const hint = `${hasMore ? "put the other kind of quotes around it" : "put quotes around the whole value"}: ${prefix}${mended}`;
  return { kind: "fault", fault: { at: end - 1, message, hint } };
}

function bracketed(text: string, place: ValuePlace, line: string): YamlValue {
  const { at, indent } = place;
  const opener = text[at]!;
  const closer = opener === "[" ? "]" : "}";
  const fault = (where: number, message: string, hint: string): YamlValue => ({
    kind: "fault",
    fault: { at: where, message, hint },
  });
  let depth = 0;
  let end: number | undefined;
  for (let index = at; index < text.length && end === undefined; index++) {
    const character = text[index]!;
    if (/["']/.test(character) && /[[{,:\s]/.test(text[index - 1]!)) {
      const close = closingQuote(text, index);
      if (close === undefined || holdsField(text, index, close, indent)) {
        return fault(
          index,
          `The quote (${character}) that is opened here is not closed.`,
          "write a second one at its end.",
        );
      }
      if (!/^\s*(?:[,:\]}#]|$)/.test(lineFrom(text, close))) {
        const hint = "put a comma between two items, or the whole item into the other kind of quotes.";
        return fault(close - 1, `The item ends at the second quote (${character}), and more follows.`, hint);
      }
      index = close - 1;
    } else if (character === "#" && /[\s[{,]/.test(text[index - 1]!)) {
      if (/[\]}]/.test(lineFrom(text, index))) {
        const before = /(?<![^[{,\r\n])[^[{,\r\n]*$/.exec(text.slice(at + 1, index))![0];
        const word = (before + /^[^,\]}]*/.exec(lineFrom(text, index))![0]).trim();
        return fault(
          index,
          `The "#" begins a comment here, so the rest of the line is not read.`,
          `put the item into quotes: ${inQuotes(word)}`,
        );
      }
      index += lineFrom(text, index).length - 1;
    } else if (character === "[" || character === "{") depth++;
    else if ((character === "]" || character === "}") && --depth === 0) end = index + 1;
  }
  if (end === undefined || holdsField(text, at, end, indent)) {
    const other = /\)\s*$/.test(line) && !line.includes("(") ? `, not a ")"` : "";
    return fault(
      at,
      `The bracket "${opener}" that is opened here is not closed.`,
      `write a "${closer}" at the end${other}.`,
    );
  }
  if (/^\s*(?:#.*)?$/.test(lineFrom(text, end))) return { kind: "closed", end };
  if (/^\s*[\]}]/.test(lineFrom(text, end))) {
    return fault(end + lineFrom(text, end).search(/\S/), "There is one closing bracket too many.", "leave it out.");
  }
  return faultOf(at, beginsWith(opener), place, line);
}

// Why YAML can't be read, told by its lines: a parser notices a fault where it can go on no longer, which is often lines
// below the place where an author erred.

/** What the lines below one may belong to. */
interface Level {
  readonly indent: number;
  readonly isList: boolean;
  /** What stands there, as a message names it. */
  readonly name: string;
}

/** White space that is none to YAML: no-break, typographic and ideographic spaces, a byte-order mark. */
export const foreignSpace = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]/;
const keyPattern = /^("(?:[^"\\]|\\.)*"|'[^']*'|[^\s#:[\]{},&*!|>'"%@`?-][^#]*?)(?<!\s)(\s*):(?=\s|$)/;
export const looseKeyPattern = /^["']?([\p{L}_][\p{L}\p{N}_-]*)["']?(?::(?!\/\/|\s|$)|\s*[：﹕꞉∶])/u;

/** The first line of a YAML text in which an author did something wrong; undefined where nothing is to be seen. */
export function findYamlFault(text: string): YamlFault | undefined {
  const levels: Level[] = [];
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), (end) => end.index + end[0].length)];
  /** What the last line left open: a name without a value, a value that may go on, a text of lines, or nothing. */
  let open: "empty" | "plain" | "block" | "closed" = "closed";
  let openIndent = -1;
  /** A value that has a line of its own, below its name. */
  let ownLine: { at: number; indent: number } | undefined;
  let readTo = 0;

  for (const start of starts) {
    if (start < readTo) continue;
    const line = lineFrom(text, start);
    const space = /^\s*/.exec(line)![0];
    if (line.trim() === "" || line[space.length] === "#") continue;
    if (open === "block" && space.length > openIndent) {
      const first = /^ */.exec(space)![0].length;
      ownLine ??= { at: start, indent: first };
      if (first >= ownLine.indent) continue;
      return indentation(start, first, { indent: ownLine.indent, isList: false, name: "the text above" }, levels);
    }
    if (open === "block") ownLine = undefined;
    const isField = keyPattern.test(line.trim()) || /^-(\s|$)/.test(line.trim());
    const foreign = foreignSpace.exec(space);
    if (foreign) return strangeBlank(start + foreign.index);
    if (space.includes("\t") && (isField || open !== "plain")) {
      return {
        at: start + space.indexOf("\t"),
        message: "This line is indented with a tab, which YAML does not allow.",
        hint: "put blanks in place of the tab, as many as the lines beside it begin with.",
      };
    }
    let column = space.length;
    let isDashed = false;
    for (let dash = /^-(?:\s+|$)/.exec(line.slice(column)); dash; dash = /^-(?:\s+|$)/.exec(line.slice(column))) {
      const fault = enter({ indent: column, isList: true, name: "the item above" }, start, isDashed);
      if (fault) return fault;
      isDashed = true;
      column += dash[0].length;
    }
    const content = line.slice(column);
    const at = start + column;
    const key = keyPattern.exec(content);
    if (content === "") {
      [open, openIndent, ownLine] = ["empty", column - 1, undefined];
      continue;
    }
    if (!key && !isDashed && (open === "plain" || open === "empty") && column > openIndent) {
      const isItem = /^-[^\s-]/.test(content) && (open === "empty" || /^\s*-/.test(lineAbove(start)));
      if (isItem) return missingBlankAfterHyphen(at, content);
      if (open === "empty") {
        const value = lookAtValue(text, { at, prefix: "", indent: openIndent });
        if (value.kind === "fault") return value.fault;
        if (value.kind === "closed") readTo = value.end;
        open = value.kind === "closed" ? "closed" : "plain";
        ownLine = { at, indent: column };
      }
      continue;
    }
    if (!key && !isDashed) return noField(at, content, open === "plain");
    if (key) {
      if (ownLine && open === "plain" && ownLine.indent === column)
        return noField(ownLine.at, lineFrom(text, ownLine.at));
      if (open === "plain" && column > openIndent && !isDashed && /\s/.test(key[1]!.trim())) {
        return {
          at: at + key[0].length - 1,
          message:
            "A colon and a blank stand in a value that goes on from the line above, and look like another field.",
          hint: "put the whole value into quotes, from its first line to its last.",
        };
      }
      const fault = enter({ indent: column, isList: false, name: `"${key[1]}"` }, start, isDashed);
      if (fault) return fault;
    }
    const valueText = key ? content.slice(key[0].length) : content;
    const blank = /^[ \t]*/.exec(valueText)![0].length;
    const valueAt = at + (key?.[0].length ?? 0) + blank;
    if (foreignSpace.test(text[valueAt] ?? "")) return strangeBlank(valueAt);
    const prefix = key ? `${key[1]}: ` : "- ";
    const value = lookAtValue(text, { at: valueAt, prefix, indent: column - (key ? 0 : 1) });
    if (value.kind === "fault") return value.fault;
    if (value.kind === "closed") readTo = value.end;
    [open, openIndent, ownLine] = [value.kind, key ? column : column - 1, undefined];
  }
  return undefined;

  function lineAbove(start: number): string {
    let end = start;
    while (end > 0 && /\s/.test(text[end - 1]!)) end -= 1;
    return lineBefore(text, end);
  }

  /** Goes to the level of a field or an item; a fault where there is none at its indentation. */
  function enter(level: Level, start: number, isDashed: boolean): YamlFault | undefined {
    const left: Level[] = [];
    const isDeeper = () => levels.at(-1)!.indent > level.indent;
    while (levels.length > 0 && isDeeper()) left.push(levels.pop()!);
    const top = levels.at(-1);
    if (top?.indent === level.indent) {
      if (top.isList && !level.isList) {
        levels.pop();
        if (levels.at(-1)?.indent !== level.indent && levels.length > 0) levels.push(level);
        else if (levels.length === 0) return noField(start + level.indent, lineFrom(text, start + level.indent));
      } else if (!top.isList && level.isList) levels.push(level);
      return undefined;
    }
    if (left.length > 0) return indentation(start, level.indent, left.at(-1)!, levels);
    if (top && open !== "empty" && !isDashed) return indentation(start, level.indent, top, levels);
    levels.push(level);
    return undefined;
  }
}

/** "one blank", "2 blanks". */
function blanks(count: number): string {
  return count === 1 ? "one blank" : count === 0 ? "no blank" : `${count} blanks`;
}

function indentation(start: number, indent: number, above: Level, outer: readonly Level[]): YamlFault {
  const difference = indent - above.indent;
  const than = above.name.startsWith('"') ? `${above.name} above` : above.name;
  const side = difference > 0 ? "more" : "less";
  const parent = outer.filter(({ indent: other }) => other < Math.min(indent, above.indent)).at(-1);
  const belongs =
    difference < 0 && parent && !parent.isList
      ? `, or with ${blanks(parent.indent)} if it belongs beside ${parent.name}`
      : "";
  return {
    at: start + indent,
    message: `This line is indented by ${blanks(Math.abs(difference))} ${side} than ${than}.`,
    hint: `begin it with ${blanks(above.indent)}, as ${than}${belongs}.`,
  };
}

/** A space that is no blank to YAML. */
export function strangeBlank(at: number): YamlFault {
  return {
    at,
    message: "A no-break or other special space stands here, which looks like a blank and is none to YAML.",
    hint: "delete it and type a plain blank.",
  };
}

/** An item of a list that is none. */
export function missingBlankAfterHyphen(at: number, content: string): YamlFault {
  return {
    at,
    message: `There is no blank after the hyphen of "${content.trim()}", so it begins no item of a list.`,
    hint: `write "- ${content.slice(1).trim()}".`,
  };
}

/** What is missing in a line that should be a field; `mayGoOn` says that the line above has a value. */
export function noField(at: number, content: string, mayGoOn = false): YamlFault {
  const line = content.trim();
  if (/^["']/.test(line)) {
    return {
      at,
      message: `The quote (${line[0]}) that is opened here is not closed.`,
      hint: "close it, or leave it out.",
    };
  }
  if (/^[^\p{L}_-]/u.test(line)) {
    const hint = "leave it out, or write a field: its name, a colon, a blank and its value.";
    return { at, message: `This line begins with "${line[0]}", with which no field begins.`, hint };
  }
  if (/^-[^\s-]/.test(line)) return missingBlankAfterHyphen(at, line);
  const foreign = foreignSpace.exec(line);
  const loose = looseKeyPattern.exec(line);
  if (loose) {
    const [whole, name] = loose;
    const value = line.slice(whole.length).trim();
    if (!whole.endsWith(":")) {
      const message = `The colon after "${name}" is a full-width one or another sign (${whole.at(-1)}), which is no colon to YAML.`;
      return { at: at + whole.length - 1, message, hint: `write it as ${name}: ${value}`.trim() };
    }
    if (foreign?.index === whole.length) return strangeBlank(at + whole.length);
    const message = `There is no blank after the colon of "${name}:".`;
    return { at: at + whole.length - 1, message, hint: `write ${name}: ${value}` };
  }
  const [, name = line, sign, value = ""] = /^([\p{L}_][\p{L}\p{N}_-]*)\s*(=>?|;)?\s*([\s\S]*)$/u.exec(line) ?? [];
  if (sign) {
    const where = at + line.indexOf(sign, name.length);
    return {
      at: where,
      message: `There is no colon after "${name}", but "${sign}".`,
      hint: `write ${name}: ${value}`.trim(),
    };
  }
  const isProse = line.split(/\s+/).length > 6;
  return {
    at: at + (isProse ? 0 : name.length),
    message: isProse
      ? `This line is no field: there is no colon after "${name}".`
      : `There is no colon after "${name}", so the line is no field.`,
    hint: isProse
      ? "if it goes on from the line above, indent it; if the text of the file begins here, write a line of three hyphens above it."
      : `write ${name}: ${value}`.trim() + (mayGoOn ? "; or indent the line, if it goes on from the one above." : ""),
  };
}
