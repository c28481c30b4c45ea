import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { inspectionSchema, inspectPublications } from "../../src/export/inspection.ts";
import { sourceFile } from "../../src/input/files/source-file.ts";
import { readPublications } from "../../src/pipeline.ts";

function inspect(bibtex: string) {
  const { value, diagnostics } = readPublications([sourceFile("a.bib", bibtex)]);
  return inspectPublications(
    value.map(({ publication }) => publication),
    diagnostics,
  );
}

describe("inspectPublications", () => {
  test("fits the schema that is printed, from an empty entry to a full one", () => {
    const inspection = inspect(`
      @misc{empty,}
      @article{full, author={Ein*, Al and {The ALPIN Team} and others}, author+an={1=corresponding}, editor={de Vos, Jr., B.},
        title={On $k$-\\emph{means}}, journal={J}, volume=1, number=2, pages={1--2}, date={2020-01/2020-03~}, urldate={2021},
        eventdate={2019/}, origdate={-0044}, doi={10.5555/x}, eprint={2001.00001}, eprinttype={arxiv}, eprintclass={cs.CL},
        isbn={978-3-16-148410-0}, url={https://example.org}, langid={german}, keywords={a; b}, abstract={A. \\par B.},
        note={N}, code={https://example.org/c}, custom={kept}, pubstate={inpress}, year={x}}
      @novella{odd, title={Open {brace}, year=2000
    `);
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(inspectionSchema());
    validate(inspection);
    expect(validate.errors).toBeNull();
    expect(inspection.publications.map(({ key }) => key)).toEqual(["empty", "full", "odd"]);
  });

  test("keeps keys unique, so that no entry hides another", () => {
    const { publications } = inspect("@misc{a, title={One}}\n@misc{a, title={Two}}");
    expect(publications.map(({ key, title }) => [key, title.text])).toEqual([
      ["a", "One"],
      ["a#2", "Two"],
    ]);
  });

  test("shows a range, an open range and words as the schema says", () => {
    const { publications } = inspect(
      "@misc{a, title={T}, date={2019-02/2019-03}}\n@misc{b, title={T}, date={2019/}}\n@misc{c, title={T}, date={c. 1890}}\n@misc{d, title={T}, date={some day}}",
    );
    expect(publications.map(({ issued }) => [issued?.dateParts, issued?.open, issued?.circa, issued?.literal])).toEqual(
      [
        [
          [
            [2019, 2],
            [2019, 3],
          ],
          false,
          false,
          null,
        ],
        [[[2019]], true, false, null],
        [[[1890]], false, true, null],
        [[], false, false, "some day"],
      ],
    );
  });
});
