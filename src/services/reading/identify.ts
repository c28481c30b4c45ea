// In: what an author types for a paper, or a text that names papers. Out: identifiers, by which services know them.
import {
  decodePercent,
  findArxiv,
  isIsbn10,
  isIsbn13,
  parseAcl,
  parseArxiv,
  parseDoi,
  parseOrcid,
  parsePmcid,
} from "../../record/identifiers/identifier-syntax.ts";

/** The kinds of identifiers that a service can be asked for. */
export type IdentifierKind =
  | "doi"
  | "shortDoi"
  | "arxiv"
  | "pmid"
  | "pmcid"
  | "isbn"
  | "openreview"
  | "acl"
  | "dblp"
  | "hal"
  | "inspire"
  | "semanticScholar"
  | "openalex"
  | "orcid";

/** What is asked for: an identifier, a page of the web, a number that may be PubMed's, or a title. */
export interface Asked {
  readonly kind: IdentifierKind | "page" | "number" | "title";
  /** Bare, in its own spelling: "10.1000/182", "2101.00001v2", "PMC1234567", "9780131103627". */
  readonly id: string;
}

const host = (name: string) => `^(?:https?:\\/\\/)?(?:www\\.)?${name}`;
const addresses: readonly (readonly [kind: IdentifierKind, pattern: RegExp])[] = [
  [
    "arxiv",
    new RegExp(
      `${host("(?:alphaxiv\\.org|ar5iv\\.(?:labs\\.arxiv\\.)?org|huggingface\\.co)")}\\/(?:[a-z]+\\/)*(\\d{4}\\.\\d{4,5}(?:v\\d+)?)`,
      "i",
    ),
  ],
  ["pmid", /^pmid:?\s*(\d{1,8})$/i],
  [
    "pmid",
    new RegExp(`${host("(?:pubmed\\.ncbi\\.nlm\\.nih\\.gov|ncbi\\.nlm\\.nih\\.gov\\/pubmed)")}\\/(\\d{1,8})`, "i"),
  ],
  ["pmid", new RegExp(`${host("europepmc\\.org")}\\/(?:article|abstract)\\/med\\/(\\d{1,8})`, "i")],
  [
    "openreview",
    new RegExp(`${host("openreview\\.net")}\\/(?:forum|pdf|attachment)\\?(?:[^#\\s]*&)?id=([\\w-]{6,40})`, "i"),
  ],
  [
    "dblp",
    new RegExp(
      `${host("(?:dblp\\.(?:org|uni-trier\\.de)|dblp\\.dagstuhl\\.de)")}\\/rec\\/(?:html\\/|bib\\/)?([\\w./-]+?)(?:\\.(?:html|bib|xml))?(?:[?#].*)?$`,
      "i",
    ),
  ],
  ["dblp", /^dblp:((?:conf|journals|books|phd|series|reference)\/[\w./-]+)$/i],
  ["inspire", new RegExp(`${host("inspirehep\\.net")}\\/(?:api\\/)?(?:literature|record)\\/(\\d+)`, "i")],
  ["semanticScholar", new RegExp(`${host("semanticscholar\\.org")}\\/paper\\/(?:[^/]+\\/)?([0-9a-f]{40})`, "i")],
  ["semanticScholar", /^(corpusid:\d+)$/i],
  ["openalex", new RegExp(`${host("(?:api\\.)?openalex\\.org")}\\/(?:works\\/)?(w\\d+)`, "i")],
  [
    "hal",
    new RegExp(
      `${host("(?:[\\w-]+\\.)?(?:hal\\.science|archives-ouvertes\\.fr)")}\\/(?:[\\w-]+\\/)?([a-z]{2,15}(?:[-_][a-z]{2,15})?-\\d{7,9})(?:v\\d+)?`,
      "i",
    ),
  ],
  ["hal", /^((?:hal|tel|halshs|inserm|inria|cel|ird|pasteur|hceres|lirmm|ineris|mnhn|ensl)-\d{7,9})(?:v\d+)?$/i],
];

