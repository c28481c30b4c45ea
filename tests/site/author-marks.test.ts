import { beforeEach, describe, expect, test } from "vitest";
import { builtPages } from "../built-pages.ts";

const files = {
  "content/site.yaml": `
url: https://example.org/
language: en
languages: [en, de]
authorMarks:
  student: no
  deceased: ✝
  artist: {sign: ♯, text: played the music}
`,
  "content/site.de.yaml": "authorMarks: {artist: hat musiziert}\n",
  "pines.md": `---
title: Growth of pines
date: 2021
authors:
  - {name: Ada Kern, equal: first, roles: [Conceptualization, "Writing – original draft"]}
  - {name: Ben Orr, equal: first, deceased: true, roles: [{software: lead}]}
  - {name: Cy Dow, equal: last, corresponding: true, marks: [artist]}
  - {name: Di Ash, equal: last, student: true}
---
`,
  "spruces.bib": `@article{spruces, title = {Spruces}, year = {2020}, journal = {Journal of Tests},
  author = {Kern$^{\\ast}$, Ada and Orr*, Ben\\thanks{Deceased} and {The Group}},
  author+an:role = {1="Formal analysis"}}`,
  "firs.md": "---\ntitle: Firs\ndate: 2019\nauthors: [Ada Kern]\n---\n",
};

describe("marks of authors", () => {
  let site: ReturnType<typeof builtPages>;
  beforeEach(() => {
    site = builtPages(files);
  });
  const legend = (address: string) =>
    [...site.at(address).matchAll(/<sup>([^<]+)<\/sup> ([^<]+)/g)].map(([, sign, text]) => `${sign} ${text}`.trim());

  test("raise no message", () => {
    expect(site.diagnostics).toEqual([]);
  });

  test("stand behind names, and a legend says what each means", () => {
    expect(site.at("/publications/pines/")).toMatch(/Ben Orr(?:<\/\w+>)*<sup>\*,✝<\/sup>/);
    expect(legend("/publications/pines/")).toEqual([
      "* equal contribution",
      "** equal contribution as last author",
      "✉\uFE0E corresponding author",
      "✝ deceased",
      "♯ played the music",
    ]);
    expect(legend("/publications/firs/")).toEqual([]);
  });

  test("have their legend in lists in the words of the page's language, without the one to write to", () => {
    expect(legend("/publications/")).toEqual([
      "* equal contribution",
      "** equal contribution as last author",
      "✝ deceased",
      "♯ played the music",
    ]);
    expect(legend("/de/publications/").join()).toContain("♯ hat musiziert");
  });

  test("leave roles of CRediT among the facts of the paper's page", () => {
    const facts = site.at("/publications/pines/").replace(/<[^>]+>/g, "");
    expect(facts).toContain("Conceptualization: Ada Kern. Software: Ben Orr. Writing – original draft: Ada Kern.");
    expect(site.at("/de/publications/pines/")).toContain("Konzeption: Ada Kern.");
  });

  test("are roles in the structured data", () => {
    const [, json = ""] = /<script type="application\/ld\+json">([^<]+)/.exec(site.at("/publications/pines/"))!;
    const [work] = JSON.parse(json)["@graph"];
    expect(
      work.contributor.map(({ roleName, contributor }: { roleName: string[]; contributor: { name: string } }) => [
        contributor.name,
        roleName,
      ]),
    ).toEqual([
      [
        "Ada Kern",
        [
          "equal contribution",
          "https://credit.niso.org/contributor-roles/conceptualization/",
          "https://credit.niso.org/contributor-roles/writing-original-draft/",
        ],
      ],
      ["Ben Orr", ["equal contribution", "https://credit.niso.org/contributor-roles/software/"]],
      ["Cy Dow", ["equal contribution as last author", "corresponding author", "played the music"]],
      ["Di Ash", ["equal contribution as last author"]],
    ]);
  });

  test("stand in no name of the BibTeX that visitors copy", () => {
    expect(site.at("/publications/spruces.bib")).toContain("author = {Kern, Ada and Orr, Ben and {The Group}},");
    expect(site.at("/publications/spruces/")).toMatch(/Ben Orr(?:<\/\w+>)*<sup>\*,✝<\/sup>/);
    expect(site.at("/publications/pines.bib")).toContain("{Kern, Ada and Orr, Ben and Dow, Cy and Ash, Di}");
    expect(site.at("/publications/pines.bib")).toContain("1=conceptualization,writing-original-draft; 2=software");
  });
});

test.each([
  ["artist: {sign: music, text: played}", '"music", which is no sign'],
  ["artist: {text: played}", "has no sign"],
  ["deceased: §", 'The marks "student" and "deceased" of authors have one sign'],
  ["artist: no", 'No mark of authors is called "artist"'],
])("a mark that can't be shown is told: %s", (line, message) => {
  const { diagnostics } = builtPages({ "content/site.yaml": `authorMarks:\n  ${line}\n`, "firs.md": files["firs.md"] });
  expect(diagnostics.map(({ code, line: at }) => `${code} ${at}`)).toEqual(["input/author-mark 2"]);
  expect(diagnostics[0]!.message).toContain(message);
});

test("a word that is nearly a mark's is told, and any other is the author's own", () => {
  const { diagnostics } = builtPages({
    "a.bib": "@misc{a, title={A}, year=2000, author={Kern, Ada and Orr, Ben}, author+an={1=studnet; 2=highlight}}",
  });
  expect(diagnostics.map(({ code, hint }) => `${code} ${hint}`)).toEqual([
    'relate/unknown-mark did you mean "student"?',
  ]);
});
