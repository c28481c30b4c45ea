// In: what a site shows, and its files. Out: what is said of its links by those whom they lead to, and of free copies of its papers.
import { type Diagnostic, diagnostic, type Place } from "../diagnostic/diagnostic.ts";
import { placeAt, type SourceFile } from "../input/files/source-file.ts";
import type { LoadedSite } from "../pipeline.ts";
import { isFileHref } from "../record/identifiers/link.ts";
import type { Publication } from "../record/publication.ts";
import { allPapers } from "../relate/catalogue.ts";
import { jsonOf, type ServiceClient, ServiceFailure, serviceBases } from "./client/client.ts";
import { at, recordOf, recordsOf, textOf } from "./reading/answer-values.ts";

/** What came of trying links. */
export interface TriedLinks {
  readonly count: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Those of which nothing certain is known, each with why. */
  readonly unknown: readonly string[];
}

/** Statuses that say that nothing is there; others may only say that no program is welcome. */
const deadStatuses: ReadonlySet<number> = new Set([404, 410, 451]);

/** Tries each address outside that a site leads to, once. */
export async function tryLinks(
  site: LoadedSite,
  files: readonly SourceFile[],
  client: ServiceClient,
): Promise<TriedLinks> {
  const links = [...outboundLinks(site)];
  const diagnostics: Diagnostic[] = [];
  const unknown: string[] = [];
  // Each host has a lane of its own, in which one is asked after the other.
  await Promise.all(
    links.map(async ([href, near]) => {
      const fault = await faultOf(href, client);
      if (fault === undefined) return;
      if (!fault.isCertain) {
        unknown.push(`${href}: ${fault.why}`);
        return;
      }
      const copy = await archivedCopy(href, client);
      diagnostics.push(
        diagnostic({
          code: "services/dead-link",
          message: `The address ${href} leads nowhere: ${fault.why}.`,
          hint:
            copy === undefined
              ? "name another address, or take the link away."
              : `the Internet Archive has a copy: ${copy}`,
          ...(near === undefined ? {} : { key: near.key }),
          ...placeOfLink(href, near, files),
        }),
      );
    }),
  );
  return { count: links.length, diagnostics, unknown };
}

/** The addresses of the web in all that a site shows, each with the paper that has it. */
function outboundLinks({ catalogue }: LoadedSite): ReadonlyMap<string, Publication | undefined> {
  const found = new Map<string, Publication | undefined>();
  const own = catalogue.site.url;
  const walk = (value: unknown, near: Publication | undefined): void => {
    if (Array.isArray(value)) for (const one of value) walk(one, near);
    else if (value instanceof Map) for (const one of value.values()) walk(one, near);
    else if (typeof value === "object" && value !== null) {
      for (const [name, one] of Object.entries(value)) {
        // They are gone through by themselves.
        if (name === "publications") continue;
        const isAddress =
          typeof one === "string" && /^https?:\/\//i.test(one) && /^(?:href|homepage|url|to)$/.test(name);
        if (isAddress && (own === undefined || !one.startsWith(own)) && !found.has(one)) found.set(one, near);
        else walk(one, near);
      }
    }
  };
  for (const { publication } of allPapers(catalogue)) walk(publication, publication);
  const { site, introductions, collections, pages, news, navigation, people, venues } =
    catalogue as unknown as Readonly<Record<string, unknown>>;
  const { url: _, ...settings } = recordOf(site);
  walk([settings, introductions, collections, pages, news, navigation, people, venues], undefined);
  return found;
}

interface Fault {
  readonly why: string;
  /** Whether nothing can be there, whoever asks. */
  readonly isCertain: boolean;
}

async function faultOf(href: string, client: ServiceClient): Promise<Fault | undefined> {
  try {
    const { status } = await client.probe(href);
    if (status >= 200 && status < 300) return undefined;
    return { why: `it answers with ${status}`, isCertain: deadStatuses.has(status) };
  } catch (error) {
    if (!(error instanceof ServiceFailure)) throw error;
    const isGone = error.kind === "network" && /no address is known/.test(error.message);
    return { why: error.message.replace(/\.$/, ""), isCertain: isGone };
  }
}

