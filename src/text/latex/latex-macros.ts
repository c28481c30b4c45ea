// The macros that an author defines in @preamble, and their expansion before a text is read.
import { type BoundName, bounds, moreThan } from "../../diagnostic/bounds.ts";
import { type Expansion, OffsetText, type TextProblem } from "../text-problem.ts";

/** What `\newcommand` or `\def` says of one control word. */
export interface MacroDefinition {
  /** From 0 to 9. */
  readonly parameters: number;
  /** The value of the first parameter where it is left out; present makes it optional. */
  readonly defaultValue?: string;
  /** With `#1` … `#9` for the arguments. */
  readonly body: string;
  /** `\providecommand`: only for a word that means nothing yet. */
  readonly onlyIfUnknown: boolean;
  /** The definition as the author wrote it. */
  readonly source: string;
}

const sizeLimit = bounds.commandCharacters.most;

const definitionPattern =
  /\\(?:(?:(new|renew|provide)command|DeclareRobustCommand)\*?\s*(?:\{\s*\\([a-zA-Z@]+|.)\s*\}|\\([a-zA-Z@]+|.))\s*(?:\[(\d)\]\s*)?(?:\[([^\][]*)\]\s*)?|[gex]?def\s*\\([a-zA-Z@]+|.)\s*(?:((?:#\d)+)\s*)?)(?=\{)/g;

const operatorPattern = /\\DeclareMathOperator(\*?)\s*(?:\{\s*)?\\([a-zA-Z@]+)\s*(?:\}\s*)?\{([^{}]*)\}/g;

/**
 * Reads `\newcommand`, `\renewcommand`, `\providecommand`, `\DeclareRobustCommand`, `\def` (with undelimited
 * parameters) and `\DeclareMathOperator` from the text of an `@preamble`; what else stands there is passed over. A later definition replaces an earlier one. (LaTeX2e reference 12.1; TeXbook chapter 20; amsldoc 5.1.)
 */
export function readMacroDefinitions(preamble: string): ReadonlyMap<string, MacroDefinition> {
  const definitions = new Map<string, MacroDefinition>();
  for (const [source, star, name, words] of preamble.matchAll(operatorPattern)) {
    definitions.set(name!, { parameters: 0, body: `\\operatorname${star}{${words}}`, onlyIfUnknown: false, source });
  }
  for (const match of preamble.matchAll(definitionPattern)) {
    const [whole, kind, braced, bare, count, defaultValue, plain, parameters] = match;
    const name = braced ?? bare ?? plain!;
    const end = balancedEnd(preamble, match.index + whole.length);
    if (end === undefined || (kind === "provide" && definitions.has(name))) continue;
    definitions.set(name, {
      parameters: plain === undefined ? Number(count ?? 0) : (parameters ?? "").length / 2,
      ...(defaultValue === undefined ? {} : { defaultValue }),
      body: preamble.slice(match.index + whole.length + 1, end - 1),
      onlyIfUnknown: kind === "provide",
      source: preamble.slice(match.index, end),
    });
  }
  return definitions;
}

/** The control words and symbols that stand in a text. */
const commandPattern = /\\([a-zA-Z@]+|.)/gs;

/**
 * The definitions that texts need so that LaTeX reads them, those that a definition itself needs before it, as
 * `@preamble`s of BibTeX's (btxdoc 2).
 */
export function preamblesFor(
  texts: readonly string[],
  macros: ReadonlyMap<string, MacroDefinition>,
): readonly string[] {
  if (macros.size === 0) return [];
  const needed = new Set<MacroDefinition>();
  const visited = new Set<string>();
  const visit = (text: string): void => {
    for (const [, name] of text.matchAll(commandPattern)) {
      const definition = macros.get(name!);
      if (definition === undefined || visited.has(name!)) continue;
      visited.add(name!);
      visit(definition.body + (definition.defaultValue ?? ""));
      needed.add(definition);
    }
  };
  for (const text of texts) if (text.includes("\\")) visit(text);
  return [...needed].map(({ source }) => `@preamble{{${source}}}`);
}

/** The place just after the brace that closes the one at `start`; undefined where none does within reason. */
function balancedEnd(text: string, start: number): number | undefined {
  let depth = 0;
  for (let index = start; index < Math.min(text.length, start + sizeLimit); index++) {
    const character = text[index];
    if (character === "\\") index++;
    else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return index + 1;
  }
  return undefined;
}

/**
 * Expands the author's macros until none is left. Depth, number and size of expansions are limited: a macro that calls
 * itself is left as written once a limit is reached. `isKnown` tells the words that `\providecommand` leaves alone.
 */
export function expandMacros(
  text: string,
  macros: ReadonlyMap<string, MacroDefinition>,
  isKnown: (name: string) => boolean,
): Expansion & { readonly problem?: TextProblem } {
  const result = new OffsetText();
  let expanded = 0;
  let size = 0;
  let problem: TextProblem | undefined;
  const stop = (name: BoundName, offset: number) => {
    const message = `This text needs ${moreThan(name)}. ${bounds[name].beyond}`;
    problem ??= { code: "text/bound", offset, message, hint: "write what the commands stand for instead of them." };
  };
  const expand = (source: string, origin: number | undefined, depth: number) => {
    let start = 0;
    const flush = (end: number) => {
      if (origin === undefined) result.copy(source.slice(start, end), start);
      else result.insert(source.slice(start, end), origin);
    };
    for (const match of source.matchAll(commandPattern)) {
      const definition = macros.get(match[1]!);
      if (match.index < start || !definition || (definition.onlyIfUnknown && isKnown(match[1]!))) continue;
      if (depth >= bounds.commandDepth.most) stop("commandDepth", origin ?? match.index);
      else if (expanded >= bounds.commandUses.most) stop("commandUses", origin ?? match.index);
      if (problem) break;
      flush(match.index);
      const call = readArguments(source, match.index + match[0].length, definition, /[a-zA-Z@]$/.test(match[0]));
      const body = definition.body.replace(/#([1-9])/g, (_, digit) => call.values[Number(digit) - 1] ?? "");
      if (size + body.length > sizeLimit) {
        stop("commandCharacters", origin ?? match.index);
        start = match.index;
        break;
      }
      expanded++;
      size += body.length;
      // A control word that ends the body does not run into the letter behind it, as tokens don't.
      const gap = /\\[a-zA-Z]+$/.test(body) && /[a-zA-Z]/.test(source[call.end] ?? "") ? " " : "";
      expand(body + gap, origin ?? match.index, depth + 1);
      start = call.end;
    }
    flush(source.length);
  };
  expand(text, undefined, 0);
  return { ...result.end(), ...(problem && { problem }) };
}

function readArguments(source: string, start: number, definition: MacroDefinition, isWord: boolean) {
  const values: string[] = [];
  let end = start;
  const skipSpace = () => {
    while (end < source.length && /\s/.test(source[end]!)) end++;
  };
  if (definition.parameters === 0 && isWord) skipSpace();
  for (let index = 0; index < definition.parameters; index++) {
    skipSpace();
    if (index === 0 && definition.defaultValue !== undefined) {
      const close = source[end] === "[" ? source.indexOf("]", end) : -1;
      values.push(close < 0 ? definition.defaultValue : source.slice(end + 1, close));
      if (close >= 0) end = close + 1;
      continue;
    }
    const close = source[end] === "{" ? balancedEnd(source, end) : undefined;
    const token =
      close === undefined ? (/^(?:\\(?:[a-zA-Z@]+|.)|[^{}])/su.exec(source.slice(end, end + 100))?.[0] ?? "") : "";
    values.push(close === undefined ? token : source.slice(end + 1, close - 1));
    end = close ?? end + token.length;
  }
  return { values, end };
}
