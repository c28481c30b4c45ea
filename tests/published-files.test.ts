import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { DiagnosticCode } from "../src/diagnostic/codes.ts";
import { loadSite } from "../src/pipeline.ts";
import { nameFile } from "../src/record/content-files.ts";
import { allPapers, type Catalogue } from "../src/relate/catalogue.ts";
import { publishFiles } from "../src/relate/published-files.ts";
import { createAddresses } from "../src/site/views/page-addresses.ts";
import { richTextToPlain } from "../src/text/plain-text.ts";
import { about } from "./about.ts";
import { offprint } from "./offprint.ts";
import { type SiteFiles, siteIn } from "./site-in.ts";

/** What these tests are about. */
const codes: readonly DiagnosticCode[] = [
  "input/not-read",
  "input/picture",
  "relate/same-address",
  "validate/changed-file",
  "validate/missing-file",
];

const pdf = "%PDF-1.7";
const paper = (more: string, title = "A") => `---\ntitle: ${title}\nauthors: [Ada Kern]\ndate: 2000\n${more}\n---\n`;

function load(files: SiteFiles) {
  const { value, diagnostics: all } = loadSite(siteIn(files));
  const diagnostics = about(all, codes);
  return {
    keys: allPapers(value.catalogue)
      .map(({ publication }) => publication.key)
      .sort(),
    links: allPapers(value.catalogue).flatMap(({ publication }) => publication.links.map(({ href }) => href)),
    addresses: [...value.files.keys()].sort(),
    messages: diagnostics.map(({ code, file, line }) => `${file.split("/").at(-1)}:${line} ${code}`),
    texts: diagnostics.map(({ message, hint }) => `${message} ${hint}`).join("\n"),
    catalogue: value.catalogue,
  };
}

const plainOf = ({ introductions }: Catalogue) => richTextToPlain(introductions.get("en")!.text).trim();

