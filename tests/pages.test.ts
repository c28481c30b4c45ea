import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { loadSite } from "../src/pipeline.ts";
import { builtPages } from "./built-pages.ts";
import { all, readHtml, text } from "./end-to-end/html.ts";
import { offprint } from "./offprint.ts";
import { type SiteFiles, siteIn } from "./site-in.ts";

const papers = {
  "a.bib":
    "@article{kern2020, author={Kern, Ada}, title={Growth}, journal={Journal of Tests}, year=2020}\n" +
    "@article{orr2021, author={Orr, Ben}, title={Decay}, journal={Journal of Tests}, year=2021}\n",
};

/** The messages of a site with these files besides two papers, each as "file:line:column code". */
const told = (files: SiteFiles) =>
  loadSite(siteIn({ ...papers, ...files })).diagnostics.map(
    ({ file, line, column, code }) => `${file}:${line}:${column} ${code}`,
  );

async function built(files: SiteFiles) {
  const site = siteIn({ ...papers, ...files });
  expect(await offprint("build", site)).toMatchObject({ code: 0, errors: "" });
  const read = (name: string) => readFileSync(path.join(site, "_site", name), "utf8");
  return { read, page: (name: string) => readHtml(read(name)) };
}

describe("pages of the author's", () => {
  test("cite papers by numbers, with their references below, and show the lists that a link asks for", async () => {
    const { page, read } = await built({
      "content/pages/about.md":
        '---\ntitle: About *me*\n---\nOf [@orr2021] and [@kern2020; @orr2021]; `[@code]`.\n\n[In 2020](/years/2020/ "list")\n\nThe end.\n',
    });
    const main = all(page("about/index.html"), "main")[0]!;
    expect(text(all(main, "p")[0]!)).toBe("Of [1] and [2, 1]; [@code].");
    expect(all(main, "h1").map(text)).toEqual(["About me"]);
    expect(all(main, "p", "reference").map(text)).toEqual([
      "Orr, B. (2021). Decay. Journal of Tests.",
      "Kern, A. (2020). Growth. Journal of Tests.",
    ]);
    // The list stands where the link does, before the end of the text.
    expect(text(main)).toMatch(/In 2020\s+Growth[\s\S]*The end\.[\s\S]*References/);
    expect(read("about/index.html")).toContain('<a href="/about/#reference-1">1</a>');
  });

  test("stand in the navigation where they want to, in their order, and in each language under their words", async () => {
    const { page, read } = await built({
      "content/site.yaml": "languages: [en, de]\nurl: https://example.org/\n",
      "content/pages/cv.md": "---\nnav: true\norder: 2\naliases: [/vita.html]\n---\nMy life.\n",
      "content/pages/about.md": "---\ntitle: About me\nnav: About\norder: 1\n---\nText.\n",
      "content/pages/about.de.md": "---\ntitle: Über mich\n---\nWort.\n",
      "content/pages/teaching/2026.md": "Courses.\n",
    });
    const links = (name: string) => all(all(page(name), "nav")[0]!, "a").map(text);
    expect(links("index.html")).toEqual(["Publications", "About", "Cv"]);
    expect(links("de/index.html")).toEqual(["Publikationen", "Über mich", "Cv"]);
    expect(text(all(page("de/about/index.html"), "main")[0]!)).toContain("Wort.");
    expect(read("de/cv/index.html")).toContain('lang="en"');
    expect(read("vita.html")).toContain('url=/cv/"');
    expect(read("teaching/2026/index.html")).toContain("Courses.");
    expect(read("sitemap.xml")).toContain("<loc>https://example.org/about/</loc>");
  });

  test("bring the pictures and files beside them", async () => {
    const { read } = await built({
      "content/pages/about.md": "![A pine](pine.svg) and [notes](notes.txt)\n",
      "content/pages/pine.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>',
      "content/pages/notes.txt": "Notes.",
    });
    expect(read("about/index.html")).toContain('src="/about/pine.svg" width="30" height="20" alt="A pine"');
    expect(read("about/notes.txt")).toBe("Notes.");
  });

  test("run nothing", async () => {
    const { read } = await built({ "content/pages/about.md": "{{ site.title }} {% raw %} {{ 1 + 1 }}\n" });
    expect(read("about/index.html")).toContain("{{ site.title }} {% raw %} {{ 1 + 1 }}");
  });

  test.each([
    ["content/pages/about.md", "See [@gone2020].\n", "content/pages/about.md:1:6 relate/unknown-citation"],
    ["content/pages/about.md", "See [@kern220].\n", "content/pages/about.md:1:6 relate/unknown-citation"],
    ["content/pages/about.md", "See [@gone\\_2020].\n", "content/pages/about.md:1:1 relate/unknown-citation"],
    ["content/pages/about.md", '[List](/about/ "list")\n', "content/pages/about.md:1:8 relate/no-list"],
    ["content/pages/about.md", '[List](/yeers/ "list")\n', "content/pages/about.md:1:8 relate/dead-link"],
    ["content/pages/About Me.md", "Text.\n", "content/pages/About Me.md:1:1 input/unsafe-name"],
    ["content/pages/publications.md", "Text.\n", "content/pages/publications.md:1:1 input/page-address"],
    ["content/pages/en.md", "Text.\n", "content/pages/en.md:1:1 input/page-address"],
    ["content/pages/about.en.md", "Text.\n", "content/pages/about.en.md:1:1 input/not-read"],
    ["content/collections/trees.en.md", "Text.\n", "content/collections/trees.en.md:1:1 input/not-read"],
    ["content/index.nl.md", "Hallo.\n", "content/index.nl.md:1:1 input/not-read"],
    ["content/site.nl.yaml", "title: Bomen\n", "content/site.nl.yaml:1:1 input/not-read"],
    ["content/pages/about.md", "![A](gone.png)\n", "content/pages/about.md:1:6 relate/missing-file"],
    ["content/news/award.md", "An award.\n", "content/news/award.md:1:1 input/news-date"],
    ["content/news/award.md", "---\ndate: 2026-13\n---\nAn award.\n", "content/news/award.md:2:7 input/news-date"],
    ["content/static/a.html", "<script>1</script>", "content/static/a.html:1:1 input/not-read"],
    ["content/static/sitemap.xml", "x", "content/static/sitemap.xml:1:1 relate/same-address"],
    ["content/static/about/index.html", "x", "content/static/about/index.html:1:1 relate/same-address"],
  ])("%s with %j is told of", (file, content, expected) => {
    expect(told({ [file]: content })).toEqual([expected]);
  });
});

