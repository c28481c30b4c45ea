/** The contributor roles of CRediT (ANSI/NISO Z39.104-2022), by the names that stand in their addresses, in its order. */
export const creditRoles = [
  "conceptualization",
  "data-curation",
  "formal-analysis",
  "funding-acquisition",
  "investigation",
  "methodology",
  "project-administration",
  "resources",
  "software",
  "supervision",
  "validation",
  "visualization",
  "writing-original-draft",
  "writing-review-editing",
] as const;

export type CreditRole = (typeof creditRoles)[number];

/** Quarto's short words for roles, and the British spellings. */
const otherWords: ReadonlyMap<string, CreditRole> = new Map([
  ["analysis", "formal-analysis"],
  ["funding", "funding-acquisition"],
  ["writing", "writing-original-draft"],
  ["editing", "writing-review-editing"],
  ["conceptualisation", "conceptualization"],
  ["visualisation", "visualization"],
]);

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^a-z]+|\band\b/g, "");

const byLetters: ReadonlyMap<string, CreditRole> = new Map([
  ...otherWords,
  ...creditRoles.map((role) => [lettersOf(role), role] as const),
]);

/** The role that a text names by its words, whatever their case and the marks between them, or by its address; undefined for none. */
export function creditRoleOf(text: string): CreditRole | undefined {
  const name = /\/contributor-roles\/([a-z-]{1,40})\/?$/.exec(text.trim())?.[1] ?? text;
  return byLetters.get(lettersOf(name));
}

/** The address by which NISO names a role. */
export const creditRoleAddress = (role: CreditRole): string => `https://credit.niso.org/contributor-roles/${role}/`;
