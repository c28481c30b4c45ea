import { describe, expect, test } from "vitest";
import { nearestName, nearestNames } from "../../src/diagnostic/nearest-name.ts";

describe("nearestName", () => {
  test.each([
    ["titel", ["title", "date"], "title"],
    ["Athors", ["authors", "order"], "authors"],
    ["mole", ["moe", "jml"], "moe"],
    ["jlm", ["jml", "moe"], "jml"],
    ["comfrotable", ["comfortable", "compact"], "comfortable"],
    ["zhao2025mud", ["zhao2026mud", "kern2020"], "zhao2026mud"],
    ["label_noise", ["label-noise"], "label-noise"],
    ["colour", ["title", "date"], undefined],
    ["doi", ["url", "key"], undefined],
    ["ab", ["ac"], undefined],
    ["draft", ["date", "order"], undefined],
  ])("of %s among %j is %s", (name, known, expected) => {
    expect(nearestName(name, known)).toBe(expected);
  });

  test("leaves open what was meant where two names are as near", () => {
    expect(nearestNames("dote", ["date", "note", "title"])).toEqual(["date", "note"]);
  });
});
