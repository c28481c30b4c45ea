// What the services answer for made-up works, in their own forms.

const kern = { given: "Ada", family: "Kern", sequence: "first", ORCID: "http://orcid.org/0000-0002-1825-0097" };
const orr = { given: "B.", family: "Orr", sequence: "additional" };

export const crossrefPines = {
  status: "ok",
  "message-type": "work",
  message: {
    DOI: "10.5555/pines",
    type: "journal-article",
    title: ["Growth of <i>Pinus nigra</i>"],
    "container-title": ["Journal of Tests"],
    author: [kern, orr],
    volume: "12",
    issue: "3",
    page: "132-42",
    "published-print": { "date-parts": [[2021, 3]] },
    issued: { "date-parts": [[2021, 3]] },
    publisher: "Elsevier BV",
  },
};

export const dataciteTrees = {
  data: {
    id: "10.5281/zenodo.7",
    type: "dois",
    attributes: {
      doi: "10.5281/zenodo.7",
      titles: [{ title: "Tree data" }],
      creators: [{ name: "Kern, Ada", nameType: "Personal", givenName: "Ada", familyName: "Kern" }],
      publisher: { name: "Zenodo" },
      publicationYear: 2020,
      types: { resourceTypeGeneral: "Dataset" },
      descriptions: [{ description: "Data of trees.", descriptionType: "Abstract" }],
    },
  },
};

export const oai = (
  id: string,
  doi?: string,
  title = "Growth of\n  pines in $n$ dimensions",
) => `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-01-01T00:00:00Z</responseDate>
<GetRecord><record><header><identifier>oai:arXiv.org:${id}</identifier></header><metadata>
<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>${id}</id><created>2020-12-31</created><updated>2021-02-01</updated>
<authors><author><keyname>Kern</keyname><forenames>Ada</forenames></author><author><keyname>Orr</keyname><forenames>Benjamin</forenames></author></authors>
<title>${title}</title><categories>cs.CV cs.LG</categories>${doi === undefined ? "" : `<doi>${doi}</doi>`}
<abstract>  We show that \\emph{pines} grow in the
winter, and that firs do so too, which nobody had seen before in any of the many woods that were looked into for it, at any time of the year, by day or by night.
</abstract></arXiv></metadata></record></GetRecord></OAI-PMH>`;

export const oaiError = `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><error code="idDoesNotExist">The value of the identifier argument is unknown.</error></OAI-PMH>`;

export const emptyFeed = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"><opensearch:totalResults>1</opensearch:totalResults></feed>`;

export const pubmed = (pmid: string, doi?: string) => `<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2024//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_240101.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">${pmid}</PMID><Article>
<Journal><Title>Journal of trees</Title><JournalIssue><Volume>4</Volume><PubDate><Year>2019</Year><Month>Mar</Month></PubDate></JournalIssue></Journal>
<ArticleTitle>Firs in <i>winter</i>.</ArticleTitle><Pagination><MedlinePgn>132-42</MedlinePgn></Pagination>
<Abstract><AbstractText Label="AIM">To see.</AbstractText><AbstractText Label="RESULTS">Seen.</AbstractText></Abstract>
<AuthorList CompleteYN="Y"><Author><LastName>Kern</LastName><ForeName>Ada B</ForeName></Author><Author><CollectiveName>Fir Study Group</CollectiveName></Author></AuthorList>
<Language>eng</Language></Article></MedlineCitation><PubmedData><ArticleIdList>${doi === undefined ? "" : `<ArticleId IdType="doi">${doi}</ArticleId>`}<ArticleId IdType="pmc">PMC77</ArticleId></ArticleIdList></PubmedData></PubmedArticle></PubmedArticleSet>`;

export const acl = `@inproceedings{kern-orr-2020-larches,
    title = "Larches, in Words",
    author = "Kern, Ada  and
      Orr, Ben",
    booktitle = "Proceedings of the Conference on Tests",
    month = jul,
    year = "2020",
    address = "Online",
    publisher = "Association for Tests",
    url = "https://aclanthology.org/2020.acl-main.60",
    pages = "1--9",
}`;

export const book = {
  "ISBN:9780131103627": {
    title: "A book of trees",
    subtitle: "For all",
    authors: [{ name: "Ada Kern" }],
    publishers: [{ name: "Pine Press" }],
    publish_date: "March 1988",
    number_of_pages: 272,
  },
};
