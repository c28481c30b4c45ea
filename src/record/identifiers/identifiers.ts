// In: the fields in which authors put identifiers, raw. Out: each identifier once, cleaned and checked. Asks no server.

import { decodeVerbatim } from "../../text/latex/verbatim.ts";
import type { TextProblem } from "../../text/text-problem.ts";
import {
  type ArxivId,
  decodePercent,
  doiHref,
  encodePath,
  findArxiv,
  findDoi,
  type IdentifierParser,
  parseAcl,
  parseArxiv,
  parseDoi,
  parseHal,
  parseHandle,
  parseIsbn,
  parseIssn,
  parseOpenreview,
  parsePmcid,
  parsePmid,
  parseSsrn,
  parseUrn,
  parseZenodo,
} from "./identifier-syntax.ts";
import type { Eprint, Link, LinkKind } from "./link.ts";
import { extractAddresses } from "./web-addresses.ts";

const fieldNames = [
  "doi",
  "eprint",
  "eprinttype",
  "archiveprefix",
  "eprintclass",
  "primaryclass",
  "pmid",
  "pmcid",
  "hal_id",
  "isbn",
  "issn",
  "urn",
  "hdl",
  "url",
  "howpublished",
  "note",
  "journal",
  "volume",
  "number",
] as const;

/** The raw values of an entry that may hold an identifier, by BibTeX's or BibLaTeX's name for the field. */
export type IdentifierFields = { readonly [Field in (typeof fieldNames)[number]]?: string | undefined };

/** The identifiers of one work, each in its own spelling. */
export interface Identifiers {
  readonly doi?: string;
  readonly arxiv?: ArxivId;
  readonly pmid?: string;
  readonly pmcid?: string;
  readonly hal?: string;
  readonly openreview?: string;
  readonly acl?: string;
  readonly zenodo?: string;
  readonly ssrn?: string;
  readonly handle?: string;
  readonly urn?: string;
  readonly isbn?: string;
  readonly issn?: string;
  /** What the entry declares as `eprint`, or the arXiv identifier found elsewhere. Absent where no archive is known. */
  readonly eprint?: Eprint;
}

/** A problem and the field whose text it is in. */
export interface FieldProblem extends TextProblem {
  readonly field: keyof IdentifierFields;
}

/** The identifiers that are one text. */
type TextIdentifier = Exclude<keyof Identifiers, "arxiv" | "eprint">;

interface Archive {
  readonly identifier: Exclude<TextIdentifier, "doi" | "isbn" | "issn">;
  /** As `Eprint.archive` spells it. */
  readonly archive: string;
  /** The values of `eprinttype` that mean it, lower case; biblatex's own (manual 3.14.7) and those in use. */
  readonly types: readonly string[];
  readonly parse: IdentifierParser;
}

const archives: readonly Archive[] = [
  { identifier: "pmid", archive: "PubMed", types: ["pubmed", "pmid", "medline"], parse: parsePmid },
  { identifier: "pmcid", archive: "PMC", types: ["pmc", "pmcid", "pubmedcentral"], parse: parsePmcid },
  { identifier: "hal", archive: "HAL", types: ["hal"], parse: parseHal },
  { identifier: "openreview", archive: "OpenReview", types: ["openreview"], parse: parseOpenreview },
  { identifier: "acl", archive: "ACL Anthology", types: ["acl", "aclanthology", "acl anthology"], parse: parseAcl },
  { identifier: "zenodo", archive: "Zenodo", types: ["zenodo"], parse: parseZenodo },
  { identifier: "ssrn", archive: "SSRN", types: ["ssrn"], parse: parseSsrn },
  { identifier: "handle", archive: "hdl", types: ["hdl", "handle"], parse: parseHandle },
  { identifier: "urn", archive: "URN", types: ["urn"], parse: parseUrn },
];

/**
 * Finds each identifier where authors put it: in its own field, in `eprint`, in `url`, in `howpublished` and `note`, in
 * the journal ("arXiv preprint arXiv:1902.07651", DBLP's CoRR with "abs/1902.07651" as volume) and the number. The first
 * of that order counts. A DOI of arXiv, Zenodo or SSRN gives their identifier too.
 */
export function findIdentifiers(fields: IdentifierFields): { value: Identifiers; problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const found: Found = {};
  const take = (identifier: TextIdentifier, field: keyof IdentifierFields, parse: IdentifierParser) => {
    const parsed = parse(fields[field] ?? "");
    if (parsed.value !== undefined) found[identifier] ??= parsed.value;
    for (const problem of parsed.problems) problems.push({ ...problem, field });
  };

  const arxivAsDoi = parseArxiv(fields.doi ?? "").value;
  if (arxivAsDoi && !parseDoi(fields.doi ?? "").value) found.arxiv = arxivAsDoi;
  else take("doi", "doi", parseDoi);
  take("pmid", "pmid", parsePmid);
  take("pmcid", "pmcid", parsePmcid);
  take("hal", "hal_id", parseHal);
  take("isbn", "isbn", parseIsbn);
  take("issn", "issn", parseIssn);
  take("urn", "urn", parseUrn);
  take("handle", "hdl", parseHandle);
  readEprint(fields, found, problems);
  for (const field of ["url", "howpublished", "note"] as const) readAddresses(fields[field], found);
  readText(fields, found);
  readDoi(found);
  if (found.arxiv && !found.eprint) found.eprint = { archive: "arXiv", ...found.arxiv };
  return { value: withoutUndefined(found), problems };
}

