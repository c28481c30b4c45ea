import { describe, expect, test } from "vitest";
import { builtPages } from "../built-pages.ts";

const bib = (key: string, count: number) => {
  const names = Array.from({ length: count }, (_, index) => `Family${index.toString(36)}ova, Given${index} A.`);
  return `@article{${key}, title = {On ${key}}, author = {${names.join(" and ")}}, collaboration = {ALPIN}, journal = {J}, year = 2012, abstract = {We saw it.}}\n`;
};

describe("a paper of 3,000 authors", () => {
  const built = () => builtPages({ "a.bib": bib("large", 3000) + bib("small", 3) });

  test("has a page of less than 300 KB, which names them all to readers and to reference managers", () => {
    const page = built().at("/publications/large/");
    expect(Buffer.byteLength(page)).toBeLessThan(300_000);
    expect(page.match(/<meta name="citation_author" /g)).toHaveLength(3001);
    expect(page.slice(page.indexOf("<h1"))).toContain("Given2999 A. Family2bbova");
    const { author } = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(page)![1]!)["@graph"][0];
    expect(author).toHaveLength(51);
  });

  test("has its records in files, to which the page leads", () => {
    const { at, addresses } = built();
    const page = at("/publications/large/");
    for (const ending of ["bib", "ris", "json"]) {
      expect(page).toContain(`<a href="/publications/large.${ending}" download`);
      expect(addresses).toContain(`/publications/large.${ending}`);
    }
    expect(page).not.toContain('class="data"');
    expect(at("/publications/large.ris").match(/^AU {2}- /gm)).toHaveLength(3001);
    expect(JSON.parse(at("/publications/large.json"))[0].author).toHaveLength(3001);
    expect(addresses).not.toContain("/publications/small.ris");
    expect(at("/publications/small/")).toContain('class="data"');
  });
});

test("a page says once to the scripts that write its records what stands in several of them", () => {
  const entry = "title = {A & B}, author = {Kern, Ada and Orr, Ben}, year = 2020, keywords = {pines, oaks}";
  const { at } = builtPages({
    "a.bib": `@book{a, ${entry.replace("&", "\\&")}, doi = {10.5555/a.2020}, abstract = {Some text.}}\n`,
  });
  const page = at("/publications/a/");
  const data = JSON.parse(/class="data">(.*?)<\/script>/.exec(page)![1]!);
  expect(data.ris.split("\n")).toEqual([
    "TY  - BOOK",
    "TI=title",
    "AU=author",
    "PY  - 2020",
    "DA  - 2020///",
    "DO=DOI",
    "KW=keyword",
    "AB=abstract",
    "ID=id",
    "ER  -",
  ]);
  expect(data.csl).toMatchObject({ title: "A & B", author: true, DOI: "10.5555/a.2020", keyword: "pines, oaks" });
  expect(Object.keys(data.csl)).not.toContain("abstract");
  expect(Object.keys(data.csl)).not.toContain("custom");
  expect(page.split("Some text.")).toHaveLength(4);
});
