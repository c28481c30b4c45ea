import { describe, expect, test } from "vitest";
import { createCitationFormatter } from "../../src/export/citation.ts";
import { cslToPublicationFields, publicationToCsl } from "../../src/export/csl-json.ts";
import { sourceFile } from "../../src/input/files/source-file.ts";
import { en } from "../../src/messages/en.ts";
import { readPublications } from "../../src/pipeline.ts";
import { createLocale } from "../../src/site/views/locale.ts";

function read(text: string) {
  return readPublications([sourceFile("refs.bib", text)]).value.map(({ publication }) => publication)[0]!;
}
const dated = (fields: string) => read(`@article{a, author={Kern, Ada}, title={T}, journal={Test Notes}, ${fields}}`);
const style = (name: string, locale = "en-US") => createCitationFormatter({ style: { name }, locale })!;
const [apa, vancouver] = [style("apa"), style("vancouver")];

// APA 7, 10.14, example 101: a work without a title is cited by what is said of it.
test("an addon stands in the place of a missing title", () => {
  const work = read(`@image{a, author={Kern, Ada}, titleaddon={Photographs of a tree}, date={2016}}`);
  expect(apa.format(work).text).toMatch(/^Kern, A\. \(2016\)\. Photographs of a tree/);
});

// ISO 8601 counts a year 0, which is 1 BC; CSL-JSON does not: -1 is 1 BC.
describe("years before Christ", () => {
  test.each([
    ["-0343", [[-344]]],
    ["0000", [[-1]]],
    ["-0100/-0050", [[-101], [-51]]],
    ["-0043-03-15", [[-44, 3, 15]]],
    ["0001", [[1]]],
  ])("%s are counted as CSL counts them", (date, parts) => {
    const work = dated(`date={${date}}`);
    const item = publicationToCsl(work);
    expect(item.issued).toEqual({ "date-parts": parts });
    expect(cslToPublicationFields(item).issued).toEqual(work.issued);
  });

  test("are the same in page and reference", () => {
    expect(apa.format(dated("date={-0343}")).text).toContain("(344 B.C.E.)");
    expect(vancouver.format(dated("date={-0099/0050}")).text).toContain("100 BC–50 AD");
  });
});

// EDTF level 1: 21 spring to 24 winter; CSL 1.0.2 has one season, citeproc and pandoc take those of a range as months.
describe("ranges of seasons", () => {
  test.each([
    [
      "2001-21/2001-23",
      [
        [2001, 21],
        [2001, 23],
      ],
      "Spring 2001 – Autumn 2001",
    ],
    [
      "2001-24/2002-21",
      [
        [2001, 24],
        [2002, 21],
      ],
      "Winter 2001 – Spring 2002",
    ],
  ] as const)("%s keep both", (date, parts, shown) => {
    const work = dated(`date={${date}}`);
    const item = publicationToCsl(work);
    expect(item.issued).toEqual({ "date-parts": parts });
    expect(cslToPublicationFields(item).issued).toEqual(work.issued);
    expect(createLocale("en", en).date(work.issued!)).toBe(shown);
  });

  test("are printed by styles that print seasons", () => {
    expect(vancouver.format(dated("date={2001-21/2001-23}")).text).toContain("2001 Spring–Autumn");
  });
});

// btxdoc 3.2: `year` is text; biblatex manual 2.3.8: a month has two digits.
describe("a number behind the year", () => {
  test.each(["2005/1", "2005-3", "2005/ 7"])("in year = {%s} is no month", (year) => {
    expect(dated(`year={${year}}, number={45}`)).toMatchObject({
      issued: { start: [2005], literal: year },
      issue: "45",
    });
  });

  test("is a month with two digits, and where `month` says so", () => {
    expect(dated("year={2005-03}").issued?.start).toEqual([2005, 3]);
    expect(dated("year={2005/3}, month=mar").issued?.start).toEqual([2005, 3]);
  });
});

