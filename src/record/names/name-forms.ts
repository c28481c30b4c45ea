// How the text of a list of names is cut: what counts as outside of braces, and where names, parts and words end.
import { isBody } from "./name.ts";
import { cutMarks } from "./name-marks.ts";

/** A piece of a longer text and where it begins there. */
export interface Piece {
  readonly text: string;
  readonly offset: number;
}

/** BibLaTeX's spaces, and its marks that print nothing before a blank (manual 4.7.1, 4.7.4), with the command before them. */
const biblatexSpace =
  /(\\[A-Za-z]+)?\\(?:add(?:nb|lowpen|highpen|abbrv|thin|nbthin|lpthin|hpthin|abthin)?space(?![A-Za-z])|(?:isdot|nopunct)(?=\s))/g;
const biblatexDot = /(?<![.,])\\(?:add(?:dot|period)(?:\{\})?(?=[\s,]|$)|adddotspace(?![A-Za-z]))/g;

/**
 * Spells the spaces of TeX, BibLaTeX and HTML (`\ `, `\,`, `~`, `\addspace`, `&nbsp;`) as spaces, so that they part words
 * as in BibTeX's `num.names$`; behind a mark of BibLaTeX's too, where TeX passes over a blank. Every offset stays what it was.
 */
export function spellSpaces(text: string): string {
  return text
    .replace(biblatexDot, (dot) => ".".padEnd(dot.length))
    .replace(biblatexSpace, (space, command = "") => `${command}${command && "{}"}`.padEnd(space.length))
    .replace(/(?<!\\)(?:\\[\s,]|~)|&nbsp;|&#160;|\u00a0/g, (space) => " ".repeat(space.length));
}

/**
 * For each UTF-16 unit of the text whether it stands outside of braces, formulas, commands and HTML entities (1 or 0).
 * A text whose braces don't pair is read as if it had none: a lone brace must not swallow all names that follow.
 */
export function outerLevel(text: string): Uint8Array {
  if (!/[\\{}$&]/.test(text)) return new Uint8Array(text.length).fill(1);
  const outer = new Uint8Array(text.length);
  const skip = /\\[a-z]+[ \t]*|\\[\s\S]|\$[^$\n]{1,80}\$|&#?\w{1,31};/iy;
  const braces = hasPairedBraces(text);
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === "\\" || character === "$" || character === "&") {
      skip.lastIndex = at;
      const found = skip.exec(text)?.[0];
      if (found && !/\sand\s/i.test(found)) {
        at += found.length - 1;
        continue;
      }
    }
    if (braces && character === "{") depth++;
    else if (braces && character === "}") depth--;
    else if (depth === 0) outer[at] = 1;
  }
  return outer;
}

function hasPairedBraces(text: string): boolean {
  let depth = 0;
  for (const brace of text.replace(/\\[\s\S]/g, "").replace(/[^{}]+/g, "")) {
    depth += brace === "{" ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Splits at one of these characters outside of braces; the pieces keep their white space. */
export function splitOutside(text: string, separators: string): readonly Piece[] {
  const outer = outerLevel(text);
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (!outer[at] || !separators.includes(text[at]!)) continue;
    pieces.push({ text: text.slice(from, at), offset: from });
    from = at + 1;
  }
  return [...pieces, { text: text.slice(from), offset: from }];
}

/** The words of one part of a name: what white space outside of braces parts. */
export function splitWords(text: string): readonly string[] {
  return splitOutside(text, " \t\r\n\f\v")
    .map((piece) => piece.text)
    .filter(Boolean);
}

/** Splits a list of names at "and" in any case, between white space and outside of braces (btxdoc 4, `num.names$`). */
export function splitNameList(text: string): readonly Piece[] {
  const outer = outerLevel(text);
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: word, index } of text.matchAll(/(?<!\S)\\?and(?!\S)/gi)) {
    if (!outer[index] && !word.startsWith("\\")) continue;
    pieces.push(trimPiece({ text: text.slice(from, index), offset: from }));
    from = index + word.length;
  }
  return [...pieces, trimPiece({ text: text.slice(from), offset: from })];
}

