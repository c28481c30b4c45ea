// What an author says of a paper besides its bibliography, and what visitors see of it.
import { describe, expect, test } from "vitest";
import { builtPages } from "./built-pages.ts";
import { all, attribute, readHtml, text } from "./end-to-end/html.ts";
import type { SiteFiles } from "./site-in.ts";

const paper = (more: string, body = "") => `---\ntitle: Growth\nauthors: [Ada Kern]\ndate: 2021\n${more}---\n${body}`;
const pageOf = (files: SiteFiles, key = "a") => readHtml(builtPages(files).at(`/publications/${key}/`));
const messagesOf = (files: SiteFiles) => builtPages(files).diagnostics.map(({ code, line }) => `${code}:${line}`);

/** The headings at the side of a page, each with the text that stands beside it. */
function rowsOf(html: ReturnType<typeof readHtml>): readonly (readonly [string, string])[] {
  return all(html, "section", "row").map((row) => [
    all(row, "h2").map(text).join(),
    all(row, "div", "abstract").map(text).join(),
  ]);
}

describe("the summary of a paper", () => {
  test.each([
    ["a.md", paper("summary: Trees with $n$ branches grow *slowly*.\n")],
    ["a.md", paper("tldr: Trees with $n$ branches grow *slowly*.\n")],
    [
      "a.bib",
      "@misc{a, title={Growth}, author={Kern, Ada}, year=2021, summary={Trees with $n$ branches grow \\emph{slowly}.}}",
    ],
  ])("is a line of every list, of its page and of the search: %s", (name, file) => {
    const site = builtPages({ [name]: file });
    expect(site.diagnostics).toEqual([]);
    for (const address of ["/", "/publications/", "/years/2021/", "/publications/a/"]) {
      const [lead] = all(readHtml(site.at(address)), "p", "lead");
      expect(text(lead!)).toBe("Trees with n branches grow slowly.");
      expect(all(lead!, "em").map(text)).toEqual(["slowly"]);
    }
    expect(JSON.parse(site.at("/assets/abstracts.json"))).toEqual(["Trees with n branches grow slowly."]);
    expect(site.at("/publications.json")).not.toContain("branches");
  });
});

describe("what stands below the abstract", () => {
  test("are sections of the page, in no format and no list", () => {
    const body =
      "We show that pines grow.[^1]\n\n## Method\n\nWe waited.[^2] See [it](data.csv).\n\n### Place\n\nA wood.[^1]\n\n## Code\n\nNone.\n\n[^1]: Slowly.\n[^2]: Long.\n";
    const site = builtPages({ "a.md": paper("", body), "data.csv": "1" });
    expect(site.diagnostics).toEqual([]);
    const page = readHtml(site.at("/publications/a/"));
    expect(rowsOf(page).slice(0, 3)).toEqual([
      ["Abstract", "We show that pines grow.1Slowly. ↩\ufe0e"],
      ["Method", "We waited.1 See it.PlaceA wood.2"],
      ["Code", "None.Long. ↩\ufe0eSlowly. ↩\ufe0e"],
    ]);
    const ids = all(page, "li").map((item) => attribute(item, "id"));
    expect(ids.filter(Boolean)).toEqual(["a-note-1", "a-text-note-1", "a-text-note-2"]);
    expect(all(page, "h3").map(text)).toContain("Place");
    expect(site.addresses).toContain("/publications/a/data.csv");
    for (const address of ["/publications/", "/", "/publications.json", "/publications.bib", "/feed.xml"].filter(
      (one) => site.addresses.includes(one),
    ))
      expect(site.at(address)).not.toContain("waited");
  });

  test.each([
    [
      "a structured abstract",
      "## Background\n\nTrees.\n\n## Results\n\nThey grow.\n",
      [["Abstract", "BackgroundTrees.ResultsThey grow."]],
    ],
    [
      "an abstract with its heading",
      "# Abstract\n\nTrees.\n\n# Results\n\nThey grow.\n",
      [
        ["Abstract", "Trees."],
        ["Results", "They grow."],
      ],
    ],
  ])("is told from %s", (_, body, rows) => {
    expect(rowsOf(pageOf({ "a.md": paper("", body) })).filter(([heading]) => heading !== "Cite")).toEqual(rows);
  });

  test("is all of the file where the abstract is said in the front matter or the entry", () => {
    const body = "More words.\n\n## Method\n\nWe waited.\n";
    const rows = [
      ["Abstract", "Trees."],
      ["", "More words."],
      ["Method", "We waited."],
    ];
    expect(rowsOf(pageOf({ "a.md": paper("abstract: Trees.\n", body) })).slice(0, 3)).toEqual(rows);
    const entry = "@misc{a, title={Growth}, author={Kern, Ada}, year=2021, abstract={Trees.}}";
    const merged = { "a.bib": entry, "a.md": "---\nselected: true\n---\n## Method\n\nWe waited.\n" };
    expect(rowsOf(pageOf(merged)).slice(0, 2)).toEqual([rows[0], rows[2]]);
    expect(messagesOf({ "a.md": paper("abstract: Trees.\n", body) })).toEqual([]);
  });

  test("may not be a second abstract", () => {
    expect(messagesOf({ "a.md": paper("abstract: Trees.\n", "## Abstract\n\nPines.\n") })).toEqual([
      "input/duplicate-field:7",
    ]);
  });

  test("is checked as the abstract is", () => {
    expect(
      messagesOf({ "a.md": paper("", "Trees.\n\n## Method\n\nSee [it](nowhere.csv) and $\\nosuch{1}$.\n") }),
    ).toEqual(["text/math:1", "relate/missing-file:10"]);
  });
});

