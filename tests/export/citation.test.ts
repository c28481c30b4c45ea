import { parseFragment } from "parse5";
import { describe, expect, test } from "vitest";
import { createCitationFormatter } from "../../src/export/citation.ts";
import { citationLocale } from "../../src/export/citation-locales.ts";
import { toSafeCitation } from "../../src/export/style-engines.ts";
import type { Publication } from "../../src/record/publication.ts";
import { plain, sampleName, samplePublication, sampleWork } from "./sample-publication.ts";

const formatterOf = (name: string, locale = "en-US", xml?: string) =>
  createCitationFormatter({ style: xml === undefined ? { name } : { name, xml }, locale });

const styles = { apa: formatterOf("apa")!, vancouver: formatterOf("vancouver")!, harvard1: formatterOf("harvard1")! };
const textsOf = (publication: Publication) => [
  styles.apa.format(publication).text,
  styles.vancouver.format(publication).text,
  styles.harvard1.format(publication).text,
];

const { issued: _, ...undated } = samplePublication();

describe("createCitationFormatter", () => {
  // The forms are those of the styles' manuals: APA 7, NLM's "Citing Medicine", Harvard as in "Cite Them Right".
  test("formats an article in each style", () => {
    const article = samplePublication({ volume: "12", issue: "3", page: "1–5" });
    expect(textsOf(article)).toEqual([
      "Author, A. (2021). A title. Journal of Samples, 12(3), 1–5.",
      "Author A. A title. Journal of Samples. 2021;12(3):1–5.",
      "Author, A. (2021) “A title,” Journal of Samples, 12(3), pp. 1–5.",
    ]);
    expect(styles.apa.format(article).html).toBe(
      "Author, A. (2021). A title. <i>Journal of Samples</i>, <i>12</i>(3), 1–5.",
    );
  });

  test("links a DOI", () => {
    expect(styles.apa.format(samplePublication({ doi: "10.5555/1" })).html).toContain(
      '<a href="https://doi.org/10.5555/1">https://doi.org/10.5555/1</a>',
    );
    expect(styles.apa.format(samplePublication({ doi: "10.5555/a<b>#c" })).html).toContain(
      '<a href="https://doi.org/10.5555/a%3Cb%3E%23c">https://doi.org/10.5555/a&lt;b&gt;#c</a>',
    );
  });

  test("sets particles and suffixes in their places", () => {
    const author = [
      sampleName({ family: "Berg", given: "Ann Maria", nonDroppingParticle: "van der", suffix: "Jr." }),
      sampleName({ literal: "The Laboratory" }),
    ];
    const texts = textsOf(samplePublication({ author }));
    expect(texts[0]).toContain("van der Berg, A. M., Jr. & The Laboratory. (2021)");
    expect(texts[1]).toContain("van der Berg AM Jr, The Laboratory. A title");
    expect(texts[2]).toContain("van der Berg, A.M., Jr. and The Laboratory (2021)");
  });

  test("says et al. where the author wrote others", () => {
    const [apa, vancouver, harvard] = textsOf(samplePublication({ authorsTruncated: true }));
    expect(apa).toMatch(/^Author, A\. et al\. \(2021\)\./);
    expect(vancouver).toMatch(/^Author A, et al\. A title/);
    expect(harvard).toMatch(/^Author, A\. et al\. \(2021\)/);
    const two = [sampleName({ family: "B", given: "A" }), sampleName({ family: "D", given: "C" })];
    expect(styles.apa.format(samplePublication({ author: two, authorsTruncated: true })).text).toMatch(
      /^B, A\., D, C\., et al\. \(2021\)\./,
    );
  });

  test("shortens a long list as the style wants it", () => {
    const author = Array.from({ length: 25 }, (_, index) => sampleName({ family: `N${index}`, given: "G" }));
    const [apa, vancouver] = textsOf(samplePublication({ author }));
    expect(apa).toContain("N18, G., … N24, G. (2021)");
    expect(vancouver).toContain("N5 G, et al. A title");
  });

  test("says in press once where there is no date", () => {
    for (const text of textsOf({ ...undated, status: "in press" })) expect(text.match(/in press/gi)).toHaveLength(1);
  });

  test("says that there is no date as the style does", () => {
    const [apa, vancouver, harvard] = textsOf(undated);
    expect(apa).toContain("(n.d.)");
    expect(vancouver).toBe("Author A. A title. Journal of Samples.");
    expect(harvard).toContain("(no date)");
  });

  test("says circa and open ranges in each style", () => {
    const circa = samplePublication({ issued: { start: [1890], circa: true, uncertain: false } });
    for (const text of textsOf(circa)) expect(text).toMatch(/ca?\. 1890/);
    const open = samplePublication({ issued: { start: [1890], end: "open", circa: false, uncertain: false } });
    for (const text of textsOf(open)) expect(text).toContain("1890–");
    const range = samplePublication({ issued: { start: [1890], end: [1892], circa: false, uncertain: false } });
    for (const text of textsOf(range)) expect(text).toContain("1890–1892");
  });

  test.each(["2025-13-40", "05/04/2025", "31 June 2025", "June/soonish 2025"])(
    "says the year alone of %s, of which nothing else is certain",
    (literal) => {
      const doubtful = samplePublication({ issued: { start: [2025], literal, circa: false, uncertain: false } });
      const [apa, vancouver, harvard] = textsOf(doubtful);
      expect(apa).toContain("Author, A. (2025). A title.");
      expect(vancouver).toContain("2025.");
      expect(harvard).toContain("(2025)");
      for (const text of textsOf(doubtful)) expect(text).not.toContain(literal);
    },
  );

  test("keeps markup, protected capitals and math in a title", () => {
    const title = [
      { kind: "text", value: "Growth of " },
      { kind: "emphasis", children: plain("Abies") },
      { kind: "text", value: " with H" },
      { kind: "subscript", children: plain("2") },
      { kind: "text", value: "O, " },
      { kind: "noCase", children: plain("DNA") },
      { kind: "text", value: " and " },
      { kind: "math", tex: "x < y", display: false },
    ] as const;
    const { html, text } = styles.vancouver.format(samplePublication({ title }));
    expect(html).toContain("Growth of <i>Abies</i> with H<sub>2</sub>O, DNA and ");
    expect(text).toMatch(/x\s?<\s?y/);
    expect(html).not.toMatch(/nocase|\$|x\s?<\s?y/);
  });

  test("prints a preprint with its archive and number", () => {
    const preprint = sampleWork({ type: "article", eprint: { archive: "arXiv", id: "2106.05974" } });
    expect(styles.apa.format(preprint).text).toBe(
      "Author, A. (2021). A title (arXiv:2106.05974). arXiv. https://arxiv.org/abs/2106.05974",
    );
  });

  test("speaks the language of its locale", () => {
    const book = sampleWork({ type: "book", author: [], editor: [sampleName({ family: "Ed", given: "A" })] });
    expect(formatterOf("apa", "de-DE")!.format(book).text).toContain("Ed, A. (Hrsg.)");
    expect(formatterOf("apa", "de-DE")!.format(undated).text).toMatch(/\(o\.\sJ\.\)/);
    expect(styles.apa.format(book).text).toContain("Ed, A. (Ed.)");
  });

  test.each(Object.keys(styles) as (keyof typeof styles)[])("shows hostile text as text in %s", (style) => {
    const hostile = [
      "<script>alert(1)</script>",
      "<img src=x onerror=alert(1)>",
      '<i onclick="x">a</i>',
      "</div></span><b>b",
      "<span style=position:fixed>",
      "&lt;script&gt; &#60;u>",
      "<a href=javascript:alert(1)>c</a>",
    ].join(" ");
    const { html, text } = styles[style].format(
      samplePublication({
        title: plain(hostile),
        containerTitle: hostile,
        author: [sampleName({ literal: hostile }), sampleName({ family: hostile, given: "A" })],
        volume: hostile,
        page: hostile,
        doi: `10.5555/"onmouseover="alert(1)" ${hostile}`,
        url: `javascript:alert(1)//${hostile}`,
      }),
    );
    const elements: string[] = [];
    const visit = (nodes: readonly { nodeName: string; childNodes?: unknown; attrs?: unknown }[]) => {
      for (const node of nodes) {
        if (node.nodeName !== "#text") elements.push(`${node.nodeName} ${JSON.stringify(node.attrs)}`);
        visit((node.childNodes ?? []) as typeof nodes);
      }
    };
    visit(parseFragment(html).childNodes);
    const allowed =
      /^(i|b|em|strong|sub|sup) \[\]$|^span \[\{"name":"class","value":"[a-z-]+"\}\]$|^a \[\{"name":"href","value":"https?:[^"\s]*"\}\]$/;
    expect(elements.filter((element) => !allowed.test(element))).toEqual([]);
    expect(text).toContain("<script>alert(1)</script> <img src=x onerror=alert(1)>");
    expect(text).toContain("&lt;script&gt; &#60;u>");
  });

  test("takes the text of a style, and says so where it is none", () => {
    const xml = `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Own</title><id>own</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout suffix="!"><names variable="author"/><text variable="title" prefix=": " font-weight="bold"/></layout></bibliography>
</style>`;
    expect(formatterOf("own", "en-US", xml)!.format(samplePublication()).html).toBe("Ann Author: <b>A title</b>!");
    expect(formatterOf("own", "en-US", "not a style")).toBeUndefined();
    expect(formatterOf("own", "en-US", "<style><bibliography>")).toBeUndefined();
    expect(formatterOf("unheard-of")).toBeUndefined();
  });

  test("formats a work the same whatever was formatted before", () => {
    const first = styles.apa.format(samplePublication());
    styles.apa.format(samplePublication({ title: plain("Another"), key: "other" }));
    expect(styles.apa.format(samplePublication())).toEqual(first);
  });

  test("survives texts of any length in little time", () => {
    const long = `"'`.repeat(500_000);
    const start = performance.now();
    const { text } = styles.apa.format(samplePublication({ title: plain(long), containerTitle: long, page: long }));
    expect(text.length).toBeLessThan(20_000);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

test("what citeproc made is made anew of a few elements, each without what it may do", () => {
  const made =
    '<div class="csl-entry"><script>alert(1)</script><img src=x onerror=alert(1)><i onclick="x" style="y">a</i>' +
    '<span style="font-variant:small-caps;" id="b">b</span><span style="position:fixed">c</span>' +
    '<a href="javascript:alert(1)">d</a><a href="https://ada:secret@example.org/">e</a><a href="https://example.org/" onfocus="x">f</a></div>';
  expect(toSafeCitation(made, (text) => text)).toEqual({
    html: 'alert(1)<i>a</i><span class="small-caps">b</span>cde<a href="https://example.org/">f</a>',
    text: "alert(1)abcdef",
  });
});

describe("citationLocale", () => {
  test("takes the first language that has a locale, else English", () => {
    expect(citationLocale("de-CH", "en")).toBe("de-DE");
    expect(citationLocale(undefined, "nl")).toBe("nl-NL");
    expect(citationLocale("tlh", "es")).toBe("es-ES");
    expect(citationLocale("tlh", undefined)).toBe("en-US");
  });
});
