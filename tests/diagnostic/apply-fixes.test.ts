import { expect, test } from "vitest";
import { applyFixes } from "../../src/diagnostic/apply-fixes.ts";

test("mends what stands at its place, and keeps line ends and all else", () => {
  const text = "title: A\r\ndtae: 2020\rnotte: x\n";
  const fixes = [
    { line: 3, column: 1, replaced: "notte", replacement: "note" },
    { line: 2, column: 1, replaced: "dtae", replacement: "date" },
  ];
  expect(applyFixes(text, fixes)).toBe("title: A\r\ndate: 2020\rnote: x\n");
});

test("leaves out what is not there any more, and what overlaps an earlier mend", () => {
  const text = "abcdef";
  expect(applyFixes(text, [{ line: 1, column: 1, replaced: "x", replacement: "y" }])).toBe(text);
  expect(applyFixes(text, [{ line: 9, column: 1, replaced: "a", replacement: "y" }])).toBe(text);
  const overlapping = [
    { line: 1, column: 1, replaced: "abc", replacement: "1" },
    { line: 1, column: 3, replaced: "cd", replacement: "2" },
  ];
  expect(applyFixes(text, overlapping)).toBe("1def");
});

test("puts in what is missing, once", () => {
  const missing = { line: 1, column: 4, replaced: "", replacement: "," };
  expect(applyFixes("abcdef", [missing])).toBe("abc,def");
});
