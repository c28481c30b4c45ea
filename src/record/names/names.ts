// In: the text of a BibTeX name list, or an author of front matter. Out: names. Refuses to know who anybody is.

import { bounds, moreThan } from "../../diagnostic/bounds.ts";
import { memoize } from "../../memory/memoize.ts";
import { withoutDirections } from "../../text/characters.ts";
import { latexToPlain } from "../../text/latex/latex.ts";
import type { MacroDefinition } from "../../text/latex/latex-macros.ts";
import type { TextProblem } from "../../text/text-problem.ts";
import { isBody, type Name } from "./name.ts";
import {
  cutHomonym,
  isFullyBraced,
  type NameParts,
  outerLevel,
  type Piece,
  readExtendedForm,
  readNameForms,
  saysOthers,
  spellSpaces,
  splitNameList,
  splitOutside,
  trimPiece,
} from "./name-forms.ts";
import { type Annotation, annotateNames, cutMarks, saysCorresponding, saysEqual } from "./name-marks.ts";
import { type ListedName, type NamePiece, readItems, readSentence } from "./name-sentence.ts";

export interface NameOptions {
  /** The author's own macros, by name without the backslash. */
  readonly macros?: ReadonlyMap<string, MacroDefinition>;
  /** The data annotations of the field by their names: "" for those of `author+an`, "orcid" for `author+an:orcid`. */
  readonly annotations?: ReadonlyMap<string, readonly Annotation[]>;
  /** The text is of front matter, where a body has no braces around its name and names may stand as a sentence. */
  readonly markdown?: boolean;
}

/** A list of names as it was understood. */
export interface ParsedNames {
  readonly names: readonly Name[];
  /** "and others" or "et al." stood at the end. */
  readonly truncated: boolean;
  readonly problems: readonly TextProblem[];
}

/**
 * Reads a list of names as BibTeX and biber do: names parted by "and", each in one of BibTeX's three forms or BibLaTeX's
 * extended form; a name in braces is `literal`. A text is the field without its outer delimiters, not yet decoded; a list is
 * one of front matter, whose items annotations count.
 * Marks behind a name are taken off it (`Name.marks`). Two or three words in Han, kana or hangul put the family first. An
 * irregular name gets its best reading and a problem; nothing is dropped but what holds no letter.
 */
export function parseNames(text: string | readonly ListedName[], given: NameOptions = {}): ParsedNames {
  if (typeof text === "string" && text.trim() === "") return { names: [], truncated: false, problems: [] };
  const options = typeof text === "string" ? given : { ...given, markdown: true };
  const problems: TextProblem[] = [];
  const names: Name[] = [];
  const items: number[] = [];
  const list = cutTruncation(splitNames(text, options, problems), problems);
  const pieces = list.pieces
    .slice(0, bounds.authors.most)
    .map((piece) => ({ ...piece, text: withoutDirections(piece.text) }));
  const beyond = list.pieces[bounds.authors.most];
  const truncated = list.truncated || beyond !== undefined;
  if (beyond !== undefined) {
    const message = `There are ${moreThan("authors")}. ${bounds.authors.beyond}`;
    problems.push({ code: "text/bound", offset: beyond.offset, message, hint: "name those who lead, or the group." });
  }
  for (const piece of pieces) {
    const read = readPiece(piece, options);
    for (const problem of read.problems) problems.push({ ...problem, offset: piece.offset + problem.offset });
    for (const name of read.names) {
      names.push(name);
      items.push(piece.item ?? names.length);
    }
  }
  const { annotations } = options;
  const annotated = annotations?.size ? annotateNames(names, items, annotations) : names;
  return { names: annotated, truncated, problems };
}

function splitNames(
  text: string | readonly ListedName[],
  { markdown }: NameOptions,
  problems: TextProblem[],
): readonly NamePiece[] {
  const tell = (piece: Piece, what: string, hint: string, severity?: "error") =>
    complain(problems, piece, what, hint, severity);
  if (typeof text !== "string") return readItems(text, tell);
  if (markdown) return readSentence(spellSpaces(text), tell);
  // A tie is a blank within a name (btxdoc 4), but parts no names: "and" stands between white space.
  return splitNameList(text).flatMap((piece) => splitIrregular({ ...piece, text: spellSpaces(piece.text) }, problems));
}

function complain(
  problems: TextProblem[],
  { text, offset }: Piece,
  what: string,
  hint: string,
  severity?: "error",
): void {
  const message = `The name "${text.replace(/\s+/g, " ").slice(0, 80)}" is irregular: ${what}.`;
  problems.push({ code: "record/name", offset, message, hint, ...(severity === undefined ? {} : { severity }) });
}

