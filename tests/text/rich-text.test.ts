import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { richTextToCsl } from "../../src/export/csl-json.ts";
import { parseLatex } from "../../src/text/latex/latex.ts";
import { richTextToLatex } from "../../src/text/latex/rich-text-latex.ts";
import { createMathRenderer } from "../../src/text/mathml.ts";
import { richTextToPlain } from "../../src/text/plain-text.ts";
import type { RichNode, RichText } from "../../src/text/rich-text.ts";
import { richTextToHtml } from "../../src/text/rich-text-html.ts";

const text = (value: string): RichNode => ({ kind: "text", value });

const everything: RichText = [
  text(`a & b < c > d " e ' f `),
  { kind: "emphasis", children: [text("i")] },
  { kind: "strong", children: [text("b")] },
  { kind: "smallCaps", children: [text("sc")] },
  { kind: "code", children: [text("x_1")] },
  { kind: "subscript", children: [text("2")] },
  { kind: "superscript", children: [text("3")] },
  { kind: "noCase", children: [text("DNA")] },
  { kind: "link", href: "https://example.org/?a=1&b=2", children: [text("link")] },
];

const blocks: RichText = [
  { kind: "paragraph", children: [text("One.")] },
  {
    kind: "list",
    children: [
      { kind: "item", children: [text("a")] },
      { kind: "item", children: [text("b")] },
    ],
  },
  { kind: "quote", children: [{ kind: "paragraph", children: [text("q")] }] },
];

describe("richTextToHtml", () => {
  test("escapes every text once", () => {
    expect(richTextToHtml(everything)).toBe(
      "a &amp; b &lt; c &gt; d &quot; e &#39; f <em>i</em><strong>b</strong>" +
        '<span class="small-caps">sc</span><code>x_1</code><sub>2</sub><sup>3</sup>DNA' +
        '<a href="https://example.org/?a=1&amp;b=2">link</a>',
    );
  });

  test("sets formulas by the renderer that is given", () => {
    const math = createMathRenderer();
    expect(richTextToHtml([{ kind: "math", tex: "x", display: false }], { math })).toBe(math.toMathML("x", false).html);
  });

  test("makes blocks", () => {
    expect(richTextToHtml(blocks)).toBe("<p>One.</p><ul><li>a</li><li>b</li></ul><blockquote><p>q</p></blockquote>");
  });
});

describe("richTextToPlain", () => {
  test("parts paragraphs by a blank line and writes formulas readably", () => {
    expect(richTextToPlain([text("H "), { kind: "math", tex: "x_1", display: false }])).toBe("H x₁");
    expect(richTextToPlain(blocks)).toBe("One.\n\na\n\nb\n\nq");
  });
});

describe("richTextToCsl", () => {
  test("uses the tags that CSL-JSON knows, and no other", () => {
    expect(richTextToCsl(everything)).toBe(
      `a & b < c > d " e ' f <i>i</i><b>b</b><sc>sc</sc>x_1<sub>2</sub><sup>3</sup><span class="nocase">DNA</span>link`,
    );
  });

  test("lets no text of the author become a tag", () => {
    expect(richTextToCsl([text("p<i>q</i>")])).not.toMatch(/<\/?i>/);
  });
});

