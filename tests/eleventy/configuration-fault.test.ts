import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
// What Node has loaded to read a configuration stays with its process.
import { offprintApart as offprint } from "../offprint.ts";
import { type SiteFiles, siteIn } from "../site-in.ts";

const plugin = path.join(import.meta.dirname, "../../src/eleventy/plugin.ts");
const module = '{"type": "module"}';
const paper = "---\ntitle: A\nauthors: Ada Kern\ndate: 2020\n---\n";
const withPlugin = (more: string) =>
  `import offprint, { siteDirectories } from ${JSON.stringify(plugin)};\n` +
  `export default function (config) {\n  config.addPlugin(offprint);\n  ${more}\n  return { dir: siteDirectories() };\n}\n`;

describe("a build with a site's own .eleventy.ts", () => {
  test.each<[string, SiteFiles, RegExp]>([
    [
      "that does not add the plugin",
      { "./.eleventy.ts": "export default function () { return {}; }", "./package.json": module },
      /^\.eleventy\.ts:1:1 {2}error {2}eleventy\/configuration\n.*does not add Offprint's plugin/m,
    ],
    [
      "that no package.json calls a module",
      { "./.eleventy.ts": withPlugin("config.addFilter('x', (y) => y);") },
      /^\.eleventy\.ts:1:1 {2}error [^\n]*\n.*package\.json[\s\S]*"type": "module"/m,
    ],
    [
      "that is no TypeScript",
      { "./.eleventy.ts": "export default function () {\n  return {;\n}\n", "./package.json": module },
      /^\.eleventy\.ts:2:11 {2}error/m,
    ],
    [
      "that fails",
      {
        "./.eleventy.ts": "\nexport default function () {\n  throw new Error('No wind');\n}\n",
        "./package.json": module,
      },
      /^\.eleventy\.ts:3:\d+ {2}error [^\n]*\n.*No wind/m,
    ],
    [
      "whose own template names a filter that does not exist",
      {
        "./.eleventy.ts": withPlugin("config.addTemplate('x.njk', '---\\npermalink: /x/\\n---\\n{{ 1 | nosuch }}');"),
        "./package.json": module,
      },
      /error {2}\S+\n.*nosuch/,
    ],
  ])("%s is one error, and nothing is published", async (_, files, expected) => {
    const site = siteIn({ "a.md": paper, ...files });
    const { code, errors } = await offprint("build", site);
    expect(errors).toMatch(expected);
    expect(code).toBe(1);
    expect(errors.match(/ {2}error {2}/g)).toHaveLength(1);
    expect(errors).not.toMatch(/^\s+at /m);
    expect(existsSync(path.join(site, "_site"))).toBe(false);
  });

  test("publishes what it adds, where it is right", async () => {
    const site = siteIn({
      "a.md": paper,
      "./.eleventy.ts": withPlugin("config.addTemplate('x.njk', '---\\npermalink: /x/\\n---\\nOwn');"),
      "./package.json": module,
    });
    expect(await offprint("build", site)).toMatchObject({ code: 0 });
    for (const page of ["x", "publications/a"]) {
      expect(existsSync(path.join(site, "_site", page, "index.html"))).toBe(true);
    }
  });
});
