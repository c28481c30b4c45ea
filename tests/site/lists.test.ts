// What an author may say of lists: their parts, their numbers, what an entry shows.
import { describe, expect, test } from "vitest";
import { linkTitle } from "../../src/site/views/list-reference.ts";
import { builtPages } from "../built-pages.ts";
import { all, attribute, readHtml, text } from "../end-to-end/html.ts";
import type { SiteFiles } from "../site-in.ts";

const kern = "author={Kern, Ada}";
const papers = [
  `@article{journal, ${kern}, title={In a journal}, journal={Journal of Tests}, volume=12, number=3, pages={45--67}, year=2021}`,
  `@inproceedings{conference, ${kern}, title={At a conference}, booktitle={Conference on Tests}, pages={7}, year=2020, keywords={invited}}`,
  `@misc{preprint, ${kern}, title={In an archive}, eprint={2001.00001}, archiveprefix={arXiv}, year=2020}`,
  `@book{book, ${kern}, title={A book}, publisher={Test Press}, year=2021, collections={trees}}`,
].join("\n");

const build = (siteYaml: string, more: SiteFiles = {}) =>
  builtPages({ "a.bib": papers, "content/site.yaml": siteYaml, ...more });

/** A list as it is read: "# Section", "2021", the titles of papers, each with its number. */
function outline(html: string): readonly string[] {
  const [list] = all(readHtml(html), "div", "list");
  const lines: string[] = [];
  const visit = (node: Parameters<typeof all>[0]): void => {
    for (const child of "childNodes" in node ? node.childNodes : []) {
      const [tag, name] = "tagName" in child ? [child.tagName, attribute(child, "class")] : [];
      if (tag === "h2" && name === "section") lines.push(`# ${text(child)}`);
      else if (tag === "h2" || (tag === "h3" && name === undefined)) lines.push(text(child));
      else if (tag === "ol" && "attrs" in child) {
        const step = attribute(child, "reversed") === undefined ? 1 : -1;
        for (const [index, item] of all(child, "li").entries())
          lines.push(`${Number(attribute(child, "start")) + step * index}. ${text(all(item, "h3")[0]!)}`);
      } else if (tag === "h3") lines.push(text(child));
      else visit(child);
    }
  };
  visit(list!);
  return lines;
}

const trees: SiteFiles = { "content/collections/trees.md": "---\ntitle: Trees\n---\n" };
const own = `sections:
  - title: Peer-reviewed
    match: {types: [article-journal, paper-conference]}
  - match: {types: preprint}
`;

