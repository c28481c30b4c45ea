import { describe, expect, test } from "vitest";
import { splitKeywords } from "../../src/input/publication/entry-texts.ts";

describe("splitKeywords", () => {
  test.each([
    ["machine learning, graphs, {Bern, Nobel}", ["machine learning", "graphs", "Bern, Nobel"]],
    ["machine learning; graphs;Physics - Optics", ["machine learning", "graphs", "Physics - Optics"]],
    ["one, two; three", ["one, two", "three"]],
    ["{a; b}, c", ["a; b", "c"]],
    ["C++, R\\&D, caf{\\'e}", ["C++", "R&D", "café"]],
    ["caf&eacute;, b", ["café", "b"]],
    ["Graphs, graphs, , trees,", ["Graphs", "trees"]],
    ["深度学习；图", ["深度学习", "图"]],
    ["single\n  phrase", ["single phrase"]],
    ["", []],
  ])("splits %j", (text, keywords) => {
    expect(splitKeywords(text)).toEqual(keywords);
  });
});
