import { describe, expect, test } from "vitest";
import { publicationToBibtex } from "../../src/export/bibtex.ts";
import { createCitationFormatter } from "../../src/export/citation.ts";
import { publicationToCsl } from "../../src/export/csl-json.ts";
import { publicationToRis } from "../../src/export/ris.ts";
import { sourceFile } from "../../src/input/files/source-file.ts";
import { readPublications } from "../../src/pipeline.ts";

function read(text: string, name = "refs.bib") {
  return readPublications([sourceFile(name, text)]).value.map(({ publication }) => publication)[0]!;
}
const apa = createCitationFormatter({ style: { name: "apa" }, locale: "en-US" })!;
const risOf = (text: string) => publicationToRis(read(text)).split("\r\n");

describe("literal lists", () => {
  // btxdoc 3.2: a publisher is plain text; biblatex manual 2.2.1 and 2.3.3: "and others" stands for what is not named.
  test.each([
    ["Springer Science and Business Media LLC", "Springer Science and Business Media LLC"],
    [
      "Institute of Electrical and Electronics Engineers (IEEE)",
      "Institute of Electrical and Electronics Engineers (IEEE)",
    ],
    ["Taylor and Francis", "Taylor and Francis"],
    ["{Hill and Wood} and Oak Press", "Hill and Wood and Oak Press"],
    ["Oak Press and others", "Oak Press"],
    ["Sand and Othersby", "Sand and Othersby"],
  ])("keep %s as it is typed", (typed, shown) => {
    expect(read(`@book{a, title={T}, publisher={${typed}}, address={${typed}}}`)).toMatchObject({
      publisher: shown,
      publisherPlace: shown,
    });
    expect(read(`@techreport{a, title={T}, institution={${typed}}}`).publisher).toBe(shown);
    expect(read(`@manual{a, title={T}, organization={${typed}}}`).publisher).toBe(shown);
  });
});

describe("patents", () => {
  const patent =
    "@patent{p, author={Kern, Ada}, title={Tree shaker}, holder={{Pine Labs} and Orr, Ben}, type={patentus}, number={7062320}, location={countryus and countryuk}, date={2006}}";

  // biblatex manual 4.9.2.18; ISO 3166-1: the United Kingdom is GB.
  test("have holders, and countries by their codes", () => {
    const { holder, jurisdiction, publisherPlace, extra } = read(patent);
    expect(holder).toMatchObject([{ literal: "Pine Labs" }, { family: "Orr", given: "Ben" }]);
    expect({ jurisdiction, publisherPlace, extra }).toEqual({
      jurisdiction: ["US", "GB"],
      publisherPlace: undefined,
      extra: [],
    });
  });

  test("keep a place in words beside the keys", () => {
    expect(read("@patent{p, title={T}, location={countrydE and Bern}}")).toMatchObject({
      jurisdiction: ["DE"],
      publisherPlace: "Bern",
    });
  });

  // The RIS specification of 2011: PB Assignee, CY Country, SN Patent Number.
  test("stand in RIS where it has places for them", () => {
    expect(risOf(patent)).toEqual(
      expect.arrayContaining(["PB  - Pine Labs, Ben Orr", "CY  - United States, United Kingdom", "SN  - 7062320"]),
    );
  });

  test("name holder and countries in references, in the language of these", () => {
    const german = createCitationFormatter({ style: { name: "vancouver" }, locale: "de-DE" })!;
    expect(german.format(read(patent)).text).toMatch(/Vereinigte Staaten, Vereinigtes Königreich: Pine Labs/);
  });

  test("come back from BibTeX and from CSL-JSON", () => {
    const { holder, jurisdiction } = read(publicationToBibtex(read(patent)));
    expect({ holder, jurisdiction }).toEqual({ holder: read(patent).holder, jurisdiction: ["US", "GB"] });
    expect(publicationToCsl(read(patent))).toMatchObject({ jurisdiction: "US, GB", publisher: "Pine Labs, Ben Orr" });
  });

  test("may be written as IEEEtran has them", () => {
    expect(read("@patent{p, title={T}, assignee={{Oak Inc.}}, nationality={Japan}}")).toMatchObject({
      holder: [{ literal: "Oak Inc." }],
      publisherPlace: "Japan",
    });
  });
});

