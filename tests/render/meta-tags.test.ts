import { parse } from "parse5";
import { describe, expect, test } from "vitest";
import { publicationTypes } from "../../src/model/publication-type.ts";
import { viewMetaTags } from "../../src/render/view/meta-tags.ts";
import { structuredData } from "../../src/render/view/structured-data.ts";
import { publication } from "../publication.ts";
import { sampleName } from "./sample-publication.ts";

const facts = {
  canonical: "https://example.org/publications/a/",
  siteTitle: "Site",
  description: "D.",
  absolute: (href: string) => `https://example.org/publications/a/${href.split("/").at(-1)}`,
};

const work = (fields: Parameters<typeof publication>[1]) =>
  publication("a", {
    title: [{ kind: "text", value: "On A & <B>" }],
    author: [
      sampleName({ given: "Jan", family: "Berg", nonDroppingParticle: "van der", suffix: "Jr." }),
      sampleName({ literal: "The ALPIN Collaboration" }),
    ],
    issued: { start: [2021, 3, 5], circa: false, uncertain: false },
    ...fields,
  });

function tags(fields: Parameters<typeof publication>[1]) {
  const found = viewMetaTags(work(fields), facts);
  return {
    all: found.map(({ name, content }) => `${name}=${content}`),
    of: (name: string) => found.filter((tag) => tag.name === name).map(({ content }) => content),
  };
}

describe("viewMetaTags", () => {
  test.each(publicationTypes)(
    "gives a %s one title, its authors in order and one date (Scholar's inclusion guidelines)",
    (type) => {
      const { of } = tags({ type });
      expect(of("citation_title")).toEqual(["On A & <B>"]);
      expect(of("citation_author")).toEqual(["van der Berg, Jan", "The ALPIN Collaboration"]);
      expect(of("citation_publication_date")).toEqual(["2021/3/5"]);
      expect(of("og:type")).toEqual(["article"]);
    },
  );

  test("writes a date as Scholar takes it: a day, or else the year alone", () => {
    expect(
      tags({ issued: { start: [2021, 3], circa: false, uncertain: false } }).of("citation_publication_date"),
    ).toEqual(["2021"]);
  });

  test.each([
    ["article-journal", "citation_journal_title"],
    ["paper-conference", "citation_conference_title"],
    ["chapter", "citation_inbook_title"],
  ] as const)("names the container of a %s in %s alone", (type, name) => {
    const { all } = tags({ type, containerTitle: "Container", page: "1551–1560" });
    expect(all.filter((tag) => /_title=Container/.test(tag))).toEqual([`${name}=Container`]);
    expect(all).toEqual(expect.arrayContaining(["citation_firstpage=1551", "citation_lastpage=1560"]));
  });

  test("names the institution of a thesis and of a report, and a report's number", () => {
    expect(tags({ type: "thesis", publisher: "Uni" }).of("citation_dissertation_institution")).toEqual(["Uni"]);
    const report = tags({ type: "report", publisher: "Lab", number: "TR-7" });
    expect(report.of("citation_technical_report_institution")).toEqual(["Lab"]);
    expect(report.of("citation_technical_report_number")).toEqual(["TR-7"]);
  });

  test("tells a reference manager a preprint, a dataset and a program by DC.type", () => {
    expect(tags({ type: "article" }).of("DC.type")).toEqual(["preprint"]);
    expect(tags({ type: "dataset" }).of("DC.type")).toEqual(["dataset"]);
    expect(tags({ type: "software" }).of("DC.type")).toEqual(["computerProgram"]);
    expect(tags({ type: "article-journal" }).of("DC.type")).toEqual([]);
  });

  test("keeps the family name of a single author together by no-break spaces", () => {
    const author = [sampleName({ given: "Gabriel", family: "García Márquez" })];
    expect(tags({ author }).of("citation_author")).toEqual(["García\u00a0Márquez, Gabriel"]);
  });

  test("names a PDF only where it lies on the site, in the folder of its page", () => {
    const link = (href: string) => [{ label: "PDF", href, kind: "pdf" as const }];
    expect(tags({ links: link("content/publications/x.pdf") }).of("citation_pdf_url")).toEqual([
      "https://example.org/publications/a/x.pdf",
    ]);
    expect(tags({ links: link("https://arxiv.org/pdf/2001.00001.pdf") }).of("citation_pdf_url")).toEqual([]);
  });

  test.each([
    ["author", { author: [] }],
    ["year", { issued: { circa: false, uncertain: false, literal: "soon" } }],
    ["title", { title: [] }],
  ] as const)("gives no citation tag at all without %s", (_, fields) => {
    expect(tags(fields).all.filter((tag) => tag.startsWith("citation_"))).toEqual([]);
  });
});

describe("structuredData", () => {
  const data = (fields: Parameters<typeof publication>[1]) => {
    const entry = {
      publication: work(fields),
      slug: "a",
      aliasSlugs: [],
      authorPersons: [],
      venue: undefined,
      collections: [],
    };
    const trail = [
      { name: "Site", address: "https://example.org/" },
      { name: "A", address: facts.canonical },
    ];
    const html = structuredData(entry, { canonical: facts.canonical, trail });
    return { html, graph: JSON.parse(html)["@graph"] as Record<string, unknown>[] };
  };

  test("describes a journal article by issue, volume and journal, as precisely as its date is known", () => {
    const { graph } = data({
      containerTitle: "J",
      volume: "3",
      issue: "2",
      page: "1–9",
      doi: "10.5555/x",
      issued: { start: [2021, 3], circa: false, uncertain: false },
    });
    expect(graph[0]).toMatchObject({
      "@type": "ScholarlyArticle",
      "@id": facts.canonical,
      headline: "On A & <B>",
      author: [
        { "@type": "Person", name: "Jan van der Berg Jr.", givenName: "Jan", familyName: "van der Berg" },
        { "@type": "Organization", name: "The ALPIN Collaboration" },
      ],
      datePublished: "2021-03",
      isPartOf: {
        "@type": "PublicationIssue",
        issueNumber: "2",
        isPartOf: { "@type": "PublicationVolume", volumeNumber: "3", isPartOf: { "@type": "Periodical", name: "J" } },
      },
      pageStart: "1",
      pageEnd: "9",
      identifier: { propertyID: "DOI", value: "10.5555/x" },
    });
    expect(graph[1]).toMatchObject({
      "@type": "BreadcrumbList",
      itemListElement: [{ position: 1 }, { position: 2, item: facts.canonical }],
    });
  });

  test("can't be ended by what an author wrote", () => {
    const hostile = "</script><script>alert(1)</script><!--";
    const { html, graph } = data({ title: [{ kind: "text", value: hostile }] });
    expect(graph[0]!.name).toBe(hostile);
    const body = parse(`<!DOCTYPE html><title>t</title><script type="application/ld+json">${html}</script>`);
    expect(
      JSON.stringify(body, (key, value) => (key === "parentNode" ? undefined : value)).match(/"tagName":"script"/g),
    ).toHaveLength(1);
  });
});
