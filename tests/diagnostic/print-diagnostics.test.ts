import { expect, test } from "vitest";
import { printDiagnostics } from "../../src/diagnostic/print-diagnostics.ts";

function print(excerpt: string, column: number): readonly string[] {
  const message = "The field is not known.";
  const diagnostic = { code: "input/unknown-field", severity: "warning", file: "a.md", line: 2, message } as const;
  return printDiagnostics([{ ...diagnostic, column, excerpt }], { color: false, annotations: false }).split("\n");
}

test("shows the author's line below the message, and a caret below the place", () => {
  expect(print("titel: A", 1)).toEqual([
    "a.md:2:1  warning  input/unknown-field",
    "  The field is not known.",
    "    titel: A",
    "    ^",
    "",
    "1 warning",
    "",
  ]);
});

test("puts the caret below the character meant, after tabs and characters of two units", () => {
  const [, , line, caret] = print("\t𝑥: B", 1 + "\t𝑥".length);
  expect([line, caret]).toEqual(["     𝑥: B", "      ^"]);
  expect([...line!].indexOf(":")).toBe(caret!.indexOf("^"));
});

test("cuts a long line around the place", () => {
  const [, , line, caret] = print(`${"a".repeat(500)}#${"b".repeat(500)}`, 501);
  expect(line!.length).toBeLessThan(90);
  expect(line).toMatch(/^ {4}…a+#b+…$/);
  expect(line!.indexOf("#")).toBe(caret!.indexOf("^"));
});
