import type { Diagnostic } from "./diagnostic.ts";

/** Messages as `check --format json` prints them; `diagnostics.schema.json` describes it. Null is "none". */
export function diagnosticsToJson(diagnostics: readonly Diagnostic[]): string {
  const shown = diagnostics.map(({ file, line, column, severity, code, message, hint, key, fix }) => ({
    file,
    line,
    column,
    severity,
    code,
    message,
    hint: hint ?? null,
    key: key ?? null,
    fix: fix ?? null,
  }));
  return `${JSON.stringify(shown, null, 2)}\n`;
}
