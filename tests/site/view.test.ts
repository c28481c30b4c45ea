import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createSerializer } from "../../src/export/serializations.ts";
import { en } from "../../src/messages/en.ts";
import { completeMessages } from "../../src/messages/messages.ts";
import { type PartialDate, yearOf } from "../../src/record/dates/partial-date.ts";
import type { Link } from "../../src/record/identifiers/link.ts";
import { type AuthorMark, marksOf, standardMarks } from "../../src/record/names/author-marks.ts";
import type { Name } from "../../src/record/names/name.ts";
import { isLabelled, parts } from "../../src/record/publication-fields.ts";
import type { PersonGroup } from "../../src/relate/catalogue.ts";
import { foldAuthors, viewAuthors } from "../../src/site/views/authors-view.ts";
import { createEntryTools, viewVenue } from "../../src/site/views/entry-view.ts";
import { splitIntoPages, underYears, viewList } from "../../src/site/views/list-view.ts";
import {
  createDateFormatter,
  createLister,
  createLocale,
  isFinerThanYear,
  usableLanguage,
  writingDirection,
} from "../../src/site/views/locale.ts";
import { createAddresses, fileAddress } from "../../src/site/views/page-addresses.ts";
import { serializationRequester, viewPublication } from "../../src/site/views/publication-view.ts";
import { appearanceCss } from "../../src/site/views/site-view.ts";
import { fullPublication, wordsOf } from "../export/sample-publication.ts";
import { catalogueOf, cvpr, name, owner, publication, sampleAppearance, text, year } from "./sample-catalogue.ts";

const addresses = createAddresses("/papers/", "https://example.org/papers");
const locale = createLocale("en", en);
const tools = createEntryTools(catalogueOf([]).site, locale, addresses);
const serializationOf = serializationRequester(tools.site, "en");
const serialize = createSerializer(new Map());
const viewer = () => (entry: ReturnType<typeof publication>) =>
  viewPublication(entry, serialize(serializationOf(entry)), tools);
const plain = { circa: false, uncertain: false };

describe("createAddresses", () => {
  test("puts the path prefix before a page's address", () => {
    expect(addresses.page("/")).toBe("/papers/");
    expect(createAddresses("/", undefined).page("/publications/")).toBe("/publications/");
  });

  test("makes a canonical address from the site's, with or without its last slash", () => {
    expect(addresses.canonical("/publications/")).toBe("https://example.org/papers/publications/");
    expect(createAddresses("/papers/", "https://example.org/papers/").canonical("/")).toBe(
      "https://example.org/papers/",
    );
    expect(createAddresses("/", undefined).canonical("/")).toBeUndefined();
    expect(createAddresses("/", "no address").canonical("/")).toBeUndefined();
  });

  test("finds a file of the site beside the publication's page", () => {
    expect(addresses.link("content/publications/my paper.pdf", "x")).toBe("/papers/publications/x/my%20paper.pdf");
    expect(addresses.link("content/files/100%#1?.pdf", "x")).toBe("/papers/publications/x/100%25%231%3F.pdf");
    expect(addresses.link("content/\ud800.pdf", "x")).toBe("/papers/publications/x/%EF%BF%BD.pdf");
    expect(addresses.link("mailto:a@example.org", "x")).toBe("mailto:a@example.org");
  });
});

describe("fileAddress", () => {
  test("is the publication's folder, whatever folder the file lies in", () => {
    expect(fileAddress("content/talks/2021/slides.pdf", "x")).toBe("/publications/x/slides.pdf");
  });

  test("never takes the place of the publication's page", () => {
    expect(fileAddress("content/demo/index.html", "x")).toBe("/publications/x/files/index.html");
  });
});

