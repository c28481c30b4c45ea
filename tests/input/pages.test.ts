import { describe, expect, test } from "vitest";
import { normalizePages } from "../../src/input/publication/entry-texts.ts";

describe("normalizePages", () => {
  test.each([
    ["12--34", "12–34"],
    ["12-34", "12–34"],
    ["123--34", "123–34"],
    ["968 - 980", "968–980"],
    ["5–9", "5–9"],
    ["225-–240", "225–240"],
    ["12\\,--\\,34", "12–34"],
    ["3$-$5", "3–5"],
    ["7, 41, 73--97", "7, 41, 73–97"],
    ["1-3;7-11", "1–3, 7–11"],
    ["xii-xv", "xii–xv"],
    ["S1-S9", "S1–S9"],
    ["C3-32", "C3-32"],
    ["C3-32--C3-35", "C3-32–C3-35"],
    ["C3-32-C3-35", "C3-32–C3-35"],
    ["1:1--1:12", "1:1–1:12"],
    ["1:1-1:12", "1:1–1:12"],
    ["e1234", "e1234"],
    ["43+", "43+"],
    ["pp. 3-5", "3–5"],
    ["100--", "100–"],
    ["--", ""],
    ["", ""],
  ])("makes %j %j", (text, pages) => {
    expect(normalizePages(text)).toBe(pages);
  });

  test.each([" ".repeat(3e5), " -".repeat(1e5), "1,".repeat(1e5)])("survives a huge field %#", (text) => {
    const start = performance.now();
    normalizePages(text);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
