import type { DiagnosticCode } from "../src/diagnostic/codes.ts";
import type { Diagnostic } from "../src/diagnostic/diagnostic.ts";

/** The messages of the codes that a test is about, so that another rule's message breaks only that rule's tests. */
export function about(diagnostics: readonly Diagnostic[], codes: readonly DiagnosticCode[]): readonly Diagnostic[] {
  return diagnostics.filter(({ code }) => codes.includes(code));
}
