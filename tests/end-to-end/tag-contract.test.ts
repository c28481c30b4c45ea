import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publicationTypes, types } from "../../src/record/types.ts";
import { offprint } from "../offprint.ts";
import { all, attribute, type Element, readHtml, text } from "./html.ts";
import { others, selected } from "./seed.ts";

// What Google Scholar's inclusion guidelines ask of a paper's page, and what Zotero's translators make of it.

/** What a page must say of its paper, typed from the paper's own entry. */
interface Expected {
  readonly title: string;
  /** As a tag writes them: "Family, Given". */
  readonly authors: readonly string[];
  /** As a page shows them: "Given Family". */
  readonly names: readonly string[];
  readonly date: string;
  readonly isoDate: string;
  /** Other tags by name. */
  readonly tags: Readonly<Record<string, readonly string[]>>;
}

/** A page of a built site, by its path below the site's folder. */
class Page {
  readonly html: ReturnType<typeof readHtml>;
  readonly source: string;
  constructor(site: string, file: string) {
    this.source = readFileSync(path.join(site, file), "utf8");
    this.html = readHtml(this.source);
  }
  /** The contents of the tags of this name, decoded. */
  tags(name: string): string[] {
    return all(this.html, "meta")
      .filter((meta) => (attribute(meta, "name") ?? attribute(meta, "property")) === name)
      .map((meta) => attribute(meta, "content")!);
  }
  tagNames(): string[] {
    return all(this.html, "meta").map((meta) => attribute(meta, "name") ?? attribute(meta, "property") ?? "");
  }
  links(relation: string): (string | undefined)[] {
    return all(this.html, "link")
      .filter((link) => attribute(link, "rel") === relation)
      .map((link) => attribute(link, "href"));
  }
  coins(): Element[] {
    return all(this.html, "span", "Z3988");
  }
  /** The first node of the page's JSON-LD. */
  data(): Record<string, unknown> & { author: { name: string }[] } {
    const blocks = all(this.html, "script").filter((script) => attribute(script, "type") === "application/ld+json");
    expect(blocks).toHaveLength(1);
    const [content] = blocks[0]!.childNodes;
    return JSON.parse(content && "value" in content ? content.value : "")["@graph"][0];
  }
}

function checkPaper(site: string, slug: string, expected: Expected): Page {
  const page = new Page(site, `publications/${slug}/index.html`);
  expect(page.tags("citation_title")).toEqual([expected.title]);
  expect(page.tags("citation_author")).toEqual(expected.authors);
  expect(page.tags("citation_publication_date")).toEqual([expected.date]);
  expect(expected.date).toMatch(/^\d{4}(\/\d{1,2}\/\d{1,2})?$/);
  for (const [name, contents] of Object.entries(expected.tags))
    expect([name, page.tags(name)]).toEqual([name, contents]);
  expect(page.tags("og:type")).toEqual(["article"]);
  expect(page.tags("og:title")).toEqual([expected.title]);
  expect(page.coins()).toEqual([]);
  expect(page.links("unapi-server")).toEqual([]);
  expect(all(page.html, "title")).toHaveLength(1);
  const { headline, url, author, datePublished } = page.data();
  expect([headline, datePublished]).toEqual([expected.title, expected.isoDate]);
  expect(author.map(({ name }) => name)).toEqual(expected.names);
  const [canonical] = page.links("canonical");
  expect([url, page.tags("og:url")[0]]).toEqual([canonical, canonical]);
  return page;
}

/** The PDF that Scholar is told of is absolute, in the page's own folder, there, and at most 5 MB. */
function checkPdf(site: string, slug: string, page: Page): void {
  for (const pdf of page.tags("citation_pdf_url")) {
    const [canonical] = page.links("canonical");
    expect(pdf).toMatch(/^https?:\/\/.+\.pdf$/i);
    expect(pdf.startsWith(canonical!)).toBe(true);
    const name = decodeURIComponent(pdf.slice(canonical!.length));
    expect(name).not.toContain("/");
    expect(statSync(path.join(site, "publications", slug, name)).size).toBeLessThanOrEqual(5 * 2 ** 20);
  }
}

const slugsOf = (site: string): string[] =>
  readdirSync(path.join(site, "publications"))
    .filter((name) => name.endsWith(".bib"))
    .map((name) => name.slice(0, -".bib".length));

const htmlFiles = (site: string): string[] =>
  readdirSync(site, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".html"));

