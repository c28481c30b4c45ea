import { describe, expect, test } from "vitest";
import { withoutAbstractLabel } from "../../src/input/publication/entry-texts.ts";
import { parseLatex } from "../../src/text/latex/latex.ts";
import { parseMarkdownBlocks } from "../../src/text/markdown/markdown-text.ts";
import { richTextToPlain } from "../../src/text/plain-text.ts";

const read = (text: string) => richTextToPlain(withoutAbstractLabel(parseMarkdownBlocks(text).value));

describe("an abstract's own heading", () => {
  test.each([
    "Abstract\n\nWe show.",
    "# Abstract\n\nWe show.",
    "## ABSTRACT:\n\nWe show.",
    "**Abstract**\n\nWe show.",
    "Abstract: We show.",
    "ABSTRACT. We show.",
    "Abstract—We show.",
    "Abstract — We show.",
    "Abstract - We show.",
    "**Abstract.** We show.",
    "**Abstract**: We show.",
    "*Abstract* – We show.",
    "***Abstract—*** We show.",
    "Zusammenfassung\n\nWe show.",
    "Résumé : We show.",
    "Re\u0301sume\u0301. We show.",
    "Resumen: We show.",
    "**Resumo.** We show.",
    "Samenvatting\n\nWe show.",
    "摘要：We show.",
    "【要旨】We show.",
    "الملخص: We show.",
  ])("goes: %j", (text) => expect(read(text)).toBe("We show."));

  test.each([
    "Abstract interpretation is sound.",
    "**Abstract** interpretation is sound.",
    "Abstract-interpretation tools are sound.",
    "Abstract—like concrete—art is seen.",
    "Abstracts: a study.",
    "Summary of it: none.",
    "We show.\n\nAbstract",
  ])("is no more than a word here: %j", (text) => expect(read(text)).toBe(text.replaceAll("**", "")));

  test("goes from what exporters write in BibTeX", () => {
    const { value } = parseLatex("<jats:title>Abstract</jats:title><jats:p>We show.</jats:p>", {
      macros: new Map(),
      blocks: true,
    });
    expect(richTextToPlain(withoutAbstractLabel(value))).toBe("We show.");
  });
});
