import { describe, expect, test } from "vitest";
import { type ServiceAnswer, type ServiceClient, ServiceFailure } from "../../src/services/client/client.ts";
import { withFields } from "../../src/services/edit-front-matter.ts";
import { entryText, keyOf } from "../../src/services/entry-text.ts";
import { findWork } from "../../src/services/find-work.ts";
import {
  compareWithTwin,
  findTwin,
  planBibtex,
  planEntry,
  type SiteFacts,
  withKnownPeople,
} from "../../src/services/plan-entry.ts";
import { readWorkFile } from "../../src/services/read-work-file.ts";
import { identify } from "../../src/services/reading/identify.ts";
import { acl, book, crossrefPines, dataciteTrees, emptyFeed, oai, oaiError, pubmed } from "./answers.ts";

type Answers = Readonly<Record<string, object | string | number>>;

/** A client that has these answers, by service and path; a number is a status. What nobody asked for is a 404. */
function clientOf(answers: Answers): ServiceClient & { readonly asked: readonly string[] } {
  const asked: string[] = [];
  const give = (name: string): ServiceAnswer => {
    asked.push(name);
    const answer = Object.entries(answers).find(([start]) => name.startsWith(start))?.[1] ?? 404;
    if (typeof answer === "number") return { status: answer, text: "", mediaType: "text/plain", address: name };
    const isJson = typeof answer === "object";
    return {
      status: 200,
      text: isJson ? JSON.stringify(answer) : answer,
      mediaType: isJson ? "application/json" : /^\s*<!doctype html/i.test(answer) ? "text/html" : "application/xml",
      address: name,
    };
  };
  return {
    asked,
    get: async (service, { path, query = {}, expected = [] }) => {
      const pairs = Object.entries(query).map(([name, value]) => `${name}=${value}`);
      const answer = give(`${service} ${path}${pairs.length === 0 ? "" : `?${pairs.join("&")}`}`);
      if (answer.status >= 300 && !expected.includes(answer.status))
        throw new ServiceFailure("network", `${service}: ${answer.status}`);
      return answer;
    },
    getPage: async (address) => give(address),
    getFile: async (address) => give(address),
    probe: async (address) => give(address),
  };
}

const registered = (agency: string) => [{ DOI: "10.5555/pines", RA: agency }];
const pines: Answers = {
  "doi /ra/10.5555/pines": registered("Crossref"),
  "crossref /v1/works/10.5555%2Fpines": crossrefPines,
};

async function find(typed: string, answers: Answers) {
  const found = await findWork(identify(typed)!, clientOf(answers));
  if (!("work" in found)) throw new Error("it is no work");
  return found.work;
}
const failure = (typed: string, answers: Answers) =>
  findWork(identify(typed)!, clientOf(answers)).then(
    () => "nothing failed",
    (error: Error) => error.message,
  );
const site: SiteFacts = { publications: [], people: [], venues: [], isThere: () => false };
const plan = (work: Awaited<ReturnType<typeof find>>) => planEntry(work, site, { format: "md" });