test("two files of one page are told, and the first is shown", () => {
  expect(told({ "content/pages/teaching.md": "One.\n", "content/pages/teaching/index.md": "Two.\n" })).toEqual([
    expect.stringMatching(/^content\/pages\/teaching(?:\/index)?\.md:1:1 input\/page-address$/),
  ]);
});

describe("news", () => {
  test("stand on a page and in feeds, the newest first, and the newest on the front page", async () => {
    const { page, read } = await built({
      "content/site.yaml": "url: https://example.org/\n",
      ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((day) => [`content/news/2026-03-0${day}.md`, `Day ${day}.\n`])),
      "content/news/award.md": "---\ndate: 2026-05\ntitle: An award\n---\nSee [it](/publications/kern2020/).\n",
      "content/news/2020/award.md": "---\ndate: 2020\n---\nAnother award.\n",
      "content/news/later.md": "---\ndate: 2026-06\ndraft: true\n---\nNot yet.\n",
    });
    const days = (name: string) => all(all(page(name), "div", "news")[0]!, "time").map(text);
    expect(days("news/index.html")).toHaveLength(8);
    expect(days("index.html")).toEqual(["May 2026", ...[6, 5, 4, 3].map((day) => `March ${day}, 2026`)]);
    expect(all(page("index.html"), "a").map(text)).toContain("All news");
    const feed = JSON.parse(read("news/feed.json"));
    expect(feed.items[0]).toMatchObject({ id: "https://example.org/news/#news-award", title: "An award" });
    expect(feed.items[0].content_html).toContain('href="https://example.org/publications/kern2020/"');
    expect(read("news/index.html")).toContain('href="/news/feed.xml"');
  });
});

describe("content/static", () => {
  test("is published as it is, from the site's root on", async () => {
    const { read } = await built({
      "content/static/CNAME": "ada.example.org\n",
      "content/static/.well-known/security.txt": "Contact: mailto:ada@example.org\n",
      "content/static/files/cv.pdf": "%PDF-1.7",
      "content/pages/about.md": "[My CV](/files/cv.pdf)\n",
    });
    expect(read("about/index.html")).toContain('<a href="/files/cv.pdf">My CV</a>');
    expect([read("CNAME"), read(".well-known/security.txt"), read("files/cv.pdf")]).toEqual([
      "ada.example.org\n",
      "Contact: mailto:ada@example.org\n",
      "%PDF-1.7",
    ]);
  });

  test.each([
    [
      ["favicon.ico", "favicon.svg"],
      '<link rel="icon" href="/favicon.ico" sizes="32x32">\n<link rel="icon" href="/favicon.svg" type="image/svg+xml">',
    ],
    [
      ["favicon.png", "apple-touch-icon.png"],
      '<link rel="icon" href="/favicon.png">\n<link rel="apple-touch-icon" href="/apple-touch-icon.png">',
    ],
    [["apple-touch-icon.png"], '<link rel="icon apple-touch-icon" href="/apple-touch-icon.png">'],
  ])("gives the site its icons: %j", (names, links) => {
    const icons = Object.fromEntries(names.map((name) => [`content/static/${name}`, "x"]));
    const html = builtPages({ "a.md": "---\ntitle: A\ndate: 2020\nauthors: [Ada Kern]\n---\n", ...icons }).at("/");
    expect(html.match(/<link rel="(?:icon|apple)[^>]*>/g)?.join("\n")).toBe(links);
  });
});
