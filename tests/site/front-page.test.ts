import { expect, test } from "vitest";
import { builtPages } from "../built-pages.ts";

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="400"><path d="M0 0h300v400z"/></svg>';
const files = {
  "pines.md": "---\ntitle: Pines\ndate: 2021\nauthors: [Ada Kern]\ncollections: [trees]\n---\n",
  "content/collections/trees.md": "---\ntitle: Old trees\n---\n",
  "content/collections/trees.de.md": "---\ntitle: Alte Bäume\n---\n",
  "content/ada.svg": svg,
  "content/site.yaml":
    "title: Kern\nurl: https://example.org/\nlanguages: [en, de]\nprofiles: {ORCID: https://orcid.org/0000-0002-1825-0097}\n",
  "content/index.md": `---
name: Ada Kern
role: Professor of *Forestry*
affiliation: ["[University of Tests](https://example.org/ut)", Tree Lab]
portrait: ada.svg
portrait-alt: Ada Kern in front of "two" pines.
email: ada@example.org
location: Room 3 <script>alert(1)</script>
interests: [Old trees, growth]
---
Welcome.
`,
  "content/index.de.md":
    "---\nrole: Professorin\nportrait-alt: Ada Kern vor Kiefern.\ninterests: [Alte Bäume]\n---\nWillkommen.\n",
};
const words = (html: string) =>
  html
    .slice(html.indexOf("<h1"), html.indexOf('class="list"'))
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

test("the front page says who: name, role, affiliations, place, address, profiles, text, interests", () => {
  const { at, addresses, diagnostics } = builtPages(files);
  expect(diagnostics).toEqual([]);
  const html = at("/");
  expect(words(html)).toMatch(
    /^Ada Kern Professor of Forestry University of Tests Tree Lab Room 3 .*· ada@example\.org ORCID Welcome\. Interests Old trees , growth/,
  );
  expect(html).not.toContain("<script>alert");
  expect(html).toContain('<a href="https://example.org/ut">University of Tests</a>');
  expect(html).toContain('<a href="mailto:ada@example.org">');
  expect(html).toContain('<a href="/collections/trees/">Old trees</a>');
  expect(html).toContain(
    '<img fetchpriority="low" src="/ada.svg" width="300" height="400" alt="Ada Kern in front of “two” pines.">',
  );
  expect(addresses).toContain("/ada.svg");
  const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(html)![1]!);
  expect(data["@graph"][0]).toMatchObject({
    "@type": "ProfilePage",
    mainEntity: {
      name: "Ada Kern",
      jobTitle: "Professor of Forestry",
      affiliation: [{ name: "University of Tests" }, { name: "Tree Lab" }],
      image: "https://example.org/ada.svg",
      sameAs: ["https://orcid.org/0000-0002-1825-0097"],
    },
  });
});

test("in another language it says what is said there, and the rest as in the first", () => {
  const html = builtPages(files).at("/de/");
  expect(words(html)).toMatch(/^Ada Kern Professorin University of Tests .* Willkommen\. Schwerpunkte Alte Bäume/);
  expect(html).toContain('<p class="role" dir="auto">Professorin</p>');
  expect(html).toContain('<p class="affiliation" dir="auto" lang="en">Tree Lab</p>');
  expect(html).toContain('<bdi><a href="/de/collections/trees/">Alte Bäume</a></bdi>');
  expect(html).toContain(
    '<img fetchpriority="low" src="/ada.svg" width="300" height="400" alt="Ada Kern vor Kiefern.">',
  );
});

test("without these fields it is the page of a list", () => {
  const { at } = builtPages({ "pines.md": files["pines.md"].replace("collections: [trees]\n", "") });
  expect(at("/")).not.toContain("portrait");
  expect(at("/")).toContain('"@type":"CollectionPage"');
});

test.each([
  ["portrait: ada.svg", "input/portrait", "portrait-alt: Ada Kern"],
  ["portrait-alt: A tree.", "input/portrait", "add portrait:"],
  ["portrait: eva.svg\nportrait-alt: Eva.", "relate/missing-file", "did you mean ada.svg?"],
  ["portrait: ada.txt\nportrait-alt: Ada.", "input/picture", "PNG, JPEG"],
  ["email: ada at example.org", "input/wrong-type", "ada@example.org"],
  ["rol: Professor", "input/unknown-field", 'did you mean "role"?'],
])("tells of %j", (field, code, hint) => {
  const { diagnostics, at } = builtPages({
    "pines.md": "---\ntitle: Pines\ndate: 2021\nauthors: [Ada Kern]\n---\n",
    "content/ada.svg": svg,
    "content/ada.txt": "A text.",
    "content/index.md": `---\n${field}\n---\nText.\n`,
  });
  expect(diagnostics).toEqual([expect.objectContaining({ code, file: "content/index.md", line: 2 })]);
  expect(diagnostics[0]!.hint).toContain(hint);
  expect(at("/")).toContain("Text.");
});

test.each([
  [0, 0, 0],
  [1, 0, 1],
  [2, 1, 1],
])("a site of %i papers leads to no more of them than there are", (count, links, downloads) => {
  const papers = Array.from({ length: count }, (_, index) => [`${index}.md`, `---\ntitle: Paper ${index}\n---\n`]);
  const html = builtPages(Object.fromEntries(papers)).at("/");
  expect(html.match(/class="onward"><a href="\/publications\/"/g) ?? []).toHaveLength(links);
  expect(html.match(/All publications as/g) ?? []).toHaveLength(downloads);
  expect(html.includes("There are no publications yet.")).toBe(count === 0);
});
