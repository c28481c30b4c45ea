// In: the TeX of formulas. Out: MathML, made when the site is built, and the reason where a formula can't be set.
import temml from "temml";
import { escapeHtml } from "./escape.ts";
import type { TextProblem } from "./text-problem.ts";

/** Sets formulas; the same formula is set once. */
export interface MathRenderer {
  /** MathML, or the escaped source in `<code class="math-source">` beside the reason in `error`. Never throws. */
  readonly toMathML: (tex: string, display: boolean) => { readonly html: string; readonly error?: string };
}

/** A formula longer than this is a mistake, and costs too much. In UTF-16 units. */
const lengthLimit = 10_000;

/** What authors write in formulas and Temml knows by another name. */
const textMacros = {
  "\\mbox": "\\text{#1}",
  "\\hbox": "\\text{#1}",
  "\\ensuremath": "{#1}",
  "\\slashed": "\\cancel{#1}",
  "\\textsuperscript": "{}^{\\text{#1}}",
  "\\textsubscript": "{}_{\\text{#1}}",
  "\\texttrademark": "\\text{™}",
  "\\textregistered": "\\text{®}",
  "\\textdegree": "\\text{°}",
};

/** A renderer with a memory of its own, by Temml: no links, images or classes from within a formula. */
export function createMathRenderer(): MathRenderer {
  const known = new Map<string, { html: string; error?: string }>();
  return {
    toMathML(tex, display) {
      const key = `${display} ${tex}`;
      const result = known.get(key) ?? setFormula(tex, display);
      known.set(key, result);
      return result;
    },
  };
}

function setFormula(tex: string, display: boolean): { html: string; error?: string } {
  try {
    if (tex.length > lengthLimit) throw new Error(`it is longer than ${lengthLimit} characters`);
    const html = temml.renderToString(tex, {
      displayMode: display,
      throwOnError: true,
      trust: false,
      strict: false,
      xml: false,
      annotate: false,
      maxExpand: 200,
      maxSize: [20, 500],
      macros: { ...textMacros },
    });
    // The pages' content policy allows no style attributes; Temml's classes say the same.
    return { html: html.replace(/(<[a-z][^<>]*?) style="[^"]*"/g, "$1") };
  } catch (error) {
    // Temml stumbles over some formulas that break off.
    const message =
      error instanceof TypeError ? "it breaks off" : error instanceof Error ? error.message : String(error);
    const reason = message.replace(/ at (?:position|end of input).*$/s, "").trim();
    return { html: `<code class="math-source">${escapeHtml(tex)}</code>`, error: reason };
  }
}

/** What is wrong with a formula, which then is shown as its source; `where` says where it stands: " in the title". */
export function formulaProblem(tex: string, where = ""): TextProblem | undefined {
  const { error } = setFormula(tex, false);
  if (error === undefined) return undefined;
  return {
    code: "text/math",
    offset: 0,
    message: `The formula "${tex}"${where} can't be set, so its source is shown: ${error}.`,
    hint: "correct the formula, or put a dollar sign that is meant as such behind a backslash.",
  };
}