/** Every page but a paper's: no tag of a paper, and a span for each entry, from which Zotero offers a choice. */
function checkLists(site: string): void {
  const papers = new Set(slugsOf(site).map((slug) => path.join("publications", slug, "index.html")));
  const lists = htmlFiles(site).filter((file) => !papers.has(file));
  expect(lists.length).toBeGreaterThan(5);
  for (const file of lists) {
    const page = new Page(site, file);
    expect([file, page.tagNames().filter((name) => /^(citation_|DC\.|z\.|prism\.)/.test(name))]).toEqual([file, []]);
    expect([file, page.coins().length]).toEqual([file, all(page.html, "article", "entry").length]);
  }
}

/** How many links lead from the front page to each page, by plain `a[href]`. */
function depths(site: string): ReadonlyMap<string, number> {
  const depthOf = new Map([["/", 0]]);
  for (const [address, depth] of depthOf) {
    const file = path.join(site, address, address.endsWith("/") ? "index.html" : "");
    if (!file.endsWith(".html") || !existsSync(file)) continue;
    for (const link of all(readHtml(readFileSync(file, "utf8")), "a")) {
      const target = new URL(attribute(link, "href") ?? "", `https://site.invalid${address}`);
      if (target.host === "site.invalid" && !depthOf.has(target.pathname)) depthOf.set(target.pathname, depth + 1);
    }
  }
  return depthOf;
}

