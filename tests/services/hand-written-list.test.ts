import { expect, test } from "vitest";
import { identifiersIn } from "../../src/services/reading/identify.ts";

/** How people write the identifier of a paper into a list, with what else stands there; `§` is another number in each. */
const ways = [
  "- Kern, A. (2021). Growth §. *Journal of Tests*, 3(2), 1–9. https://doi.org/10.5555/growth§",
  "- Kern A, Orr B. Growth §. J Tests. 2021;3:1-9. doi: 10.5555/med§. PMID: 1234§",
  "- A. Kern and B. Orr. **Growth §.** CT 2020. [[PDF](https://example.org/§.pdf)] [[arXiv](https://arxiv.org/abs/2101.0§)] [[Code](https://github.com/kern/§)]",
  "- Kern, Growth §, arXiv:2102.0§ [cs.CL], 2021.",
  "* Growth §. [Paper](https://aclanthology.org/2020.acl-main.§/), [slides](files/§.pdf), [video](https://example.org/v/§)",
  "§. A. Kern, “Growth §,” in *Proc. CT*, 2019, pp. 10–20, doi:10.5555/3025453.§.",
  '<li>Kern, A.: <i>Growth §</i>. <a href="https://dl.acm.org/doi/10.1145/33§.44§">ACM</a>, <a href="/kern.html">me</a></li>',
  '<li>\n  <b>Growth §</b><br>\n  Ada Kern, Ben Orr<br>\n  <a href="https://doi.org/10.5555/html§">doi</a>\n  <a href="https://arxiv.org/pdf/2103.0§">preprint</a>\n</li>',
  "- Kern, A.\n  Growth §.\n  https://openreview.net/forum?id=open§ (https://arxiv.org/abs/2104.0§)",
  "\\bibitem{kern§} A.~Kern. Growth §.\n\\newblock Tests, 2018.\n\\newblock \\doi{10.5555/latex§}.",
  "- Kern, A. Trees §. University Press, 2015. ISBN 978-0-13-110362-7",
  "- Kern, A. Growth §. https://hal.science/hal-0123§",
];

test("36 papers of a list of 38 written by hand are named, each once and in its order", () => {
  const numbers = Array.from({ length: 36 }, (_, index) => index);
  // A book has one number in the world, so that its item stands there once.
  const itemOf = (index: number) => {
    const way = ways[index % ways.length]!;
    const isRepeatedBook = way.includes("ISBN") && index >= ways.length;
    return (isRepeatedBook ? ways[0]! : way).replaceAll("§", `${1000 + index}`.slice(1).padStart(4, "9"));
  };
  const items = numbers.map(itemOf);
  const list = [
    "# Ada Kern",
    "",
    "## Papers",
    ...items.slice(0, 20),
    "- A. Kern. A talk, Delft, 3 May 2017, pp. 1-20.",
    "",
    "## More",
    ...items.slice(20),
    "- A. Kern. In preparation, 2027.",
  ].join("\n");
  const found = identifiersIn(list);
  expect(found).toHaveLength(36);
  expect(found.map(({ line }) => line)).toEqual(found.map(({ line }) => line).toSorted((one, other) => one - other));
  expect([found[0]!.heading, found.at(-1)!.heading]).toEqual(["Papers", "More"]);
  expect(found.slice(0, 12).map(({ asked: { kind } }) => kind)).toEqual(
    "doi doi arxiv arxiv acl doi doi doi openreview doi isbn hal".split(" "),
  );
});
