// One name, cut into its parts by BibTeX's three forms or BibLaTeX's extended one. Everything here is still LaTeX.

import { isParticle, type Piece, splitOutside, splitWords } from "./name-structure.ts";
import { foreignSuffix, isDegree, suffix, surelySuffix } from "./name-words.ts";

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
  /^"?(given|family|prefix|suffix|useprefix|id|[a-z]+-i|[a-z]*template[a-z]*|gender|hashid)\s*=\s*([\s\S]*)$/i;

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
