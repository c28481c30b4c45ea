// In: a place elsewhere that has papers. Out: the works in it, each with what it can be looked up by, or its own entry.
import { sourceFile } from "../../input/files/source-file.ts";
import { readWorks } from "../../pipeline.ts";
import type { Publication } from "../../record/publication.ts";
import type { PaperSource } from "../../record/services.ts";
import { richTextToPlain } from "../../text/plain-text.ts";
import { jsonOf, type ServiceClient, ServiceFailure, serviceNames } from "../client/client.ts";
import { at, recordOf, recordsOf, textOf } from "../reading/answer-values.ts";
import { type Asked, identify } from "../reading/identify.ts";
import { orcidSummary } from "../sources/orcid-works.ts";

/** A work as a place elsewhere names it: by an identifier, as an entry of BibTeX, or both. */
export interface WorkElsewhere {
  readonly title: string;
  readonly asked?: Asked;
  readonly bibtex?: string;
  /** What the entry is read as. */
  readonly publication?: Publication;
}

/** What an author calls a place. */
export const sourceName = ({ kind, id }: Pick<PaperSource, "kind" | "id">): string =>
  kind === "bib" ? id : `${serviceNames[kind]} (${id})`;

/** The works that a place names; what names none of them is told in a line. */
export async function worksElsewhere(
  source: PaperSource,
  client: ServiceClient,
  tell: (line: string) => void,
): Promise<readonly WorkElsewhere[]> {
  switch (source.kind) {
    case "orcid":
      return orcidWorks(source.id, client, tell);
    case "inspire":
      return inspireWorks(source.id, client);
    default:
      return bibtexWorks(await bibtexAt(source, client), source.kind === "dblp");
  }
}

/** All that a place has as one text of BibTeX. */
export async function bibtexAt(source: PaperSource, client: ServiceClient): Promise<string> {
  if (source.kind === "zotero") return zoteroBibtex(source.id, client);
  const { text } =
    source.kind === "dblp"
      ? await client.get("dblp", { path: `/pid/${source.id}.bib`, query: { param: "1" } })
      : await client.getFile(source.id);
  if (!/^[ \t]*@\s*\w+\s*[{(]/m.test(text)) throw new ServiceFailure("wrong", `${sourceName(source)} gave no BibTeX.`);
  return text;
}

/** The works of a text of BibTeX, each with its own entry and all that the entry needs. */
function bibtexWorks(text: string, isLookedUp: boolean): readonly WorkElsewhere[] {
  const { value } = readWorks([sourceFile("elsewhere.bib", text)], (onDisk) => ({ onDisk, removed: [] }));
  return value.first.flatMap(({ publication }): readonly WorkElsewhere[] => {
    const { source, title, doi, eprint } = publication;
    const asked = isLookedUp ? identify(doi ?? (eprint?.archive === "arXiv" ? eprint.id : "")) : undefined;
    const bibtex = source.bibtex?.join("\n\n");
    if (bibtex === undefined && asked === undefined) return [];
    return [
      {
        title: richTextToPlain(title),
        ...(asked === undefined ? { bibtex: bibtex!, publication } : { asked }),
      },
    ];
  });
}

const mostPages = 100;

async function zoteroBibtex(library: string, client: ServiceClient): Promise<string> {
  const limit = 100;
  const entries: string[] = [];
  for (let page = 0; page < mostPages; page++) {
    const query = { format: "json", include: "biblatex", limit: String(limit), start: String(page * limit) };
    const items = recordsOf(jsonOf("zotero", await client.get("zotero", { path: `/${library}/items/top`, query })));
    entries.push(...items.flatMap((item) => textOf(item.biblatex) ?? []));
    if (items.length < limit) break;
  }
  if (entries.length === 0) throw new ServiceFailure("unknown", `Zotero has no papers in ${library}.`);
  return `${entries.join("\n\n")}\n`;
}

async function inspireWorks(search: string, client: ServiceClient): Promise<readonly WorkElsewhere[]> {
  const size = 250;
  const works: WorkElsewhere[] = [];
  for (let page = 1; page <= mostPages; page++) {
    const query = {
      q: search,
      size: String(size),
      page: String(page),
      fields: "titles,dois,arxiv_eprints,control_number",
    };
    const answer = jsonOf("inspire", await client.get("inspire", { path: "/api/literature", query }));
    const hits = recordsOf(at(answer, "hits", "hits"));
    works.push(
      ...hits.flatMap(({ metadata, id }): readonly WorkElsewhere[] => {
        const { titles, dois, arxiv_eprints, control_number } = recordOf(metadata);
        const title = textOf(recordsOf(titles)[0]?.title);
        const number = textOf(control_number) ?? textOf(id);
        const known = identify(textOf(recordsOf(dois)[0]?.value) ?? textOf(recordsOf(arxiv_eprints)[0]?.value) ?? "");
        const asked =
          known?.kind === "doi" || known?.kind === "arxiv"
            ? known
            : number === undefined
              ? undefined
              : ({ kind: "inspire", id: number } as const);
        return title === undefined || asked === undefined ? [] : [{ title, asked }];
      }),
    );
    if (hits.length < size) break;
  }
  return works;
}

/** The works of a person's record: by their own identifiers, else by the BibTeX that stands with them. */
async function orcidWorks(
  orcid: string,
  client: ServiceClient,
  tell: (line: string) => void,
): Promise<readonly WorkElsewhere[]> {
  const accept = "application/json";
  const answer = await client.get("orcid", { path: `/v3.0/${orcid}/works`, accept, expected: [404, 409, 410] });
  if (answer.status >= 400)
    throw new ServiceFailure("unknown", `ORCID has no record of ${orcid} that can be seen (${answer.status}).`);
  const works: WorkElsewhere[] = [];
  for (const group of recordsOf(recordOf(jsonOf("orcid", answer)).group)) {
    const work = orcidSummary(group);
    if (work === undefined) continue;
    if (work.asked !== undefined) {
      works.push({ title: work.title, asked: work.asked });
      continue;
    }
    const path = `/v3.0/${orcid}/work/${encodeURIComponent(work.putCode)}`;
    const whole = await client.get("orcid", { path, accept, expected: [404] });
    const citation = whole.status === 200 ? recordOf(recordOf(jsonOf("orcid", whole)).citation) : {};
    const value =
      textOf(citation["citation-type"])?.toLowerCase() === "bibtex" ? textOf(citation["citation-value"]) : "";
    const [entry] = bibtexWorks(value ?? "", false);
    if (entry === undefined)
      tell(`ORCID: "${work.title}" has neither an identifier of its own nor BibTeX; add it by hand.`);
    else works.push(entry);
  }
  return works;
}