/** What is known so far; filled in the order in which sources count. */
type Found = { -readonly [Name in keyof Identifiers]: Identifiers[Name] | undefined };

function withoutUndefined(found: Found): Identifiers {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Identifiers;
}

/** `eprint` by its declared type; without one it counts where it has arXiv's syntax (biblatex manual 3.14.7). */
function readEprint(fields: IdentifierFields, found: Found, problems: FieldProblem[]): void {
  const text = fields.eprint?.trim() ?? "";
  if (text === "") return;
  const archive = decodeVerbatim(fields.eprinttype ?? fields.archiveprefix ?? "").trim();
  const subject = decodeVerbatim(fields.eprintclass ?? fields.primaryclass ?? "").trim();
  const type = archive.toLowerCase();
  const known = archives.find(({ types }) => types.includes(type));
  if (type === "arxiv" || (type === "" && parseArxiv(text).value)) {
    const isBareOld = /^\d{7}(?:v\d+)?$/.test(text) && subject !== "";
    const parsed = parseArxiv(isBareOld ? `${subject.split(".")[0]}/${text}` : text);
    if (parsed.value) {
      const id = parsed.value;
      found.arxiv = { id: id.id, ...(subject || id.class ? { class: subject || id.class! } : {}) };
    }
    for (const problem of parsed.problems) problems.push({ ...problem, field: "eprint" });
  } else if (known) {
    const parsed = known.parse(text);
    if (parsed.value !== undefined) {
      found[known.identifier] ??= parsed.value;
      // BibLaTeX has no other field for a PMID, which has a part of its own in the record.
      if (known.identifier !== "pmid") found.eprint = { archive: known.archive, id: parsed.value };
    }
    for (const problem of parsed.problems) problems.push({ ...problem, field: "eprint" });
  } else if (type !== "") {
    found.eprint = { archive, id: decodeVerbatim(text), ...(subject ? { class: subject } : {}) };
  }
}

/** An address at an archive names the work there. */
function readAddresses(text: string | undefined, found: Found): void {
  if (!text || (text.length > 20_000 && !text.includes("://"))) return;
  if (/^\s?urn:/i.test(text)) found.urn ??= parseUrn(text).value;
  for (const address of extractAddresses(text).value.slice(0, 20)) {
    if (/\bdoi\.org\/./i.test(address)) found.doi ??= parseDoi(address).value;
    else if (/\barxiv\.org\/./i.test(address)) found.arxiv ??= parseArxiv(address).value;
    else for (const { identifier, parse } of archives) found[identifier] ??= parse(address).value;
  }
}

/** A text that is about another work than this one. */
const aboutOthers =
  /\b(?:errat(?:um|a)|corrigend(?:um|a)|comment|reply|response|review|translation|supplement|see|cf|code|data(?:set)?|slides|video)\b/i;

function readText(fields: IdentifierFields, found: Found): void {
  for (const text of [fields.howpublished, fields.note]) {
    if (!text || text.length > 20_000 || aboutOthers.test(text)) continue;
    found.doi ??= findDoi(text);
    found.arxiv ??= findArxiv(text);
    const pubmed = /\bPMID:?\s?(\d{1,9})\b/.exec(text)?.[1];
    const central = /\bPMCID:?\s?(PMC\d{1,9})\b/.exec(text)?.[1];
    found.pmid ??= pubmed;
    found.pmcid ??= central;
  }
  const journal = `${fields.journal ?? ""} ${fields.volume ?? ""}`;
  found.arxiv ??= journal.length < 500 ? findArxiv(journal) : undefined;
  found.arxiv ??= findArxiv((fields.number ?? "").slice(0, 500));
}

/** What the DOIs of archives say: 10.48550/arXiv.…, 10.5281/zenodo.…, 10.2139/ssrn.…. */
function readDoi(found: Found): void {
  const doi = found.doi ?? "";
  if (/^10\.48550\/arxiv\./i.test(doi)) found.arxiv ??= parseArxiv(doi).value;
  if (/^10\.5281\/zenodo\./i.test(doi)) found.zenodo ??= parseZenodo(doi).value;
  if (/^10\.2139\/ssrn\./i.test(doi)) found.ssrn ??= parseSsrn(doi).value;
}

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
