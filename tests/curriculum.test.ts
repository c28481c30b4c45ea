import { describe, expect, test } from "vitest";
import { builtPages } from "./built-pages.ts";
import { all, attribute, readHtml, text } from "./end-to-end/html.ts";

const files = {
  "refs.bib": `@article{pines, author = {Kern, Ada M. and Orr, Ben}, title = {Growth of Pines}, journal = {J}, year = 2021, selected = {true}}
@article{firs, author = {Orr, Ben and Kern, Ada M.}, title = {Firs}, journal = {J}, year = 2020}
@article{others, author = {Orr, Ben}, title = {Not hers}, journal = {J}, year = 2020}
@book{bark, author = {Kern, Ada M.}, title = {Bark}, publisher = {Test Press}, year = 2019}
`,
  "content/people.yaml": "- {id: ada, name: Ada M. Kern, owner: true}\n",
  "content/forms/faculty.yaml":
    "numbering: down\nlastYears: 8\nmarks: [{text: alone, match: {roles: single}}]\nsections:\n  - {title: Articles, match: {types: article-journal}}\n  - {title: Rest}\n",
};

const jsonResume = `basics:
  name: Ada Kern
  label: Professor of *Forestry*
  email: ada@example.org
  url: https://example.org/ada/
  location: {city: Delft, postalCode: "2611", countryCode: NL}
  profiles:
    - {network: GitHub, username: ada, url: "https://github.com/ada"}
  summary: Trees, [papers](/publications/) and more.
work:
  - {name: University of Tests, position: Professor, startDate: 2021-09-01, highlights: [Head of *ten*], url: https://example.org}
education:
  - {institution: Institute of Trees, studyType: PhD, area: Forestry, startDate: 2013, endDate: "2017-05"}
publications:
  match: {types: [article-journal]}
  numbering: down
languages:
  - {language: Dutch, fluency: native}
meta: {version: v1.0.0}
`;

/** What a page of a CV says, section by section. */
function sections(html: string) {
  const page = readHtml(html);
  return Object.fromEntries(
    all(page, "section", "row").map((section) => [
      text(all(section, "h2")[0]!),
      [
        ...all(section, "div", "post"),
        ...all(section, "li").filter((one) => all(one, "p", "reference").length > 0),
      ].map((one) => text(one).replace(/\s+/g, " ").trim()),
    ]),
  );
}