/** A DOI as publishers' pages have it: /doi/full/10.1000/x.y, and what they put behind it. */
function doiOf(text: string): string | undefined {
  const decoded = decodePercent(text);
  const zenodo = /^https?:\/\/(?:www\.)?zenodo\.org\/records?\/(\d+)/i.exec(decoded)?.[1];
  if (zenodo !== undefined) return `10.5281/zenodo.${zenodo}`;
  const isAddress = /^https?:\/\//i.test(decoded);
  const host = /^(?:https?:\/\/)?([\w.-]+)\//i.exec(decoded)?.[1] ?? "";
  const isResolver = /(?:^|\.)doi(?:\.org$|-org\.)/i.test(host);
  const found = isAddress && !isResolver ? /\/(10\.\d{4,9}(?:\.\d+)*\/[^\s?#]+)/.exec(decoded)?.[1] : decoded;
  if (found === undefined) return undefined;
  const { value } = parseDoi(found);
  if (value === undefined || !value.startsWith("10.")) return undefined;
  return isAddress && !isResolver
    ? value.replace(
        /(?:v\d+)?(?:\.full(?:-text)?)?(?:\.pdf|\.abstract|\/(?:abstract|full|pdf|epdf|html|fulltext|references|citations|meta))?\/?$/i,
        "",
      )
    : value;
}

/** What a text is to be asked for; undefined for an empty one. */
export function identify(typed: string): Asked | undefined {
  const text = trimmed(typed);
  if (text === "") return undefined;
  const { value: arxiv } = parseArxiv(text);
  if (arxiv !== undefined) return { kind: "arxiv", id: arxiv.id };
  const doi = doiOf(text);
  if (doi !== undefined) return ofDoi(doi);
  const short = /^(?:https?:\/\/)?(?:dx\.)?doi\.org\/([a-z0-9]{3,12})$|^(?:doi:\s*)?10\/([a-z0-9]{3,12})$/i.exec(text);
  if (short) return { kind: "shortDoi", id: `10/${(short[1] ?? short[2])!.toLowerCase()}` };
  if (/^(?:pmcid:?\s*)?pmc\d|^https?:\/\/(?:[\w.]*ncbi\.nlm\.nih\.gov|europepmc\.org)\/\S*pmc\d/i.test(text)) {
    const { value } = parsePmcid(text);
    if (value !== undefined) return { kind: "pmcid", id: value };
  }
  for (const [kind, pattern] of addresses) {
    const id = pattern.exec(text)?.[1];
    if (id === undefined) continue;
    return { kind, id: kind === "openalex" ? id.toUpperCase() : kind === "hal" ? id.toLowerCase() : id };
  }
  const { value: acl } = parseAcl(text.split("#", 1)[0]!.replace(/\.bib$/i, ""));
  if (acl !== undefined) return { kind: "acl", id: acl };
  const { value: orcid } = parseOrcid(text);
  if (orcid !== undefined) return { kind: "orcid", id: orcid };
  const isbn = isbnOf(text.replace(/^isbn(?:-1[03])?:?\s*/i, ""));
  if (isbn !== undefined) return { kind: "isbn", id: isbn };
  if (/^\d{1,8}$/.test(text)) return { kind: "number", id: text };
  if (/^https?:\/\//i.test(text)) return { kind: "page", id: text };
  return { kind: "title", id: text.replace(/\s+/g, " ") };
}

const ofDoi = (doi: string): Asked => {
  const arxiv = /^10\.48550\/arxiv\.(.+)$/i.exec(doi)?.[1];
  return arxiv === undefined ? { kind: "doi", id: doi } : { kind: "arxiv", id: arxiv };
};

function isbnOf(text: string): string | undefined {
  const bare = text.replace(/[-\s‐–]/g, "").toUpperCase();
  return isIsbn13(bare) || (isIsbn10(bare) && !/^0+$/.test(bare)) ? bare : undefined;
}

/** Without blanks, quotation marks and the punctuation of a sentence around it. */
function trimmed(typed: string): string {
  const text = typed.trim().replace(/^[<>"'“”‘’]+|(?<![<>"'“”‘’])[<>"'“”‘’]+$/g, "");
  return text.replace(/(?<![.,;])[.,;]+$/, "").replace(/(?<!\))\)+$/, (end) => {
    const opened = text.split("(").length - text.split(")").length;
    return opened < 0 ? end.slice(0, end.length + opened) : end;
  });
}

/** An identifier that a text names, and the last heading above it. */
export interface Mention {
  readonly asked: Asked;
  /** The line of the text, from 1. */
  readonly line: number;
  readonly heading: string | undefined;
}

/** What a list names at most; a text that has more is no list of papers. */
const mostMentions = 2000;

/** Where an identifier may be in a line: an address, or after its name. */
const candidates =
  /https?:\/\/[^\s<>"'\])}|]+|\b(?:doi:?\s*)?10\.\d{4,9}(?:\.\d+)*\/[^\s<>"'\]}|]+|\barxiv[:\s]\s*[\w.-]+(?:\/\d{7})?(?:v\d+)?|\bpmid:?\s*\d{1,8}\b|\bpmc\d{3,9}\b|\bisbn(?:-1[03])?:?\s*[\dxX][\dxX\s-]{8,16}[\dxX]\b|\b(?:hal|tel|halshs)-\d{7,9}\b/gi;

/** What begins an item of a list, in Markdown, plain text, HTML and LaTeX. */
const itemBegin = /^\s*(?:[-*+•]\s|\[?\d{1,3}[.)\]]|<(?:li|tr|p|dd)\b|\\(?:bib)?item\b|#{1,6}\s)/i;
/** An item that goes on over lines until the next begins or it is closed; a paragraph may hold a list, a line a paper. */
const openItem = /^\s*(?:<(?:li|tr|dd)\b(?!.*<\/(?:li|tr|dd)>)|\\(?:bib)?item\b)/i;
/** An item that goes on in lines that are set in. */
const markedItem = /^\s*(?:[-*+•]\s|\[?\d{1,3}[.)\]])/;

/** The items of a text, each with its first line, from 1: a line, with those behind it that go on with it. */
function itemsOf(text: string): readonly { readonly line: number; readonly text: string }[] {
  const items: { line: number; parts: string[] }[] = [];
  let goesOn: "indented" | "open" | undefined;
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    const isMore =
      !itemBegin.test(line) && (goesOn === "open" || (goesOn === "indented" && /^(?: {2}|\t)\s*\S/.test(line)));
    if (isMore) items.at(-1)!.parts.push(line);
    else items.push({ line: index + 1, parts: [line] });
    if (line.trim() === "" || /<\/(?:li|tr|p|dd|[uo]l|table)>/i.test(line)) goesOn = undefined;
    else if (!isMore) goesOn = openItem.test(line) ? "open" : markedItem.test(line) ? "indented" : undefined;
  }
  return items.map(({ line, parts }) => ({ line, text: parts.join(" ").slice(0, 20_000) }));
}

