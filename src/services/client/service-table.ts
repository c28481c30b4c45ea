// What is known of each service's manners; how it is asked for what stands with who asks.
import type { ServiceName } from "../../record/services.ts";

/** How a service takes a key: in a header, after some words, or in the query. */
interface KeyPlace {
  /** The variable of the environment that holds it. */
  readonly variable: string;
  readonly header?: string;
  readonly before?: string;
  readonly parameter?: string;
}

export const keyPlaces: Readonly<Partial<Record<ServiceName, KeyPlace>>> = {
  openalex: { variable: "OPENALEX_API_KEY", parameter: "api_key" },
  pubmed: { variable: "NCBI_API_KEY", parameter: "api_key" },
  semanticScholar: { variable: "S2_API_KEY", header: "x-api-key" },
  zotero: { variable: "ZOTERO_API_KEY", header: "zotero-api-key" },
  openreview: { variable: "OPENREVIEW_TOKEN", header: "authorization", before: "Bearer " },
};

/** The parameters by which a service wants to know who asks. */
export function introduction(service: ServiceName, contact: string | undefined): Readonly<Record<string, string>> {
  if (service === "crossref" || service === "datacite") return contact ? { mailto: contact } : {};
  if (service === "pubmed" || service === "idconv") return { tool: "offprint", ...(contact ? { email: contact } : {}) };
  return {};
}

/** Headers that a service wants with each request. */
export const ownHeaders: Readonly<Partial<Record<ServiceName, Readonly<Record<string, string>>>>> = {
  zotero: { "zotero-api-version": "3" },
};

/** How long a service may take for the first byte, where it needs longer than the others. */
export const slowServices: Readonly<Partial<Record<ServiceName, number>>> = { doi: 30_000 };

/** How long to wait after a refusal that says nothing, where refused requests count as well. */
export const waitsAfterRefusal: Readonly<Partial<Record<ServiceName, number>>> = { inspire: 5_000 };

/** What shares one limit: a service, with all its hosts, or a host of the web. */
export function laneOf(address: URL, service: ServiceName | undefined): string {
  if (service === "pubmed" || service === "idconv" || isBelow(address, "ncbi.nlm.nih.gov")) return "ncbi";
  if (service === "arxiv" || isBelow(address, "arxiv.org")) return "arxiv";
  return service ?? address.host;
}

function isBelow({ hostname }: URL, domain: string): boolean {
  return hostname === domain || hostname.endsWith(`.${domain}`);
}

/** Milliseconds between the end of one request of a lane and the beginning of this one. */
export function gapBefore(lane: string, path: string, hasContact: boolean, hasKey: boolean): number {
  switch (lane) {
    case "arxiv":
      return 3_000;
    case "crossref": {
      const isList = /^\/(v1\/)?works\/?$/.test(path);
      if (isList) return hasContact ? 334 : 1_000;
      return hasContact ? 100 : 200;
    }
    case "datacite":
    case "doi":
      return hasContact ? 300 : 600;
    case "ncbi":
      return hasKey ? 100 : 334;
    case "inspire":
      return 334;
    case "dblp":
      return 2_000;
    case "orcid":
      return 125;
    default:
      return 1_000;
  }
}
