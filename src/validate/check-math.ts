import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { type PlacedField, placeOfField } from "../record/publication.ts";
import type { RichText } from "../text/rich-text.ts";
import type { Rule } from "./rule.ts";

/** A formula that can't be set is shown as its source, which its author should know. */
export const checkMath: Rule = (read, { mathFault }) => {
  const diagnostics: Diagnostic[] = [];
  for (const field of ["title", "abstract", "note", "teaserCaption"] as const satisfies readonly PlacedField[]) {
    for (const tex of formulas(read.publication[field])) {
      const reason = mathFault(tex);
      if (reason === undefined) continue;
      diagnostics.push({
        code: "validate/math",
        severity: "warning",
        message: `The formula "${tex}" in the ${field === "teaserCaption" ? "teaser's caption" : field} can't be set, so its source is shown: ${reason}.`,
        hint: "correct the formula, or put a dollar sign that is meant as such behind a backslash.",
        key: read.publication.key,
        ...placeOfField(read, field),
      });
    }
  }
  return diagnostics;
};

function formulas(tree: RichText): readonly string[] {
  return tree.flatMap((node) =>
    node.kind === "math" ? [node.tex] : node.kind === "text" ? [] : formulas(node.children),
  );
}
