// In: the fields in which authors put identifiers, raw. Out: each identifier once, cleaned and checked. Asks no server.

import { decodeVerbatim } from "../../text/latex/verbatim.ts";
import type { TextProblem } from "../../text/text-problem.ts";
import {
  type ArxivId,
  decodePercent,
  encodePath,
  findArxiv,
  findDoi,
  type IdentifierField,
  type IdentifierName,
  type IdentifierParser,
  identifierNames,
  identifierRows,
  parseArxiv,
  parseDoi,
  parseUrn,
} from "./identifier-syntax.ts";
import type { Eprint, Link, LinkKind } from "./link.ts";
import { extractAddresses } from "./web-addresses.ts";

/** Fields that hold identifiers among other things. */
const otherFields = [
  "eprint",
  "eprinttype",
  "archiveprefix",
  "eprintclass",
  "primaryclass",
  "url",
  "howpublished",
  "note",
  "journal",
  "volume",
  "number",
] as const;

/** The raw values of an entry that may hold an identifier, by BibTeX's or BibLaTeX's name for the field. */
export type IdentifierFields = {
  readonly [Field in IdentifierField | (typeof otherFields)[number]]?: string | undefined;
};

/** Every field that may hold an identifier. */
export const identifierFields: readonly (keyof IdentifierFields)[] = [
  ...identifierNames.flatMap((name) => identifierRows[name].field ?? []),
  ...otherFields,
];

/** The identifiers of one work, each in its own spelling. */
export interface Identifiers extends Readonly<Partial<Record<TextIdentifier, string>>> {
  readonly arxiv?: ArxivId;
  /** What the entry declares as `eprint`, or the arXiv identifier found elsewhere. Absent where no archive is known. */
  readonly eprint?: Eprint;
}

/** A problem and the field whose text it is in. */
export interface FieldProblem extends TextProblem {
  readonly field: keyof IdentifierFields;
}

/** The identifiers that are one text; arXiv's has a class besides. */
type TextIdentifier = Exclude<IdentifierName, "arxiv">;

const textIdentifiers = identifierNames.filter((name) => name !== "arxiv");

