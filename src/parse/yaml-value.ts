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
const fieldLine = /^[ \t]*(?:- +)*["']?[\p{L}_][\p{L}\p{N}_ .-]*["']?[ \t]*:(?:[ \t]|$)/u;

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

/** The rest of the line from a place. */
export function lineFrom(text: string, at: number): string {
  const end = text.slice(at).search(/[\r\n]/);
  return end < 0 ? text.slice(at) : text.slice(at, at + end);
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

function isShared(text: string, name: string): boolean {
  const marks = (sign: string) => text.split(sign + name).length > 1;
  return marks("&") && marks("*");
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
        const before = /[^[{,\r\n]*$/.exec(text.slice(at + 1, index))![0];
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
