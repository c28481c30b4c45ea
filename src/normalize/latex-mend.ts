// What an exporter took for plain text and escaped: the tags of a title, and TeX, as in DBLP's `{\textdollar}x{\^{}}2{\textdollar}`, `{\textbackslash}emph\{a\}`.
import { type Expansion, OffsetText } from "./offset-text.ts";

const escapedFormula = /\{\\textdollar\}((?:[^$\n]|\n(?!\s*\n)){1,500}?)\{\\textdollar\}/g;
const escapedCommand = /\{\\textbackslash\}([a-zA-Z]+)\s*(?:\{([^{}]*)\}|\\\{([^{}]*)\\\})/g;

/** Signs that Crossref's BibTeX writes as formulas of commands that no TeX has. */
const crossrefSigns: Readonly<Record<string, string>> = {
  less: "<",
  greater: ">",
  mathplus: "+",
  mathsemicolon: ";",
  mathampersand: "\\&",
  mathexclam: "!",
};
const crossrefSign = /\$\\(less|greater|mathplus|mathsemicolon|mathampersand|mathexclam)(?:\{\})?\$/g;
const less = String.raw`(?:\{\s*\\textless\s*\}|\\textless(?:\{\}|\s+|(?=/))|\{?\$\s*<\s*\$\}?|(?:\{\\&\}|\\?&)(?:amp;)?lt;|<)`;
const greater = String.raw`(?:\{\s*\\textgreater\s*\}|\\textgreater(?:\{\}|\s+|(?![a-zA-Z]))|\{?\$\s*>\s*\$\}?|(?:\{\\&\}|\\?&)(?:amp;)?gt;|>)`;
const escapedTag = new RegExp(String.raw`${less}\s?(/?[a-z][a-z0-9:-]*(?:\s[^{}<>\\$&;]{0,200})?/?)${greater}`, "gi");

/**
 * Gives tags their angle brackets back: Mendeley's `{\textless}i{\textgreater}`, JabRef's `{$<$}i{$>$}`, `&lt;i&gt;`, and
 * Crossref's `$\less$i$\greater$`. Whether they are tags is told later; if not, the sign is what was meant all the same.
 */
export function mendEscapedTags(text: string): Expansion {
  const signs = replace({ text, originalOffset: (offset) => offset }, crossrefSign, ([, name]) => crossrefSigns[name!]);
  return replace(signs, escapedTag, ([whole, inside]) => (whole === `<${inside}>` ? undefined : `<${inside}>`));
}

/**
 * Gives escaped formulas and commands back their TeX. A pair of escaped dollar signs is a formula only where something
 * escaped stands between them too, so that prices stay prices; a command only where `isKnown` says that it is one.
 */
export function mendEscapedTex(source: Expansion, isKnown: (name: string) => boolean): Expansion {
  const formulas = replace(source, escapedFormula, ([, inside]) =>
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
