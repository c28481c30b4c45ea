import { describe, expect, test } from "vitest";
import { verbatim } from "../../src/text/latex/rich-text-latex.ts";
import { isWhole } from "../../src/text/latex/verbatim.ts";

describe("isWhole", () => {
  test.each(["{a}", "a\\{b\\}", "$x$", "US\\$ 5", "{\\\\ a}"])("holds of %j", (text) => {
    expect(isWhole(text)).toBe(true);
  });

  // BibTeX counts every brace, citation-js none behind a backslash, and reads a formula to its second dollar sign.
  test.each(["{a", "a}", "{a\\}", "\\}", "a\\", "US$ 5", "{\\\\}"])("does not of %j", (text) => {
    expect(isWhole(text)).toBe(false);
  });
});

describe("verbatim", () => {
  test.each([
    ["10.1000/x\\", "10.1000/x\\ "],
    ["10.1000/x\\\\", "10.1000/x\\\\"],
    ["https://example.org/{", "https://example.org/%7B"],
    ["https://example.org/\\}", "https://example.org/%5C%7D"],
  ])("%j does not hide the brace behind it", (value, written) => {
    expect(verbatim(value)).toBe(written);
  });
});