/**
 * The papers that a text names by identifiers, such as a list of publications, a CV or a page of the web, in its order, each once;
 * of an item the first that is the paper's own, and no pages, titles and people.
 */
export function identifiersIn(text: string): readonly Mention[] {
  const mentions: Mention[] = [];
  const seen = new Set<string>();
  let heading: string | undefined;
  for (const { line, text: item } of itemsOf(text)) {
    heading = headingOf(item) ?? heading;
    const found = [...item.matchAll(candidates)]
      .flatMap(([one]) => identify(one) ?? [])
      .filter(({ kind }) => !["page", "number", "title", "orcid"].includes(kind));
    const arxiv = findArxiv(item);
    const all = arxiv === undefined ? found : [...found, { kind: "arxiv", id: arxiv.id } as const];
    for (const asked of distinct(all)) {
      const name = `${asked.kind} ${asked.id.toLowerCase()}`;
      if (seen.has(name)) continue;
      seen.add(name);
      mentions.push({ asked, line, heading });
      if (mentions.length === mostMentions) return mentions;
    }
  }
  return mentions;
}

/** The identifiers of a line by the paper that they name: of several kinds that stand for one, the first. */
function distinct(found: readonly Asked[]): readonly Asked[] {
  const dois = found.filter(({ kind }) => kind === "doi");
  const others = found.filter(({ kind }) => kind !== "doi");
  if (dois.length > 1) return dois;
  return dois.length === 1 ? dois : others.slice(0, 1);
}

/** A heading of Markdown or HTML, or a short line that ends with a colon. */
function headingOf(line: string): string | undefined {
  const markdown = /^\s{0,3}#{1,6}\s(.*)$/
    .exec(line)?.[1]
    ?.trimEnd()
    .replace(/(?<!#)#+$/, "");
  const html = /<h[1-6][^<>]*>(.*?)(?:<\/h[1-6]>|$)/is.exec(line)?.[1]?.replace(/<[^<>]*>/g, "");
  const heading = (markdown ?? html)?.trim();
  return heading === "" ? undefined : heading;
}
