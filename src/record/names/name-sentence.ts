// Names of front matter as authors write them: a sentence, or a list whose items are not one name each.
import { isBody } from "./name.ts";
import {
  isDegree,
  isFullyBraced,
  type NameParts,
  type NameWords,
  nameWordsOf,
  outerLevel,
  type Piece,
  readExtendedForm,
  spellSpaces,
  splitOutside,
  trimPiece,
} from "./name-forms.ts";

/** A name of a list of front matter: a text as it is typed, or the parts that the author gave and the words they make. */
export interface ListedName extends Piece {
  readonly parts?: NameParts;
  /** The text is an organization's name or one without parts. */
  readonly isLiteral?: boolean;
  /** The marks that parts had, and "*" for equal contribution. */
  readonly marks?: readonly string[];
}

/** A name, and the item of the list it comes from, counted from 1. */
export interface NamePiece extends ListedName {
  readonly item?: number;
}

/** Whether a name is a text that is still to be read. */
const isText = ({ parts, isLiteral }: ListedName): boolean => parts === undefined && isLiteral !== true;

/** Tells what is irregular in a piece of the text. */
export type Complain = (piece: Piece, what: string, hint: string, severity?: "error") => void;

const listHint = "write the authors as a list, each by the name as it is read: [Ada Kern, Ben Orr].";
const untold = "it can't be told which of its commas part names, and which part family and given name";

/**
 * The names of a sentence, each in a form that BibTeX reads: "Ada Kern, Ben Orr and Jane Doe", "Kern, A., Orr, B., & Doe, J."
 * (APA), "Kern A, Orr B" (Vancouver), "Kern, Ada, Ben Orr, and Jane Doe" (Chicago), "A. Kern; B. Orr", one name a line.
 * "Kern, Ada and Orr, Ben" is BibTeX's own. What can't be told apart is an error.
 */
export function readSentence(text: string, complain: Complain): readonly Piece[] {
  const signs = text.replace(/[；、]/g, ";").replace(/，/g, ",");
  const lines = signs.split("\n").filter((line) => line.trim() !== "");
  const isOneALine = lines.length > 1 && lines.slice(0, -1).every((line) => !/(?:,|&|\band)\s*$/i.test(line));
  const separators = isOneALine ? ";\n" : ";";
  const groups = splitOutside(signs, separators);
  const pieces: Piece[] = [];
  for (const group of groups) {
    if (group.text.trim() === "") continue;
    const segments = splitConjunctions(group, complain).map((segment) => splitParts(segment, complain));
    const isAlone = groups.length === 1 && segments.length === 1;
    const kinds = segments.map((parts) => parts.map(({ text: part }) => nameWordsOf(part)));
    const areAllInverted = segments.flat().length > 1 && kinds.flat().every((kind) => kind === "inverted");
    const isFamilyFirst = segments.every(({ length }) => length === 2) && segments.length > 1;
    for (const [index, parts] of segments.entries()) {
      const names = areAllInverted
        ? parts.map(putFamilyFirst)
        : readSegment(signs, parts, kinds[index]!, { isAlone, isFamilyFirst }, complain);
      for (const name of names) pieces.push(name);
    }
  }
  return pieces;
}

/** "Kern AB" → "Kern, AB", of which the offset stays. */
function putFamilyFirst({ text, offset }: Piece): Piece {
  return { text: text.replace(/(?<!\s)\s+(?=\S+$)/, ", "), offset };
}

/** Splits at "and", "&" and their like in other languages, with the comma before them. */
function splitConjunctions(group: Piece, complain: Complain): readonly Piece[] {
  const outer = outerLevel(group.text.replace(/\\&|&amp;/g, (sign) => "&".padEnd(sign.length)));
  const pieces: Piece[] = [];
  let from = 0;
  const conjunction = /(?<![^\s,])(?:and|und|och|og|et(?!\.?\s*al)|\\?&|&amp;)(?![^\s,])/gi;
  const add = (to: number) => {
    const piece = trimPiece({ text: group.text.slice(from, to), offset: group.offset + from });
    const text = piece.text.replace(/(?<![\s,])[\s,]+$/, "");
    if (text !== "") pieces.push({ ...piece, text });
    return text !== "";
  };
  for (const { 0: word, index } of group.text.matchAll(conjunction)) {
    if (!outer[index]) continue;
    // "von und zu Berg"
    if (/^(?:und|et|og|och)$/i.test(word) && /(?:^|\s)(?:von|de|av|af)\s*$/i.test(group.text.slice(from, index)))
      continue;
    // The others of a list stand behind an "and" of their own.
    if (/^\s*(?:others|al\.?)\s*$/i.test(group.text.slice(index + word.length))) {
      add(index);
      return [...pieces, { text: "others", offset: group.offset + index }];
    }
    add(index);
    from = index + word.length;
  }
  if (!add(group.text.length) && from > 0) {
    complain(
      { text: group.text.trim(), offset: group.offset },
      'an "and" has no name behind it',
      'take the last "and" away, or add the name.',
    );
  }
  return pieces;
}

