import type { Link, LinkKind } from "../model/link.ts";
import { parseArxiv } from "./arxiv.ts";
import { decodePercent, doiHref, encodePath, parseDoi } from "./doi.ts";
import { parseSsrn, parseZenodo } from "./identifier-syntax.ts";
import type { Identifiers } from "./identifiers.ts";

/**
 * The links that follow from a work's identifiers, each encoded as its server wants it, in this order: DOI, arXiv, PubMed,
 * PMC, HAL, OpenReview, ACL Anthology, Zenodo, SSRN, Handle, URN, and the archives that biblatex knows besides. A DOI that
 * only leads to arXiv, Zenodo or SSRN gives one link with their name. A URN that no resolver is known for gives none.
 */
export function identifierLinks(ids: Identifiers): readonly Link[] {
  const doi = ids.doi === undefined ? undefined : doiHref(ids.doi);
  const zenodo = ids.zenodo && `https://zenodo.org/records/${ids.zenodo}`;
  const ssrn = ids.ssrn && `https://ssrn.com/abstract=${ids.ssrn}`;
  const arxiv = ids.arxiv && `https://arxiv.org/abs/${encodePath(ids.arxiv.id)}`;
  const archiveAddresses = [arxiv, zenodo, ssrn].filter((href) => href !== undefined && href !== "");
  const rows: readonly (readonly [label: string, kind: LinkKind, href: string | undefined])[] = [
    ["DOI", "doi", doi && archiveAddresses.some((href) => sameTarget(href!, doi)) ? undefined : doi],
    ["arXiv", "arxiv", arxiv],
    ["PubMed", "pubmed", ids.pmid && `https://pubmed.ncbi.nlm.nih.gov/${ids.pmid}/`],
    ["PMC", "pmc", ids.pmcid && `https://pmc.ncbi.nlm.nih.gov/articles/${ids.pmcid}/`],
    ["HAL", "hal", ids.hal && `https://hal.science/${ids.hal}`],
    ["OpenReview", "openreview", ids.openreview && `https://openreview.net/forum?id=${ids.openreview}`],
    ["ACL Anthology", "acl", ids.acl && `https://aclanthology.org/${ids.acl}/`],
    ["Zenodo", "zenodo", zenodo && (doi && sameTarget(zenodo, doi) ? doi : zenodo)],
    ["SSRN", "ssrn", ssrn && (doi && sameTarget(ssrn, doi) ? doi : ssrn)],
    ["Handle", "handle", ids.handle && `https://hdl.handle.net/${encodePath(ids.handle)}`],
    ["URN", "urn", ids.urn && urnHref(ids.urn)],
    ["JSTOR", "other", eprintHref(ids, "jstor", (id) => `https://www.jstor.org/stable/${encodePath(id)}`)],
    [
      "Google Books",
      "other",
      eprintHref(ids, "googlebooks", (id) => `https://books.google.com/books?id=${encodeURIComponent(id)}`),
    ],
  ];
  return rows.flatMap(([label, kind, href]) => (href ? [{ label, kind, href }] : []));
}

function eprintHref(ids: Identifiers, archive: string, href: (id: string) => string): string | undefined {
  if (ids.eprint?.archive.toLowerCase() !== archive) return undefined;
  return href(ids.eprint.id.replace(/^https?:\/\/\S*[/=]/i, "").replace(/\p{Surrogate}/gu, ""));
}

/** The resolver of a country's national bibliography numbers (RFC 8458). */
const urnResolvers: readonly (readonly [prefix: RegExp, resolver: string])[] = [
  [/^urn:nbn:(?:de|at|ch)[:-]/i, "https://nbn-resolving.org/"],
  [/^urn:nbn:se[:-]/i, "https://urn.kb.se/resolve?urn="],
  [/^urn:nbn:fi[:-]/i, "https://urn.fi/"],
  [/^urn:nbn:no[:-]/i, "https://urn.nb.no/"],
  [/^urn:nbn:nl[:-]/i, "https://persistent-identifier.nl/"],
  [/^urn:nbn:it[:-]/i, "https://nbn.depositolegale.it/"],
];

function urnHref(urn: string): string | undefined {
  const resolver = urnResolvers.find(([prefix]) => prefix.test(urn))?.[1];
  return resolver && resolver + encodePath(urn);
}

/** Whether two addresses lead to the same thing; see `targetOf`. */
export function sameTarget(one: string, other: string): boolean {
  return one === other || targetOf(one) === targetOf(other);
}

/**
 * What an address leads to, the same for all ways to write it: http or https, "www." or not, a slash at the end or not,
 * percent-encoded or not; doi.org in all its forms without regard to case; arXiv's abstract, PDF and DOI of any version;
 * Zenodo and SSRN by address or DOI.
 */
export function targetOf(href: string): string {
  const arxiv = /arxiv/i.test(href) ? parseArxiv(href).value : undefined;
  if (arxiv) return `arxiv:${arxiv.id.replace(/v\d+$/, "").toLowerCase()}`;
  const zenodo = /zenodo/i.test(href) ? parseZenodo(href).value : undefined;
  if (zenodo) return `zenodo:${zenodo}`;
  const ssrn = /ssrn/i.test(href) ? parseSsrn(href).value : undefined;
  if (ssrn) return `ssrn:${ssrn}`;
  const doi = /^(?:https?:\/\/(?:dx\.|www\.)?doi\.org\/|doi:)/i.test(href) ? parseDoi(href).value : undefined;
  if (doi) return `doi:${doi.toLowerCase()}`;
  const found = /^https?:\/\/(?:www\.)?([^/?#]+)([\s\S]*)$/i.exec(href);
  if (!found) return href;
  const [, host = "", rest = ""] = found;
  return `${host.toLowerCase().replace(/:(?:80|443)$/, "")}${decodePercent(rest).replace(/\/$/, "")}`;
}
