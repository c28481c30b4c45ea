import { describe, expect, test } from "vitest";
import { median } from "../../bench/median.ts";
import { readTime } from "../../bench/speed/measure.ts";
import { addEntry, editEntry, markdownOf, type Paper } from "../../bench/speed/papers.ts";
import {
  alignedText,
  goalTable,
  growthTable,
  markdownText,
  measuredTable,
  Results,
  readRooms,
  roomTable,
} from "../../bench/speed/results.ts";
import type { Work } from "../../bench/speed/works.ts";
import { sourceFile } from "../../src/input/files/source-file.ts";
import { readPublications } from "../../src/pipeline.ts";

/** Rows with these times in seconds. */
function rowsOf(...rows: readonly (readonly [papers: number, work: Work, ...times: readonly number[]])[]) {
  const results = new Results();
  for (const [papers, work, ...times] of rows) for (const wall of times) results.add(papers, { work, run: { wall } });
  return results.rows();
}

describe("median", () => {
  test("is the middle one, however they come", () => expect(median([97, 100, 3, 98, 99])).toBe(98));
  test("of an even number is the lower of the two", () => expect(median([4, 1, 3, 2])).toBe(2));
});

describe("goalTable", () => {
  const goalOf = (text: string, papers: string, rows: Parameters<typeof goalTable>[0]) =>
    goalTable(rows)
      .rows.filter(([work, count]) => work!.startsWith(text) && count === papers)
      .map((row) => row.slice(2));

  test("sets the product's median beside the peer's of the same papers", () => {
    const rows = rowsOf([10_000, "cold", 9, 30, 10], [10_000, "hugo", 4, 5, 6], [1000, "hugo", 100]);
    expect(goalOf("cold build from BibTeX, one citation style, everything on, against Hugo", "10,000", rows)).toEqual([
      ["2.00", "at most 2", "yes"],
    ]);
  });

  test("says where a goal is missed, and where it was not asked", () => {
    const rows = rowsOf([10_000, "warm", 1.3], [10_000, "hugo", 5]);
    expect(goalOf("warm build, nothing changed", "10,000", rows)).toEqual([["0.26", "at most 0.25", "**no**"]]);
    expect(goalOf("warm build, one entry edited", "10,000", rows)).toEqual([["not run", "at most 0.2", "not run"]]);
  });

  test("shows a ratio that has no goal as well", () => {
    const rows = rowsOf([1000, "markdown", 3], [1000, "hugo", 4]);
    expect(goalOf("cold build from Markdown", "1,000", rows)).toEqual([["0.75", "–", "–"]]);
  });

  test("compares CPU seconds where the peer does equal work, and looks at memory by itself", () => {
    const results = new Results();
    results.add(10_000, { work: "markdown", run: { wall: 1, cpu: 8 } });
    results.add(10_000, { work: "hugo-equal", run: { wall: 100, cpu: 32 } });
    results.add(10_000, { work: "cold", run: { wall: 1, peak: 400.4 } });
    expect(goalOf("cold build from Markdown, references off, against Hugo doing", "10,000", results.rows())).toEqual([
      ["0.25", "at most 0.3", "yes"],
    ]);
    expect(goalOf("most memory", "10,000", results.rows())).toEqual([["400", "at most 400", "**no**"]]);
  });

  test("takes Jekyll alone where jekyll-scholar was not run, and says so", () => {
    const rows = rowsOf([1000, "cold", 1], [1000, "jekyll", 4]);
    expect(goalTable(rows).rows).toEqual([
      [expect.stringContaining("Jekyll alone"), "1,000", "0.25", "at most 0.02", "**no**"],
    ]);
    const both = rowsOf([1000, "cold", 1], [1000, "jekyll", 4], [1000, "jekyll-scholar", 50]);
    expect(goalTable(both).rows).toEqual([
      [expect.not.stringContaining("alone"), "1,000", "0.02", "at most 0.02", "yes"],
    ]);
  });
});

describe("growthTable", () => {
  test("compares medians of ten times as many papers, from 1,000 on", () => {
    const rows = rowsOf(
      [10, "cold", 1],
      [100, "cold", 50],
      [1000, "cold", 4, 2, 3],
      [10_000, "cold", 33],
      [100_000, "cold", 400],
    );
    expect(growthTable(rows).rows.map((row) => row.slice(1))).toEqual([
      ["1,000 to 10,000", "11.0", "at most 11", "yes"],
      ["10,000 to 100,000", "12.1", "at most 11", "**no**"],
    ]);
  });

  test("shows a peer's growth without a goal", () => {
    const rows = rowsOf([1000, "hugo", 1], [10_000, "hugo", 20]);
    expect(growthTable(rows).rows).toEqual([["Hugo", "1,000 to 10,000", "20.0", "–", "–"]]);
  });
});