describe("the sections of lists", () => {
  test("are those of site.yaml in its order, each with its years, and the rest last", () => {
    const site = build(own);
    expect(site.diagnostics.map(({ code }) => code)).toEqual(["relate/unknown-collection"]);
    expect(outline(site.at("/publications/"))).toEqual([
      ...["# Peer-reviewed", "2021", "In a journal", "2020", "At a conference"],
      ...["# Preprints", "2020", "In an archive"],
      ...["# Other publications", "2021", "A book"],
    ]);
    expect(outline(site.at("/years/2020/"))).toEqual([
      ...["# Peer-reviewed", "2020", "At a conference", "# Preprints", "2020", "In an archive"],
    ]);
    expect(outline(site.at("/types/book/"))).toEqual(["2021", "A book"]);
    expect(outline(site.at("/"))[0]).toBe("Recent publications");
  });

  test("take a paper where the first of them does", () => {
    const invited = "sections:\n  - {title: Invited, match: {keywords: invited}}\n  - {match: {collections: trees}}\n";
    expect(
      outline(build(invited + own.slice(10), trees).at("/publications/")).filter((line) => line.startsWith("#")),
    ).toEqual(["# Invited", "# Trees", "# Peer-reviewed", "# Preprints"]);
  });

  test.each([
    ["sections: type\n", ["# Journal articles", "# Books", "# Conference papers", "# Preprints"]],
    ["sections: collection\n", ["# Trees", "# Other publications"]],
    ["", []],
  ])("may be made of what there is: %s", (siteYaml, sections) => {
    const found = outline(build(siteYaml, trees).at("/publications/")).filter((line) => line.startsWith("#"));
    expect([...found].sort()).toEqual([...sections].sort());
  });

  test("are named in every language of the site", () => {
    const site = build(`languages: [en, de]\n${own}`, {
      "content/site.de.yaml": "sections: {Peer-reviewed: Begutachtet}\n",
    });
    const sections = outline(site.at("/de/publications/")).filter((line) => line.startsWith("#"));
    expect(sections).toEqual(["# Begutachtet", "# Preprints", "# Weitere Publikationen"]);
  });

  test("go on on the next page of a list, named again", () => {
    const many = Array.from({ length: 210 }, (_, at) => `@book{b${at}, ${kern}, title={B${at}}, year=1990}`).join("\n");
    const people = "- {id: ada-kern, name: Ada Kern}\n";
    const site = build(`${own}appearance: {numbering: up}\n`, { "b.bib": many, "content/people.yaml": people });
    const [first, second] = ["/people/ada-kern/", "/people/ada-kern/2/"].map((address) => outline(site.at(address)));
    expect(first).toHaveLength(3 + 5 + 200);
    expect(second?.slice(0, 3)).toEqual(["# Other publications", "1990", expect.stringMatching(/^201\. B/)]);
  });

  test("are a line a paper for a co-author whom people.yaml does not name", () => {
    const site = build("appearance: {numbering: up}\n");
    const page = site.at("/people/ada-kern/");
    const lines = all(readHtml(page), "ol", "lines").flatMap((list) => all(list, "li").map(text));
    expect(lines).toEqual([
      "A book Test Press, 2021",
      "In a journal Journal of Tests, 2021",
      "At a conference Conference on Tests, 2020",
      "In an archive arXiv preprint, 2020",
    ]);
    expect(all(readHtml(page), "ol", "lines").map((list) => attribute(list, "start"))).toEqual(["1", "3"]);
    expect([page.includes('class="finder"'), page.includes("Z3988")]).toEqual([false, false]);
  });

  test.each([
    ["sections:\n  - title: A\n", ["input/section:2"]],
    ["sections:\n  - match: {types: [book, article]}\n", ["input/section:2"]],
    ["sections:\n  - {title: A, match: {typos: book}}\n", ["input/unknown-field:2", "input/section:2"]],
    ["sections:\n  - {title: A, match: {types: boook}}\n", ["relate/empty-section:2"]],
    ["sections: typ\n", ["input/wrong-type:1"]],
  ])("that can't be meant are told: %s", (siteYaml, messages) => {
    const { diagnostics } = build(siteYaml, trees);
    expect(diagnostics.map(({ code, line }) => `${code}:${line}`).sort()).toEqual([...messages].sort());
  });
});

describe("the numbers of lists", () => {
  test.each([
    ["up", ["2021", "1. A book", "2. In a journal", "2020", "3. At a conference", "4. In an archive"]],
    ["down", ["2021", "4. A book", "3. In a journal", "2020", "2. At a conference", "1. In an archive"]],
    ["none", ["2021", "A book", "In a journal", "2020", "At a conference", "In an archive"]],
  ])("go %s", (numbering, lines) => {
    const site = build(`appearance: {numbering: ${numbering}}\n`, trees);
    expect(outline(site.at("/publications/"))).toEqual(lines);
    expect(site.at("/")).not.toContain("<ol");
  });
});

describe("what a list says of where a paper stands", () => {
  test.each([
    ["full", "Journal of Tests, 2021, vol. 12, no. 3, pp. 45–67", "Conference on Tests, 2020, p. 7"],
    ["short", "Journal of Tests, 2021", "Conference on Tests, 2020"],
  ])("is %s", (details, ...venues) => {
    const site = build(`appearance: {details: ${details}}\n`, trees);
    const shown = all(readHtml(site.at("/publications/")), "span", "venue").map(text);
    expect(shown).toEqual(expect.arrayContaining(venues));
    // A paper's own page says all of it.
    const own = all(readHtml(site.at("/publications/journal/")), "span", "venue")[0]!;
    expect(text(own)).toBe("Journal of Tests, 2021, vol. 12, no. 3, pp. 45–67");
  });
});

