import { describe, expect, test } from "vitest";
import { loadSite } from "../../src/pipeline.ts";
import { siteIn } from "../site-in.ts";

function told(bibtex: string) {
  const { diagnostics } = loadSite(siteIn({ "a.bib": bibtex }));
  return diagnostics.filter(({ code }) => code === "relate/same-work");
}

const work = (key: string, fields: string, type = "article") => `@${type}{${key}, ${fields}}\n`;
const kern = "author={Kern, Ada and Orr, Ben}, title={On Pines}, year=2020";

describe("one paper listed twice", () => {
  test.each([
    ["a DOI in other letters and as an address", "doi={10.5555/ab}", "doi={https://doi.org/10.5555/AB}"],
    [
      "an arXiv identifier of another version",
      "eprint={2106.05970v1}, archiveprefix={arXiv}",
      "eprint={2106.05970v3}, archiveprefix={arXiv}",
    ],
  ])("is seen by %s", (_, one, other) => {
    const found = told(
      work("a", `title={A}, year=2020, ${one}`, "misc") + work("b", `title={B}, year=2020, ${other}`, "misc"),
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      line: 2,
      key: "b",
      message: expect.stringContaining('"a" in content/publications/a.bib:1'),
    });
  });

  test("is seen by title, authors and year, in other case, accents and initials", () => {
    const found = told(
      work("a", "author={Müller, Zoë}, title={{On Pines}: a Study}, year=2020, journal={J}") +
        work("b", "author={Z. Muller}, title={On pines. A study}, year=2020, journal={J}"),
    );
    expect(found).toHaveLength(1);
  });

  test.each([
    [
      "they name each other as versions",
      work("a", `${kern}, doi={10.5555/x}`),
      work("b", `${kern}, doi={10.5555/x}, versions={a}`),
    ],
    [
      "one is the preprint of the other",
      work("a", `${kern}, journal={J}`),
      work("b", `${kern}, eprint={2106.05970}, archiveprefix={arXiv}`, "misc"),
    ],
    ["they are in two journals", work("a", `${kern}, journal={J}`), work("b", `${kern}, journal={K}`)],
    [
      "they are on other pages",
      work("a", `${kern}, journal={J}, pages={1--2}`),
      work("b", `${kern}, journal={J}, pages={3--4}`),
    ],
    [
      "another wrote it",
      work("a", `${kern}, journal={J}`),
      work("b", "author={Kern, Eva and Orr, Ben}, title={On Pines}, year=2020, journal={J}"),
    ],
    ["nobody is named", work("a", "title={Editorial}, year=2020"), work("b", "title={Editorial}, year=2020")],
  ])("is not seen where %s", (_, one, other) => {
    expect(told(one + other)).toEqual([]);
  });
});
