import { describe, expect, test } from "vitest";
import { isAllowedAddress, renderProse } from "../../src/render/prose.ts";

const render = (markdown: string, pathPrefix = "/"): string => renderProse(markdown, { pathPrefix });

describe("renderProse", () => {
  test("puts the path prefix before an address of the site and no other", () => {
    const markdown = "[a](/collections/x/) [b](https://example.org/y) [c](z/) [d](#e)";
    expect(render(markdown, "/papers/")).toBe(
      '<p><a href="/papers/collections/x/">a</a> <a href="https://example.org/y">b</a> <a href="z/">c</a> <a href="#e">d</a></p>\n',
    );
  });

  test("leaves HTML as text", () => {
    expect(render("<b onclick=x>hello</b> <script>alert(1)</script>")).toBe(
      "<p>&lt;b onclick=x&gt;hello&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt;</p>\n",
    );
  });

  test("leaves template code as text", () => {
    expect(render("{{ site.title }} {% raw %}")).toBe("<p>{{ site.title }} {% raw %}</p>\n");
  });

  test("makes no link of a refused address", () => {
    expect(render("[x](javascript:alert(1)) [y](//example.org/z)")).not.toContain("<a");
  });

  test("keeps straight quotes and dashes as they were typed", () => {
    expect(render("\"a\" -- 'b' (c)")).toBe("<p>&quot;a&quot; -- 'b' (c)</p>\n");
  });

  test("makes the highest heading an h2 and keeps the steps below it", () => {
    expect(render("# One\n\n## Two\n\n# Three")).toBe("<h2>One</h2>\n<h3>Two</h3>\n<h2>Three</h2>\n");
    expect(render("### Deep\n\n###### Deeper")).toBe("<h2>Deep</h2>\n<h5>Deeper</h5>\n");
  });

  test("shows a picture of the site, and links to one that lies elsewhere", () => {
    expect(render("![A plot](/plot.svg)", "/papers/")).toBe('<p><img src="/papers/plot.svg" alt="A plot"></p>\n');
    expect(render("![A plot](https://example.org/plot.svg)")).toBe(
      '<p><a href="https://example.org/plot.svg">A plot</a></p>\n',
    );
  });

  test("survives deep nesting and a long text", () => {
    expect(render(`${">".repeat(5000)} x\n\nafter`)).toContain("<p>after</p>");
    expect(render(`${"[".repeat(20_000)} after`)).toContain("after");
  });
});

describe("isAllowedAddress", () => {
  test.each([
    "https://example.org/",
    "http://example.org",
    "mailto:a@example.org",
    "x/y.pdf",
    "/x",
    "#x",
    "?a=b:c",
    "../x",
  ])("takes %s", (address) => {
    expect(isAllowedAddress(address)).toBe(true);
  });

  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "\u0001javascript:alert(1)",
    "data:text/html,x",
    "data:image/png;base64,x",
    "blob:x",
    "file:///x",
    "tel:1",
    "vbscript:x",
    "//example.org/x",
    "\\\\example.org/x",
    "/\\example.org/x",
    "/\t/example.org",
  ])("refuses %j", (address) => {
    expect(isAllowedAddress(address)).toBe(false);
  });
});
