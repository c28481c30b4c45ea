import { describe, expect, test } from "vitest";
import { builtPages } from "../built-pages.ts";

const paper = (more = "", title = "Pines") =>
  `---\ntitle: ${title}\ndate: 2021\nauthors: [Ada Kern, Ben Orr]\n${more}---\n`;

/** Where the page at an address leads. */
const leadsTo = (html: string) => /http-equiv="refresh" content="0; url=([^"]*)"/.exec(html)?.[1];

describe("a former address", () => {
  test.each([
    ["Hugo Blox", "/publication/pines/", "/publication/pines/"],
    ["academicpages", "/publication/2015-10-01-pines", "/publication/2015-10-01-pines/"],
    ["a site of files", "/pubs/pines.html", "/pubs/pines.html"],
    ["a whole address of the site", "https://example.org/kern/papers/pines", "/papers/pines/"],
    ["letters of another alphabet", "/arbeiten/größe/", "/arbeiten/größe/"],
    ["the same, percent-encoded", "/arbeiten/gr%C3%B6%C3%9Fe/", "/arbeiten/größe/"],
    ["a file that stands for a folder", "/old/index.html", "/old/"],
    ["a key", "Pines 2020", "/publications/pines-2020/"],
    ["al-folio's place in the list of papers", '"/publications/#Pines2020"', "/publications/pines2020/"],
  ])("of %s leads to the paper that has it as an alias", (_, alias, address) => {
    const { at, diagnostics } = builtPages({
      "pines.md": paper(`aliases: [${alias}]\n`),
      "content/site.yaml": "url: https://example.org/kern/\n",
    });
    expect(diagnostics).toEqual([]);
    const html = at(address);
    expect(leadsTo(html)).toBe("/publications/pines/");
    expect(html).toContain('<link rel="canonical" href="https://example.org/kern/publications/pines/">');
    expect(html).toContain('<meta name="robots" content="noindex">');
    expect(html).toContain('<a class="moved" href="/publications/pines/">Pines</a>');
  });

  test("of redirects leads to a page, a paper by its key, a file of content, or elsewhere", () => {
    const { at, diagnostics, addresses } = builtPages({
      "pines.bib": "@misc{Kern:Pines, title = {Pines in $n$ dimensions}, author = {Kern, Ada}, year = 2021}",
      "content/collections/trees.md": "---\ntitle: Trees\nmatch: {authors: Ada Kern}\n---\n",
      "content/site.yaml": [
        "redirects:",
        "  /papers/: /publications/",
        "  old/one: Kern:Pines",
        "  /topics/trees/: collections/trees.md",
        "  /blog/: https://blog.example.org/?a=1&b=2",
        "  /older/: /old/one/",
        "  /cite/: /publications/kern-pines/#cite",
        "  /publications/#kern21: Kern:Pines",
      ].join("\n"),
    });
    expect(diagnostics).toEqual([]);
    expect(leadsTo(at("/papers/"))).toBe("/publications/");
    expect(at("/papers/")).toContain('<a class="moved" href="/publications/">Publications</a>');
    expect(leadsTo(at("/old/one/"))).toBe("/publications/kern-pines/");
    expect(at("/old/one/")).toContain("<math");
    expect(leadsTo(at("/topics/trees/"))).toBe("/collections/trees/");
    expect(leadsTo(at("/blog/"))).toBe("https://blog.example.org/?a=1&amp;b=2");
    expect(leadsTo(at("/older/"))).toBe("/publications/kern-pines/");
    expect(leadsTo(at("/cite/"))).toBe("/publications/kern-pines/#cite");
    expect(leadsTo(at("/publications/kern21/"))).toBe("/publications/kern-pines/");
    expect(at("/publications/")).toContain('id="Kern:Pines"');
    expect(at("/publications/")).toContain('<span class="anchor" id="kern21"></span>');
    expect(addresses.length).toBe(new Set(addresses).size);
  });

  test("of a topic, a person and a venue leads to each", () => {
    const { at, diagnostics } = builtPages({
      "pines.md": paper("venue: Journal of Tests\ncollections: [trees]\n"),
      "content/collections/trees.md": "---\ntitle: Trees\naliases: [wood, /tags/trees/]\n---\n",
      "content/people.yaml": "- {id: ada, name: Ada Kern, aliases: [kern, /authors/kern/]}\n",
      "content/venues.yaml": "- {short: JT, name: Journal of Tests, aliases: [tests, /journals/jt.html]}\n",
    });
    expect(diagnostics).toEqual([]);
    for (const [from, to] of [
      ["/collections/wood/", "/collections/trees/"],
      ["/tags/trees/", "/collections/trees/"],
      ["/people/kern/", "/people/ada/"],
      ["/authors/kern/", "/people/ada/"],
      ["/venues/tests/", "/venues/jt/"],
      ["/journals/jt.html", "/venues/jt/"],
    ] as const)
      expect(leadsTo(at(from))).toBe(to);
  });

  test("is kept when people.yaml and venues.yaml come to name whose page it was", () => {
    const papers = {
      "a.md": paper("venue: Journal of Tests\n"),
      "b.md": paper("venue: Journal of Tests\n", "Oaks").replace("2021", "2020"),
      "c.md": paper("", "Elms").replace("Ada Kern", "A. Kern"),
    };
    const before = builtPages(papers);
    const after = builtPages({
      ...papers,
      "content/people.yaml": "- {id: ak, name: Ada Kern, variants: [A. Kern]}\n",
      "content/venues.yaml": "- {short: JT, name: Journal of Tests}\n",
    });
    expect(after.diagnostics).toEqual([]);
    const gone = before.addresses.filter((address) => address.endsWith("/") && !after.addresses.includes(address));
    expect(before.addresses).toContain("/people/ada-kern/");
    expect(gone).toEqual([]);
    expect(leadsTo(after.at("/people/ada-kern/"))).toBe("/people/ak/");
    expect(leadsTo(after.at("/venues/journal-of-tests/"))).toBe("/venues/jt/");
    // One paper made no page.
    expect(after.addresses).not.toContain("/people/a-kern/");
  });

  test("that a text leads to leads to the present one, in each language", () => {
    const { at, diagnostics } = builtPages({
      "pines.md": paper("aliases: [/publication/pines/]\n"),
      "content/site.yaml": "languages: [en, de]\n",
      "content/index.md": "See [pines](/publication/pines/).\n",
    });
    expect(diagnostics).toEqual([]);
    expect(at("/")).toContain('See <a href="/publications/pines/">');
    expect(at("/de/")).toContain('See <a href="/de/publications/pines/">');
  });
});

