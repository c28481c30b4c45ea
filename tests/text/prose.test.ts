import { describe, expect, test } from "vitest";
import { placeAt, sourceFile } from "../../src/input/files/source-file.ts";
import { readProse } from "../../src/input/site/site-prose.ts";
import { createSiteLinks } from "../../src/relate/site-links.ts";
import { createAddresses } from "../../src/site/views/page-addresses.ts";
import { createTextTools } from "../../src/site/views/text-view.ts";
import { isSiteAddress } from "../../src/text/escape.ts";
import { createMathRenderer } from "../../src/text/mathml.ts";
import { collection, publication } from "../site/sample-catalogue.ts";

const links = createSiteLinks(
  {
    languages: ["en", "nl"],
    papers: [publication("pines", { key: "pines" }), publication("orr-2020", { key: "Orr 2020" })],
    collections: [
      collection("trees", "Trees"),
      { ...collection("oaks", "Oaks"), place: placeAt(sourceFile("content/collections/oaks.md", ""), 0) },
    ],
    slugs: { years: ["undated"], types: ["paper-conference"], venues: [], people: [] },
    authored: [],
    hasNews: false,
    activities: [],
    moves: [],
  },
  new Map([
    ["content/ada.png", { width: 20, height: 10 }],
    ["content/a pine.png", { width: 2, height: 1 }],
  ]),
  (path) => (/missing/.test(path) ? { why: "which does not exist" } : { onDisk: path, removed: [] }),
  false,
);

function read(markdown: string, path = "content/index.md") {
  const file = sourceFile(path, markdown);
  return readProse({ file, text: markdown, offset: 0, titlePlace: placeAt(file, 0) });
}

/** The HTML of a text, with the site below `prefix` and in the folder of a language. */
function render(
  markdown: string,
  { prefix = "/", folder = "", path = "content/index.md", page = "/", url = "https://example.org/" } = {},
): string {
  const text = createTextTools(createAddresses(prefix, url, folder), createMathRenderer(), "en");
  return text.html(links.resolve(read(markdown, path).value.text, page), { headingLevel: 2, footnotes: "note" });
}