describe("createDateFormatter", () => {
  const t = (parts: Partial<PartialDate>, language = "en") =>
    createDateFormatter(language, locale.t)({ ...plain, ...parts });

  test("never says more than is known", () => {
    expect(t({ start: [2021] })).toBe("2021");
    expect(t({ start: [2021, 5] })).toBe("May 2021");
    expect(t({ start: [2021, 5, 7] })).toBe("May 7, 2021");
    expect(t({ start: [2021, 5, 7] }, "de")).toBe("7. Mai 2021");
  });

  test("keeps the first of January in its year wherever the site is built", () => {
    expect(t({ start: [2021, 1, 1] })).toBe("January 1, 2021");
  });

  test("says ranges with an en dash", () => {
    expect(t({ start: [2019], end: [2021] })).toBe("2019–2021");
    expect(t({ start: [2019], end: "open" })).toBe("2019–");
    expect(t({ start: [2019, 5], end: [2019, 6] })).toMatch(/^May\s–\sJune 2019$/);
    expect(t({ start: [2019], end: [2021, 3] })).toBe("2019 – March 2021");
  });

  test("says seasons, doubts and years before Christ", () => {
    expect(t({ start: [2021], season: 1 })).toBe("Spring 2021");
    expect(t({ start: [1723], circa: true })).toBe("c. 1723");
    expect(t({ start: [1723], uncertain: true })).toBe("1723?");
    expect(t({ start: [-43] })).toBe("44 BC");
    expect(t({ start: [45] })).toBe("45");
  });

  test("shows what was not understood as it was written, and nothing for nothing", () => {
    expect(t({ literal: "Spring 2021x" })).toBe("Spring 2021x");
    expect(t({})).toBe("");
  });

  test("uses the Gregorian calendar and Western digits in every language", () => {
    expect(t({ start: [2021, 5, 7] }, "th")).toContain("2021");
    expect(t({ start: [2021, 5, 7] }, "fa-IR")).toContain("2021");
  });

  test("survives years no computer date can tell, and text that is no language", () => {
    expect(t({ start: [9_999_999, 5] })).toBe("9999999");
    expect(t({ start: [2021, 5] }, "not a language")).toBe("May 2021");
  });
});

describe("yearOf", () => {
  test("takes the first year, or the last where the beginning is open", () => {
    expect(yearOf({ ...plain, start: [2019], end: [2021] })).toBe(2019);
    expect(yearOf({ ...plain, end: [2021] })).toBe(2021);
    expect(yearOf({ ...plain, literal: "soon" })).toBeUndefined();
    expect(yearOf(undefined)).toBeUndefined();
  });
});

describe("isFinerThanYear", () => {
  test("is true of a month and false of a year", () => {
    expect(isFinerThanYear({ ...plain, start: [2021, 5] })).toBe(true);
    expect(isFinerThanYear({ ...plain, start: [2021] })).toBe(false);
  });
});

describe("writingDirection", () => {
  test("follows the script a language is written in", () => {
    expect(["en", "he", "ar", "fa", "ja", "az-Arab"].map(writingDirection)).toEqual([
      "ltr",
      "rtl",
      "rtl",
      "rtl",
      "ltr",
      "rtl",
    ]);
  });
});

describe("usableLanguage", () => {
  test("spells a tag as the standard does and never fails", () => {
    expect(usableLanguage("EN-us")).toBe("en-US");
    expect(usableLanguage("x y")).toBe("en");
    expect(usableLanguage("")).toBe("en");
  });
});

describe("createLister", () => {
  const joined = (language: string, ...texts: readonly string[]) =>
    createLister(language)(texts)
      .map(({ text, separator, space }) => text + separator + space)
      .join("");

  test("sets the language's own separators and no word for and", () => {
    expect(joined("en", "A", "B", "C")).toBe("A, B, C");
    expect(joined("en", "A", "B")).toBe("A, B");
    expect(joined("de", "A", "B", "C")).toBe("A, B, C");
    expect(joined("ja", "A", "B", "C")).toBe("A、B、C");
    expect(joined("ar", "A", "B", "C")).toBe("A، B، C");
    expect(joined("en")).toBe("");
  });
});