describe("a former address that can't be kept is told and left out:", () => {
  const files = { "pines.md": paper(), "oaks.md": paper("", "Oaks") };
  const redirects = (...lines: string[]) => ({
    ...files,
    "content/site.yaml": `redirects:\n  ${lines.join("\n  ")}\n`,
  });

  test.each([
    ["a page of the site", ["/publications/oaks/: pines"], 2, "is that of a page of the site", undefined],
    ["the same in capitals", ["/Publications/Oaks/: pines"], 2, "is that of a page of the site", undefined],
    ["a file of the site's", ["/404.html: pines"], 2, "is that of a page of the site", undefined],
    ["the front page", ["/: pines"], 2, "is that of the front page", undefined],
    [
      "nothing to lead to",
      ["/a/: /publications/pine/"],
      2,
      'is to lead to "/publications/pine/", which is no page',
      "/a/",
    ],
    ["itself", ["/a/: /a/"], 2, 'The addresses "/a/" → "/a/" lead to one another in a circle', "/a/"],
    ["a circle", ["/a/: /b/", "/b: /c/", "/c/: /a"], 2, '"/a/" → "/b" → "/c/" → "/a/" lead to one another', "/b/"],
    ["two ends", ["/a/: pines", "/A: oaks"], 3, "leads to pines already (content/site.yaml:2)", undefined],
    ["a query", ['"/?p=12": pines'], 2, "has a question mark", undefined],
    ["a place in another page", ['"/cv/#pines": pines'], 2, "has a #", "/cv/"],
    ["a place of another paper", ['"/publications/#oaks": pines'], 2, "is that of another paper", undefined],
    ["a way out", ["/../a/: pines"], 2, "can't be that of a page", undefined],
    ["a file", ["/pines.pdf: pines"], 2, "is that of a file and no page", "/pines.pdf"],
    ["another site", ["https://other.example/a/: pines"], 2, "is on another site", undefined],
    ["a folder in a file", ["/a.html: pines", "/a.html/b/: oaks"], 3, "is that of a file and no page", "/a.html/b/"],
    ["a script", ["/a/: javascript:alert(1)"], 2, "javascript", "/a/"],
  ])("%s", (_, lines, line, message, address) => {
    const { diagnostics, addresses } = builtPages(redirects(...lines));
    expect(diagnostics).toEqual([expect.objectContaining({ file: "content/site.yaml", line })]);
    expect(diagnostics[0]!.message).toContain(message);
    expect(diagnostics[0]!.hint).not.toBe("");
    expect(addresses).not.toContain(address);
    expect(addresses.length).toBe(new Set(addresses.map((one) => one.toLowerCase())).size);
  });

  test("an alias of two papers is the first one's, and the other is told at its line", () => {
    const { at, diagnostics } = builtPages({
      "a.md": paper("aliases: [/p/]\n"),
      "b.md": paper("aliases: [/p]\n", "Oaks"),
    });
    expect(diagnostics).toEqual([
      expect.objectContaining({ code: "relate/redirect", file: expect.stringMatching(/\.md$/), line: 5 }),
    ]);
    expect(leadsTo(at("/p/"))).toMatch(/^\/publications\/[ab]\/$/);
  });

  test("a hint names the page that may be meant", () => {
    const { diagnostics } = builtPages(redirects("/a/: /publications/pine/"));
    expect(diagnostics[0]!.hint).toContain("/publications/pines/");
  });
});