/** The piece without the white space around it. */
export function trimPiece({ text, offset }: Piece): Piece {
  return { text: text.trim(), offset: offset + text.length - text.trimStart().length };
}

/** Whether one pair of braces holds the whole text: "{Bern and Nobel, Inc.}", but not "{A} {B}". */
export function isFullyBraced(text: string): boolean {
  if (!text.startsWith("{") || !text.endsWith("}")) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at === text.length - 1;
  }
  return false;
}

const lowerLetterCommands = new Set(["i", "j", "o", "oe", "ae", "aa", "l", "ss", "dh", "dj", "ng", "th"]);
const upperLetterCommands = new Set(["O", "OE", "AE", "AA", "L", "SS", "DH", "DJ", "NG", "TH"]);

/**
 * Whether a word belongs to the particle: its first letter outside of braces is lower case. The letter of a command or
 * a special character (`{\'e}`) counts; a word whose letters are all in braces, and one in a script without case, do not
 * (btxdoc 4 item 7; bibtex.web, `von_token_found`).
 */
export function isParticle(word: string): boolean {
  const step = /\\([a-z]+|[\s\S])|\{(\\)?|&#\w+;|\p{L}|[\s\S]/iuy;
  let afterCommand = false;
  for (let found = step.exec(word); found; found = step.exec(word)) {
    const [text, command, special] = found;
    if (command !== undefined) {
      if (lowerLetterCommands.has(command)) return true;
      if (upperLetterCommands.has(command)) return false;
      afterCommand = true;
    } else if (text.startsWith("{")) {
      if (special) step.lastIndex--;
      else if (!afterCommand) step.lastIndex = endOfGroup(word, step.lastIndex);
    } else if (/^\p{Ll}/u.test(text)) {
      return true;
    } else if (/^\p{L}|^&#/u.test(text)) {
      return false;
    }
  }
  return false;
}

/** The place behind the brace that closes the group whose inside begins at `start`. */
function endOfGroup(text: string, start: number): number {
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at + 1;
  }
  return text.length;
}

// What the parts between two commas can be, by which a sentence of names is told from "Family, Given".

// Without their dots "Jun" and "Sen" are given names, and "M. D." are initials.
export const surelySuffix = /^(?:(?:jr|sr|ph\.?\s?d|esq)\.?|junior|senior|jun\.|sen\.)$/i;
export const suffix = /^(?:(?:jr|sr|ph\.?\s?d|esq|ii|iii|iv|\d(?:nd|rd|th))\.?|junior|senior|jun\.|sen\.)$/i;
// Where a suffix is wanted, those of other languages count too, accents written in any way.
export const foreignSuffix =
  /^(?:neto|filho|sobrinho|segundo|bisneto|j[\\'{}]*[uú][\\'{}]*nior|hijo|fils|p[\\`{}]*[eè][\\`{}]*re|jnr\.?|snr\.?|vi{1,3}|ix)$/i;

// "Ma" and "Md" are names too, "MA" and "MD" behind a whole name are not.
const degree =
  /^(?:[Pp][Hh]\.?\s?[Dd]\.?|Dr\.?|Prof\.?|M\.?D\.?|D\.?\s?[Pp]hil\.?|M\.?Sc\.?|B\.?Sc\.?|M\.?A\.?|B\.?A\.?|MBA|MPH|MPhil|M\.?Eng\.?|FRCP|FRS|FACS|FIEEE|RN|MSN|DVM|PharmD|EdD|PsyD|DDS|JD|LLM|DSc|Dr\.-Ing\.|Dipl\.-\w+\.)$/;

/** Whether a text is an academic degree or title, which is nobody's name. */
export function isDegree(text: string): boolean {
  return degree.test(text.trim());
}

/**
 * `full` a whole name ("Ada Kern", a body), `inverted` one with its initials last ("Kern AB"), `one` a family or given name
 * ("Kern", "van der Berg"), `initials` ("A. B."), `suffix` ("Jr."), `others` ("et al.").
 */