describe("findWork", () => {
  test("a DOI of Crossref's becomes a file that is read without a message", async () => {
    const { file, text, doubts } = plan(await find("10.5555/pines", pines));
    expect(file).toBe("content/publications/kern2021growth.md");
    expect(text).toBe(`---
title: Growth of *Pinus nigra*
authors:
  - name: Ada Kern
    orcid: 0000-0002-1825-0097
  - B. Orr
type: article
venue: Journal of Tests
date: 2021-03
volume: "12"
number: "3"
pages: 132–142
doi: 10.5555/pines
---
`);
    expect(doubts.filter(({ isSerious }) => isSerious)).toEqual([]);
  });

  test("a DOI of DataCite's is DataCite's", async () => {
    const work = await find("10.5281/zenodo.7", {
      "doi /ra/": registered("DataCite"),
      "datacite /dois/10.5281/zenodo.7": dataciteTrees,
    });
    expect(plan(work).text).toContain(
      "title: Tree data\nauthors:\n  - Ada Kern\ntype: dataset\ndate: 2020\n".replace("2020", '"2020"'),
    );
    expect(plan(work).text).toMatch(/---\n\nData of trees\.\n$/);
  });

  test("an arXiv identifier of a published paper gives one work with both", async () => {
    const work = await find("arXiv:2101.00001", { "arxiv /oai2": oai("2101.00001", "10.5555/pines"), ...pines });
    expect(work).toMatchObject({
      entryType: "article",
      containerTitle: "Journal of Tests",
      date: "2021-03",
      identifiers: { doi: "10.5555/pines", arxiv: "2101.00001" },
    });
    // Given names are those that are written out.
    expect(work.author.map(({ given }) => given)).toEqual(["Ada", "Benjamin"]);
    expect(work.origins.get("abstract")).toBe("arXiv");
    expect(plan(work).text).toMatch(/We show that \*pines\* grow in the winter/);
  });

  test("a preprint alone is one", async () => {
    const work = await find("2101.00001", { "arxiv /oai2": oai("2101.00001") });
    expect(plan(work).text).toContain(
      'title: Growth of pines in $n$ dimensions\nauthors:\n  - Ada Kern\n  - Benjamin Orr\ntype: preprint\ndate: 2020-12-31\narxiv: "2101.00001"\n',
    );
  });

  test("a PubMed number has the abstract of PubMed, and the pages whole", async () => {
    const work = await find("PMID 123", { "pubmed /entrez": pubmed("123") });
    expect(plan(work).text).toBe(`---
title: Firs in *winter*
authors:
  - Ada B. Kern
  - literal: Fir Study Group
type: article
venue: Journal of trees
date: 2019-03
volume: "4"
pages: 132–142
pmid: "123"
pmcid: PMC77
---

**Aim.** To see.

**Results.** Seen.
`);
  });

  test("a PMC number is looked up", async () => {
    const answers = { "idconv /tools": { records: [{ pmcid: "PMC77", pmid: 123 }] }, "pubmed /entrez": pubmed("123") };
    expect((await find("PMC77", answers)).identifiers).toEqual({ pmid: "123", pmcid: "PMC77" });
  });

  test("an ISBN is asked of Crossref, then of Open Library", async () => {
    const answers = {
      "crossref /v1/works?filter=isbn:9780131103627": { message: { items: [] } },
      "openlibrary /api/books": book,
    };
    const work = await find("978-0-13-110362-7", answers);
    expect(plan(work).text).toBe(`---
title: "A book of trees: For all"
authors:
  - Ada Kern
type: book
date: "1988"
publisher: Pine Press
pagetotal: "272"
isbn: "9780131103627"
---
`);
  });

  test("an ACL paper keeps its BibTeX", async () => {
    const found = await findWork(
      identify("https://aclanthology.org/2020.acl-main.60/")!,
      clientOf({ "acl /2020.acl-main.60.bib": acl }),
    );
    const planned = planBibtex((found as { bibtex: string }).bibtex, undefined, site)!;
    expect([planned.file, planned.text]).toEqual(["content/publications/kern-orr-2020-larches.bib", `${acl}\n`]);
  });

  test("a page is asked which paper it is of", async () => {
    const html = '<!doctype html><meta name="citation_doi" content="doi:10.5555/pines">';
    expect((await find("https://example.org/a", { "https://example.org/a": html, ...pines })).identifiers.doi).toBe(
      "10.5555/pines",
    );
    const tags =
      '<!doctype html><meta name="citation_title" content="Yews"><meta name="citation_author" content="Kern, Ada"><meta name="citation_date" content="2018/5/3"><meta name="citation_journal_title" content="Trees">';
    const work = await find("https://example.org/b", { "https://example.org/b": tags });
    expect(work).toMatchObject({
      entryType: "article",
      date: "2018-05-03",
      author: [{ family: "Kern", given: "Ada" }],
    });
    expect(work.doubts.some(({ isSerious }) => isSerious)).toBe(true);
  });

  test("a title, and a person, give several to choose from", async () => {
    const items = { message: { items: [{ ...crossrefPines.message }] } };
    const found = await findWork(
      identify("growth of pines")!,
      clientOf({ "crossref /v1/works?query.bibliographic=growth of pines": items }),
    );
    expect(found).toEqual({
      candidates: [
        {
          asked: { kind: "doi", id: "10.5555/pines" },
          line: "Growth of Pinus nigra · Kern, Orr · Journal of Tests · 2021",
        },
      ],
    });
    const id = (value: string, relation: string) => ({
      "external-id-type": "doi",
      "external-id-value": value,
      "external-id-relationship": relation,
    });
    const summary = (title: string, ...ids: object[]) => ({
      "display-index": "1",
      title: { title: { value: title } },
      "external-ids": { "external-id": ids },
    });
    const works = {
      group: [
        { "work-summary": [summary("Pines", id("10.5555/book", "part-of"), id("10.5555/pines", "self"))] },
        { "work-summary": [summary("Talk")] },
      ],
    };
    expect(
      await findWork(identify("0000-0002-1825-0097")!, clientOf({ "orcid /v3.0/0000-0002-1825-0097/works": works })),
    ).toEqual({
      candidates: [{ asked: { kind: "doi", id: "10.5555/pines" }, line: "Pines" }],
    });
  });

  test("a short DOI is expanded", async () => {
    const alias = {
      responseCode: 1,
      values: [{ type: "HS_ALIAS", data: { format: "string", value: "10.5555/pines" } }],
    };
    expect((await find("10/abcde", { "doi /api/handles/10/abcde": alias, ...pines })).identifiers.doi).toBe(
      "10.5555/pines",
    );
  });

  test("OpenAlex adds a free copy and PubMed's number, and its silence takes nothing away", async () => {
    const openalex = {
      ids: { doi: "https://doi.org/10.5555/pines", pmid: "https://pubmed.ncbi.nlm.nih.gov/123" },
      best_oa_location: { pdf_url: "https://example.org/a.pdf" },
    };
    const work = await find("10.5555/pines", { ...pines, "openalex /works/doi:10.5555/pines": openalex });
    expect([work.pdf, work.identifiers]).toEqual(["https://example.org/a.pdf", { doi: "10.5555/pines", pmid: "123" }]);
    expect((await find("10.5555/pines", { ...pines, "openalex /works": 429 })).pdf).toBeUndefined();
  });

  test.each<[string, Answers, string]>([
    [
      "10.5555/gone",
      { "doi /ra/": [{ DOI: "10.5555/gone", status: "DOI does not exist" }] },
      "10.5555/gone: no such DOI (doi.org).",
    ],
    [
      "10.5555/jalc",
      { "doi /ra/": registered("JaLC"), "doi /10.5555/jalc": "<!doctype html><p>hello" },
      "10.5555/jalc is registered at JaLC, which gives no metadata; paste its BibTeX: offprint add -",
    ],
    ["2101.99999", { "arxiv /oai2": oaiError }, "2101.99999: arXiv has no such paper."],
    ["2101.99999v3", { "arxiv /api/query": emptyFeed }, "2101.99999v3: arXiv has no such paper."],
    [
      "PMID 99999999",
      { "pubmed /entrez": "<PubmedArticleSet></PubmedArticleSet>" },
      "PubMed knows no article 99999999.",
    ],
    [
      "PMC99",
      { "idconv /tools": { records: [{ pmcid: "PMC99", errmsg: "invalid article id" }] } },
      "PMC has no article PMC99.",
    ],
    ["hal-01234567", { "hal /search/": { response: { numFound: 0, docs: [] } } }, "HAL has no paper hal-01234567."],
    [
      "https://openreview.net/forum?id=abcdef",
      { "openreview /notes": 403 },
      "OpenReview wants a person: open https://openreview.net/forum?id=abcdef, copy its BibTeX, and run: offprint add -",
    ],
    [
      "https://example.org/c",
      { "https://example.org/c": "<!doctype html><p>hello" },
      "https://example.org/c says in no tag which paper it is of; give its DOI, or paste its BibTeX: offprint add -",
    ],
    [
      "PMID 1",
      { "pubmed /entrez": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' },
      "PubMed gave an answer that can't be read: it has a document type of its own.",
    ],
    [
      "PMID 1",
      { "pubmed /entrez": "<PubmedArticleSet><Pub" },
      expect.stringMatching(/^PubMed gave an answer that can't be read: it is not well-formed/) as unknown as string,
    ],
    [
      "https://dblp.org/rec/conf/a/B20",
      { "dblp /rec/conf/a/B20.bib": "<html>" },
      "DBLP gave no BibTeX for conf/a/B20.",
    ],
  ])("%s: one line says what is wrong", async (typed, answers, expected) => {
    expect(await failure(typed, answers)).toEqual(expected);
  });
});

describe("what is pasted or saved", () => {
  const texts = {
    ris: "TY  - JOUR\r\nAU  - Kern, Ada\r\nTI  - Pines\r\nT2  - Trees\r\nPY  - 2021/03//\r\nSP  - 1\r\nEP  - 9\r\nDO  - 10.5555/pines\r\nER  - \r\n",
    json: JSON.stringify([
      {
        id: "a",
        type: "article-journal",
        title: "Pines",
        author: [{ family: "Kern", given: "Ada" }],
        "container-title": "Trees",
        issued: { "date-parts": [["2021", 3]] },
        page: "1-9",
        DOI: "10.5555/pines",
      },
    ]),
    nbib: "\nPMID- 123\nTI  - Pines.\nPG  - 1-9\nFAU - Kern, Ada\nJT  - Trees\nDP  - 2021 Mar\nAID - 10.5555/pines [doi]\n",
  };
  test.each(Object.entries(texts))("%s is a work as any", (ending, text) => {
    const [found] = readWorkFile(`a.${ending}`, text);
    const { work } = found as { work: Awaited<ReturnType<typeof find>> };
    expect(entryText(work)).toMatch(
      /^---\ntitle: Pines\nauthors:\n {2}- Ada Kern\ntype: article\nvenue: Trees\ndate: 2021-03\npages: 1–9\n(?:doi: 10\.5555\/pines\n)?(?:pmid: "123"\n)?(?:doi: 10\.5555\/pines\n)?---\n$/,
    );
  });

  test("is told where it is nothing of the kind", () => {
    expect(() => readWorkFile("a.txt", "Hello.")).toThrow(
      "a.txt is neither BibTeX, RIS, CSL-JSON nor PubMed's format; --from takes identifiers from any text.",
    );
    expect(() => readWorkFile("-", "[{")).toThrow("- is no whole JSON.".replace("-", "the standard input"));
    expect(() => readWorkFile("-", '[{"type":"book"}]')).toThrow("CSL-JSON has no title of it.");
  });
});

describe("the file", () => {
  const work = async (parts: object) =>
    find("10.5555/pines", {
      ...pines,
      "crossref /v1/works/10.5555%2Fpines": { message: { ...crossrefPines.message, ...parts } },
    });

  test("holds whatever a service says as words", async () => {
    const hostile = 'A: "b" # c\n- d\u0000 </script> \u001b[31m *e* `f` $g @h %i {j} [k](l) ../../m';
    const planned = plan(
      await work({
        title: [hostile],
        "container-title": [`Journal of ${hostile}`],
        volume: hostile,
        author: [{ family: hostile, given: "A" }, { name: "../../../etc" }],
      }),
    );
    expect(planned.file).toMatch(/^content\/publications\/[a-z0-9]+\.md$/);
    expect(planned.publication.containerTitle).toContain('Journal of A: "b" # c - d');
    expect(planned.publication.author).toHaveLength(2);
  });

  test("names people so that they are read with the same parts", async () => {
    const author = [
      { family: "García Pérez", given: "María" },
      { family: "van der Berg", given: "Jan" },
      { family: "Orr", given: "Ben", suffix: "Jr." },
      { name: "ATLAS Collaboration" },
      { name: "Barnes and Noble, Inc." },
      { family: "李", given: "明" },
    ];
    const { publication } = plan(await work({ author }));
    const parts = publication.author.map(
      ({ literal, nonDroppingParticle, family, given, suffix }) =>
        literal ?? [nonDroppingParticle, family, given, suffix].filter(Boolean).join("|"),
    );
    expect(parts).toEqual([
      "García Pérez|María",
      "van der|Berg|Jan",
      "Orr|Ben|Jr.",
      "ATLAS Collaboration",
      "Barnes and Noble, Inc.",
      "李|明",
    ]);
  });

  test("has a key that nothing has yet", async () => {
    const found = await work({});
    expect(keyOf(found, () => false)).toBe("kern2021growth");
    expect(keyOf(found, (key) => key === "kern2021growth")).toBe("kern2021growth-2");
    expect(
      keyOf(
        { ...found, author: [{ literal: "The Åse Group" }], title: [{ kind: "text", value: "On the Öl of it" }] },
        () => false,
      ),
    ).toBe("ase2021oel".replace("oel", "ol"));
  });

  test("may be BibTeX", async () => {
    const { file, text } = planEntry(await work({}), site, { format: "bib" });
    expect(file).toBe("content/publications/kern2021growth.bib");
    expect(text).toMatch(/^@article\{kern2021growth,\n/);
  });
});

describe("a site that knows people and papers", () => {
  const people = [{ id: "ada", name: "Ada Kern", variants: [], orcid: "0000-0002-1825-0097", owner: true }];

  test("names who is known without the iD that people.yaml has, and asks after who may be meant", async () => {
    const known = withKnownPeople(await find("10.5555/pines", pines), people as never);
    expect(known.author[0]).toEqual({ family: "Kern", given: "Ada" });
    const alike = withKnownPeople({ ...known, author: [{ family: "Kern", given: "A." }] }, people as never);
    expect(alike.doubts.map(({ text }) => text)).toContain('"A. Kern" may be Ada Kern of people.yaml');
  });

  test("has a paper already that has its DOI or arXiv identifier, whatever the letters and version", async () => {
    const planned = plan(await find("10.5555/pines", pines));
    const twin = { ...planned.publication, doi: "10.5555/PINES" };
    expect(findTwin(planned.publication, [twin])).toBe(twin);
    const preprint = (id: string) =>
      ({ ...planned.publication, doi: undefined, eprint: { archive: "arXiv", id } }) as never;
    expect(findTwin(preprint("2101.00001v2"), [preprint("2101.00001")])).toBeDefined();
    expect(findTwin(preprint("2101.00001"), [twin])).toBeUndefined();
    const { volume: _, ...lacking } = { ...twin, page: "1–2" };
    expect(compareWithTwin(planned.publication, lacking as never)).toMatchObject({
      lacking: { volume: "12" },
      other: [{ name: "pages", here: "1–2", found: "132–142" }],
    });
  });

  test("adds fields behind those that a file has, and changes no other byte", () => {
    expect(withFields("---\ntitle: A # mine\n---\nText\n", { doi: "10.5555/a", volume: "12" })).toBe(
      '---\ntitle: A # mine\ndoi: "10.5555/a"\nvolume: "12"\n---\nText\n',
    );
    expect(withFields("No front matter\n", { doi: "x" })).toBeUndefined();
    expect(withFields("---\n---\n", { doi: "x" })).toBe('---\ndoi: "x"\n---\n');
    expect(withFields("---\r\ntitle: A\r\n---\r\nText\r\n", { doi: "x" })).toBe(
      '---\r\ntitle: A\r\ndoi: "x"\n---\r\nText\r\n',
    );
  });
});
