import { describe, expect, test } from "vitest";
import { say } from "../../src/browser/finder/elements.ts";
import type { SearchData } from "../../src/browser/finder/search-data.ts";
import { select } from "../../src/browser/finder/select.ts";
import { emptyState, isEmpty, readState, toggle, writeState } from "../../src/browser/finder/state.ts";
import { createTextSearch, wordsOf } from "../../src/browser/finder/text-search.ts";
import { en } from "../../src/render/messages/en.ts";
import { searchIndex } from "../../src/render/search-index.ts";
import { createLocale } from "../../src/render/view/locale.ts";
import { catalogueOf } from "../render/sample-catalogue.ts";

/** Three papers: of 2021 and 2022, by Ada, by Ben and by both. */
const data: SearchData = {
  language: "en",
  messages: {},
  slugs: ["a", "b", "c"],
  titles: ["Über Größe", "Pines of the north", "深層学習の基礎"],
  words: ["trees 10.5555/a", "trees", "learning"],
  pages: ["/publications/"],
  page: [0, 0, 0],
  facets: [
    {
      name: "year",
      label: "Year",
      values: [
        ["2022", "2022"],
        ["2021", "2021"],
      ],
      of: [[0], [1], [1]],
    },
    {
      name: "person",
      label: "Person",
      values: [
        ["ada", "Ada Kern"],
        ["ben", "Ben Orr"],
      ],
      of: [[0], [1], [0, 1]],
    },
  ],
  byTitle: [2, 0, 1],
  byVenue: [0, 1, 2],
};
const everything = () => true;
const choose = (...choices: readonly (readonly [string, string])[]) =>
  choices.reduce((state, [facet, id]) => toggle(state, facet, id), emptyState);

describe("readState and writeState", () => {
  test("give back what the other was given, and leave other parameters alone", () => {
    const address = "?q=trees+%26+pines&year=2021&year=2022&person=ada&sort=title";
    expect(writeState(readState(address, ["year", "person"]))).toBe(address);
    expect(isEmpty(readState("?utm_source=mail", ["year"]))).toBe(true);
    expect(writeState(emptyState)).toBe("");
  });
});

describe("toggle", () => {
  test("chooses a value, and takes it off again", () => {
    const chosen = toggle(emptyState, "year", "2021");
    expect(writeState(chosen)).toBe("?year=2021");
    expect(isEmpty(toggle(chosen, "year", "2021"))).toBe(true);
  });
});

describe("select", () => {
  test("joins the values of a facet by or, the facets by and", () => {
    expect(select(data, choose(["year", "2021"], ["year", "2022"]), everything, undefined).found).toEqual([0, 1, 2]);
    expect(select(data, choose(["year", "2021"], ["person", "ada"]), everything, undefined).found).toEqual([2]);
    expect(select(data, choose(["year", "1999"]), everything, undefined).found).toEqual([]);
  });

  test("counts what each value would leave, all other facets being as they are", () => {
    const { counts } = select(data, choose(["year", "2022"]), everything, undefined);
    expect(counts).toEqual([
      [1, 2],
      [1, 0],
    ]);
  });

  test("keeps to the page's own publications and to those with the words", () => {
    expect(select(data, emptyState, (position) => position > 0, undefined).found).toEqual([1, 2]);
    expect(select(data, emptyState, everything, new Map([[1, 3]])).found).toEqual([1]);
  });

  test("orders by title, and by score where there is a text", () => {
    expect(select(data, { ...emptyState, order: "title" }, everything, undefined).found).toEqual([1, 2, 0]);
    const scores = new Map([
      [0, 1],
      [2, 5],
    ]);
    expect(select(data, emptyState, everything, scores).found).toEqual([2, 0]);
    expect(select(data, { ...emptyState, order: "date" }, everything, scores).found).toEqual([0, 2]);
  });
});

describe("createTextSearch", () => {
  const found = (query: string) => [...createTextSearch(data).find(query).keys()].sort();

  test("finds without regard to case and accents, by the beginnings of words, all of them", () => {
    expect(found("UBER grosse")).toEqual([0]);
    expect(found("pin nor")).toEqual([1]);
    expect(found("pines zebra")).toEqual([]);
  });

  test("finds people, keywords and identifiers", () => {
    expect(found("kern")).toEqual([0, 2]);
    expect(found("trees")).toEqual([0, 1]);
    expect(found("10.5555/a")).toEqual([0]);
  });

  test("finds a part of a text without spaces", () => {
    expect(found("学習")).toEqual([2]);
  });

  test("finds words of abstracts once they are there", async () => {
    const search = createTextSearch(data);
    expect(search.find("heteroscedastic").size).toBe(0);
    await search.addAbstracts(["", "A heteroscedastic model.", ""]);
    expect([...search.find("pines hetero").keys()]).toEqual([1]);
  });
});

describe("the index as the site writes it", () => {
  const english = createLocale("en", en);
  const written: SearchData = searchIndex(catalogueOf([]), [], english, en, () => "/publications/");

  test.each(["resultCount", "loosen", "remove", "showMore"] as const)("is said as the site says it: %s", (key) => {
    for (const count of [0, 1, 2, 10_000]) {
      const values = { count, total: 20_000, name: "{total} $& x" };
      expect(say(written, key, values)).toBe(english.say(key, values));
    }
  });
});

describe("wordsOf", () => {
  test("parts at everything that is no letter, figure or mark", () => {
    expect(wordsOf("État-of-the-art (2nd)")).toEqual(["etat", "of", "the", "art", "2nd"]);
    expect(wordsOf("— …")).toEqual([]);
  });
});
