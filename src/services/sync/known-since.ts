// In: papers of a site. Out: what services know of them since: that a preprint has appeared, that a paper was taken back or corrected.
import type { Publication } from "../../record/publication.ts";
import { jsonOf, type ServiceClient, serviceNames, xmlOf } from "../client/client.ts";
import { at, recordOf, recordsOf, textOf } from "../reading/answer-values.ts";
import { parseXml } from "../reading/xml-tree.ts";
import { arxivFeed } from "../sources/arxiv.ts";

/** A preprint of the site, and the DOI under which it has appeared. */
export interface Appearance {
  readonly preprint: Publication;
  readonly doi: string;
  readonly source: string;
}

/** What was published about a paper of the site: that it is taken back, or corrected. */
export interface Notice {
  readonly publication: Publication;
  readonly kind: "Retracted" | "Corrected" | "Expression of concern";
  /** The notice's own DOI; undefined where only its being is known. */
  readonly doi?: string;
  readonly source: string;
}

/** So many are asked for in one request. */
const atOnce = 50;

function chunksOf<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / atOnce) }, (_, index) =>
    items.slice(index * atOnce, (index + 1) * atOnce),
  );
}

/** The bare identifier at arXiv, without a version. */
export const arxivOf = ({ eprint, doi }: Pick<Publication, "eprint" | "doi">): string | undefined =>
  (eprint?.archive === "arXiv" ? eprint.id : /^10\.48550\/arxiv\.(.+)$/i.exec(doi ?? "")?.[1])?.replace(/v\d+$/, "");

/** The DOI that is not arXiv's own. */
const otherDoi = ({ doi }: Publication): string | undefined =>
  doi === undefined || /^10\.48550\/arxiv\./i.test(doi) ? undefined : doi;

/** Papers at arXiv whose authors have told arXiv where they appeared. */
export async function appearedByArxiv(
  publications: readonly Publication[],
  client: ServiceClient,
): Promise<readonly Appearance[]> {
  const waiting = publications.filter((one) => arxivOf(one) !== undefined && otherDoi(one) === undefined);
  const found: Appearance[] = [];
  for (const some of chunksOf(waiting)) {
    const query = { id_list: some.map((one) => arxivOf(one)!).join(","), max_results: String(atOnce) };
    const feed = parseXml(xmlOf("arxiv", await client.get("arxiv", { path: "/api/query", query })));
    const dois = new Map(
      arxivFeed(feed).map(({ identifiers, published }) => [
        arxivOf({ eprint: { archive: "arXiv", id: identifiers.arxiv! } }),
        published?.doi,
      ]),
    );
    for (const preprint of some) {
      const doi = dois.get(arxivOf(preprint));
      if (doi !== undefined) found.push({ preprint, doi: doi.toLowerCase(), source: serviceNames.arxiv });
    }
  }
  return found;
}

/** What Crossref says of the papers that are registered there: preprints that have appeared, and notices. */
export async function knownByCrossref(
  publications: readonly Publication[],
  client: ServiceClient,
): Promise<{ readonly appearances: readonly Appearance[]; readonly notices: readonly Notice[] }> {
  const appearances: Appearance[] = [];
  const notices: Notice[] = [];
  const source = serviceNames.crossref;
  for (const some of chunksOf(publications.filter(canBeListed))) {
    const query = { filter: some.map((one) => `doi:${otherDoi(one)}`).join(","), rows: String(atOnce) };
    const answer = jsonOf("crossref", await client.get("crossref", { path: "/v1/works", query }));
    const records = new Map(
      recordsOf(at(answer, "message", "items")).map((record) => [textOf(record.DOI)?.toLowerCase(), record]),
    );
    for (const publication of some) {
      const record = records.get(publication.doi!.toLowerCase());
      if (record === undefined) continue;
      const article = recordsOf(at(record.relation, "is-preprint-of")).find(
        (one) => textOf(one["id-type"])?.toLowerCase() === "doi",
      );
      const doi = textOf(article?.id)?.toLowerCase();
      if (doi !== undefined) appearances.push({ preprint: publication, doi, source });
      for (const update of recordsOf(record["updated-by"])) {
        const kind = kindOf(textOf(update.type) ?? "");
        const notice = textOf(update.DOI)?.toLowerCase();
        if (kind !== undefined)
          notices.push({ publication, kind, ...(notice === undefined ? {} : { doi: notice }), source });
      }
    }
  }
  return { appearances, notices };
}

/** The papers that OpenAlex, which reads Retraction Watch too, calls retracted. */
export async function retractedByOpenAlex(
  publications: readonly Publication[],
  client: ServiceClient,
): Promise<readonly Notice[]> {
  const notices: Notice[] = [];
  for (const some of chunksOf(publications.filter(canBeListed))) {
    const query = {
      filter: `doi:${some.map((one) => otherDoi(one)!.toLowerCase()).join("|")}`,
      "per-page": String(atOnce),
      select: "doi,is_retracted",
    };
    const answer = jsonOf("openalex", await client.get("openalex", { path: "/works", query }));
    const retracted = new Set(
      recordsOf(recordOf(answer).results).flatMap((one) =>
        one.is_retracted === true
          ? (textOf(one.doi)
              ?.toLowerCase()
              .replace(/^https?:\/\/doi\.org\//, "") ?? [])
          : [],
      ),
    );
    for (const publication of some)
      if (retracted.has(publication.doi!.toLowerCase()))
        notices.push({ publication, kind: "Retracted", source: serviceNames.openalex });
  }
  return notices;
}

/** Whether a DOI can stand in a list of them: some hold the signs that part its items. */
const canBeListed = (publication: Publication): boolean => {
  const doi = otherDoi(publication);
  return doi !== undefined && !/[,|]/.test(doi);
};

function kindOf(type: string): Notice["kind"] | undefined {
  if (/retraction|withdrawal|removal/i.test(type)) return "Retracted";
  if (/concern/i.test(type)) return "Expression of concern";
  return /correction|corrigendum|erratum/i.test(type) ? "Corrected" : undefined;
}
