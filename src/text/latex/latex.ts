// What an exporter took for plain text and escaped: the tags of a title, and TeX, as in DBLP's `{\textdollar}x{\^{}}2{\textdollar}`, `{\textbackslash}emph\{a\}`.

import type { DiagnosticCode } from "../../diagnostic/codes.ts";
import { richTextToPlain, toBlocks } from "../plain-text.ts";
import type { RichText } from "../rich-text.ts";
import { tidyRichText } from "../rich-text-tools.ts";
import { type Expansion, OffsetText, type TextProblem } from "../text-problem.ts";
import { isKnownCommand } from "./latex-command.ts";
import { expandMacros, type MacroDefinition } from "./latex-macros.ts";
import { readLatex } from "./latex-reader.ts";
import { hasBlankLine } from "./latex-state.ts";

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

// In: the text of a BibTeX field. Out: its rich-text tree, and what in it an author should look at.
// Refuses to guess: what it does not know stays readable and is reported.

export interface LatexOptions {
  /** Makes paragraphs, lists and quotations, as an abstract has them; else a blank line is a space. */
  readonly blocks?: boolean;
  /** The author's own macros, by name without the backslash. */
  readonly macros?: ReadonlyMap<string, MacroDefinition>;
  /** The text is of front matter, where commands and formulas are TeX's, but hyphens and quotes stay as they are typed. */
  readonly asTyped?: boolean;
}

/**
 * Reads LaTeX as authors write it in BibTeX: `text` is a field's value without its outer delimiters. The tree is NFC,
 * white space is one space and none at the ends, `~` is a no-break space. Braces protect capitals (`noCase`) unless
 * they begin with a backslash (BibTeX's "special character", btxdoc 4). HTML tags that open and close, and entities,
 * are read too. Unknown commands and unpaired delimiters are problems, one for each kind and name; offsets are into `text`.
 */
export function parseLatex(
  text: string,
  options: LatexOptions = {},
): { value: RichText; problems: readonly TextProblem[] } {
  // A hyphen or an apostrophe alone stays what it is.
  const special = options.asTyped ? /[\\{}$<&]/ : /[\\{}$~<&`]|--|''/;
  if (!special.test(text) && !(options.blocks && hasBlankLine(text))) {
    const nodes: RichText = [{ kind: "text", value: text }];
    return { value: options.blocks ? toBlocks(nodes) : tidyRichText(nodes), problems: [] };
  }
  const source = prepare(text, options.macros);
  const problems: TextProblem[] = source.problem ? [source.problem] : [];
  const seen = new Set<string>();
  const report = (code: DiagnosticCode, subject: string, offset: number, message: string, hint?: string) => {
    if (seen.has(`${code} ${subject}`)) return;
    seen.add(`${code} ${subject}`);
    const place = source.originalOffset(offset);
    problems.push({ code, offset: place, message, ...(hint === undefined ? {} : { hint }) });
  };
  const nodes = readLatex(source.text, options, report);
  problems.sort((a, b) => a.offset - b.offset);
  return { value: options.blocks ? toBlocks(nodes) : tidyRichText(nodes), problems };
}

/** The text that is read: the author's macros expanded, and TeX unescaped that an exporter had escaped. */
function prepare(text: string, macros: LatexOptions["macros"]): Expansion & { readonly problem?: TextProblem } {
  const tagged = /less|lt;|\$|greater/.test(text)
    ? mendEscapedTags(text)
    : { text, originalOffset: (offset: number) => offset };
  const isMendable = tagged.text.includes("{\\textbackslash}") || tagged.text.includes("{\\textdollar}");
  const mended = isMendable ? mendEscapedTex(tagged, isKnownCommand) : tagged;
  if (!macros?.size || !mended.text.includes("\\")) return mended;
  const { text: expanded, originalOffset, problem } = expandMacros(mended.text, macros, isKnownCommand);
  return {
    text: expanded,
    originalOffset: (offset) => mended.originalOffset(originalOffset(offset)),
    ...(problem && { problem: { ...problem, offset: mended.originalOffset(problem.offset) } }),
  };
}

/** `parseLatex`, flattened to plain text: for names, publishers and other fields without markup. */
export function latexToPlain(
  text: string,
  options: LatexOptions = {},
): { value: string; problems: readonly TextProblem[] } {
  const { value, problems } = parseLatex(text, options);
  return { value: richTextToPlain(value), problems };
}
