// All versions of a work are one row of a list.
import { describe, expect, test } from "vitest";
import { builtPages } from "../built-pages.ts";
import { all, attribute, readHtml, text } from "../end-to-end/html.ts";
import type { SiteFiles } from "../site-in.ts";

const work = (key: string, fields: string, type = "article") => `@${type}{${key}, ${fields}}\n`;
const kern = "author={Kern, Ada and Orr, Ben}, title={On the Growth of Pines}";
const article = work("article", `${kern}, year=2021, journal={Journal of Tests}, doi={10.5555/a}`);
const preprint = "eprint={2001.00001}, archiveprefix={arXiv}";

/** The rows of the list of all publications, each a title with the words of its links. */
function rowsOf(files: SiteFiles | string) {
  const site = builtPages(typeof files === "string" ? { "a.bib": files } : files);
  const rows = all(readHtml(site.at("/publications/")), "article", "entry").map((entry) => {
    const [title] = all(entry, "h3").flatMap((heading) => all(heading, "a"));
    const links = all(entry, "div", "line").flatMap((line) => all(line, "a"));
    return [attribute(title!, "href")!.split("/").at(-2), links.map(text).filter((word) => word !== "Cite")] as const;
  });
  return { ...site, rows, messages: site.diagnostics.map(({ code, line }) => `${code}:${line}`) };
}

describe("the versions of a work", () => {
  test("are one row, of the published one, are counted once, and each has its page and its BibTeX on the page of the work", () => {
    const { rows, at, messages, addresses, catalogue } = rowsOf(
      article +
        work("pre", `${kern}, year=2020, ${preprint}, versions={article}`, "misc") +
        work(
          "talk",
          `${kern}, year=2022, booktitle={Conference on Tests}, abbr={CT}, versions={article}`,
          "inproceedings",
        ) +
        work("other", "author={Kern, Ada}, title={Firs}, year=2019", "misc"),
    );
    expect(messages).toEqual([]);
    expect(rows).toEqual([
      ["talk", ["PDF", "Journal of Tests, 2021", "arXiv 2020"]],
      ["other", []],
    ]);
    expect(at("/publications/")).toContain("2 publications");
    expect(at("/people/ada-kern/").match(/<li><a dir="auto"/g)).toHaveLength(2);
    expect(JSON.parse(at("/publications.json")).map(({ id }: { id: string }) => id)).toEqual(["talk", "other"]);
    expect(catalogue.years.map(({ slug }) => slug)).toEqual(["2022", "2019"]);
    const page = readHtml(at("/publications/talk/"));
    expect(all(page, "details", "format").map((format) => text(all(format, "summary")[0]!))).toEqual([
      "BibTeX",
      "BibTeX (Journal of Tests, 2021)",
      "BibTeX (arXiv 2020)",
    ]);
    const copies = all(page, "pre").map(text);
    expect(copies.filter((copy) => copy.startsWith("@")).map((copy) => copy.split(",")[0])).toEqual([
      "@inproceedings{talk",
      "@article{article",
      "@misc{pre",
    ]);
    expect(all(readHtml(at("/publications/")), "span", "anchor").map((one) => attribute(one, "id"))).toEqual([
      "article",
      "pre",
    ]);
    for (const key of ["article", "pre"]) {
      expect(addresses).toContain(`/publications/${key}.bib`);
      const own = at(`/publications/${key}/`);
      expect(own).toContain('href="/publications/talk/"');
      expect(own).not.toContain("noindex");
    }
  });

  test.each([
    [
      "a DOI, where the titles agree",
      work("pre", `${kern}, year=2020, ${preprint}, doi={10.5555/A}`, "misc"),
      ["article"],
    ],
    [
      "an arXiv identifier, whatever the title was",
      work(
        "pre",
        "author={A. Kern}, title={Pines Grow}, year=2020, eprint={2001.00001v3}, archiveprefix={arXiv}",
        "misc",
      ),
      ["article"],
    ],
    [
      "arXiv's own DOI",
      work("pre", "author={A. Kern}, title={Pines Grow}, year=2020, doi={10.48550/arXiv.2001.00001}", "misc"),
      ["article"],
    ],
    [
      "an identifier but not of a work of others",
      work("pre", `author={Ek, Eva}, title={Firs}, year=2020, ${preprint}`, "misc"),
      ["article", "pre"],
    ],
    [
      "a DOI but no title, as the chapters of a book do",
      work(
        "pre",
        "author={Kern, Ada and Orr, Ben}, title={Firs}, booktitle={B}, year=2020, doi={10.5555/a}",
        "incollection",
      ),
      ["article", "pre"],
    ],
    [
      "an identifier, but the author says that there are none",
      work("pre", `${kern}, year=2020, ${preprint}, versions={none}`, "misc"),
      ["article", "pre"],
    ],
  ])("are found by %s", (_, other, keys) => {
    const both = rowsOf(article.replace("doi=", `${preprint}, doi=`) + other);
    expect(both.rows.map(([key]) => key)).toEqual(keys);
    expect(both.messages.filter((code) => !code.startsWith("relate/same-work"))).toEqual([]);
  });

  test.each([
    ["a preprint", work("b", `${kern}, year=2020, ${preprint}`, "misc"), ["relate/probable-version:2"]],
    [
      "a paper at a conference",
      work("b", `${kern}, year=2019, booktitle={P}`, "inproceedings"),
      ["relate/probable-version:2"],
    ],
    ["a talk", work("b", `${kern}, year=2020, howpublished={Talk}, type={Presentation}`, "presentation"), []],
    ["a preprint of long ago", work("b", `${kern}, year=2001, ${preprint}`, "misc"), []],
    [
      "a preprint that its author says is another",
      work("b", `${kern}, year=2020, ${preprint}, versions={none}`, "misc"),
      [],
    ],
    [
      "a preprint of others",
      work("b", `author={Orr, Ben}, title={On the Growth of Pines}, year=2020, ${preprint}`, "misc"),
      [],
    ],
    [
      "a preprint of a title that many have",
      work("b", `author={Kern, Ada and Orr, Ben}, title={Pines}, year=2020, ${preprint}`, "misc"),
      [],
    ],
  ])("are proposed of %s, and not guessed", (_, other, messages) => {
    const found = rowsOf(article + other);
    expect(found.messages).toEqual(messages);
    expect(found.rows).toHaveLength(2);
    if (messages.length > 0)
      expect(found.diagnostics[0]?.hint).toBe(
        "write versions = {article} here, or versions = {none} if they are two works.",
      );
  });

  test("are led by what is not hidden and no draft, and bring their topics and their place on the front page", () => {
    const files = {
      "a.bib": article.replace("doi=", "versions={pre}, hidden={true}, doi="),
      "pre.md": "---\ntitle: On the Growth of Pines\nauthors: [Ada Kern, Ben Orr]\ndate: 2020\ntype: report\n---\n",
    };
    expect(rowsOf(files).rows).toEqual([["pre", []]]);
    const shown = rowsOf({
      ...files,
      "a.bib": article,
      "pre.md": files["pre.md"].replace("date:", "versions: article\nselected: true\ncollections: [trees]\ndate:"),
      "content/collections/trees.md": "---\ntitle: Trees\n---\n",
    });
    expect(shown.messages).toEqual([]);
    expect(shown.rows).toEqual([["article", ["DOI", "Version 2020"]]]);
    for (const address of ["/", "/collections/trees/"]) expect(shown.at(address)).toContain("/publications/article/");
    expect(shown.at("/")).toContain("Selected publications");
  });
});
