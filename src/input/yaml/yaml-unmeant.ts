// Backslashes in double-quoted YAML. There they are YAML's own sign, of which an author who writes LaTeX knows nothing.
import { type Alias, type Document, isMap, isNode, isPair, isScalar, type Pair, parseDocument, visit } from "yaml";
import {
  beginsLine,
  beginsWith,
  foreignSpace,
  inQuotes,
  lineBefore,
  lineFrom,
  looseKeyPattern,
  missingBlankAfterHyphen,
  noField,
  strangeBlank,
  type YamlFault,
} from "./yaml-lines.ts";

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
  const dollars = [...raw.matchAll(/(?<!\\)\$/g)].map(({ index }) => index);
  let before = 0;
  /** Whether each stands between the dollar signs of a formula. */
  const inFormula = escapes.map(({ index }) => {
    while (before < dollars.length && dollars[before]! < index) before += 1;
    return before % 2 === 1 && raw.lastIndexOf("$") > index;
  });
  const isPlain = escapes.some((one, at) => isLatexEscape(raw, one, inFormula[at]!, false));
  let first: number | undefined;
  let text = "";
  let copied = 0;
  for (const [at, one] of escapes.entries()) {
    if (!isLatexEscape(raw, one, inFormula[at]!, isPlain)) continue;
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
function isLatexEscape(
  raw: string,
  { 0: whole, 1: character, index }: RegExpMatchArray,
  isInFormula: boolean,
  hasLatex: boolean,
): boolean {
  const after = raw.slice(index! + whole.length, -1);
  const letters = /^[a-zA-Z]*/.exec(after)![0];
  const previous = raw.slice(Math.max(0, index! - 2), index);
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
        (/\p{L}$/u.test(previous) && /^[aouAOUiey](?=\p{Ll}|\W*$)/u.test(after) && /^\w[^"]*$/.test(word(after))) ||
        (/\{$/.test(previous) && /^\{?\\?[a-zA-Z]\}/.test(after)) ||
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

// YAML that can be read, but says what no author of papers means: a line that joins the one above, a word that is an
// anchor, a comment in a title.

/** The end of the YAML in the middle of a text: what stands below a line `...`, or a second `---`, would not be read. */
export function findEarlyEnd(text: string): YamlFault | undefined {
  const first = text.search(/^[^#\s]/m);
  const marker = [...text.matchAll(/^(?:---|\.\.\.)(?=\s|$)/gm)].find(
    ({ 0: sign, index }) => sign === "..." || (first >= 0 && first < index),
  );
  if (!marker || !/^[ \t]*[^#\s]/m.test(text.slice(marker.index + 3))) return undefined;
  return {
    at: marker.index,
    message: `The line "${marker[0]}" ends the fields here, so what stands below would not be read.`,
    hint: "leave the line out.",
  };
}

/** The first place at which the YAML is read as something that was not meant. */
export function findUnmeant(document: Document, source: string): YamlFault | undefined {
  const faults: YamlFault[] = [];
  /** Names of values that nothing refers to, with where the values begin. */
  const anchors = new Map<string, number | undefined>();
  const used = new Set<string>();
  const unresolved: Alias[] = [];
  const quoteHint = (at: number) => {
    const before = lineBefore(source, at).trimStart();
    return `put the whole value into quotes: ${/[:-] +$/.test(before) ? before : ""}${inQuotes(lineFrom(source, at))}`;
  };
  for (const { code, pos } of document.warnings) {
    if (code === "TAG_RESOLVE_FAILED") faults.push({ at: pos[0], message: beginsWith("!"), hint: quoteHint(pos[0]) });
  }
  visit(document, {
    Value(_, node) {
      if (node.anchor) anchors.set(node.anchor, node.range?.[0]);
    },
  });
  visit(document, {
    Alias(_, node) {
      if (anchors.has(node.source)) used.add(node.source);
      else unresolved.push(node);
    },
    Pair(_, pair, path) {
      const parent = path.at(-1);
      if (!isScalar(pair.key) || !pair.key.range) return;
      const at = pair.key.range[0];
      const name = String(pair.key.value);
      if (pair.value === null && isMap(parent) && parent.flow && parent.range) {
        const isLoose = /\s/.test(name.trim());
        const start = parent.range[0];
        faults.push(isLoose ? noField(at, name) : { at: start, message: beginsWith("{"), hint: quoteHint(start) });
      } else if (foreignSpace.test(name[0] ?? "")) faults.push(strangeBlank(at));
      else if (/^-[^\s-]/.test(name)) {
        faults.push(missingBlankAfterHyphen(at, lineFrom(source, at)));
      } else if (/^(?:author|editor)s?$/i.test(name)) {
        const fault = namesOnLines(pair.value, source);
        if (fault) faults.push(fault);
      }
    },
    Scalar(role, node, path) {
      if (role === "key" || node.type !== "PLAIN" || !node.range) return;
      const fault = plainFault(node.range[0], source.slice(node.range[0], node.range[1]), source, path.length === 1);
      if (fault) faults.push(fault);
    },
  });
  const missing = unresolved[0]?.range?.[0];
  if (missing !== undefined) faults.push({ at: missing, message: beginsWith("*"), hint: quoteHint(missing) });
  for (const [name, start] of anchors) {
    const at = used.has(name) ? -1 : source.lastIndexOf(`&${name}`, start);
    if (at >= 0) faults.push({ at, message: beginsWith("&"), hint: quoteHint(at) });
  }
  return faults.sort((one, other) => one.at - other.at)[0];
}

/** Names on lines of their own without hyphens, which would be read as one name. */
function namesOnLines(value: unknown, source: string): YamlFault | undefined {
  if (!isScalar(value) || value.type !== "PLAIN" || !value.range) return undefined;
  const raw = source.slice(value.range[0], value.range[1]);
  if (raw.startsWith("-") || !/[\r\n]/.test(raw) || /[,;&]|\sand\b/.test(raw)) return undefined;
  return {
    at: value.range[0],
    message: "These lines are read as one name, since none of them begins with a hyphen.",
    hint: `begin each name with a hyphen and a blank: - ${lineFrom(raw, 0).trim()}`,
  };
}

/** What is wrong with a text without quotes that begins at `from`. */
function plainFault(from: number, raw: string, source: string, isRoot: boolean): YamlFault | undefined {
  const lines = raw.split(/\r\n|\r|\n/);
  const isOnOwnLine = beginsLine(source, from);
  if (isOnOwnLine && /^-[^\s-]/.test(raw)) return missingBlankAfterHyphen(from, lines[0]!);
  let at = from;
  for (const [index, line] of lines.entries()) {
    const content = line.trimStart();
    const place = at + line.length - content.length;
    if ((index > 0 || isOnOwnLine) && looseKeyPattern.test(content) && (isRoot || !/\s/.test(content.split(":")[0]!))) {
      return noField(place, content);
    }
    if (index > 0 && /^-[^\s-]/.test(content)) return missingBlankAfterHyphen(place, content);
    if (index > 0 && /^-\s/.test(content)) {
      return {
        at: place,
        message: "This line begins like an item of a list, but it is read as going on from the line above.",
        hint: "begin it with as many blanks as the other items; above the first item no value stands behind the colon.",
      };
    }
    at += line.length + (source.slice(at + line.length, at + line.length + 2) === "\r\n" ? 2 : 1);
  }
  if (isRoot) return noField(from, lines[0]!);
  if (/^[^[(]*\]$/.test(raw)) {
    const message = 'The bracket "]" that stands here is opened nowhere.';
    return { at: from + raw.length - 1, message, hint: `write [${raw.replace(/\s+/g, " ")}` };
  }
  return undefined;
}

/** Fields, of papers and of the site, that hold words in which a `#` may be meant. */
const textNames = new Set(
  `title subtitle titleaddon maintitle booktitle journal journaltitle venue publication eventtitle series publisher
  institution school organization location address note abstract summary description keywords tags name short variants
  patterns distinction howpublished teaser-alt teaser-caption`.split(/\s+/),
);

/**
 * A `#` that cuts a text, as in `title: C# and # of worms`. After a single blank it is more likely to be meant as a sign
 * than as the beginning of a comment, before which at least two stand by custom. A text that begins with `#` and a letter
 * is read as one.
 */
export function findCutTexts(document: Document, source: string): readonly YamlFault[] {
  const faults: YamlFault[] = [];
  visit(document, {
    Scalar(role, node, path) {
      const pair = path.findLast((one) => isPair(one)) as Pair | undefined;
      const isText = isScalar(pair?.key) && textNames.has(String(pair.key.value).toLowerCase());
      if (role === "key" || !isText || node.type !== "PLAIN" || !node.range || !isNode(pair.key)) return;
      const [from, to] = node.range;
      const isEmpty = to === from;
      const start = isEmpty && pair.key.range ? pair.key.range[1] : to;
      const pattern = isEmpty ? /[ \t]*:[ \t]*(#[^\s#].*)/y : /[ \t](#.*)/y;
      pattern.lastIndex = start;
      const cut = pattern.exec(source);
      if (!cut || (isEmpty && pair.value !== node)) return;
      const rest = cut[1]!.trim();
      const at = start + cut[0].length - cut[1]!.length;
      if (isEmpty) node.value = rest;
      const whole = isEmpty ? rest : `${source.slice(from, to)} ${rest}`;
      faults.push({
        at,
        message: isEmpty
          ? `In YAML "#" begins a comment; "${rest}" was read as the text all the same.`
          : `In YAML a blank and "#" begin a comment, so "${rest}" is not read as a part of the text.`,
        hint: `put the text into quotes: ${inQuotes(whole)}${isEmpty ? "" : "; a comment can stand on a line of its own"}.`,
      });
    },
  });
  return faults;
}
