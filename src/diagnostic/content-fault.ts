import type { Diagnostic } from "./diagnostic.ts";

/** Thrown where a page can't be made because of what its author wrote: the messages say what, and are for that author. */
export class ContentFault extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`).join("\n"));
    this.diagnostics = diagnostics;
  }
}
