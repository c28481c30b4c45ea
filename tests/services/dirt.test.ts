// The dirt that services give, one case a row: what comes out is what a careful author would have written.
import { describe, expect, test } from "vitest";
import type { FoundName, FoundWork } from "../../src/services/reading/found-work.ts";
import { readAbstractFragment } from "../../src/services/reading/fragment.ts";
import { mendJournal, mendNumber, mendPages, mendPublisher, mendTitle } from "../../src/services/reading/mend.ts";
import { crossrefName, mendNames, type RawName } from "../../src/services/reading/mend-names.ts";
import { crossrefWork, NoPaper } from "../../src/services/sources/crossref.ts";
import { dataciteWork } from "../../src/services/sources/datacite.ts";
import { richTextToMarkdown, richTextToMarkdownLine } from "../../src/text/markdown/rich-text-markdown.ts";

const title = (written: string, subtitle?: string, abstract?: string) =>
  richTextToMarkdownLine(mendTitle(written, subtitle, abstract).value);
const serious = (work: { readonly doubts: FoundWork["doubts"] }) =>
  work.doubts.filter(({ isSerious }) => isSerious).map(({ text }) => text);

describe("titles", () => {
  test.each<[string, string]>([
    ["Risk estimated by\n                    <b>μ</b>\n                    FRAC", "Risk estimated by μ FRAC"],
    ["<i>In vivo</i>monitoring of pines", "*In vivo* monitoring of pines"],
    ["Growth of <jats:italic>Pinus nigra</jats:italic> , a pine", "Growth of *Pinus nigra*, a pine"],
    ["<scp>ct</scp> of trees", "CT of trees"],
    ["H<sub>2</sub>O and CO<sub>2</sub>", "H<sub>2</sub>O and CO<sub>2</sub>"],
    ["Trees &amp;amp; forests", "Trees & forests"],
    ["&lt;i&gt;Pinus&lt;/i&gt; in spring", "*Pinus* in spring"],
    ["Kern&#8217;s trees", "Kern’s trees"],
    ["Ã‰tude des arbres", "Étude des arbres"],
    ["The treeâ€™s growth", "The tree’s growth"],
    ["Pines \u0096 firs", "Pines firs"],
    ["A study of pines.", "A study of pines"],
    ["What is a tree?", "What is a tree?"],
    ["Pines☆", "Pines"],
    ["Pines and firs *", "Pines and firs"],
    ["Pines in the U.S.A", "Pines in the U.S.A"],
    [
      'The <mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:msup><mml:mn>0</mml:mn><mml:mo>+</mml:mo></mml:msup></mml:math> state',
      "The $0^{+}$ state",
    ],
    ["On <tex-math>\\(n^2\\)</tex-math> trees", "On $n^2$ trees"],
    ["a < b and c > d", "a \\< b and c \\> d"],
    ["<script>alert(1)</script>Trees", "Trees"],
    ["Trees\u0000 and\ufffe more", "Trees\ufffd and\ufffd more"],
  ])("%j", (written, expected) => {
    expect(title(written)).toBe(expected);
  });

  test("take a subtitle that is not in them yet", () => {
    expect(title("Trees", "A guide")).toBe("Trees: A guide");
    expect(title("Trees: A guide", "A Guide")).toBe("Trees: A guide");
    expect(title("Why trees?", "A guide")).toBe("Why trees? A guide");
  });

  test("in capitals are lowered, but for acronyms of the abstract and words with digits, and asked after", () => {
    const mended = mendTitle("THE EFFECT OF DNA ON PINES IN CO2: A STUDY", undefined, "We measure DNA in pines.");
    expect(richTextToMarkdownLine(mended.value)).toBe("The effect of DNA on pines in CO2: A study");
    expect(serious(mended)).toEqual(["the title came in capitals; look at its names and acronyms"]);
  });

  test("of which a formula was lost are asked after", () => {
    expect(serious(mendTitle("The 0 + → 0 + transition", undefined))).toEqual([
      "a formula seems to be lost in the title",
    ]);
  });
});

