import { describe, expect, test } from "vitest";
import { bundledStyles } from "../../src/build/bundled-styles.ts";
import { createReferenceWriter, type SentStyle } from "../../src/csl/cited-item.ts";
import { createCitationFormatter } from "../../src/export/citation.ts";
import { publicationToCsl } from "../../src/export/csl-json.ts";
import { createSerializer } from "../../src/export/serializations.ts";
import { localeToSend, stylesToSend, visitorStyles } from "../../src/export/visitor-styles.ts";
import { loadSite } from "../../src/pipeline.ts";
import type { Publication } from "../../src/record/publication.ts";
import { siteIn } from "../site-in.ts";

const bibliography = String.raw`
@article{case, author = {Kern, Ada and Orr, Ben}, title = {Growth of Tall Trees in the {Alps}: A Survey}, journal = {Journal of Tests},
  volume = 3, number = 2, pages = {11--19}, year = 2021, month = mar, doi = {10.5555/a-b}}
@book{circa, author = {Kern, Ada}, title = {Old <i>Trees</i> & \emph{Pines}}, publisher = {Test Press}, address = {Delft}, date = {1723~}}
@inproceedings{many, author = {Kern, Ada and Orr, Ben and others}, title = {Sorting $n^2$ Things}, booktitle = {Proceedings of the Conference on Tests}, year = 2020}
@phdthesis{thesis, author = {Orr, Ben}, title = {On Sorting}, number = {6999-2016}, school = {University of Tests}, year = 2019}
@misc{soon, author = {{The ALPIN Collaboration}}, title = {A Field Guide}, eprint = {2101.00001}, eprinttype = {arxiv}, pubstate = {inpress}}
@incollection{chapter, author = {Kern, Ada}, title = {A Chapter of Its Own}, booktitle = {The Big Book of Trees}, editor = {Orr, Ben}, edition = 2, pages = {1--9}, publisher = {Test Press}, year = 2018}
`;

describe("the styles that visitors have at choice", () => {
  // As a browser has them.
  const styles: Readonly<Record<string, SentStyle>> = JSON.parse(JSON.stringify(stylesToSend(bundledStyles())));
  const works = (): readonly Publication[] =>
    loadSite(siteIn({ "a.bib": bibliography })).value.catalogue.publications.map(({ publication }) => publication);

  const inBrowser = (publication: Publication, name: string, locale: string): string => {
    const { csl, cited } = createSerializer(new Map())({
      digest: publication.key,
      publication,
      styles: [],
      locale,
      references: { sentenceCase: "bibtex" },
      language: "en",
    });
    const words = JSON.parse(JSON.stringify(localeToSend(locale)));
    return createReferenceWriter(styles[name]!, words)(JSON.parse(csl), cited === "" ? undefined : JSON.parse(cited))
      .html;
  };

  test.each(["en-US", "de-DE"])("write in a browser what the site writes, in %s", (locale) => {
    const publications = works();
    expect(publications).toHaveLength(6);
    for (const name of ["apa", "vancouver"]) {
      const options = { style: { name }, locale, references: { sentenceCase: "bibtex" }, language: "en" } as const;
      const { format } = createCitationFormatter(options)!;
      for (const publication of publications)
        expect(inBrowser(publication, name, locale), publication.key).toBe(
          format(publication, publicationToCsl(publication)).html,
        );
    }
  });

  test("are six, each as its authors ask for it", () => {
    const paper = works().find(({ key }) => key === "case")!;
    const references = Object.fromEntries(
      visitorStyles.map(({ name }) => [name, inBrowser(paper, name, "en-US").replace(/<[^>]*>/g, "")]),
    );
    expect(references).toEqual({
      apa: "Kern, A., &amp; Orr, B. (2021). Growth of tall trees in the Alps: A survey. Journal of Tests, 3(2), 11–19. https://doi.org/10.5555/a-b",
      mla: "Kern, Ada, and Ben Orr. “Growth of Tall Trees in the Alps: A Survey.” Journal of Tests, vol. 3, no. 2, Mar. 2021, pp. 11–19, https://doi.org/10.5555/a-b.",
      chicago:
        "Kern, Ada, and Ben Orr. 2021. “Growth of Tall Trees in the Alps: A Survey.” Journal of Tests 3 (2): 11–19. https://doi.org/10.5555/a-b.",
      ieee: "A. Kern and B. Orr, “Growth of Tall Trees in the Alps: A Survey,” Journal of Tests, vol. 3, no. 2, pp. 11–19, Mar. 2021, doi: 10.5555/a-b.",
      harvard:
        "Kern, A. and Orr, B. (2021) ‘Growth of Tall Trees in the Alps: A Survey’, Journal of Tests, 3(2), pp. 11–19. Available at: https://doi.org/10.5555/a-b.",
      vancouver:
        "Kern A, Orr B. Growth of tall trees in the Alps: a survey. Journal of Tests. 2021 Mar;3(2):11–9. doi:10.5555/a-b",
    });
  });

  test("say whose they are and under which licence", () => {
    for (const { about } of [...Object.values(styles), localeToSend("de-DE")])
      expect(about).toMatch(/github\.com\/citation-style-language.*CC BY-SA 3\.0/);
    expect(Object.keys(styles)).toEqual(visitorStyles.map(({ name }) => name));
  });
});
