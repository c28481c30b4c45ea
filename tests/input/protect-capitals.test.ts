import { describe, expect, test } from "vitest";
import { protectCapitals } from "../../src/input/publication/entry-texts.ts";
import { richTextToLatex } from "../../src/text/latex/rich-text-latex.ts";

describe("protectCapitals", () => {
  test.each([
    [
      "LiT: Zero-Shot Transfer with Locked-image text Tuning",
      "{LiT}: Zero-Shot Transfer with Locked-image text Tuning",
    ],
    ["A V-MoE on ImageNet in 3D", "A {V-MoE} on {ImageNet} in {3D}"],
    ["D'Angelo and O'Neil", "D'Angelo and O'Neil"],
  ])("braces in %j what is written in capitals by nature", (title, latex) => {
    expect(richTextToLatex(protectCapitals([{ kind: "text", value: title }]))).toBe(latex);
  });

  test("goes into markup and leaves formulas alone", () => {
    const tree = protectCapitals([
      { kind: "emphasis", children: [{ kind: "text", value: "DNA" }] },
      { kind: "math", tex: "AB", display: false },
    ]);
    expect(richTextToLatex(tree)).toBe("\\emph{{DNA}}$AB$");
  });
});