describe("abstracts", () => {
  const abstract = (written: string) => richTextToMarkdown(readAbstractFragment(written).value);
  test.each<[string, string]>([
    ["<jats:title>Abstract</jats:title><jats:p>Pines grow.</jats:p>", "Pines grow."],
    ["<jats:p>One.</jats:p><jats:p>Two.</jats:p>", "One.\n\nTwo."],
    [
      "<jats:title>Abstract</jats:title><jats:sec><jats:title>Aim</jats:title><jats:p>To see.</jats:p></jats:sec><jats:sec><jats:title>Results:</jats:title><jats:p>Seen.</jats:p></jats:sec>",
      "**Aim.** To see.\n\n**Results:** Seen.",
    ],
    [
      "<jats:p>A <jats:italic>b</jats:italic> <jats:bold>c</jats:bold> d<jats:sup>2</jats:sup>.</jats:p>",
      "A *b* **c** d<sup>2</sup>.",
    ],
    ["<jats:p>See <jats:xref>Fig. 1</jats:xref><jats:graphic/>.</jats:p>", "See Fig. 1."],
    [
      "<jats:list><jats:list-item><jats:p>one</jats:p></jats:list-item><jats:list-item><jats:p>two</jats:p></jats:list-item></jats:list>",
      "- one\n- two",
    ],
    ["<p>With <inline-formula><tex-math>$x^2$</tex-math></inline-formula> in it.</p>", "With $x^2$ in it."],
    ["Plain words, 5 < 6 & so on.", "Plain words, 5 \\< 6 & so on."],
    ["<p>Zusammenfassung</p><p>Bäume.</p>", "Bäume."],
    ["", ""],
  ])("%j", (written, expected) => {
    expect(abstract(written)).toBe(expected);
  });
});

describe("names", () => {
  const spelled = ({ literal, family, given, suffix }: FoundName) =>
    literal === undefined ? [family, given, suffix].filter((part) => part !== undefined).join(" | ") : `{${literal}}`;
  test.each<[RawName, readonly string[]]>([
    [{ family: "Kern", given: "Ada" }, ["Kern | Ada"]],
    [{ literal: "The ALPIN Collaboration" }, ["{The ALPIN Collaboration}"]],
    [{ literal: "on behalf of the Pine Study Group" }, ["{Pine Study Group}"]],
    [{ family: "Pine Study Group" }, ["{Pine Study Group}"]],
    [{ family: "Group", given: "on behalf of the Pine Study" }, ["{Pine Study Group}"]],
    [{ family: "Orr, Ben" }, ["Orr | Ben"]],
    [{ family: "de Lind, Eva" }, ["de Lind | Eva"]],
    [{ family: "Lind", given: "E. De" }, ["de Lind | E."]],
    [{ family: "Berg", given: "Jan van der" }, ["van der Berg | Jan"]],
    [{ family: "Kern", given: "Ada, PhD" }, ["Kern | Ada"]],
    [{ family: "Kern", given: "Ada MD" }, ["Kern | Ada"]],
    [{ family: "Ph.D." }, []],
    [{ family: "Orr Jr.", given: "Ben" }, ["Orr | Ben | Jr."]],
    [{ family: "Orr", given: "Ben", suffix: "III" }, ["Orr | Ben | III"]],
    [{ family: "KERN", given: "ADA B." }, ["Kern | Ada B."]],
    [{ family: "MCDONALD", given: "Ben" }, ["McDonald | Ben"]],
    [{ family: "O'BRIEN", given: "Ben" }, ["O'Brien | Ben"]],
    [{ family: "VAN DER BERG", given: "JAN" }, ["van der Berg | Jan"]],
    [{ family: "KERN-ORR", given: "Ada" }, ["Kern-Orr | Ada"]],
    [{ family: "Kern", given: "JA" }, ["Kern | J. A."]],
    [{ family: "Kern", given: "J.A" }, ["Kern | J. A."]],
    [{ family: "Kern", given: "J A" }, ["Kern | J. A."]],
    [{ family: "Kern*", given: "Ada" }, ["Kern | Ada"]],
    [{ family: "", given: "" }, []],
  ])("%j", (raw, expected) => {
    expect(mendNames([raw]).names.map(spelled)).toEqual(expected);
  });

  test("in one piece are split at the last word, and asked after", () => {
    const mended = mendNames([{ family: "Ada Kern" }]);
    expect(mended.names.map(spelled)).toEqual(["Kern | Ada"]);
    expect(serious(mended)).toEqual(['"Ada Kern" came in one piece: is the family name "Kern"?']);
  });

  test("that come once for each affiliation are one", () => {
    const twice = ["Pine Institute", "Fir Institute"].map((name) =>
      crossrefName({ family: "Kern", given: "Ada", affiliation: [{ name }] }),
    );
    expect(mendNames(twice).names).toEqual([
      { family: "Kern", given: "Ada", affiliations: ["Pine Institute", "Fir Institute"] },
    ]);
  });

  test("have their ORCID iD bare, and none whose check digit is wrong", () => {
    const of = (ORCID: string) => mendNames([crossrefName({ family: "Kern", given: "Ada", ORCID })]);
    expect(of("http://orcid.org/0000-0002-1825-0097").names[0]!.orcid).toBe("0000-0002-1825-0097");
    expect(of("https://orcid.org/0000-0002-1825-0098").names[0]!.orcid).toBeUndefined();
    expect(of("https://orcid.org/0000-0002-1825-0098").doubts).toHaveLength(1);
  });
});

