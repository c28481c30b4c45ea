import { describe, expect, test } from "vitest";
import { createAssets } from "../src/build/assets.ts";
import { sitePages } from "../src/build/write-pages.ts";
import type { DiagnosticCode } from "../src/diagnostic/codes.ts";
import { createSerializer } from "../src/export/serializations.ts";
import { loadSite } from "../src/pipeline.ts";
import { inOnePiece } from "../src/site/pages/page.ts";
import { about } from "./about.ts";
import { type SiteFiles, siteIn } from "./site-in.ts";

/** What these tests are about. */
const codes: readonly DiagnosticCode[] = [
  "input/visibility",
  "input/wrong-type",
  "relate/unknown-collection",
  "relate/unknown-version",
  "validate/missing-file",
];

/** The addresses of a site's files, and what its texts and the views of its pages say. */
function built(files: SiteFiles, withDrafts = false) {
  const site = siteIn({ "content/site.yaml": "url: https://example.org/p/\n", ...files });
  const { value, diagnostics: all } = loadSite(site, new Map(), withDrafts);
  const diagnostics = about(all, codes);
  const pages = sitePages(site, value, {
    pathPrefix: "/",
    serialize: createSerializer(new Map()),
    makeAssets: createAssets(site),
  });
  const texts = new Map(
    pages.map((page): [string, string] => [
      page.address,
      "text" in page
        ? page.text()
        : "parts" in page
          ? (inOnePiece(page.parts()) as string)
          : "context" in page
            ? JSON.stringify(page.context())
            : "",
    ]),
  );
  return { addresses: [...texts.keys()], texts, diagnostics, catalogue: value.catalogue };
}

const shown = { "z.md": "---\ntitle: Shown\nauthors: [Ada Kern]\ndate: 2020\n---\n" };

describe("drafts", () => {
  test.each([
    ["s.md", "---\ntitle: Secret\nauthors: [Ada Kern]\ndate: 2020\ndraft: true\n---\n"],
    ["s.md", "---\ntitle: Secret\nauthors: [Ada Kern]\ndate: 2020\npublished: false\n---\n"],
    ["s.md", "---\ntitle: Secret\nauthors: [Ada Kern]\ndate: 2020\ndraft: yes\nhidden: true\n---\n"],
    ["s.bib", "@misc{s, title={Secret}, author={Kern, Ada}, year=2020, draft={yes}}"],
    ["s.bib", "@misc{s, title={Secret}, author={Kern, Ada}, year=2020, draft=true}"],
    ["s.bib", "@misc{s, title={Secret}, author={Kern, Ada}, year=2020, published={false}}"],
    ["content/collections/s.md", "---\ntitle: Secret\ndraft: true\n---\nSecret"],
    ["content/index.md", "---\ntitle: Secret\npublished: false\n---\nSecret"],
  ])("are in no file of a build, but in dev: %s %s", (name, text) => {
    const files = { ...shown, [name]: text };
    const { texts, diagnostics } = built(files);
    expect(
      [...texts].filter(([address, one]) => /secret/i.test(one) || /\/s\b/.test(address)).map(([address]) => address),
    ).toEqual([]);
    expect(diagnostics).toEqual([]);
    expect([...built(files, true).texts.values()].join("")).toContain("Secret");
  });

  test("keep a paper back whose word is neither yes nor no, and it is told", () => {
    const { texts, diagnostics } = built({
      ...shown,
      "s.md": "---\ntitle: Secret\nauthors: [Ada Kern]\ndate: 2020\ndraft: ture\n---\n",
    });
    expect([...texts.values()].join("")).not.toContain("Secret");
    expect(diagnostics.map(({ code, line }) => [code, line])).toEqual([["input/visibility", 5]]);
  });

  test("are checked, and what follows from their absence is not told", () => {
    const { diagnostics, catalogue } = built({
      "z.md": "---\ntitle: Shown\nauthors: [Ada Kern]\ndate: 2020\nversions: [s]\n---\n",
      "s.md":
        "---\ntitle: Secret\nauthors: [Ada Kern]\ndate: 2020\ndraft: true\ncollections: [pines]\npdf: nowhere.pdf\n---\n",
      "content/collections/pines.md": "---\ntitle: Pines\n---\n",
    });
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([["validate/missing-file", "warning"]]);
    expect(catalogue.publications.map(({ versions }) => versions.length)).toEqual([0]);
  });

  test("BibTeX's published may be a date", () => {
    const { addresses } = built({
      "a.bib": "@misc{a, title={A}, author={Kern, Ada}, year=2020, published={2020-05-01}}",
    });
    expect(addresses).toContain("/publications/a/");
  });
});

describe("what is hidden", () => {
  const files = {
    ...shown,
    "s.bib":
      "@article{s, title={Secret}, author={Lone, Eva}, journal={Alone}, year=1999, hidden={true}, keywords={owls}}",
  };

  test("has a page and its own BibTeX, and stands nowhere else", () => {
    const { texts } = built(files);
    const holding = [...texts]
      .filter(([, one]) => /Secret|publications\/s\/|Lone|Alone|owls/.test(one))
      .map(([address]) => address);
    expect(holding.sort()).toEqual(["/publications/s.bib", "/publications/s/"]);
    expect(texts.get("/publications/s/")).toContain('"isIndexed":false');
  });

  test("is not counted", () => {
    expect(built(files).catalogue.publications).toHaveLength(1);
  });
});
