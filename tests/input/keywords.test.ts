import { describe, expect, test } from "vitest";
import { keywordsIn } from "../../src/input/publication/entry-texts.ts";

describe("keywordsIn", () => {
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
    expect(keywordsIn({ value: text, format: "bibtex" })).toEqual(keywords);
  });

  test("takes the items of a list of front matter as they are typed", () => {
    const items = ['"Tree" growth--fast', "Bern, Nobel", "x ~ y", 'M\\"unchen', "$n$-trees"];
    const keywords = ['"Tree" growth--fast', "Bern, Nobel", "x ~ y", "München", "n-trees"];
    expect(keywordsIn({ value: items.join(", "), items, format: "markdown" })).toEqual(keywords);
  });
});
