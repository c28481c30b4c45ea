// In: the text of a BibTeX field. Out: its rich-text tree, and what in it an author should look at.
// Refuses to guess: what it does not know stays readable and is reported.
import type { DiagnosticCode } from "../diagnostic/codes.ts";
import { richTextToPlain } from "../model/plain-text.ts";
import type { RichText } from "../model/rich-text.ts";
import { toBlocks } from "./blocks.ts";
import { isKnownCommand } from "./latex-command.ts";
import { expandMacros, type MacroDefinition } from "./latex-macros.ts";
import { mendEscapedTags, mendEscapedTex } from "./latex-mend.ts";
import { readLatex } from "./latex-reader.ts";
import type { Expansion } from "./offset-text.ts";
import { tidyRichText } from "./rich-text-tools.ts";
import type { TextProblem } from "./text-problem.ts";

export { type MacroDefinition, readMacroDefinitions } from "./latex-macros.ts";

export interface LatexOptions {
  /** Makes paragraphs, lists and quotations, as an abstract has them; else a blank line is a space. */
  readonly blocks?: boolean;
  /** The author's own macros, by name without the backslash. */
  readonly macros?: ReadonlyMap<string, MacroDefinition>;
}

/**
 * Reads LaTeX as authors write it in BibTeX: `text` is a field's value without its outer delimiters. The tree is NFC,
 * white space is one space and none at the ends, `~` is a no-break space. Braces protect capitals (`noCase`) unless
 * they begin with a backslash (BibTeX's "special character", btxdoc 4). HTML tags that open and close, and entities,
 * are read too. Unknown commands and unpaired delimiters are problems, one for each kind and name; offsets are into `text`.
 */
export function parseLatex(
  text: string,
  options: LatexOptions = {},
): { value: RichText; problems: readonly TextProblem[] } {
  if (!/[\\{}$~<&`'\-?!]/.test(text) && !options.blocks) {
    return { value: tidyRichText([{ kind: "text", value: text }]), problems: [] };
  }
  const source = prepare(text, options.macros);
  const problems: TextProblem[] = [];
  const seen = new Set<string>();
  const report = (code: DiagnosticCode, subject: string, offset: number, message: string, hint?: string) => {
    if (seen.has(`${code} ${subject}`)) return;
    seen.add(`${code} ${subject}`);
    const place = source.originalOffset(offset);
    problems.push({ code, offset: place, message, ...(hint === undefined ? {} : { hint }) });
  };
  const nodes = readLatex(source.text, options.blocks ?? false, report);
  problems.sort((a, b) => a.offset - b.offset);
  return { value: options.blocks ? toBlocks(nodes) : tidyRichText(nodes), problems };
}

/** The text that is read: the author's macros expanded, and TeX unescaped that an exporter had escaped. */
function prepare(text: string, macros: LatexOptions["macros"]): Expansion {
  const tagged = /less|lt;|\$|greater/.test(text)
    ? mendEscapedTags(text)
    : { text, originalOffset: (offset: number) => offset };
  const isMendable = tagged.text.includes("{\\textbackslash}") || tagged.text.includes("{\\textdollar}");
  const mended = isMendable ? mendEscapedTex(tagged, isKnownCommand) : tagged;
  if (!macros?.size || !mended.text.includes("\\")) return mended;
  const { text: expanded, originalOffset } = expandMacros(mended.text, macros, isKnownCommand);
  return { text: expanded, originalOffset: (offset) => mended.originalOffset(originalOffset(offset)) };
}

/** `parseLatex`, flattened to plain text: for names, publishers and other fields without markup. */
export function latexToPlain(
  text: string,
  options: LatexOptions = {},
): { value: string; problems: readonly TextProblem[] } {
  const { value, problems } = parseLatex(text, options);
  return { value: richTextToPlain(value), problems };
}
