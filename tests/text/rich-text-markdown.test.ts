import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseMarkdownBlocks, parseMarkdownInline } from "../../src/text/markdown/markdown-text.ts";
import { richTextToMarkdown, richTextToMarkdownLine } from "../../src/text/markdown/rich-text-markdown.ts";
import type { RichText } from "../../src/text/rich-text.ts";
import "../fixed-seed.ts";

const text = (value: string): RichText => [{ kind: "text", value }];

describe("richTextToMarkdownLine", () => {
  test.each([
    "Growth of *Pinus nigra* in $n$ dimensions",
    "*In vivo* imaging, **bold**, and ~~struck~~",
    "H<sub>2</sub>O and 10<sup>3</sup>",
    "in<i>line</i> and <i>both </i>ends",
    "A `code` and ``a ` tick``",
    "[A link](https://example.org/a_b)",
    "<sc>Ada</sc> Kern",
  ])("is read as the same: %s", (written) => {
    const tree = parseMarkdownInline(written).value;
    expect(parseMarkdownInline(richTextToMarkdownLine(tree)).value).toEqual(tree);
  });

  test.each([
    "2 * 3 * 4 and a_b_c and _a_",
    "$5 or $10, and a $x$",
    "C:\\temp\\",
    "<b>not bold</b> & &amp; a < b > c",
    "[@kern2020] and ![a](b) and [a](b) and [^1]",
    "~~a~~ and ~a and `b`",
    "a|b, 2^[3]",
    "#1 of 3",
    "http://example.org/a_b*c",
  ])("leaves the author's signs signs: %s", (plain) => {
    expect(parseMarkdownInline(richTextToMarkdownLine(text(plain))).value).toEqual(text(plain));
  });

  test("writes no sign of its own into a plain title", () => {
    expect(richTextToMarkdownLine(text('Kern\'s (2020) guide: a snake_case "study", 10% off!'))).toBe(
      'Kern\'s (2020) guide: a snake_case "study", 10% off!',
    );
  });

  test("is read as the same whatever signs there are", () => {
    const signs = fc.constantFrom(..."ab1 *_`$\\<>&[]()~^!|#;i/:@-");
    fc.assert(
      fc.property(fc.array(signs, { minLength: 1, maxLength: 14 }), (letters) => {
        const value = letters.join("").replace(/ +/g, " ").trim();
        fc.pre(value !== "");
        expect(parseMarkdownInline(richTextToMarkdownLine(text(value))).value).toEqual(text(value));
        const paragraph: RichText = [{ kind: "paragraph", children: text(value) }];
        expect(parseMarkdownBlocks(richTextToMarkdown(paragraph)).value).toEqual(paragraph);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("richTextToMarkdown", () => {
  test.each([
    "One paragraph.\n\nAnother *one*.",
    "**Aim.** To see.\n\n**Results.** Seen.",
    "- one\n- two\n\nThen 1. no list",
    "3. three\n4. four",
    "> quoted\n\n```\ncode *here*\n```",
    "## A heading\n\nText\\\nin lines",
    "| a | b |\n| --- | --- |\n| 1 | 2 |",
    "$$x^2$$",
  ])("is read as the same: %j", (written) => {
    const tree = parseMarkdownBlocks(written).value;
    expect(parseMarkdownBlocks(richTextToMarkdown(tree)).value).toEqual(tree);
  });

  test.each(["# no heading", "- no list", "1. no list", "+ none", "--- ", "=== a", "12) none"])(
    "begins no block that is none: %s",
    (plain) => {
      const tree: RichText = [{ kind: "paragraph", children: text(plain.trim()) }];
      expect(parseMarkdownBlocks(richTextToMarkdown(tree)).value).toEqual(tree);
    },
  );
});
