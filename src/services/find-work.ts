// In: what an author asks for. Out: the work, out of what the services that know it say.
import { encodePath, parseArxiv, parseDoi } from "../record/identifiers/identifier-syntax.ts";
import {
  jsonOf,
  type ServiceAnswer,
  type ServiceClient,
  ServiceFailure,
  type ServiceName,
  serviceNames,
} from "./client/client.ts";
import { type MergedWork, mergeWorks } from "./merge-works.ts";
import { at, recordOf, recordsOf, textOf } from "./reading/answer-values.ts";
import { type FoundWork, note, serious, unknownWork } from "./reading/found-work.ts";
import { type Asked, identify } from "./reading/identify.ts";
import { parseXml, UnreadableXml, type XmlElement } from "./reading/xml-tree.ts";
import { arxivFeed, arxivRecord } from "./sources/arxiv.ts";
import { crossrefCandidates, crossrefWork, NoPaper } from "./sources/crossref.ts";
import { cslWork } from "./sources/csl-item.ts";
import { dataciteWork } from "./sources/datacite.ts";
import { orcidSummary } from "./sources/orcid-works.ts";
import { halWork, inspireWork, openAlexFacts, openLibraryWork, openReviewWork } from "./sources/other-services.ts";
import { pubmedWorks } from "./sources/pubmed.ts";
import { pageWork } from "./sources/web-page.ts";

/** What was found: one work, an entry of BibTeX that is kept as it is, or several to choose from. */
export type Found =
  | { readonly work: MergedWork }
  | {
      readonly bibtex: string;
      readonly source: string;
      /** The name of its file, without the ending. */
      readonly name?: string;
    }
  | { readonly candidates: readonly Candidate[] };

/** One of several works that may be meant. */
export interface Candidate {
  readonly asked: Asked;
  /** What it is, in a line. */
  readonly line: string;
}

/** Finds what is asked for; a `ServiceFailure` or `NoPaper` says in one line why not. */
export async function findWork(asked: Asked, client: ServiceClient): Promise<Found> {
  const finder = new Finder(client);
  switch (asked.kind) {
    case "title":
      return { candidates: await finder.search(asked.id) };
    case "orcid":
      return { candidates: await finder.worksOf(asked.id) };
    case "acl":
      return { bibtex: await finder.bibtex("acl", `/${encodePath(asked.id)}.bib`, asked.id), source: serviceNames.acl };
    case "dblp":
      return {
        bibtex: await finder.bibtex("dblp", `/rec/${encodePath(asked.id)}.bib`, asked.id),
        source: serviceNames.dblp,
      };
    default:
      return { work: await finder.work(asked) };
  }
}

const unknown = (message: string) => new ServiceFailure("unknown", message);

class Finder {
  readonly #client: ServiceClient;

  constructor(client: ServiceClient) {
    this.#client = client;
  }

