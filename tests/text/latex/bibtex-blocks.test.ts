import { describe, expect, test } from "vitest";
import { joinBlocks } from "../../../src/text/latex/bibtex-blocks.ts";

const volume = "@proceedings{v, title = {V}}";
const child = (key: string) => `@inproceedings{${key}, crossref = {v}}`;

describe("joinBlocks", () => {
  test("puts a parent behind the last of its children, as BibTeX wants it", () => {
    expect(joinBlocks([child("a"), volume, child("b"), volume])).toEqual([child("a"), child("b"), volume]);
  });

  test("has a macro once, before the first that uses it", () => {
    const macro = "@string{j = {Journal}}";
    expect(joinBlocks([macro, "@misc{a}", macro, "@misc{b}"])).toEqual([macro, "@misc{a}", "@misc{b}"]);
  });

  test("says a macro again where another of its name came between", () => {
    const [one, other] = ["@string{j = {One}}", "@STRING(J = {Other})"];
    expect(joinBlocks([one, "@misc{a}", other, "@misc{b}", one, "@misc{c}"])).toEqual([
      one,
      "@misc{a}",
      other,
      "@misc{b}",
      one,
      "@misc{c}",
    ]);
  });

  test("has each preamble once", () => {
    const [one, other] = ['@preamble{"\\one"}', '@preamble{"\\other"}'];
    expect(joinBlocks([one, "@misc{a}", other, one, "@misc{b}"])).toEqual([one, "@misc{a}", other, "@misc{b}"]);
  });

  test("leaves out the space around a block", () => {
    expect(joinBlocks(["\n@misc{a,\n\n  title = {A}}\n"])).toEqual(["@misc{a,\n\n  title = {A}}"]);
  });
});
