import { describe, expect, test } from "vitest";
import { isSafeHref } from "../../src/text/escape.ts";

describe("isSafeHref", () => {
  test.each(["https://example.org", "HTTP://example.org/a?b#c", "mailto:a@example.org", "https://example.org/@ada"])(
    "allows %s",
    (href) => {
      expect(isSafeHref(href)).toBe(true);
    },
  );

  test.each([
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "java\tscript:alert(1)",
    "\u0001javascript:alert(1)",
    " https://example.org",
    "https:",
    "https://",
    "mailto:",
    "//example.org",
    "vbscript:x",
    "data:text/html,x",
    "file:///etc/passwd",
    "blob:https://example.org/x",
    "tel:1",
    "paper.pdf",
    "https://ada:secret@example.org/",
    "https://bank.example@example.org",
    "http:\\\\a@example.org",
    "",
  ])("refuses %j", (href) => {
    expect(isSafeHref(href)).toBe(false);
  });
});
