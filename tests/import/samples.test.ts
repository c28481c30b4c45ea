// Each sample imitates the layout of a system; what is expected was counted in it by hand.
import path from "node:path";
import { describe, expect, test } from "vitest";
import { en } from "../../src/messages/en.ts";
import type { CurriculumEntry } from "../../src/record/curriculum.ts";
import type { Catalogue } from "../../src/relate/catalogue.ts";
import { createLocale } from "../../src/site/views/locale.ts";
import { richTextToPlain } from "../../src/text/plain-text.ts";
import type { RichText } from "../../src/text/rich-text.ts";
import { changedSample, fixtures, imported } from "./imported.ts";

/** What is said of members: group, role, affiliation, portrait and text. */
const membersIn = ({ people }: Catalogue) =>
  Object.fromEntries(
    people.flatMap(({ name, member }) =>
      member === undefined
        ? []
        : [
            [
              name,
              [
                member.group ?? "",
                richTextToPlain(member.role),
                member.affiliation.map((one) => richTextToPlain(one.name)).join(", "),
                member.portrait.map((node) => (node.kind === "image" ? (node.target?.file ?? node.href) : "")).join(""),
                richTextToPlain(member.text),
              ],
            ],
          ],
    ),
  );

const { date: inEnglish } = createLocale("en", en);
/** The courses by their ids: title, terms, who teaches, summary, and whether there is a page. */
const coursesIn = ({ activities }: Catalogue) =>
  Object.fromEntries(
    activities
      .filter(({ kind }) => kind === "courses")
      .map(({ id, title, terms, named, summary, hasPage }) => [
        id,
        [
          title,
          terms.map(inEnglish).join(", "),
          named.map(({ name }) => name).join(", "),
          richTextToPlain(summary),
          hasPage,
        ],
      ]),
  );

const sample = (system: string, file = "") => imported(system, path.join(fixtures, system, file));

const plain = (tree: RichText = []) => richTextToPlain(tree).replace(/\s+/g, " ").trim();
/** What an entry of a CV says, in one line. */
const said = ({ title, where, detail, text, points }: CurriculumEntry) =>
  [
    [[plain(title), ...where.map(plain)].filter(Boolean).join(" at "), plain(detail)].filter(Boolean).join(": "),
    plain(text),
    points.map(plain).join("; "),
  ]
    .filter(Boolean)
    .join(": ");

