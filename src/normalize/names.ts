// In: the text of a BibTeX name list, or an author of front matter. Out: names. Refuses to know who anybody is.
import type { Name } from "../model/name.ts";
import { latexToPlain, type MacroDefinition } from "./latex.ts";
import { annotateNames, parseAnnotations, saysCorresponding, saysEqual } from "./name-annotations.ts";
import { type NameParts, readExtendedForm, readNameForms } from "./name-forms.ts";
import { cutMarks } from "./name-marks.ts";
import { isFullyBraced, type Piece, spellSpaces, splitNameList, splitOutside, trimPiece } from "./name-structure.ts";
import type { TextProblem } from "./text-problem.ts";

export { type Annotation, parseAnnotations } from "./name-annotations.ts";

export interface NameOptions {
  /** The author's own macros, by name without the backslash. */
  readonly macros?: ReadonlyMap<string, MacroDefinition>;
  /** The value of the field's data annotations, `author+an`. */
  readonly annotations?: string;
  /** The text is an author of front matter, where a body has no braces around its name. */
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
 * extended form; a name in braces is `literal`. `text` is the field without its outer delimiters, not yet decoded.
 * Marks behind a name are taken off it (`Name.marks`). Two or three words in Han, kana or hangul put the family first. An
 * irregular name gets its best reading and a problem; nothing is dropped but what holds no letter.
 */
export function parseNames(text: string, options: NameOptions = {}): ParsedNames {
  if (text.trim() === "") return { names: [], truncated: false, problems: [] };
  const problems: TextProblem[] = [];
  const names: Name[] = [];
  const { pieces, truncated } = cutTruncation(
    splitNameList(spellSpaces(text)).flatMap((piece) => splitIrregular(piece, problems)),
  );
  for (const piece of pieces) for (const name of readPiece(piece, options, problems)) names.push(name);
  const annotated = options.annotations ? annotateNames(names, parseAnnotations(options.annotations)) : names;
  return { names: annotated, truncated, problems };
}

function complain(problems: TextProblem[], { text, offset }: Piece, what: string, hint?: string): void {
  const message = `The name "${text.replace(/\s+/g, " ").slice(0, 80)}" is irregular: ${what}.`;
  problems.push({ code: "normalize/name", offset, message, ...(hint === undefined ? {} : { hint }) });
}

/** Takes "others", "et al." or "等" off the end of the list. */
function cutTruncation(pieces: readonly Piece[]): { pieces: readonly Piece[]; truncated: boolean } {
  const last = pieces.at(-1);
  if (!last) return { pieces, truncated: false };
  if (/^\{*(?:others|et\.?\s*al\.?|et\s+alii)\}*,?$/i.test(last.text))
    return { pieces: pieces.slice(0, -1), truncated: true };
  const end = /[\s,]+\{?(?:et\.?\s+al|et\s+alii)\.?\}?$|(?<=\p{Script=Han}{2})\s?等$/iu.exec(last.text.slice(-20))?.[0];
  if (end === undefined) return { pieces, truncated: false };
  return { pieces: [...pieces.slice(0, -1), { ...last, text: last.text.slice(0, -end.length) }], truncated: true };
}

/** Two words, or a comma: what a person's name has. */
const isPersonal = ({ text }: Piece): boolean => /\S[\s~,]+\S/.test(text.trim());

/**
 * Authors part names by semicolons, which no name holds, by "&", and by commas before the last "and" ("A B, C D, and E F").
 * The latter two count only where each side could be a person's name.
 */
function splitIrregular(piece: Piece, problems: TextProblem[]): readonly Piece[] {
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

function readPiece(piece: Piece, options: NameOptions, problems: TextProblem[]): readonly Name[] {
  const { text: cut, marks, footnotes } = cutMarks(piece.text);
  const text = cut.trim();
  if (!/[\p{L}\p{N}\\&]/u.test(text)) {
    const what =
      text === "" ? 'An "and" has no name beside it.' : `"${text.slice(0, 80)}" is no name, so it was left out.`;
    problems.push({
      code: "normalize/name",
      offset: piece.offset,
      message: what,
      hint: 'write "and" only between two names.',
    });
    return [];
  }
  const decode = (part: string): string => {
    if (!/[\\{}$~<&`"\-?!_%#]/.test(part)) return tidy(part);
    const { value, problems: found } = latexToPlain(part, options.macros ? { macros: options.macros } : {});
    if (found.length > 0) {
      // Looking for the part costs the length of the name, so a broken file gets exact places for its first faults only.
      const offset = piece.offset + (problems.length < 100 ? Math.max(0, piece.text.indexOf(part)) : 0);
      for (const problem of found) problems.push({ ...problem, offset: offset + problem.offset });
    }
    return tidy(value);
  };
  const notes = footnotes.map(decode).filter(Boolean);
  const facts = {
    ...(marks.length > 0 ? { marks } : {}),
    ...(notes.length > 0 ? { annotations: notes } : {}),
    equalContribution: marks.some((mark) => /^\*+$/.test(mark)) || notes.some(saysEqual),
    corresponding: marks.includes("✉") || notes.some(saysCorresponding),
  };
  const literal = (): readonly Name[] => {
    const value = decode(text);
    return value === "" ? [] : [{ literal: value, ...facts }];
  };
  if (isFullyBraced(text) || (options.markdown && isBody(text))) return literal();
  const extended = readExtendedForm(text);
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
  return names.length > 0 ? names : literal();
}

const noFacts = { equalContribution: false, corresponding: false };

type Facts = Pick<Name, "marks" | "annotations" | "equalContribution" | "corresponding">;

function toName(parts: NameParts, decode: (part: string) => string, facts: Facts): readonly Name[] {
  const family = decode(parts.family);
  const given = decode(parts.given);
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
      ...facts,
    },
  ];
}

/** One space for any white space, as a name is compared and shown. */
function tidy(text: string): string {
  return text.replace(/\s+/g, " ").trim().normalize("NFC");
}

const bodyWord =
  /\s(?:collaborations?|consortium|consortia|groups?|teams?|committee|initiative|network|foundation|institute|university|laborator(?:y|ies)|labs?|association|society|organi[sz]ation|project|task force|council|agency|center|centre|department|developers|contributors|inc\.?|ltd\.?|gmbh|llc)$/i;

/** Whether a name without a comma is plainly a body's: by its last word, or "The", "of", "for" in it. */
function isBody(text: string): boolean {
  if (/,(?!\s*(?:inc|ltd|llc)\b)/i.test(text)) return false;
  return bodyWord.test(text) || /^the\s+\S/i.test(text) || /\s(?:of|for)\s/.test(text);
}
