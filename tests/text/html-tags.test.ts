import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseLatex } from "../../src/text/latex/latex.ts";
import { parseMarkdownBlocks, parseMarkdownInline } from "../../src/text/markdown/markdown-text.ts";
import { richTextToPlain } from "../../src/text/plain-text.ts";
import type { RichText } from "../../src/text/rich-text.ts";

const readers = [
  ["BibTeX", (text: string) => parseLatex(text).value],
  ["BibTeX abstracts", (text: string) => parseLatex(text, { blocks: true }).value],
  ["Markdown", (text: string) => parseMarkdownInline(text).value],
  ["Markdown abstracts", (text: string) => parseMarkdownBlocks(text).value],
] as const;

describe.each(readers)("in %s", (_, read) => {
  test.each([
    "Preventing <script> injection in web forms",
    "<script>alert(1)</script> is a word",
    "On <canvas> and <video> in practice",
    "If a<b && c>d in guards",
    "x <- y and y -> x",
    "<i>unclosed",
    "closed only</i>",
    "List<String> and Vec<T>",
    "The <p> element and the <img> one",
    "Under <em> and </strong>",
  ])("every word of %j is text", (text) => {
    expect(richTextToPlain(read(text))).toBe(text);
  });

  test("known tags that open and close are read, with those without content", () => {
    const text =
      'a <i>b</i> <jats:italic>c</jats:italic>, d<br/>e<mml:math><mml:mi>x</mml:mi></mml:math> <img src="f.png"/>g';
    expect(richTextToPlain(read(text))).toBe("a b c, d ex g");
  });
});

/** The kinds of the nodes with their texts. */
function marks(tree: RichText): readonly string[] {
  return tree.flatMap((node) =>
    node.kind === "text" || node.kind === "math" ? [] : [`${node.kind} ${richTextToPlain([node])}`],
  );
}

test.each([
  ["$\\less$i$\\greater$Pinus$\\less$/i$\\greater$ grows", ["emphasis Pinus"], "Pinus grows"],
  ["{\\textless}sub{\\textgreater}2{\\textless}/sub{\\textgreater} x", ["subscript 2"], "2 x"],
  ["\\textless{}i\\textgreater{}E. coli\\textless{}/i\\textgreater{}", ["emphasis E. coli"], "E. coli"],
  ["{$<$}i{$>$}Pinus{$<$}/i{$>$}", ["emphasis Pinus"], "Pinus"],
  ["&lt;i&gt;Pinus&lt;/i&gt; x", ["emphasis Pinus"], "Pinus x"],
  ["The &lt;script&gt; tag", [], "The <script> tag"],
  ["p $\\less$ 0.05 and q $\\greater$ 1", [], "p < 0.05 and q > 1"],
  ["C$\\mathplus$$\\mathplus$", [], "C++"],
  ['<span class="nocase">DNA</span> <span>x</span>', ["noCase DNA"], "DNA x"],
] as const)("an exporter's tags are read back: %s", (text, expected, plain) => {
  const { value, problems } = parseLatex(text);
  expect(marks(value)).toEqual(expected);
  expect(richTextToPlain(value)).toBe(plain);
  expect(problems).toEqual([]);
});

test("no word of a title is lost, whatever stands in angle brackets", () => {
  const word = fc.stringMatching(/^[a-z]{1,6}$/);
  const piece = fc.oneof(
    word,
    word.map((name) => `<${name}>`),
    word.map((name) => `</${name}>`),
    word.map((name) => `<${name} a="b">`),
    fc.constantFrom(
      "<",
      ">",
      "<-",
      "->",
      "a<b",
      "List<String>",
      "<i>",
      "</i>",
      "<b>",
      "</b>",
      "<p>",
      "<td>",
      "<script>",
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const wordsOf = (text: string) => text.match(/[a-z]+/gi) ?? [];
      const words = pieces.filter((one) => !/^<.?[a-z]/.test(one) || !isTag(one)).flatMap(wordsOf);
      for (const [, read] of readers.filter(([name]) => !name.endsWith("abstracts"))) {
        const left = wordsOf(richTextToPlain(read(pieces.join(" "))));
        for (const one of words) expect(left).toContain(one);
      }
    }),
    { numRuns: 300, seed: 12 },
  );
});

/** Whether a tag by itself, opened and closed, is no text: then it is one of those that are known. */
function isTag(piece: string): boolean {
  const name = /[a-z]+/.exec(piece)![0];
  return !richTextToPlain(parseLatex(`<${name}>x</${name}>`).value).includes("<");
}
