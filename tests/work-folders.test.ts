import { describe, expect, test } from "vitest";
import { loadSite } from "../src/pipeline.ts";
import { type SiteFiles, siteIn } from "./site-in.ts";

function load(files: SiteFiles) {
  const { value, diagnostics } = loadSite(siteIn(files));
  const papers = new Map(value.catalogue.publications.map(({ publication }) => [publication.key, publication]));
  return { papers, diagnostics };
}

describe("folders of works", () => {
  test("say the type of what lies in them, and an event is what a talk is given at", () => {
    const { papers, diagnostics } = load({
      "content/talks/leaves.md":
        "---\ntitle: Leaves\nauthors: [Ada Kern]\nvenue: Conference on Tests\nplace: Delft\ndate: 2021-03\nslides: leaves.pdf\nvideo: https://example.org/v\n---\n",
      "content/talks/leaves.pdf": "%PDF-1.4",
      "content/posters/bark.md": "---\ntitle: Bark\nauthors: [Ada Kern]\nevent: Fair of Trees\ndate: 2020\n---\n",
      "content/software/saw.md":
        "---\ntitle: Saw\nversion: 1.2\nrepository: https://example.org/saw\nlicense: MIT\ndate: 2020\n---\n",
      "content/datasets/rings/index.md": "---\ntitle: Rings\ndate: 2020\n---\n",
      "content/patents/axe.bib": "@patent{axe, title={Axe}, number={US 1}, year={2019}}",
    });
    expect(diagnostics).toEqual([]);
    expect(papers.get("leaves")).toMatchObject({
      type: "speech",
      eventTitle: "Conference on Tests",
      eventPlace: "Delft",
      links: [
        { label: "Slides", href: "content/talks/leaves.pdf" },
        { label: "Video", kind: "video" },
      ],
    });
    expect(papers.get("bark")).toMatchObject({ type: "speech", genre: "Poster", eventTitle: "Fair of Trees" });
    expect(papers.get("saw")).toMatchObject({
      type: "software",
      version: "1.2",
      links: [{ label: "Repository", kind: "code" }],
    });
    expect([papers.get("rings")!.type, papers.get("axe")!.type]).toEqual(["dataset", "patent"]);
  });

  test("leave a type that a file says", () => {
    const { papers } = load({ "content/talks/a.md": "---\ntitle: A\ntype: report\ndate: 2020\n---\n" });
    expect(papers.get("a")!.type).toBe("report");
  });
});

const citation = `cff-version: 1.2.0
message: Please cite this.
title: Saw
version: 2.0.1
date-released: 2023-04-05
license: Apache-2.0
repository-code: https://example.org/saw
identifiers: [{type: doi, value: 10.5555/saw}]
keywords: [wood]
authors:
  - {family-names: Kern, given-names: Ada, orcid: https://orcid.org/0000-0002-1825-0097, email: ada@example.org, country: NL}
  - {name: The Saw Team, website: https://example.org/team}
`;

describe("CITATION.cff", () => {
  test("is software with what its format has", () => {
    const { papers, diagnostics } = load({ "content/software/saw/CITATION.cff": citation });
    expect(diagnostics).toEqual([]);
    expect(papers.get("saw")).toMatchObject({
      type: "software",
      version: "2.0.1",
      doi: "10.5555/saw",
      keywords: ["wood"],
      issued: { start: [2023, 4, 5] },
      author: [{ family: "Kern", given: "Ada", orcid: "0000-0002-1825-0097" }, { literal: "The Saw Team" }],
      extra: [{ name: "license", value: "Apache-2.0" }],
    });
    expect(papers.get("saw")!.links.map(({ kind, href }) => `${kind} ${href}`)).toContain(
      "code https://example.org/saw",
    );
  });

  test("and a Markdown file of its folder are one, and what the file says counts", () => {
    const { papers, diagnostics } = load({
      "content/software/saw/CITATION.cff": citation,
      "content/software/saw/index.md": "---\nsummary: It saws.\n---\nA *saw*.\n",
    });
    expect(diagnostics).toEqual([]);
    expect([...papers.keys()]).toEqual(["saw"]);
    expect(papers.get("saw")).toMatchObject({ type: "software", version: "2.0.1", summary: [{ value: "It saws." }] });
    expect(papers.get("saw")!.abstract).not.toEqual([]);
  });

  test("says data where its type does, and tells a name that the format has not at its line", () => {
    const { papers, diagnostics } = load({
      "content/datasets/rings.cff": "cff-version: 1.2.0\ntype: dataset\ntitle: Rings\ndate-release: 2020-01-02\n",
    });
    expect(papers.get("rings")!.type).toBe("dataset");
    expect(diagnostics.find(({ code }) => code === "input/unknown-field")).toMatchObject({
      line: 4,
      hint: 'did you mean "date-released"?',
    });
  });
});
