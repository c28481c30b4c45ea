import { describe, expect, test } from "vitest";
import type { DiagnosticCode } from "../src/diagnostic/codes.ts";
import { loadSite } from "../src/pipeline.ts";
import { about } from "./about.ts";
import { type SiteFiles, siteIn } from "./site-in.ts";

/** What these tests are about. */
const codes: readonly DiagnosticCode[] = [
  "input/picture",
  "input/yaml",
  "messages/incomplete",
  "relate/dead-link",
  "relate/missing-file",
  "text/math",
  "text/remote-picture",
];

/** The smallest PNG that says how large it is: 1 by 1. */
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
const paper = (body: string) =>
  `---\ntitle: On pines\nauthors: [Ada Kern]\ndate: 2020\ncollections: [trees]\n---\n${body}\n`;
const files: SiteFiles = {
  "pines.md": paper("Text."),
  "content/collections/trees.md": "---\ntitle: Trees\n---\nAll.\n",
};

function told(more: SiteFiles, hasOtherPages = false) {
  const { value, diagnostics: all } = loadSite(siteIn({ ...files, ...more }), undefined, false, hasOtherPages);
  const diagnostics = about(all, codes);
  return {
    published: [...value.files.keys()],
    messages: diagnostics.map(({ code, file, line, column, hint }) => [code, `${file}:${line}:${column}`, hint]),
  };
}

describe("addresses in texts", () => {
  test.each<[string, SiteFiles, string, string, RegExp]>([
    [
      "of the front page",
      { "content/index.md": "---\ntitle: A\n---\nSee [x](collections/tree/).\n" },
      "relate/dead-link",
      "content/index.md:4:9",
      /^did you mean collections\/trees\/\?$/,
    ],
    [
      "of a topic",
      {
        "content/collections/oaks.md": "[a](../trees/)\n[x](../tress/)\n\n[p](../../publications/pines/)",
        "a.md": "---\ntitle: A\nauthors: [B C]\ndate: 2000\ncollections: [oaks]\n---\n",
      },
      "relate/dead-link",
      "content/collections/oaks.md:2:5",
      /\/collections\/trees\//,
    ],
    [
      "of an abstract",
      { "pines.md": paper("See [x](../pinse/).") },
      "relate/dead-link",
      "content/publications/pines.md:7:9",
      /\/publications\/pines\//,
    ],
    [
      "with a misspelt part",
      { "content/index.md": "[x](publication/pines/)" },
      "relate/dead-link",
      "content/index.md:1:5",
      /publications\/pines\//,
    ],
    [
      "to a content file that is not there",
      { "content/index.md": "[x](publications/pine.md)" },
      "relate/dead-link",
      "content/index.md:1:5",
      /publications\/pines\//,
    ],
    [
      "of a missing picture",
      { "content/index.md": "a\n\n![x](ad.png)", "content/ada.png": png },
      "relate/missing-file",
      "content/index.md:3:6",
      /ada\.png/,
    ],
    [
      "of a missing file",
      { "pines.md": paper("[x](data.csv)") },
      "relate/missing-file",
      "content/publications/pines.md:7:5",
      /./,
    ],
    [
      "of a picture that is none",
      { "content/index.md": "![x](ada.png)", "content/ada.png": "no picture" },
      "input/picture",
      "content/index.md:1:6",
      /PNG/,
    ],
    [
      "of a picture that is a page",
      { "content/index.md": "![x](collections/trees/)" },
      "relate/missing-file",
      "content/index.md:1:6",
      /./,
    ],
    [
      "in another language's file",
      { "content/site.yaml": "languages: [en, nl]\n", "content/index.nl.md": "[x](collections/tree/)" },
      "relate/dead-link",
      "content/index.nl.md:1:5",
      /collections\/trees\//,
    ],
  ])("%s that lead nowhere are told at their place", (_, more, code, place, hint) => {
    const { messages } = told(more);
    const found = messages.filter(([code]) => code !== "messages/incomplete");
    expect(found.map(([one, at]) => [one, at])).toEqual([[code, place]]);
    expect(found[0]![2]).toMatch(hint);
  });

  test("that lead somewhere are not told, and their files are published below the text's page", () => {
    const { published, messages } = told({
      "content/index.md":
        "![Ada](ada.png) [CV](files/cv.pdf) [topic](collections/trees.md) [all](publications.bib) [y](years/2020/)",
      "content/ada.png": png,
      "content/files/cv.pdf": "%PDF-1.4",
      "content/collections/trees.md": "---\ntitle: Trees\n---\n[x](list.csv) [front](../../)\n",
      "content/collections/list.csv": "a,b\n",
      "pines.md": paper("![A plot](plot.png) [x](../pines/) [data](https://example.org/)"),
      "plot.png": png,
    });
    expect(messages).toEqual([]);
    expect(published.toSorted()).toEqual([
      "/ada.png",
      "/collections/trees/list.csv",
      "/files/cv.pdf",
      "/publications/pines/plot.png",
    ]);
  });

  test("outside of our own parts are not judged where the site may have pages of its own", () => {
    const more = { "content/index.md": "[a](/about/) [b](collections/nowhere/)" };
    expect(told(more, true).messages.map(([, at]) => at)).toEqual(["content/index.md:1:18"]);
  });

  test("to a paper that can't be read are no message of their own", () => {
    const { messages } = told({
      "oaks.md": "---\ntitle: [\n---\nText.\n",
      "content/index.md": "[x](publications/oaks/)",
    });
    expect(messages.map(([code]) => code)).not.toContain("relate/dead-link");
    expect(messages.length).toBe(1);
  });
});

describe("titles", () => {
  test("of the site, the front page and topics are read as those of papers", () => {
    const { catalogue } = loadSite(
      siteIn({
        ...files,
        "content/site.yaml": "title: Trees of $n$ leaves & CO<sub>2</sub>\ndescription: On *pines*.\n",
        "content/index.md": "---\ntitle: $n$ *leaves*\n---\n",
        "content/collections/trees.md": "---\ntitle: Trees of $n$ *leaves*\n---\n",
      }),
    ).value;
    expect([catalogue.site.title, catalogue.site.description]).toEqual(["Trees of n leaves & CO2", "On pines."]);
    expect(catalogue.introductions.get("en")).toMatchObject({
      title: "n leaves",
      heading: [{ kind: "math", tex: "n" }, {}, { kind: "emphasis" }],
    });
    expect(catalogue.collections[0]).toMatchObject({
      title: "Trees of n leaves",
      heading: [{}, { kind: "math" }, {}, { kind: "emphasis" }],
    });
  });

  test("name a topic as they are written too", () => {
    const { catalogue } = loadSite(
      siteIn({
        "a.md": "---\ntitle: A\nauthors: [Ada Kern]\ndate: 2020\nkeywords: [Trees of $n$ leaves]\n---\n",
        "content/collections/trees.md": "---\ntitle: Trees of $n$ leaves\n---\n",
      }),
    ).value;
    expect(catalogue.publications[0]!.collections.map(({ slug }) => slug)).toEqual(["trees"]);
  });

  test("with a formula that can't be set are told", () => {
    const { messages } = told({ "content/index.md": "---\ntitle: Trees\n---\nOf $\\nosuch{1}$ leaves.\n" });
    expect(messages.map(([code, at]) => [code, at])).toEqual([["text/math", "content/index.md:4:5"]]);
  });
});