describe("the files of a site", () => {
  test("may lie in a folder of a paper's own, whose index.md has the folder's name as its key", () => {
    const site = load({
      "content/publications/_index.md": "---\ntitle: Papers\n---\n",
      "content/publications/README.md": "How to add papers\n",
      "content/publications/pines/index.md": paper("pdf: paper.pdf"),
      "content/publications/pines/paper.pdf": pdf,
      "content/publications/2020/oaks/index.markdown": paper("pdf: paper.pdf", "B"),
      "content/publications/2020/oaks/paper.pdf": pdf,
      "content/publications/firs/index.nl.md": paper("", "C"),
      "content/publications/larch/index.md": paper("key: larix", "D"),
      "content/publications/yews/yews.md": paper("", "E"),
    });
    expect(site.keys).toEqual(["firs", "larix", "oaks", "pines", "yews"]);
    expect(site.addresses).toEqual(["/publications/oaks/paper.pdf", "/publications/pines/paper.pdf"]);
    expect(site.messages).toEqual([]);
  });

  test("belong to an entry by the folder's name, too", () => {
    const site = load({
      "refs.bib": "@misc{pines, title={P}, year=2000}",
      "content/publications/pines/index.md": "---\nselected: true\n---\n",
    });
    expect(site.catalogue.publications.map(({ publication }) => publication.selected)).toEqual([true]);
    expect(site.messages).toEqual([]);
  });

  test("of a paper's own folder are its entry, PDF and picture, where nothing else is said", () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>';
    const pines = (more: string): SiteFiles => ({
      "content/publications/pines/pines.md": `---\nteaser-alt: A pine.\n${more}---\nSee [the data](data.csv) and ![a plot](a-plot.svg).\n`,
      "content/publications/pines/cite.bib":
        "@article{kern2021growth, title={Growth}, author={Kern, Ada}, journal={J}, year=2021, ids={kern21}}",
      "content/publications/pines/a-plot.svg": svg,
      "content/publications/pines/b.svg": svg,
      "content/publications/pines/c.svg": svg,
      "content/publications/pines/data.csv": "1,2",
      "content/publications/pines/notes.txt": "private",
      "content/publications/pines/Pines.pdf": pdf,
      "oaks.md": paper("versions: kern2021growth", "Oaks"),
    });
    const whole = load(pines(""));
    expect(whole.messages).toEqual([]);
    expect(whole.keys).toEqual(["oaks", "pines"]);
    expect(whole.addresses).toEqual(
      ["Pines.pdf", "a-plot.svg", "b.svg", "data.csv"].map((name) => `/publications/pines/${name}`),
    );
    const publicationOf = ({ catalogue }: typeof whole) =>
      catalogue.publications.map(({ publication }) => publication).find(({ key }) => key === "pines")!;
    expect(publicationOf(whole)).toMatchObject({
      type: "article-journal",
      aliases: ["kern21", "kern2021growth"],
      teaser: "content/publications/pines/b.svg",
      links: [{ label: "PDF", href: "content/publications/pines/Pines.pdf" }],
    });
    expect(publicationOf(whole).source.bibtex?.join("")).toContain("@article{kern2021growth,");
    const said = load(pines("teaser: c.svg\npdf: https://example.org/p.pdf\n"));
    expect(publicationOf(said)).toMatchObject({ teaser: "content/publications/pines/c.svg" });
    expect(said.links).toEqual(["https://example.org/p.pdf"]);
    const none = load(pines("teaser: no\npdf: false\n"));
    expect([none.links, publicationOf(none).teaser]).toEqual([[], undefined]);
    expect(none.messages).toEqual([]);
  });

  test("of a folder that several papers share are none's", () => {
    const site = load({
      "content/publications/2020/index.md": paper("", "A"),
      "content/publications/2020/oaks.md": paper("", "B"),
      "content/publications/2020/cite.bib": "@misc{c, title={C}, year=2000}",
      "content/publications/2020/2020.pdf": pdf,
    });
    expect([site.keys, site.addresses]).toEqual([["2020", "c", "oaks"], []]);
  });

  test("has names that are one, whether accents stand apart from their letters (NFD) or not (NFC)", () => {
    const [nfc, nfd] = ["M\u00fcller\u00e9", "Mu\u0308llere\u0301"];
    const site = load({
      [`${nfd}.md`]: `---\nteaser: ${nfc}.svg\nteaser-alt: A tree\npdf: ${nfc}.pdf\nversions: ${nfd}2\n---\nText.\n`,
      [`${nfd}.svg`]: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>',
      [`${nfd}.pdf`]: pdf,
      "a.bib": `@misc{${nfc}, title={A}, year=2000, crossref={${nfd}V}}\n@proceedings{${nfc}V, title={V}, editor={Orr, Ben}, year=2000}\n@misc{${nfc}2, title={B}, year=2001}`,
    });
    expect(site.messages).toEqual([]);
    expect(site.keys).toEqual([nfc, `${nfc}2`]);
    expect(site.addresses).toEqual([`/publications/mullere/${nfc}.pdf`, `/publications/mullere/${nfc}.svg`]);
  });

  test.each([
    ["a.MD", paper("")],
    ["a.markdown", paper("")],
    ["b.BIB", "@misc{a, title={A}, year=2000}"],
    ["b.bibtex", "@misc{a, title={A}, year=2000}"],
  ])("are read with the ending of %s", (name, text) => {
    expect(load({ [name]: text })).toMatchObject({ keys: ["a"], messages: [] });
  });

  test("are read with .yml and .markdown beside the papers", () => {
    const { catalogue, messages } = load({
      "a.md": paper("collections: [trees]"),
      "content/site.yml": "title: Ada\nlanguages: [en, de]\n",
      "content/site.de.YML": "title: Ada DE\n",
      "content/people.YAML": "- name: Ada Kern\n  owner: true\n",
      "content/index.markdown": "Hello",
      "content/collections/trees.markdown": "Trees",
      "content/collections/trees.de.md": "Bäume",
      "content/messages/en.yml": "copy: Copy it\n",
    });
    expect(messages).toEqual([]);
    expect(catalogue.site.title).toBe("Ada");
    expect(catalogue.site.translations.get("de")?.title).toBe("Ada DE");
    expect(plainOf(catalogue)).toBe("Hello");
    expect(catalogue.collections.map(({ slug, translations }) => [slug, translations.size])).toEqual([["trees", 1]]);
    expect(catalogue.publications[0]?.authorPersons[0]?.owner).toBe(true);
  });

  test("that are one file under two endings are read once, and the message says which counts", () => {
    const { catalogue, texts, messages } = load({
      "a.md": paper(""),
      "content/site.yml": "title: Second\n",
      "content/site.yaml": "title: First\n",
      "content/index.markdown": "Second",
      "content/index.md": "First",
    });
    expect([catalogue.site.title, plainOf(catalogue)]).toEqual(["First", "First"]);
    expect(messages).toEqual(["index.markdown:1 input/not-read", "site.yml:1 input/not-read"]);
    expect(texts).toContain("content/site.yaml is there too");
  });

  test.each([
    ["pdf: a/x.pdf\nslides: b/x.pdf", "a.md:6 relate/same-address"],
    ["pdf: a/x.pdf\nslides: a/X.PDF", "a.md:6 relate/same-address"],
    ["pdf: a/x.pdf\nslides: ./a/../a/x.pdf", ""],
  ])("%j: no two have one address", (lines, message) => {
    const site = load({
      "a.md": paper(lines),
      "content/publications/a/x.pdf": pdf,
      "content/publications/a/X.PDF": pdf,
      "content/publications/b/x.pdf": pdf,
    });
    expect(site.messages.join()).toBe(message);
    expect(site.addresses).toEqual(["/publications/a/x.pdf"]);
  });

  test.each([
    ["/publications.json", true],
    ["/Publications.BIB", true],
    ["/feed.json", true],
    ["/assets/site.svg", true],
    ["/collections/trees/feed.json", true],
    ["/publications/pines.bib", true],
    ["/ada.png", false],
    ["/collections/trees/feed.png", false],
    ["/publications/pines/publications.pdf", false],
  ])("%s is taken by a page of the site: %s", (address, isTaken) => {
    const place = { file: "content/index.md", line: 3, column: 1 };
    expect(publishFiles([{ path: "content/x", address, ...place }]).diagnostics).toHaveLength(isTaken ? 1 : 0);
  });

  test.each([
    ["pdf: nowhere.pdf", "does not exist"],
    ["pdf: A.pdf", "called a.pdf, with other capitals"],
    ["pdf: ab.pdf", "did you mean a.pdf?"],
    ["pdf: b", "is a folder"],
    ["demo: demo.html", ".html is none of the kinds"],
    ["code: run.js", ".js is none of the kinds"],
    ["data: data.xml", ".xml is none of the kinds"],
    ["pdf: login.pdf", "holds a web page"],
    ["slides: photo.png", "holds a web page"],
    ["slides: broken.svg", "no well-formed XML"],
  ])("a link to %s leads nowhere on the site, and the message says why: %s", (line, why) => {
    const site = load({
      "a.md": paper(line),
      "a.pdf": pdf,
      "content/publications/b/x.pdf": pdf,
      "demo.html": "<script>alert(1)</script>",
      "run.js": "alert(1)",
      "data.xml": "<a/>",
      "login.pdf": "\n<!DOCTYPE html><title>Log in</title>",
      "photo.png": "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
      "broken.svg": "<svg",
    });
    expect(site.messages.filter((one) => !one.includes("not-read"))).toEqual(["a.md:5 validate/missing-file"]);
    expect(site.texts).toContain(why);
    expect([site.links, site.addresses]).toEqual([[], []]);
  });

  test.each([
    ["content/publication/a.md", "content/publication", "name it content/publications."],
    ["content/Publications/a.md", "content/Publications", "name it content/publications."],
    ["content/papers/a.bib", "content/papers", "name it content/publications."],
    ["content/topics/a.md", "content/topics", "name it content/collections."],
    ["content/a.md", "content/a.md", "content/publications/a.md"],
    ["content/refs.bib", "content/refs.bib", "content/publications/refs.bib"],
    ["content/person.yaml", "content/person.yaml", "name it people.yaml."],
    ["content/sites.yml", "content/sites.yml", "name it site.yaml."],
    ["content/Index.md", "content/Index.md", "name it index.md."],
    ["content/people.yaml.txt", "content/people.yaml.txt", "name it people.yaml."],
    ["content/publications/a.md.txt", "content/publications/a.md.txt", "name it a.md."],
    ["content/publications/refs.bib.txt", "content/publications/refs.bib.txt", "name it refs.bib."],
    ["content/publications/a.mdx", "content/publications/a.mdx", "name it a.md."],
    ["content/publications/a.docx", "content/publications/a.docx", "write a .md file"],
    ["content/publications/a.ris", "content/publications/a.ris", "export it as BibTeX"],
    ["content/publications/a.json", "content/publications/a.json", "export it as BibTeX"],
    ["content/publications/people.yaml", "content/publications/people.yaml", "export it as BibTeX"],
    ["content/collections/refs.bib", "content/collections/refs.bib", "move it to content/publications/."],
    ["content/collections/trees.txt", "content/collections/trees.txt", "name it trees.md."],
    ["content/styles/apa.xml", "content/styles/apa.xml", "name it apa.csl."],
    ["content/apa.csl", "content/apa.csl", "move it to content/styles/apa.csl."],
  ])("%s is not read, which is said of %s, with what to do: %s", (name, file, hint) => {
    const diagnostics = about(loadSite(siteIn({ "b.md": paper(""), [name]: "" })).diagnostics, codes);
    expect(diagnostics.map((one) => [one.code, one.file])).toEqual([["input/not-read", file]]);
    expect(diagnostics[0]?.hint).toContain(hint);
  });

  test("that accompany a paper, or no one reads, are not complained of", () => {
    const names = ["a.pdf", "a.png", "a.csv", "a.zip", "data.json", "talk.docx"];
    const others = ["content/images/ada.png", "content/cv.pdf", "content/README.md", "content/publications/Makefile"];
    const site = load({
      "a.md": paper("data: data.json\nslides: talk.docx"),
      ...Object.fromEntries([...names, ...others].map((name) => [name, "x"])),
    });
    expect(site.messages).toEqual([]);
  });

  test("are named by texts as they lie below them, and addressed once for all languages", () => {
    const from = (file: string, page: string, name: string) => nameFile(name, { file, line: 3, column: 2 }, page);
    expect(from("content/index.nl.md", "/", "ada%20k.png")).toEqual({
      path: "content/ada k.png",
      address: "/ada k.png",
      file: "content/index.nl.md",
      line: 3,
      column: 2,
    });
    const address = (name: string) => from("content/collections/trees.md", "/collections/trees/", name)?.address;
    expect(address("img/a.png")).toBe("/collections/trees/img/a.png");
    expect(address("../ada.png")).toBe("/collections/trees/ada.png");
    expect(address("/ada.png")).toBe("/collections/trees/ada.png");
    expect(address("../../ada.png")).toBeUndefined();
    expect(createAddresses("/p/", undefined).published("/100% [a]#b?.png")).toBe("/p/100%25%20%5Ba%5D%23b%3F.png");
  });

  test("with --lenient leave no link to what is missing, in no tag, feed or data", async () => {
    const site = siteIn({
      "a.md": paper("pdf: lost.pdf\nteaser: lost.png\nteaser-alt: A tree"),
      "b.md": paper(`pdf: "100% #1.pdf"\nslides: talk.svg`, "B"),
      "100% #1.pdf": pdf,
      "talk.svg": '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><path/></svg>',
      "content/site.yaml": "title: Ada\nurl: https://example.org/p/\n",
    });
    const output = path.join(site, "_site");
    expect((await offprint("build", site, "--lenient", "--output", output)).code).toBe(0);
    const read = (name: string) => readFileSync(path.join(output, name), "utf8");
    for (const name of ["publications/a/index.html", "feed.xml", "feed.json", "llms.txt", "publications.json"])
      expect(read(name)).not.toContain("lost");
    expect(read("publications/a/index.html")).not.toContain("citation_pdf_url");
    expect(read("publications/b/index.html")).toContain(
      'name="citation_pdf_url" content="https://example.org/p/publications/b/100%25%20%231.pdf"',
    );
    expect(existsSync(path.join(output, "publications/b/100% #1.pdf"))).toBe(true);
    expect(read("publications/b/talk.svg")).not.toContain("alert");
  });
});
