import { describe, expect, test } from "vitest";
import type { DiagnosticCode } from "../src/diagnostic/codes.ts";
import { publicationToBibtex } from "../src/export/bibtex.ts";
import { publicationToCsl } from "../src/export/csl-json.ts";
import { publicationToRis } from "../src/export/ris.ts";
import { loadSite } from "../src/pipeline.ts";
import { formatName } from "../src/record/names/name.ts";
import { asCited } from "../src/site/views/authors-view.ts";
import { about } from "./about.ts";
import { type SiteFiles, siteIn } from "./site-in.ts";

/** What these tests are about. */
const codes: readonly DiagnosticCode[] = [
  "input/unknown-field",
  "input/wrong-type",
  "record/name",
  "record/orcid",
  "relate/ambiguous-person",
  "relate/claimed-name",
  "relate/owner",
  "relate/unknown-person",
  "text/address-scheme",
];

function load(files: SiteFiles) {
  const { value, diagnostics: all } = loadSite(siteIn(files));
  const diagnostics = about(all, codes);
  const { publications, people } = value.catalogue;
  return {
    people,
    paper: (key: string) => publications.find(({ publication }) => publication.key === key)!,
    worksOf: (slug: string) =>
      people.find((group) => group.slug === slug)?.publications.map(({ publication }) => publication.key) ?? [],
    messages: diagnostics.map(({ code, file, line }) => `${file.split("/").at(-1)}:${line} ${code}`),
    told: diagnostics.map(({ message, hint = "" }) => `${message} ${hint}`),
  };
}

const paper = (authors: string, title = "A") => `---\ntitle: ${title}\n${authors}\ndate: 2020\n---\n`;
const authorsOf = (authors: string, more: SiteFiles = {}) => {
  const site = load({ "a.md": paper(authors), ...more });
  return { ...site, author: site.paper("a").publication.author };
};
const sorted = (names: Parameters<typeof formatName>[0][]) => names.map((name) => formatName(name, "sorted"));

describe("the parts of an author in front matter", () => {
  test.each([
    ["{name: Ada Kern, afiliation: U}", "a.md:3 input/unknown-field", '"affiliation"'],
    ["{name: Ada Kern, orcd: 0000-0002-1825-0097}", "a.md:3 input/unknown-field", '"orcid"'],
    ["{given: Ada, fammily: Kern, name: Ada Kern}", "a.md:3 input/unknown-field", '"family"'],
    ["{name: Ada Kern, corresponding: perhaps}", "a.md:3 input/wrong-type", "true or false"],
    ["{name: Ada Kern, orcid: 0000-0002-1825-0098}", "a.md:3 record/orcid", "orcid.org"],
    ["{name: Ada Kern, website: 'htps://example.org'}", "a.md:3 text/address-scheme", "https://"],
  ])("cost themselves alone where they are wrong: %s", (item, message, hint) => {
    const { author, messages, told } = authorsOf(`authors: [${item}, Ben Orr]`);
    expect(sorted([...author])).toEqual(["Kern, Ada", "Orr, Ben"]);
    expect(messages).toEqual([message]);
    expect(told[0]).toContain(hint);
  });

  test.each([
    "{last: Kern, first: Ada}",
    "{surname: Kern, given-names: Ada}",
    "{lastname: Kern, firstname: Ada}",
    "{familyName: Kern, givenName: Ada}",
    "{name: {family: Kern, given: Ada}}",
    "{name: Ada Kern, email: ada@example.org}",
  ])("are read as other programs write them: %s", (item) => {
    const { author, messages } = authorsOf(`authors: [${item}]`);
    expect(sorted([...author])).toEqual(["Kern, Ada"]);
    expect(messages).toEqual([]);
    expect(JSON.stringify(author)).not.toContain("@");
  });

  test("keep the words of affiliations as they are typed", () => {
    const { author, messages } = authorsOf(
      'authors:\n  - {name: Ada Kern, affiliation: The "Tree" Lab; Bern = Berne}\n  - {name: Ben Orr, affiliation: U}',
    );
    expect(author.map(({ affiliations }) => affiliations)).toEqual([['The "Tree" Lab; Bern = Berne'], ["U"]]);
    expect(messages).toEqual([]);
  });

  test("carry an ORCID iD, a homepage and who to write to, and affiliations by number and as Quarto has them", () => {
    const { author, messages } = authorsOf(
      "authors:\n  - {name: Ada Kern, orcid: 'https://orcid.org/0000-0002-1825-0097', url: https://example.org/ada, affiliation: '1, 2', equal-contrib: true}\n" +
        "  - {name: Ben Orr, affiliations: [{name: Institute of Tests, city: Bern}, {ref: u}], attributes: {corresponding: true}}\n" +
        "affiliations:\n  - {index: 1, name: University of Tests}\n  - {index: 2, name: Fjord Institute}\n  - {id: u, name: Tree Lab}",
    );
    expect(messages).toEqual([]);
    expect(author).toMatchObject([
      {
        orcid: "0000-0002-1825-0097",
        homepage: "https://example.org/ada",
        affiliations: ["University of Tests", "Fjord Institute"],
        equalContribution: true,
      },
      { affiliations: ["Institute of Tests, Bern", "Tree Lab"], corresponding: true },
    ]);
  });

  test("are told where they give no name, and where an item is empty", () => {
    expect(authorsOf("authors: [{affiliation: U}, Ben Orr]").messages).toEqual(["a.md:3 input/wrong-type"]);
    const { author, messages } = authorsOf("authors:\n  - Ada Kern\n  -\n  - Ben Orr");
    expect(sorted([...author])).toEqual(["Kern, Ada", "Orr, Ben"]);
    expect(messages).toEqual(["a.md:5 input/wrong-type"]);
  });

  test("hold in BibTeX as data annotations", () => {
    const { author, ...site } = authorsOf("", {
      "a.md": "---\ntitle: A\n---\n",
      "b.bib":
        '@misc{a, title={A}, year=2020, author={Kern, Ada and Orr, Ben}, author+an:orcid={2="0000-0002-1825-0097"}}',
    });
    expect(site.messages).toEqual([]);
    expect(author.map(({ orcid }) => orcid)).toEqual([undefined, "0000-0002-1825-0097"]);
    expect(publicationToBibtex(site.paper("a").publication)).toContain('author+an:orcid = {2="0000-0002-1825-0097"}');
  });
});

