import { describe, expect, test } from "vitest";
import type { DiagnosticCode } from "../../src/diagnostic/codes.ts";
import { loadSite } from "../../src/pipeline.ts";
import { about } from "../about.ts";
import { type SiteFiles, siteIn } from "../site-in.ts";

/** What these tests are about. */
const codes: readonly DiagnosticCode[] = [
  "input/missing-key",
  "input/missing-parent",
  "input/syntax",
  "input/undefined-string",
  "input/unknown-field",
  "input/yaml",
  "relate/empty-collection",
  "relate/unknown-collection",
  "relate/unknown-version",
  "validate/no-title",
  "validate/no-year",
];

const paper = (title: string, more = "") => `---\ntitle: ${title}\ndate: 2020\n${more}---\n`;
/** A Markdown file that can't be read: a tab at the beginning of a line. */
const broken = (more = "") => `---\ntitle: Broken\n${more}\tdate: 2020\n---\n`;

function told(files: SiteFiles): readonly string[] {
  const diagnostics = about(loadSite(siteIn(files)).diagnostics, codes);
  return diagnostics.map(
    ({ file, line, severity, code }) =>
      `${file.replace(/^content\/(publications\/)?/, "")}:${line} ${severity} ${code}`,
  );
}

describe("a fault and what only follows from it", () => {
  test.each<[string, SiteFiles, string[]]>([
    [
      "an empty topic, whose only paper can't be read",
      { "content/collections/trees.md": "---\ntitle: Trees\n---\n", "a.md": broken("collections: [trees]\n") },
      ["a.md:4 error input/yaml"],
    ],
    [
      "an empty topic, named by its title in the keywords of a paper that can't be read",
      {
        "content/collections/tall-trees.md": "---\ntitle: Trees of height\n---\n",
        "a.md": broken("keywords: [Trees of height]\n"),
      },
      ["a.md:4 error input/yaml"],
    ],
    [
      "an empty topic with a match, where a paper can't be read",
      { "content/collections/trees.md": "---\nmatch: {years: 2020}\n---\n", "a.md": broken() },
      ["a.md:3 error input/yaml"],
    ],
    [
      "an empty topic, whose only paper has no title",
      {
        "content/collections/trees.md": "---\ntitle: Trees\n---\n",
        "a.bib": "@misc{a, year = 2020, collections = {trees}}",
      },
      ["a.bib:1 error validate/no-title"],
    ],
    [
      "a version that has no title",
      { "a.md": paper("A", "versions: b\n"), "b.md": "---\ndate: 2020\n---\n" },
      ["b.md:1 error validate/no-title"],
    ],
    [
      "a version whose file names its key in front matter that can't be read",
      { "a.md": paper("A", "versions: kern2020\n"), "b.md": broken("key: kern2020\n") },
      ["b.md:4 error input/yaml"],
    ],
    [
      "a crossref to an entry that has lost its key",
      {
        "a.bib": "@inproceedings{a, title = {A}, year = 2020, crossref = {p}}\n@proceedings{title = {P}, year = 2020}",
      },
      ["a.bib:2 error input/missing-key"],
    ],
    [
      "a topic that can't be read, and the papers that name it",
      { "content/collections/trees.md": "---\n\ttitle: Trees\n---\n", "a.md": paper("A", "collections: [trees]\n") },
      ["collections/trees.md:2 error input/yaml"],
    ],
    [
      "a topic that is misspelt, and the topic meant, which stays empty",
      {
        "content/collections/trees.md": "---\ntitle: Trees\n---\n",
        "a.md": paper("A", "collections: [tress]\n"),
      },
      ["a.md:4 warning relate/unknown-collection"],
    ],
    [
      "a year whose name is misspelt",
      { "a.md": "---\ntitle: A\nyaer: 2020\n---\n" },
      ["a.md:3 warning input/unknown-field"],
    ],
  ])("%s: one message, at the cause", (_, files, expected) => {
    expect(told(files)).toEqual(expected);
  });

  test("a paper without a title is still an error where the misspelt field is told instead", () => {
    expect(told({ "a.md": "---\ntitel: A\ndate: 2020\n---\n" })).toEqual(["a.md:2 error input/unknown-field"]);
  });

  test("what does not follow from the fault is told beside it", () => {
    const files = {
      "content/collections/trees.md": "---\ntitle: Trees\n---\n",
      "a.md": broken("collections: [shrubs]\n"),
      "b.md": paper("B", "versions: nowhere\n"),
    };
    expect(told(files)).toEqual([
      "a.md:4 error input/yaml",
      "collections/trees.md:1 warning relate/empty-collection",
      "b.md:4 warning relate/unknown-version",
    ]);
  });
});
