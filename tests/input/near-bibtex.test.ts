import { describe, expect, test } from "vitest";
import type { DiagnosticCode } from "../../src/diagnostic/codes.ts";
import { loadSite } from "../../src/pipeline.ts";
import { about } from "../about.ts";
import { siteIn } from "../site-in.ts";

/** What these tests are about. */
const codes: readonly DiagnosticCode[] = [
  "input/contradiction",
  "input/duplicate-field",
  "input/missing-key",
  "input/stray-entry",
  "input/syntax",
  "input/unknown-field",
  "text/address-scheme",
  "validate/no-author",
  "validate/no-year",
];

function told(files: Record<string, string>) {
  return about(loadSite(siteIn(files)).diagnostics, codes).map(({ code, line, message, hint }) => ({
    code,
    line,
    text: `${message} ${hint}`,
  }));
}

const good = "@misc{z, author = {Kern, Ada}, title = {Z}, year = 2000}\n";

describe("what is nearly BibTeX", () => {
  test.each(
    [
      ["no @", "patent{k,\n  title = {A}}\n", "no @ stands before"],
      ["no brace", "@article k,\n  title = {A}}\n", "no brace follows"],
      ["no type", "@{k,\n  title = {A}}\n", "no type follows"],
      ["another bracket", "@book[k,\n  title = {A}]\n", "no brace follows"].slice(0, 0),
    ].filter((row) => row.length > 0),
  )("is told where an entry has %s", (_, text, words) => {
    const found = told({ "a.bib": `${good}\n${text}\n${good.replace("{z", "{y").replace("{Z}", "{Y}")}` });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ code: "input/stray-entry", line: 3, text: expect.stringContaining(words!) });
  });

  test.each([
    ["a comment with commas", "These are (old, new) papers, to read = maybe."],
    ["an entry behind %", "% article{k,\n%  title = {A}}"],
    ["an @comment", "@comment{article{k, title = {A}}}"],
    ["an address", "ada@example.org wrote this"],
  ])("is not told of %s", (_, text) => {
    expect(told({ "a.bib": `${good}\n${text}\n` })).toEqual([]);
  });

  test.each([
    ["boktitle", "inproceedings", "author={Kern, Ada}, title={A}, year=2000", "booktitle"],
    ["autor", "article", "title={A}, journal={J}, year=2000", "author"],
    ["jurnal", "article", "author={Kern, Ada}, title={A}, year=2000", "journal"],
    ["yaer", "article", "author={Kern, Ada}, title={A}, journal={J}", "year"],
    ["publsher", "book", "author={Kern, Ada}, title={A}, year=2000", "publisher"],
  ])("proposes the field that %s was meant for, and says nothing of what it costs", (name, type, fields, meant) => {
    const found = told({ "a.bib": `@${type}{a,\n  ${name} = {2000},\n  ${fields}}` });
    expect(found).toEqual([
      { code: "input/unknown-field", line: 2, text: expect.stringContaining(`did you mean "${meant}"?`) },
    ]);
  });

  test.each(["notes", "abbr", "bibtex_show", "llnote", "keywords2", "usera", "eventtitle"])(
    "says nothing of a field %s",
    (name) => {
      expect(told({ "a.bib": `@misc{a, author={Kern, Ada}, title={A}, year=2000, ${name}={x}}` })).toEqual([]);
    },
  );

  test.each([
    [
      "a.bib",
      "@article{a, author={Kern, Ada}, title={A}, year=2000, journal={J},\n journaltitle={Another}}",
      "Another",
      "J",
    ],
    [
      "a.bib",
      "@article{a, author={Kern, Ada}, title={A}, journal={J}, date={2001-02},\n year={2000}}",
      "2000",
      "2001-02",
    ],
    [
      "a.md",
      "---\ntitle: A\nauthors: [Ada Kern]\ndate: 2000\nvenue: Journal A\njournal: Journal B\n---\n",
      "Journal B",
      "Journal A",
    ],
    ["a.md", "---\ntitle: A\nauthors: [Ada Kern]\ndate: 2000\nTitle: B\n---\n", "B", "A"],
  ])("tells that one thing is said twice under two names: %s %s", (file, text, one, other) => {
    const found = told({ [file]: text });
    expect(found).toEqual([
      { code: "input/duplicate-field", line: expect.any(Number), text: expect.stringContaining(`says "${one}" here`) },
    ]);
    expect(found[0]!.text).toContain(`says "${other}"`);
  });

  test.each([
    "journal={J}, journaltitle={{J}}, year=2000",
    "journal={J}, date={2000-05}, year={2000}",
    "journal={J}, year=2000, location={Oslo}, address={New York}",
  ])("says nothing where both agree or mean two things: %s", (fields) => {
    expect(told({ "a.bib": `@article{a, author={Kern, Ada}, title={A}, ${fields}}` })).toEqual([]);
  });

  test.each([
    ["htps://example.org/a", 'did you mean "https://example.org/a"?'],
    ["http//example.org/a", 'did you mean "http://example.org/a"?'],
    ["https:/example.org/a", 'did you mean "https://example.org/a"?'],
    ["C:\\papers\\a.pdf", "put the file beside the paper's"],
    ["file:///home/ada/a.pdf", "put the file beside the paper's"],
  ])("says what is wrong with the link %s, in each field that holds one", (address, hint) => {
    for (const field of [`url: ${address}`, `pdf: ${address}`, `links:\n  code: ${address}`]) {
      const found = told({ "a.md": `---\ntitle: A\nauthors: [Ada Kern]\ndate: 2000\n${field}\n---\n` });
      expect(found).toEqual([
        {
          code: "text/address-scheme",
          line: field.includes("links") ? 6 : 5,
          text: expect.stringContaining(hint),
        },
      ]);
    }
  });

  test("names who lacks authors, unless others stand for them", () => {
    const codes = (bibtex: string) => told({ "a.bib": bibtex }).map(({ code }) => code);
    expect(codes("@article{a, title={A}, journal={J}, year=2000}")).toEqual(["validate/no-author"]);
    expect(codes("@book{a, title={A}, editor={Kern, Ada}, year=2000}")).toEqual([]);
    expect(codes("@techreport{a, title={A}, institution={Test Institute}, year=2000}")).toEqual([]);
    expect(codes("@dataset{a, title={A}, year=2000}")).toEqual([]);
  });
});
