import { describe, expect, test } from "vitest";
import { parseMarkdownBlocks, parseMarkdownInline } from "../../src/text/markdown/markdown-text.ts";
import { richTextToPlain } from "../../src/text/plain-text.ts";

const plain = (text: string) => richTextToPlain(parseMarkdownInline(text).value);

describe("parseMarkdownInline", () => {
  test("reads markup, formulas and tags", () => {
    expect(parseMarkdownInline("Growth: a *study* of $k$-trees & <b>soil</b>").value).toEqual([
      { kind: "text", value: "Growth: a " },
      { kind: "emphasis", children: [{ kind: "text", value: "study" }] },
      { kind: "text", value: " of " },
      { kind: "math", tex: "k", display: false },
      { kind: "text", value: "-trees & " },
      { kind: "strong", children: [{ kind: "text", value: "soil" }] },
    ]);
  });

  test("takes no underscore of a formula for emphasis", () => {
    expect(parseMarkdownInline("$x_a*y*z_b$ and \\(u_1*v*\\)").value).toEqual([
      { kind: "math", tex: "x_a*y*z_b", display: false },
      { kind: "text", value: " and " },
      { kind: "math", tex: "u_1*v*", display: false },
    ]);
  });

  test.each([
    ["pay $5 and $6", "pay $5 and $6"],
    ["$20,000 and USD$30,000", "$20,000 and USD$30,000"],
    ["{{ x }} {% y %} a_b_c", "{{ x }} {% y %} a_b_c"],
    ["M < 5 -- z > 3", "M < 5 -- z > 3"],
    ["&amp;lt; &eacute;", "&lt; é"],
    ["a <script>alert(1)</script> b<!-- c -->", "a <script>alert(1)</script> b"],
    ["<img src=x onerror=alert(1)> x", "x"],
    ["![alt](https://example.org/a.png)", "alt"],
    ["two\nlines", "two lines"],
  ])("reads %s", (text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  test("keeps the text of a link that leads nowhere safe, and says so", () => {
    const { value, problems } = parseMarkdownInline("see [a *link*](javascript:alert(1)) <javascript:x>");
    expect(JSON.stringify(value)).not.toContain('"href"');
    expect(richTextToPlain(value)).toBe("see a link javascript:x");
    expect(problems.map(({ code, offset }) => [code, offset])).toEqual([
      ["text/address-scheme", 15],
      ["text/address-scheme", 37],
    ]);
  });
});

describe("parseMarkdownBlocks", () => {
  test("keeps paragraphs, lists and quotations", () => {
    const { value } = parseMarkdownBlocks("# Aim\n\nOne\ntwo.\n\n- a\n- b\n  1. c\n\n> q\n\n    x = 1\n");
    expect(value).toEqual([
      { kind: "heading", level: 1, children: [{ kind: "text", value: "Aim" }] },
      { kind: "paragraph", children: [{ kind: "text", value: "One two." }] },
      {
        kind: "list",
        children: [
          { kind: "item", children: [{ kind: "text", value: "a" }] },
          {
            kind: "item",
            children: [
              { kind: "text", value: "b" },
              { kind: "orderedList", children: [{ kind: "item", children: [{ kind: "text", value: "c" }] }] },
            ],
          },
        ],
      },
      { kind: "quote", children: [{ kind: "paragraph", children: [{ kind: "text", value: "q" }] }] },
      { kind: "codeBlock", children: [{ kind: "text", value: "x = 1" }] },
    ]);
  });

  test("keeps the text of tables and HTML blocks", () => {
    const { value } = parseMarkdownBlocks("|a|b|\n|-|-|\n|1|2|\n\n<div>hi *x*</div>\n\n<script>\nalert(1)\n</script>");
    expect(richTextToPlain(value)).toBe("a | b\n1 | 2\n\nhi x\n\n<script> alert(1) </script>");
  });

  test("sets a formula of its own lines apart", () => {
    const { value } = parseMarkdownBlocks("Let\n\n$$\nx_1 = y\n$$\n\nhold.");
    expect(value[1]).toEqual({ kind: "paragraph", children: [{ kind: "math", tex: "\nx_1 = y\n", display: true }] });
  });

  test("takes no line of a formula for a heading or a list", () => {
    const { value } = parseMarkdownBlocks("Let\n$$\na\n=\n- b_1 * c_1 *\n$$\nhold.");
    expect(value).toEqual([
      { kind: "paragraph", children: [{ kind: "text", value: "Let" }] },
      { kind: "paragraph", children: [{ kind: "math", tex: "\na\n=\n- b_1 * c_1 *\n", display: true }] },
      { kind: "paragraph", children: [{ kind: "text", value: "hold." }] },
    ]);
  });

  test("survives deep nesting and endless openers", () => {
    const start = performance.now();
    for (const piece of ["> ", "- ", "[", "*a ", "<i>", "$", "\\(", "`", "![", "<script>", "<!--", "$$a\n"]) {
      expect(JSON.stringify(parseMarkdownBlocks(piece.repeat(10_000)).value).length).toBeGreaterThan(0);
    }
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