describe("pages, numbers and names of venues", () => {
  test.each<[string, string | undefined]>([
    ["132-42", "132–142"],
    ["1551-1560", "1551–1560"],
    ["e12345-e12345", "e12345"],
    ["S1-S10", "S1–S10"],
    ["101‐119", "101–119"],
    ["1-12, 15", "1–12, 15"],
    ["n/a-n/a", undefined],
    ["pp. 5-9", "5–9"],
    ["1999-2001", "1999–2001"],
    ["", undefined],
  ])("pages %j", (written, expected) => {
    expect(mendPages(written, false)).toBe(expected);
  });

  test("pages ahead of print are none", () => {
    expect(mendPages("1-1", true)).toBeUndefined();
  });

  test.each([
    ["Volume 12", "12"],
    ["No. 3", "3"],
    ["1 Part 2", "1 Part 2"],
  ])("number %j", (written, expected) => {
    expect(mendNumber(written)).toBe(expected);
  });

  test.each([
    ["Elsevier BV", "Elsevier"],
    ["Springer Science and Business Media LLC", "Springer"],
    ["Institute of Electrical and Electronics Engineers (IEEE)", "IEEE"],
    ["MDPI AG", "MDPI"],
    ["Pine Press", "Pine Press"],
  ])("publisher %j", (written, expected) => {
    expect(mendPublisher(written)).toBe(expected);
  });

  test("journals lose the place that tells catalogues apart", () => {
    expect(mendJournal("Frontiers in Trees (Lausanne)")).toBe("Frontiers in Trees");
    expect(mendJournal("Trees &amp; Forests")).toBe("Trees & Forests");
  });
});

describe("Crossref's records", () => {
  const article = {
    DOI: "10.5555/x",
    type: "journal-article",
    title: ["Pines"],
    "container-title": ["Trees"],
    author: [{ family: "Kern", given: "Ada" }],
  };
  const date = (...parts: readonly (number | string | null)[]) => ({ "date-parts": [parts] });

  test.each<[string, object, string | undefined]>([
    [
      "printed with a volume",
      { volume: "3", "published-print": date(2021, 3), "published-online": date(2020, 11), issued: date(2020, 11) },
      "2021-03",
    ],
    [
      "online without a volume",
      { "published-print": date(2021), "published-online": date(2020, 11, 5), issued: date(2020, 11, 5) },
      "2020-11-05",
    ],
    ["of null", { issued: date(null), created: date(2020) }, undefined],
    ["of an empty list", { issued: { "date-parts": [[]] }, deposited: date(2020) }, undefined],
    ["a text", { issued: date("2019") }, "2019"],
    ["of no month", { issued: date(2019, 13, 2) }, "2019"],
  ])("date: %s", (_, parts, expected) => {
    expect(crossrefWork({ ...article, ...parts }).date).toBe(expected);
  });

  test("say which year is used where print and online differ", () => {
    const work = crossrefWork({
      ...article,
      volume: "3",
      "published-print": date(2021, 3),
      "published-online": date(2020, 11),
    });
    expect(work.doubts.map(({ text }) => text)).toContain("printed 2021, online 2020: 2021 is used");
  });

  test("of proceedings take the year of the conference, the long title, and the series apart", () => {
    const work = crossrefWork({
      DOI: "10.5555/y",
      type: "proceedings-article",
      title: ["Firs"],
      "container-title": ["Lecture Notes in Computer Science", "Proceedings of the 3rd Conference on Trees"],
      issued: date(2022),
      event: { name: "Conference on Trees", location: "Lyon", start: date(2021, 9, 1) },
      publisher: "Springer International Publishing",
      page: "1-9",
    });
    expect([work.entryType, work.containerTitle, work.fields, work.date]).toEqual([
      "inproceedings",
      "Proceedings of the 3rd Conference on Trees",
      { pages: "1–9", series: "Lecture Notes in Computer Science", publisher: "Springer", venue: "Lyon" },
      "2021",
    ]);
  });

  test("of preprints name the server, and the article that they became", () => {
    const work = crossrefWork({
      DOI: "10.1101/2020.01.01.1",
      type: "posted-content",
      subtype: "preprint",
      title: ["Larches"],
      "group-title": "Ecology",
      institution: [{ name: "bioRxiv" }],
      publisher: "openRxiv",
      posted: date(2020, 1, 2),
      relation: { "is-preprint-of": [{ "id-type": "doi", id: "10.5555/x", "asserted-by": "subject" }] },
    });
    expect([work.entryType, work.containerTitle, work.date, work.keywords, work.published, work.fields]).toEqual([
      "preprint",
      "bioRxiv",
      "2020-01-02",
      ["Ecology"],
      { doi: "10.5555/x" },
      {},
    ]);
  });

  test("have an article number where they have no pages", () => {
    expect(crossrefWork({ ...article, volume: "1", "article-number": "012345" }).fields.eid).toBe("012345");
    expect(
      crossrefWork({ ...article, volume: "1", page: "1-3", "article-number": "012345" }).fields.eid,
    ).toBeUndefined();
  });

  test("ahead of print are in press", () => {
    expect(crossrefWork({ ...article, page: "1-1" }).fields).toEqual({ pubstate: "inpress" });
  });

  test.each([
    ["journal-issue", "a journal issue"],
    ["component", "a part of a paper"],
    ["peer-review", "a review of a paper"],
  ])("of a %s are no papers", (type, what) => {
    expect(() => crossrefWork({ ...article, type })).toThrow(new NoPaper(`10.5555/x is ${what}, not a paper.`));
  });

  test("without a title are no papers", () => {
    expect(() => crossrefWork({ ...article, title: [] })).toThrow(NoPaper);
    expect(richTextToMarkdownLine(crossrefWork({ ...article, title: [], "original-title": ["Kiefern"] }).title)).toBe(
      "Kiefern",
    );
  });

  test("that correct or were taken back are asked after", () => {
    expect(serious(crossrefWork({ ...article, title: ["Correction to: Pines"] }))).toHaveLength(1);
    const retracted = crossrefWork({ ...article, "updated-by": [{ type: "retraction", DOI: "10.5555/r" }] });
    expect(retracted.fields.note).toBe("Retracted (10.5555/r)");
    expect(serious(retracted)).toEqual(["the paper has been retracted"]);
  });

  test("of which nothing is as it should be are read as far as they go", () => {
    const work = crossrefWork({
      DOI: 5,
      type: "journal-article",
      title: "Pines",
      author: [null, 3, { family: {} }, { family: "Kern", given: ["x"], affiliation: "y" }],
      issued: "2020",
      page: [],
      __proto__: { volume: "9" },
    });
    expect(work.author).toEqual([{ family: "Kern", given: undefined }].map(({ family }) => ({ family })));
    expect(work.date).toBeUndefined();
  });
});

