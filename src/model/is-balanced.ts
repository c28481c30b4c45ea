/** Whether every brace has its partner as BibTeX counts them, for which a backslash before one means nothing. */
export function isBalanced(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === "{") depth++;
    else if (character === "}" && --depth < 0) return false;
  }
  return depth === 0;
}
