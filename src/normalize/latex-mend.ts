// TeX that an exporter took for plain text and escaped: DBLP's `{\textdollar}x{\^{}}2{\textdollar}`, `{\textbackslash}emph\{a\}`.
import { type Expansion, OffsetText } from "./offset-text.ts";

const escapedFormula = /\{\\textdollar\}((?:[^$\n]|\n(?!\s*\n)){1,500}?)\{\\textdollar\}/g;
const escapedCommand = /\{\\textbackslash\}([a-zA-Z]+)\s*(?:\{([^{}]*)\}|\\\{([^{}]*)\\\})/g;

/**
 * Gives escaped formulas and commands back their TeX. A pair of escaped dollar signs is a formula only where something
 * escaped stands between them too, so that prices stay prices; a command only where `isKnown` says that it is one.
 */
export function mendEscapedTex(text: string, isKnown: (name: string) => boolean): Expansion {
  const formulas = replace({ text, originalOffset: (offset) => offset }, escapedFormula, ([, inside]) =>
    /\{\\textbackslash\}|\{\\\^\{\}\}|\\_/.test(inside!) ? `$${unescapeTex(inside!)}$` : undefined,
  );
  return replace(formulas, escapedCommand, ([, name, braced, escaped]) =>
    isKnown(name!) ? `\\${name}{${braced ?? escaped}}` : undefined,
  );
}

function unescapeTex(text: string): string {
  return text
    .replaceAll("{\\textbackslash}", "\\")
    .replace(/\{\\\^\{\}\}/g, "^")
    .replace(/\{\\(?:~\{\}|textasciitilde)\}/g, "~")
    .replace(/\{\\text(less|greater|bar)\}/g, (_, name) => (name === "less" ? "<" : name === "bar" ? "|" : ">"))
    .replace(/\\([{}_&%#])/g, "$1");
}

function replace(
  from: Expansion,
  pattern: RegExp,
  replacement: (match: RegExpMatchArray) => string | undefined,
): Expansion {
  const result = new OffsetText();
  let start = 0;
  for (const match of from.text.matchAll(pattern)) {
    const value = replacement(match);
    if (value === undefined) continue;
    result.copy(from.text.slice(start, match.index), start);
    result.insert(value, match.index);
    start = match.index + match[0].length;
  }
  result.copy(from.text.slice(start), start);
  const { text, originalOffset } = result.end();
  return { text, originalOffset: (offset) => from.originalOffset(originalOffset(offset)) };
}
