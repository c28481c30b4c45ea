import { plainToLatex } from "../../text/latex/rich-text-latex.ts";
import type { Name } from "./name.ts";

/**
 * A name as BibTeX reads it back: "von Last, Jr, First" (btxdoc 4, biblatex manual 2.3.3), with braces around what
 * would be read as another part, and around the whole of a literal name. A particle that begins with a capital can't
 * be told from the family name in BibTeX, so it becomes a part of it.
 */
export function nameToBibtex(name: Name): string {
  const family = name.family ?? "";
  if (family === "") return `{${plainToLatex(name.literal ?? name.given ?? "")}}`;
  const particle = [name.droppingParticle, name.nonDroppingParticle].filter(Boolean).join(" ");
  const given = protect(name.given ?? "");
  // A tie keeps an "and" among the words of a particle, where braces would make it a part of the family name.
  const before = `${plainToLatex(particle)}${/(?:^|['’-])$/.test(particle) ? "" : " "}`
    .replace(/\band /gi, "$&~")
    .replaceAll(" ~", "~");
  const last = `${before}${given === "" && particle === "" ? bracedUnlessOneWord(family) : familyToBibtex(family)}`;
  if (name.suffix) return `${last}, ${protect(name.suffix)}, ${given || "{}"}`;
  // Behind a comma BibTeX takes a particle to end before its first capital.
  if (/^[A-Z]/.test(given) && /\s[A-Z]/.test(particle)) return `${given} ${last}`;
  if (given !== "") return `${last}, ${given}`;
  // Words in braces alone would be read as the name of a body.
  return particle === "" && isSeveralWords(family) ? `${last}, {}` : last;
}

/** Every word but the last must begin with a capital of ASCII, or BibTeX takes it and all before it for a particle. */
function familyToBibtex(family: string): string {
  const before = family.split(/\s+/).slice(0, -1);
  return before.every((word) => /^[A-Z]/.test(word)) ? protect(family) : `{${plainToLatex(family)}}`;
}

const isSeveralWords = (family: string): boolean => /\s/.test(family);

function bracedUnlessOneWord(family: string): string {
  return isSeveralWords(family) || family.toLowerCase() === "others" ? `{${plainToLatex(family)}}` : protect(family);
}

/** Braces around what holds a comma or an "and", which BibTeX would split at, or what others write in its place. */
function protect(text: string): string {
  const latex = plainToLatex(text);
  return /[,;]|(^|\s)(and|&)(\s|$)/i.test(text) ? `{${latex}}` : latex;
}

/** The names of a list, "others" at the end of a truncated one. */
export function namesToBibtex(names: readonly Name[], truncated: boolean): string {
  return [...names.map(nameToBibtex), ...(truncated ? ["others"] : [])].join(" and ");
}

/** The value of `author+an` (biblatex manual 3.7): "1=equal; 2=equal,corresponding". Empty where nothing is said. */
export function annotationsToBibtex(names: readonly Name[]): string {
  return names
    .map((name, index) => ({ position: index + 1, words: annotationsOf(name) }))
    .filter(({ words }) => words.length > 0)
    .map(({ position, words }) => `${position}=${words.join(",")}`)
    .join("; ");
}

/** The value of `author+an:orcid`: `1="0000-0002-1825-0097"`. Empty where no iD is known. */
export function orcidsToBibtex(names: readonly Name[]): string {
  return names.flatMap(({ orcid }, index) => (orcid ? [`${index + 1}="${orcid}"`] : [])).join("; ");
}

/** The value of `author+an:role`: `1=software,supervision`. Empty where no role is known. */
export function rolesToBibtex(names: readonly Name[]): string {
  return names.flatMap(({ roles }, index) => (roles ? [`${index + 1}=${roles.join(",")}`] : [])).join("; ");
}

function annotationsOf(name: Name): readonly string[] {
  const facts = [name.equalContribution ? "equal" : "", name.corresponding ? "corresponding" : ""];
  return [...new Set([...facts, ...(name.annotations ?? [])])].filter((word) => /^[\p{L}\p{N} _-]+$/u.test(word));
}