describe("the versions of a work", () => {
  const place = (containerTitle: string, value: number) => ({ containerTitle, issued: year(value) });
  const versions = [
    publication("preprint", { title: text("On Trees"), type: "article", issued: year(2020) }),
    publication("journal", { ...place("Journal of Trees", 2022), title: text("On trees") }),
    publication("german", { ...place("Bäume", 2023), title: text("Über <Bäume>"), language: "de" }),
    publication("draft", { type: "manuscript", title: text("Trees") }),
  ];
  const talk = publication("talk", { title: text("On Trees"), issued: year(2021) }, { venue: cvpr, versions });

  test("are told by place and year, and by title only where it is another", () => {
    const [detail] = viewer()(talk).details.filter(({ term }) => term === "Versions");
    expect(detail?.versions).toEqual([
      { label: "Preprint 2020", href: "/papers/publications/preprint/", title: undefined },
      { label: "Journal of Trees, 2022", href: "/papers/publications/journal/", title: undefined },
      {
        label: "Bäume 2023",
        href: "/papers/publications/german/",
        title: { titleHtml: "Über &lt;Bäume&gt;", language: "de" },
      },
      { label: "Trees", href: "/papers/publications/draft/", title: undefined },
    ]);
  });

  test("are no detail of a work that has none", () => {
    const alone = publication("alone", { issued: year(2021) });
    expect(viewer()(alone).details.map(({ term }) => term)).not.toContain("Versions");
  });
});

describe("foldAuthors", () => {
  const folded = (count: number, owners: readonly number[]) =>
    foldAuthors(
      Array.from({ length: count }, (_, index) => owners.includes(index)),
      { above: 8, first: 3 },
    ).flatMap((isFolded, index) => (isFolded ? [index] : []));

  test("hides nothing up to eight", () => {
    expect(folded(8, [])).toEqual([]);
    expect(folded(0, [])).toEqual([]);
  });

  test("keeps the first three, the owner and the last", () => {
    expect(folded(10, [5])).toEqual([3, 4, 6, 7, 8]);
    expect(folded(9, [])).toEqual([3, 4, 5, 6, 7]);
  });

  test("does not hide a single name between two that are shown", () => {
    expect(folded(9, [4])).toEqual([5, 6, 7]);
    expect(folded(9, [6])).toEqual([3, 4, 5]);
  });
});

describe("viewAuthors", () => {
  const options = {
    folding: { above: 8, first: 3 },
    affiliations: [] as string[],
    marks: [] as readonly (readonly AuthorMark[])[],
    truncated: false,
    areEditors: false,
  };
  const view = (...[authors, people, given]: [readonly Name[], readonly PersonGroup[], typeof options]) =>
    viewAuthors(authors, people, locale, addresses, given);
  const names = (count: number): readonly Name[] =>
    Array.from({ length: count }, (_, index) => name(`Author N${index}`));

  test("keeps the order, counts the hidden and puts an ellipsis before each run of them", () => {
    const people = names(29).map((one, index): PersonGroup => {
      const person = index === 8 ? owner : undefined;
      return { slug: `n${index}`, name: one.family!, sortName: one.family!, person, hasPage: false, publications: [] };
    });
    const list = view(names(29), people, options);
    expect(list.authors.map((author) => author.name)).toEqual(names(29).map(({ family }) => `Author ${family}`));
    expect(list.authors.flatMap(({ startsGap }, index) => (startsGap ? [index] : []))).toEqual([3, 9]);
    expect(list.authors[8]).toMatchObject({ isOwner: true, isFolded: false });
    expect(list.foldLabel).toBe("and 24 others");
  });

  test("parts names by commas, with none after the last", () => {
    const list = view(names(3), [], options);
    expect(list.authors.map(({ separator, space }) => separator + space)).toEqual([", ", ", ", ""]);
    expect(list.foldLabel).toBeUndefined();
  });

  test("raises the signs of marks behind names", () => {
    const authors = [{ ...name("A B"), equalContribution: true, annotations: ["deceased"] }, name("C D")];
    const shown = view(authors, [], { ...options, marks: marksOf(authors, standardMarks) });
    expect(shown.authors.map(({ marks }) => marks)).toEqual(["*,†", ""]);
  });

  test("says that a list was cut short, and that its people are editors", () => {
    expect(view(names(2), [], { ...options, truncated: true }).suffix).toBe("et al.");
    expect(view(names(1), [], { ...options, areEditors: true }).suffix).toBe("(ed.)");
    expect(view(names(2), [], { ...options, areEditors: true }).suffix).toBe("(eds.)");
  });

  test("numbers the affiliations in the order in which the page lists them", () => {
    const authors = [
      { ...name("A B"), affiliations: ["Two", "One"] },
      { ...name("C D"), affiliations: ["One"] },
    ];
    const shown = view(authors, [], { ...options, affiliations: ["Two", "One"] });
    expect(shown.authors.map(({ affiliations }) => affiliations)).toEqual(["1,2", "2"]);
  });
});

