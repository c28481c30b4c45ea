import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { hasProgram } from "../has-program.ts";
import { offprint } from "../offprint.ts";
import { siteIn } from "../site-in.ts";

const files = {
  "refs.bib": `@string{jot = {Journal of Tests}}
@article{pines2021,
  author = {Kern, Ada and Orr, Ben},
  title = {Growth of \\emph{Pinus nigra} & {Co}},
  journal = jot, volume = 3, number = 2, pages = {1--9}, year = 2021, month = mar,
  doi = {10.5555/pines},
  keywords = {trees},
}
@phdthesis{orr2019,
  author = {Orr, Ben},
  title = {Sorting},
  school = {University of Tests},
  year = 2019,
  abstract = {How pines are sorted.},
}`,
  "stumps.md":
    '---\ntitle: "=1+1, said twice"\nauthors: [Ada Kern]\ndate: 2023-05-07\ntype: paper-conference\nvenue: "Vision, 2023"\ncollections: [trees]\n---\n',
  "draft.md": "---\ntitle: A draft\nauthors: [Ada Kern]\ndate: 2024\ndraft: true\n---\n",
  "content/collections/trees.md": "---\ntitle: Tall Trees\nmatch: {keywords: [trees]}\n---\n",
  "content/people.yaml": "- {id: ada, name: Ada Kern, orcid: 0000-0002-1825-0097}\n",
  "content/site.yaml": "title: Kern\nurl: https://example.org/papers/\nlanguages: [en, de]\n",
};
const run = (...words: readonly string[]) => offprint("export", words[0]!, siteIn(files), ...words.slice(1));
const keysIn = (bibtex: string) => [...bibtex.matchAll(/^@\w+\{(?!jot)(\w+),/gm)].map(([, key]) => key);

describe("offprint export", () => {
  test("gives the author's own BibTeX, as visitors have it, and no draft", async () => {
    const { code, output, errors } = await run("bibtex");
    expect([code, errors]).toEqual([0, ""]);
    expect(keysIn(output)).toEqual(["stumps", "pines2021", "orr2019"]);
    expect(output).toContain("journal = jot, volume = 3");
    expect(output).toContain("@string{jot = {Journal of Tests}}");
  });

  test("writes BibLaTeX's own names, types and dates", async () => {
    const { output } = await run("biblatex");
    expect(output).toContain(`@article{pines2021,
  author = {Kern, Ada and Orr, Ben},
  title = {Growth of \\emph{Pinus nigra} \\& {Co}},
  journaltitle = {Journal of Tests},
  volume = {3},
  number = {2},
  pages = {1--9},
  date = {2021-03},
`);
    expect(output).toMatch(/@thesis\{orr2019,[^@]*institution = \{University of Tests\},[^@]*type = \{phdthesis\},/);
  });

  test.skipIf(!hasProgram("biber"))("which biber's data model takes without a warning", async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "offprint-export-"));
    const file = path.join(folder, "refs.bib");
    expect(await run("biblatex", "--output", file)).toMatchObject({ code: 0, output: "" });
    execFileSync("biber", ["--tool", "--validate-datamodel", "--quiet", "refs.bib"], { cwd: folder, stdio: "pipe" });
    expect(readFileSync(path.join(folder, "refs.bib.blg"), "utf8")).not.toMatch(/WARN|ERROR/);
  });

  test("writes RIS and CSL-JSON as the site does", async () => {
    expect((await run("ris")).output.match(/^TY {2}- \w+/gm)).toEqual(["TY  - CONF", "TY  - JOUR", "TY  - THES"]);
    const items = JSON.parse((await run("csl-json")).output);
    expect(items.map(({ id }: { id: string }) => id)).toEqual(["stumps", "pines2021", "orr2019"]);
  });

  test("writes a table in which nothing is a formula", async () => {
    const { output } = await run("csv");
    const [head, first] = output.split("\r\n");
    expect(head).toMatch(/^\uFEFFkey,type,title,author,editor,issued,status,containerTitle,volume,/);
    expect(first).toMatch(/^stumps,[\w-]+,"'=1\+1, said twice","Kern, Ada",,2023-05-07,,"Vision, 2023",/);
  });

  test.each([
    [
      ["--topic", "tall trees"],
      ["stumps", "pines2021"],
    ],
    [["--topic", "trees", "--person", "Orr, Ben"], ["pines2021"]],
    [
      ["--person", "ada"],
      ["stumps", "pines2021"],
    ],
    [
      ["--person", "0000-0002-1825-0097"],
      ["stumps", "pines2021"],
    ],
    [
      ["--query", "https://example.org/papers/publications/?sort=title"],
      ["stumps", "pines2021", "orr2019"],
    ],
    [["--query", "/publications/?q=sorted"], ["orr2019"]],
    [
      ["--query", "?year=2021&year=2019"],
      ["pines2021", "orr2019"],
    ],
    [["--query", "https://example.org/papers/de/collections/trees/?q=pinus"], ["pines2021"]],
    [["--query", "/years/2019/"], ["orr2019"]],
  ])("of %j", async (words, keys) => {
    expect(keysIn((await run("bibtex", ...words)).output)).toEqual(keys);
  });

  const reference = "Kern, A., & Orr, B. (2021). Growth of";
  test.each([
    ["text", `${reference} Pinus nigra & Co. Journal of Tests, 3(2), 1–9. https://doi.org/10.5555/pines\n`],
    [
      "markdown",
      `- ${reference} *Pinus nigra* & Co. *Journal of Tests*, *3*(2), 1–9. [https://doi.org/10.5555/pines](<https://doi.org/10.5555/pines>)\n`,
    ],
    [
      "latex",
      `\\begin{itemize}\n  \\item ${reference.replace("&", "\\&")} \\emph{Pinus nigra} \\& Co. \\emph{Journal of Tests}, \\emph{3}(2), 1--9. \\href{https://doi.org/10.5555/pines}{https://doi.org/10.5555/pines}\n\\end{itemize}\n`,
    ],
    [
      "typst",
      `- ${reference} #emph[Pinus nigra]; & Co. #emph[Journal of Tests];, #emph[3];(2), 1–9. #link("https://doi.org/10.5555/pines")[https:\\/\\/doi.org\\/10.5555\\/pines];\n`,
    ],
    [
      "html",
      `<ul>\n<li>${reference.replace("&", "&amp;")} <i>Pinus nigra</i> &amp; Co. <i>Journal of Tests</i>, <i>3</i>(2), 1–9. <a href="https://doi.org/10.5555/pines">https://doi.org/10.5555/pines</a></li>\n</ul>\n`,
    ],
  ])("writes references as %s", async (form, expected) => {
    const { output } = await run("references", "--as", form, "--query", "?year=2021");
    expect(output).toBe(expected);
  });

  test("writes references in a style of one's own, and in the words of another language", async () => {
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), "offprint-style-")), "own.csl");
    writeFileSync(
      file,
      `<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><title>Own</title><id>own</id><updated>2020-01-01T00:00:00Z</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><text term="and" suffix=": "/><text variable="title"/></layout></bibliography></style>`,
    );
    const { output } = await run("references", "--style", file, "--language", "fr", "--query", "?year=2019");
    expect(output).toBe("Et: Sorting\n");
    expect((await run("references", "--style", "vancouver", "--query", "?year=2019")).output).toMatch(
      /^Orr B\. Sorting/,
    );
  });

  test("writes grants, courses and the like, all or those of a person", async () => {
    const site = siteIn({
      ...files,
      "content/courses.yaml": "- {title: Wood, terms: [2020], people: ada}\n- {title: Soils, people: [Ben Orr]}\n",
      "content/theses.yaml":
        "- {title: On *roots*, student: Dee Vance, degree: PhD thesis, date: 2022, supervisors: [ada]}\n",
    });
    const json = await offprint("export", "json", site, "--of", "courses");
    expect([json.code, json.errors]).toEqual([0, ""]);
    expect(JSON.parse(json.output)).toEqual([
      {
        id: "wood",
        title: "Wood",
        terms: ["2020"],
        people: ["Ada Kern"],
        url: "https://example.org/papers/courses/#wood",
      },
      { id: "soils", title: "Soils", people: ["Ben Orr"], url: "https://example.org/papers/courses/#soils" },
    ]);
    const own = await offprint("export", "csv", site, "--of", "courses", "--person", "ada");
    expect(own.output).toBe(
      "\uFEFFid,title,terms,people,url\r\nwood,Wood,2020,Ada Kern,https://example.org/papers/courses/#wood\r\n",
    );
    expect((await offprint("export", "bibtex", site, "--of", "theses")).output).toMatch(
      /^@phdthesis\{on-roots,\n {2}author = \{Vance, Dee\},\n {2}title = \{On \\emph\{roots\}\},/,
    );
    expect(await offprint("export", "csv", site, "--of", "grants")).toMatchObject({ code: 0, output: "\uFEFF\r\n" });
  });

  test.each([
    [["pdf"], 'There is no format "pdf"; there are bibtex,'],
    [["references", "--as", "docx"], 'can\'t be written as "docx"; there are text,'],
    [["references", "--style", "vancuver"], "did you mean vancouver?"],
    [["references", "--style", "gone.csl"], 'There is no file "gone.csl".'],
    [["ris", "--style", "apa"], "--style is for references."],
    [
      ["csv", "--of", "papers"],
      'There is nothing called "papers"; there are projects, grants, courses, theses, awards.',
    ],
    [["ris", "--of", "grants"], 'grants can\'t be written as "ris"; there are csv, json.'],
    [["csv", "--of", "grants", "--topic", "trees"], "--topic is for papers."],
    [["bibtex", "--topic", "tres"], 'There is no topic "tres"; did you mean "trees"?'],
    [["bibtex", "--person", "Ada Kerm"], 'There is no person "Ada Kerm"; did you mean "Ada Kern"?'],
    [["bibtex", "--query", "//"], '"//" is no address.'],
    [["bibtex", "--query", "/people/%zz/"], 'The site has no page "/people/%zz/".'],
    [["bibtex", "--query", "/people/nobody/"], 'The site has no page "/people/nobody/".'],
  ])("answers %j with one line", async (words, line) => {
    const { code, output, errors } = await run(...words);
    expect([code, output, errors.trimEnd().split("\n").length]).toEqual([2, "", 1]);
    expect(errors).toContain(line);
  });

  test("says what a work with a fault is left out for, and ends with 1", async () => {
    const faulty = siteIn({
      "good.md": "---\ntitle: Good\nauthors: [Ada Kern]\ndate: 2020\n---\n",
      "bad.md": "---\nauthors: [Ada Kern\n---\n",
    });
    const { code, output, errors } = await offprint("export", "bibtex", faulty);
    expect(code).toBe(1);
    expect(keysIn(output)).toEqual(["good"]);
    expect(errors).toMatch(/bad\.md:2:\d+ {2}error {2}input\/yaml/);
    expect(existsSync(path.join(faulty, "_site"))).toBe(false);
  });

  test("writes files of ours, of which the same papers come, and into no folder that holds something", async () => {
    const withFiles = {
      ...files,
      "content/publications/yews/index.md":
        "---\ntitle: Yews\nauthors: [Ada Kern*, Ben Orr]\ndate: 2022-02\npdf: yews.pdf\nteaser: yews.png\nteaser-alt: Two yews.\n---\nThey grow.\n",
      "content/publications/yews/yews.pdf": "%PDF-1.4\n",
      "content/publications/yews/yews.png": readFileSync("docs/front.jpg"),
    };
    const site = siteIn(withFiles);
    const output = path.join(site, "papers");
    const { code, output: said, errors } = await offprint("export", "markdown", site, "--output", output);
    expect([code, said, errors]).toEqual([0, "Wrote 4 papers in 6 files.\n", ""]);
    expect(readdirSync(output, { recursive: true }).map(String).sort()).toEqual(
      ["orr2019.md", "pines2021.md", "stumps.md", "yews", "yews/index.md", "yews/yews.pdf", "yews/yews.png"].sort(),
    );
    expect(readFileSync(path.join(output, "pines2021.md"), "utf8")).toContain("title: Growth of *Pinus nigra* & Co\n");
    const again = await offprint("export", "markdown", site, "--output", output);
    expect([again.code, again.errors]).toEqual([2, expect.stringContaining("is there already")]);
    expect((await offprint("export", "markdown", site)).code).toBe(2);

    // Less what BibTeX's braces say of capitals, and the name of a type that was not written.
    const items = async (folder: string) =>
      JSON.parse((await offprint("export", "csl-json", folder)).output, (key, value) => {
        if (key === "entryType") return undefined;
        return typeof value === "string" ? value.replace(/<span class="nocase">(.*?)<\/span>/g, "$1") : value;
      });
    const before = await items(site);
    rmSync(path.join(site, "content/publications"), { recursive: true });
    renameSync(output, path.join(site, "content/publications"));
    expect(await items(site)).toEqual(before);
    expect((await offprint("check", site)).output).toBe("Nothing to complain of.\n");
  });
});
