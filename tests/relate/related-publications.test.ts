import { describe, expect, test } from "vitest";
import type { DateParts } from "../../src/record/dates/partial-date.ts";
import type { Person } from "../../src/record/site-settings.ts";
import type { CataloguedPerson, CataloguedPublication, CataloguedVenue } from "../../src/relate/catalogue.ts";
import { relatedPublications } from "../../src/relate/related-publications.ts";
import { publication } from "../publication.ts";

/** What a paper has, by name: the same name is the same thing. */
interface Paper {
  readonly collections?: readonly string[];
  readonly people?: readonly string[];
  readonly keywords?: readonly string[];
  readonly venue?: string;
  readonly date?: DateParts;
}

const owner: Person = { id: "owner", name: "owner", variants: [], owner: true };

/** The papers as a catalogue has them; the person "owner" is the site's. */
function catalogued(papers: readonly Paper[]): readonly CataloguedPublication[] {
  const known = new Map<string, unknown>();
  const one = <Thing>(key: string, make: () => Thing): Thing => {
    if (!known.has(key)) known.set(key, make());
    return known.get(key) as Thing;
  };
  const group = (name: string) => ({ slug: name, name, hasPage: true });
  const personOf = (name: string): CataloguedPerson => ({
    ...group(name),
    sortName: name,
    person: name === "owner" ? owner : undefined,
  });
  return papers.map(({ collections = [], people = [], keywords = [], venue, date }, index) => ({
    publication: publication(`p${index}`, {
      keywords,
      ...(date === undefined ? {} : { issued: { start: date, circa: false, uncertain: false } }),
    }),
    digest: "",
    slug: `p${index}`,
    authorPersons: [],
    people: people.map((name) => one(`person ${name}`, () => personOf(name))),
    venue: undefined,
    cataloguedVenue:
      venue === undefined
        ? undefined
        : one(`venue ${venue}`, (): CataloguedVenue => ({ ...group(venue), venue: undefined })),
    collections: collections.map((slug) => ({ slug, title: slug })),
    versions: [],
  }));
}

/** The papers followed by others that share nothing with any, up to a number of papers. */
const among = (count: number, papers: readonly Paper[]): readonly Paper[] => [
  ...papers,
  ...Array.from({ length: count - papers.length }, () => ({})),
];

const related = (papers: readonly Paper[], position = 0) => relatedPublications(catalogued(papers))(position);
const indexes = (papers: readonly Paper[], position = 0) => related(papers, position)!.map(({ index }) => index);

