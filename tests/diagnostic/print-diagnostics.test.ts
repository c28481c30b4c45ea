import { describe, expect, test, vi } from "vitest";
import { diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { annotateDiagnostics, diagnosticsToJson, printDiagnostics } from "../../src/diagnostic/print-diagnostics.ts";

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

describe("a log of GitHub's", () => {
  const command = "##[error]x ::set-env name=A::b :::: ##[group]";
  const told = diagnostic({
    code: "input/syntax",
    message: `"${command}" is skipped.`,
    hint: `write ${command}.`,
    excerpt: `::error::${command}`,
    file: `content/::${command}.bib`,
    line: 1,
    column: 1,
  });

  test("is commanded by nothing that an author wrote, wherever it stands", () => {
    vi.stubEnv("GITHUB_ACTIONS", "true");
    const text = printDiagnostics([told], { color: false, annotations: false });
    vi.unstubAllEnvs();
    expect(text).toContain("error]x");
    expect(text).not.toMatch(/##\[|::/);
    // The commands that are ours begin a line, and have two pairs of colons.
    expect(annotateDiagnostics([told])).not.toContain("##[");
    expect(annotateDiagnostics([told]).split("::")).toHaveLength(3);
  });

  test("gets JSON of the same value", () => {
    const json = diagnosticsToJson([told]);
    expect(json).not.toMatch(/##\[|::/);
    expect(JSON.parse(json)[0]).toMatchObject({ message: told.message, file: told.file });
  });
});
