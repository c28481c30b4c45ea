import { describe, expect, test } from "vitest";
import { identifiersIn, identify } from "../../src/services/reading/identify.ts";

describe("identify", () => {
  test.each([
    ["10.5555/Abc.12", "doi 10.5555/Abc.12"],
    [" <doi:10.5555/abc>. ", "doi 10.5555/abc"],
    [
      "https://doi.org/10.1002/(SICI)1097-4636(199721)38:1<1::AID-JBM1>3.0.CO;2-X",
      "doi 10.1002/(SICI)1097-4636(199721)38:1<1::AID-JBM1>3.0.CO;2-X",
    ],
    ["https://doi.org/10.5555%2Fabc", "doi 10.5555/abc"],
    ["https://dl.acm.org/doi/abs/10.1145/3025453.3025912", "doi 10.1145/3025453.3025912"],
    ["https://onlinelibrary.wiley.com/doi/full/10.1002/abc.123", "doi 10.1002/abc.123"],
    ["https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full.pdf", "doi 10.1101/2020.01.01.123456"],
    ["https://www.biorxiv.org/content/10.1101/2020.01.01.123456v1", "doi 10.1101/2020.01.01.123456"],
    ["https://journals.sagepub.com/doi/pdf/10.1177/0123?download=true#x", "doi 10.1177/0123"],
    ["https://doi-org.ezproxy.example.edu/10.5555/abc", "doi 10.5555/abc"],
    ["https://zenodo.org/records/1234567", "doi 10.5281/zenodo.1234567"],
    ["10/b2zwqf", "shortDoi 10/b2zwqf"],
    ["https://doi.org/B2zwqf", "shortDoi 10/b2zwqf"],
    ["2101.00001", "arxiv 2101.00001"],
    ["arXiv:2101.00001v2", "arxiv 2101.00001v2"],
    ["https://arxiv.org/pdf/2101.00001v2.pdf", "arxiv 2101.00001v2"],
    ["hep-th/9901001", "arxiv hep-th/9901001"],
    ["https://doi.org/10.48550/arXiv.2101.00001", "arxiv 2101.00001"],
    ["https://huggingface.co/papers/2101.00001", "arxiv 2101.00001"],
    ["https://www.alphaxiv.org/abs/2101.00001", "arxiv 2101.00001"],
    ["PMID 12345678", "pmid 12345678"],
    ["https://pubmed.ncbi.nlm.nih.gov/12345678/", "pmid 12345678"],
    ["12345678", "number 12345678"],
    ["PMC1234567", "pmcid PMC1234567"],
    ["https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567/", "pmcid PMC1234567"],
    ["https://europepmc.org/article/MED/12345678", "pmid 12345678"],
    ["978-0-13-110362-7", "isbn 9780131103627"],
    ["ISBN 0-13-110362-8", "isbn 0131103628"],
    ["978-0-13-110362-8", "title 978-0-13-110362-8"],
    ["https://openreview.net/forum?id=abc_DEF123", "openreview abc_DEF123"],
    ["https://openreview.net/pdf?id=abcDEF123", "openreview abcDEF123"],
    ["https://aclanthology.org/2020.acl-main.60.pdf", "acl 2020.acl-main.60"],
    ["https://www.aclweb.org/anthology/P19-1001", "acl P19-1001"],
    ["p19-1001", "acl P19-1001"],
    ["https://dblp.org/rec/conf/nips/KernO20.html?view=bibtex", "dblp conf/nips/KernO20"],
    ["DBLP:journals/corr/abs-2101-00001", "dblp journals/corr/abs-2101-00001"],
    ["https://hal.science/hal-01234567v2", "hal hal-01234567"],
    ["tel-01234567", "hal tel-01234567"],
    ["https://inspirehep.net/literature/1234567", "inspire 1234567"],
    [
      "https://www.semanticscholar.org/paper/A-title/0123456789abcdef0123456789abcdef01234567",
      "semanticScholar 0123456789abcdef0123456789abcdef01234567",
    ],
    ["CorpusId:12345", "semanticScholar CorpusId:12345"],
    ["https://openalex.org/W2741809807", "openalex W2741809807"],
    ["https://orcid.org/0000-0002-1825-0097", "orcid 0000-0002-1825-0097"],
    ["https://example.org/papers/pines.html", "page https://example.org/papers/pines.html"],
    ["Growth of  pines in winter", "title Growth of pines in winter"],
  ])("%s", (typed, expected) => {
    const { kind, id } = identify(typed)!;
    expect(`${kind} ${id}`).toBe(expected);
  });

  test("knows nothing in nothing", () => {
    expect(identify("  ")).toBeUndefined();
    expect(identify("<>")).toBeUndefined();
  });
});

describe("identifiersIn", () => {
  const list = `# Ada Kern
## Journal papers
- Kern, A. (2021). Pines. Journal of Tests. https://doi.org/10.5555/pines (arXiv: 2101.00001)
- Kern, A. Firs. doi:10.5555/firs.
- [Pines again](https://doi.org/10.5555/PINES)
## Preprints
- Kern, A. Larches. arXiv preprint arXiv:2102.00002, 2021. https://example.org/larches.pdf
<h3>Books</h3><p>Trees, ISBN 978-0-13-110362-7.</p>
- Nothing to be found here, p. 10-20, 2019.
`;
  test.each([
    [
      "lines that are set in below a line without a mark",
      "Papers:\n  Pines, arXiv:2101.00001\n  Firs, arXiv:2102.00002\n",
    ],
    ["lines of a paragraph", "<p>\nPines, arXiv:2101.00001<br>\nFirs, arXiv:2102.00002<br>\n</p>\n"],
    ["lines below a heading", "## Papers\n  Pines, arXiv:2101.00001\n  Firs, arXiv:2102.00002\n"],
  ])("takes each of %s for a paper", (_, text) => {
    expect(identifiersIn(text).map(({ asked }) => asked.id)).toEqual(["2101.00001", "2102.00002"]);
  });

  test("gives each paper once, in the order of the text, with the heading above it", () => {
    expect(identifiersIn(list).map(({ asked, line, heading }) => [asked.id, line, heading])).toEqual([
      ["10.5555/pines", 3, "Journal papers"],
      ["10.5555/firs", 4, "Journal papers"],
      ["2102.00002", 7, "Preprints"],
      ["9780131103627", 8, "Books"],
    ]);
  });
});