describe("relatedPublications", () => {
  test("scores by kind and rarity: 4, 3, 2 and 1 times ln(N / n)", () => {
    const papers = among(12, [
      { collections: ["c"], people: ["a"], keywords: ["k"], venue: "v" },
      { venue: "v" },
      { keywords: ["k"] },
      { people: ["a"] },
      { collections: ["c"] },
      { venue: "v", keywords: ["k"] },
    ]);
    // Half of twelve have none of these; "k" and "v" are of three papers, "a" and "c" of two.
    expect(related(papers)).toEqual([
      { index: 4, score: expect.closeTo(4 * Math.log(6), 12) },
      { index: 3, score: expect.closeTo(3 * Math.log(6), 12) },
      { index: 5, score: expect.closeTo(3 * Math.log(4), 12) },
      { index: 2, score: expect.closeTo(2 * Math.log(4), 12) },
      { index: 1, score: expect.closeTo(Math.log(4), 12) },
    ]);
  });

  test("prefers what few share", () => {
    const papers = among(20, [
      { keywords: ["common", "rare"] },
      { keywords: ["common"] },
      { keywords: ["common"] },
      { keywords: ["rare"] },
    ]);
    expect(indexes(papers)).toEqual([3, 1, 2]);
  });

  test("does not relate by the owner or by what half of all have", () => {
    const both = among(9, [{ people: ["owner"] }, { people: ["owner"] }]);
    expect(both.map((_, position) => related(both, position))).toEqual(Array.from({ length: 9 }, () => []));
    expect(indexes(among(4, [{ keywords: ["k"] }, { keywords: ["k"] }]))).toEqual([]);
    expect(indexes(among(5, [{ keywords: ["k"] }, { keywords: ["k"] }]))).toEqual([1]);
  });

  test("knows a keyword in any case, and counts nothing twice", () => {
    const papers = among(9, [
      { keywords: ["Graph  Theory", "graph theory", "..."] },
      { keywords: ["GRAPH THEORY", "."] },
    ]);
    expect(related(papers)).toEqual([{ index: 1, score: expect.closeTo(2 * Math.log(4.5), 12) }]);
  });

  test("gives five at most, equals by nearness in date, then in the catalogue's order, the undated last", () => {
    const papers = among(20, [
      { keywords: ["k"] },
      { keywords: ["k"], date: [2030] },
      { keywords: ["k"], date: [2021, 6, 2] },
      { keywords: ["k"], date: [2021, 6] },
      { keywords: ["k"], date: [2021, 7] },
      { keywords: ["k"], date: [2021, 5] },
      { keywords: ["k"], date: [2020, 12] },
      { keywords: ["k"] },
    ]);
    expect(indexes(papers, 3)).toEqual([2, 4, 5, 6, 1]);
    expect(indexes(papers, 0)).toEqual([1, 2, 3, 4, 5]);
  });

  test("scores those it considers by all they share, though it looks only so far for who shares a thing", () => {
    // Paper 0 shares its topic with 99 others, a person with the last of them, and nothing else.
    const papers = among(300, [
      { collections: ["topic"], people: ["a"] },
      ...Array.from({ length: 98 }, () => ({ collections: ["topic"] })),
      { collections: ["topic"], people: ["a"] },
    ]);
    const [best, ...others] = related(papers)!;
    expect(best).toEqual({ index: 99, score: expect.closeTo(3 * Math.log(150) + 4 * Math.log(3), 12) });
    expect(others.map(({ index }) => index)).toEqual([1, 2, 3, 4]);
  });

  test("looks fifteen to each side among those that share a thing", () => {
    // The nearest in date is the last of those that share the topic.
    const papers = (between: number) =>
      among(100, [
        { collections: ["topic"], date: [2000] },
        ...Array.from({ length: between }, () => ({ collections: ["topic"] })),
        { collections: ["topic"], date: [2000] },
      ]);
    expect(indexes(papers(14))).toEqual([15, 1, 2, 3, 4]);
    expect(indexes(papers(15))).toEqual([1, 2, 3, 4, 5]);
    expect(indexes(papers(14), 15)).toEqual([0, 1, 2, 3, 4]);
    expect(indexes(papers(15), 16)).toEqual([1, 2, 3, 4, 5]);
  });

  test("survives a paper by thousands, of whom the first thirty count", () => {
    const people = Array.from({ length: 3000 }, (_, index) => `person ${index}`);
    const papers = among(9, [{ people }, { people }, { people: ["person 29"] }, { people: ["person 30"] }]);
    const [first, ...others] = related(papers)!;
    expect(first).toEqual({ index: 1, score: expect.closeTo(3 * (29 * Math.log(4.5) + Math.log(3)), 9) });
    expect(others.map(({ index }) => index)).toEqual([2]);
  });

  test("leaves out other versions of the work, which name each other by themselves", () => {
    const papers = catalogued([{ keywords: ["x"] }, { keywords: ["x"] }, { keywords: ["x"] }, {}, {}, {}, {}]);
    const [first, second, ...others] = papers as [CataloguedPublication, CataloguedPublication];
    const relatedTo = relatedPublications([
      { ...first, versions: [second] },
      { ...second, versions: [first] },
      ...others,
    ]);
    expect(relatedTo(0).map(({ index }) => index)).toEqual([2]);
    expect(relatedTo(2).map(({ index }) => index)).toEqual([0, 1]);
    expect(relatedTo(0).map(({ index }) => index)).toEqual([2]);
  });
});
