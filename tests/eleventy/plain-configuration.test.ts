import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isPlain } from "../../src/eleventy/configuration-fault.ts";

const own = readFileSync(".eleventy.ts", "utf8");

describe("isPlain", () => {
  test("holds for the configuration that a site begins with, however it is set", () => {
    expect(isPlain(own)).toBe(true);
    expect(isPlain(own.replaceAll("  ", "\t").replaceAll("\n", "\r\n"))).toBe(true);
    expect(isPlain(own.replace(/^\s*\/\/.*\n/gm, ""))).toBe(true);
  });

  test.each([
    ["a filter", own.replace("  // Add", '  eleventyConfig.addFilter("x", String);\n  // Add')],
    ["another plugin", `import other from "other";\n${own}`],
    ["another folder", own.replace("dir: siteDirectories()", 'dir: { input: "x" }')],
    ["nothing", ""],
  ])("does not hold for one with %s", (_, text) => {
    expect(isPlain(text)).toBe(false);
  });
});