describe("viewVenue", () => {
  const venueText = (...parts: Parameters<typeof publication>) =>
    viewVenue(publication(...parts), locale, addresses)?.text;

  test("tells volumes of one title apart by their number", () => {
    const volume = { type: "book", issued: year(2002), volume: "1", publisher: "Hill Press" } as const;
    expect(venueText("a", volume)).toBe("vol. 1, Hill Press, 2002");
    expect(venueText("a", { ...volume, collectionTitle: "Notes" })).toBe("Hill Press, 2002");
  });

  test("says a venue's short name and the year once", () => {
    expect(venueText("a", { issued: year(2022), containerTitle: "CVPR2022" }, { venue: cvpr })).toBe("CVPR 2022");
    expect(venueText("a", { issued: year(2022), containerTitle: "CVPR 2022" })).toBe("CVPR 2022");
    expect(venueText("a", { issued: year(2021), containerTitle: "Proceedings of 2021" })).toBe("Proceedings of 2021");
  });

  test("sets a comma before the year of a longer name", () => {
    expect(venueText("a", { issued: year(2019), containerTitle: "Nature Methods" })).toBe("Nature Methods, 2019");
    expect(venueText("a", { issued: year(2019), containerTitle: "Nature" })).toBe("Nature 2019");
  });

  test("names the archive of a preprint, and who published a thesis", () => {
    const eprint = { archive: "arXiv", id: "2101.05913" };
    expect(venueText("a", { issued: year(2021), eprint })).toBe("arXiv preprint, 2021");
    expect(venueText("a", { issued: year(2017), genre: "PhD thesis", publisher: "Some University" })).toBe(
      "PhD thesis, Some University, 2017",
    );
  });

  test("has the year alone, the status alone, or nothing", () => {
    expect(venueText("a", { issued: { start: [1723], circa: true, uncertain: false } })).toBe("c. 1723");
    expect(viewVenue(publication("a", { status: "in press" }), locale, addresses)).toMatchObject({
      text: "",
      status: "in press",
    });
    expect(venueText("a", {})).toBeUndefined();
  });
});