/** Those of archives, in which an `eprint` may be, and to which addresses lead. */
const archives = textIdentifiers.filter((name) => identifierRows[name].eprintTypes.length > 0);

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
  for (const name of textIdentifiers) {
    const { field, parse } = identifierRows[name];
    if (field !== undefined && name !== "doi") take(name, field, parse);
  }
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
  const known = archives.find((name) => identifierRows[name].eprintTypes.includes(type));
  if (type === "arxiv" || (type === "" && parseArxiv(text).value)) {
    const isBareOld = /^\d{7}(?:v\d+)?$/.test(text) && subject !== "";
    const parsed = parseArxiv(isBareOld ? `${subject.split(".")[0]}/${text}` : text);
    if (parsed.value) {
      const id = parsed.value;
      found.arxiv = { id: id.id, ...(subject || id.class ? { class: subject || id.class! } : {}) };
    }
    for (const problem of parsed.problems) problems.push({ ...problem, field: "eprint" });
  } else if (known) {
    const parsed = identifierRows[known].parse(text);
    if (parsed.value !== undefined) {
      found[known] ??= parsed.value;
      // BibLaTeX has no other field for a PMID, which has a part of its own in the record.
      if (known !== "pmid") found.eprint = { archive: identifierRows[known].archive, id: parsed.value };
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
    else for (const name of archives) found[name] ??= identifierRows[name].parse(address).value;
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
  if (identifierRows.arxiv.doi?.test(doi)) found.arxiv ??= parseArxiv(doi).value;
  for (const name of archives)
    if (identifierRows[name].doi?.test(doi)) found[name] ??= identifierRows[name].parse(doi).value;
}

/** What else BibLaTeX knows as `eprinttype` (manual 3.14.7), which has a link and no part of its own in `Identifiers`. */
const otherArchives: Readonly<Record<string, { readonly label: string; readonly address: (id: string) => string }>> = {
  jstor: { label: "JSTOR", address: (id) => `https://www.jstor.org/stable/${encodePath(id)}` },
  googlebooks: {
    label: "Google Books",
    address: (id) => `https://books.google.com/books?id=${encodeURIComponent(id)}`,
  },
};

/**
 * The links that follow from a work's identifiers, in the order of `identifierRows`, and then those of the archives that
 * biblatex knows besides. A DOI that only leads to arXiv, Zenodo or SSRN gives one link with their name. A URN that no
 * resolver is known for gives none.
 */
export function identifierLinks(ids: Identifiers): readonly Link[] {
  const links = identifierNames.flatMap((name): Link[] => {
    const { label, kind, address } = identifierRows[name];
    const id = name === "arxiv" ? ids.arxiv?.id : ids[name];
    const href = id && address(id);
    return href ? [{ label, kind, href }] : [];
  });
  const [doi] = links.filter(({ kind }) => kind === "doi");
  // arXiv's own address is known better than its DOI.
  const twin = doi && links.find((one) => one !== doi && hasDoi(one.kind) && sameTarget(one.href, doi.href));
  const kept = links.flatMap((one) => {
    if (one === doi && twin) return [];
    return one === twin && one.kind !== "arxiv" ? [{ ...one, href: doi!.href }] : [one];
  });
  const { eprint } = ids;
  const archive = eprint?.archive.toLowerCase() ?? "";
  if (!eprint || !Object.hasOwn(otherArchives, archive)) return kept;
  const { label, address } = otherArchives[archive]!;
  const bare = eprint.id.replace(/^https?:\/\/\S*[/=]/i, "").replace(/\p{Surrogate}/gu, "");
  return [...kept, { label, kind: "other", href: address(bare) }];
}

/** Whether the links of a work with this identifier lead to it. */
export function isLinked({ archive, id }: Eprint): boolean {
  const known = Object.values(identifierRows).find((row) => row.archive === archive);
  return known?.address(id) !== undefined || Object.hasOwn(otherArchives, archive.toLowerCase());
}

/** Archives whose PDFs everyone may read, the published form of a work before its preprint. */
const openArchives = (["acl", "openreview", "pmcid", "arxiv"] as const).map((name) => identifierRows[name]);

/** The PDF in an archive that these links lead to; undefined where one of them is a PDF already. */
export function openPdf(links: readonly Link[]): Link | undefined {
  if (links.some(({ kind, href }) => kind === "pdf" || /\.pdf$/i.test(href))) return undefined;
  for (const { kind, parse, pdf } of openArchives) {
    const id = parse(links.find((link) => link.kind === kind)?.href ?? "").value;
    if (id !== undefined && pdf) return { label: "PDF", kind: "pdf", href: pdf(id) };
  }
  return undefined;
}

/** The identifiers that have DOIs of their own, with the site they lead to. */
const withDois = identifierNames.flatMap((name) => {
  const { doi, address } = identifierRows[name];
  const example = address("1");
  return doi && example ? [{ name, doi, host: new URL(example).hostname }] : [];
});

const hasDoi = (kind: LinkKind): boolean => withDois.some(({ name }) => identifierRows[name].kind === kind);

/** Whether two addresses lead to the same thing; see `targetOf`. */
export function sameTarget(one: string, other: string): boolean {
  return one === other || targetOf(one) === targetOf(other);
}

/**
 * What an address leads to, the same for all ways to write it: http or https, "www." or not, a slash at the end or not,
 * percent-encoded or not; doi.org in all its forms without regard to case; what has an identifier with DOIs of its own by its
 * address or its DOI, in any version.
 */
export function targetOf(href: string): string {
  const doi = /^(?:https?:\/\/(?:dx\.|www\.)?doi\.org\/|doi:)/i.test(href) ? parseDoi(href).value : undefined;
  const site = /^https?:\/\/([^/?#:]+)/i.exec(href)?.[1]?.toLowerCase() ?? "";
  for (const { name, host, doi: own } of withDois) {
    if (doi === undefined ? site !== host && !site.endsWith(`.${host}`) : !own.test(doi)) continue;
    const id = identifierRows[name].parse(doi ?? href).value;
    if (id !== undefined) return `${name}:${id.replace(/v\d+$/, "").toLowerCase()}`;
  }
  if (doi) return `doi:${doi.toLowerCase()}`;
  const found = /^https?:\/\/(?:www\.)?([^/?#]+)([\s\S]*)$/i.exec(href);
  if (!found) return href;
  const [, host = "", rest = ""] = found;
  return `${host.toLowerCase().replace(/:(?:80|443)$/, "")}${decodePercent(rest).replace(/\/$/, "")}`;
}
