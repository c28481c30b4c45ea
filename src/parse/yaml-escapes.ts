// Backslashes in double-quoted YAML. There they are YAML's own sign, of which an author who writes LaTeX knows nothing.
import { type Document, isScalar, parseDocument, visit } from "yaml";
import type { YamlFault } from "./yaml-value.ts";

/** Commands of LaTeX that begin with an n, where YAML's `\n` is a new line that may well be meant. */
const commandsInN = new Set(
  `nabla natural ncong ne nearrow neg neq newline newcommand nexists ngeq ngtr ni nicefrac nleq nless nmid nobreak
  nobreakspace noindent nolimits nonumber normalfont normalsize not notag notin nparallel nprec nsim nsubset nsubseteq
  nsucc nsupset nsupseteq nu numero nvdash nwarrow nsimeq nleftarrow nrightarrow noopsort nocite`.split(/\s+/),
);
/** What YAML makes of a letter behind a backslash that is not told by its name. */
const controls: Readonly<Record<string, string>> = {
  0: "a null character",
  a: "a bell sign",
  b: "a backspace",
  e: "an escape sign",
  f: "a form feed",
  n: "a new line",
  r: "a carriage return",
  t: "a tab",
  v: "a vertical tab",
  L: "a line separator",
  P: "a paragraph separator",
  N: "a new line",
  _: "a no-break space",
};

/**
 * Gives double-quoted values their text as it is written where a backslash in them is LaTeX's: where YAML would make a
 * control character of it, which no text of ours holds, or knows no such escape (YAML 1.2.2, 5.7). Escapes that are
 * meant stay. One fault for each value; the errors of the document that came of it are gone.
 */
export function readLatexInQuotes(document: Document, source: string): readonly YamlFault[] {
  const faults: YamlFault[] = [];
  visit(document, {
    Scalar(_, node) {
      if (node.type !== "QUOTE_DOUBLE" || !node.range) return;
      const [from, to] = node.range;
      const raw = source.slice(from, to);
      if (!raw.includes("\\") || !raw.endsWith('"')) return;
      const { text, first } = doubleLatexBackslashes(raw);
      if (first === undefined) return;
      const reread = parseDocument(text, { schema: "failsafe", logLevel: "silent", prettyErrors: false });
      if (reread.errors.length > 0 || !isScalar(reread.contents)) return;
      node.value = reread.contents.value;
      document.errors = document.errors.filter(
        ({ code, pos }) => code !== "BAD_DQ_ESCAPE" || pos[0] < from || pos[0] >= to,
      );
      faults.push(escapeFault(raw, first, from));
    },
  });
  return faults;
}

function escapeFault(raw: string, first: number, from: number): YamlFault {
  const command = /^\\(?:[a-zA-Z]+|.\{?[a-zA-Z]?)/su.exec(raw.slice(first))![0];
  const control = controls[command[1]!];
  const meaning = control
    ? `In double quotes YAML makes ${control} of "${command.slice(0, 2)}"`
    : "In double quotes a backslash is YAML's own sign";
  return {
    at: from + first,
    message: `${meaning}, so the value was read as it is written, with "${command}".`,
    hint: raw.includes("'")
      ? "write every backslash of the value twice, or put it into single quotes and write every apostrophe in it twice."
      : "put the value into single quotes ('…'), or write every backslash of it twice.",
  };
}

/** A double-quoted scalar in which LaTeX's backslashes are written twice, and the place of the first one. */
function doubleLatexBackslashes(raw: string): { text: string; first: number | undefined } {
  const escapes = [...raw.matchAll(/\\(\r\n|[\s\S])/g)];
  const isPlain = escapes.some((one) => isLatexEscape(raw, one, false));
  let first: number | undefined;
  let text = "";
  let copied = 0;
  for (const one of escapes) {
    if (!isLatexEscape(raw, one, isPlain)) continue;
    first ??= one.index;
    text += `${raw.slice(copied, one.index)}\\`;
    copied = one.index;
    // A backslashed quote that stays a backslash and a quote.
    if (one[1] === '"') {
      text += '\\\\"';
      copied += 2;
    }
  }
  return { text: text + raw.slice(copied), first };
}

/** Whether a backslash is LaTeX's; `hasLatex` says that another one of the value surely is. */
function isLatexEscape(raw: string, { 0: whole, 1: character, index }: RegExpMatchArray, hasLatex: boolean): boolean {
  const after = raw.slice(index! + whole.length, -1);
  const letters = /^[a-zA-Z]*/.exec(after)![0];
  const isInFormula = (raw.slice(0, index).match(/(?<!\\)\$/g)?.length ?? 0) % 2 === 1 && after.includes("$");
  switch (character) {
    case "\\":
    case "/":
    case " ":
    case "\t":
    case "\n":
    case "\r":
    case "\r\n":
      return false;
    case '"':
      // `M\"uller`, `{\"u}`, `\"{u}`: an umlaut, and no quote within the text.
      return (
        (/\p{L}$/u.test(raw.slice(0, index)) &&
          /^[aouAOUiey](?=\p{Ll}|\W*$)/u.test(after) &&
          /^\w[^"]*$/.test(word(after))) ||
        (/\{$/.test(raw.slice(0, index)) && /^\{?\\?[a-zA-Z]\}/.test(after)) ||
        /^\{\\?[a-zA-Z]\}/.test(after)
      );
    case "0":
    case "a":
    case "b":
    case "e":
    case "f":
    case "v":
      return true;
    case "t":
    case "r":
      return isInFormula || /^[a-z{]/.test(after);
    case "n":
      return isInFormula ? letters !== "" : after.startsWith("{") || commandsInN.has(`n${letters}`);
    case "N":
    case "L":
    case "P":
      return letters !== "" || after.startsWith("{");
    case "_":
      return isInFormula || hasLatex || /^"?https?:/.test(raw);
    case "x":
      return !/^[0-9a-fA-F]{2}/.test(after);
    case "u":
      return !/^[0-9a-fA-F]{4}/.test(after);
    case "U":
      return !/^[0-9a-fA-F]{8}/.test(after);
    default:
      return true;
  }
}

function word(text: string): string {
  return /^\S*/.exec(text)![0];
}