describe("viewPublication", () => {
  test("escapes a title once, and takes links out of it", () => {
    const title = [
      ...text("1 < 2 & <script>"),
      { kind: "link", href: "https://example.org/", children: text("here") } as const,
    ];
    const view = viewer()(publication("a", { title }));
    expect(view.titleHtml).toBe("1 &lt; 2 &amp; &lt;script&gt;here");
    expect(view.titleText).toBe("1 < 2 & <script>here");
  });

  test("shows the key where there is no title", () => {
    expect(viewer()(publication("a", { key: "A&B", title: [] }))).toMatchObject({
      titleHtml: "A&amp;B",
      titleText: "A&B",
    });
  });

  test("names each link by its label and the paper", () => {
    const links = [{ label: "code", href: "https://example.org/code", kind: "code" }] as const;
    expect(viewer()(publication("a", { links })).links).toEqual([
      { label: "code", href: "https://example.org/code", accessibleName: "code: The title of a" },
    ]);
  });

  test("describes a paper by its abstract up to a word's end, and sums up one without by its title and authors", () => {
    const long = viewer()(publication("a", { abstract: text("word ".repeat(100)) })).description;
    expect(long.length).toBeLessThanOrEqual(160);
    expect(long).toMatch(/ word…$/);
    const author = [name("Basil Mustafa"), name("Neil Houlsby")];
    const view = viewer()(publication("a", { author, issued: year(2021) }));
    expect(view.description).toBe("");
    expect(view.summary).toBe("The title of a. By Basil Mustafa, Neil Houlsby. 2021");
  });

  test("gives the author's own BibTeX, or an export where there is none", () => {
    const place = { file: "x", line: 1, column: 1 };
    const own = ['@string{cvpr = "CVPR"}', "@article{a,\n  journal = cvpr,\n}\n"];
    const view = viewer();
    expect(view(publication("a", { source: { ...place, format: "bibtex", bibtex: own } })).formats[0]?.text).toBe(
      '@string{cvpr = "CVPR"}\n\n@article{a,\n  journal = cvpr,\n}',
    );
    expect(view(publication("a", { source: { ...place, format: "markdown" } })).formats[0]?.text).toMatch(
      /^@\w+\{a,[\s\S]*\}$/,
    );
  });

  test("sets a title: marks of its language, no line's end at a hyphen, smaller where it is long", () => {
    const view = (words: string, language = "en") => viewer()(publication("a", { title: text(words), language }));
    expect(view('A "Language-Image" model-').titleHtml).toBe(
      'A “<span class="whole-word">Language-Image</span>” model-',
    );
    expect(view('"Wald"', "de").titleHtml).toBe("„Wald“");
    expect(view("<b>-<i>").titleHtml).toBe("&lt;b&gt;-&lt;i&gt;");
    expect(view("one two three four five six seven eight nine ten eleven twelve").isLong).toBe(false);
    expect(view("one two three four five six seven eight nine ten eleven twelve thirteen").isLong).toBe(true);
  });

  test("marks the language of a paper that is not in the site's", () => {
    expect(viewer()(publication("a", { language: "de" })).language).toBe("de");
    expect(viewer()(publication("a", { language: "EN" })).language).toBeUndefined();
  });

  // An editor is named beside the authors, a number where it is no article's.
  test.each(parts.filter((part) => isLabelled(part)))("shows every part that has a label: %s", (part) => {
    const more = { issued: { ...plain, start: [2021, 5] as const }, eprint: { archive: "A shelf", id: "12" } };
    const full = { ...fullPublication(), type: "report" as const, ...more };
    const topics = [{ slug: "collections", title: wordsOf("collections") }];
    const support = [
      { kind: "grants" as const, title: wordsOf("funding") },
      { kind: "projects" as const, title: wordsOf("projects") },
    ];
    const entry = publication("a", full, {
      support,
      collections: topics,
      versions: [publication("b", { title: text(wordsOf("versions")) })],
    });
    const shown = JSON.stringify(viewer()(entry).details);
    expect(shown).toContain(part === "issued" ? "May 2021" : part === "eprint" ? "12" : wordsOf(part));
  });

  test("tells the facts of the paper's own page", () => {
    const { details, venue, position, links } = viewer()(
      publication(
        "a",
        {
          page: "1551–1560",
          doi: "10.1000/x",
          links: [{ label: "DOI", href: "https://doi.org/10.1000/x", kind: "doi" }],
        },
        {
          venue: cvpr,
          collections: [
            {
              slug: "noise",
              title: "Label noise",
            },
          ],
        },
      ),
    );
    // What stands at the top of the page is not said again.
    expect(venue?.text).toBe(`${cvpr.name} (${cvpr.short})`);
    expect(position).toBe("pp. 1551–1560");
    expect(links.map(({ label, href }) => [label, href])).toEqual([["DOI", "https://doi.org/10.1000/x"]]);
    expect(details.map(({ term, parts }) => [term, parts.map((part) => part.text).join("")])).toEqual([
      ["Topics", "Label noise"],
    ]);
    expect(details.flatMap(({ parts }) => parts.flatMap(({ href }) => href ?? []))).toEqual([
      "/papers/collections/noise/",
    ]);
  });

  test.each([
    [{ containerTitle: "Nature", issued: year(2021), volume: "3" }, "Nature 2021", "vol. 3"],
    [{ containerTitle: "Tests", containerTitleAddon: "Part B", issued: year(2021) }, "Tests. Part B, 2021", ""],
    [{ type: "book", publisher: "Wood Press", volume: "2", issued: year(2021) }, "vol. 2, Wood Press, 2021", ""],
    [{ venueShort: "JT", containerTitle: "Journal of Tests", issued: year(2020) }, "Journal of Tests (JT 2020)", ""],
    [{ page: "3–4" }, "pp. 3–4", ""],
  ] as const)("says in one line where it appeared: %o", (parts, place, position) => {
    const { venueShort, ...own } = { venueShort: undefined, ...parts };
    const view = viewer()(publication("a", own, venueShort === undefined ? {} : { venueShort }));
    expect([view.venue?.text, view.position]).toEqual([place, position]);
  });

  const link = (kind: Link["kind"], href: string): Link => ({ kind, href, label: kind });
  const arxiv = link("arxiv", "https://arxiv.org/abs/2101.00001v2");
  const pmc = link("pmc", "https://pmc.ncbi.nlm.nih.gov/articles/PMC12/");
  const other = link("blog", "https://example.org/");
  const code = link("code", "https://example.org/code");
  const doi = link("doi", "https://doi.org/10.1000/x");
  test.each([
    [
      [other, doi, arxiv, code],
      ["https://arxiv.org/pdf/2101.00001v2", code, doi, other, arxiv],
    ],
    [
      [arxiv, pmc],
      ["https://pmc.ncbi.nlm.nih.gov/articles/PMC12/pdf/", arxiv, pmc],
    ],
    [
      [
        link("openreview", "https://openreview.net/forum?id=abc_12-3"),
        link("acl", "https://aclanthology.org/P18-1001/"),
      ],
      [
        "https://aclanthology.org/P18-1001.pdf",
        "https://openreview.net/forum?id=abc_12-3",
        "https://aclanthology.org/P18-1001/",
      ],
    ],
    [
      [arxiv, link("pdf", "https://example.org/a")],
      ["https://example.org/a", arxiv],
    ],
    [
      [arxiv, link("other", "https://example.org/a.pdf")],
      [arxiv, "https://example.org/a.pdf"],
    ],
    [[other], [other]],
  ])("puts first what a reader wishes for: %o", (links, hrefs) => {
    const shown = viewer()(publication("a", { links })).links.map(({ href }) => href);
    expect(shown).toEqual(hrefs.map((one) => (typeof one === "string" ? one : one.href)));
  });

  test("has the PDF of a preprint that the work was", () => {
    const entry = publication("a", { links: [doi] }, { versions: [publication("b", { links: [arxiv] })] });
    expect(viewer()(entry).links.map(({ href }) => href)).toEqual(["https://arxiv.org/pdf/2101.00001v2", doi.href]);
  });

  test("sets the hidden names of a very long list as running text", () => {
    const author = Array.from({ length: 3000 }, (_, index) => name(`Author ${index}`));
    const { authors, foldLabel } = viewer()(publication("a", { author })).pageAuthors;
    expect(authors).toHaveLength(22);
    expect(authors[20]).toMatchObject({ isRun: true, isFolded: true, startsGap: true, separator: "," });
    expect(authors[20]!.name.split(", ")).toHaveLength(2979);
    expect(authors[21]!.name).toBe("Author 2999");
    expect(foldLabel).toBe("and 2,979 others");
  });
});