describe("people.yaml", () => {
  const tomas = { "content/people.yaml": "- name: Tomás Ó Briain\n  family: Ó Briain\n  variants: [T. Ó Briain]\n" };

  test.each(["Tomás Ó Briain", "T. Ó Briain"])("says family and given name for every form of %s", (spelling) => {
    const site = load({ ...tomas, "a.md": paper(`authors: [${spelling}]`) });
    const cited = asCited(site.paper("a"));
    expect(publicationToRis(cited)).toMatch(/AU {2}- Ó Briain, Tomás\r?\n/);
    expect(publicationToCsl(cited).author).toMatchObject([{ family: "Ó Briain", given: "Tomás" }]);
    expect(publicationToBibtex(cited)).toContain("{Ó Briain}, Tomás");
    expect(formatName(site.paper("a").publication.author[0]!)).toBe(spelling);
  });

  test("says it by a variant with a comma too", () => {
    const site = load({
      "content/people.yaml": '- name: Tomás Ó Briain\n  variants: ["Ó Briain, T."]\n',
      "a.md": paper("authors: [Tomás Ó Briain]"),
    });
    expect(asCited(site.paper("a")).author).toMatchObject([{ family: "Ó Briain", given: "Tomás" }]);
  });

  test("gives the author that an id stands for", () => {
    const { author, messages } = authorsOf("authors: [ada, Ben Orr]", {
      "content/people.yaml": "- {id: ada, name: Ada Kern}\n",
    });
    expect(sorted([...author])).toEqual(["Kern, Ada", "Orr, Ben"]);
    expect(messages).toEqual([]);
  });

  test.each<[string, SiteFiles]>([
    [
      "people.yaml:3 relate/claimed-name",
      { "content/people.yaml": "- {name: Ada Kern, variants: [A. K.]}\n- name: Ben Orr\n  variants: [A. K.]\n" },
    ],
    ["people.yaml:1 relate/owner", { "content/people.yaml": "- {name: Ada Kernn, owner: true}\n" }],
    [
      "a.md:3 relate/unknown-person",
      { "content/people.yaml": "- {id: ada, name: Ada Kern}\n", "a.md": paper("authors: [adda]") },
    ],
    ["people.yaml:1 input/unknown-field", { "content/people.yaml": "- {name: Ada Kern, varients: [A. K.]}\n" }],
    ["people.yaml:1 input/wrong-type", { "content/people.yaml": "- {name: Ada Kern, dblp: none}\n" }],
  ])("is told at %s what can't be true", (message, files) => {
    expect(load({ "a.md": paper("authors: [Ada Kern]"), ...files }).messages).toEqual([message]);
  });
});

