import { expect, test } from "vitest";
import { builtPages } from "../built-pages.ts";

interface Facet {
  readonly name: string;
  readonly values: readonly (readonly [id: string, label: string])[];
  readonly of: readonly (readonly number[])[];
}

/** What each paper has of a facet, by the last part of its address. */
function valuesOf(files: Parameters<typeof builtPages>[0], name: string) {
  const { facets, slugs } = JSON.parse(builtPages(files).at("/assets/search.en.json")) as {
    facets: readonly Facet[];
    slugs: readonly string[];
  };
  const { values, of } = facets.find((one) => one.name === name)!;
  return Object.fromEntries(slugs.map((slug, index) => [slug, of[index]!.map((value) => values[value]![1])]));
}

const paper = (key: string, authors: string, more = "") =>
  `@article{${key}, title = {On ${key}}, author = {${authors}}, journal = {J}, year = 2020, ${more}}\n`;

test("papers are found by what the site's own people are among their authors", () => {
  const files = {
    "content/people.yaml": "- {name: Ada Kern, owner: true}\n",
    "a.bib": [
      paper("alone", "Kern, Ada"),
      paper("first", "Kern, Ada and Orr, Ben and Ash, Cy"),
      paper("middle", "Orr, Ben and Kern, Ada and Ash, Cy"),
      paper("last", "Orr, Ben and Kern, Ada", "author+an = {2=corresponding}"),
      paper("equal", "Orr, Ben and Kern, Ada and Ash, Cy and Lund, Eve", "author+an = {1=equal;2=equal}"),
      paper("none", "Orr, Ben"),
    ].join(""),
  };
  expect(valuesOf(files, "has")).toEqual({
    alone: ["First authorship"],
    first: ["First authorship"],
    middle: [],
    last: ["Last authorship", "Corresponding authorship"],
    equal: ["First authorship"],
    none: [],
  });
});

test("papers are found by keywords of several of them, however these are spelled, that are no topics", () => {
  const files = {
    "a.bib": [
      paper("a", "Kern, Ada", "keywords = {Root systems, Pines, Soil}"),
      paper("b", "Kern, Ada", "keywords = {root systems, pines}"),
      paper("c", "Kern, Ada", "keywords = {Rings, Root Systems}"),
    ].join(""),
    "content/collections/pines.md": "---\ntitle: Pines\n---\n",
  };
  expect(valuesOf(files, "keyword")).toEqual({ a: ["Root systems"], b: ["Root systems"], c: ["Root systems"] });
});