describe("splitIntoPages", () => {
  test("fills each page and goes on with a heading on the next one", () => {
    const entries = ["a", "b", "c", "d", "e"].map((slug) =>
      publication(slug, { issued: year(slug < "d" ? 2021 : 2020) }),
    );
    const pages = splitIntoPages(underYears(entries, locale), 2);
    const shown = pages.map((groups) => groups.map(({ heading, publications }) => [heading, publications.length]));
    expect(shown).toEqual([
      [["2021", 2]],
      [
        ["2021", 1],
        ["2020", 1],
      ],
      [["2020", 1]],
    ]);
    expect(splitIntoPages([], 2)).toEqual([[]]);
  });
});

describe("underYears and viewList", () => {
  const list = (...entries: ReturnType<typeof publication>[]) =>
    viewList(underYears(entries, locale), entries.length, tools.entry, locale, catalogueOf([]).site);

  test("puts newest first, what has only a status before, and what has neither after", () => {
    const { groups, count, countText } = list(
      publication("undated", {}),
      publication("b", { issued: year(2021) }),
      publication("review", { status: "under review" }),
      publication("c", { issued: year(2023) }),
      publication("a", { issued: year(2021), status: "in press" }),
    );
    expect(groups.map(({ heading, entries }) => [heading, entries.map(({ titleText }) => titleText.at(-1))])).toEqual([
      ["Under review", ["w"]],
      ["2023", ["c"]],
      ["2021", ["b", "a"]],
      ["Undated", ["d"]],
    ]);
    expect([count, countText]).toEqual([5, "5 publications"]);
  });

  test("says a status in the language of the page", () => {
    const german = createLocale("de", completeMessages("de", undefined, { file: "x", line: 1, column: 1 }).value);
    const [group] = underYears([publication("a", { status: "in press" })], german);
    expect(group?.heading).toBe("Im Druck");
  });

  test("needs a legend only where a star is shown", () => {
    expect(list(publication("a", { author: [name("A B*")] })).legend).toEqual([
      { sign: "*", text: "equal contribution" },
    ]);
    expect(list(publication("a", { author: [name("A B")] })).legend).toEqual([]);
  });
});