describe("what is printed behind a title", () => {
  const text =
    "@inbook{a, author={Orr, Ben}, bookauthor={Kern, Ada}, title={On Dew}, titleaddon={A brief}, booktitle={Bogs}, booktitleaddon={Papers of a school}, publisher={Hill}, date={2001}, pages={1--9}}";

  // biblatex manual 2.2.2; CSL 1.0.2: container-author.
  test("stands in the record, the reference, CSL-JSON and BibTeX", () => {
    const work = read(text);
    expect(work).toMatchObject({
      titleAddon: [{ kind: "text", value: "A brief" }],
      containerTitle: "Bogs",
      containerTitleAddon: "Papers of a school",
      containerAuthor: [{ family: "Kern", given: "Ada" }],
    });
    expect(apa.format(work).text).toMatch(/On dew\. A brief\. In .*Bogs\. Papers of a school/);
    expect(publicationToCsl(work)["container-author"]).toEqual([{ family: "Kern", given: "Ada" }]);
    expect(publicationToBibtex(work)).toMatch(
      /bookauthor = \{Kern, Ada\}[\s\S]*titleaddon = \{A brief\}[\s\S]*booktitleaddon = /,
    );
  });

  test("may be that of a set of volumes, with its subtitle", () => {
    expect(
      read("@book{a, title={V}, maintitle={The Alps}, mainsubtitle={All of Them}, date={1995}}").containerTitle,
    ).toBe("The Alps: All of Them");
  });
});

describe("collaborations", () => {
  const text = "@article{a, author={Kern, Ada and others}, collaboration={ATLAS}, title={T}, journal={J}, year=2020}";

  // INSPIRE's BibTeX and REVTeX: the group is an author beside the persons.
  test("are authors of a reference, of RIS and of CSL-JSON, not of the record", () => {
    const work = read(text);
    expect(work.author).toHaveLength(1);
    expect(publicationToCsl(work).author).toEqual([
      { family: "Kern", given: "Ada" },
      { literal: "ATLAS Collaboration" },
    ]);
    expect(risOf(text)).toContain("AU  - ATLAS Collaboration");
    expect(apa.format(work).text).toContain("ATLAS Collaboration");
    expect(publicationToBibtex(work)).toContain("collaboration = {ATLAS}");
  });

  test.each([
    ["ATLAS, CMS", ["ATLAS Collaboration", "CMS Collaboration"]],
    ["Pine Consortium", ["Pine Consortium"]],
    ["ATLAS Collaboration", ["ATLAS Collaboration"]],
  ])("%s has its own name", (typed, names) => {
    const work = read(`@article{a, title={T}, journal={J}, year=2020, collaboration={${typed}}}`);
    expect(publicationToCsl(work).author).toEqual(names.map((literal) => ({ literal })));
  });

  test("that are the author are not named twice", () => {
    const work = read("@article{a, author={{ATLAS Collaboration}}, collaboration={ATLAS}, title={T}, journal={J}}");
    expect(publicationToCsl(work).author).toHaveLength(1);
  });
});

describe("numbers", () => {
  test("of articles in proceedings are CSL's number, and stand for pages in RIS", () => {
    const text =
      "@inproceedings{a, author={Kern, Ada}, title={T}, booktitle={Meeting}, series={S}, number={3}, articleno={45}, year=2021}";
    expect(read(text)).toMatchObject({ articleNumber: "45", number: "3" });
    expect(publicationToCsl(read(text))).toMatchObject({ number: "45", "collection-number": "3" });
    expect(risOf(text)).toEqual(expect.arrayContaining(["SP  - 45", "C7  - 45"]));
    expect(read(publicationToBibtex(read(text))).articleNumber).toBe("45");
  });

  // RIS 2011 and Zotero: SN holds a report's number; ED an editor, A2 a series' one.
  test("of reports stand in SN, and editors are no authors", () => {
    expect(risOf("@techreport{a, title={T}, institution={U}, number={TR-12}, year=2020}")).toContain("SN  - TR-12");
    const book = risOf("@book{a, editor={Orr, Ben}, title={T}, publisher={P}, isbn={978-3-16-148410-0}, year=2020}");
    expect(book).toContain("ED  - Orr, Ben");
    expect(book.join("\n")).not.toMatch(/^AU/m);
  });

  test("with a hyphen are no range", () => {
    const report = read(
      "@techreport{a, author={Kern, Ada}, title={T}, institution={U}, number={6999-2016}, year=2020}",
    );
    for (const style of ["apa", "vancouver", "harvard1"]) {
      const { text } = createCitationFormatter({ style: { name: style }, locale: "en-US" })!.format(report);
      expect(text).toContain("6999-2016");
      expect(text).not.toMatch(/nos/i);
    }
  });
});