describe("measuredTable", () => {
  test("shows medians and the range, and why a row was not run", () => {
    const results = new Results();
    for (const [wall, cpu] of [
      [12.345, 20],
      [9, 10],
      [10, 30],
    ] as const)
      results.add(1000, {
        work: "cold",
        run: { wall, cpu, peak: 100, otherLoad: 0.5 },
        written: { files: 2722, bytes: 3e7 },
      });
    results.fail(1000, "hugo", "no time left");
    expect(measuredTable(results.rows()).rows).toEqual([
      [
        "1,000",
        "cold build, BibTeX, one citation style",
        "3",
        "10.0",
        "9.00–12.3",
        "20.00",
        "100",
        "2,722",
        "30.0",
        "0.50",
      ],
      ["1,000", "Hugo (no time left)", "0", "not run", "–", "–", "–", "–", "–", "–"],
    ]);
  });
});

describe("readTime", () => {
  test("reads what GNU time says after the command", () => {
    expect(readTime("1 warning\n2.25 0.50 1000\n")).toEqual({
      cpu: 2.75,
      peak: 1.024,
    });
  });
});

describe("the time by room", () => {
  const said = `content/publications/refs.bib:3:1  warning  input/unknown-field
  The field "athors" is not known, so it is shown nowhere.
  hint: did you mean "authors" of 2007.

1 warning
read        12.5
parse    1,200
write to disk  7 ms
`;

  test("is read of the lines that give it, and of no message", () => {
    expect([...readRooms(said)]).toEqual([
      ["read", 12.5],
      ["parse", 1200],
      ["write to disk", 7],
    ]);
  });

  test("is a row for each work that told it", () => {
    const results = new Results();
    results.add(1000, { work: "cold", run: { wall: 2 }, said });
    results.add(1000, { work: "warm", run: { wall: 1 }, said: "read  4\n" });
    results.add(1000, { work: "hugo", run: { wall: 1 } });
    expect(roomTable(results.rows())).toEqual({
      head: ["papers", "work", "read", "parse", "write to disk"],
      rows: [
        ["1,000", "cold build, BibTeX, one citation style", "13", "1,200", "7"],
        ["1,000", "warm build, nothing changed", "4", "–", "–"],
      ],
    });
    expect(roomTable(rowsOf([10, "hugo", 1]))).toBeUndefined();
  });
});

describe("a table", () => {
  const table = {
    head: ["work", "ratio"],
    rows: [
      ["a | b", "**10.5**"],
      ["c", "1"],
    ],
  };

  test("is aligned in a terminal", () => expect(alignedText(table)).toBe("work   ratio\na | b   10.5\nc          1"));
  test("is a table of Markdown in a file", () => {
    expect(markdownText(table)).toBe("| work | ratio |\n| --- | ---: |\n| a \\| b | **10.5** |\n| c | 1 |");
  });
});

describe("the papers", () => {
  const paper: Paper = {
    bibkey: "kern2021growth1",
    pubtype: "inproceedings",
    title: "GPU: Growth in $O(n \\log n)$ Time & Beyond",
    authors: ["Jörg Kern", "Ada M. de la Orr Jr."],
    venue: "Proceedings of EXCONF 2021",
    date: "2021-03-04",
    topics: ["trees", "growth"],
    doi: "10.5555/ex.2021.1",
    arxiv: "2103.10001",
    links: [{ name: "pdf", url: "https://papers.example.org/1.pdf" }],
    note: "Best paper award",
    abstract: "We show: 5% more with $k=5$.",
  };

  test("are read from Markdown without a message, every value in its place", () => {
    const { value, diagnostics } = readPublications([sourceFile("kern2021growth1.md", markdownOf(paper))]);
    expect(diagnostics).toEqual([]);
    expect(value[0]!.publication).toMatchObject({
      key: "kern2021growth1",
      type: "paper-conference",
      doi: "10.5555/ex.2021.1",
      issued: { start: [2021, 3, 4] },
      keywords: ["trees", "growth"],
    });
    expect(value[0]!.publication.author).toHaveLength(2);
  });

  const entry = (key: string) => `@article{${key},
  author       = {Kern, Ada},
  title        = {Growth},
  year         = {2021},
  abstract     = {We show that pines grow.},
}

`;
  const read = (text: string) =>
    readPublications([sourceFile("refs.bib", text)]).value.map(({ publication }) => publication);

  test("are edited in the one entry that is named", () => {
    const text = editEntry(entry("a") + entry("ab") + entry("c"), "ab", ["title", "abstract"], "Edited");
    expect(text).toBe(
      entry("a") + entry("ab").replace("{Growth", "{Edited Growth").replace("{We", "{Edited We") + entry("c"),
    );
  });

  test("become one more", () => {
    expect(read(addEntry(entry("a"), "added")).map(({ key }) => key)).toEqual(["a", "added"]);
  });
});
