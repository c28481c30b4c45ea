import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { publicationToMarkdown } from "../../src/export/front-matter.ts";
import { inspectPublications } from "../../src/export/inspection.ts";
import { sourceFile } from "../../src/input/files/source-file.ts";
import { readPublications } from "../../src/pipeline.ts";
import type { Name } from "../../src/record/names/name.ts";
import type { Publication } from "../../src/record/publication.ts";
import { parts } from "../../src/record/publication-fields.ts";
import { fullPublication, sampleName } from "./sample-publication.ts";

/** What a paper is read as once it has gone through its own file. */
function again(publication: Publication) {
  const { text, files } = publicationToMarkdown(publication);
  const { value, diagnostics } = readPublications([sourceFile(`content/publications/${publication.key}.md`, text)]);
  expect(value).toHaveLength(1);
  return { read: value[0]!.publication, text, files, diagnostics };
}

const shown = (publication: Publication) => inspectPublications([publication], []).publications[0]!;
/** What an entry of BibTeX alone says, or a Markdown file in another way. */
const otherwise = new Set(["source", "bibtex", "entryType", "extra", "containerNames", "teaser", "links"]);
const changedParts = (before: Publication, after: Publication) =>
  Object.keys(shown(before)).filter(
    (part) =>
      !otherwise.has(part) &&
      JSON.stringify(shown(before)[part as "key"]) !== JSON.stringify(shown(after)[part as "key"]),
  );

/** The sample with identifiers that are right, and with names of which all is said that can be said of each. */
function sample(article: Publication): Publication {
  const named = (family: string, facts: Partial<Name> = {}) => [sampleName({ family, given: "Ada", ...facts })];
  const facts = {
    corresponding: true,
    annotations: ["corresponding"],
    affiliations: ["Uni"],
    orcid: "0000-0002-1825-0097",
  };
  return {
    ...article,
    entryType: "article-journal",
    author: named("Kern", facts),
    editor: named("Orr", facts),
    translator: named("Berg"),
    containerAuthor: named("Wald"),
    holder: named("Halter"),
    distinction: article.distinctions[0]!.name,
    jurisdiction: [],
    language: "de",
    isbn: "978-0-13-110362-7",
    issn: "1234-5679",
    pmid: "123",
    pmcid: "PMC123",
    doi: "10.5555/full",
    url: "https://example.org/full",
  };
}

describe("a paper as a Markdown file", () => {
  // No kind of work has all of these: an article's number stands where the pages would, and so on.
  const { articleNumber: _, ...article } = fullPublication();
  test.each(parts.filter((part) => part in article && !otherwise.has(part) && !/Truncated$/.test(part)))(
    "says %s",
    (part) => {
      const publication = sample(article);
      expect(shown(again(publication).read)[part as "key"]).toEqual(shown(publication)[part as "key"]);
    },
  );

  const sources: Readonly<Record<string, string>> = {
    "a book and a chapter": `@book{b, title={Trees, and {DNA} & more: a_b * c}, author={van der Berg, Jan and {The ALPIN Group} and Kern, Jr., Ada}, year={2020}, publisher={Barnes and Noble}, address={Delft}, series={Woods}, volume={3}, edition={2}, isbn={978-0-13-110362-7}, pagetotal={300}}
@incollection{c, title={On $x_1 < 2$ and \\emph{more}}, author={Kern, Ada and others}, editor={Orr, Ben}, booktitle={A Book}, bookauthor={Orr, Ben}, pages={1--9}, chapter={4}, date={2019-03-05}}`,
    conferences: `@inproceedings{p, title={Firs}, author={Kern, Ada and Orr, Ben}, author+an={1=corresponding}, booktitle={Proc. of X}, eventtitle={X 2020}, venue={Delft}, eventdate={2020-03-01/2020-03-04}, year=2020, eprint={TR20-1}, eprinttype={ECCC}, related={q}}
@unpublished{q, title={A talk}, author={Orr, Ben}, year={2021}, note={Given at \\textbf{X}, 5cm$\\times$6}}`,
    "theses, reports, patents": `@phdthesis{t, title={A}, author={Kern, Ada}, school={Uni}, year=2019, type={Doktorarbeit}}
@techreport{r, title={A}, author={Kern, Ada}, institution={Uni}, number={12}, year=2019}
@patent{u, title={A}, author={Kern, Ada}, holder={{Uni} and Orr, Ben}, number={US123}, location={countryus}, year=2019}`,
    "preprints and data": `@misc{e, title={A}, author={Kern, Ada}, eprint={2101.00001}, eprinttype={arxiv}, eprintclass={cs.CL}, year=2021}
@dataset{d, title={D}, author={Kern, Ada}, publisher={Zenodo}, version={1.2}, doi={10.5281/zenodo.7}, date={2020~}, urldate={2021-02-03}, url={https://example.org/d}}`,
    articles: `@article{j, title={A: B}, subtitle={C}, author={Kern, Ada*  and  Orr, Ben}, journal={J. of T}, volume={3}, number={2}, eid={e7}, year={in press}, abstract={One.\n\nTwo, with 50\\% & $x$.}, keywords={trees; growth, in woods}, language={german}, pmid={123}, issn={1234-5679}}`,
  };
  test.each(Object.entries(sources))("is read as the entries are: %s", (_name, bibtex) => {
    const works = readPublications([sourceFile("content/publications/all.bib", bibtex)]).value;
    expect(works.length).toBeGreaterThan(0);
    for (const { publication } of works) {
      const { read, diagnostics } = again(publication);
      expect(changedParts(publication, read), publication.key).toEqual([]);
      expect(diagnostics).toEqual([]);
    }
  });

  test("of the demo is read as the demo", () => {
    const folder = path.resolve("content/publications");
    const files = readdirSync(folder)
      .filter((name) => /\.(?:md|bib)$/.test(name))
      .map((name) => sourceFile(`content/publications/${name}`, readFileSync(path.join(folder, name), "utf8")));
    for (const { publication } of readPublications(files).value)
      expect(changedParts(publication, again(publication).read), publication.key).toEqual([]);
  });

  test("names the files that the paper names, and shows no sign of a text as markup", () => {
    const publication = {
      ...fullPublication(),
      links: [{ label: "PDF", href: "content/publications/a/x.pdf", kind: "pdf" as const }],
      teaser: "content/publications/a/x.png",
      publisher: "*A* <b>B</b> $x$ [c](d) & `e` \\ f",
    };
    const { text, files, read } = again(publication);
    expect([...files]).toEqual([
      ["content/publications/a/x.png", "x.png"],
      ["content/publications/a/x.pdf", "x.pdf"],
    ]);
    expect(text).toContain("href: x.pdf");
    expect(read.publisher).toBe(publication.publisher);
  });
});
