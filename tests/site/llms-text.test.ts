import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { llmsText, type SiteOverview } from "../../src/site/metadata/site-wide.ts";

const headings = { exports: "Exports", feeds: "Feeds", topics: "Topics", papers: "Papers" };
const address = "https://example.org/publications/a/";

function overview(parts: Partial<SiteOverview>): SiteOverview {
  return { title: "Site", description: "", headings, exports: [], feeds: [], topics: [], papers: [], ...parts };
}

describe("llmsText", () => {
  test("has a title, a summary and lists of links", () => {
    const text = llmsText({
      title: "The Laboratory",
      description: "What we publish.\nAll of it.",
      headings,
      exports: [{ title: "BibTeX", address: "https://example.org/publications.bib" }],
      feeds: [{ title: "Atom feed", address: "https://example.org/feed.xml" }],
      topics: [{ title: "Sparse experts", address: "https://example.org/collections/sparse-experts/" }],
      papers: [
        { title: "One", address, authors: ["Ann Author", "Ben Writer"], venue: "Journal of Samples", year: "2021" },
        { title: "Two", address, authors: [], year: "2020" },
        { title: "Three", address, authors: [] },
      ],
    });
    expect(text).toBe(`# The Laboratory

> What we publish. All of it.

## Exports

- [BibTeX](https://example.org/publications.bib)

## Feeds

- [Atom feed](https://example.org/feed.xml)

## Topics

- [Sparse experts](https://example.org/collections/sparse-experts/)

## Papers

- [One](${address}): Ann Author, Ben Writer, Journal of Samples 2021
- [Two](${address}): 2020
- [Three](${address})
`);
  });

  test("leaves out what there is nothing of", () => {
    expect(llmsText(overview({}))).toBe("# Site\n");
  });

  test("names the first hundred papers, and ten authors of each", () => {
    const authors = Array.from({ length: 11 }, (_, index) => `Author ${index + 1}`);
    const papers = Array.from({ length: 101 }, (_, index) => ({ title: `Paper ${index + 1}`, address, authors }));
    const text = llmsText(overview({ papers }));
    expect(text).toContain("[Paper 100]");
    expect(text).not.toContain("[Paper 101]");
    expect(text).toContain("Author 10, et al.");
    expect(text).not.toContain("Author 11");
  });

  test.each([
    "A *new* `way` to_be _read_ <b>&amp;</b> [x](y) ~~z~~",
    "# 1. <script>alert(1)</script> #",
    "![picture](https://example.org/x.png)",
    "back\\slash \\* end\\",
    "- dash",
    "1) first",
    "+ plus",
    "two\n\nparagraphs",
    "]: https://example.org",
    "https://example.org/_a_",
    "== equals",
  ])("says %j in every place as plain text", (words) => {
    const paper = { title: words, address, authors: [words], venue: words };
    const text = llmsText(overview({ title: words, description: words, papers: [paper] }));
    const html = new MarkdownIt({ html: true }).render(text);
    const said = words.replace(/\s+/g, " ").replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    const normalized = html.replace(/&(amp|lt|gt|quot);/g, (_, name: string) => {
      return { amp: "&#38;", lt: "&#60;", gt: "&#62;", quot: "&#34;" }[name]!;
    });
    expect(normalized).toBe(
      `<h1>${said}</h1>\n<blockquote>\n<p>${said}</p>\n</blockquote>\n<h2>Papers</h2>\n` +
        `<ul>\n<li><a href="${address}">${said}</a>: ${said}, ${said}</li>\n</ul>\n`,
    );
  });

  test("keeps an address one link", () => {
    const text = llmsText(overview({ topics: [{ title: "T", address: "https://example.org/a (b)/" }] }));
    expect(text).toContain("- [T](https://example.org/a%20%28b%29/)\n");
  });
});
