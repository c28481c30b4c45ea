import { describe, expect, test } from "vitest";
import { publicationTypes } from "../../src/record/types.ts";
import {
  isoDate,
  openGraphLocale,
  openGraphLocales,
  type PageFacts,
  viewMetaTags,
} from "../../src/site/metadata/meta-tags.ts";
import { sampleName } from "../export/sample-publication.ts";
import { publication } from "../publication.ts";

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

function tags(fields: Parameters<typeof publication>[1], more: Partial<PageFacts> = {}) {
  const found = viewMetaTags(work(fields), { ...facts, ...more });
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
      expect(of("citation_author")).toEqual(["van der Berg, Jan", "The ALPIN Collaboration,"]);
      expect(of("citation_publication_date")).toEqual(["2021/3/5"]);
      expect(of("og:type")).toEqual(["article"]);
    },
  );

  test("writes a date as Scholar takes it, a day or else the year alone, and for Zotero as finely as it is known", () => {
    const on = (...start: [number] | [number, number] | [number, number, number]) => {
      const { of } = tags({ issued: { start, circa: false, uncertain: false } });
      return [...of("citation_publication_date"), ...of("citation_cover_date"), ...of("article:published_time")];
    };
    expect(on(2021, 3, 5)).toEqual(["2021/3/5", "2021-03-05", "2021-03-05"]);
    expect(on(2021, 3)).toEqual(["2021", "2021-03", "2021-03"]);
    expect(on(2021)).toEqual(["2021", "2021"]);
    expect(on(476)).toEqual(["0476", "0476"]);
    expect(on(-43)).toEqual([]);
  });

  test("takes the last year of a range whose start nobody knows", () => {
    const { of } = tags({ issued: { end: [2019], circa: false, uncertain: false } });
    expect(of("citation_publication_date")).toEqual(["2019"]);
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

  test.each([
    ["article-magazine", "magazineArticle"],
    ["article-newspaper", "newspaperArticle"],
    ["entry-encyclopedia", "encyclopediaArticle"],
    ["dataset", "dataset"],
    ["webpage", "webpage"],
  ] as const)(
    "names the container of a %s in no tag that would make Zotero take it for another type",
    (type, zotero) => {
      const { all } = tags({ type, containerTitle: "Container" });
      expect(all.filter((tag) => tag.endsWith("=Container"))).toEqual(["prism.publicationName=Container"]);
      expect(all).toContain(`z.itemType=${zotero}`);
    },
  );

  test("names the proceedings and, where it has another name, the conference", () => {
    const paper = { type: "paper-conference", containerTitle: "Proceedings", eventTitle: "Conference" } as const;
    const { of } = tags(paper);
    expect(of("citation_conference_title")).toEqual(["Proceedings"]);
    expect(of("citation_conference")).toEqual(["Conference"]);
    expect(of("prism.publicationName")).toEqual(["Proceedings"]);
    expect(tags({ ...paper, eventTitle: "Proceedings" }).of("citation_conference")).toEqual([]);
    const { containerTitle: _, ...alone } = paper;
    expect(tags(alone).of("citation_conference_title")).toEqual(["Conference"]);
  });

  test("tells a reference manager by DC.type what Highwire has no tag for", () => {
    expect(tags({ type: "article" }).of("DC.type")).toEqual(["preprint"]);
    expect(tags({ type: "dataset" }).of("DC.type")).toEqual(["dataset"]);
    expect(tags({ type: "software" }).of("DC.type")).toEqual(["computerProgram"]);
    expect(tags({ type: "article-journal" }).of("DC.type")).toEqual([]);
  });

  test("says by DC.type which sort of thesis or report it is, since Zotero stores it", () => {
    expect(tags({ type: "thesis", genre: "PhD thesis" }).of("DC.type")).toEqual(["PhD thesis"]);
    expect(tags({ type: "report", genre: "White paper" }).of("DC.type")).toEqual(["White paper"]);
    expect(tags({ type: "thesis" }).of("DC.type")).toEqual([]);
  });

  test("gives a preprint its archive and its number there, and any work its eprint in words", () => {
    const eprint = { archive: "arXiv", id: "2201.00002", class: "cs.CV" };
    const { of } = tags({ type: "article", eprint });
    expect(of("citation_arxiv_id")).toEqual(["2201.00002"]);
    expect(of("citation_publisher")).toEqual(["arXiv"]);
    expect(of("prism.number")).toEqual(["arXiv:2201.00002"]);
    const paper = tags({ type: "paper-conference", eprint });
    expect(paper.of("DC.description")).toEqual(["arXiv:2201.00002 [cs.CV]"]);
    expect([...paper.of("prism.number"), ...paper.of("citation_publisher")]).toEqual([]);
    expect(tags({ eprint: { archive: "HAL", id: "hal-1" } }).of("citation_arxiv_id")).toEqual([]);
  });

  test("gives place, edition, series, length, numbers and PMID", () => {
    const { all } = tags({
      type: "book",
      publisher: "Press",
      publisherPlace: "Oslo",
      edition: "2",
      collectionTitle: "Series",
      numberOfPages: "321",
      titleShort: "A",
      pmid: "123",
    });
    expect(all).toEqual(
      expect.arrayContaining([
        "citation_publisher=Press",
        "eprints.place_of_pub=Oslo",
        "prism.edition=2",
        "citation_series_title=Series",
        "bibo.numPages=321",
        "bibo.shortTitle=A",
        "citation_pmid=123",
      ]),
    );
    expect(tags({ type: "patent", number: "US1" }).of("prism.number")).toEqual(["US1"]);
  });

  test("writes the number of an article where it has no pages, and several ranges whole", () => {
    expect(tags({ number: "e1234" }).of("citation_firstpage")).toEqual(["e1234"]);
    const { of } = tags({ page: "5, 7–9" });
    expect([of("citation_firstpage"), of("eprints.pagerange")]).toEqual([[], ["5, 7–9"]]);
  });

  const marquez = sampleName({ given: "Gabriel José", family: "García Márquez" });
  const kern = sampleName({ given: "Ada", family: "Kern" });

  test("keeps a single author of several names together by no-break spaces, which Zotero would split", () => {
    expect(tags({ author: [marquez] }).of("citation_author")).toEqual(["García Márquez, Gabriel\u00a0José"]);
    expect(tags({ author: [marquez, kern] }).of("citation_author")[0]).toBe("García Márquez, Gabriel José");
    const one = sampleName({ given: "Ana María", family: "Kern" });
    expect(tags({ author: [one] }).of("citation_author")).toEqual(["Kern, Ana María"]);
  });

  test("names the editors beside the authors, or in their place and as editors", () => {
    const { of } = tags({ type: "chapter", author: [kern], editor: [marquez] });
    expect([of("citation_author"), of("citation_editor")]).toEqual([
      ["Kern, Ada"],
      ["García Márquez, Gabriel\u00a0José"],
    ]);
    const volume = tags({ type: "book", author: [], editor: [kern, marquez] });
    const names = ["Kern, Ada", "García Márquez, Gabriel José"];
    expect([volume.of("citation_author"), volume.of("eprints.editors_name")]).toEqual([names, names]);
    expect(volume.of("citation_editor")).toEqual([]);
  });

  test("gives the work's own address for what is itself online, and the page's for the rest", () => {
    const url = "https://example.org/own";
    expect(tags({ type: "software", url }).of("citation_public_url")).toEqual([url]);
    expect(tags({ type: "article-journal", url }).of("citation_public_url")).toEqual([facts.canonical]);
    expect(tags({ type: "software", url }).of("og:url")).toEqual([facts.canonical]);
  });

  test("names the site, but not where Zotero would take it for what the work appeared in", () => {
    expect(tags({}).of("og:site_name")).toEqual(["Site"]);
    expect(tags({ type: "webpage" }).of("og:site_name")).toEqual([]);
    expect(tags({ type: "webpage", containerTitle: "Elsewhere" }).of("og:site_name")).toEqual(["Site"]);
  });

  test("shows the page's picture large, and says its languages", () => {
    const image = { address: "https://example.org/a.png", alt: "What it says" };
    const { all } = tags({}, { image, locales: openGraphLocales("en", ["en", "de", "zh-Hans", "no tag"]) });
    expect(all.filter((tag) => /^(og:image|og:locale|twitter)/.test(tag))).toEqual([
      "og:locale=en_US",
      "og:locale:alternate=de_DE",
      "og:locale:alternate=zh_CN",
      "og:image=https://example.org/a.png",
      "og:image:width=1200",
      "og:image:height=630",
      "og:image:alt=What it says",
      "twitter:card=summary_large_image",
    ]);
    expect(tags({}).of("twitter:card")).toEqual(["summary"]);
  });

  test("names a PDF only where it lies on the site, in the folder of its page", () => {
    const link = (href: string) => [{ label: "PDF", href, kind: "pdf" as const }];
    expect(tags({ links: link("content/publications/x.pdf") }).of("citation_pdf_url")).toEqual([
      "https://example.org/publications/a/x.pdf",
    ]);
    expect(tags({ links: link("https://arxiv.org/pdf/2001.00001.pdf") }).of("citation_pdf_url")).toEqual([]);
  });

  test.each([
    ["author or editor", { author: [] }],
    ["year", { issued: { circa: false, uncertain: false, literal: "soon" } }],
    ["title", { title: [] }],
  ] as const)("gives no citation tag at all without %s", (_, fields) => {
    expect(tags(fields).all.filter((tag) => tag.startsWith("citation_"))).toEqual([]);
  });
});

describe("openGraphLocale", () => {
  test.each([
    ["en", "en_US"],
    ["en-GB", "en_GB"],
    ["pt", "pt_BR"],
    ["ar", "ar_EG"],
    ["", undefined],
  ])("makes of %s %s", (tag, locale) => {
    expect(openGraphLocale(tag)).toBe(locale);
  });
});

describe("isoDate", () => {
  test("is as fine as the date and nothing without one", () => {
    expect(isoDate(work({ issued: { start: [2021, 3], circa: true, uncertain: false } }))).toBe("2021-03");
    expect(isoDate(work({ issued: { literal: "soon", circa: false, uncertain: false } }))).toBeUndefined();
    expect(isoDate(publication("a", {}))).toBeUndefined();
  });
});