describe("al-folio's sample", () => {
  test("comes over with its papers, pictures, files, people, venues, topics, pages, news and addresses", () => {
    const { papers, report, catalogue, codes, moves, files, text } = sample("al-folio");
    expect(
      Object.fromEntries(Object.entries(papers).map(([key, { title, authors }]) => [key, [title, ...authors]])),
    ).toEqual({
      kern2023pines: ["How Pines Grow", "Ada Kern", "Ben Orr", "Cleo Lind"],
      orr2022spruces: ["Spruces in the Wind", "Ben Orr", "Ada Kern"],
      kern2021rings: ["Rings of DNA in Trees", "A. Kern-Orr", "Dora Berg"],
      kern2020moss: ["Moss, a Survey", "Ada Kern"],
      kern2019thesis: ["On Growth", "Ada Kern"],
      kern2024talk: ["Why Trees Are Slow", "Ada Kern"],
    });
    expect(report.lost).toEqual([]);
    expect(report.papers).toHaveLength(6);
    expect(report.papers.map(({ place }) => `${place.file}:${place.line}`)).toContain("_bibliography/papers.bib:26");
    // Two papers' pictures, the portrait, the wood on a page and in a topic.
    expect(Object.fromEntries(report.counts)).toEqual({
      pictures: 5,
      PDFs: 4,
      "other files": 1,
      people: 3,
      profiles: 3,
      venues: 2,
      topics: 2,
      pages: 2,
      news: 2,
      courses: 2,
      "CV entries": 4,
    });
    expect(coursesIn(catalogue)).toEqual({
      dendrology: ["Dendrology", "Autumn 2022", "Ada Kern", "Trees and their names.", true],
      moss: ["Mosses", "2020", "", "", false],
    });
    expect(text("courses/dendrology.md")).toContain("[Rings of DNA in Trees](/publications/kern2021rings/)");
    expect(papers.kern2023pines!.teaser).toBe("content/publications/pines.png");
    expect(papers.orr2022spruces!.teaser).toBe("content/publications/spruces.png");
    expect(papers.kern2023pines!.publication.links.map(({ label, href }) => [label, href])).toEqual(
      expect.arrayContaining([
        ["PDF", "content/publications/pines.pdf"],
        ["Supplement", "content/publications/pines-supplement.pdf"],
        ["Code", "https://github.com/example/pines"],
      ]),
    );
    expect(papers.kern2023pines!.publication.author.map(({ equalContribution }) => equalContribution)).toEqual([
      true,
      true,
      false,
    ]);
    expect([
      papers.kern2023pines!.collections,
      papers.orr2022spruces!.collections,
      papers.kern2020moss!.collections,
    ]).toEqual([["growth"], ["growth"], ["moss"]]);
    expect(catalogue.site).toMatchObject({
      title: "Ada Kern",
      url: "https://kern.example/lab/",
      appearance: { pictures: "everywhere" },
    });
    expect(catalogue.venues.flatMap(({ venue }) => venue?.short ?? [])).toEqual(["CT", "JoT"]);
    expect(catalogue.people.find(({ person }) => person?.owner)?.person?.variants).toEqual([
      "A. Kern",
      "Ada Kern-Orr",
      "A. Kern-Orr",
    ]);
    expect(moves).toEqual({
      "/projects/": "/collections/",
      "/news/announcement_2/": "/news/",
      "/projects/1_growth/": "/collections/growth/",
      "/projects/2_moss/": "/collections/moss/",
      "/teachings/dendrology/": "/courses/dendrology/",
      "/teachings/moss/": "/courses/",
    });
    expect([...files.texts.keys()].filter((name) => name.includes("/pages/"))).toEqual(["content/pages/teaching.md"]);
    expect(
      catalogue.navigation.get("en")!.map(({ label, to }) => label ?? (to as { address: string }).address),
    ).toEqual(["/publications/", "/collections/", "/people/", "/courses/", "/news/", "/cv/", "Teaching"]);
    const cv = catalogue.curricula.get("en")!;
    expect([cv.name, cv.contacts.map(({ label }) => label)]).toEqual(["Ada Kern", ["ada@kern.example"]]);
    expect(cv.sections.map(({ title, entries }) => [plain(title), ...entries.map(said)])).toEqual([
      ["General Information", "Languages: Dutch, English"],
      ["Education", "PhD at University of Tests: Thesis on growth.; Committee: Ben Orr; Cleo Lind"],
      ["Open Source Projects", "Rings, which counts rings"],
      ["Interests", "Trees: Pines, Spruces"],
    ]);
    expect(files.copies.has("content/cv.pdf")).toBe(true);
    expect(text("pages/teaching.md")).toContain("[@kern2021rings]");
    expect(catalogue.news.map(({ date }) => date)).toEqual(["2023-07-01", "2022-03-05"]);
    // Nobody can know what is to be seen on the papers' pictures.
    expect(codes).toEqual(["validate/teaser", "validate/teaser"]);
  });

  test("says what did not, with file and line", () => {
    const { remarks } = sample("al-folio");
    expect(remarks).toEqual(
      expect.arrayContaining([
        "the field codecoming: stays in the entry and is shown nowhere _bibliography/papers.bib:65",
        "the field codecoming: stays in the entry and is shown nowhere _bibliography/papers.bib:78",
        "the file of a field poster was not found, so the field is left out _bibliography/papers.bib:35",
        "a picture elsewhere (preview): no page loads anything from another site _bibliography/papers.bib:67",
        "a file is of a kind that is not published, so it is left out assets/html/slides.html:",
        "the profile wechat_qr: its address is not known _data/socials.yml:6",
        "a link leads to what was not taken over, so its words stand there without it _pages/teaching.md:20",
        "the field location: not taken over _teachings/dendrology.md:8",
        "posts: left where they are _posts/2022-01-01-hello.md:",
        "posts: left where they are _posts/2022-02-01-again.md:",
      ]),
    );
  });

  test("has the CV in the form that its page names, in RenderCV's words too, and else its PDF alone", () => {
    const page = "---\nlayout: cv\npermalink: /cv/\ntitle: CV\nnav: true\ncv_pdf: cv.pdf\n";
    const json = imported(
      "al-folio",
      changedSample("al-folio", { "_pages/cv.md": `${page}cv_format: jsonresume\n---\n` }),
    );
    expect(json.remarks).toContain("another form of the CV: left where it is _data/cv.yml:");
    expect(json.remarks).toContain("the field icon of a CV: not taken over assets/json/resume.json:30");
    expect(
      json.catalogue.curricula.get("en")!.sections.map(({ kind, entries }) => [kind, ...entries.map(said)]),
    ).toEqual([
      ["work", "Professor at University of Tests: Head of a group"],
      ["education", "PhD, Forestry at Institute of Trees"],
      ["publications", "How Pines Grow at Conference on Tests"],
    ]);
    const cv =
      "cv:\n  name: Ada Kern\n  sections:\n    experience:\n      - {company: Tests, position: Reader, start_date: 2019, honours: none}\n";
    const render = imported("al-folio", changedSample("al-folio", { "_data/cv.yml": cv }));
    expect(render.remarks).toContain("the field honours of a CV: not taken over _data/cv.yml:5");
    expect(
      render.catalogue.curricula.get("en")!.sections.map(({ title, entries }) => [plain(title), ...entries.map(said)]),
    ).toEqual([["Experience", "Reader at Tests"]]);
    const nothing = { "_data/cv.yml": "- title: General Information\n  type: map\n", "assets/json/resume.json": "{}" };
    const bare = imported("al-folio", changedSample("al-folio", nothing));
    expect(bare.text("pages/cv.md")).toContain("[CV (PDF)](files/cv.pdf)");
    expect(bare.files.texts.has("content/cv.yaml")).toBe(false);
  });

  test("keeps the bytes of what has the same name here", () => {
    const { text } = sample("al-folio");
    const bib = text("publications/papers.bib");
    expect(bib).toContain("  author={Kern*, Ada and Orr*, Ben and Lind, Cleo},\n  abstract={We measure pines.},\n");
    expect(bib).toContain("@string{jot = {Journal of Tests}}");
    expect(bib).toContain("note = {To be continued. * both wrote it},");
    expect(bib).not.toMatch(/---|preview|poster=/);
  });
});

