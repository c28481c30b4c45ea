import type { Name } from "./name.ts";

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
