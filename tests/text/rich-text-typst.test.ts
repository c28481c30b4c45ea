import { describe, expect, test } from "vitest";
import type { RichText } from "../../src/text/rich-text.ts";
import { richTextToTypstLine } from "../../src/text/rich-text-typst.ts";

const text = (value: string): RichText => [{ kind: "text", value }];

describe("richTextToTypstLine", () => {
  test.each([
    [
      '#import "x" $a$ *b* _c_ `d` <e> @f [g] \\h',
      '\\#import \\"x\\" \\$a\\$ \\*b\\* \\_c\\_ \\`d\\` \\<e\\> \\@f \\[g\\] \\\\h',
    ],
    [
      "= A + B - C / D // no comment /* nor this */",
      "\\= A \\+ B \\- C \\/ D \\/\\/ no comment \\/\\* nor this \\*\\/",
    ],
    ["1. no list", "1\\. no list"],
    ["2019-2021, a -- b, c...", "2019\\-2021, a \\-\\- b, c\\.\\.."],
    ["It's ~ tilde", "It\\'s \\~ tilde"],
    ["two\n  lines", "two lines"],
    ["Größe, 杨秀文", "Größe, 杨秀文"],
  ])("lets an author's signs stand for themselves: %s", (written, typst) => {
    expect(richTextToTypstLine(text(written))).toBe(typst);
  });

  test("ends each call, so that no parenthesis, bracket or dot behind it belongs to it", () => {
    const tree: RichText = [
      { kind: "emphasis", children: [{ kind: "strong", children: text("3") }] },
      ...text("(2).pages"),
      { kind: "superscript", children: text("th") },
      ...text("[a]"),
    ];
    expect(richTextToTypstLine(tree)).toBe("#emph[#strong[3];];(2).pages#super[th];\\[a\\]");
  });

  test("writes addresses and code as strings that nothing leaves", () => {
    const tree: RichText = [
      { kind: "link", href: 'https://example.org/"\\)', children: text("a]") },
      { kind: "code", children: text('x"y\\') },
    ];
    expect(richTextToTypstLine(tree)).toBe('#link("https://example.org/\\"\\\\)")[a\\]];#raw("x\\"y\\\\");');
  });

  test("has the text of math and blocks", () => {
    expect(
      richTextToTypstLine([
        { kind: "math", tex: "x^2", display: false },
        { kind: "noCase", children: text(" LiT") },
      ]),
    ).toBe("x² LiT");
  });
});
