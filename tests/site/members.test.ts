import { describe, expect, test } from "vitest";
import { builtPages } from "../built-pages.ts";
import { all, attribute, readHtml, text } from "../end-to-end/html.ts";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
const files = {
  "refs.bib":
    "@article{a, author = {Kern, Ada and Orr, Ben}, title = {Pines}, journal = {J}, year = 2021}\n@article{b, author = {Orr, Ben and Ash, Cy}, title = {Firs}, journal = {J}, year = 2020}\n@article{c, author = {Ash, Cy}, title = {Oaks}, journal = {J}, year = 2019}\n",
  "content/people.yaml": `- name: Ada Kern
  id: ada
  group: Heads
  role: Professor of *Forestry*
  from: 2015
  portrait: ada.png
  email: ada@example.org
  profiles: {GitHub: https://github.com/ada}
- {name: Ben Orr, id: ben, to: 2022-08, role: Student}
- {name: Dee Vance, id: dee, group: Students, from: 2024-10}
- {name: Cy Ash}
`,
  "content/ada.png": png,
  "content/people/ada.md":
    "---\naffiliation: University of Tests\n---\nAda grows [pines](pines.md).\n\n## Teaching\n\nTrees.\n",
  "content/people/eve.md": "---\nname: Eve Lund\nportrait: eve.png\n---\n",
  "content/people/eve.png": png,
};

describe("members", () => {
  test("stand on the page of people by group, those who left below, co-authors apart, each with a page", () => {
    const { at, diagnostics, addresses, files: published } = builtPages(files);
    expect(diagnostics.map(({ code, file, line }) => `${code} ${file}:${line}`)).toEqual([
      "relate/dead-link content/people/ada.md:4",
    ]);
    const page = readHtml(at("/people/"));
    const rows = all(page, "section", "row").map((row) => [
      text(all(row, "h2")[0]!),
      ...all(row, "li").map((one) => text(one).replace(/\s+/g, " ").trim()),
    ]);
    expect(rows).toEqual([
      ["Heads", "Ada Kern Professor of Forestry 2015– · 1 publication"],
      ["Students", "Dee Vance October 2024–"],
      ["Members", "Eve Lund"],
      ["Alumni", "Ben Orr Student –August 2022 · 2 publications"],
    ]);
    expect(all(page, "h2", "section").map(text)).toEqual(["Co-authors"]);
    expect(all(page, "ul", "index").flatMap((list) => all(list, "a").map(text))).toEqual(["Cy Ash"]);
    expect(all(page, "img").map((one) => [attribute(one, "src"), attribute(one, "alt")])).toEqual([
      ["/people/ada/ada.png", "Ada Kern"],
      ["/people/eve/eve.png", "Eve Lund"],
    ]);
    for (const address of ["/people/dee/", "/people/eve/"]) expect(addresses).toContain(address);
    expect(published.has("/people/eve/eve.png")).toBe(true);
  });

  test("have left where their group says so, in whatever language, and stand with those who left on a day that is known", () => {
    const people =
      "- {name: A One, group: Alumni}\n- {name: B Two, to: 2020}\n- {name: C Three, group: Ehemalige}\n- {name: D Four}\n";
    const { at } = builtPages({
      "content/people.yaml": people,
      "content/site.yaml": "language: de\n",
      "a.bib": "@misc{a, title = {A}, author = {Four, D}, year = 2020}\n",
    });
    const [row, ...others] = all(readHtml(at("/people/")), "section", "row");
    expect(others).toEqual([]);
    expect(text(all(row!, "h2")[0]!)).toBe("Ehemalige");
    expect(all(row!, "a").map(text)).toEqual(["C Three", "A One", "B Two"]);
  });

  test("have what is said of them on their page, in people.yaml and in their file", () => {
    const { at } = builtPages(files);
    const page = at("/people/ada/");
    expect(page).toContain(
      '<p class="role" dir="auto">Professor of <em>Forestry</em><span class="facts">, 2015–</span></p>',
    );
    expect(page).toContain("University of Tests");
    expect(page).toContain('<a href="mailto:ada@example.org">');
    expect(page).toContain('<a rel="me" href="https://github.com/ada">GitHub</a>');
    expect(page).toMatch(/<h2[^>]*>Teaching<\/h2>/);
    expect(
      JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(page)![1]!)["@graph"][0].mainEntity,
    ).toMatchObject({
      name: "Ada Kern",
      jobTitle: "Professor of Forestry",
      affiliation: [{ "@type": "Organization", name: "University of Tests" }],
      sameAs: ["https://github.com/ada"],
    });
    expect(at("/people/dee/")).not.toContain('class="list"');
  });

  test("are set apart in lists where nobody owns the site, and are its organization's", () => {
    expect(builtPages(files).at("/publications/")).toMatch(/<b>Ada Kern<\/b>[\s\S]*<b>Ben Orr<\/b>/);
    const owned = {
      ...files,
      "content/people.yaml": `${files["content/people.yaml"]}- {name: Owen Ray, owner: yes}\n`,
    };
    expect(builtPages(owned).at("/publications/")).not.toContain("<b>Ada Kern</b>");
    const front = builtPages({ ...files, "content/site.yaml": "title: Tree Lab\nurl: https://example.org/\n" }).at("/");
    const graph = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(front)![1]!)["@graph"];
    expect(graph.find((one: { "@type": string }) => one["@type"] === "Organization")).toEqual({
      "@type": "Organization",
      "@id": "https://example.org/#organization",
      name: "Tree Lab",
      url: "https://example.org/",
      member: ["ada", "dee", "eve"].map((id) => expect.objectContaining({ url: `https://example.org/people/${id}/` })),
      alumni: [{ "@type": "Person", name: "Ben Orr", jobTitle: "Student", url: "https://example.org/people/ben/" }],
    });
  });

  test.each([
    ["- {name: Ada Kern, from: soon}\n", {}, 'The field "from" takes a year, a month or a day'],
    ["- {name: Ada Kern, to: 2021-13}\n", {}, 'The field "to" takes a year, a month or a day'],
    ["- {name: Ada Kern, portrait: gone.png}\n", {}, "gone.png"],
    ["- {name: Ada Kern, profiles: {X: 'javascript:alert(1)'}}\n", {}, 'The profile "X" of Ada Kern'],
    ["[]\n", { "content/people/zed.md": "Nobody.\n" }, 'no one of content/people.yaml has the id "zed"'],
  ])("that are written wrong are told: %s", (people, more, message) => {
    const { diagnostics } = builtPages({ "refs.bib": files["refs.bib"], "content/people.yaml": people, ...more });
    expect(diagnostics.map((one) => one.message).join("\n")).toContain(message);
  });
});
