import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bibtexKey, publicationToBibtex } from "../../src/export/bibtex.ts";
import { sourceFile } from "../../src/input/files/source-file.ts";
import { readPublications } from "../../src/pipeline.ts";
import type { Publication } from "../../src/record/publication.ts";
import { type PublicationType, publicationTypes } from "../../src/record/types.ts";
import { hasProgram } from "../has-program.ts";
import { plain, sampleName, samplePublication, sampleWork } from "./sample-publication.ts";

/** The value of a field as it stands in an entry, with its delimiters; undefined where it has none. */
function fieldOf(entry: string, name: string): string | undefined {
  return entry
    .split("\n")
    .find((line) => line.startsWith(`  ${name} = `))
    ?.slice(`  ${name} = `.length, -1);
}

const nameField = (name: Parameters<typeof sampleName>[0]) =>
  fieldOf(publicationToBibtex(samplePublication({ author: [sampleName(name)] })), "author");

const dateFields = (issued: Partial<NonNullable<Publication["issued"]>>) => {
  const entry = publicationToBibtex(samplePublication({ issued: { circa: false, uncertain: false, ...issued } }));
  return { year: fieldOf(entry, "year"), month: fieldOf(entry, "month"), date: fieldOf(entry, "date") };
};

describe("publicationToBibtex", () => {
  test("writes the classic fields in a fixed order, two spaces in", () => {
    const entry = publicationToBibtex(
      samplePublication({
        volume: "12",
        issue: "3",
        page: "1–5",
        doi: "10.5555/a_b",
        issued: { start: [2021, 3], circa: false, uncertain: false },
      }),
    );
    expect(entry).toBe(`@article{sample2021,
  author = {Author, Ann},
  title = {A title},
  journal = {Journal of Samples},
  volume = {12},
  number = {3},
  pages = {1--5},
  year = {2021},
  month = mar,
  doi = {10.5555/a_b},
}
`);
  });

  test("protects capitals and keeps math and markup", () => {
    const title = [
      { kind: "text", value: "On " },
      { kind: "noCase", children: plain("DNA") },
      { kind: "text", value: " & " },
      { kind: "math", tex: "R(3,k)", display: false },
      { kind: "text", value: " in " },
      { kind: "emphasis", children: plain("Abies") },
    ] as const;
    expect(fieldOf(publicationToBibtex(samplePublication({ title })), "title")).toBe(
      "{On {DNA} \\& $R(3,k)$ in \\emph{Abies}}",
    );
  });

  test("keeps letters of every script as they are", () => {
    const entry = publicationToBibtex(
      sampleWork({ type: "book", title: plain("Як ми пишемо"), publisher: "Книга", publisherPlace: "Київ" }),
    );
    expect(entry).toContain("title = {Як ми пишемо}");
    expect(entry).toContain("publisher = {Книга}");
    expect(entry).toContain("address = {Київ}");
  });

  // The three forms and the rules for particles: btxdoc 4, "Names".
  test.each([
    [{ family: "Knuth", given: "Donald E." }, "{Knuth, Donald E.}"],
    [{ family: "Berg", given: "Ann", nonDroppingParticle: "van der", suffix: "Jr." }, "{van der Berg, Jr., Ann}"],
    [
      { family: "Fontaine", given: "Jean", droppingParticle: "de", nonDroppingParticle: "la" },
      "{de la Fontaine, Jean}",
    ],
    [{ family: "Ortega y Gasset", given: "José" }, "{{Ortega y Gasset}, José}"],
    [{ family: "Garcia Marquez", given: "Ana" }, "{Garcia Marquez, Ana}"],
    [{ literal: "Barnes and Noble" }, "{{Barnes and Noble}}"],
    [{ family: "Smith, Inc.", given: "A and B" }, "{{Smith, Inc.}, {A and B}}"],
    [{ family: "Plato" }, "{Plato}"],
    [{ family: "Plato", suffix: "II" }, "{Plato, II, {}}"],
    [{ family: "others" }, "{{others}}"],
    [{ literal: "Field & Lab" }, "{{Field \\& Lab}}"],
  ])("writes the name %j so that BibTeX reads it back", (name, expected) => {
    expect(nameField(name)).toBe(expected);
  });

  test("ends a truncated list with others", () => {
    const entry = publicationToBibtex(samplePublication({ authorsTruncated: true }));
    expect(fieldOf(entry, "author")).toBe("{Author, Ann and others}");
  });

  test("says equal contributions and the corresponding author in annotations, not in the name", () => {
    const author = [
      sampleName({ family: "One", given: "A", equalContribution: true, marks: ["*"] }),
      sampleName({ family: "Two", given: "B" }),
      sampleName({ family: "Three", given: "C", equalContribution: true, corresponding: true }),
    ];
    const entry = publicationToBibtex(samplePublication({ author }));
    expect(fieldOf(entry, "author")).toBe("{One, A and Two, B and Three, C}");
    expect(fieldOf(entry, "author+an")).toBe("{1=equal; 3=equal,corresponding}");
  });

  // biblatex manual 2.3.8
  test.each([
    [{ start: [2021] }, { year: "{2021}", month: undefined, date: undefined }],
    [{ start: [2021, 12] }, { year: "{2021}", month: "dec", date: undefined }],
    [{ start: [2021, 3, 5] }, { year: "{2021}", month: "mar", date: "{2021-03-05}" }],
    [
      { start: [2021], season: 1 },
      { year: "{2021}", month: undefined, date: "{2021-21}" },
    ],
    [
      { start: [1723], circa: true },
      { year: "{1723}", month: undefined, date: "{1723~}" },
    ],
    [
      { start: [1723], uncertain: true },
      { year: "{1723}", month: undefined, date: "{1723?}" },
    ],
    [
      { start: [1723], circa: true, uncertain: true },
      { year: "{1723}", month: undefined, date: "{1723%}" },
    ],
    [
      { start: [2001], end: [2003] },
      { year: "{2001}", month: undefined, date: "{2001/2003}" },
    ],
    [
      { start: [2001], end: "open" },
      { year: "{2001}", month: undefined, date: "{2001/}" },
    ],
    [{ start: [-43] }, { year: "{-43}", month: undefined, date: "{-0043}" }],
    [
      { start: [2001, 3, 4], end: [2001, 3, 5] },
      { year: "{2001}", month: "mar", date: "{2001-03-04/2001-03-05}" },
    ],
  ] as const)("writes the date %j at its precision", (issued, expected) => {
    expect(dateFields(issued)).toEqual(expected);
  });

  test("writes a status as the year where there is none, as pubstate where there is one", () => {
    const { issued, ...undated } = samplePublication({ status: "in press" });
    expect(fieldOf(publicationToBibtex(undated), "year")).toBe("{in press}");
    expect(fieldOf(publicationToBibtex({ ...undated, issued: issued! }), "pubstate")).toBe("{inpress}");
  });

  test("says what kind of work it is where the entry type does not", () => {
    const software = publicationToBibtex(sampleWork({ type: "software", version: "1.2" }));
    expect(software).toMatch(/^@misc\{/);
    expect(fieldOf(software, "entrysubtype")).toBe("{software}");
    expect(publicationToBibtex(samplePublication())).not.toContain("entrysubtype");
  });

  test("calls a master's thesis by its type and leaves a plain thesis plain", () => {
    const thesis = { type: "thesis", publisher: "A University" } as const;
    const master = publicationToBibtex(sampleWork({ ...thesis, genre: "Master's thesis" }));
    expect(master).toMatch(/^@mastersthesis\{/);
    expect(fieldOf(master, "type")).toBeUndefined();
    expect(fieldOf(publicationToBibtex(sampleWork(thesis)), "type")).toBe("{Thesis}");
    expect(fieldOf(publicationToBibtex(sampleWork({ ...thesis, genre: "PhD thesis" })), "type")).toBeUndefined();
  });

  test("writes an arXiv eprint as arXiv does", () => {
    const entry = publicationToBibtex(
      sampleWork({ type: "article", eprint: { archive: "arXiv", id: "2106.05974", class: "cs.CV" } }),
    );
    expect(entry).toMatch(/^@misc\{/);
    expect(entry).toContain("  eprint = {2106.05974},\n  archiveprefix = {arXiv},\n  primaryclass = {cs.CV},\n");
  });

  test("keeps the author's unknown fields as written, and no field of the site", () => {
    const extra = [
      { name: "mrnumber", value: "keep {\\'e} me" },
      { name: "file", value: ":C\\:/x/y.pdf:PDF" },
      { name: "slides", value: "https://example.org/slides" },
    ];
    const source = { format: "bibtex", file: "a.bib", line: 1, column: 1 } as const;
    const entry = publicationToBibtex(samplePublication({ extra, source, selected: true, order: 1 }));
    expect(fieldOf(entry, "mrnumber")).toBe("{keep {\\'e} me}");
    expect(entry).not.toMatch(/y\.pdf|slides|selected|order/);
  });

  test("names other versions as related entries, and leaves a related field of the author's as it was", () => {
    const versions = ["b", "c d"];
    expect(publicationToBibtex(samplePublication({ versions }))).toContain("  related = {b, c_d},\n");
    const extra = [
      { name: "related", value: "b,c" },
      { name: "relatedtype", value: "reprintof" },
    ];
    const source = { ...samplePublication().source, format: "bibtex" } as const;
    const entry = publicationToBibtex(samplePublication({ versions: ["b", "c"], extra, source }));
    expect(entry.match(/related.*/g)).toEqual(["related = {b,c},", "relatedtype = {reprintof},"]);
  });

  test("braces a keyword that holds a comma", () => {
    const entry = publicationToBibtex(samplePublication({ keywords: ["graphs", "Bern, Nobel"] }));
    expect(fieldOf(entry, "keywords")).toBe("{graphs, {Bern, Nobel}}");
  });

  test("balances the braces of every value, whatever the author typed", () => {
    const hostile = "}}, year = {1}, }{ \\{ @misc{x";
    const entry = publicationToBibtex(
      samplePublication({
        title: plain(hostile),
        author: [sampleName({ family: hostile, given: hostile })],
        containerTitle: hostile,
        doi: hostile,
        url: `https://example.org/${hostile}`,
        keywords: [hostile],
        key: hostile,
        extra: [{ name: "odd", value: hostile }],
      }),
    );
    let depth = 0;
    for (const character of entry.trimEnd().slice(0, -1)) {
      depth += character === "{" ? 1 : character === "}" ? -1 : 0;
      expect(depth).toBeGreaterThanOrEqual(character === "}" ? 1 : 0);
    }
    expect(depth).toBe(1);
  });
});

describe("bibtexKey", () => {
  test("keeps what BibTeX and biber take for a key and replaces the rest", () => {
    expect(bibtexKey("DBLP:journals/ai/KatzD10")).toBe("DBLP:journals/ai/KatzD10");
    expect(bibtexKey("müller_größe")).toBe("müller_größe");
    expect(bibtexKey("o'neil 2019, {a}")).toBe("o_neil_2019_a_");
    expect(bibtexKey("")).toBe("untitled");
  });
});

/** Works as an author would enter them, one for each CSL type, with what such a work usually has. */
const usual: Partial<Record<PublicationType, Partial<Publication>>> = {
  "article-journal": { containerTitle: "J", volume: "1", issue: "2", page: "1–5", issn: "1234-5679" },
  "article-magazine": { containerTitle: "M", issue: "2" },
  "article-newspaper": { containerTitle: "N", page: "3" },
  book: { publisher: "P", publisherPlace: "Bern", edition: "2", isbn: "978-3-16-148410-0", collectionTitle: "S" },
  chapter: { containerTitle: "B", publisher: "P", editor: [sampleName({ family: "Ed", given: "A" })], page: "1–5" },
  "entry-encyclopedia": { containerTitle: "E", publisher: "P", editor: [sampleName({ family: "Ed", given: "A" })] },
  "paper-conference": { containerTitle: "Proc", eventTitle: "Conf", eventPlace: "Bern", publisher: "P", page: "1–5" },
  dataset: { publisher: "Zenodo", version: "2", doi: "10.5555/zenodo.1" },
  software: { version: "1.0", url: "https://example.org/a_b~c" },
  patent: { number: "US 7,123", publisher: "Office" },
  standard: { number: "ISO 1", publisher: "ISO" },
  report: { number: "TR-1", publisher: "Lab", genre: "Research report" },
  thesis: { publisher: "University", publisherPlace: "Bern", numberOfPages: "200" },
  manuscript: { note: plain("Work in progress") },
  webpage: { url: "https://example.org/", accessed: { start: [2021, 3, 4], circa: false, uncertain: false } },
  article: { eprint: { archive: "arXiv", id: "2106.05974", class: "cs.CV" } },
  speech: { note: plain("Talk"), eventTitle: "Conf", eventPlace: "Bern" },
};

const inventory: readonly Publication[] = [
  ...publicationTypes.map((type) => sampleWork({ key: type, type, keywords: ["a", "b, c"], ...usual[type] })),
  ...publicationTypes.map((type) => sampleWork({ key: `bare-${type}`, type })),
  sampleWork({ key: "edited", type: "book", author: [], editor: [sampleName({ family: "Ed", given: "A" })] }),
  sampleWork({ key: "nobody", type: "webpage", author: [], url: "https://example.org/" }),
  sampleWork({ key: "chapter-bare", type: "chapter", containerTitle: "B" }),
  samplePublication({ key: "day", issued: { start: [2021, 3, 5], circa: true, uncertain: false } }),
  samplePublication({ key: "range", issued: { start: [2001, 2], end: "open", circa: false, uncertain: true } }),
  samplePublication({ key: "season", issued: { start: [2001], season: 3, circa: false, uncertain: false } }),
  samplePublication({ key: "equal", author: [sampleName({ family: "B", given: "A", equalContribution: true })] }),
  samplePublication({ key: "o'dd key", language: "de", aliases: ["other"], status: "in press", pmid: "123" }),
];

/** What a program prints when it reads the inventory, also when it fails. */
function read(program: string, args: readonly string[], folder: string): string {
  try {
    return execFileSync(program, args, { cwd: folder, encoding: "utf8", env: { ...process.env, TZ: "UTC" } });
  } catch (error) {
    return String((error as { stdout?: string }).stdout);
  }
}

describe("publicationToBibtex, read by others", () => {
  const folder = mkdtempSync(join(tmpdir(), "offprint-bibtex-"));
  writeFileSync(join(folder, "all.bib"), inventory.map((one) => publicationToBibtex(one)).join("\n"));
  writeFileSync(join(folder, "all.aux"), "\\citation{*}\n\\bibdata{all}\n\\bibstyle{plain}\n");

  const require = createRequire(import.meta.url);
  require("@citation-js/plugin-bibtex");
  const { Cite } = require("@citation-js/core");
  const readByCitationJs = (publication: Publication) => new Cite(publicationToBibtex(publication)).data[0];

  test.each(["article-journal", "paper-conference", "book", "chapter", "thesis", "report", "manuscript"] as const)(
    "is for citation-js the same %s",
    (type) => {
      const author = [
        sampleName({ family: "Berg", given: "Ann Maria", nonDroppingParticle: "van der", suffix: "Jr." }),
        sampleName({ family: "Ortega y Gasset", given: "José" }),
      ];
      const title = [...plain("Graphs & "), { kind: "noCase", children: plain("DNA") }] as const;
      const item = readByCitationJs(sampleWork({ type, author, title, doi: "10.5555/a_b", ...usual[type] }));
      expect(item).toMatchObject({
        type,
        title: "Graphs & DNA",
        author: [
          { family: "Berg", given: "Ann Maria", "non-dropping-particle": "van der", suffix: "Jr." },
          { family: "Ortega y Gasset", given: "José" },
        ],
        issued: { "date-parts": [[2021]] },
        DOI: "10.5555/a_b",
      });
    },
  );

  test.skipIf(!hasProgram("biber"))(
    "gives biber nothing to say but what the works lack, and that @misc has no number",
    { timeout: 60_000 },
    () => {
      const said = read("biber", ["--tool", "--validate-datamodel", "all.bib"], folder);
      expect(said).toContain("Output to all_bibertool.bib");
      const ofWork = /Missing mandatory field|Invalid field 'number' for entrytype 'misc'|INFO - WARNINGS/;
      expect(said.split("\n").filter((line) => /WARN|ERROR/.test(line) && !ofWork.test(line))).toEqual([]);
    },
  );

  test.skipIf(!hasProgram("bibtex"))("gives BibTeX nothing to say but what the works lack", { timeout: 60_000 }, () => {
    const said = read("bibtex", ["all"], folder);
    expect(said).toContain("Database file #1: all.bib");
    const isFault = (line: string) => /arning|rror/.test(line) && !/^Warning--empty |^\(There were/.test(line);
    expect(said.split("\n").filter(isFault)).toEqual([]);
  });
});

describe("an entry that is read", () => {
  const normalized = (entry: string) =>
    publicationToBibtex(readPublications([sourceFile("refs.bib", entry)]).value[0]!.publication);

  // acmart: `location` is where the conference was, `address` where its publisher is.
  test("has the place of a conference apart from its publisher's", () => {
    const places = "address={New York}, location={Lisbon, Portugal}";
    const paper = normalized(`@inproceedings{a, author={Kern, Ada}, title={A}, booktitle={P}, year=2019, ${places}}`);
    expect([fieldOf(paper, "venue"), fieldOf(paper, "address")]).toEqual(["{Lisbon, Portugal}", "{New York}"]);
    expect(paper).not.toContain("location");
    const book = normalized(`@book{b, author={Kern, Ada}, title={B}, year=2019, ${places}}`);
    expect([fieldOf(book, "venue"), fieldOf(book, "location")]).toEqual([undefined, "{Lisbon, Portugal}"]);
  });

  // btxdoc 3.2: BibTeX prints the words of `year`; biblatex 2.2.2: `pubstate`, since its `year` is a number.
  test("says a status in the place of a year to both BibTeX and BibLaTeX", () => {
    const entry = normalized("@article{a, author={Kern, Ada}, title={A}, journal={J}, year={in press}}");
    expect([fieldOf(entry, "year"), fieldOf(entry, "pubstate")]).toEqual(["{in press}", "{inpress}"]);
  });

  test.each(["P.~and~Tools~Ash", "M. and~the Ash team Kern"])("keeps the words of the particle of %s", (name) => {
    const read = (text: string) => readPublications([sourceFile("refs.bib", text)]).value[0]!.publication;
    const first = read(`@misc{a, author={${name} and Orr, Ben}, title={A}, year=2019}`);
    expect(first.author).toHaveLength(2);
    expect(read(publicationToBibtex(first)).author).toEqual(first.author);
  });

  // btxdoc 3.1: `school` where the thesis was written; ProQuest and the like only keep it.
  test("has the school of a thesis before the archive that publishes it", () => {
    const text = "@phdthesis{a, author={Kern, Ada}, title={A}, year=2019, publisher={ProQuest}, institution={Bern}}";
    const { publication } = readPublications([sourceFile("refs.bib", text)]).value[0]!;
    const entry = publicationToBibtex(publication);
    expect([publication.publisher, fieldOf(entry, "school"), fieldOf(entry, "publisher")]).toEqual([
      "Bern",
      "{Bern}",
      "{ProQuest}",
    ]);
  });
});
