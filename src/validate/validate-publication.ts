// In: one publication at a time. Out: what its author must be told. This room changes no publication.
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { ReadPublication } from "../record/publication.ts";
import { checkAuthors } from "./check-authors.ts";
import { checkFiles } from "./check-files.ts";
import { checkMath } from "./check-math.ts";
import { checkTeaser } from "./check-teaser.ts";
import { checkTitle } from "./check-title.ts";
import { checkYear } from "./check-year.ts";
import type { Rule, ValidationContext } from "./rule.ts";

const rules: readonly Rule[] = [checkTitle, checkAuthors, checkYear, checkFiles, checkTeaser, checkMath];

/** Everything the rules say of a publication, in the rules' order. */
export function validatePublication(read: ReadPublication, context: ValidationContext): readonly Diagnostic[] {
  return rules.flatMap((rule) => rule(read, context));
}
