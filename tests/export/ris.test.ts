import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { publicationToRis } from "../../src/export/ris.ts";
import { plain, sampleName, samplePublication, sampleWork } from "./sample-publication.ts";

const linesOf = (...input: Parameters<typeof publicationToRis>) => publicationToRis(...input).split("\r\n");

describe("publicationToRis", () => {
  test("writes one field a line between TY and ER, each ended by CR and LF", () => {
    const record = publicationToRis(
      samplePublication({
        author: [
          sampleName({ family: "Berg", given: "Ann", nonDroppingParticle: "van der", suffix: "Jr." }),
          sampleName({ literal: "The Laboratory" }),
        ],
        issued: { start: [2021, 3, 5], circa: false, uncertain: false },
        volume: "12",
        issue: "3",
        page: "1–5",
        doi: "10.5555/1",
        url: "https://example.org/",
        keywords: ["graphs", "trees"],
        language: "en",
        abstract: [{ kind: "paragraph", children: plain("We show.") }],
      }),
    );
    expect(record).toBe(
      [
        "TY  - JOUR",
        "TI  - A title",
        "AU  - van der Berg, Ann, Jr.",
        "AU  - The Laboratory",
        "PY  - 2021",
        "DA  - 2021/03/05/",
        "JO  - Journal of Samples",
        "VL  - 12",
        "IS  - 3",
        "SP  - 1",
        "EP  - 5",
        "DO  - 10.5555/1",
        "UR  - https://example.org/",
        "LA  - en",
        "KW  - graphs",
        "KW  - trees",
        "AB  - We show.",
        "ID  - sample2021",
        "ER  - ",
        "",
      ].join("\r\n"),
    );
  });

  test.each([
    ["paper-conference", "CONF"],
    ["chapter", "CHAP"],
    ["book", "BOOK"],
    ["thesis", "THES"],
    ["report", "RPRT"],
    ["software", "COMP"],
    ["dataset", "DATA"],
    ["patent", "PAT"],
    ["webpage", "ELEC"],
    ["manuscript", "UNPB"],
    ["document", "GEN"],
  ] as const)("calls a %s %s", (type, expected) => {
    expect(linesOf(sampleWork({ type }))[0]).toBe(`TY  - ${expected}`);
  });

  test("knows a range that has no beginning by its end", () => {
    const ris = publicationToRis(sampleWork({ issued: { end: [1997, 3], circa: false, uncertain: false } }));
    expect(ris).toContain("PY  - 1997\r\nDA  - 1997/03//\r\n");
  });

  test("leaves a year a year, and a suffix in its place without a given name", () => {
    const lines = linesOf(samplePublication({ author: [sampleName({ family: "Plato", suffix: "II" })] }));
    expect(lines).toContain("DA  - 2021///");
    expect(lines).toContain("AU  - Plato, , II");
  });

  // biblatex manual 2.3.8: "/1997" is a range whose beginning is not known.
  test("has the last year of a range that began at an unknown time", () => {
    const lines = linesOf(samplePublication({ issued: { end: [1997], circa: false, uncertain: false } }));
    expect(lines).toEqual(expect.arrayContaining(["PY  - 1997", "DA  - 1997///"]));
  });

  test("keeps several page ranges and an article number whole", () => {
    expect(linesOf(samplePublication({ page: "7, 41, 73–97" }))).toContain("SP  - 7, 41, 73–97");
    expect(linesOf(samplePublication({ number: "e1234" }))).toContain("SP  - e1234");
  });

  test("never lets a value begin a line of its own", () => {
    const text = fc.string({
      unit: fc.constantFrom("\r", "\n", "\u2028", "\u0085", "\u000b", "E", "R", " ", "-", "\0"),
    });
    fc.assert(
      fc.property(text, text, (title, other) => {
        const lines = publicationToRis(
          samplePublication({
            title: plain(title),
            containerTitle: other,
            keywords: [other],
            author: [sampleName({ family: other, given: title })],
          }),
        ).split(/[\p{Cc}\u2028\u2029]+/u);
        expect(lines.filter((line) => line !== "" && !/^[A-Z][A-Z0-9] {2}- /.test(line))).toEqual([]);
        expect(lines.filter((line) => /^(TY|ER) /.test(line))).toEqual(["TY  - JOUR", "ER  - "]);
      }),
    );
  });
});
