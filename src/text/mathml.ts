// In: the TeX of formulas. Out: MathML, made when the site is built, and the reason where a formula can't be set.
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import temml from "temml";
import { bounds, moreThan } from "../diagnostic/bounds.ts";
import { escapeHtml } from "./escape.ts";
import type { TextProblem } from "./text-problem.ts";

/** Sets formulas; the same formula is set once. */
export interface MathRenderer {
  /** MathML, or the escaped source in `<code class="math-source">` beside the reason in `error`. Never throws. */
  readonly toMathML: (tex: string, display: boolean) => { readonly html: string; readonly error?: string };
}

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
      const found = known.get(key);
      if (found !== undefined) return found;
      const { markup, error } = setFormula(tex, display);
      const result =
        error === undefined
          ? { html: parseFragment(markup).childNodes.map(rebuild).join("") }
          : { html: `<code class="math-source">${escapeHtml(tex)}</code>`, error };
      known.set(key, result);
      return result;
    },
  };
}

/** A formula as Temml writes it, or why it can't be set. */
function setFormula(tex: string, display: boolean): { readonly markup: string; readonly error?: string } {
  try {
    if (tex.length > bounds.formulaCharacters.most) throw new Error(`it has ${moreThan("formulaCharacters")}`);
    if (depthOf(tex) > bounds.formulaDepth.most) throw new Error(`it has ${moreThan("formulaDepth")}`);
    const markup = temml.renderToString(tex, {
      displayMode: display,
      throwOnError: true,
      trust: false,
      strict: false,
      xml: false,
      annotate: false,
      maxExpand: bounds.formulaExpansions.most,
      maxSize: [20, 500],
      macros: { ...textMacros },
    });
    // Where it leads there is nothing, and a title stands in a link already.
    if (/<a[\s>]/.test(markup)) throw new Error("it names a place of another formula (\\ref), which no page has");
    return { markup };
  } catch (error) {
    // Temml stumbles over some formulas that break off.
    const message =
      error instanceof TypeError ? "it breaks off" : error instanceof Error ? error.message : String(error);
    return { markup: "", error: message.replace(/ at (?:position|end of input).*$/s, "").trim() };
  }
}

/** How many braces are open in a formula at most. */
function depthOf(tex: string): number {
  let [depth, deepest] = [0, 0];
  for (const [brace] of tex.matchAll(/\\.|[{}]/gs)) {
    if (brace === "{") deepest = Math.max(deepest, ++depth);
    else if (brace === "}") depth -= 1;
  }
  return deepest;
}

const elements: ReadonlySet<string> = new Set(
  (
    "math mrow mi mn mo ms mtext mspace msub msup msubsup mfrac msqrt mroot mover munder munderover mstyle mtable mtr mtd " +
    "mpadded mphantom menclose mmultiscripts mprescripts none"
  ).split(" "),
);

/** What Temml says of elements; the pages' content policy allows no `style`, of which Temml's classes say the same. */
const attributes: ReadonlySet<string> = new Set(
  (
    "accent class columnalign columnspacing columnspan depth display displaystyle fence form height largeop linebreak " +
    "linethickness lspace mathcolor mathsize mathvariant maxsize minsize movablelimits notation rowspacing rspace " +
    "scriptlevel separator stretchy symmetric voffset width"
  ).split(" "),
);

/** MathML made anew of what Temml wrote: of elements and attributes on these lists, and text. */
function rebuild(node: DefaultTreeAdapterTypes.ChildNode): string {
  if ("value" in node) return escapeHtml(node.value);
  if (!("tagName" in node)) return "";
  const content = node.childNodes.map(rebuild).join("");
  if (!elements.has(node.tagName)) return content;
  const kept = node.attrs.filter(({ name, value }) => attributes.has(name) && /^[\w\s.%+#-]*$/.test(value));
  return `<${node.tagName}${kept.map(({ name, value }) => ` ${name}="${value}"`).join("")}>${content}</${node.tagName}>`;
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