describe("a text of the author's", () => {
  test("has formulas as MathML and the inline HTML that titles may have", () => {
    const html = render("I study $\\alpha$-stable trees with $x_1^2 * y_2$ and H<sub>2</sub>O.");
    expect(html).toMatch(/^<p>I study <math/);
    expect(html).toContain("H<sub>2</sub>O");
    expect(html).not.toContain("<em>");
  });

  test.each([
    [
      "a table",
      "| age | height |\n| - | -: |\n| 1 | *2* |",
      '<div class="table" role="group" aria-label="age, height" tabindex="0"><table><thead><tr><th scope="col">age</th><th scope="col" class="right">height</th></tr></thead><tbody><tr><td>1</td><td class="right"><em>2</em></td></tr></tbody></table></div>',
    ],
    [
      "a table whose first column has no heading",
      "| | height |\n| - | - |\n| 1 | 2 |",
      '<div class="table" role="group" aria-label="height" tabindex="0"><table><thead><tr><td></td><th scope="col">height</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table></div>',
    ],
    [
      "a table without headings",
      "| | |\n| - | - |\n| 1 | 2 |",
      '<div class="table" role="group" tabindex="0"><table><tbody><tr><td>1</td><td>2</td></tr></tbody></table></div>',
    ],
    [
      "code with its lines",
      "```js\nif (a < b) {\n  c();\n}\n```",
      '<pre dir="ltr" translate="no"><code>if (a &lt; b) {\n  c();\n}</code></pre>',
    ],
    ["indented code", "    x = 1\n\n    y = 2", '<pre dir="ltr" translate="no"><code>x = 1\n\ny = 2</code></pre>'],
    ["what is struck through", "~~ten~~ twenty", "<p><s>ten</s> twenty</p>"],
    ["what HTML strikes through", "<del>ten</del> <s>nine</s> twenty", "<p><s>ten</s> <s>nine</s> twenty</p>"],
    ["a rule", "a\n\n---\n\nb", "<p>a</p><hr><p>b</p>"],
    [
      "a broken line",
      "Ada Kern  \nUniversity of Tests<br>Testing",
      "<p>Ada Kern<br>University of Tests<br>Testing</p>",
    ],
    ["a list that begins at three", "3. c\n4. d", '<ol start="3"><li>c</li><li>d</li></ol>'],
    [
      "a table in a list",
      "- a\n\n  | b |\n  | - |\n  | c |",
      '<ul><li>a<div class="table" role="group" aria-label="b" tabindex="0"><table><thead><tr><th scope="col">b</th></tr></thead><tbody><tr><td>c</td></tr></tbody></table></div></li></ul>',
    ],
    [
      "a link written in HTML",
      '<a href="https://example.org/a?b&amp;c" onclick="x()">see</a>',
      '<p><a href="https://example.org/a?b&amp;c">see</a></p>',
    ],
    ["template code as text", "{{ site.title }} {% raw %}", "<p>{{ site.title }} {% raw %}</p>"],
    ["dashes as they were typed, not quotes", "\"a\" -- 'b' (c)", "<p>“a” -- ‘b’ (c)</p>"],
  ])("keeps %s", (_, markdown, html) => {
    expect(render(markdown)).toBe(html);
  });

  test("has its footnotes at the end, each leading back to its mark", () => {
    expect(render("One.[^a] Two.[^b] Again.[^a]\n\n[^b]: Second *note*.\n[^a]: First note.")).toBe(
      '<p>One.<sup><a id="note-mark-1" href="#note-1" role="doc-noteref">1</a></sup> ' +
        'Two.<sup><a id="note-mark-2" href="#note-2" role="doc-noteref">2</a></sup> ' +
        'Again.<sup><a href="#note-1" role="doc-noteref">1</a></sup></p>' +
        '<ol class="footnotes"><li id="note-1">First note. <a href="#note-mark-1" role="doc-backlink">↩\ufe0e</a></li>' +
        '<li id="note-2">Second <em>note</em>. <a href="#note-mark-2" role="doc-backlink">↩\ufe0e</a></li></ol>',
    );
  });

  test("begins with h2 and keeps the steps of its headings", () => {
    expect(render("# One\n\n## Two\n\n# Three")).toBe("<h2>One</h2><h3>Two</h3><h2>Three</h2>");
    expect(render("### Deep\n\n###### Deeper")).toBe("<h2>Deep</h2><h5>Deeper</h5>");
  });

  test("survives deep nesting and a long text", () => {
    expect(render(`${">".repeat(5000)} x\n\nafter`)).toContain("<p>after</p>");
    expect(render(`${"[".repeat(20_000)} after`)).toContain("after");
    expect(render(`${"> ".repeat(30)}| a |\n${"> ".repeat(30)}| - |`)).toContain("a");
  });
});

