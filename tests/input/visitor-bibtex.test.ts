import { describe, expect, test } from "vitest";
import { describeLeftOut } from "../../src/cli/check.ts";
import { bibtexBlocks } from "../../src/export/bibtex.ts";
import { loadSite } from "../../src/pipeline.ts";
import { siteIn } from "../site-in.ts";

/** What a visitor copies of the one paper of a site. */
function copied(files: Record<string, string>, extent?: "cited"): string {
  const { publications, site } = loadSite(siteIn(files)).value.catalogue;
  const { publication, venue } = publications[0]!;
  return bibtexBlocks(publication, site.bibtex, venue, site.bibtexFields, extent).join("\n");
}

const entry = (fields: string) => ({ "a.bib": `@article{a,\n  title = {On Pines},\n${fields}  year = {2020}\n}\n` });
const clean = "@article{a,\n  title = {On Pines},\n  year = {2020}\n}";

describe("the BibTeX a visitor copies", () => {
  test.each([
    ["annote", "{Reviewer two was unfair}"],
    ["annotation", "{mine}"],
    ["review", "{weak}"],
    ["comment-ben", "{no}"],
    ["local-url", "{file:///home/ada/a.pdf}"],
    ["todo", '"ask Ben"'],
    ["rating", "5"],
    ["owner", "{ada}"],
    ["bdsk-file-1", "{YnBsaXN0}"],
    ["award", "{Best Paper}"],
    ["additional_info", "{more}"],
    ["dimensions", "{true}"],
    ["inspirehep_id", "{3255}"],
    ["publishdate", "{2020-01-01}"],
    ["draft", "{no}"],
    ["nobodyknows", "{secret}"],
    ["note", "{ISSN: 0378-5955}"],
    ["note", "{Publisher: Test Press}"],
    ["note", "{Citation Key: kern2020\nRead\\_Status: In Progress}"],
  ])("leaves out %s = %s", (name, value) => {
    expect(copied(entry(`  ${name} = ${value},\n`))).toBe(clean);
  });

  test("leaves no line or blank where the first fields are left out", () => {
    const hidden = "abbr={CT},\n  selected={true},";
    expect(copied({ "a.bib": `@article{a,\n  ${hidden}\n  title = {On Pines},\n  year = {2020}\n}\n` })).toBe(clean);
    expect(copied({ "a.bib": "@misc{a, abbr={CT}, title={On Pines}, year=2020}" })).toBe(
      "@misc{a, title={On Pines}, year=2020}",
    );
    expect(copied({ "a.bib": "@misc{a, title={On Pines}, abbr={CT}, year=2020}" })).toBe(
      "@misc{a, title={On Pines}, year=2020}",
    );
  });

  test.each([
    ["collaboration", "{ATLAS}"],
    ["mrnumber", "{1234}"],
    ["eprint", "{2106.05970}"],
    ["author+an", "{1=corresponding}"],
    ["note", "{Presented at a colloquium. ISSN: 0378-5955 is wrong}"],
    ["Journal", "{J. Tests}"],
  ])("keeps %s = %s as it was written", (name, value) => {
    expect(copied(entry(`  ${name} = ${value},\n`))).toContain(`\n  ${name} = ${value},\n`);
  });

  test("leaves out comments, fields that are commented out, and a field that stands twice", () => {
    expect(copied(entry("  % annote = {secret},\n  % why\n"))).toBe(clean);
    expect(copied({ "a.bib": "@article{a, % secret\n  title = {50\\% On Pines}, % more\n  year = {2020}\n}" })).toBe(
      "@article{a,\n  title = {50\\% On Pines},\n  year = {2020}\n}",
    );
    expect(copied(entry("  annote = {one},\n  annote = {two},\n"))).toBe(clean);
  });

  test("leaves out a macro that only a private field uses", () => {
    const files = {
      "a.bib": `@string{mine = {secret}}\n@string{j = {J}}\n${entry("  annote = mine,\n  journal = j,\n")["a.bib"]}`,
    };
    expect(copied(files)).toBe(
      "@string{j = {J}}\n@article{a,\n  title = {On Pines},\n  journal = j,\n  year = {2020}\n}",
    );
  });

  test("shows and hides what the site's owner says", () => {
    const files = {
      ...entry("  award = {Best Paper},\n  keywords = {x},\n"),
      "content/site.yaml": "bibtexFields: {show: [award], hide: [keywords]}\n",
    };
    expect(copied(files)).toBe("@article{a,\n  title = {On Pines},\n  award = {Best Paper},\n  year = {2020}\n}");
    const normalized = { ...files, "content/site.yaml": `bibtex: normalized\n${files["content/site.yaml"]}` };
    expect(copied(normalized)).toContain("award = {Best Paper}");
    expect(copied(normalized)).not.toContain("keywords");
  });

  test("keeps unknown front matter from visitors", () => {
    expect(
      copied({ "a.md": "---\ntitle: On Pines\ndate: 2020\nrejected-by: Shore Letters\npermalink: /x\n---\n" }),
    ).not.toMatch(/rejected|permalink/);
  });

  test("is said once, with how many papers have each field", () => {
    const { catalogue } = loadSite(
      siteIn({ "a.bib": "@misc{a, title={A}, annote={x}}\n@misc{b, title={B}, annote={y}, todo={z}}" }),
    ).value;
    expect(describeLeftOut(catalogue)).toContain("annote (2), todo (1)");
    expect(describeLeftOut({ ...catalogue, publications: [] })).toBe("");
  });
});

describe("what is cited on a page", () => {
  test.each([
    ["last", "@misc{a,\n  title = {A},\n  abstract = {Of {a}, b},\n}", "@misc{a,\n  title = {A},\n}"],
    ["last, without a comma", "@misc{a,\n  title = {A},\n  abstract = {Of a}\n}", "@misc{a,\n  title = {A}\n}"],
    ["in the middle", '@misc{a, title = {A}, abstract = "Of a", year = 2020}', "@misc{a, title = {A}, year = 2020}"],
    [
      "between what is kept from visitors",
      "@misc{a,\n  title = {A},\n  annote = {x},\n  abstract = {Of a},\n  file = {y},\n  year = 2020\n}",
      "@misc{a,\n  title = {A},\n  year = 2020\n}",
    ],
    ["first, where it stays", "@misc{a, abstract = {Of a}, title = {A}}", "@misc{a, abstract = {Of a}, title = {A}}"],
    ["of none", "@misc{a, title = {A abstract = {x}}}", "@misc{a, title = {A abstract = {x}}}"],
  ])("is without the entry's abstract, %s", (_, text, expected) => {
    expect(copied({ "a.bib": text }, "cited")).toBe(expected);
    expect(copied({ "a.bib": text })).toContain("bstract = ");
  });
});
