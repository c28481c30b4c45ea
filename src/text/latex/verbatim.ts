import { decodeHTMLStrict } from "entities";
import { withoutNoText } from "../characters.ts";

const symbolCommands: ReadonlyMap<string, string> = new Map(
  `textasciitilde ~|sim ~|tilde ~|textunderscore _|_ _|% %|# #|& &|$ $|{ {|} }|~ ~|^ ^|textless <|textgreater >|lt <|gt >
  textasciicircum ^|slash /|textquotesingle '|textbackslash \\|textendash -|textemdash -|- |/ /|, |  |allowbreak |penalty0 |urlprefix
  textdollar $|textpercent %|ldots ...|newline |\\ `
    .split(/\n\s*|(?<!\\)\|/)
    .map((row) => [row.slice(0, row.indexOf(" ", 1)), row.slice(row.indexOf(" ", 1) + 1)] as [string, string]),
);

/**
 * An address or identifier as it is meant, from a field that is verbatim by BibLaTeX's rules but that older tools escape:
 * `\_ \% \# \& \~{}`, `{\textasciitilde}`, `$\sim$`, `{\_}`, `&amp;` become what they stand for, braces go away, `%` never
 * begins a comment and `~` is a tilde.
 */
export function decodeVerbatim(text: string): string {
  const plain = text.includes("\\")
    ? text.replace(
        /\\([a-zA-Z]+\d?|[\s\S])(?:\{\}| (?=\S)(?<=[a-zA-Z] ))?/g,
        (command, name: string) => symbolCommands.get(name) ?? (name.length === 1 ? name : command),
      )
    : text;
  const bare = plain.replace(/\$([~<>^_-])\$/g, "$1").replace(/[{}]/g, "");
  return bare.includes("&") ? withoutNoText(decodeHTMLStrict(bare)) : bare;
}

/** What stands in the first `\url{…}` or `\href{…}` of a text; the text itself where there is none. */
export function unwrapCommand(text: string): string {
  return /^\{*\\(?:url|href|nolinkurl|path|doi|burl)\s*\{([\s\S]*)\}\s*$/.exec(text.trim())?.[1] ?? text;
}

/** Whether every brace has its partner as BibTeX counts them, for which a backslash before one means nothing. */
export function isBalanced(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === "{") depth++;
    else if (character === "}" && --depth < 0) return false;
  }
  return depth === 0;
}

/**
 * Whether no program takes what stands behind a text for a part of it: braces balance as BibTeX counts them, and as those
 * do for which a backslash takes the next sign's meaning; and each formula ends.
 */
export function isWhole(text: string): boolean {
  const read = text.replace(/\\[\s\S]/g, "");
  const endsFormulas = read.split("$").length % 2 === 1;
  // pandoc wants something behind a line's end.
  return isBalanced(text) && isBalanced(read) && !read.endsWith("\\") && endsFormulas && !text.includes("\\\\}");
}
