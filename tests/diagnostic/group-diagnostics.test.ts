import { expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { printDiagnostics } from "../../src/diagnostic/print-diagnostics.ts";

const macro = (name: string, line: number): Diagnostic => ({
  code: "text/unknown-macro",
  severity: "warning",
  message: `The LaTeX command "\\${name}" is not known, so its text is shown without it.`,
  hint: `define "${name}".`,
  file: "a.bib",
  line,
  column: 1,
});
const print = (diagnostics: readonly Diagnostic[], all = false) =>
  printDiagnostics(diagnostics, { color: false, annotations: false, all });

test("says warnings that are many and alike once, with their places and what differs", () => {
  expect(print([macro("one", 1), macro("two", 2), macro("one", 3), macro("three", 4)])).toBe(
    [
      "a.bib:1:1  warning  text/unknown-macro",
      '  The LaTeX command "\\one" is not known, so its text is shown without it.',
      '  hint: define "one".',
      '  and 3 more like it: a.bib:2:1 "\\two", a.bib:3:1, a.bib:4:1 "\\three"',
      "",
      "4 warnings",
      "",
    ].join("\n"),
  );
});

test("names twelve places of very many, and all of them where that is asked for", () => {
  const many = Array.from({ length: 200 }, (_, index) => macro("one", index + 1));
  expect(print(many)).toContain("and 199 more like it: a.bib:2:1,");
  expect(print(many)).toContain("a.bib:13:1, … (check --all prints each)");
  expect(print(many, true).match(/^a\.bib:/gm)).toHaveLength(200);
});

test("says errors one by one, and warnings with another guess at what was meant", () => {
  const errors = [1, 2, 3, 4, 5].map((line): Diagnostic => ({ ...macro("one", line), severity: "error" }));
  expect(print(errors).match(/^a\.bib:/gm)).toHaveLength(5);
  const guesses = ["title", "date", "order", "note"].map((name, index) => ({
    ...macro(name, index + 1),
    hint: `did you mean "${name}"?`,
  }));
  expect(print(guesses).match(/^a\.bib:/gm)).toHaveLength(4);
});