/** The address of the newest copy of a page at the Internet Archive; undefined where it has none, or does not say. */
async function archivedCopy(href: string, client: ServiceClient): Promise<string | undefined> {
  try {
    const answer = await client.get("archive", { path: "/wayback/available", query: { url: href } });
    const closest = recordOf(at(jsonOf("archive", answer), "archived_snapshots", "closest"));
    const copy = textOf(closest.url)?.replace(/^http:/i, "https:");
    return closest.available === true && copy?.startsWith("https://web.archive.org/") ? copy : undefined;
  } catch (error) {
    if (error instanceof ServiceFailure) return undefined;
    throw error;
  }
}

/** Where an address is written: as it is, or by the identifier of which it was made; else where the paper begins. */
function placeOfLink(href: string, near: Publication | undefined, files: readonly SourceFile[]): Place {
  const own = near && files.filter(({ path }) => path === near.source.file);
  const doi = href.startsWith(`${serviceBases.doi}/`)
    ? decodeURIComponent(href.slice(serviceBases.doi.length + 1))
    : undefined;
  const words = [
    href,
    href.replace(/\/$/, ""),
    doi,
    near?.eprint && href.includes(near.eprint.id) ? near.eprint.id : undefined,
  ];
  for (const word of words) {
    if (!word) continue;
    for (const file of own ?? files) {
      const index = file.text.toLowerCase().indexOf(word.toLowerCase());
      if (index >= 0) return placeAt(file, index);
    }
  }
  const { file, line, column } = near?.source ?? { file: "content/site.yaml", line: 1, column: 1 };
  return { file, line, column };
}

/** So many papers are asked for in one request. */
const atOnce = 50;

/** The papers that nobody can read for nothing from their pages, each with the free copy that OpenAlex knows. */
export async function findFreeCopies({ catalogue }: LoadedSite, client: ServiceClient): Promise<readonly Diagnostic[]> {
  const closed = allPapers(catalogue)
    .map(({ publication }) => publication)
    .filter((one) => !hasFreeCopy(one));
  const asked = closed.filter(({ doi }) => doi !== undefined && !/[,|]/.test(doi));
  const copies = new Map<string, string>();
  for (let start = 0; start < asked.length; start += atOnce) {
    const some = asked.slice(start, start + atOnce);
    const query = {
      filter: `doi:${some.map(({ doi }) => doi!.toLowerCase()).join("|")}`,
      "per-page": String(atOnce),
      select: "doi,best_oa_location,open_access",
    };
    const answer = jsonOf("openalex", await client.get("openalex", { path: "/works", query }));
    for (const work of recordsOf(recordOf(answer).results)) {
      const doi = textOf(work.doi)
        ?.toLowerCase()
        .replace(/^https?:\/\/doi\.org\//, "");
      const { pdf_url, landing_page_url } = recordOf(work.best_oa_location);
      const copy = [pdf_url, landing_page_url, at(work.open_access, "oa_url")]
        .map(textOf)
        .find((one) => one !== undefined);
      if (doi !== undefined && copy !== undefined && URL.canParse(copy) && /^https?:$/.test(new URL(copy).protocol))
        copies.set(doi, new URL(copy).href);
    }
  }
  return closed.map((publication) => {
    const copy = publication.doi && copies.get(publication.doi.toLowerCase());
    const { file, line, column } = publication.source;
    return diagnostic({
      code: "services/closed-paper",
      message: copy
        ? `OpenAlex knows a free copy of "${publication.key}", and its page leads to none: ${copy}`
        : `The page of "${publication.key}" leads to no free copy, and none is known.`,
      hint: copy
        ? `add pdf: ${copy}`
        : "a manuscript of your own may often be put online: pdf: paper.pdf with the file beside the paper's.",
      key: publication.key,
      file,
      line,
      column,
    });
  });
}

/** Whether a page leads to a copy that costs nothing: a PDF, or an archive that gives its papers to all. */
function hasFreeCopy({ links, eprint, pmcid, doi, type }: Publication): boolean {
  const isOpen = (href: string) =>
    /^https?:\/\/(?:www\.)?(?:arxiv\.org|aclanthology\.org|openreview\.net|zenodo\.org|[\w-]+\.hal\.science|hal\.science|osf\.io)\//i.test(
      href,
    );
  return (
    /^(?:dataset|software|webpage|post|post-weblog)$/.test(type) ||
    eprint !== undefined ||
    pmcid !== undefined ||
    /^10\.(?:48550|1101|5281)\//.test(doi ?? "") ||
    links.some(({ kind, href }) => kind === "pdf" || isOpen(href) || (isFileHref(href) && /\.pdf$/i.test(href)))
  );
}
