import { describe, expect, onTestFinished, test, vi } from "vitest";
import { t } from "../../src/browser/finder/facet-menu.ts";
import { fetchParts, joinParts, type SearchData } from "../../src/browser/finder/search-data.ts";
import {
  emptyState,
  fileNameOf,
  isEmpty,
  readState,
  select,
  toggle,
  withYears,
  writeState,
} from "../../src/browser/finder/select.ts";
import { createTextSearch } from "../../src/browser/finder/text-search.ts";
import { isNearly, nearest, wordsOf } from "../../src/browser/finder/words.ts";
import { ar } from "../../src/messages/ar.ts";
import { en } from "../../src/messages/en.ts";
import { searchIndex } from "../../src/site/pages/search-index.ts";
import { createLocale } from "../../src/site/views/locale.ts";

/** Three papers: of 2021 and 2022, by Ada, by Ben and by both. */
const data: SearchData = {
  language: "en",
  direction: "ltr",
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
    const marked = "?person=ada&paper=a&paper=c";
    expect(writeState(readState(marked, ["person"]))).toBe(marked);
    expect(isEmpty(readState("?paper=a", []))).toBe(false);
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

describe("fileNameOf", () => {
  test.each([
    ["?q=Multimodality", "", "multimodality"],
    ["?q=soil+memory&year=2015..2018", "", "2015-2018-soil-memory"],
    ["?year=2015..2015", "", "2015-2015"],
    ["?person=ada-kern&has=pdf", "", "ada-kern-pdf"],
    ["?year=2021&year=2022", "collection=drought", "drought-2021-2022"],
    ["?paper=a&paper=b", "", "marked"],
    ["?q=深層学習", "", "publications"],
    ["?q=../../etc/passwd", "", "etc-passwd"],
    ["?sort=title", "", "publications"],
  ])("of %s on %j is %s", (address, scope, name) => {
    expect(fileNameOf(readState(address, ["year", "person", "has"]), scope)).toBe(name);
  });
});

describe("select", () => {
  test("joins the values of a facet by or, the facets by and", () => {
    expect(select(data, choose(["year", "2021"], ["year", "2022"]), everything, undefined).found).toEqual([0, 1, 2]);
    expect(select(data, choose(["year", "2021"], ["person", "ada"]), everything, undefined).found).toEqual([2]);
    expect(select(data, choose(["year", "1999"]), everything, undefined).found).toEqual([]);
  });

  test("takes a range of years, of which an end may be open, in place of single ones", () => {
    const between = (from: string, to: string) => withYears(choose(["year", "1999"]), from, to);
    const found = (from: string, to: string) => select(data, between(from, to), everything, undefined).found;
    expect(writeState(between("2015", "2021"))).toBe("?year=2015..2021");
    expect([found("2015", "2021"), found("2022", ""), found("", "2022"), found("2023", "2030")]).toEqual([
      [1, 2],
      [0],
      [0, 1, 2],
      [],
    ]);
    expect(isEmpty(between("", ""))).toBe(true);
    // Of people it is a name like any other.
    expect(select(data, choose(["person", "2015..2022"]), everything, undefined).found).toEqual([]);
  });

  test("keeps to the publications that an address names, of which some may be gone", () => {
    const papers = new Set(["a", "c", "gone"]);
    expect(select(data, { ...emptyState, papers }, everything, undefined).found).toEqual([0, 2]);
    expect(select(data, { ...choose(["year", "2022"]), papers }, everything, undefined).found).toEqual([0]);
    expect(select(data, { ...emptyState, papers }, everything, undefined).counts[0]).toEqual([1, 1]);
  });

  test("orders by age and by key", () => {
    expect(select(data, { ...emptyState, order: "oldest" }, everything, undefined).found).toEqual([2, 1, 0]);
    const keyed = { ...data, slugs: ["kern10", "kern9", "abel"] };
    expect(select(keyed, { ...emptyState, order: "key" }, everything, undefined).found).toEqual([2, 1, 0]);
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
    await search.addAbstracts(["", "A heteroscedastic model.", ""], 0);
    expect([...search.find("pines hetero").keys()]).toEqual([1]);
  });
});

describe("the index as the site writes it", () => {
  const said = Object.entries({ en, ar }).map(([language, messages]) => {
    const locale = createLocale(language, messages);
    const written: SearchData = searchIndex([], [], locale, messages, () => "/publications/")[0]!;
    return { locale, written };
  });

  test.each(["resultCount", "loosen", "remove", "showMore", "foundSoFar", "didYouMean"] as const)(
    "is said as the site says it: %s",
    (key) => {
      for (const { locale, written } of said) {
        for (const count of [0, 1, 2, 10_000]) {
          const values = { count, total: 20_000, name: "{total} $& x", query: "{count}" };
          expect(t(written, key, values)).toBe(locale.t(key, values));
        }
      }
    },
  );
});

describe("wordsOf", () => {
  test("parts at everything that is no letter, figure or mark", () => {
    expect(wordsOf("État-of-the-art (2nd)")).toEqual(["etat", "of", "the", "art", "2nd"]);
    expect(wordsOf("— …")).toEqual([]);
  });
});

/** Papers as visitors look for them, each with the words by which it is to be found. */
const library: SearchData = {
  ...data,
  slugs: ["muller2019", "orr2020", "watch", "network", "report"],
  titles: [
    "Growth of Trees in Müller’s Garden",
    "Heteroscedastic Networks",
    "A Smart Watch for Foresters",
    "Networking in Smartphones",
    "Ærø and Łódź",
  ],
  words: ["A. Müller Kern-Orr", "Eva Grave", "wearables", "net work", "TR-12 Grönland"],
  page: [0, 0, 0, 0, 0],
  facets: [
    {
      name: "year",
      label: "Year",
      values: [
        ["2020", "2020"],
        ["2019", "2019"],
      ],
      of: [[1], [0], [0], [0], [1]],
    },
    {
      name: "person",
      label: "Person",
      values: [
        ["ada", "Ada Kern"],
        ["ben", "Ben Orr"],
        ["jurgen", "Jürgen Groß"],
      ],
      of: [[0, 2], [1], [2], [1], [0]],
    },
  ],
  byTitle: [0, 1, 2, 3, 4],
  byVenue: [0, 1, 2, 3, 4],
};

describe("createTextSearch, asked as people ask", () => {
  const search = createTextSearch(library);
  const found = (query: string) => [...search.find(query).keys()].map((position) => library.slugs[position]).sort();

  test.each([
    ["kern 2019", ["muller2019", "report"]],
    ["Kern-Orr", ["muller2019"]],
    ["grave", ["orr2020"]],
    ["TR-12", ["report"]],
    ["muller", ["muller2019"]],
    ["mueller", ["muller2019"]],
    ["MÜLLER", ["muller2019"]],
    ["jurgen gross", ["muller2019", "watch"]],
    ["juergen groß", ["muller2019", "watch"]],
    ["aero lodz", ["report"]],
    ["groenland", ["report"]],
    // One letter is wrong, too many or missing, or two are swapped, in a word of five letters or more.
    ["hetaroscedastic", ["orr2020"]],
    ["heterosceddastic", ["orr2020"]],
    ["heterscedastic", ["orr2020"]],
    ["hetreoscedastic", ["orr2020"]],
    ["xeteroscedastic", ["orr2020"]],
    ["forseters", ["watch"]],
    ["kern gorwth", ["muller2019"]],
    ["kren 2019", []],
    // One word for two, two for one.
    ["smart watch", ["watch"]],
    ["smartwatch", ["watch"]],
    ["smart-watch foresters", ["watch"]],
    ["smart phones", ["network"]],
    ["network", ["network", "orr2020"]],
  ])("finds by %j", (query, slugs) => {
    expect(found(query)).toEqual(slugs);
  });

  test("puts what has the very letters before what has others", () => {
    const two = createTextSearch({ ...library, titles: ["Model", "Modal", "", "", ""] });
    expect([...two.find("model").keys()]).toEqual([0]);
    expect([...two.find("modul").keys()].sort()).toEqual([0, 1]);
  });

  test("proposes words that something has where nothing is found", () => {
    expect(found("hetorosceddastic")).toEqual([]);
    expect(search.suggest("hetorosceddastic")).toBe("heteroscedastic");
    expect(search.suggest("hetorosceddastic 2020")).toBe("heteroscedastic 2020");
    expect(search.suggest("heteroscedastic")).toBeUndefined();
    expect(search.suggest("zebra")).toBeUndefined();
    expect(search.suggest("")).toBeUndefined();
  });

  test("reads no operator and no expression in what is typed", () => {
    for (const query of [".*", "(", "AND", "-kern", "kern*", "\\", "title:trees", "__proto__", "constructor"]) {
      expect(() => search.find(query)).not.toThrow();
      expect(() => search.suggest(query)).not.toThrow();
    }
    expect(found("constructor")).toEqual([]);
  });
});

describe("isNearly", () => {
  test.each([
    ["trees", "treas", true],
    ["trees", "tres", true],
    ["trees", "treees", true],
    ["trees", "tresses", true],
    ["trees", "rtees", true],
    ["netwr", "network", true],
    ["trees", "trusts", false],
    ["trees", "bases", false],
    ["trees", "", false],
  ])("%s and %s: %s", (word, other, is) => {
    expect(isNearly(word, other)).toBe(is);
  });
});

describe("nearest", () => {
  test("takes a third of the letters for mistakes, and no more", () => {
    expect(nearest("heterosedastik", ["homoscedastic", "heteroscedastic"])).toBe("heteroscedastic");
    expect(nearest("tree", ["bird", "fish"])).toBeUndefined();
  });
});

describe("joinParts", () => {
  const part = (slugs: readonly string[], facet: Pick<SearchData["facets"][number], "values" | "ranks" | "of">) => ({
    ...data,
    parts: 2,
    slugs,
    titles: slugs.map((slug) => `Title of ${slug}`),
    words: slugs.map(() => ""),
    pages: [`/years/${slugs[0]}/`],
    page: slugs.map(() => 0),
    facets: [{ name: "person", label: "Person", ...facet }],
    byTitle: slugs.map((_, index) => index),
    byVenue: slugs.map((_, index) => index),
  });
  const one = part(["a", "b"], {
    values: [
      ["ada", "Ada Kern"],
      ["cy", "Cy"],
    ],
    ranks: [0, 2],
    of: [[0], [1]],
  });
  const other = part(["c"], {
    values: [
      ["ada", "Ada Kern"],
      ["ben", "Ben Orr"],
    ],
    ranks: [0, 1],
    of: [[1, 0]],
  });

  test("puts columns behind each other, and values in the order of all", () => {
    const both = joinParts(one, other);
    expect(both.slugs).toEqual(["a", "b", "c"]);
    expect(both.page.map((page) => both.pages[page])).toEqual(["/years/a/", "/years/a/", "/years/c/"]);
    const [person] = both.facets;
    expect(person!.values.map(([id]) => id)).toEqual(["ada", "ben", "cy"]);
    expect(person!.of.map((places) => places.map((place) => person!.values[place]![0]))).toEqual([
      ["ada"],
      ["cy"],
      ["ben", "ada"],
    ]);
  });

  test("lets a search go on with what has come", () => {
    const search = createTextSearch(one);
    expect([...search.find("orr").keys()]).toEqual([]);
    search.add(joinParts(one, other), 2);
    expect([...search.find("orr").keys()]).toEqual([2]);
    expect([...search.find("title").keys()].sort()).toEqual([0, 1, 2]);
  });
});

describe("fetchParts", () => {
  const answer = (value: unknown, status = 200) => Promise.resolve(new Response(JSON.stringify(value), { status }));
  const collect = async (parts: Readonly<Record<string, () => Promise<Response>>>, count: number) => {
    const asked: string[] = [];
    vi.stubGlobal("fetch", (address: string) => {
      asked.push(address);
      return parts[address]?.() ?? answer(null, 404);
    });
    onTestFinished(() => {
      vi.unstubAllGlobals();
    });
    const found: unknown[] = [];
    const all = (async () => {
      for await (const part of fetchParts("/a.json", () => count)) found.push(part);
    })();
    return { asked, found, all };
  };

  test("gives each part in its order", async () => {
    const parts = { "/a.json": () => answer(1), "/a.2.json": () => answer(2), "/a.3.json": () => answer(3) };
    const { asked, found, all } = await collect(parts, 3);
    await all;
    expect(found).toEqual([1, 2, 3]);
    expect(asked).toEqual(["/a.json", "/a.2.json", "/a.3.json"]);
  });

  test("gives what came before a part that can't be had, and says so", async () => {
    const { found, all } = await collect({ "/a.json": () => answer(1) }, 2);
    await expect(all).rejects.toThrow("404");
    expect(found).toEqual([1]);
  });
});
