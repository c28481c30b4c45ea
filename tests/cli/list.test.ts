import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { parse } from "yaml";
import { hasProgram } from "../has-program.ts";
import { offprint } from "../offprint.ts";
import { siteIn, writeSite } from "../site-in.ts";

const article = (key: string, year: number, more = "", type = "article") =>
  `@${type}{${key}, author = {Kern, Ada M. and Orr, Ben}, title = {On ${key}}, journal = {Journal of Tests}, year = ${year}${more}}\n`;
const files = {
  "refs.bib":
    Array.from({ length: 12 }, (_, at) => article(`pines${at}`, 2010 + at)).join("") +
    `@article{firs, author = {Orr, Ben and Kern, Ada M.}, title = {On $x^2$ \\& {{\\O}}rsted}, journal = {Journal of Tests}, year = 2009, selected = {true}}
@book{bark, author = {Kern, Ada M.}, title = {Bark}, publisher = {Test Press}, year = 2019}
@misc{preprint, author = {Orr, Ben and Kern, Ada M. and Ash, Cy}, title = {Roots}, eprint = {2401.00001}, archiveprefix = {arXiv}, year = 2024}
@misc{others, author = {Orr, Ben}, title = {Not hers}, year = 2023, howpublished = {A talk}}
@unpublished{press, author = {Kern, Ada M.}, title = {To come}, note = {N}, pubstate = {inpress}}
`,
  "content/people.yaml": "- {id: ada, name: Ada M. Kern, owner: true}\n",
  "content/forms/faculty.yaml": `title: For the faculty
style: vancouver
numbering: sections
marks:
  - {text: alone, match: {roles: single}}
  - {text: last, match: {roles: [last]}}
sections:
  - {title: The best, works: [firs, pines3, gone]}
  - {title: Of late, match: {years: 2019..2021}, limit: 2}
`,
};

/** A line of a list as a table. */
interface Row {
  readonly section: string;
  readonly number: number;
  readonly reference: string;
  readonly marks: string;
  readonly key: string;
}

const cell = (text = "") => (text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text);
const readRows = (csv: string): readonly Row[] =>
  csv
    .trim()
    .split("\r\n")
    .slice(1)
    .map((line) => {
      const [section, number, reference, marks, key] = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(
        ([, one]) => cell(one),
      );
      return { section: section!, number: Number(number), reference: reference!, marks: marks!, key: key! };
    });

const list = (...words: readonly string[]) => offprint("list", siteIn(files), ...words);
const titles = (text: string) =>
  [...text.matchAll(/^(?:(\d+)\. )?.*?(?:On (\w+)|Bark|Roots|To come|Not hers)/gm)].map(([all]) => all);

