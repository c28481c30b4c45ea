import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { offprint } from "../offprint.ts";
import { all, attribute, type Element, readHtml, text } from "./html.ts";
import { introduction, others, selected, topics } from "./seed.ts";

let folder: string;
const read = (file: string) => readFileSync(path.join(folder, "site", file), "utf8");
const page = (file: string) => readHtml(read(file));

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "offprint-demo-"));
  expect(await offprint("build", "--output", path.join(folder, "site"))).toMatchObject({ code: 0, errors: "" });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Names with their stars, as a reader reads them. */
function authorsOf(entry: Element): string {
  return all(all(entry, "div", "authors")[0]!, "bdi")
    .map(text)
    .join(", ");
}

function titleOf(entry: Element): string {
  return text(all(entry, "h3", "title")[0]!);
}

describe("the demo's front page", () => {
  test("begins with the introduction, which leads to the four topics and the profile", () => {
    const prose = all(page("index.html"), "div", "prose")[0]!;
    expect(text(prose)).toBe(introduction.replaceAll("'", "’"));
    expect(all(prose, "a").map((link) => attribute(link, "href"))).toEqual([
      ...Object.keys(topics).map((slug) => `/collections/${slug}/`),
      "https://scholar.google.com/citations?view_op=search_authors&mauthors=Basil+Mustafa",
    ]);
  });

  test("shows the five papers in the page's order, with 15 or more links to elsewhere", () => {
    const front = page("index.html");
    expect(all(front, "article", "entry").map(titleOf)).toEqual(selected.map(({ title }) => title));
    expect(all(front, "a").filter((link) => /^https?:/.test(attribute(link, "href")!)).length).toBeGreaterThanOrEqual(
      15,
    );
  });

  test.each(selected.map((paper, index) => [paper.title, paper, index] as const))(
    "shows %s whole",
    (_, paper, index) => {
      const entry = all(page("index.html"), "article", "entry")[index]!;
      expect(authorsOf(entry)).toBe(paper.authors);
      expect(all(entry, "b").map(text)).toEqual(["Basil Mustafa"]);
      expect(text(all(entry, "span", "venue")[0]!)).toBe(paper.venue);
      expect(all(entry, "span", "distinction").map(text)).toEqual(
        "distinction" in paper ? [`(${paper.distinction})`] : [],
      );
      const [venue, ...links] = all(all(entry, "div", "line")[0]!, "a");
      // A venue leads to its page here, which leads to its own site.
      expect([text(venue!), attribute(venue!, "href")]).toEqual([paper.venue, expect.stringMatching(/^\/venues\//)]);
      const outward = links
        .map((link) => [text(link), attribute(link, "href")!])
        .filter(([, href]) => /^https?:/.test(href!));
      const isPdf = ([label]: readonly (string | undefined)[]) => label === "PDF";
      // What is wanted first stands first, the others in the author's order.
      expect(outward.filter((link) => !isPdf(link)).sort()).toEqual([...paper.links].sort());
      expect(outward.filter(isPdf)).toEqual([["PDF", expect.stringMatching(/^https:\/\/arxiv\.org\/pdf\//)]]);
      const abstract = text(all(entry, "div", "abstract")[0]!);
      expect(abstract.startsWith(paper.begins) && abstract.endsWith(paper.ends)).toBe(true);
      expect(abstract.split(" ")).toHaveLength(paper.words);
      expect(abstract).not.toMatch(/\.[A-Z]/);
    },
  );

  test("explains the star once", () => {
    expect(text(page("index.html")).match(/\* equal contribution/gi)).toHaveLength(1);
  });
});

describe("the demo's other pages", () => {
  test("list all seven papers by year, the two without an abstract as well", () => {
    const list = page("publications/index.html");
    expect(all(list, "article", "entry")).toHaveLength(7);
    expect(all(list, "h2").map(text)).toEqual(["2023", "2022", "2021"]);
    for (const paper of others) {
      const entry = all(list, "article", "entry").find((one) => titleOf(one) === paper.title)!;
      expect(authorsOf(entry)).toBe(paper.authors);
      expect(text(all(entry, "span", "venue")[0]!)).toBe(paper.venue);
      expect(all(entry, "a").map((link) => attribute(link, "href"))).toContain(`https://arxiv.org/abs/${paper.arxiv}`);
      expect(all(entry, "div", "abstract")).toHaveLength(0);
    }
  });

  test.each(Object.entries(topics))("give the topic %s its papers", (slug, topic) => {
    const collection = page(`collections/${slug}/index.html`);
    expect(text(all(collection, "h1")[0]!)).toBe(topic.title);
    const titles = all(collection, "article", "entry").map(titleOf);
    expect(titles).toHaveLength(topic.papers.length);
    for (const beginning of topic.papers) expect(titles.some((title) => title.startsWith(beginning))).toBe(true);
  });

  test("give every paper a page with its abstract in the open, its BibTeX, and the pages it says", () => {
    const keys = readdirSync(path.join(folder, "site/publications")).filter((name) => name.endsWith(".bib"));
    expect(keys).toHaveLength(7);
    for (const name of keys) {
      const paper = page(`publications/${name.replace(/\.bib$/, "")}/index.html`);
      // The abstract stands in the page, and in the file.
      const [shown, file] = [text(all(paper, "pre")[0]!), read(`publications/${name}`).replace(/\s+/g, " ").trim()];
      expect(shown).toBe(file.replace(/ abstract = \{.*\},(?= \}$)/, ""));
      expect(all(paper, "details").some((one) => all(one, "div", "abstract").length > 0)).toBe(false);
    }
    expect(text(page("publications/azizi2021bigssl/index.html"))).toContain("3478–3488");
    expect(text(page("publications/collier2021noise/index.html"))).toContain("1551–1560");
  });

  test("hand out the author's own BibTeX, less what is for the site alone", () => {
    const own = readFileSync("content/publications/publications.bib", "utf8")
      .split(/\n\n(?=@)/)[0]!
      .trim();
    const expected = own
      .split("\n")
      .filter((line) => !/^ {2}(distinction|collections|selected|order) /.test(line))
      .join("\n");
    expect(read("publications/collier2021noise.bib")).toBe(`${expected}\n`);
  });
});

describe("a second build", () => {
  test("writes the same bytes", async () => {
    await offprint("build", "--output", path.join(folder, "again"));
    const tree = (root: string) =>
      readdirSync(root, { recursive: true, encoding: "utf8", withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .sort()
        .map((file) => [path.relative(root, file), readFileSync(file, "base64")]);
    expect(tree(path.join(folder, "again"))).toEqual(tree(path.join(folder, "site")));
  });
});