/** The parts between commas; "et al." at the end is one of its own, and a suffix belongs to the name before it. */
function splitParts(segment: Piece, complain: Complain): readonly Piece[] {
  const end = /[\s,]+(?=et\.?\s*al\.?$|et\s+alii$)/i.exec(segment.text.slice(-20))?.[0];
  const at = end === undefined ? -1 : segment.text.search(/(?<![\s,])[\s,]+et\.?\s*al(?:ii|\.)?$/i);
  const named = at < 0 ? segment : { ...segment, text: segment.text.slice(0, at) };
  const all = splitOutside(named.text, ",").map((part) => trimPiece({ ...part, offset: part.offset + segment.offset }));
  const parts = all.filter(({ text }) => text !== "");
  if (parts.length < all.length)
    complain(segment, "a comma has nothing beside it", "take the comma away, or add the name.");
  return at < 0 ? parts : [...parts, { text: "et al.", offset: segment.offset + at }];
}

interface Surroundings {
  /** Nothing else stands in the sentence. */
  readonly isAlone: boolean;
  /** All names of the sentence have one comma. */
  readonly isFamilyFirst: boolean;
}

function readSegment(
  source: string,
  given: readonly Piece[],
  givenKinds: readonly NameWords[],
  { isAlone, isFamilyFirst }: Surroundings,
  complain: Complain,
): readonly Piece[] {
  const others = given.filter((_, index) => givenKinds[index] === "others");
  const { parts, kinds } = joinSuffixes(source, given, givenKinds);
  const whole = (): Piece => join(source, parts[0]!, parts.at(-1)!);
  const pairs = () => parts.flatMap((part, index) => (index % 2 === 0 ? [join(source, part, parts[index + 1]!)] : []));
  if (parts.length < 2) return [...parts, ...others];
  const areFull = kinds.every((kind) => kind === "full" || kind === "inverted");
  if (parts.length === 2) {
    if (!areFull || isFamilyFirst) return [whole(), ...others];
    if (isAlone && others.length === 0 && !/^\p{Lu}\.\s/u.test(parts[0]!.text)) {
      complain(
        whole(),
        "it was read as two names, since each side of the comma could be one",
        `${listHint} One person is {family: ${parts[0]!.text}, given: ${parts[1]!.text}}.`,
      );
    }
    return [...parts, ...others];
  }
  if (areFull) return [...parts, ...others];
  const isGiven = (kind: NameWords) => kind === "one" || kind === "initials";
  if (kinds[0] === "one" && isGiven(kinds[1]!) && kinds.slice(2).every((kind) => kind === "full"))
    return [join(source, parts[0]!, parts[1]!), ...parts.slice(2), ...others];
  const arePairs =
    parts.length % 2 === 0 &&
    kinds.every((kind, index) =>
      index % 2 === 0 ? kind !== "initials" : isGiven(kind) || (kind === "full" && kinds[index - 1] === "one"),
    );
  if (arePairs) return [...pairs(), ...others];
  complain(whole(), untold, listHint, "error");
  return [...parts, ...others];
}

/** A suffix behind the whole name stays with it; "Kern, Jr., Ada" is one name. */
function joinSuffixes(
  source: string,
  parts: readonly Piece[],
  kinds: readonly NameWords[],
): { parts: readonly Piece[]; kinds: readonly NameWords[] } {
  const joined: Piece[] = [];
  const left: NameWords[] = [];
  for (const [index, part] of parts.entries()) {
    if (kinds[index] === "others") continue;
    const last = joined.at(-1);
    if (kinds[index] !== "suffix" || !last) {
      joined.push(part);
      left.push(kinds[index]!);
      continue;
    }
    const follows = kinds[index + 1];
    const isInside = left.at(-1) === "one" && (follows === "one" || follows === "initials");
    joined[joined.length - 1] = join(source, last, part);
    if (isInside) {
      joined[joined.length - 1] = join(source, last, parts[index + 1]!);
      left[left.length - 1] = "full";
      return rest(source, joined, left, parts.slice(index + 2), kinds.slice(index + 2));
    }
  }
  return { parts: joined, kinds: left };
}

function rest(
  source: string,
  joined: readonly Piece[],
  left: readonly NameWords[],
  parts: readonly Piece[],
  kinds: readonly NameWords[],
) {
  const more = joinSuffixes(source, parts, kinds);
  return { parts: [...joined, ...more.parts], kinds: [...left, ...more.kinds] };
}