describe("lists of references", () => {
  const references = (siteYaml: string, more: SiteFiles = {}, address = "/publications/") => {
    const site = build(siteYaml, { ...trees, ...more });
    const page = readHtml(site.at(address));
    return { ...site, page, entries: all(page, "article", "entry") };
  };

  test("show each paper in the first style of the site, its title leading to its page", () => {
    const { entries, diagnostics } = references("appearance: {list: reference}\n");
    expect(diagnostics).toEqual([]);
    const journal = entries
      .map((entry) => all(entry, "p", "reference")[0]!)
      .find((one) => text(one).includes("journal"))!;
    // APA 7, 10.1: journal article with volume, issue and pages.
    expect(text(journal)).toBe("Kern, A. (2021). In a journal. Journal of Tests, 12(3), 45–67.");
    expect(all(journal, "a").map((link) => [text(link), attribute(link, "href")])).toEqual([
      ["In a journal", "/publications/journal/"],
    ]);
    const lines = entries.map((entry) => text(all(entry, "div", "line")[0]!));
    expect(lines).toEqual(["Cite", "Cite", "Cite", "PDF arXiv Cite"]);
    expect(entries.flatMap((entry) => all(entry, "h3"))).toEqual([]);
    expect(
      references("appearance: {list: reference}\n", {}, "/").entries.flatMap((one) => all(one, "p", "reference")),
    ).toHaveLength(4);
  });

  test("have the page's language and any style, and without a style are lists of entries", () => {
    const german = references(
      "languages: [en, de]\ncitationStyles: [vancouver]\nappearance: {list: reference}\n",
      {},
      "/de/publications/",
    );
    expect(all(german.page, "p", "reference").map(text)).toContain(
      "Kern A. In a journal. Journal of Tests. 2021;12(3):45–67.",
    );
    expect(
      references("citationStyles: []\nappearance: {list: reference}\n").entries.flatMap((one) => all(one, "h3")),
    ).toHaveLength(4);
  });

  test("still say distinctions, which no style has, and explain no star that is not there", () => {
    const { entries, at } = references("appearance: {list: reference}\n", {
      "z.md":
        "---\ntitle: 'A *Pinus* $n$ \"quoted\" & <odd> title'\nauthors: [Ada Kern*, Ben Orr*]\ndate: 2030\ndistinction: Oral\n---\n",
    });
    expect(text(all(entries[0]!, "div", "line")[0]!)).toBe("(Oral) Cite");
    expect(at("/publications/")).not.toContain("equal contribution");
    const [link] = all(all(entries[0]!, "p", "reference")[0]!, "a");
    expect(text(link!)).toBe("A Pinus n “quoted” & <odd> title");
  });
});

describe("linkTitle", () => {
  test.each([
    ["K. <i>On <b>Trees</b></i>. J.", "On trees", 'K. <a href="/x/"><i>On <b>Trees</b></i></a>. J.'],
    ["K. <i>Pinus</i> nigra. J.", "Pinus nigra", 'K. <a href="/x/"><i>Pinus</i> nigra</a>. J.'],
    ["K. Tom &amp; “Jerry’s”. J.", "Tom & 'Jerry’s'", 'K. <a href="/x/">Tom &amp; “Jerry’s</a>”. J.'],
    ["K. <i>On Trees</i>, Firs and more.", "trees, firs", '<a href="/x/">K. <i>On Trees</i>, Firs and more.</a>'],
    ["Treeman, A. Ärger. <i>Tree</i>.", "Tree", 'Treeman, A. Ärger. <i><a href="/x/">Tree</a></i>.'],
    ["Treeman, A. Ärger.", "Arger", 'Treeman, A. <a href="/x/">Ärger</a>.'],
    ['Nothing. <a href="https://example.org/">x</a>', "On trees", '<a href="/x/">Nothing. x</a>'],
  ])("in %s finds %s", (reference, title, linked) => {
    expect(linkTitle(reference, title, "/x/")).toBe(linked);
  });
});
