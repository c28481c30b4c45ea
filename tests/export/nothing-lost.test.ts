import { describe, expect, test } from "vitest";
import { roundTrip } from "../../bench/round-trip.ts";
import { publicationToBibtex } from "../../src/export/bibtex.ts";
import { sourceFile } from "../../src/input/files/source-file.ts";
import { readPublications } from "../../src/pipeline.ts";
import type { Publication } from "../../src/record/publication.ts";

const read = (text: string): Publication => readPublications([sourceFile("all.bib", text)]).value[0]!.publication;
const entry = (type: string, fields: string) =>
  `@${type}{one, author = {Kern, Ada}, title = {On Thaw}, ${fields.includes("year") ? "" : "year = {2001}, "}${fields}}`;

describe("the normalized form", () => {
  // What an author wrote, and the lines of it that must be there again, by btxdoc 3.2 and the biblatex manual 2.2.
  test.each([
    [
      "the conference beside the journal it is in",
      entry("inproceedings", "booktitle = {12th Meeting on Snow}, journal = {Snow Letters}, volume = {141}"),
      ["journal = {Snow Letters}", "booktitle = {12th Meeting on Snow}"],
    ],
    [
      "the book beside the work of several volumes",
      entry("incollection", "booktitle = {Lakes}, maintitle = {Waters}, publisher = {Hill Press}"),
      ["booktitle = {Lakes}", "maintitle = {Waters}"],
    ],
    [
      "the subtitle of a book beside a journal",
      entry("inproceedings", "journal = {Snow Letters}, booktitle = {Meeting}, booksubtitle = {Day one}"),
      ["journal = {Snow Letters}", "booktitle = {Meeting}", "booksubtitle = {Day one}"],
    ],
    [
      "how it was published beside the organization",
      entry("misc", "organization = {Map Office}, howpublished = {Folded sheet}"),
      ["organization = {Map Office}", "howpublished = {Folded sheet}"],
    ],
    [
      "how it was published beside the publisher",
      entry("misc", "publisher = {Hill Press}, howpublished = {CD-ROM}"),
      ["{Hill Press}", "howpublished = {CD-ROM}"],
    ],
    [
      "the institution beside the publisher",
      entry("techreport", "publisher = {Hill Press}, institution = {Hill University}"),
      ["publisher = {Hill Press}", "institution = {Hill University}"],
    ],
    [
      "the school beside the institution",
      entry("phdthesis", "institution = {Institute of Ice}, school = {Hill University}"),
      ["{Institute of Ice}", "{Hill University}"],
    ],
    [
      "the university beside the archive of theses",
      entry("phdthesis", "institution = {Hill University}, publisher = {Archive of Theses}"),
      ["school = {Hill University}", "publisher = {Archive of Theses}"],
    ],
    [
      "a book's own booktitle beside the work it is a volume of",
      entry("book", "booktitle = {Essays on Thaw}, maintitle = {Waters}, publisher = {P}"),
      ["maintitle = {Waters}", "booktitle = {Essays on Thaw}"],
    ],
    [
      "the organization beside the publisher",
      entry("manual", "publisher = {Hill Press}, organization = {Map Office}"),
      ["publisher = {Hill Press}", "organization = {Map Office}"],
    ],
    [
      "the place of a conference beside the publisher's",
      entry("inproceedings", "booktitle = {Meeting}, location = {Bern}, address = {New York}"),
      ["{Bern}", "{New York}"],
    ],
    [
      "the issue beside the number",
      entry("article", "journal = {J}, number = {3}, issue = {Spring}"),
      ["number = {3}", "issue = {Spring}"],
    ],
    [
      "a number of an article beside another",
      entry("article", "journal = {J}, articleno = {12}, eid = {e34}"),
      ["{12}", "{e34}"],
    ],
    [
      "a language that is not known beside one that is",
      entry("book", "langid = {klingonisch}, language = {german}"),
      ["{klingonisch}", "{german}"],
    ],
    ["an address without a scheme", entry("misc", "url = {tides.example.org/a?b=1}"), ["tides.example.org/a?b=1"]],
    [
      "an address of a scheme that makes no link",
      entry("misc", "url = {ftp://example.org/a}"),
      ["ftp://example.org/a"],
    ],
    [
      "a second address",
      entry("misc", "url = {https://example.org/a https://example.org/b}"),
      ["https://example.org/a", "https://example.org/b"],
    ],
    [
      "the words beside an address",
      entry("misc", "url = {https://example.org/a (mirror of the archive)}"),
      ["https://example.org/a", "mirror of the archive"],
    ],
    ["a second ISSN", entry("article", "journal = {J}, issn = {0378-5955, 2049-3630}"), ["0378-5955", "2049-3630"]],
    [
      "translators who are not named",
      entry("book", "translator = {Orr, Ben and others}"),
      ["translator = {Orr, Ben and others}"],
    ],
    [
      "authors of the book who are not named",
      entry("inbook", "booktitle = {B}, bookauthor = {Orr, Ben and others}"),
      ["bookauthor = {Orr, Ben and others}"],
    ],
    ["words for a year", entry("book", "year = {2001 (revised)}"), ["year = {2001 (revised)}"]],
    [
      "words for a month",
      entry("article", "journal = {J}, year = {2001}, month = {Michaelmas term}"),
      ["year = {2001}", "month = {Michaelmas term}"],
    ],
    ["the status beside a year", entry("article", "journal = {J}, year = {2001, in press}"), ["{inpress}", "{2001}"]],
    ["an impossible day", entry("misc", "date = {2001-13-45}, year = {}"), ["2001-13-45"]],
    [
      "the year of BibTeX beside another date",
      entry("article", "journal = {J}, date = {2001-03-04}, year = {2000/01}"),
      ["date = {2001-03-04}", "year = {2000/01}"],
    ],
    ["words for a day of access", entry("misc", "url = {https://example.org}, urldate = {May 2001?!}"), ["May 2001?!"]],
    ["the author's own key for sorting", entry("misc", "key = {thaw}").replace("author = {Kern, Ada}, ", ""), ["thaw"]],
    [
      "a person with two family names and no given name",
      entry("book", "publisher = {P}").replace("{Kern, Ada}", "{Dante Alighieri, {}}"),
      ["Dante Alighieri"],
    ],
    ["a year of five digits", entry("misc", "date = {y17000002}, year = {}"), ["date = {y17000002}"]],
  ])("keeps %s, and is read again as the same", (_, text, lines) => {
    const normalized = publicationToBibtex(read(text));
    for (const line of lines) expect(normalized).toContain(line);
    expect(roundTrip([sourceFile("all.bib", text)])).toEqual([]);
  });

  test("has a PMID for an eprint, which is read as the PMID alone", () => {
    const text = publicationToBibtex(read(entry("article", "journal = {J}, pmid = {12345678}")));
    expect(text).toContain("eprint = {12345678},\n  archiveprefix = {pubmed}");
    expect(read(text)).toMatchObject({ pmid: "12345678" });
    expect(read(text).eprint).toBeUndefined();
    expect(read(text).extra).toEqual([]);
  });

  test("hands on no place of the author's computer and nothing to run", () => {
    for (const address of ["file:///home/ada/a.pdf", "C:/papers/a.pdf", "javascript:alert(1)"])
      expect(publicationToBibtex(read(entry("misc", `url = {${address}}`)))).not.toContain(address);
  });

  test("has in it what the author's own commands stand for", () => {
    const text = `@preamble{"\\newcommand{\\Lake}{Lake Net}"}\n${entry("misc", "annotator = {{\\Lake{} Team}}")}`;
    expect(publicationToBibtex(read(text))).toContain("annotator = {{Lake Net{} Team}}");
  });
});

describe("a conference paper in a journal", () => {
  test("names the conference as the event it was given at", () => {
    const one = read(entry("inproceedings", "booktitle = {12th Meeting on Snow}, journal = {Snow Letters}"));
    expect(one).toMatchObject({ containerTitle: "Snow Letters", eventTitle: "12th Meeting on Snow" });
  });

  test("has the event that the author says", () => {
    const one = read(entry("inproceedings", "booktitle = {Proceedings}, journal = {J}, eventtitle = {Thaw 2001}"));
    expect(one.eventTitle).toBe("Thaw 2001");
    const text = publicationToBibtex(one);
    for (const line of ["journal = {J}", "booktitle = {Proceedings}", "eventtitle = {Thaw 2001}"])
      expect(text).toContain(line);
  });
});

describe("roundTrip", () => {
  test("gives a reason for what BibTeX can't say", () => {
    expect(roundTrip([sourceFile("all.bib", entry("report", "institution = {I}"))])).toMatchObject([
      { form: "normalized", part: "genre", reason: expect.stringContaining("no report of no kind") },
    ]);
  });
});
