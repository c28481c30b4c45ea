import { isBalanced } from "../model/is-balanced.ts";
import { richTextToLatex } from "./rich-text.ts";

/** Plain text in LaTeX, with braces that balance. */
export function plainToLatex(text: string): string {
  return richTextToLatex([{ kind: "text", value: text }]);
}

/** A value that BibTeX reads without LaTeX, such as an address; what can't stand in braces is percent-encoded. */
export function verbatim(text: string): string {
  return isBalanced(text) ? text : text.replace(/[{}]/g, (brace) => (brace === "{" ? "%7B" : "%7D"));
}
