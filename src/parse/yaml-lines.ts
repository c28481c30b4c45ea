// Why YAML can't be read, told by its lines: a parser notices a fault where it can go on no longer, which is often lines
// below the place where an author erred.
import { lineFrom, lookAtValue, type YamlFault } from "./yaml-value.ts";

/** What the lines below one may belong to. */
interface Level {
  readonly indent: number;
  readonly isList: boolean;
  /** What stands there, as a message names it. */
  readonly name: string;
}

/** White space that is none to YAML: no-break, typographic and ideographic spaces, a byte-order mark. */
export const foreignSpace = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]/;
const keyPattern = /^("(?:[^"\\]|\\.)*"|'[^']*'|[^\s#:[\]{},&*!|>'"%@`?-][^#]*?)(\s*):(?=\s|$)/;
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
    return text
      .slice(0, start)
      .trimEnd()
      .split(/[\r\n]/)
      .at(-1)!;
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
  const [, name = line, sign, value = ""] = /^([\p{L}_][\p{L}\p{N}_-]*)\s*(=>?|;)?\s*(.*)$/u.exec(line) ?? [];
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
