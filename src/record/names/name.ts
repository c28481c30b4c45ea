import type { CreditRole } from "./credit-roles.ts";

const bodyWord =
  /\s(?:collaborations?|consortium|consortia|groups?|teams?|committee|initiative|network|foundation|institute|university|laborator(?:y|ies)|labs?|association|society|organi[sz]ation|project|task force|council|agency|center|centre|department|developers|contributors|inc\.?|ltd\.?|gmbh|llc)$/i;

/** Whether a name without a comma is plainly a body's: by its last word, or "The", "of", "for" in it. */
export function isBody(text: string): boolean {
  if (/,(?!\s*(?:inc|ltd|llc)\b)/i.test(text)) return false;
  return bodyWord.test(text) || /^the\s+\S/i.test(text) || /\s(?:of|for)\s/.test(text);
}

/** A person or body as one entry names it. Either `family` (with the parts around it) or `literal` is present. */
export interface Name {
  /** CSL `family`, BibLaTeX `family`. */
  readonly family?: string;
  /** CSL `given`, BibLaTeX `given`. */
  readonly given?: string;
  /** A particle that stays with the given name when sorted ("de" in French). CSL `dropping-particle`. */
  readonly droppingParticle?: string;
  /** A particle that belongs to the family name ("van der"). CSL `non-dropping-particle`, BibLaTeX `prefix`. */
  readonly nonDroppingParticle?: string;
  /** "Jr.", "III". CSL `suffix`, BibLaTeX `suffix`. */
  readonly suffix?: string;
  /** An organization, or a name that has no parts. CSL `literal`. */
  readonly literal?: string;
  /** The marks written after the name, in order: `*`, `†`, `1`. Never part of the name. */
  readonly marks?: readonly string[];
  /** BibLaTeX data annotations (`author+an`) on this name. */
  readonly annotations?: readonly string[];
  /** What the author did for the work. CRediT; data annotation `role` (`author+an:role`). */
  readonly roles?: readonly CreditRole[];
  /** Where the author worked. BibLaTeX data annotations named `affiliation` (`author+an:affiliation`). */
  readonly affiliations?: readonly string[];
  /** The ORCID iD that the entry gives, with its hyphens. BibLaTeX data annotation `orcid` (`author+an:orcid`). */
  readonly orcid?: string;
  /** An address of the person that the entry gives. Data annotation `homepage`. */
  readonly homepage?: string;
  /** The `id` of `people.yaml` by which the entry says who it is. Data annotation `id`. */
  readonly id?: string;
  /** DBLP's number of four digits behind names that several people have, "0001". It tells them apart and is shown nowhere. */
  readonly homonym?: string;
  /** Whether the author is marked as having contributed equally (a `*`, or an `equal` annotation). */
  readonly equalContribution: boolean;
  /** Whether the author is marked as the one to write to (annotation `corresponding`). */
  readonly corresponding: boolean;
}

/**
 * A name as a reader sees it: "Ludwig van Beethoven Jr.", or sorted "van Beethoven, Ludwig, Jr.". A particle that is
 * dropped stays with the given name ("La Fontaine, Jean de"). Names in Han, kana or hangul have the family first and no
 * space in both orders ("杨秀文"); a literal name is shown as it is, and a name without parts is "".
 */
export function formatName(name: Name, order: "natural" | "sorted" = "natural"): string {
  if (name.literal !== undefined) return name.literal;
  const family = attach(name.nonDroppingParticle, name.family);
  const given = name.given ?? "";
  if (name.family && given && isEastAsian(name.family) && isEastAsian(given)) return family + given;
  if (order === "sorted") {
    return [family, attach(given, name.droppingParticle), name.suffix].filter(Boolean).join(", ");
  }
  return [given, attach(name.droppingParticle, family), name.suffix].filter(Boolean).join(" ");
}

/** Puts two parts together, without a space behind an apostrophe or a hyphen: "d'Ormesson", "al-Hassan". */
function attach(before: string | undefined, after: string | undefined): string {
  if (!before || !after) return before || after || "";
  return /['’-]$/.test(before) ? before + after : `${before} ${after}`;
}

function isEastAsian(text: string): boolean {
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々·・]+$/u.test(text);
}
