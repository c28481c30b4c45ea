// In: one publication at a time. Out: what its author must be told. This room changes no publication.
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { FileAt } from "../model/content-file.ts";
import type { ReadPublication } from "../model/read-publication.ts";
import { checkAuthors } from "./check-authors.ts";
import { checkFiles } from "./check-files.ts";
import { checkMath } from "./check-math.ts";
import { checkTeaser } from "./check-teaser.ts";
import { checkTitle } from "./check-title.ts";
import { checkYear } from "./check-year.ts";

/** What the rules know besides the publication. */
export interface ValidationContext {
  /** What is published of a file of the site, or why it can't be. */
  readonly fileAt: FileAt;
  /** The key of a BibTeX entry that a misspelt one may mean. */
  readonly nearestEntry: (key: string) => string | undefined;
  /** Why a formula can't be set, where it can't. */
  readonly mathFault: (tex: string) => string | undefined;
}

/** One rule: what is wrong with a publication, or nothing. */
export type Rule = (read: ReadPublication, context: ValidationContext) => readonly Diagnostic[];

const rules: readonly Rule[] = [checkTitle, checkAuthors, checkYear, checkFiles, checkTeaser, checkMath];

/** Everything the rules say of a publication, in the rules' order. */
export function validatePublication(read: ReadPublication, context: ValidationContext): readonly Diagnostic[] {
  return rules.flatMap((rule) => rule(read, context));
}