describe("an address in a text", () => {
  const oaks = { path: "content/collections/oaks.md", page: "/collections/oaks/" };
  test.each<[string, string, Parameters<typeof render>[1]]>([
    ["collections/trees/", "/collections/trees/", {}],
    ["/collections/trees/", "/p/collections/trees/", { prefix: "/p/" }],
    ["collections/trees", "/p/nl/collections/trees/", { prefix: "/p/", folder: "/nl" }],
    ["collections/trees/index.html#x", "/collections/trees/#x", {}],
    ["publications/pines.md", "/publications/pines/", {}],
    ["publications/Orr 2020.md", "/publications/orr-2020/", {}],
    ["publications/?q=a%20b", "/publications/?q=a%20b", {}],
    ["publications.bib", "/p/publications.bib", { prefix: "/p/", folder: "/nl" }],
    ["collections/trees/feed.xml", "/collections/trees/feed.xml", { folder: "/nl" }],
    ["/nl/collections/trees/", "/nl/collections/trees/", { folder: "/nl" }],
    ["../trees/", "/p/collections/trees/", { prefix: "/p/", ...oaks }],
    ["../../publications/pines/", "/nl/publications/pines/", { folder: "/nl", ...oaks }],
    ["oaks.md", "/collections/oaks/", oaks],
    ["../index.md", "/", oaks],
    ["#below", "/collections/oaks/#below", oaks],
    ["cv.pdf", "/p/cv.pdf", { prefix: "/p/", folder: "/nl" }],
    ["<a tree & more.pdf>", "/a%20tree%20&amp;%20more.pdf", {}],
    ["cv.pdf", "/collections/oaks/cv.pdf", oaks],
  ])("%s leads to %s", (written, address, options) => {
    expect(
      render(`[x](${written.includes(" ") && !written.startsWith("<") ? `<${written}>` : written})`, options),
    ).toBe(`<p><a href="${address}">x</a></p>`);
  });

  test.each(["collections/burrows/", "years/1800/", "/elsewhere/", "../../outside.md", "publications/pines.html"])(
    "that leads nowhere is text: %s",
    (written) => expect(render(`[x](${written})`)).toBe("<p>x</p>"),
  );

  test("of a picture is that of the published file, with the picture's size", () => {
    expect(render("![Ada at a *pine*](ada.png)", { prefix: "/p/", folder: "/nl" })).toBe(
      '<p><img src="/p/ada.png" width="20" height="10" alt="Ada at a pine"></p>',
    );
    expect(render('<img src="a%20pine.png" alt="A pine" width=900>')).toBe(
      '<p><img src="/a%20pine.png" width="2" height="1" alt="A pine"></p>',
    );
    expect(render("![A plot](missing.png)")).toBe("<p>A plot</p>");
  });

  test("loads no picture from elsewhere", () => {
    const markdown = "See\n![A plot](https://example.org/plot.svg)";
    expect(render(markdown)).toBe('<p>See <a href="https://example.org/plot.svg">A plot</a></p>');
    expect(read(markdown).diagnostics).toMatchObject([{ code: "text/remote-picture", line: 2, column: 11 }]);
    expect(render("[![x](https://example.org/a.png)](https://example.org/)")).toBe(
      '<p><a href="https://example.org/">x</a></p>',
    );
  });

  test("is no link where a browser would run it or read a host from it", () => {
    for (const written of [
      "javascript:alert(1)",
      "//example.org/z",
      "\\\\\\\\example.org",
      "data:text/html,x",
      "vbscript:x",
    ]) {
      expect(render(`[x](${written}) ![y](${written})`)).not.toMatch(/<a|<img/);
    }
  });
});

describe("isSiteAddress", () => {
  test.each(["x/y.pdf", "/x", "#x", "?a=b:c", "../x", "a%20b"])("takes %s", (address) => {
    expect(isSiteAddress(address)).toBe(true);
  });

  test.each([
    "https://example.org/",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "\u0001javascript:alert(1)",
    "data:image/png;base64,x",
    "file:///x",
    "C:\\x",
    "//example.org/x",
    "/\\example.org/x",
    "/\t/example.org",
    "",
  ])("refuses %j", (address) => {
    expect(isSiteAddress(address)).toBe(false);
  });
});

describe("what an author is told of a text", () => {
  test.each([
    ["text/html", 'a\n\n<table class="x"><tr><td>b</td></tr></table>', 3, 1, /<table>/],
    ["text/html", "a <mark>b</mark> <mark>c</mark>", 1, 3, /<mark>/],
    ["text/html", "a <u>b</u>", 1, 3, /<u>/],
    ["text/footnote", "a[^1] b\n\n[^1]: c\n\n[^2]: d", 5, 1, /\[\^2\]/],
    ["text/footnote", "a b\n\n[^1]: c", 3, 1, /\[\^1\]/],
    ["text/footnote", "a b\nc[^x] d", 2, 2, /\[\^x\]/],
    ["text/footnote", "a[^1]\n\n[^1]: b\n[^1]: c", 4, 1, /twice/],
    ["text/address-scheme", "a\r\n\r\nb [c](javascript:x)", 3, 7, /javascript:x/],
  ])("%s: %j", (code, markdown, line, column, message) => {
    const { diagnostics } = read(markdown);
    expect(diagnostics).toMatchObject([{ code, line, column, file: "content/index.md" }]);
    expect(diagnostics[0]!.message).toMatch(message);
  });

  test.each(["a <b>c</b> <span class=x>d</span> <!-- e --> 2^[3] ~5 * 6", "`[^1]` and `<table>`", "one<br>two"])(
    "nothing of %j",
    (markdown) => {
      expect(read(markdown).diagnostics).toEqual([]);
    },
  );
});