describe("richTextToLatex", () => {
  test("writes the commands of BibTeX fields", () => {
    expect(richTextToLatex(everything)).toBe(
      String.raw`a \& b < c > d " e ' f \emph{i}\textbf{b}\textsc{sc}\texttt{x\_1}\textsubscript{2}\textsuperscript{3}{DNA}\href{https://example.org/?a=1&b=2}{link}`,
    );
    expect(richTextToLatex([text("5–7\u00a0{%} — \\~^ $")])).toBe(
      String.raw`5--7~\textbraceleft{}\%\textbraceright{} --- \textbackslash{}\textasciitilde{}\textasciicircum{} \$`,
    );
    expect(richTextToLatex([{ kind: "math", tex: "x_1", display: false }])).toBe("$x_1$");
  });

  test("never begins a protected group with a backslash, which BibTeX would not protect", () => {
    expect(richTextToLatex([{ kind: "noCase", children: [{ kind: "emphasis", children: [text("E")] }] }])).toBe(
      String.raw`{{}\emph{E}}`,
    );
  });

  const words = fc
    .array(
      fc.constantFrom(
        ..."abÉß1-–—'‘’“”`,.?!\\{}$&#_%~^<>/;|\" \u00a0\u202f",
        "<i>",
        "&amp;",
        "&#39;",
        "--",
        "''",
        "\\emph",
        "x ",
      ),
      { minLength: 1, maxLength: 12 },
    )
    .map((parts) => text(parts.join("").normalize("NFC").replace(/ +/g, " ")));
  const formula = fc.record({
    kind: fc.constant("math" as const),
    tex: fc.constantFrom("x_1", "\\alpha", "\\text{if $a$} b", "a^{2}", " k ", "\\frac{a}{b}\n"),
    display: fc.boolean(),
  });
  const inline = fc.letrec<{ nodes: RichNode[]; node: RichNode }>((tie) => ({
    nodes: fc.array(tie("node"), { minLength: 1, maxLength: 4 }),
    node: fc.oneof(
      { depthSize: "small" },
      words,
      formula,
      fc.record({
        kind: fc.constantFrom("emphasis", "strong", "smallCaps", "code", "subscript", "superscript", "noCase"),
        children: tie("nodes"),
      }) as fc.Arbitrary<RichNode>,
      fc.record({
        kind: fc.constant("link"),
        href: fc.constantFrom("https://example.org/a_b~c#d%20e?f=1&g=2", "mailto:a@example.org"),
        children: tie("nodes"),
      }) as fc.Arbitrary<RichNode>,
    ),
  })).nodes;

  /** Without doubled marks, doubled or leading spaces, and neighboring texts: the form that readers give. */
  function normal(nodes: RichText, around: readonly string[], state: { space: boolean }): RichNode[] {
    const result: RichNode[] = [];
    for (const node of nodes) {
      if (node.kind === "math") {
        result.push(node);
        state.space = false;
      } else if (node.kind === "text") {
        const value = state.space ? node.value.replace(/^ /, "") : node.value;
        if (!value) continue;
        state.space = value.endsWith(" ");
        const last = result.at(-1);
        if (last?.kind === "text") result[result.length - 1] = text(last.value + value);
        else result.push(text(value));
      } else {
        // BibTeX has no capitals to protect inside of protected or typewriter text.
        const isDouble =
          (node.kind === "noCase" && around.some((kind) => kind === "noCase" || kind === "code")) ||
          (node.kind === "code" && around.includes("code"));
        const children = normal(node.children, [...around, node.kind], state);
        if (isDouble) result.push(...normal([...children], around, { space: false }));
        else if (children.length > 0) result.push({ ...node, children });
      }
    }
    return result.reduce<RichNode[]>((merged, node) => {
      const last = merged.at(-1);
      if (node.kind === "text" && last?.kind === "text") merged[merged.length - 1] = text(last.value + node.value);
      else merged.push(node);
      return merged;
    }, []);
  }

  const ended = (nodes: RichText): RichText =>
    [...nodes, text("z")].reduce<RichNode[]>((merged, node) => {
      const last = merged.at(-1);
      if (node.kind === "text" && last?.kind === "text") merged[merged.length - 1] = text(last.value + node.value);
      else merged.push(node);
      return merged;
    }, []);

  test("reads back as the same tree", () => {
    fc.assert(
      fc.property(inline, (nodes) => {
        const tree = ended(normal(nodes, [], { space: true }));
        const latex = richTextToLatex(tree);
        const { value, problems } = parseLatex(latex);
        expect(problems).toEqual([]);
        expect(value).toEqual(tree);
      }),
      { numRuns: 2_000, seed: 20_260 },
    );
  });

  test("balances braces as BibTeX counts them", () => {
    fc.assert(
      fc.property(inline, (nodes) => {
        let depth = 0;
        for (const character of richTextToLatex(nodes)) {
          if (character === "{") depth++;
          if (character === "}") depth--;
          expect(depth).toBeGreaterThanOrEqual(0);
        }
        expect(depth).toBe(0);
      }),
      { numRuns: 500, seed: 20_260 },
    );
    expect(richTextToLatex([{ kind: "math", tex: "\\{a", display: false }])).toBe("$\\lbrace a$");
  });

  test("reads blocks back as the same blocks", () => {
    expect(parseLatex(richTextToLatex(blocks), { blocks: true }).value).toEqual(blocks);
  });
});