describe("offprint list", () => {
  test("keeps the numbers that a funder asks for, the selected first, and says what it left out", async () => {
    const dfg = await list("--for", "dfg");
    expect([dfg.code, dfg.errors]).toEqual([
      0,
      '"Category A: up to ten publications that have been peer-reviewed" has room for 10 of 14; left out: pines3, pines2, pines1, pines0.\n',
    ]);
    const [categoryA = "", categoryB = ""] = dfg.output.split(/^Category [AB].*\n-+\n/m).slice(1);
    expect(titles(categoryA)).toHaveLength(10);
    expect(categoryA).toMatch(/^\n1\. Orr, B\., & Kern, A\. M\. \(2009\)\./);
    expect(titles(categoryB).map((one) => /^\d+/.exec(one)?.[0])).toEqual(["1", "2"]);
  });

  test("takes the last years, with what is in press, and no one else's", async () => {
    vi.stubEnv("SOURCE_DATE_EPOCH", String(Date.UTC(2024, 5, 1) / 1000));
    onTestFinished(() => void vi.unstubAllEnvs());
    const { output } = await list("--for", "five-years");
    expect(titles(output).map((one) => one.replace(/^(\d+)\..*?(On \w+|Bark|Roots|To come)$/, "$1 $2"))).toEqual([
      "1 To come",
      "2 Roots",
      "3 On pines11",
      "4 On pines10",
    ]);
  });

  test("numbers down through sections, and says what one is to a work", async () => {
    const { output } = await list("--for", "promotion");
    const numbers = [...output.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
    expect(numbers).toEqual(Array.from({ length: 16 }, (_, at) => 16 - at));
    expect(output).toMatch(/^16\. Kern, A\. M\. \(2019\)\. Bark\./m);
    expect(output).toMatch(/pines11\. .*\[first author\]$/m);
    expect(output).toMatch(/\(2009\).*\[last author\]$/m);
  });

  test("reads a form of one's own, and says which works it names in vain", async () => {
    const { code, output, errors } = await list("--for", "faculty", "--as", "markdown");
    expect(code).toBe(1);
    expect(errors).toContain('"The best" names works that are not here, or not of the one whose list it is: gone.');
    expect(output).toBe(`# For the faculty

## The best

1\\. Orr B, **Kern AM**. On x² & Ørsted. Journal of Tests. 2009. [last]

2\\. **Kern AM**, Orr B. On pines3. Journal of Tests. 2013.

## Of late

1\\. **Kern AM**, Orr B. On pines11. Journal of Tests. 2021.

2\\. **Kern AM**, Orr B. On pines10. Journal of Tests. 2020.
`);
  });

  test("has sections of grants, courses and the like, in the words of its language", async () => {
    const site = siteIn({
      ...files,
      "content/courses.yaml":
        "- {title: Wood, code: FOR 1, terms: [Autumn 2022, Spring 2021], people: ada}\n- {title: Not hers, people: [Ben Orr]}\n",
      "content/theses.yaml":
        "- {title: On *roots*, student: Dee Vance, degree: PhD thesis, institution: University of Tests, date: 2022-05, supervisors: [ada]}\n",
      "content/forms/teaching.yaml":
        "title: Teaching\nlanguage: de\nsections:\n  - {title: Courses, activities: courses}\n  - {title: Theses, activities: theses}\n  - {title: Books, match: {types: book}}\n",
    });
    const { code, output, errors } = await offprint("list", site, "--for", "teaching", "--as", "markdown");
    expect([code, errors]).toEqual([0, ""]);
    expect(output).toBe(
      "# Teaching\n\n## Courses\n\nWood. FOR 1, Herbst 2022, Frühling 2021.\n\n## Theses\n\nDee Vance: On *roots*. Dissertation, University of Tests, Mai 2022.\n\n## Books\n\n1\\. **Kern, A. M.** (2019). *Bark*. Test Press.\n",
    );
  });

  test("writes it as HTML, LaTeX, Typst and a table", async () => {
    const as = async (form: string) => (await list("--for", "faculty", "--as", form)).output;
    expect(await as("html")).toContain('<li value="1">Orr B, <strong>Kern AM</strong>. On ');
    expect(await as("latex")).toContain("  \\item[1.] Orr B, \\textbf{Kern AM}. On ");
    expect(await as("typst")).toContain("1. Orr B, #strong[Kern AM];.");
    expect(await as("csv")).toMatch(
      /^\uFEFFsection,number,reference,marks,key,doi\r\nThe best,1,"Orr B, Kern AM\. On .*",last,firs,\r\n/,
    );
  });

  test("makes a document for Word, with headings, the name in bold and numbers", async () => {
    const folder = siteIn(files);
    const file = path.join(folder, "list.docx");
    expect((await offprint("list", folder, "--for", "dfg", "--output", file)).code).toBe(0);
    const { unzipSync, strFromU8 } = createRequire(createRequire(import.meta.url).resolve("docx"))("fflate");
    const xml: string = strFromU8(unzipSync(readFileSync(file))["word/document.xml"]);
    expect(xml.match(/<w:pStyle w:val="Heading(\d)"\/>/g)).toHaveLength(3);
    expect(xml).toMatch(/<w:r><w:rPr><w:b\/><w:bCs\/><\/w:rPr><w:t[^>]*>Kern, A\. M\.<\/w:t><\/w:r>/);
    expect(xml.match(/<w:t[^>]*>10\.<\/w:t><w:tab\/>/g)).toHaveLength(1);
  });

  test.skipIf(!hasProgram("pdftotext", "-v"))("makes a tagged PDF that reads as the text does", async () => {
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), "offprint-list-")), "list.pdf");
    expect((await list("--for", "faculty", "--output", file)).errors).toContain("names works");
    const read = execFileSync("pdftotext", [file, "-"], { encoding: "utf8" }).replace(/\s+/g, " ");
    expect(read).toContain("1. Orr B, Kern AM. On x² & Ørsted. Journal of Tests. 2009. [last]");
    const facts = execFileSync("pdfinfo", ["-struct", file], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    expect(facts).toMatch(/H1[\s\S]*H2[\s\S]*L \(block\)[\s\S]*LI/);
    expect(execFileSync("pdfinfo", [file], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })).toMatch(
      /Title: +For the faculty[\s\S]*Tagged: +yes/,
    );
    const fonts = execFileSync("pdffonts", [file], { encoding: "utf8" }).trim().split("\n").slice(2);
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect(font).toMatch(/ yes yes yes /);
  });

  describe("the forms that come with it", () => {
    // More of each kind than any form has room for, with addresses on the web.
    const entries = (count: number, entry: (at: number, selected: string) => string) =>
      Array.from({ length: count }, (_, at) => entry(at, at % 5 === 4 ? ", selected = {true}" : ""));
    const onTheWeb = (key: string) => `, doi = {10.5555/${key}}, url = {https://example.org/${key}}`;
    const works = [
      ...entries(16, (at, more) => article(`paper${at}`, 2008 + at, onTheWeb(`paper${at}`) + more)),
      ...entries(3, (at, more) => article(`talk${at}`, 2008 + at, more, "inproceedings")),
      ...entries(
        2,
        (at) => `@book{book${at}, author = {Kern, Ada M. and Orr, Ben}, title = {On book${at}}, year = ${2008 + at}}\n`,
      ),
      ...entries(
        14,
        (at, more) =>
          `@misc{draft${at}, author = {Kern, Ada M. and Orr, Ben}, title = {On draft${at}}, year = ${2008 + at}, eprint = {2401.000${10 + at}}, archiveprefix = {arXiv}${more}}\n`,
      ),
    ];
    const formsFolder = path.join(import.meta.dirname, "../../forms");
    const forms = readdirSync(formsFolder).map((name) => path.basename(name, ".yaml"));
    const folder = mkdtempSync(path.join(os.tmpdir(), "offprint-lists-"));
    const fileOf = (form: string, ending: string) => path.join(folder, `${form}.${ending}`);
    const rows = new Map<string, readonly Row[]>();

    beforeAll(async () => {
      vi.stubEnv("SOURCE_DATE_EPOCH", String(Date.UTC(2023, 5, 1) / 1000));
      const site = path.join(folder, "site");
      mkdirSync(site);
      writeSite(site, { "refs.bib": works.join(""), "content/people.yaml": files["content/people.yaml"] });
      for (const form of forms) {
        for (const ending of ["csv", "pdf", "docx"])
          expect((await offprint("list", site, "--for", form, "--output", fileOf(form, ending))).code).toBe(0);
        rows.set(form, readRows(readFileSync(fileOf(form, "csv"), "utf8")));
      }
      vi.unstubAllEnvs();
    }, 120_000);
    afterAll(() => rmSync(folder, { recursive: true }));

    const positionOf = (key: string) => Number(/\d+$/.exec(key)![0]);
    const isSelected = (key: string) => positionOf(key) % 5 === 4 && !key.startsWith("book");
    const words: Readonly<Record<number, string>> = { 4: "four", 5: "five", 10: "ten" };

    test.each([
      ["dfg", [10, 10]],
      ["erc", [10]],
      ["nih", [4]],
      ["nsf", [5, 5]],
      ["snsf", [10]],
    ] as const)(
      "%s holds as many works as its rule says, the selected first, numbered anew in each part",
      (form, limits) => {
        const rule = parse(readFileSync(path.join(formsFolder, `${form}.yaml`), "utf8"));
        for (const limit of limits) expect(rule.source).toContain(`up to ${words[limit]}`);
        const all = rows.get(form)!;
        const parts = [...new Set(all.map(({ section }) => section))].map((part) =>
          all.filter(({ section }) => section === part),
        );
        expect(parts.map(({ length }) => length)).toEqual(limits);
        for (const part of parts) {
          const ranks = part.map(({ key }) => positionOf(key) + (isSelected(key) ? 1000 : 0));
          expect(ranks).toEqual(ranks.toSorted((one, other) => other - one));
          expect(part.map(({ number }) => number)).toEqual(part.map((_, index) => index + 1));
        }
        expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
      },
    );

    test("dfg parts what is peer-reviewed from what is not, and nsf has the products of the front page apart", () => {
      for (const { section, key } of rows.get("dfg")!)
        expect(section.startsWith("Category A"), key).toBe(!key.startsWith("draft"));
      for (const { section, key } of rows.get("nsf")!)
        expect(section.startsWith("Products most"), key).toBe(isSelected(key));
    });

    test("nih says no address of a web page, erc says peer review and role", () => {
      for (const { reference } of rows.get("nih")!) {
        expect(reference).toMatch(/^Kern AM, Orr B\. On \w+( \[Internet\])?\. /);
        expect(reference).not.toMatch(/https?:|www\./);
      }
      for (const { marks, key, reference } of rows.get("erc")!) {
        expect(marks).toBe(key.startsWith("draft") ? "first author" : "peer-reviewed; first author");
        expect(reference).toMatch(/^Kern, A\. M\., & Orr, B\. \(20\d\d\)\. On /);
      }
    });

    test("five-years holds those of the last years, promotion all by kind, numbered down to 1", () => {
      const recent = rows.get("five-years")!;
      const lately = ["paper", "draft"].flatMap((kind) => [11, 12, 13, 14, 15].map((at) => `${kind}${at}`));
      expect(recent.map(({ key }) => key).sort()).toEqual(lately.filter((key) => !/draft1[45]/.test(key)).sort());
      expect(recent.map(({ number }) => number)).toEqual(recent.map((_, index) => index + 1));
      const all = rows.get("promotion")!;
      expect(all.map(({ number }) => number)).toEqual(works.map((_, index) => works.length - index));
      expect([...new Set(all.map(({ section }) => section))]).toEqual([
        "Books",
        "Articles in journals, peer-reviewed",
        "Papers at conferences, peer-reviewed",
        "Reports and preprints",
      ]);
    });

    const quiet = { encoding: "utf8" as const, stdio: ["ignore", "pipe", "ignore"] as ("ignore" | "pipe")[] };

    test.skipIf(!hasProgram("pdftotext", "-v"))(
      "are PDFs that read as the table does, tagged, with their fonts inside",
      () => {
        for (const form of forms) {
          const file = fileOf(form, "pdf");
          // The number of a page stands between the lines, and a line ends anywhere in a reference.
          const read = execFileSync("pdftotext", ["-nopgbrk", file, "-"], quiet)
            .replace(/^\d+$/gm, "")
            .replace(/\s/g, "");
          let at = 0;
          for (const { number, reference } of rows.get(form)!) {
            const wanted = `${number}.${reference}`.replace(/\s/g, "");
            at = read.indexOf(wanted, at);
            expect(at, `${form}: ${wanted}`).toBeGreaterThanOrEqual(0);
          }
          const struct = execFileSync("pdfinfo", ["-struct", file], quiet);
          expect(struct.match(/^\s*LI \(block\)/gm)?.length, form).toBe(rows.get(form)!.length);
          expect(struct).toMatch(/^\s*H1/m);
          expect(execFileSync("pdfinfo", [file], quiet)).toMatch(/Tagged: +yes/);
          for (const font of execFileSync("pdffonts", [file], quiet).trim().split("\n").slice(2))
            expect(font).toMatch(/ yes yes yes /);
        }
      },
    );

    test.skipIf(!hasProgram("soffice"))(
      "are documents that LibreOffice opens and reads as the table does",
      { timeout: 120_000 },
      () => {
        const profile = `-env:UserInstallation=file://${path.join(folder, "profile")}`;
        const asText = ["--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder];
        execFileSync("soffice", [profile, ...asText, ...forms.map((form) => fileOf(form, "docx"))], {
          stdio: "ignore",
        });
        for (const form of forms) {
          const [title, ...lines] = readFileSync(fileOf(form, "txt"), "utf8")
            .replace(/^\uFEFF/, "")
            .split(/\r?\n/)
            .filter((line) => line !== "");
          expect(title).toBe(parse(readFileSync(path.join(formsFolder, `${form}.yaml`), "utf8")).title);
          const expected = rows
            .get(form)!
            .flatMap(({ section, number, reference, marks }, index, all) => [
              ...(section !== "" && section !== all[index - 1]?.section ? [section] : []),
              `${number}.\t${reference}${marks === "" ? "" : ` [${marks}]`}`,
            ]);
          expect(lines, form).toEqual(expected);
        }
      },
    );
  });

  test.each([
    [["--for", "drg"], 'There is no form "drg"; did you mean dfg?'],
    [[], "No form is named by --for. There are dfg, erc, "],
    [["--for", "dfg", "--as", "rtf"], `A list can't be written as "rtf"`],
    [["--for", "dfg", "--person", "Ada Kearn"], 'There is no person "Ada Kearn"'],
    [["--for", "dfg", "--style", "chicago"], 'There is no citation style "chicago"'],
  ])("says what is wrong with %s", async (words, message) => {
    const { code, output, errors } = await list(...words);
    expect([code, output]).toEqual([2, ""]);
    expect(errors).toContain(message);
  });

  test("tells what is wrong in a form when the content is checked", async () => {
    const wrong =
      "titel: A\nlastYears: some\nsections:\n  - {match: {roles: boss}}\nmarks:\n  - {match: {types: book}}\n";
    const { output, errors } = await offprint("check", siteIn({ ...files, "content/forms/faculty.yaml": wrong }));
    const told = output + errors;
    expect(told).toContain('did you mean "title"?');
    expect(told).toContain('The field "lastYears" takes a number of years, but "some" is given');
    expect(told).toContain('The field "roles" takes one or several of single, first');
    expect(told).toContain("The mark has no text");
  });

  test("has forms that say where their rule is published, each without a fault", async () => {
    const folder = path.join(import.meta.dirname, "../../forms");
    const forms = readdirSync(folder);
    expect(forms.length).toBeGreaterThanOrEqual(7);
    const own = Object.fromEntries(
      forms.map((name) => [`content/forms/${name}`, readFileSync(path.join(folder, name), "utf8")]),
    );
    const { errors, output, code } = await offprint("check", siteIn({ "refs.bib": files["refs.bib"], ...own }));
    expect([code, (output + errors).match(/content\/forms/g)]).toEqual([0, null]);
    for (const name of ["dfg", "erc", "nih", "nsf", "snsf"])
      expect(own[`content/forms/${name}.yaml`]).toMatch(/^source: "\w+/m);
  });
});