/** Takes "others", "et al." or "等" off the end of the list; elsewhere it is told and left out too. */
function cutTruncation(
  all: readonly NamePiece[],
  problems: TextProblem[],
): { pieces: readonly NamePiece[]; truncated: boolean } {
  const within = new Set(all.slice(0, -1).filter(({ text }) => saysOthers.test(text)));
  for (const piece of within)
    complain(problems, piece, "names stand behind it, though it ends a list", "write it behind the last name only.");
  const pieces = within.size === 0 ? all : all.filter((piece) => !within.has(piece));
  const last = pieces.at(-1);
  if (!last) return { pieces, truncated: within.size > 0 };
  if (saysOthers.test(last.text)) return { pieces: pieces.slice(0, -1), truncated: true };
  const end = /[\s,]+\{?(?:et\.?\s+al|et\s+alii)\.?\}?$|(?<=\p{Script=Han}{2})\s?等$/iu.exec(last.text.slice(-20))?.[0];
  if (end === undefined) return { pieces, truncated: within.size > 0 };
  return { pieces: [...pieces.slice(0, -1), { ...last, text: last.text.slice(0, -end.length) }], truncated: true };
}

/** Two words, or a comma: what a person's name has. */
const isPersonal = ({ text }: Piece): boolean => /\S[\s~,]+\S/.test(text.trim());

/**
 * Authors part names by semicolons, which no name holds, by "&", and by commas before the last "and" ("A B, C D, and E F").
 * The latter two count only where each side could be a person's name.
 */
function splitIrregular(piece: Piece, problems: TextProblem[]): readonly Piece[] {
  const parts = splitAtCommaAnd(piece);
  if (parts.length > 1) {
    complain(
      problems,
      piece,
      'a comma stands right beside an "and", so it was read as several names',
      'write a blank on both sides of "and", and no comma beside it.',
    );
    return parts.flatMap((part) => splitIrregular(part, problems));
  }
  for (const { sign, what } of [
    { sign: ";", what: "it holds a semicolon" },
    { sign: "&", what: 'it holds "&"' },
    { sign: ",", what: "it ends with a comma" },
  ]) {
    if (sign === "," ? !/,\s*$/.test(piece.text) : !piece.text.includes(sign)) continue;
    // TeX's ampersand stands behind a backslash, which would keep it from being seen.
    const parts = splitOutside(piece.text.replace(/(\s)\\&(?=\s)/g, "$1 &"), sign)
      .map((part) => trimPiece({ ...part, offset: part.offset + piece.offset }))
      .filter(({ text }) => text !== "");
    if (parts.length < 2 || (sign !== ";" && !parts.every(isPersonal))) continue;
    complain(problems, piece, `${what}, so it was read as several names`, 'write "and" between two names.');
    return parts;
  }
  return [piece];
}

/** "Orr,and Cy" and "Orr and, Cy", which BibTeX takes for one name. */
function splitAtCommaAnd(piece: Piece): readonly Piece[] {
  if (!/,and\s|\sand,/i.test(piece.text)) return [piece];
  const outer = outerLevel(piece.text);
  const parts: Piece[] = [];
  let from = 0;
  const add = (to: number) => {
    const part = trimPiece({ text: piece.text.slice(from, to), offset: piece.offset + from });
    if (part.text !== "") parts.push(part);
  };
  for (const { 0: separator, index } of piece.text.matchAll(/,and(?=\s)|\sand,/gi)) {
    if (!outer[index]) continue;
    add(index);
    from = index + separator.length;
  }
  add(piece.text.length);
  return parts;
}

