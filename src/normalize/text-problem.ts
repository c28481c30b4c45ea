import type { DiagnosticCode } from "../diagnostic/codes.ts";

/** A fault inside of one field's text, before anyone knows where that text stands: the caller makes it a `Diagnostic`. */
export interface TextProblem {
  readonly code: DiagnosticCode;
  /** Where in the text that was given, in UTF-16 units from 0. */
  readonly offset: number;
  readonly message: string;
  readonly hint?: string;
  /** "error" where what is shown would be false; else a warning. */
  readonly severity?: "error";
}