describe("distinctions", () => {
  const shown = (files: SiteFiles) => {
    const page = pageOf(files);
    const rows = all(page, "div", "row").map((row) => [
      all(row, "dt").map(text).join(),
      all(row, "dd").map(text).join(),
    ]);
    return [all(page, "span", "distinction").map(text).join(), rows.find(([term]) => term === "Distinction")?.[1]];
  };
  test.each([
    ["distinction: Oral\n", "(Oral)", undefined],
    ["distinction: [Oral, Best Paper]\n", "(Oral, Best Paper)", undefined],
    ["award: {Best Paper: For the *first* proof}\n", "(Best Paper)", "Best Paper: For the first proof"],
    [
      "awards:\n  - Oral\n  - {name: Best Paper, text: For the first proof}\n  - Test of Time: After ten years\n",
      "(Oral, Best Paper, Test of Time)",
      "Best Paper: For the first proofTest of Time: After ten years",
    ],
  ])("of front matter are named in lists and told on the page: %s", (more, names, told) => {
    expect(shown({ "a.md": paper(more) })).toEqual([names, told]);
    expect(messagesOf({ "a.md": paper(more) })).toEqual([]);
  });

  test.each([
    ["distinction = {Oral; Best {P}aper}", "(Oral, Best Paper)", undefined],
    ["award = {Best Paper Award, Test Conference}", "(Best Paper Award, Test Conference)", undefined],
    ["award = {For the first proof}, award_name = {Best Paper}", "(Best Paper)", "Best Paper: For the first proof"],
  ])("of BibTeX are, too: %s", (field, names, told) => {
    const files = { "a.bib": `@misc{a, title={Growth}, author={Kern, Ada}, year=2021, ${field}}` };
    expect(shown(files)).toEqual([names, told]);
    expect(messagesOf(files)).toEqual([]);
  });
});

describe("the short name of a venue that a paper says", () => {
  const entry = (key: string, title: string, book: string, more = "") =>
    `@inproceedings{${key}, title={${title}}, author={Kern, Ada}, year=2021, booktitle={${book}}${more}}\n`;
  test("holds for all papers of the venue, whose page has it, and leaves what is cited as it is", () => {
    const site = builtPages({
      "a.bib":
        entry("a", "A", "Proceedings of the 3rd Conference on Tests 2021", ", abbr={CT}") +
        entry("b", "B", "Conference on Tests") +
        entry("c", "C", "Elsewhere"),
    });
    expect(site.diagnostics).toEqual([]);
    const venues = all(readHtml(site.at("/publications/")), "span", "venue").map(text);
    expect(venues).toEqual(["CT 2021", "CT 2021", "Elsewhere 2021"]);
    expect(site.addresses).toContain("/venues/ct/");
    expect(site.at("/publications/a.bib")).toContain("Proceedings of the 3rd Conference on Tests 2021");
    expect(site.at("/publications/b.bib")).toContain("Conference on Tests");
  });

  test("may be that of venues.yaml, which says the rest", () => {
    const files = {
      "a.md": paper("venue: Some book of ours\nvenueShort: CT\n"),
      "content/venues.yaml": "- {short: CT, name: Conference on Tests, url: https://example.org/ct}\n",
    };
    const [venue] = all(pageOf(files), "span", "venue");
    expect(text(venue!)).toBe("Conference on Tests (CT 2021)");
  });
});

describe("the day from which a paper is published", () => {
  const files = { "a.md": paper("publishOn: 2026-12-01\n"), "b.md": paper("", "").replace("Growth", "Trees") };
  test("is awaited, and it is a draft until then", () => {
    const keysOn = (day: string, withDrafts = false) => {
      const { catalogue, opensOn } = builtPages(files, { day, withDrafts });
      return [catalogue.publications.map(({ publication }) => publication.key).join(), opensOn];
    };
    expect(keysOn("2026-11-30")).toEqual(["b", "2026-12-01"]);
    expect(keysOn("2026-12-01")).toEqual(["a,b", undefined]);
    expect(keysOn("2026-11-30", true)).toEqual(["a,b", "2026-12-01"]);
    expect(builtPages(files, { day: "2026-11-30", withDrafts: true }).at("/publications/a/")).toContain("Draft");
  });

  test.each([
    ["publishDate: 2020-01-01T00:00:00Z\n", "2026-11-27", true, []],
    ["publishOn: 2027\n", "2026-12-31", false, []],
    ["publishOn: 2027\n", "2027-01-01", true, []],
    ["publishOn: tomorrow\n", "2026-11-27", false, ["input/visibility:5"]],
  ])("is read from %s", (more, day, isThere, messages) => {
    const { catalogue, diagnostics } = builtPages({ ...files, "a.md": paper(more) }, { day });
    expect(catalogue.publications.some(({ publication }) => publication.key === "a")).toBe(isThere);
    expect(diagnostics.map(({ code, line }) => `${code}:${line}`)).toEqual(messages);
  });
});