export type NameWords = "full" | "inverted" | "one" | "initials" | "suffix" | "others";

export const saysOthers = /^\{*(?:(?:and\s+|&\s*)?others|(?:and\s+)?et\.?\s*al\.?|et\s+alii)\}*,?$/i;

const initials = /^(?:(?:\p{Lu}\p{Ll}?\.[-‐–]?)+\p{Lu}?|\p{Lu}(?:[-‐]?\p{Lu}){0,2})$/u;

/** What a text between two commas is, its marks aside. */
export function nameWordsOf(text: string): NameWords {
  const bare = cutMarks(text).text.trim();
  if (saysOthers.test(bare)) return "others";
  if (isFullyBraced(bare) || isBody(bare)) return "full";
  if (suffix.test(bare)) return "suffix";
  const words = splitWords(bare);
  if (words.length > 0 && words.every((word) => initials.test(word))) return "initials";
  if (words.length < 2) return /^[\p{sc=Han}\p{sc=Hang}\p{sc=Kana}\p{sc=Hira}ー々]{2,}$/u.test(bare) ? "full" : "one";
  if (isParticle(words[0]!)) return "one";
  const hasLastInitials = initials.test(words.at(-1)!) && !/\./.test(words.at(-1)!);
  return hasLastInitials && words.slice(0, -1).every((word) => /\p{Ll}/u.test(word)) ? "inverted" : "full";
}

// One name, cut into its parts by BibTeX's three forms or BibLaTeX's extended one. Everything here is still LaTeX.

/** The parts of a name as the author wrote them; empty where there is none. */
export interface NameParts {
  readonly family: string;
  readonly given: string;
  readonly particle: string;
  readonly suffix: string;
  /** BibLaTeX's `useprefix=false`: the particle is left out of short forms. */
  readonly isDropping: boolean;
  /** DBLP's number. */
  readonly homonym?: string;
}

/** The names that a piece between two "and" holds: one, unless commas were meant to part several. */
export interface NameReading {
  readonly names: readonly NameParts[];
  /** What the author should change, where the piece has no regular reading. */
  readonly complaint?: string;
}

/** Reads "First von Last", "von Last, First" and "von Last, Jr, First" (btxdoc 4 item 7, "Tame the BeaST" 11). */
export function readNameForms(text: string): NameReading {
  const parts = splitOutside(text, ",").map((piece) => piece.text.trim());
  const filled = parts.filter(Boolean);
  const reading = readParts(filled);
  return filled.length === parts.length ? reading : { complaint: "a comma has nothing beside it", ...reading };
}

function readParts(parts: readonly string[]): NameReading {
  const [first = "", second = "", third = "", ...more] = parts;
  if (parts.length === 1) return one(readNatural(first));
  if (parts.length === 2) {
    if (surelySuffix.test(second) || (isDegree(second) && splitWords(first).length > 1 && second.length > 1))
      return one({ ...readNatural(first), suffix: second });
    return one({ ...readFamily(first), given: second });
  }
  if (suffix.test(second)) {
    const name = { ...readFamily(first), suffix: second, given: [third, ...more].join(" ") };
    return more.length === 0 ? one(name) : { names: [name], complaint: "it has more than two commas" };
  }
  if (parts.length === 3 && suffix.test(third)) {
    return {
      names: [{ ...readFamily(first), given: second, suffix: third }],
      complaint: `the suffix "${third}" stands at the end and not behind the family name`,
    };
  }
  const separator = 'commas stand where only "and" parts names';
  if (parts.every((part) => splitWords(part).length > 1))
    return { names: parts.map(readNatural), complaint: separator };
  if (parts.length % 2 === 0 && parts.every((part) => splitWords(part).length < 4)) {
    const pairs = parts.flatMap((part, index) =>
      index % 2 === 0 ? [{ ...readFamily(part), given: parts[index + 1]! }] : [],
    );
    return { names: pairs, complaint: separator };
  }
  if (parts.length === 3) {
    const name = { ...readFamily(first), suffix: second, given: third };
    if (foreignSuffix.test(second)) return one(name);
    return { names: [name], complaint: `"${second}" stands between two commas, where a suffix such as "Jr." belongs` };
  }
  return {
    names: [{ ...readFamily(first), given: parts.slice(1).join(", ") }],
    complaint: "it has more than two commas",
  };
}

