// What BibLaTeX's own commands print: punctuation (manual 4.7), localization strings (4.9.2) and ordinals (4.6.5).
import { wordsOfKey } from "../localization-keys.ts";
import { richTextToPlain } from "../plain-text.ts";
import type { LatexState } from "./latex-state.ts";

type Command = (state: LatexState, word: string, start: number) => void;

/** Marks and gaps. A mark is not printed behind itself, and a period not behind any other, as BibLaTeX's tracker has it. */
const punctuation: ReadonlyMap<string, string> = new Map([
  ["adddot", "."],
  ["addperiod", "."],
  ["addcomma", ","],
  ["addsemicolon", ";"],
  ["addcolon", ":"],
  ["addexclam", "!"],
  ["addquestion", "?"],
  ["addslash", "/"],
  ["adddotspace", ". "],
  ["hyphen", "-"],
  ["nbhyphen", "\u2011"],
  ["hyphenate", ""],
  ["bibrangedash", "–"],
  ["bibdatedash", "–"],
  ["bibdaterangesep", "–"],
  ["bibrangessep", ", "],
  ["bibopenparen", "("],
  ["bibcloseparen", ")"],
  ["bibopenbracket", "["],
  ["bibclosebracket", "]"],
  // Pages (3.15.3)
  ["psq", "\u00a0sq."],
  ["psqq", "\u00a0sqq."],
  ["pno", "p."],
  ["ppno", "pp."],
]);

const spaces: ReadonlyMap<string, string> = new Map([
  ...["addspace", "addlowpenspace", "addhighpenspace", "addabbrvspace", "ppspace", "sqspace"].map(blank(" ")),
  ...["addnbspace"].map(blank("\u00a0")),
  ...["addthinspace", "addnbthinspace", "addlpthinspace", "addhpthinspace", "addabthinspace"].map(blank("\u202f")),
]);

function blank(space: string): (name: string) => [string, string] {
  return (name) => [name, space];
}

/** They tell BibLaTeX how to set what stands around them, and print nothing. */
const silent = `isdot nopunct unspace unpunct midsentence bibsentence newunit newunitpunct finentry finentrypunct
  finalandcomma finalandsemicolon nopp`.split(/\s+/);

const strings =
  "bibstring bibsstring biblstring bibcpstring bibcplstring bibcpsstring bibncpstring bibncplstring bibncpsstring bibucstring bibuclstring bibucsstring biblcstring biblclstring biblcsstring";

/** What each does, from just after its name. */
export const biblatexCommands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ...[...punctuation].map(([name, mark]): [string, Command] => [name, (state) => addMark(state, mark)]),
  ...[...spaces].map(([name, space]): [string, Command] => [name, (state) => addSpace(state, space)]),
  ...silent.map((name): [string, Command] => [name, passOver]),
  ...strings.split(" ").map((name): [string, Command] => [name, localized]),
  ...["", "masc", "fem", "neut"].map((gender): [string, Command] => [
    gender === "" ? "mkbibordinal" : `mkbib${gender}ord`,
    ordinal,
  ]),
  ["mkbibordedition", ordinal],
  ["mkbibordseries", ordinal],
]);

/** As TeX does behind a control word, and over the group that may end it. */
function passOver(state: LatexState): void {
  state.position += state.match(/\*?\s*(?:\{\})?/y).length;
}

function addMark(state: LatexState, mark: string): void {
  passOver(state);
  const before = lastCharacter(state);
  const sign = mark.trim();
  const isThere = sign === before || (sign === "." && /[.,;:!?]/.test(before));
  if (/^[.,;:!?]/.test(sign)) state.builder.trimSpace();
  state.emit(isThere ? mark.slice(sign.length) : mark, 0);
}

function addSpace(state: LatexState, space: string): void {
  passOver(state);
  state.builder.trimSpace();
  state.emit(space, 0);
}

function lastCharacter({ builder }: LatexState): string {
  const last = builder.top.nodes.at(-1);
  return last === undefined ? "" : richTextToPlain([last]).slice(-1);
}

/** `\bibstring{inpress}`: the words of the key, of which a text by itself knows the English ones. */
function localized(state: LatexState, word: string, start: number): void {
  const key = state.rawArgument().trim();
  const words = wordsOfKey(key);
  state.emit(words ?? "", 0);
  if (words !== undefined) return;
  state.report(
    "text/unknown-macro",
    `${word} ${key}`,
    start,
    `The command "\\${word}" names the words "${key}" of BibLaTeX, which are not known, so they are left out.`,
    "write the words themselves.",
  );
  state.passSilently();
}

const ordinalRules = new Intl.PluralRules("en", { type: "ordinal" });
const ordinalEndings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: "st", two: "nd", few: "rd" };

/** `\mkbibordinal{3}` is "3rd"; what is no number stays as it is. */
function ordinal(state: LatexState): void {
  const text = state.rawArgument().trim();
  const ending = /^\d{1,6}$/.test(text) ? (ordinalEndings[ordinalRules.select(Number(text))] ?? "th") : "";
  state.emit(text + ending, 0);
}
