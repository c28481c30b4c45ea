import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cslToPublicationFields, cslToRichText, publicationToCsl } from "../../src/export/csl-json.ts";
import type { PartialDate } from "../../src/record/dates/partial-date.ts";
import type { Name } from "../../src/record/names/name.ts";
import { parts as allParts, emptyOf, fieldOf } from "../../src/record/publication-fields.ts";
import { publicationTypes } from "../../src/record/types.ts";
import type { RichText } from "../../src/text/rich-text.ts";
import { publication } from "../publication.ts";
import { arbitraryParts } from "./arbitrary-publication.ts";
import { plain, sampleName, samplePublication, sampleWork } from "./sample-publication.ts";

describe("publicationToCsl", () => {
  test("knows a range that has no beginning by its end, and reads the range again", () => {
    const issued = { end: [1997] as const, circa: false, uncertain: false };
    const item = publicationToCsl(sampleWork({ issued }));
    expect(item.issued).toEqual({ "date-parts": [[1997]] });
    expect(cslToPublicationFields(item).issued).toEqual(issued);
  });

  // CSL 1.0.2 appendix IV and the CSL-JSON schema
  test("writes CSL's variables by CSL's names", () => {
    expect(
      publicationToCsl(
        samplePublication({
          title: [...plain("On "), { kind: "emphasis", children: plain("Abies") }],
          author: [sampleName({ family: "Berg", given: "Ann", nonDroppingParticle: "van der", suffix: "Jr." })],
          issued: { start: [2021, 3, 5], circa: false, uncertain: false },
          volume: "12",
          issue: "3",
          page: "1–5",
          doi: "10.5555/1",
          keywords: ["graphs", "trees"],
        }),
      ),
    ).toEqual({
      id: "sample2021",
      type: "article-journal",
      title: "On <i>Abies</i>",
      author: [{ family: "Berg", given: "Ann", "non-dropping-particle": "van der", suffix: "Jr." }],
      issued: { "date-parts": [[2021, 3, 5]] },
      "container-title": "Journal of Samples",
      volume: "12",
      issue: "3",
      page: "1–5",
      DOI: "10.5555/1",
      keyword: "graphs, trees",
    });
  });

  test("takes the number of a book or chapter for that in its series", () => {
    expect(publicationToCsl(sampleWork({ type: "chapter", number: "7" }))).toMatchObject({ "collection-number": "7" });
    expect(publicationToCsl(sampleWork({ type: "report", number: "7" }))).toMatchObject({ number: "7" });
  });

  test("puts under custom what CSL has no form for, and nothing of the site", () => {
    const item = publicationToCsl(
      samplePublication({ distinction: "Oral", selected: true, order: 3, collections: ["a"] }),
    );
    expect(item.custom).toEqual({ offprint: { distinction: "Oral" } });
  });

  test("writes a range, a season and circa as CSL-JSON does", () => {
    const issued = { start: [1890], end: [1892], circa: true, uncertain: false } as const;
    expect(publicationToCsl(samplePublication({ issued })).issued).toEqual({
      "date-parts": [[1890], [1892]],
      circa: true,
    });
    expect(
      publicationToCsl(samplePublication({ issued: { start: [2001], season: 2, circa: false, uncertain: false } }))
        .issued,
    ).toEqual({ "date-parts": [[2001]], season: 2 });
  });
});

const word = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom("<i>", "</i>", "Ab, cd", "a < b", '<span class="nocase">', "1–2"),
);
const text: fc.Arbitrary<RichText> = fc.letrec<{ text: RichText }>((tie) => ({
  text: fc.array(
    fc.oneof(
      { depthSize: "small" },
      fc.record({ kind: fc.constant("text" as const), value: word }),
      fc.record({ kind: fc.constant("math" as const), tex: word, display: fc.boolean() }),
      fc.record({
        kind: fc.constantFrom(
          "emphasis" as const,
          "strong" as const,
          "noCase" as const,
          "smallCaps" as const,
          "code" as const,
        ),
        children: tie("text"),
      }),
    ),
    { maxLength: 4 },
  ),
})).text;
const flag = fc.boolean();
const name: fc.Arbitrary<Name> = fc.record(
  {
    family: word,
    given: word,
    nonDroppingParticle: word,
    droppingParticle: word,
    suffix: word,
    literal: word,
    marks: fc.array(word),
    equalContribution: flag,
    corresponding: flag,
  },
  { requiredKeys: ["equalContribution", "corresponding"] },
);
const parts = fc.oneof(
  fc.tuple(fc.integer({ min: -500, max: 3000 })),
  fc.tuple(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 12 })),
  fc.tuple(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })),
);
const date: fc.Arbitrary<PartialDate> = fc.record(
  {
    start: parts,
    end: fc.oneof(parts, fc.constant("open" as const)),
    season: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
    circa: flag,
    uncertain: flag,
    literal: word,
  },
  { requiredKeys: ["circa", "uncertain"] },
);
const names = fc.array(name, { maxLength: 3 });
const words = fc.array(word, { maxLength: 3 });

/** Everything of a record but what is of the site. */
const workParts = allParts.filter((part) => fieldOf(part).of === "work");
const work = arbitraryParts(
  workParts,
  {
    key: word,
    type: fc.constantFrom(...publicationTypes),
    text: word,
    words,
    rich: text,
    blocks: fc.array(fc.record({ kind: fc.constant("paragraph" as const), children: text }), { maxLength: 3 }),
    names,
    date,
    flag,
    truncation: flag,
    eprint: fc.record({ archive: word, id: word, class: word }, { requiredKeys: ["archive", "id"] }),
    extra: fc.array(fc.record({ name: word, value: word }), { maxLength: 2 }),
  },
  ["key", "type", ...workParts.filter((part) => emptyOf(part) !== undefined)],
);

describe("cslToPublicationFields", () => {
  test("gives back every record that was written, also through text", () => {
    fc.assert(
      fc.property(work, (fields) => {
        const item = publicationToCsl(publication("sample", fields));
        expect(cslToPublicationFields(JSON.parse(JSON.stringify(item)))).toEqual(JSON.parse(JSON.stringify(fields)));
      }),
    );
  });

  test("reads items of others without their faults", () => {
    const item = { id: 7, type: "nonsense", title: "T <b>b</b>", author: "nobody", issued: "2020", volume: 3 };
    expect(cslToPublicationFields(item)).toMatchObject({
      key: "7",
      type: "document",
      title: [
        { kind: "text", value: "T " },
        { kind: "strong", children: [{ kind: "text", value: "b" }] },
      ],
      author: [],
      volume: "3",
    });
  });

  test("reads anything without throwing", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom("id", "type", "title", "author", "issued", "custom", "keyword", "abstract"),
          fc.anything(),
        ),
        (item) => {
          expect(cslToPublicationFields(item).key).toBeTypeOf("string");
        },
      ),
    );
  });
});

describe("cslToRichText", () => {
  test("takes what is no tag of CSL's, or has no partner, for text", () => {
    expect(cslToRichText("a <script>x</script> <i>b")).toEqual(plain("a <script>x</script> <i>b"));
  });

  test("reads ten thousand open tags in no time", () => {
    const text = "<i>".repeat(10_000);
    expect(cslToRichText(text)).toEqual(plain(text));
  });
});