describe("appearanceCss", () => {
  test("sets the hue and the density", () => {
    expect(appearanceCss({ ...sampleAppearance, accentHue: 210, density: "compact" })).toBe(
      ":root{--accent-hue:210;--density:0.7}\n",
    );
  });

  test("keeps a hue within the circle and leaves out what is none", () => {
    expect(appearanceCss({ ...sampleAppearance, accentHue: -30 })).toContain("--accent-hue:330;");
    expect(appearanceCss({ ...sampleAppearance, accentHue: Number.NaN })).toBe(":root{--density:1}\n");
  });
});

describe("the stylesheet", () => {
  const css = readFileSync(new URL("../../_includes/assets/site.css", import.meta.url), "utf8");

  test.each(["light", "dark"])(
    "keeps 4.5:1 for text on paper and tint with every hue an author may choose (%s)",
    (scheme) => {
      const paper = ["paper", "tint"].map((name) => luminance(hexColor(css, `${name}-${scheme}`)));
      const texts = ["ink", "quiet"].map((name) => luminance(hexColor(css, `${name}-${scheme}`)));
      for (let hue = 0; hue < 360; hue++) {
        for (const name of ["accent", "visited"]) texts.push(luminance(oklchColor(css, `${name}-${scheme}`, hue)));
      }
      expect(texts).toHaveLength(722);
      for (const color of texts)
        for (const ground of paper) expect(contrast(color, ground)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test("knows no left or right, so that it serves both writing directions", () => {
    expect(css.match(/^\s*[\w-]*(left|right)\b[\w-]*:|:\s*(left|right)\b/gm)).toBeNull();
  });

  test("loads nothing", () => {
    expect(css).not.toMatch(/url\(|@import/);
  });
});

type Rgb = readonly [red: number, green: number, blue: number];

/** A custom property's six-digit color, as linear light. */
function hexColor(css: string, property: string): Rgb {
  const digits = new RegExp(`--${property}: #([0-9a-f]{6});`).exec(css)![1]!;
  const linear = (start: number): number => {
    const value = Number.parseInt(digits.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [linear(0), linear(2), linear(4)];
}

/** A custom property's `oklch()` at one accent hue, as linear light cut to sRGB (CSS Color 4, sample code). */
function oklchColor(css: string, property: string, accentHue: number): Rgb {
  const pattern = new RegExp(
    `--${property}: oklch\\(([\\d.]+)% ([\\d.]+) (?:calc\\()?var\\(--accent-hue\\)(?: - (\\d+))?`,
  );
  const [, lightness, chroma, turn = "0"] = pattern.exec(css)!;
  const angle = ((accentHue - Number(turn)) * Math.PI) / 180;
  const [L, a, b] = [Number(lightness) / 100, Number(chroma) * Math.cos(angle), Number(chroma) * Math.sin(angle)];
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const cut = (value: number): number => Math.min(1, Math.max(0, value));
  return [
    cut(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    cut(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    cut(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** Relative luminance and contrast, as WCAG 2.2 defines them. */
const luminance = ([red, green, blue]: Rgb): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
const contrast = (one: number, other: number): number => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
