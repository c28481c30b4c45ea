/** Stands for "et al." among the names until the style has set its commas and conjunctions; no author can type it. */
export const othersMark = "\ue000";

/** Keeps a `<` of the author's from being read as the beginning of CSL's markup. */
const guardedSign = /<\u200b/g;

/** Sees every stretch of text of a reference: sets "et al." with the style's own word, and frees guarded signs. */
export function referenceTextEditor(term: (name: string) => string): (text: string) => string {
  const others = term("et-al") || "et al.";
  const conjunction = ["&", term("and")].filter(Boolean).map((word) => word.replace(/\W/g, "\\$&"));
  const pattern = new RegExp(
    `(?:(?:${conjunction.join("|")})\\s+)?${othersMark}${others.endsWith(".") ? "\\.?" : ""}`,
    "g",
  );
  return (text) => text.replace(guardedSign, "<").replace(pattern, others);
}