describe("Hugo Blox's sample", () => {
  test("comes over with YAML, TOML and JSON, the files of its folders, people, topics and addresses", () => {
    const { papers, report, catalogue, codes, moves, text } = sample("hugo-blox");
    expect(
      Object.fromEntries(Object.entries(papers).map(([key, { title, authors }]) => [key, [title, ...authors]])),
    ).toEqual({
      pines: ["How Pines Grow", "Ada Kern", "Ben Orr", "Cleo Lind"],
      spruces: ["Spruces in the Wind", "Ben Orr", "Ada Kern"],
      fair: ["Trees at the fair", "Ada Kern"],
      rings: ["Rings of δ in Trees", "Ada Kern", "Dora Berg"],
      moss: ["Moss, a Survey", "Ada Kern"],
      "old-report": ["An Old Report", "Ada Kern"],
      "draft-paper": ["Not Yet", "Ada Kern"],
    });
    // Its YAML is broken.
    expect(report.lost.map(({ place }) => place?.file)).toEqual(["content/publication/roots/index.md"]);
    expect(Object.fromEntries(report.counts)).toEqual({
      pictures: 5,
      // The CV stands beside the front page and beside a page.
      PDFs: 4,
      people: 3,
      members: 3,
      profiles: 2,
      talks: 1,
      topics: 2,
      courses: 1,
      pages: 2,
      "CV entries": 1,
    });
    // Whose course it is need not be said of the owner's; of its day nobody knows what it is.
    expect(coursesIn(catalogue)).toEqual({ wood: ["Wood", "", "Ada Kern", "What wood is made of.", true] });
    expect(catalogue.activities[0]!.links).toEqual([{ label: "slides", href: "https://tests.example/slides" }]);
    expect(text("courses/wood.md")).toContain("[the paper](/publications/rings/)");
    expect(membersIn(catalogue)).toEqual({
      "Ada Kern": ["Researchers", "Professor of Forestry", "University of Tests", "content/people/avatar.png", ""],
      "Ben Orr": [
        "Grad Students",
        "Doctoral Student",
        "University of Tests",
        "content/people/avatar-2.png",
        "Ben Orr climbs trees.",
      ],
      "Cleo Lind": ["Alumni", "Now at the Moss Institute", "", "", ""],
    });
    expect(catalogue.curricula.get("en")!.sections.map(({ kind, entries }) => [kind, ...entries.map(said)])).toEqual([
      ["education", "PhD in Forestry at University of Tests"],
    ]);
    const { pines, spruces, rings, moss } = papers;
    expect(pines!.publication).toMatchObject({
      type: "paper-conference",
      doi: "10.5555/ct.23.1",
      selected: true,
      keywords: ["trees", "growth"],
      teaser: "content/publications/pines/featured.png",
    });
    expect(pines!.publication.author.map(({ equalContribution }) => equalContribution)).toEqual([true, true, false]);
    expect(pines!.publication.links.map(({ label }) => label)).toEqual(
      expect.arrayContaining(["Code", "Poster", "PDF"]),
    );
    expect(spruces!.publication).toMatchObject({ type: "paper-conference", page: "1–9", publisher: "Test Press" });
    expect(spruces!.publication.aliases).toContain("orr2022spruces");
    expect(rings!.publication).toMatchObject({
      containerTitle: "Journal of Tests",
      volume: "4",
      issue: "2",
      eprint: { id: "2101.00003" },
    });
    expect(rings!.publication.author[1]!.corresponding).toBe(true);
    expect(rings!.publication.issued).toMatchObject({ start: [2021, 5] });
    expect(moss!.publication).toMatchObject({ url: "https://moss.example" });
    expect(papers.fair!.publication).toMatchObject({
      ...{ type: "speech", eventTitle: "Fair of Trees", eventPlace: "Town Hall" },
      issued: { start: [2023, 5, 1] },
      links: [{ label: "Video" }, { label: "Event", href: "https://fair.example/" }],
      collections: ["growth"],
    });
    expect(moves).toEqual({
      "/author/ben-orr/": "/people/ben-orr/",
      "/author/cleo-lind/": "/people/cleo-lind/",
      ...Object.fromEntries(
        Object.keys(papers).map((key) => [
          `/${key === "fair" ? "event" : "publication"}/${key}/`,
          `/publications/${key}/`,
        ]),
      ),
      "/reports/1/": "/publications/old-report/",
      "/publications/orr2022spruces/": "/publications/spruces/",
      "/project/growth/": "/collections/growth/",
      "/project/moss/": "/collections/moss/",
    });
    expect(catalogue.navigation.get("en")!.map(({ label }) => label)).toEqual([
      "Papers",
      "Teaching",
      "Code",
      undefined,
    ]);
    expect(papers["draft-paper"]!.publication.visibility).toBe("draft");
    expect(text("publications/pines/index.md")).toContain("Growth is measured in `{{< cm >}}`.");
    expect(text("collections/growth.md")).toContain("[the paper](/publications/pines/)");
    expect(codes).toEqual(["relate/empty-collection", "validate/teaser"]);
  });

  test("says what did not, with file and line", () => {
    const { remarks } = sample("hugo-blox");
    expect(remarks).toEqual(
      expect.arrayContaining([
        "the field reviewed_by: not taken over content/publication/moss/index.md:8",
        "a project of a paper is not there content/publication/old-report/index.md:8",
        "the shortcode callout: taken out of a text content/publication/pines/index.md:37",
        "the shortcode youtube: taken out of a text content/teaching.md:8",
        "posts: left where they are content/post/hello/index.md:",
        "the field date of a course: not taken over content/courses/wood/_index.md:5",
        "the field difficulty of a course: not taken over content/courses/wood/_index.md:7",
        "chapters of courses: left where they are content/courses/wood/fibres.md:",
        "the field weather: not taken over content/event/fair/index.md:14",
      ]),
    );
  });
});

