import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
// @ts-expect-error: it has no types.
import { compileReferences } from "../../src/compile.mjs";
import { compileStyle, readStyle, UnsupportedStyle } from "../../src/csl/exports.ts";
import { parseStyle } from "../../src/csl/parse-style.ts";
import { fromStyleData } from "../../src/csl/style-data.ts";

const require = createRequire(import.meta.url);
const styles = require("@citation-js/plugin-csl/lib/styles.json") as Record<string, string>;
const locales = require("@citation-js/plugin-csl/lib/locales.json") as Record<string, string>;
const english = readStyle(locales["en-US"]!);

const item = {
  type: "article-journal",
  author: [{ family: "Kern", given: "Ada" }],
  title: "Growth of pines",
  "container-title": "Journal of Tests",
  volume: "12",
  issued: { "date-parts": [[2021, 3]] },
  DOI: "10.5555/1",
};

describe("a style as data", () => {
  test("makes the references that its XML makes, by way of JSON, without what is said about it", () => {
    // APA 7, "Reference list".
    const expected = "Kern, A. (2021). Growth of pines. Journal of Tests, 12. https://doi.org/10.5555/1";
    const json = JSON.stringify(readStyle(styles.apa!));
    expect(compileStyle(JSON.parse(json), { locales: [english] }).format(item).text).toBe(expected);
    expect(json.length).toBeLessThan(styles.apa!.length);
    expect(json).not.toContain("zotero.org");
  });

  test("of a locale is all of it", () => {
    const bare = (node: ReturnType<typeof parseStyle>): object => ({
      name: node.name,
      attributes: node.attributes,
      children: node.children.filter(({ name }) => name !== "info").map(bare),
      text: node.children.length > 0 ? "" : node.text,
    });
    const { "en-US": xml } = locales;
    expect(fromStyleData(JSON.parse(JSON.stringify(readStyle(xml!))))).toEqual(bare(parseStyle(xml!)));
  });

  test("is told where it is none", () => {
    for (const data of [null, "style", [], [1, {}], ["style", null], ["style", {}, 5]])
      expect(() => compileStyle(data as never, { locales: [] })).toThrow(UnsupportedStyle);
  });
});

describe("compileStyle of offprint/csl", () => {
  const style = (layout: string, attributes = "") =>
    readStyle(
      `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" ${attributes}>` +
        `<bibliography><layout>${layout}</layout></bibliography></style>`,
    );

  // CSL 1.0.2, appendix VI.
  test.each([
    ["DOI", "10.5555/a#b", "https://doi.org/10.5555/a%23b"],
    ["URL", "https://example.org/a", "https://example.org/a"],
    ["PMID", "123", "https://www.ncbi.nlm.nih.gov/pubmed/123"],
    ["PMCID", "PMC1", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1"],
  ])("links %s", (variable, value, address) => {
    const xml = style(`<text variable="${variable}"/>`);
    const one = { type: "book", [variable]: value };
    expect(compileStyle(xml, { locales: [english] }).format(one).html).toBe(`<a href="${address}">${value}</a>`);
    expect(compileStyle(xml, { locales: [english], links: false }).format(one).html).toBe(value);
  });

  test("links nothing that runs", () => {
    const format = compileStyle(style('<text variable="URL"/>'), { locales: [english] }).format;
    expect(format({ type: "book", URL: 'javascript:alert("x")' }).html).toBe("javascript:alert(&quot;x&quot;)");
  });

  test("has the style's language where none is asked for", () => {
    const own = '<text term="and"/>';
    const german = readStyle(locales["de-DE"]!);
    const plain = compileStyle(style(own, 'default-locale="de-DE"'), { locales: [english, german] });
    expect(plain.format({ type: "book" }).text).toBe("Und");
  });

  test("runs in a browser, with all that it needs in 12 KB compressed", async () => {
    const code: Uint8Array = await compileReferences();
    expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(12 * 1024);
    const browser = (await import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`)) as {
      compileStyle: typeof compileStyle;
    };
    expect(browser.compileStyle(readStyle(styles.apa!), { locales: [english] }).format(item).text).toContain(
      "Kern, A. (2021). Growth of pines.",
    );
  });
});
