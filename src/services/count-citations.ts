// In: the papers of a site. Out: how often each is cited, as OpenAlex counts, or OpenCitations where OpenAlex does not know it.
import { encodePath } from "../record/identifiers/identifier-syntax.ts";
import type { Publication } from "../record/publication.ts";
import { jsonOf, type ServiceClient, serviceNames } from "./client/client.ts";
import { recordOf, recordsOf, textOf } from "./reading/answer-values.ts";

/** What stands of a paper in `content/metrics.json`. */
export interface CountedWork {
  readonly citations: number;
  readonly source: string;
  readonly address: string;
  readonly day: string;
}

/** So many papers are asked for in one request. */
const atOnce = 50;

/** The counts of a day by the papers' keys; a paper that no service knows has none. */
export async function countCitations(
  publications: readonly Publication[],
  client: ServiceClient,
  day: string,
): Promise<ReadonlyMap<string, CountedWork>> {
  const asked = publications.flatMap((one) => {
    const doi = doiOf(one);
    return doi === undefined ? [] : [{ key: one.key, doi }];
  });
  const counts = new Map<string, CountedWork>();
  const listable = asked.filter(({ doi }) => !/[,|]/.test(doi));
  for (let start = 0; start < listable.length; start += atOnce) {
    const some = listable.slice(start, start + atOnce);
    const query = {
      filter: `doi:${some.map(({ doi }) => doi).join("|")}`,
      "per-page": String(atOnce),
      select: "id,doi,cited_by_count",
    };
    const answer = jsonOf("openalex", await client.get("openalex", { path: "/works", query }));
    const found = new Map(
      recordsOf(recordOf(answer).results).map((work) => [
        textOf(work.doi)
          ?.toLowerCase()
          .replace(/^https?:\/\/doi\.org\//, ""),
        work,
      ]),
    );
    for (const { key, doi } of some) {
      const { id, cited_by_count: citations } = found.get(doi) ?? {};
      const number = /^https:\/\/openalex\.org\/(W\d+)$/.exec(textOf(id) ?? "")?.[1];
      if (number !== undefined && isCount(citations))
        counts.set(key, { citations, source: serviceNames.openalex, address: `https://openalex.org/${number}`, day });
    }
  }
  for (const { key, doi } of asked) {
    if (counts.has(key)) continue;
    const path = `/index/v2/citation-count/doi:${encodePath(doi)}`;
    const answer = await client.get("opencitations", { path, expected: [404] });
    const [said] = answer.status === 404 ? [] : recordsOf(jsonOf("opencitations", answer));
    const citations = Number(textOf(said?.count) ?? Number.NaN);
    if (isCount(citations)) {
      const address = `https://opencitations.net/index/v2/citations/doi:${encodePath(doi)}`;
      counts.set(key, { citations, source: serviceNames.opencitations, address, day });
    }
  }
  return counts;
}

const isCount = (value: unknown): value is number => typeof value === "number" && Number.isInteger(value) && value >= 0;

/** The DOI by which a paper is counted, arXiv's own where it has no other; in small letters. */
const doiOf = ({ doi, eprint }: Publication): string | undefined =>
  (
    doi ?? (eprint?.archive === "arXiv" ? `10.48550/arXiv.${eprint.id.replace(/v\d+$/, "")}` : undefined)
  )?.toLowerCase();