describe("academicpages' sample", () => {
  test("comes over with the authors that stand in its citations", () => {
    const { papers, report, codes, moves, remarks, catalogue } = sample("academicpages");
    expect(
      Object.fromEntries(Object.entries(papers).map(([key, { title, authors }]) => [key, [title, ...authors]])),
    ).toEqual({
      "how-pines-grow": ["How Pines Grow & Why", "A. Kern", "B. Orr", "C. Lind"],
      rings: ["Rings in Trees", "Ada Kern", "Dora Berg"],
      spruces: ["Spruces in the Wind", "Ben Orr"],
      moss: ["Moss, a Survey", "Ada Kern"],
      "tutorial-1": ["Tutorial on Trees", "Ada Kern"],
    });
    expect(papers["tutorial-1"]!.publication).toMatchObject({
      ...{ type: "speech", genre: "Tutorial", eventTitle: "Fair of Trees", eventPlace: "Delft" },
      issued: { start: [2013, 3, 1] },
      links: [{ label: "Slides", href: "content/talks/tutorial-1/pines-slides.pdf" }],
    });
    expect(report.lost.map(({ place }) => place?.file)).toEqual(["_publications/2012-01-01-untitled.md"]);
    expect([...report.withoutAuthors]).toEqual(["spruces"]);
    expect(Object.fromEntries(report.counts)).toEqual({
      ...{ pictures: 3, PDFs: 4, people: 1, profiles: 3, pages: 3, talks: 1, courses: 2 },
      "CV entries": 5,
    });
    expect(coursesIn(catalogue)).toEqual({
      "2022-spring-trees": ["Trees", "February 2022", "", "", true],
      "2021-soils": ["Soils", "2021", "", "", false],
    });
    const { level, institution } = catalogue.activities.find(({ title }) => title === "Trees")!.facts;
    expect([plain(level), plain(institution)]).toEqual(["Undergraduate course", "University of Tests, Delft"]);
    expect(
      catalogue.curricula
        .get("en")!
        .sections.map(({ title, kind, entries }) => [kind ?? plain(title), ...entries.map(said)]),
    ).toEqual([
      ["work", "Professor at University of Tests: Head of a group"],
      ["education", "PhD in Forestry at Institute of Trees"],
      ["skills", "Programming: R, Python"],
      ["Presentations", "Why Trees Are Slow at Fair of Tests at Lisbon"],
      ["Teaching", "Trees at University of Tests: Lecturer: On pines."],
    ]);
    expect(papers["how-pines-grow"]!.publication).toMatchObject({
      type: "paper-conference",
      doi: "10.5555/ct.23.1",
      containerTitle: "Conference on Tests",
      teaser: "content/publications/how-pines-grow/pines.png",
      teaserAlt: "Two pines",
    });
    expect(papers.spruces!.publication.eprint).toMatchObject({ id: "2201.00002" });
    expect(papers.moss!.publication).toMatchObject({ type: "report", number: "7" });
    expect(moves).toMatchObject({
      "/publication/2023-06-15-how-pines-grow/": "/publications/how-pines-grow/",
      "/publication/2021-05-01-rings/": "/publications/rings/",
      "/publication/2022-01-01-spruces/": "/publications/spruces/",
      "/publication/2020-03-04-moss/": "/publications/moss/",
      "/cv-json/": "/cv/",
      "/teaching/": "/courses/",
      "/teaching/2022-spring-trees/": "/courses/2022-spring-trees/",
      "/teaching/2021-soils/": "/courses/",
    });
    expect(catalogue.navigation.get("en")!.map(({ label }) => label)).toEqual([
      undefined,
      undefined,
      "Lab",
      "Teaching",
    ]);
    expect(catalogue.pages.map(({ address }) => address).sort()).toEqual(["/about-cv/", "/software/"]);
    expect(remarks).toContain("the field grading: not taken over _teaching/2021-soils.md:6");
    expect(remarks).toContain("the field impact: not taken over _publications/2022-01-01-spruces.md:13");
    expect(remarks).toContain("the field audience: not taken over _talks/2013-03-01-tutorial-1.md:10");
    // "A. Kern" of a citation may be the owner; that is the owner's to say.
    expect(codes).toEqual(["relate/similar-names", "validate/teaser"]);
  });
});