  async work(asked: Asked): Promise<MergedWork> {
    switch (asked.kind) {
      case "doi":
        return this.#filled(await this.#ofDoi(asked.id));
      case "shortDoi":
        return this.work({ kind: "doi", id: await this.#longDoi(asked.id) });
      case "arxiv":
        return this.#ofArxiv(asked.id);
      case "number":
      case "pmid":
        return this.#ofPmid(asked.id);
      case "pmcid":
        return this.#ofPmcid(asked.id);
      case "isbn":
        return this.#ofIsbn(asked.id);
      case "hal":
        return this.#ofHal(asked.id);
      case "inspire":
        return this.#ofInspire(asked.id);
      case "openreview":
        return this.#ofOpenReview(asked.id);
      case "openalex":
        return this.#followed(
          await this.#json("openalex", `/works/${asked.id}`, `OpenAlex knows no work ${asked.id}.`),
          asked.id,
        );
      case "semanticScholar":
        return this.#ofSemanticScholar(asked.id);
      case "page":
        return this.#ofPage(asked.id);
      default:
        throw unknown(`"${asked.id}" is not asked for at a service.`);
    }
  }

  /** The five papers whose titles are most alike. */
  async search(title: string): Promise<readonly Candidate[]> {
    const query = { "query.bibliographic": title, rows: "5" };
    const answer = jsonOf("crossref", await this.#client.get("crossref", { path: "/v1/works", query }));
    const found = crossrefCandidates(answer);
    if (found.length === 0) throw unknown(`Crossref finds no paper called "${title}".`);
    return found.map(({ doi, line }) => ({ asked: { kind: "doi", id: doi }, line }));
  }

  /** The works that a person lists at ORCID, of each the identifier that is its own. */
  async worksOf(orcid: string): Promise<readonly Candidate[]> {
    const value = await this.#json(
      "orcid",
      `/v3.0/${orcid}/works`,
      `ORCID knows nobody with the iD ${orcid}.`,
      "application/json",
    );
    return recordsOf(recordOf(value).group).flatMap((group): readonly Candidate[] => {
      const { asked, line } = orcidSummary(group) ?? {};
      return asked === undefined || line === undefined ? [] : [{ asked, line }];
    });
  }

  async bibtex(service: "acl" | "dblp", path: string, id: string): Promise<string> {
    const query = service === "dblp" ? { param: "1" } : {};
    const answer = await this.#client.get(service, { path, query, expected: [404] });
    if (answer.status === 404) throw unknown(`${serviceNames[service]} has no paper ${id}.`);
    if (!/^\s*@\w+\s*\{/.test(answer.text))
      throw new ServiceFailure("wrong", `${serviceNames[service]} gave no BibTeX for ${id}.`);
    return answer.text.trim();
  }

  async #json(
    service: ServiceName,
    path: string,
    missing: string,
    accept?: string,
    query?: Readonly<Record<string, string>>,
  ): Promise<unknown> {
    const request = {
      path,
      expected: [404, 410],
      ...(accept === undefined ? {} : { accept }),
      ...(query === undefined ? {} : { query }),
    };
    const answer = await this.#client.get(service, request);
    if (answer.status >= 400) throw unknown(missing);
    return jsonOf(service, answer);
  }

  #xml(service: ServiceName, answer: ServiceAnswer): XmlElement {
    try {
      return parseXml(answer.text);
    } catch (error) {
      if (!(error instanceof UnreadableXml)) throw error;
      throw new ServiceFailure(
        "wrong",
        `${serviceNames[service]} gave an answer that can't be read: ${error.message}.`,
      );
    }
  }

