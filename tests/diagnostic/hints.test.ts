import { describe, expect, test } from "vitest";
import { applyFixes } from "../../src/diagnostic/apply-fixes.ts";
import type { DiagnosticCode } from "../../src/diagnostic/codes.ts";
import { loadSite } from "../../src/pipeline.ts";
import { about } from "../about.ts";
import { type SiteFiles, siteIn } from "../site-in.ts";

/** What these tests are about. */
const codes: readonly DiagnosticCode[] = [
  "input/missing-comma",
  "input/missing-parent",
  "input/syntax",
  "input/undefined-string",
  "input/unknown-field",
  "input/unknown-style",
  "input/unknown-type",
  "input/wrong-type",
  "input/yaml",
  "relate/unknown-collection",
  "relate/unknown-version",
  "text/address-scheme",
  "text/unknown-macro",
];

const tell = (files: SiteFiles) => about(loadSite(siteIn(files)).diagnostics, codes);
const paper = "---\ntitle: A\ndate: 2020\n";

describe("a hint names what was meant, in the form of its file", () => {
  test.each<[string, SiteFiles, string]>([
    [
      "a macro",
      { "a.bib": "@string{moe = {MOE}}\n@inproceedings{a, title={A}, year=2020, booktitle = mole}" },
      "booktitle = moe",
    ],
    ["a month", { "a.bib": "@misc{a, title={A}, year=2020, month = setp}" }, "month = sep"],
    ["a LaTeX command", { "a.bib": "@misc{a, title={A \\\\emhp{b}}, year=2020}".replace("\\\\", "\\") }, '"\\emph"'],
    ["an entry type", { "a.bib": "@artcile{a, title={A}, journal={J}, year=2020}" }, "@article"],
    ["a type in front matter", { "a.md": `${paper}type: artcile\n---\n` }, "type: article"],
    [
      "a topic",
      { "a.md": `${paper}collections: [tress]\n---\n`, "content/collections/trees.md": "---\ntitle: Trees\n---\n" },
      '"trees"',
    ],
    [
      "a topic by its title",
      {
        "a.md": `${paper}collections: [Tall trese]\n---\n`,
        "content/collections/high.md": "---\ntitle: Tall trees\n---\n",
      },
      '"high"',
    ],
    ["a version", { "a.md": `${paper}versions: [kenr2020]\n---\n`, "kern2020.md": `${paper}---\n` }, '"kern2020"'],
    [
      "a crossref",
      {
        "a.bib":
          "@inproceedings{a, title={A}, year=2020, crossref={proc2200}}\n@proceedings{proc2020, title={P}, year=2020}",
      },
      '"proc2020"',
    ],
    ["a citation style", { "content/site.yaml": "citationStyles: [vancuover]\n" }, '"vancouver"'],
    ["a word that a setting takes", { "content/site.yaml": "bibtex: orignal\n" }, "bibtex: original"],
    ["a word of the appearance", { "content/site.yaml": "appearance:\n  density: comapct\n" }, "density: compact"],
    ["a field of the site", { "content/site.yaml": "descripton: A\n" }, '"description"'],
  ])("%s", (_, files, meant) => {
    const [told, ...others] = tell(files);
    expect(others).toEqual([]);
    expect(told!.hint).toContain("did you mean");
    expect(told!.hint).toContain(meant);
  });
});

describe("what has one certain mend is mended", () => {
  test.each<[string, string, string, string]>([
    ["a field of front matter", "a.md", `${paper}auhtors: Ada Kern\n---\n`, `${paper}authors: Ada Kern\n---\n`],
    [
      "a comma between fields",
      "a.bib",
      "@misc{a,\n  title = {A}\n  year = 2020\n}",
      "@misc{a,\n  title = {A},\n  year = 2020\n}",
    ],
    [
      "a comma behind a key",
      "a.bib",
      "@misc{a\n  title = {A},\n  year = 2020\n}",
      "@misc{a,\n  title = {A},\n  year = 2020\n}",
    ],
    [
      "a tab",
      "a.md",
      `${paper}links:\n\tcode: https://example.org/\n---\n`,
      `${paper}links:\n  code: https://example.org/\n---\n`,
    ],
    [
      "tabs in several lines",
      "a.md",
      `${paper}links:\r\n\tcode: https://example.org/\r\n\tdata: https://example.org/d\r\n---\n`,
      `${paper}links:\r\n  code: https://example.org/\r\n  data: https://example.org/d\r\n---\n`,
    ],
    ["a scheme", "a.md", `${paper}url: htps://example.org/\n---\n`, `${paper}url: https://example.org/\n---\n`],
    ["a word that a setting takes", "content/site.yaml", "bibtex: orignal\n", "bibtex: original\n"],
  ])("%s", (_, name, before, after) => {
    const diagnostics = tell({ [name]: before });
    const fixes = diagnostics.flatMap(({ fix }) => (fix ? [fix] : []));
    const mended = applyFixes(before, fixes);
    expect(mended).toBe(after);
    expect(tell({ [name]: mended })).toEqual([]);
  });

  test.each<[string, string, string]>([
    ["a field that is near to two", "a.md", `${paper}dote: x\n---\n`],
    ["a field that is there under its right name", "a.md", `${paper}tilte: B\n---\n`],
    ["a tab whose width changes what is said", "a.md", `${paper}links:\n  code:\n\thref: https://example.org/\n---\n`],
    [
      "a macro, which may be a word",
      "a.bib",
      "@string{moe = {MOE}}\n@inproceedings{a, title={A}, year=2020, booktitle = mole}",
    ],
  ])("and not %s", (_, name, text) => {
    expect(tell({ [name]: text }).flatMap(({ fix }) => fix ?? [])).toEqual([]);
  });
});
