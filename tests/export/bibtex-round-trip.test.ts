import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { publicationToBiblatex } from "../../src/export/biblatex.ts";
import { publicationToBibtex } from "../../src/export/bibtex.ts";
import { sourceFile } from "../../src/input/files/source-file.ts";
import { readPublications } from "../../src/pipeline.ts";
import type { PartialDate } from "../../src/record/dates/partial-date.ts";
import type { Name } from "../../src/record/names/name.ts";
import type { Publication } from "../../src/record/publication.ts";
import { emptyOf, fieldOf, parts } from "../../src/record/publication-fields.ts";
import { publicationTypes } from "../../src/record/types.ts";
import type { RichText } from "../../src/text/rich-text.ts";
import { arbitraryParts } from "./arbitrary-publication.ts";
import { plain, sampleName, samplePublication } from "./sample-publication.ts";

/** What an entry says of a work: the record without what is of the site or of the author's own spelling. */
function work(publication: Publication): Partial<Publication> {
  return Object.fromEntries(Object.entries(publication).filter(([part]) => !notGenerated.has(part)));
}

/** The works that our reader finds in our own entry. */
function readBack(entry: string): readonly Partial<Publication>[] {
  const file = sourceFile("all.bib", entry);
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

const date: fc.Arbitrary<PartialDate> = fc.constantFrom(
  { start: [2021] as const, circa: false, uncertain: false },
  { start: [2021, 3] as const, circa: false, uncertain: false },
  { start: [2021, 3, 5] as const, circa: false, uncertain: false },
  { start: [2001] as const, end: [2003] as const, circa: false, uncertain: false },
  { start: [2001, 2] as const, end: "open" as const, circa: false, uncertain: false },
  { start: [1723] as const, circa: true, uncertain: false },
  { start: [1723] as const, circa: true, uncertain: true },
  { start: [2001] as const, season: 2 as const, circa: false, uncertain: false },
);

/** A publication as an entry can say it: less what no entry says beside the rest. */
function consistent(one: Publication): Publication {
  const left: Partial<Publication> = { ...one };
  const drop = (part: keyof Publication, isImpossible: boolean) => isImpossible && delete left[part];
  drop("containerTitleAddon", one.containerTitle === undefined);
  for (const part of parts) {
    const { bibtex } = fieldOf(part);
    const isList = typeof bibtex !== "string" && "within" in bibtex && fieldOf(bibtex.within).kind === "names";
    if (!isList || (one[bibtex.within] as readonly Name[]).length > 0) continue;
    if (emptyOf(part) === false) Object.assign(left, { [part]: false });
    else drop(part, true);
  }
  // The number that stands for pages is the `number` of what is in a journal.
  drop("articleNumber", one.type !== "paper-conference");
  return left as Publication;
}

/** Parts that are written in fields of others, so that they do not come back by themselves. */
const notGenerated: ReadonlySet<string> = new Set<keyof Publication>([
  // Those of the site, and what the entry is.
  ...parts.filter((part) => fieldOf(part).of === "site" || fieldOf(part).kind === "key"),
  ...(["entryType", "distinction"] as const),
]);

/** Names of whom nobody says that they contributed equally. */
const plainNames = fc.array(
  name.map(({ annotations, ...one }) => ({ ...one, equalContribution: false })),
  { minLength: 1, maxLength: 2 },
);

const publication: fc.Arbitrary<Publication> = arbitraryParts(
  parts.filter((part) => !notGenerated.has(part)),
  {
    type: fc.constantFrom(...publicationTypes),
    text: simple,
    rich: title,
    // Braces protect no capitals in a text of paragraphs.
    blocks: title
      .filter((nodes) => nodes.every(({ kind }) => kind !== "noCase"))
      .map((children) => [{ kind: "paragraph" as const, children }]),
    names: fc.array(name, { minLength: 1, maxLength: 2 }),
    date,
    flag: fc.boolean(),
    truncation: fc.constant(true),
    words: fc.uniqueArray(fc.constantFrom("graphs", "Bern, Nobel", "R&D", "a; b"), { minLength: 1, maxLength: 2 }),
    extra: fc.constantFrom([{ name: "mrnumber", value: "keep {me}" }]),
  },
  ["title", "author", "type", "issued"],
  {
    translator: plainNames,
    containerAuthor: plainNames,
    holder: plainNames,
    volume: fc.constantFrom("1", "XII"),
    issue: fc.constantFrom("2", "3–4"),
    number: fc.constantFrom("TR-7", "e12"),
    page: fc.constantFrom("1–5", "e1234", "7, 41, 73–97"),
    genre: fc.constantFrom("PhD thesis", "Master's thesis", "Research report", "Essay"),
    edition: fc.constantFrom("2"),
    version: fc.constantFrom("1.0"),
    status: fc.constantFrom("in press", "submitted"),
    jurisdiction: fc.constantFrom([], ["US"], ["DE", "GB"]),
    aliases: fc.constantFrom([], ["other2021"]),
    doi: fc.constantFrom("10.5555/a_b%c", "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O"),
    eprint: fc.constantFrom(
      { archive: "arXiv", id: "2101.00001", class: "cs.CL" },
      { archive: "HAL", id: "hal-00000001" },
    ),
    pmid: fc.constantFrom("12345678"),
    pmcid: fc.constantFrom("PMC1234567"),
    isbn: fc.constantFrom("978-3-16-148410-0"),
    issn: fc.constantFrom("0378-5955"),
    url: fc.constantFrom("https://example.org/a_b~c?d=%7Be%7D&f#g"),
    language: fc.constantFrom("de", "en-GB", "pt-BR"),
  },
)
  .map((changes): Publication => {
    const { containerTitle, ...rest } = samplePublication({
      source: { format: "bibtex", file: "all.bib", line: 1, column: 1 },
    });
    return consistent({ ...rest, ...changes });
  })
  // A thesis or report is always of some kind in BibTeX; see `publicationToBibtex`.
  .map((one) => (["thesis", "report"].includes(one.type) ? { genre: "Essay", ...one } : one));

describe("publicationToBibtex and readPublications", () => {
  test("lose nothing of a work on the way to BibTeX and back", () => {
    fc.assert(
      fc.property(publication, (one) => {
        expect(readBack(publicationToBibtex(one))).toEqual([work(one)]);
      }),
      { numRuns: 500 },
    );
  });

  test("lose nothing on the way to BibLaTeX and back", () => {
    fc.assert(
      fc.property(publication, (one) => {
        expect(readBack(publicationToBiblatex(one))).toEqual([work(one)]);
      }),
      { numRuns: 500 },
    );
  });
});
