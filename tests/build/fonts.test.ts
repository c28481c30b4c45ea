import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { engineFolder } from "../../src/build/cache/engine.ts";
import { scripts, siteFonts } from "../../src/build/fonts.ts";
import { builtPages } from "../built-pages.ts";

const paper = "---\ntitle: Growth\nauthors: [Ada Kern]\ndate: 2021\n---\n";

describe("the site's own faces", () => {
  test.each(["source-serif-4", "source-sans-3"])("are cut as the package %s says", (name) => {
    const file = path.join(engineFolder, "node_modules/@fontsource", name, "unicode.json");
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject(scripts);
  });

  test("come from the site, with every page's first ones named in its head", async () => {
    const site = builtPages({ "a.md": paper });
    const style = site.at(site.addresses.find((address) => address.endsWith(".css"))!);
    const named = [...style.matchAll(/src:url\(([^)]+)\)/g)].map(([, file]) => `/assets/${file}`);
    expect(named).toHaveLength(16);
    expect(site.addresses).toEqual(expect.arrayContaining(named));
    const preloaded = [...site.at("/").matchAll(/<link rel="preload" as="font" type="font\/woff2" href="([^"]+)"/g)];
    const first = preloaded.map(([, address]) => address!);
    expect(first.map((address) => address.split(".")[0])).toEqual([
      "/assets/source-serif-4-latin-400-normal",
      "/assets/source-serif-4-latin-600-normal",
      "/assets/source-sans-3-latin-400-normal",
    ]);
    const sizes = await Promise.all(first.map(async (address) => (await site.bytesAt(address)).length));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000);
    expect((await site.bytesAt(first[0]!)).subarray(0, 4).toString()).toBe("wOF2");
  });

  test("have those of a page's script, too", () => {
    const names = (language: string) =>
      siteFonts()
        .first(language)
        .map((address) => address.replace(/^.*-(latin|greek|cyrillic)-.*$/, "$1"));
    expect(names("el")).toEqual(["latin", "latin", "latin", "greek", "greek", "greek"]);
    expect(names("ru")).toContain("cyrillic");
    expect(names("ar")).toEqual(names("en"));
  });

  test("give way to the visitor's own where the site wants that", () => {
    const site = builtPages({ "a.md": paper, "content/site.yaml": "appearance: {fonts: system}\n" });
    expect(site.diagnostics).toEqual([]);
    expect(site.addresses.filter((address) => address.endsWith(".woff2"))).toEqual([]);
    expect(site.at("/")).not.toContain('rel="preload"');
    expect(site.at(site.addresses.find((address) => address.endsWith(".css"))!)).not.toContain("@font-face");
  });
});