describe("lab-website-template's sample", () => {
  test("comes over with papers, members and projects", () => {
    const { papers, report, codes, moves, remarks, catalogue, text } = sample("lab-website-template");
    expect(
      Object.fromEntries(Object.entries(papers).map(([key, { title, authors }]) => [key, [title, ...authors]])),
    ).toEqual({
      kern2023how: ["How Pinus nigra grows, a study of H2O", "Ada Kern", "Ben Orr"],
      orr2022spruces: ["Spruces in the wind", "Ben Orr", "Ada Kern"],
      berg2021rings: ["Rings", "Dora Berg"],
      lind2019moss: ["Moss_a survey of $5 trees", "Cleo Lind"],
    });
    expect(report.lost.map(({ place }) => place)).toEqual([{ file: "_data/sources.yaml", line: 7 }]);
    expect(Object.fromEntries(report.counts)).toEqual({
      ...{ pictures: 3, topics: 1, people: 2, members: 2, profiles: 2, pages: 4 },
    });
    expect(papers.kern2023how!.publication).toMatchObject({
      doi: "10.5555/ct.23.1",
      selected: true,
      keywords: ["trees", "open resource"],
    });
    expect(papers.kern2023how!.collections).toEqual(["growth"]);
    expect(papers.orr2022spruces!.publication).toMatchObject({ type: "article", issued: { start: [2022] } });
    expect(papers.berg2021rings!.publication).toMatchObject({ pmid: "12345678", issued: { start: [2021, 5, 7] } });
    expect(moves).toEqual({ "/members/ada-kern/": "/people/ada-kern/", "/members/ben-orr/": "/people/ben-orr/" });
    expect(catalogue.pages.map(({ address }) => address).sort()).toEqual(["/contact/", "/research/", "/team/"]);
    expect(text("pages/team.md")).toMatch(/We are always looking for people\.\n\n\[People\]\(\/people\/\)/);
    expect(membersIn(catalogue)).toEqual({
      "Ada Kern": [
        "",
        "Principal Investigator",
        "University of Tests",
        "content/people/ada.png",
        "Ada Kern leads the lab.",
      ],
      "Ben Orr": ["Alumni", "PhD Student", "", "", "Ben Orr was a student."],
    });
    expect(text("pages/research.md")).toContain('[Publications](/publications/ "list")');
    expect(remarks).toEqual(
      expect.arrayContaining([
        "a picture elsewhere: no page loads anything from another site _data/citations.yaml:34",
        "a paper that the old site leaves out (remove: true) _data/citations.yaml:44",
        "a picture of a member was not found _members/ben-orr.md:3",
      ]),
    );
    expect(codes).toEqual(["validate/teaser"]);
  });
});

