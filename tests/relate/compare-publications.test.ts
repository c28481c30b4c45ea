import { describe, expect, test } from "vitest";
import type { PartialDate } from "../../src/record/dates/partial-date.ts";
import type { Publication } from "../../src/record/publication.ts";
import { publicationComparer } from "../../src/relate/compare-publications.ts";
import { publication } from "../publication.ts";

const date = (...start: [number] | [number, number] | [number, number, number]): { issued: PartialDate } => ({
  issued: { start, circa: false, uncertain: false },
});

function order(...given: Publication[]): string {
  return given
    .toSorted(publicationComparer("en"))
    .map(({ key }) => key)
    .join(" ");
}

describe("publicationComparer", () => {
  test("puts the newest first at each date's own precision", () => {
    expect(
      order(
        publication("y", date(2021)),
        publication("d", date(2021, 3, 5)),
        publication("m", date(2021, 3)),
        publication("n", date(2022)),
      ),
    ).toBe("n d m y");
  });

  test("puts a status without a year first, 'no date' and nothing last, the author's order before all", () => {
    expect(
      order(
        publication("none", {}),
        publication("old", date(1999)),
        publication("press", { status: "in press" }),
        publication("nd", { status: "no date" }),
        publication("second", { ...date(1900), order: 2 }),
        publication("first", { order: 1 }),
        publication("bc", date(-44)),
      ),
    ).toBe("first second press old bc nd none");
  });

  test("counts a range by its end, an open one by its start, and a season by its months", () => {
    const range = (start: [number], end: [number] | "open") => ({
      issued: { start, end, circa: false, uncertain: false },
    });
    expect(
      order(
        publication("open", range([2000], "open")),
        publication("range", range([1990], [2005])),
        publication("winter", { issued: { start: [2005], season: 4, circa: false, uncertain: false } }),
      ),
    ).toBe("winter range open");
  });

  test("then goes by title as the language sorts, numbers by value, then by key", () => {
    const title = (text: string) => ({ title: [{ kind: "text" as const, value: text }] });
    expect(
      order(
        publication("z", title("Éa")),
        publication("b", title("Part 10")),
        publication("c", title("Part 9")),
        publication("a2", title("Ea")),
        publication("a1", title("Ea")),
      ),
    ).toBe("a1 a2 z c b");
  });
});
