import { beforeEach, describe, expect, test } from "vitest";
import { builtPages } from "../built-pages.ts";

const files = {
  "content/site.yaml": "title: Tree Lab\nurl: https://example.org/\nlanguages: [en, de]\n",
  "content/people.yaml": "- {name: Ada Kern, id: ada, role: Head}\n- {name: Ben Orr, id: ben, role: Student}\n",
  "content/grants.yaml": `- id: erc-roots
  title: Roots in *dry* soil
  funder: "[European Research Council](https://erc.europa.eu/)"
  number: 101012345
  amount: 1.5 M€
  from: 2021-03
  to: 2026-02
  people: [ada]
`,
  "content/projects/forest.md": `---
title: Forest
from: 2020
funding: erc-roots
people: [Ada Kern, Cy Dow]
---
What a [forest](/publications/roots/) is.
`,
  "content/projects/forest.de.md": "---\ntitle: Wald\n---\nWas ein Wald ist.\n",
  "content/courses.yaml": `- title: Dendrology
  code: FOR 101
  level: Master
  terms: [Spring 2022, Autumn 2023]
  people: ben
  links: {Syllabus: https://example.org/syllabus}
- {title: Soils, terms: 2019}
`,
  "content/theses.yaml":
    "- {title: On roots, student: Ben Orr, degree: PhD thesis, date: 2024-05, supervisors: [ada], paper: roots}\n",
  "content/awards.yaml": "- {title: Prize for Trees, awarder: Academy of Tests, date: 2022, people: [ada]}\n",
  "roots.md":
    "---\ntitle: Roots\nauthors: [Ben Orr]\ndate: 2023\nfunding: [erc-roots, The Tree Fund of the city]\nprojects: [forest]\npress: {The Daily Leaf: https://example.org/leaf}\nmedia: https://example.org/film\n---\n",
};