function one(name: NameParts): NameReading {
  return { names: [name] };
}

const noParts: NameParts = { family: "", given: "", particle: "", suffix: "", isDropping: false };

/** "First von Last": the particle runs from the first to the last lower-case word before the last word. */
function readNatural(text: string): NameParts {
  const { text: unnumbered, homonym } = cutHomonym(text);
  const words = splitWords(unnumbered);
  const number = homonym === undefined ? {} : { homonym };
  const hasSuffix = words.length > 2 && suffix.test(words.at(-1)!);
  const names = hasSuffix ? words.slice(0, -1) : words;
  const end = hasSuffix ? words.at(-1)! : "";
  if (
    names.length > 1 &&
    names.length < 4 &&
    names.every((word) => /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}ー々]+$/u.test(word))
  ) {
    return { ...noParts, ...number, family: names[0]!, given: names.slice(1).join(" ") };
  }
  const before = names.slice(0, -1);
  const firstParticle = before.findIndex(isParticle);
  const lastParticle = before.findLastIndex(isParticle);
  const familyStart = firstParticle < 0 ? names.length - 1 : lastParticle + 1;
  return {
    ...noParts,
    ...number,
    given: names.slice(0, firstParticle < 0 ? familyStart : firstParticle).join(" "),
    particle: firstParticle < 0 ? "" : names.slice(firstParticle, familyStart).join(" "),
    family: names.slice(familyStart).join(" "),
    suffix: end,
  };
}

/**
 * "von Last": the lower-case words at the beginning, as biber reads it. BibTeX would also take the capital words between
 * two of them ("Durmont de" Alvarade); the name shown is the same.
 */
function readFamily(text: string): NameParts {
  const words = splitWords(text);
  const end = words.findIndex((word) => !isParticle(word));
  const familyStart = Math.min(end < 0 ? words.length : end, words.length - 1);
  return { ...noParts, particle: words.slice(0, familyStart).join(" "), family: words.slice(familyStart).join(" ") };
}

/** DBLP tells people of one name apart by a number of four digits, which nobody should read. */
export function cutHomonym(text: string): { readonly text: string; readonly homonym?: string } {
  const found = /^(.*\S)\s+(0\d{3})$/s.exec(text);
  return found ? { text: found[1]!, homonym: found[2]! } : { text };
}

const extendedPart =
  /^"?(given|family|prefix|suffix|useprefix|id|[a-z]+-i|(?=[a-z]*template)[a-z]+|gender|hashid)\s*=\s*([\s\S]*)$/i;

/**
 * BibLaTeX's extended form, `family=Beumont, given=Simon, prefix=de, useprefix=false` in any order, also with quotes
 * around a part (biblatex manual, "Name parts"). Undefined where the text is not in that form.
 */
export function readExtendedForm(text: string): NameParts | undefined {
  if (!text.includes("=")) return undefined;
  const pieces: readonly Piece[] = splitOutside(text, ",");
  const parts = new Map<string, string>();
  for (const piece of pieces) {
    const found = extendedPart.exec(piece.text.trim());
    if (!found) return undefined;
    parts.set(found[1]!.toLowerCase(), found[2]!.trim().replace(/^"|"$/g, "").trim());
  }
  const part = (name: string) => parts.get(name) ?? "";
  if (!part("family") && !part("given")) return undefined;
  return {
    family: part("family"),
    given: part("given"),
    particle: part("prefix"),
    suffix: part("suffix"),
    isDropping: part("useprefix").toLowerCase() === "false",
  };
}
