import { describe, expect, test } from "vitest";
import { closeDirections, findNoText, withoutNoText } from "../../src/text/characters.ts";

describe("closeDirections", () => {
  test.each([
    ["a", "a"],
    ["\u202ea", "\u202ea\u202c"],
    ["\u2067a", "\u2067a\u2069"],
    ["\u2067\u202ea", "\u2067\u202ea\u202c\u2069"],
    ["\u2067\u202ea\u2069b", "\u2067\u202ea\u2069b"],
    ["a\u202c\u2069b", "ab"],
    ["\u202ea\u2069\u202cb", "\u202ea\u202cb"],
    ["\u202a\u2068a\u202cb", "\u202a\u2068ab\u2069\u202c"],
  ])("ends what %j opens", (text, closed) => expect(closeDirections(text)).toBe(closed));

  test("leaves the marks that open nothing", () => expect(closeDirections("a\u200e\u200fb")).toBe("a\u200e\u200fb"));
});

describe("withoutNoText", () => {
  // Unicode 16, 23.1 (control codes) and 23.7 (noncharacters).
  test.each(["\u0000", "\u0007", "\u001b", "\u007f", "\u009b", "\ufdd0", "\ufdef", "\ufffe", "\uffff"])(
    "puts U+FFFD for %j",
    (character) => {
      expect(withoutNoText(`a${character}b`)).toBe("a\ufffdb");
      expect(findNoText(`a${character}${character}`)).toEqual({ offset: 1, count: 2 });
    },
  );

  test("keeps the length of a text, by which places are told", () =>
    expect(withoutNoText("\u{1fffe}\u{10ffff}")).toBe("\ufffd\ufffd\ufffd\ufffd"));

  test("keeps tabs, line ends and what is a character, and makes a page's end a blank", () =>
    expect(withoutNoText("a\t\r\n\ufffd\u{1fffd}😀\fb")).toBe("a\t\r\n\ufffd\u{1fffd}😀 b"));
});
