import { describe, expect, test } from "vitest";
import type { Publication } from "../../src/record/publication.ts";
import { publicationTypes } from "../../src/record/types.ts";
import { coins } from "../../src/site/metadata/coins.ts";
import { plain, sampleName } from "../export/sample-publication.ts";
import { publication } from "../publication.ts";

const kern = sampleName({ family: "Kern", given: "Ada" });
const date = (...start: [number] | [number, number] | [number, number, number]) => ({
  issued: { start, circa: false, uncertain: false },
});

const written = (fields: Partial<Publication>, address?: string) =>
  coins(publication("a", { title: plain("T"), author: [kern], ...date(2021), ...fields }), address);

/** Key and values as a reader of form-encoded text finds them. */
function read(fields: Partial<Publication>, address?: string): Record<string, string[]> {
  const pairs = new URLSearchParams(written(fields, address));
  return Object.fromEntries([...pairs.keys()].map((key) => [key, pairs.getAll(key)]));
}

describe("coins", () => {
  test("is a ContextObject of OpenURL 1.0, a journal article in the journal format", () => {
    expect(
      read({
        containerTitle: "Journal of Cells",
        ...date(2021, 3, 5),
        volume: "3",
        issue: "2",
        page: "101–110",
        doi: "10.5555/a(b)<c>",
        issn: "1234-5679",
      }),
    ).toEqual({
      ctx_ver: ["Z39.88-2004"],
      rft_val_fmt: ["info:ofi/fmt:kev:mtx:journal"],
      rft_id: ["info:doi/10.5555/a(b)<c>"],
      "rft.genre": ["article"],
      "rft.atitle": ["T"],
      "rft.jtitle": ["Journal of Cells"],
      "rft.au": ["Kern, Ada"],
      "rft.date": ["2021-03-05"],
      "rft.volume": ["3"],
      "rft.issue": ["2"],
      "rft.spage": ["101"],
      "rft.epage": ["110"],
      "rft.issn": ["1234-5679"],
    });
  });

  test.each([
    ["book", "info:ofi/fmt:kev:mtx:book", "book", "rft.btitle", undefined],
    ["chapter", "info:ofi/fmt:kev:mtx:book", "bookitem", "rft.atitle", "rft.btitle"],
    ["paper-conference", "info:ofi/fmt:kev:mtx:book", "proceeding", "rft.atitle", "rft.btitle"],
    ["report", "info:ofi/fmt:kev:mtx:book", "report", "rft.btitle", undefined],
    ["thesis", "info:ofi/fmt:kev:mtx:dissertation", undefined, "rft.title", undefined],
    ["patent", "info:ofi/fmt:kev:mtx:patent", undefined, "rft.title", undefined],
  ] as const)("puts a %s in the format %s", (type, format, genre, titleKey, containerKey) => {
    const found = read({ type, containerTitle: "Container" });
    expect(found.rft_val_fmt).toEqual([format]);
    expect(found["rft.genre"]).toEqual(genre && [genre]);
    expect(found[titleKey]).toEqual(["T"]);
    expect(Object.keys(found).filter((key) => found[key]!.includes("Container"))).toEqual(
      containerKey ? [containerKey] : [],
    );
  });

  test.each([
    ["article", "preprint"],
    ["dataset", "dataset"],
    ["software", "computerProgram"],
    ["webpage", "webpage"],
    ["speech", "presentation"],
    ["article-magazine", "magazineArticle"],
    ["entry-encyclopedia", "encyclopediaArticle"],
  ] as const)("puts a %s in the Dublin Core format as Zotero's %s", (type, zoteroType) => {
    const found = read({ type, containerTitle: "Container" });
    expect(found).toMatchObject({
      rft_val_fmt: ["info:ofi/fmt:kev:mtx:dc"],
      "rft.type": [zoteroType],
      "rft.title": ["T"],
      "rft.source": ["Container"],
    });
  });

  test.each(publicationTypes)("gives a %s its format, title, author and year", (type) => {
    const found = read({ type });
    expect(found.rft_val_fmt).toHaveLength(1);
    expect([found["rft.title"], found["rft.atitle"], found["rft.btitle"]].filter(Boolean)).toEqual([["T"]]);
    expect(found["rft.au"] ?? found["rft.inventor"]).toEqual(["Kern, Ada"]);
    expect(found["rft.date"]).toEqual(["2021"]);
  });

  test("names every author in order", () => {
    const found = read({
      author: [
        sampleName({ family: "Berg", given: "Jan", nonDroppingParticle: "van der", suffix: "Jr." }),
        sampleName({ family: "García Márquez", given: "Ana María" }),
        sampleName({ family: "Fontaine", given: "Jean", droppingParticle: "de" }),
        sampleName({ literal: "The ALPIN Collaboration" }),
        sampleName({ family: "杨", given: "秀文" }),
      ],
    });
    expect(found["rft.au"]).toEqual([
      "van der Berg, Jan",
      "García Márquez, Ana María",
      "Fontaine, Jean de",
      "The ALPIN Collaboration,",
      "杨, 秀文",
    ]);
  });

  test("gives an edited volume its editors", () => {
    expect(read({ type: "book", author: [], editor: [kern] })["rft.contributor"]).toEqual(["Kern, Ada"]);
    expect(read({ type: "book", editor: [kern] })["rft.contributor"]).toBeUndefined();
  });

  test("gives a thesis its institution and degree, a patent its inventors, holder and number", () => {
    expect(read({ type: "thesis", publisher: "Uni", genre: "PhD thesis" })).toMatchObject({
      "rft.inst": ["Uni"],
      "rft.degree": ["PhD thesis"],
    });
    expect(read({ type: "patent", publisher: "Holder", number: "US1" })).toMatchObject({
      "rft.inventor": ["Kern, Ada"],
      "rft.assignee": ["Holder"],
      "rft.number": ["US1"],
    });
  });

  test("gives a book publisher, place, series, edition, length and ISBN", () => {
    const found = read({
      type: "book",
      publisher: "Press",
      publisherPlace: "Oslo",
      collectionTitle: "Series",
      edition: "2",
      numberOfPages: "321",
      isbn: "9783161484100",
    });
    expect(found).toMatchObject({
      "rft.publisher": ["Press"],
      "rft.place": ["Oslo"],
      "rft.series": ["Series"],
      "rft.edition": ["2"],
      "rft.tpages": ["321"],
      "rft.isbn": ["9783161484100"],
    });
  });

  test("gives a preprint its archive and its address", () => {
    const url = "https://arxiv.org/abs/2201.00002";
    const found = read({ type: "article", eprint: { archive: "arXiv", id: "2201.00002" }, url });
    expect(found).toMatchObject({ rft_id: [url], "rft.publisher": ["arXiv"] });
  });

  test("gives the address of the work's page where the work has neither one nor a DOI", () => {
    const address = "https://example.org/publications/a/";
    expect(read({}, address).rft_id).toEqual([address]);
    expect(read({ url: "https://example.org/own" }, address).rft_id).toEqual(["https://example.org/own"]);
    expect(read({ doi: "10.5555/a" }, address).rft_id).toEqual(["info:doi/10.5555/a"]);
  });

  test("writes several ranges of pages whole", () => {
    const found = read({ page: "5, 7–9" });
    expect(found["rft.pages"]).toEqual(["5, 7-9"]);
    expect(found["rft.spage"]).toBeUndefined();
  });

  test("writes a date as precisely as it is known, and no year before the common era", () => {
    expect(read(date(2021, 3))["rft.date"]).toEqual(["2021-03"]);
    expect(read(date(-43))["rft.date"]).toBeUndefined();
  });

  test("survives everything an author may type, in ASCII and without an equals sign too many", () => {
    const title = 'A & B = "C"; 100% \ud800 日本 <i>\n</i>';
    const text = written({ title: plain(title) });
    expect(text).toMatch(/^[\x21-\x7e]+$/);
    for (const pair of text.split("&")) expect(pair.split("=")).toHaveLength(2);
    // What a lone half of a character becomes in UTF-8: U+FFFD.
    expect(read({ title: plain(title) })["rft.atitle"]).toEqual(['A & B = "C"; 100% \ufffd 日本 <i> </i>']);
  });

  test("holds no abstract, which a list can't afford", () => {
    expect(written({ abstract: plain("Many words") })).not.toContain("Many");
  });
});