describe("jekyll-scholar's sample", () => {
  test("comes over with lists that ask, citations, and the pages of its details", () => {
    const { papers, report, codes, moves, remarks, catalogue, text } = sample("jekyll-scholar");
    expect(
      Object.fromEntries(Object.entries(papers).map(([key, { title, authors }]) => [key, [title, ...authors]])),
    ).toEqual({
      kern2023pines: ["How Pines Grow", "Ada Kern", "Ben Orr"],
      kern2021rings: ["Rings in Trees", "Ada Kern"],
      "kern2021rings-2": ["Rings in Trees, Again", "Ada Kern"],
      orr2012report: ["An Old Report on Moss", "Ben Orr"],
    });
    expect(report.lost).toEqual([]);
    expect(Object.fromEntries(report.counts)).toEqual({ PDFs: 1, pages: 2, topics: 1 });
    expect(papers.kern2023pines!.publication.links.map(({ href }) => href)).toContain(
      "content/publications/kern2023pines.pdf",
    );
    expect(papers.orr2012report!.collections).toEqual(["moss"]);
    expect(moves).toEqual(
      Object.fromEntries(Object.keys(papers).map((key) => [`/bibliography/${key}.html`, `/publications/${key}/`])),
    );
    expect(text("pages/moss.md")).toContain("[@orr2012report]");
    expect(text("pages/moss.md")).toContain('[moss](/collections/moss/ "list")');
    expect(catalogue.pages.map(({ address }) => address)).toEqual(["/moss/"]);
    expect(remarks).toContain(
      "the field reviewer: stays in the entry and is shown nowhere _bibliography/references.bib:25",
    );
    expect(codes).toEqual([]);
  });
});