describe("DataCite's records", () => {
  const record = (attributes: object) => ({
    data: { attributes: { doi: "10.5281/zenodo.1", titles: [{ title: "Tree data" }], ...attributes } },
  });
  test("have the year alone for a first of January", () => {
    expect(
      dataciteWork(record({ publicationYear: 2019, dates: [{ date: "2019-01-01", dateType: "Issued" }] })).date,
    ).toBe("2019");
    expect(
      dataciteWork(record({ publicationYear: 2019, dates: [{ date: "2019-05-03", dateType: "Issued" }] })).date,
    ).toBe("2019-05-03");
    expect(
      dataciteWork(record({ publicationYear: 2020, dates: [{ date: "2019-01/2020-02", dateType: "Issued" }] })).date,
    ).toBe("2020");
  });

  test("know people and bodies, kinds of works, and versions", () => {
    const work = dataciteWork(
      record({
        types: { resourceTypeGeneral: "Software" },
        creators: [
          { name: "Kern, Ada", nameType: "Personal", givenName: "Ada", familyName: "Kern" },
          { name: "Pine Lab", nameType: "Organizational" },
        ],
        publisher: "Zenodo",
        version: "1.2",
        relatedIdentifiers: [{ relationType: "IsVersionOf", relatedIdentifier: "10.5281/zenodo.0" }],
      }),
    );
    expect([work.entryType, work.author, work.fields]).toEqual([
      "software",
      [{ family: "Kern", given: "Ada" }, { literal: "Pine Lab" }],
      { publisher: "Zenodo", version: "1.2" },
    ]);
    expect(work.doubts.map(({ text }) => text)).toContain(
      "it is one version of 10.5281/zenodo.0, which names all of them",
    );
  });

  test("of arXiv's own DOIs are arXiv's", () => {
    const { identifiers } = dataciteWork({
      data: { attributes: { doi: "10.48550/arxiv.2101.00001", titles: [{ title: "A" }] } },
    });
    expect(identifiers).toEqual({ arxiv: "2101.00001" });
  });
});
