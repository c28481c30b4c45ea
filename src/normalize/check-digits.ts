// The check digits of ISO 2108 (ISBN), ISO 3297 (ISSN) and ISO 7064 (ORCID). Texts are bare: digits and a final X.

/** Whether ten characters are an ISBN-10: weights 10 to 1, modulo 11. */
export function isIsbn10(text: string): boolean {
  return /^\d{9}[\dX]$/.test(text) && weigh(text, (index) => 10 - index) % 11 === 0;
}

/** Whether thirteen digits are an ISBN-13: weights 1 and 3 in turn, modulo 10. */
export function isIsbn13(text: string): boolean {
  return /^97[89]\d{10}$/.test(text) && weigh(text, (index) => (index % 2 === 0 ? 1 : 3)) % 10 === 0;
}

/** Whether eight characters are an ISSN: weights 8 to 1, modulo 11. */
export function isIssn(text: string): boolean {
  return /^\d{7}[\dX]$/.test(text) && weigh(text, (index) => 8 - index) % 11 === 0;
}

/** Whether sixteen characters are an ORCID iD: ISO 7064, MOD 11-2. */
export function isOrcid(text: string): boolean {
  if (!/^\d{15}[\dX]$/.test(text)) return false;
  let total = 0;
  for (const digit of text.slice(0, 15)) total = ((total + Number(digit)) * 2) % 11;
  return digitValue(text[15]!) === (12 - total) % 11;
}

function weigh(text: string, weight: (index: number) => number): number {
  return [...text].reduce((sum, digit, index) => sum + weight(index) * digitValue(digit), 0);
}

function digitValue(digit: string): number {
  return digit === "X" ? 10 : Number(digit);
}