describe("people of one name", () => {
  const dblp =
    "@misc{two, title={T}, year=2021, author={Wei Wang 0001 and Wang, Wei 0003}}\n" +
    "@misc{one, title={O}, year=2022, author={Wei Wang 0001}}\n@misc{three, title={H}, year=2023, author={Wei Wang 0003}}\n";

  test("are told apart by DBLP's numbers, which are shown nowhere", () => {
    const site = load({ "a.bib": dblp });
    expect(site.worksOf("wei-wang-0001")).toEqual(["one", "two"]);
    expect(site.worksOf("wei-wang-0003")).toEqual(["three", "two"]);
    expect(site.people.map(({ name }) => name)).toEqual(["Wei Wang", "Wei Wang"]);
    const cited = asCited(site.paper("two"));
    const exports = [publicationToRis(cited), JSON.stringify(publicationToCsl(cited)), publicationToBibtex(cited)];
    expect(exports.join("\n")).not.toMatch(/000[13]/);
    expect(site.paper("two").publication.source.bibtex?.join()).toContain("Wei Wang 0001");
  });

  test.each([
    '- {id: wei-1, name: Wei Wang, dblp: "0001"}\n- {id: wei-3, name: Wei Wang, dblp: "0003"}\n',
    "- {id: wei-1, name: Wei Wang, variants: [Wei Wang 0001]}\n- {id: wei-3, name: Wei Wang (Testby), variants: [Wei Wang 0003]}\n",
    "- {id: wei-1, name: Wei Wang, dblp: 35/7092-1}\n- {id: wei-3, name: Wei Wang, dblp: 35/7092-3}\n",
  ])("are who people.yaml says by the numbers: %s", (people) => {
    const site = load({ "a.bib": dblp, "content/people.yaml": people });
    expect([site.worksOf("wei-1"), site.worksOf("wei-3")]).toEqual([
      ["one", "two"],
      ["three", "two"],
    ]);
    expect(site.messages).toEqual([]);
  });

  const both =
    "- {id: wei-1, name: Wei Wang, orcid: 0000-0002-1825-0097}\n- {id: wei-2, name: Wei Wang, orcid: 0000-0001-5109-3700}\n";

  test("are whom an id or ORCID iD in the entry means, in front matter and in BibTeX", () => {
    const site = load({
      "content/people.yaml": both,
      "a.md": paper("authors: [{name: Wei Wang, id: wei-1}]"),
      "b.md": paper("authors: [{name: Wei Wang, orcid: 0000-0001-5109-3700}]", "Bark"),
      "c.bib": '@misc{c, title={C}, year=2019, author={Wang, Wei}, author+an:orcid={1="0000-0002-1825-0097"}}',
      "d.bib": '@misc{d, title={D}, year=2018, author={Wang, Wei}, author+an:id={1="wei-2"}}',
      "e.md": paper("authors: [wei-1]", "Elms"),
    });
    expect(site.worksOf("wei-1").sort()).toEqual(["a", "c", "e"]);
    expect(site.worksOf("wei-2").sort()).toEqual(["b", "d"]);
    expect(site.messages).toEqual([]);
  });

  test("are nobody of people.yaml where nothing says which, which is told once with both", () => {
    const site = load({
      "content/people.yaml": both,
      "a.md": paper("authors: [Wei Wang]"),
      "b.md": paper("authors: [Wei Wang]", "Bark"),
    });
    expect(site.messages).toEqual(["a.md:3 relate/ambiguous-person"]);
    expect(site.told[0]).toMatch(/wei-1 and wei-2/);
    expect(site.worksOf("wei-wang")).toEqual(["a", "b"]);
  });

  test("have pages of their own where papers give two ORCID iDs", () => {
    const site = load({
      "a.md": paper("authors: [{name: Wei Wang, orcid: 0000-0002-1825-0097}]"),
      "b.md": paper("authors: [{name: Wei Wang, orcid: 0000-0001-5109-3700}]", "Bark"),
    });
    expect(site.people.map(({ publications }) => publications.length)).toEqual([1, 1]);
  });
});
