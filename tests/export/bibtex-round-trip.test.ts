import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { publicationToBibtex } from "../../src/export/bibtex.ts";
import { sourceFile } from "../../src/input/files/source-file.ts";
import { readPublications } from "../../src/pipeline.ts";
import type { Name } from "../../src/record/names/name.ts";
import type { Publication } from "../../src/record/publication.ts";
import { publicationTypes } from "../../src/record/types.ts";
import type { RichText } from "../../src/text/rich-text.ts";
import { plain, sampleName, samplePublication } from "./sample-publication.ts";

/** What an entry says of a work: the record without what is of the site or of the author's own spelling. */
function work(publication: Publication): Partial<Publication> {
  const { source, links, collections, selected, order, entryType, ...rest } = publication;
  return rest;
}

/** The works that our reader finds in our own entry. */
function readBack(publication: Publication): readonly Partial<Publication>[] {
  const file = sourceFile("all.bib", publicationToBibtex(publication));
  return readPublications([file]).value.map((read) => work(read.publication));
}

const word = fc.constantFrom(
  ..."Graph DNA learning é Größe Ünder R&D 50% $5 #1 snake_case {braces} back\\slash til~de car^et Антонова 東京 ’s “quoted” a–b c—d x--y <b> &amp; \\alpha and".split(
    " ",
  ),
);
const phrase = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(" "));
const simple = fc.constantFrom("Alpha", "Beta Gamma", "Größe", "R & D", "Barnes and Noble", "50% of it");
const title: fc.Arbitrary<RichText> = fc
  .array(
    fc.oneof(
      phrase.map((value) => ({ kind: "text" as const, value })),
      phrase.map((value) => ({ kind: "noCase" as const, children: plain(value) })),
      phrase.map((value) => ({ kind: "emphasis" as const, children: plain(value) })),
      fc.constantFrom("x_1^2", "\\alpha < \\beta").map((tex) => ({ kind: "math" as const, tex, display: false })),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((nodes) =>
    nodes.flatMap((node, index) => (index === 0 ? [node] : [{ kind: "text" as const, value: " : " }, node])),
  )
  .map(joinTexts);

/** Neighboring texts are one in the record. */
function joinTexts(nodes: RichText): RichText {
  const joined: RichText[number][] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (node.kind === "text" && last?.kind === "text")
      joined[joined.length - 1] = { kind: "text", value: last.value + node.value };
    else joined.push(node);
  }
  return joined;
}

const name: fc.Arbitrary<Name> = fc.oneof(
  fc
    .record({
      family: fc.constantFrom("Berg", "Ortega y Gasset", "Garcia Marquez", "Élan", "O'Neil", "Smith, Inc.", "王"),
      given: fc.constantFrom("Ann Maria", "J. K.", "Jean-Luc", "é", "A and B"),
      nonDroppingParticle: fc.constantFrom(undefined, "van der", "de la"),
      suffix: fc.constantFrom(undefined, "Jr.", "III"),
      equalContribution: fc.boolean(),
    })
    .map(({ family, given, nonDroppingParticle, suffix, equalContribution }) =>
      sampleName({
        family,
        given,
        ...(nonDroppingParticle === undefined ? {} : { nonDroppingParticle }),
        ...(suffix === undefined ? {} : { suffix }),
        ...(equalContribution ? { equalContribution, annotations: ["equal"] } : {}),
      }),
    ),
  simple.map((literal) => sampleName({ literal: `The ${literal}` })),
);

const publication: fc.Arbitrary<Publication> = fc
  .record(
    {
      title,
      author: fc.array(name, { minLength: 1, maxLength: 3 }),
      editor: fc.array(name, { minLength: 1, maxLength: 2 }),
      authorsTruncated: fc.boolean(),
      type: fc.constantFrom(...publicationTypes),
      containerTitle: simple,
      collectionTitle: simple,
      publisher: simple,
      publisherPlace: simple,
      volume: fc.constantFrom("1", "XII"),
      issue: fc.constantFrom("2", "3–4"),
      number: fc.constantFrom("TR-7", "e12"),
      page: fc.constantFrom("1–5", "e1234", "7, 41, 73–97"),
      genre: fc.constantFrom("PhD thesis", "Master's thesis", "Research report", "Essay"),
      edition: fc.constantFrom("2"),
      version: fc.constantFrom("1.0"),
      doi: fc.constantFrom("10.5555/a_b%c", "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O"),
      url: fc.constantFrom("https://example.org/a_b~c?d=%7Be%7D&f#g"),
      issued: fc.constantFrom(
        { start: [2021] as const, circa: false, uncertain: false },
        { start: [2021, 3] as const, circa: false, uncertain: false },
        { start: [2021, 3, 5] as const, circa: false, uncertain: false },
        { start: [2001] as const, end: [2003] as const, circa: false, uncertain: false },
        { start: [2001, 2] as const, end: "open" as const, circa: false, uncertain: false },
        { start: [1723] as const, circa: true, uncertain: false },
        { start: [1723] as const, circa: true, uncertain: true },
        { start: [2001] as const, season: 2 as const, circa: false, uncertain: false },
      ),
      note: title,
      // Braces protect no capitals in a text of paragraphs.
      abstract: title
        .filter((nodes) => nodes.every(({ kind }) => kind !== "noCase"))
        .map((children) => [{ kind: "paragraph" as const, children }]),
      keywords: fc.uniqueArray(fc.constantFrom("graphs", "Bern, Nobel", "R&D", "a; b"), { minLength: 1, maxLength: 2 }),
      language: fc.constantFrom("de", "en-GB", "pt-BR"),
      extra: fc.constantFrom([{ name: "mrnumber", value: "keep {me}" }]),
    },
    { requiredKeys: ["title", "author", "type", "issued"] },
  )
  .map((changes) => {
    const { containerTitle, ...rest } = samplePublication({
      source: { format: "bibtex", file: "all.bib", line: 1, column: 1 },
    });
    return { ...rest, ...changes } as Publication;
  })
  // A thesis or report is always of some kind in BibTeX; see `publicationToBibtex`.
  .map((one) => (["thesis", "report"].includes(one.type) ? { genre: "Essay", ...one } : one));

describe("publicationToBibtex and readPublications", () => {
  test("lose nothing of a work on the way to BibTeX and back", () => {
    fc.assert(
      fc.property(publication, (one) => {
        expect(readBack(one)).toEqual([work(one)]);
      }),
      { numRuns: 500 },
    );
  });
});