describe("projects, grants, courses, theses and awards", () => {
  let site: ReturnType<typeof builtPages>;
  beforeEach(() => {
    site = builtPages(files);
  });
  const words = (address: string) =>
    site
      .at(address)
      .replace(/[\s\S]*<main[^>]*>|<\/main>[\s\S]*/g, "")
      .replace(/<[^>]+>/g, "")
      .replace(/\s+/g, " ");
  const dataOf = (address: string) => {
    const [, json = ""] = /<script type="application\/ld\+json">([^<]+)/.exec(site.at(address))!;
    return JSON.parse(json)["@graph"];
  };

  test("raise no message, and stand in the navigation in the words of each language", () => {
    expect(site.diagnostics).toEqual([]);
    const navigation = (address: string) =>
      [...site.at(address).matchAll(/<a href="\/(?:de\/)?(\w+)\/"/g)].map(([, part]) => part);
    expect(navigation("/")).toEqual(expect.arrayContaining(["projects", "grants", "courses", "theses", "awards"]));
    expect(words("/de/courses/")).toContain("Lehre");
  });

  test("have a list for each kind, the newest first, with their facts", () => {
    expect(words("/courses/")).toMatch(
      /2023 Dendrology Ben Orr FOR 101 · Master · Autumn 2023, Spring 2022 Syllabus 2019 Soils/,
    );
    expect(words("/grants/")).toContain("European Research Council · 101012345 · 1.5 M€ · March 2021 – February 2026");
    expect(words("/theses/")).toContain("Ben Orr Supervised by Ada Kern PhD thesis · May 2024");
    expect(words("/awards/")).toContain("Academy of Tests · 2022");
    expect(site.at("/theses/")).toContain('<a href="/publications/roots/">On roots</a>');
  });

  test("leave out no level of headings, whether they stand below years or not", () => {
    const levels = (address: string, pages: ReturnType<typeof builtPages>) =>
      [...pages.at(address).matchAll(/<h(\d)/g)].map(([, level]) => level).join("");
    expect(levels("/courses/", site)).toBe("12323");
    expect(levels("/courses/", builtPages({ "content/courses.yaml": "- {title: Soils}\n- {title: Wood}\n" }))).toBe(
      "122",
    );
  });

  test("have a page of their own where there is more to say, in each language", () => {
    expect(
      site.addresses.filter((one) => /^\/(?:de\/)?(?:projects|grants|courses|theses|awards)\/[^/]+\/$/.test(one)),
    ).toEqual(["/projects/forest/", "/grants/erc-roots/", "/de/projects/forest/", "/de/grants/erc-roots/"]);
    expect(words("/projects/forest/")).toMatch(
      /Forest Ada Kern, Cy Dow 2020– Funding: Roots in dry soil 1 publication What a forest is/,
    );
    expect(words("/de/projects/forest/")).toContain("Was ein Wald ist.");
    expect(site.at("/grants/erc-roots/")).toContain("/publications/roots/");
  });

  test("are named by the papers that they paid for and that belong to them", () => {
    const paper = site.at("/publications/roots/");
    expect(paper).toContain(
      '<a href="/grants/erc-roots/">Roots in dry soil</a> (European Research Council, 101012345), The Tree Fund of the city',
    );
    expect(paper).toContain('<a href="/projects/forest/">Forest</a>');
    expect(dataOf("/publications/roots/")[0].funding).toEqual([
      {
        "@type": "MonetaryGrant",
        name: "Roots in dry soil",
        identifier: "101012345",
        funder: { "@type": "Organization", name: "European Research Council" },
      },
      { "@type": "MonetaryGrant", name: "The Tree Fund of the city" },
    ]);
  });

  test("stand on the pages of their people: theses written and supervised apart", () => {
    expect(words("/people/ada/")).toMatch(
      /Projects Forest.*Grants Roots.*Supervised theses On roots.*Awards Prize for Trees/,
    );
    expect(words("/people/ben/")).toMatch(/Theses On roots.*Courses Dendrology/);
  });

  test("are what schema.org has for them", () => {
    const items = (address: string) =>
      dataOf(address)[0].mainEntity.itemListElement.map(
        (one: { item?: object; name?: string }) => one.item ?? one.name,
      );
    expect(items("/courses/")[0]).toEqual({
      "@type": "Course",
      name: "Dendrology",
      url: "https://example.org/courses/#dendrology",
      courseCode: "FOR 101",
      educationalLevel: "Master",
    });
    expect(items("/theses/")[0]).toMatchObject({
      "@type": "Thesis",
      inSupportOf: "PhD thesis",
      datePublished: "2024-05",
    });
    expect(items("/awards/")).toEqual(["Prize for Trees"]);
    expect(dataOf("/projects/forest/")[0]).toMatchObject({ "@type": "ResearchProject", foundingDate: "2020" });
  });

  test("are given away as tables and data, theses as works that are cited too", () => {
    const grants = "﻿id,title,funder,number,amount,from,to,people,url\r\n";
    expect(site.at("/grants.csv")).toBe(
      `${grants}erc-roots,Roots in dry soil,European Research Council,101012345,1.5 M€,2021-03,2026-02,Ada Kern,https://example.org/grants/erc-roots/\r\n`,
    );
    expect(JSON.parse(site.at("/courses.json"))).toEqual([
      {
        ...{ id: "dendrology", title: "Dendrology", code: "FOR 101", level: "Master" },
        // EDTF has spring as the 21st and autumn as the 23rd month.
        ...{ terms: ["2023-23", "2022-21"], people: ["Ben Orr"] },
        links: [{ label: "Syllabus", href: "https://example.org/syllabus" }],
        url: "https://example.org/courses/#dendrology",
      },
      { id: "soils", title: "Soils", terms: ["2019"], url: "https://example.org/courses/#soils" },
    ]);
    expect(JSON.parse(site.at("/theses.json"))[0]).toMatchObject({
      ...{ student: ["Ben Orr"], degree: "PhD thesis", date: "2024-05", supervisors: ["Ada Kern"], paper: "roots" },
    });
    expect(JSON.parse(site.at("/projects.json"))[0]).toMatchObject({ from: "2020", funding: ["erc-roots"] });
    expect(site.at("/theses.bib")).toBe(
      "@phdthesis{on-roots,\n  author = {Orr, Ben},\n  title = {On roots},\n  year = {2024},\n  month = may,\n}\n",
    );
    expect(site.at("/theses.ris")).toMatch(/^TY {2}- THES\r\n(?:.*\r\n)*AU {2}- Orr, Ben\r\n/);
    expect(site.addresses.filter((one) => /^\/(?:grants|courses)\.(?:bib|ris)$/.test(one))).toEqual([]);
    for (const format of ["CSV", "JSON", "BibTeX", "RIS"]) expect(words("/theses/")).toContain(format);
    expect(site.at("/de/grants/")).toContain('<a href="/grants.csv" download aria-label="CSV herunterladen">CSV</a>');
  });

  test("are announced in feeds of their own by the day on which they begin or are given; courses are not", () => {
    const feed = JSON.parse(site.at("/awards/feed.json"));
    expect(feed).toMatchObject({ title: "Awards · Tree Lab", home_page_url: "https://example.org/awards/" });
    expect(feed.items).toEqual([
      {
        ...{ id: "https://example.org/awards/#prize-for-trees", url: "https://example.org/awards/#prize-for-trees" },
        ...{ title: "Prize for Trees", content_html: "<p>Academy of Tests · 2022</p>", tags: [] },
        ...{ date_published: "2022-01-01T00:00:00Z", authors: [{ name: "Ada Kern" }] },
      },
    ]);
    expect(site.at("/projects/feed.xml")).toContain("<published>2020-01-01T00:00:00Z</published>");
    expect(site.at("/theses/feed.xml")).toContain("<author><name>Ben Orr</name></author>");
    expect(site.addresses).not.toContain("/courses/feed.xml");
    expect(site.at("/awards/")).toContain(
      '<link rel="alternate" type="application/atom+xml" title="Awards (Atom feed)"',
    );
    // Who follows the site's papers is told of papers.
    expect(site.at("/feed.json")).not.toContain("Prize for Trees");
    const withoutDay = builtPages({ ...files, "content/awards.yaml": "- {title: Prize}\n" });
    expect(withoutDay.addresses).not.toContain("/awards/feed.xml");
    expect(withoutDay.at("/awards/")).not.toContain("/awards/feed");
  });

  test("can be looked through by words, and by what goes on, where they are many", () => {
    const grants = (count: number) =>
      Array.from(
        { length: count },
        (_, at) => `- {title: Grant ${at}, from: ${2000 + at}, to: ${2003 + at}-05}\n`,
      ).join("");
    const many = builtPages({
      ...files,
      "content/grants.yaml": `${grants(11)}- {title: Endless, from: 2001}\n- {title: Timeless}\n`,
    });
    const list = many.at("/grants/");
    expect(list).toContain('placeholder="Find in the list: Grants"');
    expect(list).toContain('<option value="past">Past</option>');
    expect([...list.matchAll(/id="([^"]+)" data-until="([^"]+)"/g)].map(([, id, until]) => `${id} ${until}`)).toEqual(
      expect.arrayContaining(["grant-10 2013-05", "endless open"]),
    );
    expect(list).toContain('<article class="entry" id="timeless">');
    expect(builtPages({ ...files, "content/grants.yaml": grants(11) }).at("/grants/")).not.toMatch(
      /index-tools|data-until/,
    );
    const courses = Array.from({ length: 12 }, (_, at) => `- {title: Course ${at}, terms: ${2000 + at}}\n`).join("");
    const ofCourses = builtPages({ ...files, "content/courses.yaml": courses }).at("/courses/");
    expect(ofCourses).toContain("index-find");
    expect(ofCourses).not.toContain("index-order");
  });

  test("may stand on pages of other sites, with ready HTML whose addresses are whole", () => {
    const other = builtPages({
      ...files,
      "content/site.yaml": `${files["content/site.yaml"]}embed: [/courses/, /projects/]\n`,
      "content/awards.yaml": "",
      "content/courses.yaml":
        "- {title: Wood <b>, institution: '[Trees](/publications/roots/)', terms: [2020], people: ben, links: {Plan: https://example.org/?a&b}}\n",
    });
    expect(other.diagnostics).toEqual([]);
    expect(JSON.parse(other.at("/embed/courses/list.json"))).toMatchObject({
      ...{ title: "Courses", url: "https://example.org/courses/", language: "en", all: "Courses" },
      items: [
        {
          ...{
            id: "wood-b",
            title: "Wood <b>",
            type: "courses",
            year: 2020,
            url: "https://example.org/courses/#wood-b",
          },
          html: '<p class="title" dir="auto">Wood &lt;b&gt;</p><p class="authors" dir="auto">Ben Orr</p><p class="line"><span><a href="https://example.org/publications/roots/">Trees</a></span> <span>2020</span></p><p class="line"><span><a href="https://example.org/?a&amp;b">Plan</a></span></p>',
        },
      ],
    });
    expect(JSON.parse(other.at("/embed/projects/list.json")).items[0].html).toContain(
      '<a href="https://example.org/projects/forest/">Forest</a>',
    );
    const framed = other.at("/embed/courses/");
    expect(framed).toContain('<base target="_top">');
    expect(framed).toContain('<p class="onward"><a href="/courses/">Courses</a></p>');
    expect(other.at("/embed/courses/courses.csv")).toContain("wood-b");
    expect(JSON.parse(other.at("/embed/courses/oembed.json")).html).toContain(
      'src="https://example.org/embed/courses/"',
    );
    expect(other.at("/courses/")).toContain('type="application/json+oembed"');
    const { "content/awards.yaml": _, ...withoutAwards } = files;
    const none = builtPages({
      ...withoutAwards,
      "content/site.yaml": `${files["content/site.yaml"]}embed: /awards/\n`,
    });
    expect(none.diagnostics.map(({ code }) => code)).toEqual(["relate/embed"]);
  });

  test("keep the addresses of their files", () => {
    const own = builtPages({ ...files, "content/static/grants.csv": "mine", "content/static/books.csv": "mine" });
    expect(own.diagnostics.map(({ code, file }) => `${code} ${file}`)).toEqual([
      "relate/same-address content/static/grants.csv",
    ]);
    const linked = { ...files, "content/index.md": "[A](/theses.bib), [B](/grants.csv), [C](/grants.ris)\n" };
    expect(builtPages(linked).diagnostics.map(({ message }) => message)).toEqual([
      expect.stringContaining('"/grants.ris"'),
    ]);
  });

  test("press and media are links of a paper apart from its own", () => {
    const paper = words("/publications/roots/");
    expect(paper).toContain("Press The Daily Leaf");
    expect(paper).toContain("Media Media");
    expect(site.at("/publications/")).not.toContain("https://example.org/leaf");
    expect(dataOf("/publications/roots/")[0].subjectOf).toEqual([
      { "@type": "CreativeWork", name: "The Daily Leaf", url: "https://example.org/leaf" },
      { "@type": "CreativeWork", name: "Media", url: "https://example.org/film" },
    ]);
  });
});