describe("venues in Markdown", () => {
  const typeOf = (fields: string) =>
    read(`---\ntitle: T\nauthors: [Ada Kern]\ndate: 2020\n${fields}\n---\n`, "a.md").type;

  test.each(["NeuroImage", "Brain", "eLife", "PNAS 2020", "Icarus", "Neuron 2021"])("%s is no conference", (venue) => {
    expect(typeOf(`venue: ${venue}`)).not.toBe("paper-conference");
    expect(typeOf(`venue: ${venue}\ndoi: 10.5555/1`)).toBe("article-journal");
  });

  test.each([
    "Proceedings of the Meeting on Trees",
    "Workshop on Bark",
    "12th Symposium on Leaves",
    "NeurIPS 2022",
    "ITSC'21",
    "ICML",
    "Konferenz der Wälder",
  ])("%s is one", (venue) => {
    expect(typeOf(`venue: ${venue}`)).toBe("paper-conference");
  });

  test("arXiv is an archive of preprints", () => {
    expect(typeOf("venue: arXiv")).toBe("article");
    expect(typeOf("venue: arXiv preprint arXiv:2101.00001\ndoi: 10.48550/arXiv.2101.00001")).toBe("article");
  });

  // Hugo Blox: CSL's words since 2023, numbers before; academicpages: `category`.
  test.each([
    ['publication_types: ["1"]\npublication: "In *Trees*"', "paper-conference"],
    ["publication_types: ['2']\npublication: '*Trees*'", "article-journal"],
    ["publication_types: ['3']", "article"],
    ["publication_types: [7]", "thesis"],
    ["publication_types: [article-journal]\npublication: '*Bark*'", "article-journal"],
    ["publication_types: paper-conference", "paper-conference"],
    ["category: manuscripts\nvenue: Bark", "article-journal"],
    ["category: conferences\nvenue: Bark", "paper-conference"],
  ])("%j is read", (fields, type) => {
    expect(typeOf(fields)).toBe(type);
  });

  test("Hugo's publication names the venue without its emphasis", () => {
    const hugo =
      "---\ntitle: T\nauthors: [Ada Kern]\ndate: 2020\npublication: In *Proceedings of Trees*\npublication_short: In *PT*\n---\n";
    const { value, diagnostics } = readPublications([sourceFile("a.md", hugo)]);
    expect(value[0]?.publication).toMatchObject({
      ...{ containerTitle: "Proceedings of Trees", type: "paper-conference", venueShort: "PT" },
    });
    expect(diagnostics).toEqual([]);
  });
});

describe("posters", () => {
  test.each([
    "@misc{a, title={T}, type={Poster}, year=2020}",
    "@misc{a, title={T}, howpublished={Poster presented at the Meeting}, year=2020}",
    "@unpublished{a, title={T}, entrysubtype={poster}, year=2020}",
    "@inproceedings{a, title={T}, booktitle={Poster session of the Meeting}, year=2020}",
    "@inproceedings{a, title={T}, booktitle={The Meeting}, type={Poster}, year=2020}",
  ])("%s is a presentation", (text) => {
    expect(read(text)).toMatchObject({ type: "speech", genre: "Poster" });
  });

  test("with pages are in proceedings, and words within a title of a venue are none", () => {
    expect(read("@inproceedings{a, title={T}, booktitle={M}, type={Poster}, pages={1--2}}").type).toBe(
      "paper-conference",
    );
    expect(read("@inproceedings{a, title={T}, booktitle={Imposters and Bark}}").type).toBe("paper-conference");
  });
});
