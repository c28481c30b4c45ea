const bodyWord =
  /\s(?:collaborations?|consortium|consortia|groups?|teams?|committee|initiative|network|foundation|institute|university|laborator(?:y|ies)|labs?|association|society|organi[sz]ation|project|task force|council|agency|center|centre|department|developers|contributors|inc\.?|ltd\.?|gmbh|llc)$/i;

/** Whether a name without a comma is plainly a body's: by its last word, or "The", "of", "for" in it. */
export function isBody(text: string): boolean {
  if (/,(?!\s*(?:inc|ltd|llc)\b)/i.test(text)) return false;
  return bodyWord.test(text) || /^the\s+\S/i.test(text) || /\s(?:of|for)\s/.test(text);
}
