import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { type PlacedField, placeOfField } from "../record/publication.ts";
import { formulaProblem } from "../text/mathml.ts";
import type { RichText } from "../text/rich-text.ts";
import { problemAt } from "../text/text-problem.ts";
import type { Rule } from "./rule.ts";

/** A formula that can't be set is shown as its source, which its author should know. */
export const checkMath: Rule = (read) => {
  const diagnostics: Diagnostic[] = [];
  for (const field of [
    "title",
    "abstract",
    "text",
    "summary",
    "note",
    "teaserCaption",
  ] as const satisfies readonly PlacedField[]) {
    for (const tex of formulas(read.publication[field])) {
      const problem = formulaProblem(tex, ` in the ${field === "teaserCaption" ? "teaser's caption" : field}`);
      if (problem === undefined) continue;
      diagnostics.push({ ...problemAt(problem, placeOfField(read, field)), key: read.publication.key });
    }
  }
  return diagnostics;
};

function formulas(tree: RichText): readonly string[] {
  return tree.flatMap((node) =>
    node.kind === "math" ? [node.tex] : node.kind === "text" ? [] : formulas(node.children),
  );
}