  /** What the agency that registered a DOI says of it. */
  async #ofDoi(doi: string): Promise<FoundWork> {
    const path = encodePath(doi);
    const [about] = recordsOf(await this.#json("doi", `/ra/${path}`, `${doi}: no such DOI (doi.org).`));
    const agency = textOf(about?.RA);
    if (agency === undefined) throw unknown(`${doi}: no such DOI (doi.org).`);
    if (agency === "Crossref") {
      const answer = await this.#client.get("crossref", {
        path: `/v1/works/${encodeURIComponent(doi)}`,
        expected: [404],
      });
      if (answer.status !== 404) return crossrefWork(at(jsonOf("crossref", answer), "message"));
    }
    if (agency === "DataCite") {
      const query = { affiliation: "true", publisher: "true" };
      const answer = await this.#client.get("datacite", {
        path: `/dois/${path}`,
        query,
        accept: "application/vnd.api+json",
        expected: [404],
      });
      if (answer.status !== 404) return dataciteWork(jsonOf("datacite", answer));
    }
    const accept = "application/vnd.citationstyles.csl+json";
    const answer = await this.#client.get("doi", { path: `/${path}`, accept, expected: [204, 404, 406] });
    if (answer.status === 404) throw unknown(`${doi}: no such DOI (doi.org).`);
    if (answer.status !== 200 || !/json/.test(answer.mediaType))
      throw unknown(`${doi} is registered at ${agency}, which gives no metadata; paste its BibTeX: offprint add -`);
    return cslWork(jsonOf("doi", answer), agency);
  }

  async #longDoi(short: string): Promise<string> {
    const query = { type: "HS_ALIAS" };
    const value = await this.#json(
      "doi",
      `/api/handles/${short}`,
      `${short}: no such short DOI (doi.org).`,
      undefined,
      query,
    );
    const alias = recordsOf(recordOf(value).values).find((one) => textOf(one.type) === "HS_ALIAS");
    const doi = parseDoi(textOf(at(alias, "data", "value")) ?? "").value;
    if (doi === undefined) throw unknown(`${short}: no such short DOI (doi.org).`);
    return doi;
  }

  async #arxivPaper(id: string): Promise<FoundWork> {
    const missing = `${id}: arXiv has no such paper.`;
    if (!/v\d+$/.test(id)) {
      const query = { verb: "GetRecord", metadataPrefix: "arXiv", identifier: `oai:arXiv.org:${id}` };
      const root = this.#xml("arxiv", await this.#client.get("arxiv", { path: "/oai2", query }));
      const work = arxivRecord(root);
      if (work === undefined) throw unknown(missing);
      return work;
    }
    const query = { id_list: id, max_results: "1" };
    const [work] = arxivFeed(
      this.#xml("arxiv", await this.#client.get("arxiv", { path: "/api/query", query, expected: [400] })),
    );
    if (work === undefined) throw unknown(missing);
    return work;
  }

  /** A preprint, or what became of it with the preprint's identifier. */
  async #ofArxiv(id: string): Promise<MergedWork> {
    const preprint = await this.#arxivPaper(id);
    const doi = preprint.published?.doi;
    if (doi === undefined) return mergeWorks(preprint, []);
    const published = await this.#orNote(() => this.#ofDoi(doi));
    return "entryType" in published
      ? { ...mergeWorks(published, [preprint]), preprint: mergeWorks(preprint, []) }
      : mergeWorks(withDoubt(preprint, published.text), []);
  }

  /** A work with what other services know of it. */
  async #filled(work: FoundWork): Promise<MergedWork> {
    const { doi } = work.identifiers;
    const others: FoundWork[] = [];
    let preprint: MergedWork | undefined;
    let main = work;
    const article = work.entryType === "preprint" ? work.published?.doi : undefined;
    if (article !== undefined) {
      const published = await this.#orNote(() => this.#ofDoi(article));
      if ("entryType" in published) {
        main = { ...published, doubts: [...published.doubts, note(`${doi} is its preprint`)] };
        others.push({ ...work, identifiers: {} });
        preprint = mergeWorks(work, []);
      } else main = withDoubt(work, published.text);
    }
    const facts = doi === undefined ? undefined : await this.#openAlex(doi);
    if (facts !== undefined) {
      main = { ...main, doubts: [...main.doubts, ...facts.doubts] };
      const arxiv = facts.identifiers.arxiv;
      const twin = arxiv === undefined ? undefined : parseArxiv(arxiv).value?.id;
      if (twin !== undefined && main.abstract.length === 0) {
        const preprint = await this.#orNote(() => this.#arxivPaper(twin));
        if ("entryType" in preprint) others.push({ ...preprint, doubts: [] });
      }
      const { doi: _, ...identifiers } = facts.identifiers;
      others.push({
        ...unknownWork,
        identifiers,
        ...(facts.pdf === undefined ? {} : { pdf: facts.pdf }),
        source: serviceNames.openalex,
      });
    }
    return { ...mergeWorks(main, others), ...(preprint === undefined ? {} : { preprint }) };
  }

  /** What OpenAlex adds; whatever keeps it from answering is no fault of the work's. */
  async #openAlex(doi: string) {
    try {
      const answer = await this.#client.get("openalex", {
        path: `/works/doi:${encodePath(doi)}`,
        expected: [401, 403, 404, 410, 429],
      });
      return answer.status === 200 ? openAlexFacts(jsonOf("openalex", answer)) : undefined;
    } catch (error) {
      if (error instanceof ServiceFailure) return undefined;
      throw error;
    }
  }

  /** What is found, or why it is not, where the work is there without it. */
  async #orNote(find: () => Promise<FoundWork>): Promise<FoundWork | { readonly text: string }> {
    try {
      return await find();
    } catch (error) {
      if (error instanceof ServiceFailure || error instanceof NoPaper) return { text: error.message };
      throw error;
    }
  }

  async #ofPmid(pmid: string): Promise<MergedWork> {
    const query = { db: "pubmed", id: pmid, retmode: "xml" };
    const answer = await this.#client.get("pubmed", {
      path: "/entrez/eutils/efetch.fcgi",
      query,
      expected: [400, 404],
    });
    const [article] = answer.status === 200 ? pubmedWorks(this.#xml("pubmed", answer)) : [];
    if (article === undefined) throw unknown(`PubMed knows no article ${pmid}.`);
    const { doi } = article.identifiers;
    if (doi === undefined) return mergeWorks(article, []);
    const registered = await this.#orNote(() => this.#ofDoi(doi));
    if (!("entryType" in registered)) return mergeWorks(withDoubt(article, registered.text), []);
    return mergeWorks(registered, [article]);
  }

  async #ofPmcid(pmcid: string): Promise<MergedWork> {
    const query = { ids: pmcid, format: "json" };
    const value = await this.#json(
      "idconv",
      "/tools/idconv/api/v1/articles/",
      `PMC has no article ${pmcid}.`,
      undefined,
      query,
    );
    const [record = {}] = recordsOf(recordOf(value).records);
    const [doi, pmid] = [textOf(record.doi), textOf(record.pmid)];
    if (pmid !== undefined) return withIdentifier(await this.#ofPmid(pmid), "pmcid", pmcid);
    if (doi !== undefined) return withIdentifier(await this.work({ kind: "doi", id: doi }), "pmcid", pmcid);
    throw unknown(`PMC has no article ${pmcid}.`);
  }

  async #ofIsbn(isbn: string): Promise<MergedWork> {
    const query = { filter: `isbn:${isbn}`, rows: "5" };
    const answer = jsonOf("crossref", await this.#client.get("crossref", { path: "/v1/works", query }));
    const book = recordsOf(at(answer, "message", "items")).find((one) =>
      ["book", "monograph", "edited-book", "reference-book", "proceedings"].includes(textOf(one.type) ?? ""),
    );
    if (book !== undefined) return withIdentifier(mergeWorks(crossrefWork(book), []), "isbn", isbn);
    const pairs = { bibkeys: `ISBN:${isbn}`, format: "json", jscmd: "data" };
    const found = openLibraryWork(
      jsonOf("openlibrary", await this.#client.get("openlibrary", { path: "/api/books", query: pairs })),
      isbn,
    );
    if (found === undefined) throw unknown(`Neither Crossref nor Open Library knows a book with the ISBN ${isbn}.`);
    return mergeWorks(found, []);
  }

  async #ofHal(id: string): Promise<MergedWork> {
    const fields =
      "halId_s,docType_s,title_s,subTitle_s,authFirstName_s,authLastName_s,journalTitle_s,bookTitle_s,conferenceTitle_s,volume_s,issue_s,page_s,publisher_s,producedDate_s,publicationDate_s,doiId_s,arxivId_s,abstract_s,keyword_s,files_s";
    const query = { q: `halId_s:${id}`, wt: "json", fl: fields };
    const work = halWork(jsonOf("hal", await this.#client.get("hal", { path: "/search/", query })));
    if (work === undefined) throw unknown(`HAL has no paper ${id}.`);
    return this.#withRegistered(work);
  }

  async #ofInspire(id: string): Promise<MergedWork> {
    const work = inspireWork(await this.#json("inspire", `/api/literature/${id}`, `INSPIRE has no record ${id}.`));
    if (work === undefined) throw unknown(`INSPIRE has no record ${id}.`);
    return this.#withRegistered(work);
  }

  /** A work of a service that was asked for by its own identifier, with what the agency of its DOI says where it says less. */
  async #withRegistered(work: FoundWork): Promise<MergedWork> {
    const { doi } = work.identifiers;
    if (doi === undefined) return mergeWorks(work, []);
    const registered = await this.#orNote(() => this.#ofDoi(doi));
    return "entryType" in registered
      ? mergeWorks(registered, [work])
      : mergeWorks(withDoubt(work, registered.text), []);
  }

  async #ofOpenReview(id: string): Promise<MergedWork> {
    const address = `https://openreview.net/forum?id=${id}`;
    const answer = await this.#client.get("openreview", { path: "/notes", query: { id }, expected: [403, 404] });
    if (answer.status === 403)
      throw new ServiceFailure(
        "refused",
        `OpenReview wants a person: open ${address}, copy its BibTeX, and run: offprint add -`,
      );
    const work = answer.status === 200 ? openReviewWork(jsonOf("openreview", answer)) : undefined;
    if (work === undefined) throw unknown(`OpenReview has no paper ${id} whose authors are named.`);
    return mergeWorks({ ...work, fields: { ...work.fields, url: address } }, []);
  }

  async #ofSemanticScholar(id: string): Promise<MergedWork> {
    const path = `/graph/v1/paper/${encodePath(id)}`;
    const value = await this.#json("semanticScholar", path, `Semantic Scholar has no paper ${id}.`, undefined, {
      fields: "externalIds,title",
    });
    const ids = recordOf(recordOf(value).externalIds);
    const known = [
      textOf(ids.DOI),
      textOf(ids.ArXiv),
      textOf(ids.PubMed) && `PMID ${textOf(ids.PubMed)}`,
      textOf(ids.ACL),
    ];
    const asked = known
      .flatMap((one) => identify(one ?? "") ?? [])
      .find(({ kind }) => ["doi", "arxiv", "pmid"].includes(kind));
    if (asked === undefined) throw unknown(`Semantic Scholar names no DOI, arXiv or PubMed number of ${id}.`);
    return this.work(asked);
  }

  /** The work that a record of OpenAlex's leads to. */
  async #followed(value: unknown, id: string): Promise<MergedWork> {
    const { doi, pmid, arxiv } = openAlexFacts(value).identifiers;
    if (doi !== undefined) return this.work({ kind: "doi", id: doi });
    if (pmid !== undefined) return this.work({ kind: "pmid", id: pmid });
    if (arxiv !== undefined) return this.work({ kind: "arxiv", id: arxiv });
    throw unknown(`OpenAlex names no DOI, arXiv or PubMed number of ${id}.`);
  }

  /** The paper of a page of the web: what its tags name, or what they say. */
  async #ofPage(address: string): Promise<MergedWork> {
    const answer = await this.#client.getPage(address);
    const { identifier, work } = pageWork(answer.text, address);
    if (identifier !== undefined) return this.work(identifier);
    if (work === undefined)
      throw unknown(
        `${address} says in no tag which paper it is of; give its DOI, or paste its BibTeX: offprint add -`,
      );
    return mergeWorks(work, []);
  }
}

const withDoubt = (work: FoundWork, text: string): FoundWork => ({ ...work, doubts: [...work.doubts, serious(text)] });

const withIdentifier = (work: MergedWork, name: keyof FoundWork["identifiers"], id: string): MergedWork => ({
  ...work,
  identifiers: { ...work.identifiers, [name]: id },
});