/** A letter, a blank and an accent on a small letter: `M \"uller`, where the blank makes two words of one. */
const blankBeforeAccent =
  /\p{L}\s+\{?\\(?:["'`^~=.]\{?\\?[a-z]|[uvHcdbkrt]\{[a-z])|(?<![\p{L}\p{M}.'’-])\p{Lu}\s+(?![a-z])\p{Ll}{2}/u;

/** The names of a piece, with what is wrong in it by its offset within the piece. */
type PieceReading = Omit<ParsedNames, "truncated">;

/** What was read of the pieces of a site that are a text alone, by their text: people come again and again. */
const readings = new WeakMap<object, Record<"typed" | "bibtex", (text: string) => PieceReading>>();
const noMacros = {};

function readPiece(piece: NamePiece, { markdown, macros }: NameOptions): PieceReading {
  if (piece.parts || piece.isLiteral || piece.marks)
    return readNames({ ...piece, offset: 0 }, markdown === true, macros);
  const site = macros ?? noMacros;
  let known = readings.get(site);
  if (known === undefined) {
    const reader = (asTyped: boolean) => memoize((text) => readNames({ text, offset: 0 }, asTyped, macros));
    known = { typed: reader(true), bibtex: reader(false) };
    readings.set(site, known);
  }
  return known[markdown ? "typed" : "bibtex"](piece.text);
}

function readNames(piece: NamePiece, asTyped: boolean, macros: NameOptions["macros"]): PieceReading {
  const problems: TextProblem[] = [];
  const { text: cut, marks: signs, footnotes, orcid } = cutMarks(piece.text);
  const marks = [...signs, ...(piece.marks ?? [])];
  const text = cut.trim();
  if (!/[\p{L}\p{N}\\&]/u.test(text)) {
    const what =
      text === "" ? 'An "and" has no name beside it.' : `"${text.slice(0, 80)}" is no name, so it was left out.`;
    const hint = 'write "and" only between two names.';
    return { names: [], problems: [{ code: "record/name", offset: 0, message: what, hint }] };
  }
  if (!piece.parts && blankBeforeAccent.test(text) && !isFullyBraced(text))
    complain(
      problems,
      piece,
      "a blank stands before an accented letter, so one word became two",
      "take the blank away if the letter goes on with the word before it.",
    );
  const special = asTyped ? /[\\{}$<&]/ : /[\\{}$~<&`"\-?!_%#]/;
  const decode = (part: string): string => {
    if (!special.test(part)) return tidy(part);
    const { value, problems: found } = latexToPlain(part, { asTyped, ...(macros && { macros }) });
    if (found.length > 0) {
      // Looking for the part costs the length of the name, so a broken file gets exact places for its first faults only.
      const offset = problems.length < 100 ? Math.max(0, piece.text.indexOf(part)) : 0;
      for (const problem of found) problems.push({ ...problem, offset: offset + problem.offset });
    }
    return tidy(value);
  };
  const notes = footnotes.map(decode).filter(Boolean);
  const facts = {
    ...(marks.length > 0 ? { marks } : {}),
    ...(notes.length > 0 ? { annotations: notes } : {}),
    ...(orcid === undefined ? {} : { orcid }),
    equalContribution: marks.some((mark) => /^\*+$/.test(mark)) || notes.some(saysEqual),
    corresponding: marks.includes("✉") || notes.some(saysCorresponding),
  };
  const literal = (): PieceReading => {
    const value = decode(text);
    return { names: value === "" ? [] : [{ literal: value, ...facts }], problems };
  };
  if (piece.isLiteral || (!piece.parts && (isFullyBraced(text) || (asTyped && isBody(text))))) return literal();
  const extended = piece.parts ?? readExtendedForm(text);
  const reading = extended ? { names: [extended] } : readNameForms(text);
  if ("complaint" in reading && reading.complaint !== undefined) {
    complain(
      problems,
      piece,
      reading.complaint,
      'write each name as "Family, Given" or "Family, Jr., Given", and "and" between two names.',
    );
  }
  const names = reading.names.flatMap((parts, index) =>
    toName(parts, decode, index === reading.names.length - 1 ? facts : noFacts),
  );
  return names.length > 0 ? { names, problems } : literal();
}

const noFacts = { equalContribution: false, corresponding: false };

type Facts = Pick<Name, "marks" | "annotations" | "orcid" | "equalContribution" | "corresponding">;

function toName(parts: NameParts, decode: (part: string) => string, facts: Facts): readonly Name[] {
  const { text: family, homonym: behindFamily } = cutHomonym(decode(parts.family));
  const { text: given, homonym: behindGiven } = cutHomonym(decode(parts.given));
  const homonym = parts.homonym ?? behindGiven ?? behindFamily;
  const particle = decode(parts.particle);
  const suffix = decode(parts.suffix);
  if (family === "" && given === "" && particle === "") return [];
  return [
    {
      // A name is known by its family name, so whatever is the only part there is stands for it.
      family: family || particle || given,
      ...(given && (family || particle) ? { given } : {}),
      ...(particle && family ? { [parts.isDropping ? "droppingParticle" : "nonDroppingParticle"]: particle } : {}),
      ...(suffix ? { suffix } : {}),
      ...(homonym === undefined ? {} : { homonym }),
      ...facts,
    },
  ];
}

/** One space for any white space, as a name is compared and shown. */
function tidy(text: string): string {
  return text.replace(/\s+/g, " ").trim().normalize("NFC");
}