describe("Zotero's exports", () => {
  test("as BibTeX", () => {
    const { papers, remarks, codes, files } = sample("zotero", "library.bib");
    expect(Object.keys(papers).sort()).toEqual(["kern_pines_2023", "lind_moss_2019"]);
    expect(remarks).toEqual([
      "attachments of Zotero's: put those that you may publish beside the papers library.bib:9",
    ]);
    expect(files.copies.size).toBe(0);
    expect(codes).toEqual([]);
  });

  test("as CSL JSON", () => {
    const { papers, report, remarks, codes } = sample("zotero", "library.json");
    expect(papers.kern2023how).toMatchObject({
      title: "How Pinus nigra grows: 5$ a tree",
      authors: ["Ada Kern", "Dora van den Berg", "The ALPIN Collaboration"],
      publication: {
        type: "article-journal",
        containerTitle: "Journal of Tests",
        volume: "4",
        issue: "2",
        doi: "10.5555/jot.4.10",
      },
    });
    expect(papers.lindMoss2019).toMatchObject({
      authors: ["Cleo Lind"],
      publication: {
        type: "chapter",
        containerTitle: "A Book of Moss",
        publisher: "Test Press",
        publisherPlace: "Delft",
      },
    });
    expect(report.lost.map(({ place }) => place)).toEqual([{ file: "library.json", line: 32 }]);
    expect(remarks).toEqual(["the variable scale: not taken over library.json:20"]);
    expect(codes).toEqual([]);
  });

  test("as Zotero RDF, with its collections", () => {
    const { papers, remarks, codes } = sample("zotero", "library.rdf");
    expect(papers).toMatchObject({
      kern2023how: {
        title: "How Pines Grow",
        authors: ["Ada Kern", "Ben Orr"],
        publication: {
          type: "article-journal",
          containerTitle: "Journal of Tests",
          volume: "4",
          doi: "10.5555/jot.4.10",
          issn: "2049-3630",
        },
      },
      lind2019moss: {
        authors: ["Cleo Lind"],
        collections: ["on-moss"],
        publication: { type: "chapter", containerTitle: "A Book of Moss", publisher: "Test Press" },
      },
    });
    expect(remarks).toEqual([
      "attachments of Zotero's: put those that you may publish beside the papers library.rdf:50",
      "notes of Zotero's, which are private library.rdf:",
    ]);
    expect(codes).toEqual([]);
  });
});

describe("ORCID's record", () => {
  test("gives one work of each group, and what is its own identifier", () => {
    const { papers, report, codes, catalogue } = sample("orcid");
    expect(Object.keys(papers)).toHaveLength(4);
    expect(papers).toMatchObject({
      Kern_2018: {
        title: "Barks and Bites",
        authors: ["Ada Kern", "Ben Orr"],
        publication: { doi: "10.5555/jot.1.1" },
      },
      "2023how": {
        title: "How pines grow: A study",
        publication: {
          type: "article-journal",
          containerTitle: "Journal of Tests",
          doi: "10.5555/jot.4.10",
          issued: { start: [2023, 6] },
        },
      },
      "2024why": { title: "Why trees are slow", publication: { type: "speech", url: "https://fair.example/slow" } },
      lind2019moss: {
        title: "Moss, a survey",
        authors: ["Cleo Lind", "Ada Kern"],
        publication: { type: "report", issued: { start: [2019, 3, 1] } },
      },
    });
    expect(papers["2023how"]!.publication.issn).toBeUndefined();
    expect([...report.withoutAuthors]).toEqual(["2023how", "2024why"]);
    expect(catalogue.people.find(({ person }) => person?.owner)?.person).toMatchObject({
      name: "Ada Kern",
      orcid: "0000-0002-1825-0097",
    });
    expect(codes).toEqual(["validate/no-author", "validate/no-author"]);
  });
});