describe("mistakes in activities are told", () => {
  test.each([
    ["content/grants.yaml", "- funder: A\n", "input/wrong-type", "has no title"],
    ["content/grants.yaml", "title: A\n", "input/wrong-type", "should be a list"],
    ["content/grants.yaml", "- {title: A}\n- {title: a}\n", "input/duplicate-name", 'the id "a"'],
    ["content/grants.yaml", "- {title: A, founder: B}\n", "input/unknown-field", '"founder"'],
    ["content/courses.yaml", "- {title: A, terms: [soonish]}\n", "record/date", '"soonish"'],
    ["content/awards.yaml", "- {title: A, links: {B: 'javascript:x'}}\n", "text/address-scheme", "B"],
    ["content/projects.yaml", "- {title: A, funding: erc}\n", "relate/unknown-activity", '"erc"'],
    ["content/theses.yaml", "- {title: A, paper: frsi}\n", "relate/unknown-activity", '"frsi"'],
  ])("%s: %s", (file, text, code, part) => {
    const { diagnostics } = builtPages({ [file]: text, "firs.md": "---\ntitle: Firs\ndate: 2019\n---\n" });
    expect(diagnostics.map((one) => one.code)).toEqual([code]);
    expect(diagnostics[0]!.message).toContain(part);
    expect(diagnostics[0]!.file).toBe(file);
  });

  test("a page of the author's keeps its address where there is no such kind, and gives way where there is", () => {
    const page = { "content/pages/courses.md": "What I teach.\n", "firs.md": "---\ntitle: Firs\ndate: 2019\n---\n" };
    expect(builtPages(page).diagnostics).toEqual([]);
    const both = builtPages({ ...page, "content/courses.yaml": "- {title: Soils}\n" });
    expect(both.diagnostics.map(({ code, file }) => `${code} ${file}`)).toEqual([
      "input/page-address content/pages/courses.md",
    ]);
  });
});