describe("content/cv.yaml", () => {
  test("in JSON Resume's words is a page in the site's navigation, with papers of the site's owner", () => {
    const { at, diagnostics } = builtPages({ ...files, "content/cv.yaml": jsonResume });
    expect(diagnostics).toEqual([]);
    const html = at("/cv/");
    expect(sections(html)).toEqual({
      Employment: ["September 1, 2021– Professor University of Tests Head of ten"],
      Education: ["2013 – May 2017 PhD, Forestry Institute of Trees"],
      Publications: ["Kern, A. M., & Orr, B. (2021). Growth of pines. J.", "Orr, B., & Kern, A. M. (2020). Firs. J."],
      Languages: ["Dutch native"],
    });
    const page = readHtml(html);
    expect(all(page, "li").flatMap((one) => attribute(one, "value") ?? [])).toEqual(["2", "1"]);
    expect(text(all(page, "h1")[0]!)).toBe("Ada Kern");
    expect(html).toContain('<p class="role" dir="auto">Professor of <em>Forestry</em></p>');
    expect(text(all(page, "p", "facts")[0]!)).toMatch(
      /^2611 Delft, NL · ada@example\.org · example\.org\/ada · GitHub$/,
    );
    // The name of the one whose CV it is is set apart, and the title is the way to the paper's page.
    expect(html).toContain(
      '<strong>Kern, A. M.</strong>, &amp; Orr, B. (2021). <a href="/publications/pines/">Growth of pines</a>',
    );
    expect(html).toContain('<a href="/publications/">papers</a>');
    expect(html).toContain('<li><a href="/cv/" aria-current="page">CV</a></li>');
    expect(at("/")).toContain('<li><a href="/cv/">CV</a></li>');
    expect(at("/publications/pines/")).not.toContain("cv-");
  });

  test("in RenderCV's words has sections by their titles, texts, forms and accounts", () => {
    const { at, diagnostics, opensOn } = builtPages({
      ...files,
      "content/cv.yaml": `cv:
  name: Ada Kern
  headline: Professor
  phone: tel:+31-15-123
  social_networks:
    - {network: Mastodon, username: "@ada@trees.example"}
    - {network: LinkedIn, username: ada-kern}
    - {network: IMDB, username: nm1}
  sections:
    experience:
      - company: University of Tests
        position: Professor
        date: Fall 2022
        end_date: present
        start_date: 2021-09
    my_talks:
      - Roots. Lisbon, **2022**.
      - bullet: Oaks
    skills:
      - {label: Programming, details: "R, Python"}
    papers:
      - {title: A Paper of Old, authors: [A. Kern, B. Orr], journal: Old Journal, date: 1999, doi: 10.5555/old}
    For the faculty: {form: faculty}
design: {theme: classic}
`,
    });
    expect(diagnostics).toEqual([]);
    expect(sections(at("/cv/"))).toEqual({
      Experience: ["September 2021– Professor University of Tests"],
      "My talks": ["Roots. Lisbon, 2022.", "Oaks"],
      Skills: ["Programming R, Python"],
      Papers: ["1999 A Paper of Old A. Kern, B. Orr, Old Journal"],
      "For the faculty": [
        "Kern, A. M., & Orr, B. (2021). Growth of pines. J.",
        "Orr, B., & Kern, A. M. (2020). Firs. J.",
        "Kern, A. M. (2019). Bark. Test Press. [alone]",
      ],
    });
    const html = at("/cv/");
    expect(html).toContain('<a href="https://trees.example/@ada"><bdi>Mastodon</bdi></a>');
    expect(html).toContain('<a href="https://www.linkedin.com/in/ada-kern"><bdi>LinkedIn</bdi></a>');
    expect(html).toContain("<bdi>+31-15-123</bdi>");
    expect(html).toContain("<bdi>IMDB: nm1</bdi>");
    expect(html).toContain('<a href="https://doi.org/10.5555/old">A Paper of Old</a>');
    // A form that counts the last years has another answer in the next one.
    expect(opensOn).toBe("2027-01-01");
  });

  test("takes the forms that come with Offprint, unless the site has one of that name", () => {
    const cv = "sections:\n  Lately: {form: five-years}\n  Wrong: {form: promotoin}\n";
    const { at, diagnostics, opensOn } = builtPages({ ...files, "content/cv.yaml": cv });
    // Five years from 2022 on, this one included, in which there is nothing; the name is nearly that of a form.
    expect(diagnostics.map(({ line, code, hint }) => `${line} ${code}: ${hint}`)).toEqual([
      "2 relate/empty-section: change what it takes, or take it out.",
      "3 relate/empty-section: did you mean form: promotion?",
    ]);
    expect(opensOn).toBe("2027-01-01");
    expect(sections(at("/cv/"))).toEqual({});
    const whole = "sections:\n  All: {form: promotion}\n  Other: {form: faculty-of-law}\n";
    const named = builtPages({ ...files, "content/cv.yaml": whole });
    expect(named.diagnostics[0]!.hint).toMatch(
      /^there are dfg, erc, .*snsf, faculty; write the file content\/forms\/faculty-of-law\.yaml/,
    );
    expect(sections(named.at("/cv/")).All).toEqual([
      "Kern, A. M. (2019). Bark. Test Press.",
      "Kern, A. M., & Orr, B. (2021). Growth of pines. J. [first author]",
      "Orr, B., & Kern, A. M. (2020). Firs. J. [last author]",
    ]);
    const ours = { "content/forms/promotion.yaml": "sections: [{match: {types: book}}]\n" };
    expect(sections(builtPages({ ...files, ...ours, "content/cv.yaml": whole }).at("/cv/")).All).toEqual([
      "Kern, A. M. (2019). Bark. Test Press.",
    ]);
  });

  test("takes a form's grants, courses and the like in their parts", () => {
    const { at, diagnostics } = builtPages({
      ...files,
      "content/theses.yaml":
        "- {title: On moss, student: Dee Vance, degree: PhD thesis, date: 2022-05, supervisors: [Ada M. Kern]}\n- {title: Not hers, date: 2022, supervisors: [Ben Orr]}\n",
      "content/grants.yaml":
        "- {title: Old, from: 2010, to: 2013}\n- {title: Long, from: 2010, to: 2020}\n- {title: Endless, from: 2009}\n",
      "content/forms/file.yaml":
        "lastYears: 10\nsections:\n  - {title: Supervision, activities: theses}\n  - {title: Money, activities: grants, limit: 2}\n  - {title: Teaching, activities: courses}\n  - {title: Books, match: {types: book}}\n",
      "content/cv.yaml": "sections:\n  File: {form: file}\n",
    });
    expect(diagnostics).toEqual([]);
    expect(sections(at("/cv/"))).toEqual({
      File: [
        "May 2022 On moss Dee Vance, PhD thesis",
        "2010–2020 Long",
        "2009– Endless",
        "Kern, A. M. (2019). Bark. Test Press.",
      ],
    });
    expect(at("/cv/")).not.toContain("Teaching");
  });

  test("takes grants, courses, theses and awards of the site's, of the owner or of nobody in particular", () => {
    const { at, diagnostics } = builtPages({
      ...files,
      "content/grants.yaml":
        "- {id: erc, title: Roots, funder: Council, from: 2021, to: 2026}\n- {title: Not hers, people: [Ben Orr]}\n",
      "content/theses.yaml":
        "- {title: On moss, student: Dee <Vance>, degree: PhD thesis, date: 2022-05, supervisors: [Ada M. Kern]}\n",
      "content/awards.yaml": "- {title: Prize A, date: 2022}\n- {title: Prize B, date: 2020}\n",
      "content/cv.yaml":
        "sections:\n  Funding: {activities: grants}\n  Theses: {activities: theses}\n  awards: {activities: awards, limit: 1}\n  Teaching: {activities: courses}\n",
    });
    expect(diagnostics.map(({ code, line }) => `${line} ${code}`)).toEqual(["5 relate/empty-section"]);
    expect(sections(at("/cv/"))).toEqual({
      Funding: ["2021–2026 Roots Council"],
      Theses: ["May 2022 On moss Dee <Vance>, PhD thesis"],
      Awards: ["2022 Prize A"],
    });
  });

  test("says what is wrong in it with line and column, and shows the rest", () => {
    const { at, diagnostics } = builtPages({
      ...files,
      "content/cv.yaml": `emial: ada@example.org
website: javascript:alert(1)
sections:
  Work:
    - {position: Professor, start_date: soon, compny: Tests}
    - {position: Reader, url: "http://x y"}
  Nothing: {}
  Wrong: {match: {types: boks}}
  Gone: {form: facultie}
  Old: {match: {years: 1900}}
  Named: {works: [bark, missing]}
  Text: "See [there](/nowhere/)."
`,
    });
    expect(diagnostics.map(({ code, file, line, column }) => `${file}:${line}:${column} ${code}`)).toEqual([
      "content/cv.yaml:1:1 input/unknown-field",
      "content/cv.yaml:2:10 text/address-scheme",
      "content/cv.yaml:5:41 input/wrong-type",
      "content/cv.yaml:5:47 input/unknown-field",
      "content/cv.yaml:6:31 text/address-scheme",
      "content/cv.yaml:7:12 input/section",
      "content/cv.yaml:8:10 relate/empty-section",
      "content/cv.yaml:9:16 relate/empty-section",
      "content/cv.yaml:10:8 relate/empty-section",
      "content/cv.yaml:11:10 relate/unknown-citation",
      "content/cv.yaml:12:9 relate/dead-link",
    ]);
    expect(diagnostics.find(({ line }) => line === 9)!.hint).toBe("did you mean form: faculty?");
    expect(sections(at("/cv/"))).toMatchObject({
      Work: ["Professor", "Reader"],
      Named: ["Kern, A. M. (2019). Bark. Test Press."],
      Text: ["See there."],
    });
    expect(at("/cv/")).not.toContain("javascript:");
  });

  test("is shown in each language of the site, the words of the interface in its own", () => {
    const { at } = builtPages({
      ...files,
      "content/site.yaml": "languages: [en, de, ar]\n",
      "content/cv.yaml": jsonResume,
      "content/cv.de.yaml": "label: Professorin\nwork: [{position: Professorin, startDate: 2021}]\n",
    });
    expect(sections(at("/de/cv/"))).toEqual({ "Berufliche Stationen": ["2021– Professorin"] });
    const arabic = at("/ar/cv/");
    expect(Object.keys(sections(arabic))).toEqual(["الخبرة المهنية", "التعليم", "المنشورات", "اللغات"]);
    expect(arabic).toContain('<article class="cv" lang="en">');
    expect(arabic).toContain('<h2 class="side" dir="auto" lang="ar">');
    expect(at("/de/")).toContain('<a href="/de/cv/">Lebenslauf</a>');
  });

  test("can be named in the navigation; a page of the same address gives way, and without cv.yaml it has it", () => {
    const page = { "content/pages/cv.md": "---\ntitle: My life\nnav: true\n---\nText.\n" };
    const both = builtPages({
      ...files,
      ...page,
      "content/cv.yaml": "sections: {Talks: [Roots]}\n",
      "content/site.yaml": "navigation: [cv.yaml, publications]\n",
    });
    expect(both.diagnostics.map(({ code, file }) => `${code} ${file}`)).toEqual([
      "input/page-address content/pages/cv.md",
    ]);
    expect(all(readHtml(both.at("/")), "nav").map((one) => text(one).trim())[0]).toMatch(/^CV\s+Publications$/);
    const alone = builtPages({ ...files, ...page });
    expect(alone.diagnostics).toEqual([]);
    expect(alone.at("/cv/")).toContain("My life");
    expect(alone.at("/")).toContain('<a href="/cv/">My life</a>');
  });

  test("takes no text for markup", () => {
    const { at } = builtPages({
      ...files,
      "content/cv.yaml": `name: "<script>alert(1)</script>"
sections:
  "<img src=x onerror=alert(1)>":
    - {label: "<b onclick=x>", details: "</p><script>", date: "<i>now</i>", highlights: ["[x](javascript:alert(1))"]}
`,
    });
    const [html = ""] = /<article[\s\S]*<\/article>/.exec(at("/cv/")) ?? [];
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;</h1>");
    expect(html).not.toMatch(/<img|<b |<script>|javascript:/);
    expect(html).toContain("&lt;i&gt;now&lt;/i&gt;");
    expect(text(all(readHtml(html), "h2")[0]!)).toBe("<img src=x onerror=alert(1)>");
  });
});