// APA 7, 10.8, "Preprint article"; Zotero's mapping of a preprint: the archive is the publisher, its identifier the number.
describe("preprints", () => {
  test.each([
    ["an eprint", "@misc{p, title={T}, year={2024}, eprint={2412.20114}, archiveprefix={arXiv}}"],
    ["DBLP's CoRR", "@article{p, title={T}, year={2024}, journal={CoRR}, volume={abs/2412.20114}}"],
    ["Google Scholar's journal", "@article{p, title={T}, year={2024}, journal={arXiv preprint arXiv:2412.20114}}"],
    [
      "ADS' pages",
      "@article{p, title={T}, year={2024}, journal={arXiv e-prints}, pages={arXiv:2412.20114}, eprint={2412.20114}, archiveprefix={arXiv}}",
    ],
  ])("from %s name archive and identifier once", (_, text) => {
    const { custom, ...item } = publicationToCsl(read(text));
    expect(item).toEqual({
      id: "p",
      type: "article",
      title: "T",
      issued: { "date-parts": [[2024]] },
      publisher: "arXiv",
      number: "arXiv:2412.20114",
      URL: "https://arxiv.org/abs/2412.20114",
    });
    expect(apa.format(read(text)).text.trim()).toBe(
      "T (arXiv:2412.20114). (2024). arXiv. https://arxiv.org/abs/2412.20114",
    );
  });

  test("in DBLP's older CoRR are in arXiv too", () => {
    expect(read("@article{p, title={T}, year={2000}, journal={CoRR}, volume={cs.CL/0001001}}").eprint).toEqual({
      archive: "arXiv",
      id: "cs.CL/0001001",
    });
  });

  test("without an identifier have their archive as publisher", () => {
    const { custom, ...item } = publicationToCsl(
      read("@article{p, title={T}, journal={bioRxiv}, year={2024}, doi={10.1101/2024.01.01}}"),
    );
    expect(item).toMatchObject({ publisher: "bioRxiv", DOI: "10.1101/2024.01.01" });
    expect(item).not.toHaveProperty("container-title");
  });

  // CSL 1.0.2, archive: "archive storing the item"
  test("say nothing of where a journal article is kept", () => {
    const item = publicationToCsl(dated("year={2024}, eprint={2412.20115}, archiveprefix={arXiv}"));
    expect(Object.keys(item)).not.toEqual(expect.arrayContaining(["archive"]));
    expect(item).toMatchObject({ "container-title": "Test Notes" });
    expect(cslToPublicationFields(item).eprint).toEqual({ archive: "arXiv", id: "2412.20115" });
  });
});

describe("the author of the book", () => {
  const chapter = (fields: string) =>
    read(`@inbook{c, author={Orr, Ben}, title={Moss}, booktitle={Bogs}, year={2001}, ${fields}}`);

  // CSL 1.0.2 container-author; biblatex prints no bookauthor who is the author.
  test("stands with the chapter, and once where it is the same person", () => {
    expect(apa.format(chapter("bookauthor={Kern, Ada}")).text).toContain("In A. Kern, Bogs");
    expect(apa.format(chapter("bookauthor={Orr, Ben}")).text).toContain("In Bogs.");
  });
});

// biblatex manual 2.2.2, part: "the number of a partial volume"; CSL 1.0.2 part-number
test("a part of a volume has a number of its own", () => {
  const work = read("@book{b, author={Kern, Ada}, title={Seas}, volume={3}, part={2}, year={2001}}");
  expect(work).toMatchObject({ volume: "3", part: "2", extra: [] });
  expect(publicationToCsl(work)).toMatchObject({ volume: "3", "part-number": "2" });
});

// biblatex manual 2.2.2, series: the keys newseries and oldseries.
test("a key for a series is said in the reference's language", () => {
  const work = read(
    "@article{a, author={Kern, Ada}, title={T}, journal={Test Notes}, series={newseries}, year={2001}}",
  );
  expect(work.collectionTitle).toBe("New series");
  expect(style("vancouver", "de-DE").format(work).text).toContain("Neue Folge");
});
