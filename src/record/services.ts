// The bibliographic services that are asked, and what a site says of how they are.
import type { Place } from "../diagnostic/diagnostic.ts";
import { parseOrcid } from "./identifiers/identifier-syntax.ts";

/** Where each service is asked. */
export const serviceBases = {
  doi: "https://doi.org",
  crossref: "https://api.crossref.org",
  datacite: "https://api.datacite.org",
  arxiv: "https://export.arxiv.org",
  pubmed: "https://eutils.ncbi.nlm.nih.gov",
  idconv: "https://pmc.ncbi.nlm.nih.gov",
  openalex: "https://api.openalex.org",
  opencitations: "https://api.opencitations.net",
  semanticScholar: "https://api.semanticscholar.org",
  orcid: "https://pub.orcid.org",
  openreview: "https://api2.openreview.net",
  acl: "https://aclanthology.org",
  dblp: "https://dblp.org",
  hal: "https://api.archives-ouvertes.fr",
  inspire: "https://inspirehep.net",
  zotero: "https://api.zotero.org",
  openlibrary: "https://openlibrary.org",
  archive: "https://archive.org",
} as const;

export type ServiceName = keyof typeof serviceBases;

export const allServices = Object.keys(serviceBases) as readonly ServiceName[];

/** What each service is called to an author. */
export const serviceNames: Readonly<Record<ServiceName, string>> = {
  doi: "doi.org",
  crossref: "Crossref",
  datacite: "DataCite",
  arxiv: "arXiv",
  pubmed: "PubMed",
  idconv: "PubMed Central",
  openalex: "OpenAlex",
  opencitations: "OpenCitations",
  semanticScholar: "Semantic Scholar",
  orcid: "ORCID",
  openreview: "OpenReview",
  acl: "the ACL Anthology",
  dblp: "DBLP",
  hal: "HAL",
  inspire: "INSPIRE",
  zotero: "Zotero",
  openlibrary: "Open Library",
  archive: "the Internet Archive",
};

/** A mail address that a service can be told. */
export const contactForm = /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9.-]+$/i;

/** Whether a text may be the base address of a service: `https://…`, or `http://` on this machine; no password, `?` or `#`. */
export function isServiceBase(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  const isSafe =
    protocol === "https:" ||
    (protocol === "http:" && /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/.test(hostname));
  return isSafe && [username, password, search, hash].every((part) => part === "");
}

/** The kinds of places that a site may take papers from, each with how one is named and the service that is asked. */
const sourceKinds = {
  orcid: {
    expects: "an ORCID iD",
    read: (text: string) => parseOrcid(text).value,
  },
  dblp: {
    expects: "the number of a person's page at DBLP, as 12/3456, or its address",
    read: (text: string) =>
      /^(?:https:\/\/dblp\.(?:org|uni-trier\.de|dagstuhl\.de)\/pid\/)?([\da-z]{1,4}\/[\w-]{1,20})(?:\.html)?$/i.exec(
        text,
      )?.[1],
  },
  inspire: {
    expects: "a search as INSPIRE takes it, as a A.Kern.1",
    read: (text: string) => (text.length <= 500 ? text : undefined),
  },
  zotero: {
    expects: "a library of Zotero's, as groups/123 or groups/123/collections/ABCD2345, or its address",
    read: (text: string) => {
      const [, library, collection] =
        /^(?:https:\/\/www\.zotero\.org\/)?((?:groups|users)\/\d{1,12})(?:\/(?!collections\/)[\w-]{1,200})?(?:\/collections\/([A-Z\d]{8}))?(?:\/(?:library|items|items\/top))?$/.exec(
          text,
        ) ?? [];
      return library && (collection === undefined ? library : `${library}/collections/${collection}`);
    },
  },
  bib: {
    expects: "the address of a .bib file, with https://",
    read: (text: string) => {
      if (!URL.canParse(text)) return undefined;
      const { protocol, username, password } = new URL(text);
      const isHere = protocol === "http:" && isServiceBase(new URL(text).origin);
      return (protocol === "https:" || isHere) && username === "" && password === "" ? text : undefined;
    },
  },
} as const;

export type SourceKind = keyof typeof sourceKinds;
export const allSourceKinds = Object.keys(sourceKinds) as readonly SourceKind[];

/** How a place of a kind is named, in words. */
export const sourceExpects = (kind: SourceKind): string => sourceKinds[kind].expects;

/** What names a place of a kind, in its one spelling; undefined for a text that names none. */
export const readSourceId = (kind: SourceKind, text: string): string | undefined => sourceKinds[kind].read(text.trim());

/** A place elsewhere that has papers of the site. */
export interface PaperSource {
  readonly kind: SourceKind;
  /** "0000-0002-1825-0097", "groups/123/collections/ABCD2345", "https://example.org/papers.bib". */
  readonly id: string;
  /** The file of `content/publications/` that is a copy of all there is; without it its papers are proposed one by one. */
  readonly file?: string;
  readonly place: Place;
}

/** What `site.yaml` says of services. No page shows any of it. */
export interface ServiceSettings {
  /** The mail address that services are told. */
  readonly contact?: string;
  /** Other addresses of services. */
  readonly bases: Readonly<Partial<Record<ServiceName, string>>>;
  readonly sources: readonly PaperSource[];
}
