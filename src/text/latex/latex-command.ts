// Reads a control sequence and does what the tables say of it.
import { nearestName } from "../../diagnostic/nearest-name.ts";
import type { RichMark, RichNode } from "../rich-text.ts";
import { texSymbols } from "../tex-symbols.ts";
import { biblatexCommands } from "./latex-biblatex.ts";
import * as commands from "./latex-commands.ts";
import { accents, journalMacros } from "./latex-commands.ts";
import { mathUntil, readAmpersand } from "./latex-environments.ts";
import { openAccent, ownCommands } from "./latex-own-commands.ts";
import type { LatexState } from "./latex-state.ts";

const escaped = new Set("&%$#_{}");

const commandTables: { has(name: string): boolean; keys(): Iterable<string> }[] = [
  ownCommands,
  biblatexCommands,
  texSymbols,
  accents,
  commands.markCommands,
  commands.switchCommands,
  commands.resetCommands,
  commands.contentCommands,
  commands.silentCommands,
  commands.lengthCommands,
  commands.spaceCommands,
  commands.logoCommands,
  commands.letterCaseCommands,
  commands.referenceCommands,
  journalMacros,
];

/** Whether the reader knows what a command does. */
export function isKnownCommand(name: string): boolean {
  return commandTables.some((table) => table.has(name));
}

let commandNames: readonly string[] | undefined;

/** The command of four letters or more that one letter too many, too few, wrong or swapped makes of another. */
function nearestCommand(word: string): string | undefined {
  commandNames ??= [...new Set(commandTables.flatMap((table) => [...table.keys()]))].filter((one) =>
    /^\w{4,}$/.test(one),
  );
  return nearestName(word, commandNames);
}

/** Reads the control sequence at this place: a backslash with letters, or with one other character. */
export function readCommand(state: LatexState) {
  const start = state.position;
  state.position++;
  const word = state.match(/[a-zA-Z]+/y);
  const name = word || state.match(/./suy);
  state.position += name.length;
  if (name === "&") {
    state.position--;
    return readAmpersand(state);
  }
  if (escaped.has(name)) return state.emit(name, 0);
  if (name === "(" || name === "[") return mathUntil(state, name === "(" ? "\\)" : "\\]", name === "[", start);
  const accent = accents.get(name);
  if (accent) return openAccent(state, accent);
  const space = commands.spaceCommands.get(name);
  if (space !== undefined) {
    if (name === "\\") state.position += state.match(/\*?(?:\[-?[\d.]+\s*[a-z]+\])?/y).length;
    else if (word) state.skipSpace();
    return state.emit(space, 0);
  }
  if (word && isKnownCommand(word)) return knownWord(state, word, start);
  if (!name) return state.emit("\\", 0);
  const nearest = word.length < 4 ? undefined : nearestCommand(word);
  const isNameShown = word === "" || !state.match(withArgument);
  state.report(
    "text/unknown-macro",
    name,
    start,
    isNameShown
      ? `The LaTeX command "\\${name}" is not known, so its name is shown in its place.`
      : `The LaTeX command "\\${name}" is not known, so its text is shown without it.`,
    nearest
      ? `did you mean "\\${nearest}"?`
      : word
        ? `define it in @preamble{"\\newcommand{\\${name}}{…}"}, or write its text instead.`
        : "leave the backslash out.",
  );
  if (isNameShown) return state.emit(name, state.match(/[ \t]*(?=\{\s*\})/y).length);
  state.skipOptional();
  state.openArgument();
}

/** What an unknown command is taken to set in some way: a group behind it that is not empty, as `{}` only ends its name. */
const withArgument = /(?:\s*\[[^\][{}]{0,200}\])?[ \t]*\{(?!\s*\})/y;

function knownWord(state: LatexState, word: string, start: number) {
  const own = ownCommands.get(word) ?? biblatexCommands.get(word);
  if (own) return own(state, word, start);
  state.position += state.match(/\*(?=\s*[{[])/y).length;
  const mark = commands.markCommands.get(word);
  if (mark) {
    state.skipOptional();
    return state.openArgument(state.marking(mark), state.changesOf(mark));
  }
  if (commands.referenceCommands.has(word)) return reference(state, word, start);
  const skipped = commands.contentCommands.get(word) ?? commands.silentCommands.get(word) ?? 0;
  if (skipped > 0) state.skipOptional();
  for (let index = 0; index < skipped; index++) state.rawArgument();
  if (commands.contentCommands.has(word)) {
    state.skipOptional();
    if (word === "mkbibparens" || word === "parentext") return state.openBetween("(", ")");
    if (word === "mkbibbrackets" || word === "brackettext") return state.openBetween("[", "]");
    return state.openArgument();
  }
  if (skipped > 0) return state.passSilently();
  const letterCase = commands.letterCaseCommands.get(word);
  if (letterCase) return state.openArgument(undefined, { letterCase });
  if (commands.lengthCommands.has(word)) {
    const length = state.match(/\s*=?\s*-?[\d.]*\s*(?:(?:em|ex|pt|mu|in|cm|mm|sp|bp|pc|dd|cc)\b)?/y);
    state.position += length.length;
  }
  const journal = journalMacros.get(word);
  if (journal) return state.emit(journal, 0);
  state.skipSpace();
  const switched = commands.switchCommands.get(word);
  if (switched) return state.openSwitch(switched);
  const ended = commands.resetCommands.get(word);
  if (ended) return endSwitches(state, ended);
  const logo = commands.logoCommands.get(word);
  if (logo) {
    const text: RichNode = { kind: "text", value: logo };
    const { noCase, code } = state.builder.top;
    return state.builder.add(noCase || code ? text : { kind: "noCase", children: [text] });
  }
  const symbol = texSymbols.get(word);
  if (symbol !== undefined) state.emit(symbol, 0);
}

/** Reads a command that points elsewhere, of which a text by itself can show nothing. */
function reference(state: LatexState, word: string, start: number) {
  for (let option = state.match(/\s*\[[^\][{}]{0,200}\]/y); option; option = state.match(/\s*\[[^\][{}]{0,200}\]/y)) {
    state.position += option.length;
  }
  const target = state.rawArgument();
  state.report(
    "text/unknown-macro",
    word,
    start,
    `The LaTeX command "\\${word}" points to "${target}", which is not in this text, so it is left out.`,
    "write what it stands for, or leave it out.",
  );
  state.passSilently();
}

function endSwitches(state: LatexState, ended: readonly RichMark[]) {
  const kept: RichMark[] = [];
  while (state.builder.top.label.startsWith("switch ")) {
    const mark = state.builder.top.label.slice(7) as RichMark;
    if (!ended.includes(mark)) kept.unshift(mark);
    state.builder.close();
  }
  for (const mark of kept) state.openSwitch(mark);
}
