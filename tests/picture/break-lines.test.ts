import { describe, expect, test } from "vitest";
import { balanceLines, breakLines, cutLines } from "../../src/picture/social-picture.ts";

/** Every character as wide as every other. */
const width = (text: string) => [...text].length;

describe("breakLines", () => {
  test.each([
    ["between words", "one two three", 7, ["one two", "three"]],
    ["after a hyphen and a dash", "self-supervised learning", 12, ["self-", "supervised", "learning"]],
    ["not after a hyphen before a figure", "of GPT-4 and", 6, ["of", "GPT-4", "and"]],
    ["not at a no-break space", "by A.\u00a0Author", 9, ["by", "A.\u00a0Author"]],
    ["between ideographs", "稀疏混合专家", 4, ["稀疏混合", "专家"]],
    ["between an ideograph and a word", "基于Transformer的", 11, ["基于", "Transformer", "的"]],
    ["not before what closes", "稀疏混合、专家", 4, ["稀疏混", "合、专家"]],
    ["not after what opens", "稀疏混「合」", 4, ["稀疏混", "「合」"]],
    ["not before a small kana", "ニューラルット", 5, ["ニューラ", "ルット"]],
    ["inside of a word that is too wide alone", "a abcdefgh b", 4, ["a", "abcd", "efgh", "b"]],
    ["never between a letter and its accent", "x̂x̂x̂", 2, ["x̂", "x̂", "x̂"]],
  ])("breaks %s", (_, text, limit, lines) => {
    expect(breakLines(text, width, limit)).toEqual(lines);
  });

  test("gives no line of nothing", () => {
    expect(breakLines("", width, 10)).toEqual([]);
    expect(breakLines("   ", width, 10)).toEqual([]);
  });
});

describe("balanceLines", () => {
  test("keeps the number of lines and makes them even", () => {
    const text = "aaaa bbbb cccc dddd eeee";
    expect(breakLines(text, width, 20)).toEqual(["aaaa bbbb cccc dddd", "eeee"]);
    expect(balanceLines(text, width, 20)).toEqual(["aaaa bbbb cccc", "dddd eeee"]);
  });

  test("leaves one line one", () => {
    expect(balanceLines("one two", width, 20)).toEqual(["one two"]);
  });
});

describe("cutLines", () => {
  test("leaves what is short enough", () => {
    expect(cutLines(["one", "two"], 2, width, 10)).toEqual(["one", "two"]);
  });

  test("ends in an ellipsis that fits", () => {
    expect(cutLines(["one", "two and, six", "more"], 2, width, 12)).toEqual(["one", "two and…"]);
  });

  test("cuts a word that fills the line", () => {
    expect(cutLines(["abcdef", "ghij"], 1, width, 6)).toEqual(["abcde…"]);
  });
});