/** The stretch of the text from one piece to another. */
function join(source: string, { offset }: Piece, last: Piece): Piece {
  return { text: source.slice(offset, last.offset + last.text.length), offset };
}

/**
 * The names of a list of front matter. An item may hold several names, "Family, Given" without quotes comes as two items,
 * and a degree or "Jr." as one of its own.
 */
export function readItems(list: readonly ListedName[], complain: Complain): readonly NamePiece[] {
  const items = list
    .map((name, index) => ({ ...name, text: isText(name) ? spellSpaces(name.text) : name.text, item: index + 1 }))
    .filter(({ text }) => text !== "");
  const named: NamePiece[] = [];
  for (const item of items) {
    const last = named.at(-1);
    const kind = isText(item) ? nameWordsOf(item.text) : "full";
    if (last && isText(item) && isDegree(item.text)) {
      complain(
        item,
        "it is a degree or title and nobody's name, so it was left out",
        "take it out of the list of authors.",
      );
    } else if (last && kind === "suffix") named[named.length - 1] = { ...last, text: `${last.text}, ${item.text}` };
    else named.push(...splitItem(item, complain));
  }
  return joinHalves(named, complain);
}

function splitItem(item: NamePiece, complain: Complain): readonly NamePiece[] {
  if (!isText(item) || readExtendedForm(item.text) || isFullyBraced(item.text)) return [item];
  const hasAnd = /(?:^|\s)and(?:\s|$)/i.test(item.text);
  if (hasAnd && isBody(item.text)) return [item];
  const parts = splitOutside(item.text, ",;\n").filter(({ text }) => text.trim() !== "");
  if (!hasAnd && !/[;\n]/.test(item.text) && parts.length < 3) return [item];
  const names = readSentence(item.text, complain).map((piece) => ({
    text: piece.text,
    offset: item.offset + piece.offset,
    item: item.item!,
  }));
  if (hasAnd && !names.every(({ text }) => /,/.test(text) || nameWordsOf(text) === "full"))
    return [{ ...item, isLiteral: true }];
  if (hasAnd && names.length > 1)
    complain(
      item,
      `it was read as ${names.length} names`,
      'give each name an item of its own; a body whose name has an "and" is {literal: …}.',
    );
  return names;
}

/** A capital word alone: half of "Kern, Ada" where the quotes are missing. */
function isHalf(piece: NamePiece): boolean {
  const { text } = piece;
  if (!isText(piece) || /[,{]/.test(text)) return false;
  const kind = nameWordsOf(text);
  return (
    kind === "initials" ||
    (kind === "one" &&
      /^\p{Lu}[\p{L}\p{M}'’.*-]*$/u.test(text) &&
      /^.[^\p{Lu}]*(?:['’-]\p{Lu}[^\p{Lu}]*)*$/u.test(text))
  );
}

/**
 * `[Kern, Ada, Orr, Ben]` is four items to YAML. Where all of them go into pairs of which one at least is a single word, they
 * are read so; where some do, nobody can tell.
 */
function joinHalves(items: readonly NamePiece[], complain: Complain): readonly NamePiece[] {
  const halves = items.filter(isHalf);
  if (halves.length < 2) return items;
  const hint =
    'put quotes around each name that has a comma, ["Kern, Ada", "Orr, Ben"], or write the given name first: [Ada Kern, Ben Orr]; a name of one word is {literal: Plato}.';
  const first = halves[0]!;
  const all = { text: items.map(({ text }) => text).join(", "), offset: first.offset };
  const isPair = (index: number) => {
    const [family, given] = [items[index]!, items[index + 1]!];
    return (
      (isHalf(family) || isHalf(given)) &&
      nameWordsOf(family.text) !== "initials" &&
      !/,/.test(family.text + given.text)
    );
  };
  if (items.length % 2 === 0 && items.every((_, index) => index % 2 === 1 || isPair(index))) {
    const names = items.flatMap((item, index) =>
      index % 2 === 0 ? [{ ...item, text: `${item.text}, ${items[index + 1]!.text}` }] : [],
    );
    complain(
      all,
      `a comma in a list parts names, so ${names.length === 1 ? "it was" : "they were"} read as ${names.map(({ text }) => `"${text}"`).join(" and ")}`,
      hint,
    );
    return names;
  }
  const isBeside = items.some((item, index) => isHalf(item) && items[index + 1] && isHalf(items[index + 1]!));
  if (isBeside || halves.some(({ text }) => nameWordsOf(text) === "initials"))
    complain(all, "a comma in a list parts names, so these became authors of a single word", hint, "error");
  return items;
}
