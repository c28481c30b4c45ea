import { describe, expect, test } from "vitest";
import { mathToPlain } from "../../src/text/math-to-plain.ts";
import { createMathRenderer, formulaProblem } from "../../src/text/mathml.ts";

const tex = String.raw;

describe("mathToPlain", () => {
  test.each([
    ["x_{1}^{2}", "x₁²"],
    ["H_2O", "H₂O"],
    ["10^{-3}", "10⁻³"],
    [tex`O(n \log n)`, "O(n log n)"],
    [tex`\log_2 n`, "log₂ n"],
    [tex`\log(n)`, "log(n)"],
    [tex`\alpha`, "α"],
    [tex`\alpha x + \beta`, "αx + β"],
    [tex`\frac{a}{b}`, "a/b"],
    [tex`\frac{a+b}{c}`, "(a+b)/c"],
    [tex`\sqrt{x}`, "√x"],
    [tex`\sqrt{x+1}`, "√(x+1)"],
    [tex`\mathbb{R}^n`, "ℝⁿ"],
    [tex`\mathcal{O}(n^2)`, "O(n²)"],
    [tex`\mathrm{CO}_2`, "CO₂"],
    [tex`\text{if } x`, "if x"],
    [tex`\operatorname{SL}_2(\mathbb{Z})`, "SL₂(ℤ)"],
    [tex`a\leq b`, "a ≤ b"],
    [tex`\pm 5`, "±5"],
    [tex`10\times`, "10×"],
    [tex`e^+e^- \to \mu^+\mu^-`, "e⁺e⁻ → μ⁺μ⁻"],
    [tex`t\bar{t}`, "tt̄"],
    [tex`90^\circ`, "90°"],
    ["R(3,k)", "R(3,k)"],
    ["x^{\\alpha}", "x^α"],
    ["x_{i,j}", "x_(i,j)"],
    [tex`\left( x \right)`, "( x )"],
    [tex`\unheard x`, "unheardx"],
    ["{a", "a"],
    ["a}b", "ab"],
  ])("writes %s as %s", (source, expected) => {
    expect(mathToPlain(source)).toBe(expected);
  });

  test("survives any depth and length", () => {
    for (const piece of ["{", "\\frac{", "^", "_{", "\\sqrt[", "\\text{", "}", "\\bar"]) {
      expect(typeof mathToPlain(piece.repeat(4_000))).toBe("string");
      expect(typeof mathToPlain(piece.repeat(400_000))).toBe("string");
    }
  });
});

describe("createMathRenderer", () => {
  const { toMathML } = createMathRenderer();

  test.each([tex`\ref{a}`, tex`\eqref{a}`, tex`x + \ref{a}`])("sets no %s, which would lead somewhere", (source) => {
    const { html, error } = toMathML(source, false);
    expect(error).toMatch(/ref/);
    expect(html).not.toContain("<a");
  });

  test.each([
    tex`\text{<script>alert(1)</script>}`,
    tex`\color{red"onclick=x}{a}`,
    tex`\tag{<b>1</b>} a`,
    tex`\label{x"}a`,
  ])("makes nothing of %s but elements and attributes of MathML", (source) => {
    const tags = toMathML(source, true).html.match(/<[^>]*>/g) ?? [];
    expect(
      tags.filter(
        (tag) => !/^<\/?(?:math|m[a-z]+|code class="math-source"|code)(?: [a-z]+="[\w\s.%+#-]*")*>$/.test(tag),
      ),
    ).toEqual([]);
  });

  test("sets a formula as MathML", () => {
    const { html, error } = toMathML("x^2", false);
    expect(error).toBeUndefined();
    expect(html.replace(/ class="[^"]*"/g, "")).toBe("<math><msup><mi>x</mi><mn>2</mn></msup></math>");
    expect(toMathML("x^2", true).html).toContain('display="block"');
  });

  test("keeps to the content policy: no style attribute, no script, no link", () => {
    for (const source of [
      tex`\begin{aligned}a&=b\\c&=d\end{aligned}`,
      tex`\color{red}x`,
      tex`\text{<script>alert(1)</script>}`,
      tex`\href{javascript:alert(1)}{x}`,
      tex`\includegraphics{https://example.org/x.png}`,
      tex`\style{color:red}{x}`,
    ]) {
      expect(toMathML(source, true).html).not.toMatch(/ style=|<script|<a |href=|<img|src=/);
    }
  });

  test("shows the escaped source of what can't be set", () => {
    const { html, error } = toMathML(tex`\frac{<b>`, false);
    expect(html).toBe(tex`<code class="math-source">\frac{&lt;b&gt;</code>`);
    expect(error).toMatch(/\S/);
  });

  test("remembers nothing but formulas from one to the next", () => {
    toMathML(tex`\gdef\own{x}`, false);
    expect(toMathML(tex`\own`, false).error).toBeDefined();
  });
});

describe("formulaProblem", () => {
  test.each([tex`x^2`, tex`\alpha`, tex`O(n \log n)`, tex`{}^{\mbox{1}}`, tex`\slashed{E}`])(
    "has nothing against %s",
    (source) => {
      expect(formulaProblem(source)).toBeUndefined();
    },
  );

  test.each([
    [tex`\unheard`, /unheard/],
    [tex`\frac{a`, /./],
    [tex`\def\x{\x\x}\x`, /expansion/],
    ["{".repeat(9_000), /./],
    ["x".repeat(20_000), /more than 10,000 characters/],
  ])("says why not", (source, reason) => {
    expect(formulaProblem(source)?.message).toMatch(reason);
  });
});