function checkDepth(site: string): void {
  const depthOf = depths(site);
  for (const slug of slugsOf(site)) {
    expect(depthOf.get(`/publications/${slug}/`) ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(3);
  }
}

/** "Family, Given" of "Given Family". */
const sorted = (name: string) => name.replace(/^(.*) (\S+)$/, "$2, $1");

const address = "https://example.org/site/";

/** The tags whose mere presence makes Zotero take a page for an item of one type. */
const tagsOfType: Readonly<Record<string, string>> = {
  citation_journal_title: "journalArticle",
  citation_conference_title: "conferencePaper",
  citation_inbook_title: "bookSection",
  citation_technical_report_institution: "report",
  citation_dissertation_institution: "thesis",
};

/** What an author may write for a type whose CSL name BibTeX uses for another. */
const written: Readonly<Record<string, string>> = { article: "preprint", collection: "archive" };

const slugOf = (type: string) => `of-${type.replaceAll("_", "-")}`;

const journal = String.raw`@article{journal,
  author = {van der Berg, Jan and {The ALPIN Collaboration} and Garc{\'i}a M{\'a}rquez, Ana Mar{\'i}a and Smith, Jr., John},
  title = {Cells \& $x^2 < 3$ in \emph{E. coli}: a "study"},
  journal = {Journal of Cells}, volume = 3, number = 2, pages = {101--110}, date = {2021-03-05},
  doi = {10.5555/cells}, issn = {1234-5679}, abstract = {We look \& see.}, keywords = {cell, wall}, pdf = {cells.pdf},
}`;

const conference = String.raw`@inproceedings{conference,
  author = {Garc{\'i}a M{\'a}rquez, Gabriel Jos{\'e}}, editor = {Lund, Eva and Orr, Ben},
  title = {On Graphs}, booktitle = {Proceedings of Graphs}, eventtitle = {Graphs 2020}, date = {2020-06},
  pages = {11--20}, publisher = {Press}, location = {Basel}, isbn = {978-3-16-148410-0},
  eprint = {2001.00001}, eprinttype = {arXiv}, pdf = {https://arxiv.org/pdf/2001.00001.pdf},
}`;

const institutions = `@phdthesis{thesis, author = {Kern, Ada}, title = {Thesis}, school = {University of Test}, year = 2016}
@techreport{report, author = {Kern, Ada}, title = {Report}, institution = {Lab}, number = {TR-7}, year = 2015}
@proceedings{edited, editor = {Lund, Eva and Orr, Ben}, title = {Edited}, year = 2017, isbn = {978-3-16-148410-0}}
@online{undated, author = {Kern, Ada}, title = {Undated}, url = {https://example.org/undated}}`;

const fixtureFiles = (): Readonly<Record<string, string>> => ({
  "content/site.yaml": `title: Site\nurl: ${address}\n`,
  "content/publications/works.bib": `${journal}\n${conference}\n${institutions}\n`,
  "content/publications/cells.pdf": "%PDF-1.7",
  ...Object.fromEntries(
    publicationTypes.map((type) => [
      `content/publications/${slugOf(type)}.md`,
      `---\ntitle: A ${type} & <more>\nauthors: [Ada Kern, Ben Orr]\ndate: 2019-08-07\ntype: ${written[type] ?? type}\nvenue: The container\npublisher: The publisher\n---\n\nThe abstract.\n`,
    ]),
  ),
});

let folder: string;
const site = (name: "demo" | "fixtures") => path.join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "offprint-tags-"));
  for (const [name, content] of Object.entries(fixtureFiles())) {
    const file = path.join(folder, "source", name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  expect(await offprint("build", "--output", site("demo"))).toMatchObject({ code: 0, errors: "" });
  expect(await offprint("build", path.join(folder, "source"), "--output", site("fixtures"))).toMatchObject({
    code: 0,
    errors: "",
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the tags of the demo's papers", () => {
  const venues: Readonly<Record<string, string>> = {
    NeurIPS: "Advances in Neural Information Processing Systems",
    ICLR: "International Conference on Learning Representations",
    CVPR: "IEEE/CVF Conference on Computer Vision and Pattern Recognition",
    ICCV: "IEEE/CVF International Conference on Computer Vision",
  };
  const papers = [
    ...selected.map((paper) => ({ ...paper, arxiv: paper.links[0][1].replace("https://arxiv.org/abs/", "") })),
    ...others,
  ];
  const slugs = [
    "mustafa2022limoe",
    "chen2023pali",
    "zhai2022lit",
    "riquelme2021vmoe",
    "collier2021noise",
    "azizi2021bigssl",
    "mustafa2021supervised",
  ];

  test.each(papers.map((paper, index) => [slugs[index]!, paper] as const))(
    "say of %s what it says itself",
    (slug, paper) => {
      const names = paper.authors.replaceAll("*", "").split(", ");
      const [, short = "", year = ""] = /^(.+?),? (\d{4})$/.exec(paper.venue)!;
      const venue = venues[short];
      const [first, last] =
        "page" in paper ? paper.page.split("–") : slug === "collier2021noise" ? ["1551", "1560"] : [];
      const page = checkPaper(site("demo"), slug, {
        title: paper.title,
        authors: names.map(sorted),
        names,
        date: year,
        isoDate: year,
        tags: {
          citation_conference_title: venue === undefined ? [] : [venue],
          citation_journal_title: [],
          "z.itemType": [venue === undefined ? "preprint" : "conferencePaper"],
          "DC.type": venue === undefined ? ["preprint"] : [],
          citation_arxiv_id: [paper.arxiv],
          citation_firstpage: first === undefined ? [] : [first],
          citation_lastpage: last === undefined ? [] : [last],
          citation_pdf_url: [],
        },
      });
      const [abstract = ""] = page.tags("citation_abstract");
      const [begins, ends, words] = "words" in paper ? [paper.begins, paper.ends, paper.words] : ["", "", 1];
      expect(abstract.startsWith(begins) && abstract.endsWith(ends)).toBe(true);
      expect(abstract.split(" ")).toHaveLength(words);
    },
  );

  test("are on their pages alone; the lists have a span for each entry", () => checkLists(site("demo")));

  test("are at most three links from the front page", () => checkDepth(site("demo")));
});

describe("the tags of a paper", () => {
  const fixture = (slug: string, expected: Expected) => checkPaper(site("fixtures"), slug, expected);

  test("hold every value of a journal article as it was written", () => {
    const page = fixture("journal", {
      title: 'Cells & x2 < 3 in E. coli: a "study"'.replace("x2", "x²"),
      authors: ["van der Berg, Jan", "The ALPIN Collaboration,", "García Márquez, Ana María", "Smith, John"],
      names: ["Jan van der Berg", "The ALPIN Collaboration", "Ana María García Márquez", "John Smith Jr."],
      date: "2021/3/5",
      isoDate: "2021-03-05",
      tags: {
        citation_journal_title: ["Journal of Cells"],
        citation_volume: ["3"],
        citation_issue: ["2"],
        citation_firstpage: ["101"],
        citation_lastpage: ["110"],
        citation_doi: ["10.5555/cells"],
        citation_issn: ["1234-5679"],
        citation_abstract: ["We look & see."],
        citation_keywords: ["cell", "wall"],
        citation_public_url: [`${address}publications/journal/`],
        citation_pdf_url: [`${address}publications/journal/cells.pdf`],
      },
    });
    checkPdf(site("fixtures"), "journal", page);
    expect(page.data()).toMatchObject({
      "@type": "ScholarlyArticle",
      isPartOf: { issueNumber: "2", isPartOf: { volumeNumber: "3", isPartOf: { name: "Journal of Cells" } } },
      pageStart: "101",
      pageEnd: "110",
    });
  });

  test("hold every value of a conference paper, and no PDF from elsewhere", () => {
    fixture("conference", {
      title: "On Graphs",
      authors: ["García Márquez, Gabriel\u00a0José"],
      names: ["Gabriel José García Márquez"],
      date: "2020",
      isoDate: "2020-06",
      tags: {
        citation_conference_title: ["Proceedings of Graphs"],
        citation_conference: ["Graphs 2020"],
        citation_cover_date: ["2020-06"],
        citation_editor: ["Lund, Eva", "Orr, Ben"],
        citation_firstpage: ["11"],
        citation_publisher: ["Press"],
        citation_isbn: ["978-3-16-148410-0"],
        citation_arxiv_id: ["2001.00001"],
        citation_pdf_url: [],
        "eprints.place_of_pub": ["Basel"],
      },
    });
  });

  test("name the institution of a thesis and a report", () => {
    const kern = { authors: ["Kern, Ada"], names: ["Ada Kern"] };
    fixture("thesis", {
      ...kern,
      title: "Thesis",
      date: "2016",
      isoDate: "2016",
      tags: { citation_dissertation_institution: ["University of Test"], "DC.type": ["PhD thesis"] },
    });
    fixture("report", {
      ...kern,
      title: "Report",
      date: "2015",
      isoDate: "2015",
      tags: { citation_technical_report_institution: ["Lab"], citation_technical_report_number: ["TR-7"] },
    });
  });

  test("name the editors of an edited volume as such", () => {
    const page = new Page(site("fixtures"), "publications/edited/index.html");
    expect(page.tags("citation_author")).toEqual(["Lund, Eva", "Orr, Ben"]);
    expect(page.tags("eprints.editors_name")).toEqual(["Lund, Eva", "Orr, Ben"]);
    expect(page.data()).toMatchObject({ "@type": "Book", editor: [{ name: "Eva Lund" }, { name: "Ben Orr" }] });
  });

  test("are none of Scholar's where it would take none", () => {
    const page = new Page(site("fixtures"), "publications/undated/index.html");
    expect(page.tagNames().filter((name) => name.startsWith("citation_"))).toEqual([]);
    expect(page.tags("z.itemType")).toEqual(["webpage"]);
  });

  test.each(publicationTypes)("of the type %s make Zotero take it for what it is", (type) => {
    const page = fixture(slugOf(type), {
      title: `A ${type} & <more>`,
      authors: ["Kern, Ada", "Orr, Ben"],
      names: ["Ada Kern", "Ben Orr"],
      date: "2019/8/7",
      isoDate: "2019-08-07",
      tags: { "z.itemType": [types[type].zotero], citation_abstract: ["The abstract."] },
    });
    for (const [name, itemType] of Object.entries(tagsOfType)) {
      if (page.tags(name).length > 0) expect([name, itemType]).toEqual([name, types[type].zotero]);
    }
  });

  test("are on papers' pages alone; the lists have a span for each entry", () => checkLists(site("fixtures")));

  test("name only PDFs that lie in the page's folder", () => {
    for (const slug of slugsOf(site("fixtures"))) {
      checkPdf(site("fixtures"), slug, new Page(site("fixtures"), `publications/${slug}/index.html`));
    }
  });

  test("are at most three links from the front page", () => checkDepth(site("fixtures")));
});

describe("the spans of a list", () => {
  test("are read as an OpenURL, one for each paper, in the list's order", () => {
    const page = new Page(site("demo"), "publications/index.html");
    const found = page.coins().map((span) => new URLSearchParams(attribute(span, "title")));
    const titles = found.map((span) => span.get("rft.atitle") ?? span.get("rft.title"));
    expect([...titles].sort()).toEqual([...selected, ...others].map(({ title }) => title).sort());
    expect(titles).toEqual(
      all(page.html, "article", "entry").map((entry) => {
        const [title] = all(entry, "h3", "title");
        return text(title!);
      }),
    );
    expect(found.map((span) => span.get("ctx_ver"))).toEqual(titles.map(() => "Z39.88-2004"));
  });
});
