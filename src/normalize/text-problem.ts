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
  /** The one certain mend: what stands at the offset, and what belongs there. */
  readonly mend?: { readonly replaced: string; readonly replacement: string };
}

/** Where the lines of a text begin. A line ends with LF, CR or both. */
export function lineOffsets(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\r\n?|\n/g)].map(({ 0: end, index }) => index + end.length)];
}
