// The check digits of ISO 2108 (ISBN), ISO 3297 (ISSN) and ISO 7064 (ORCID). Texts are bare: digits and a final X.
import type { DiagnosticCode } from "../../diagnostic/codes.ts";
import { decodeVerbatim, unwrapCommand } from "../../text/latex/verbatim.ts";
import type { TextProblem } from "../../text/text-problem.ts";

/** Whether ten characters are an ISBN-10: weights 10 to 1, modulo 11. */
export function isIsbn10(text: string): boolean {
  return /^\d{9}[\dX]$/.test(text) && weigh(text, (index) => 10 - index) % 11 === 0;
}

/** Whether thirteen digits are an ISBN-13: weights 1 and 3 in turn, modulo 10. */
export function isIsbn13(text: string): boolean {
  return /^97[89]\d{10}$/.test(text) && weigh(text, (index) => (index % 2 === 0 ? 1 : 3)) % 10 === 0;
}

/** Whether eight characters are an ISSN: weights 8 to 1, modulo 11. */
export function isIssn(text: string): boolean {
  return /^\d{7}[\dX]$/.test(text) && weigh(text, (index) => 8 - index) % 11 === 0;
}

/** Whether sixteen characters are an ORCID iD: ISO 7064, MOD 11-2. */
export function isOrcid(text: string): boolean {
  if (!/^\d{15}[\dX]$/.test(text)) return false;
  let total = 0;
  for (const digit of text.slice(0, 15)) total = ((total + Number(digit)) * 2) % 11;
  return digitValue(text[15]!) === (12 - total) % 11;
}

function weigh(text: string, weight: (index: number) => number): number {
  return [...text].reduce((sum, digit, index) => sum + weight(index) * digitValue(digit), 0);
}

function digitValue(digit: string): number {
  return digit === "X" ? 10 : Number(digit);
}

// What each kind of identifier looks like, bare, with its prefix or as an address. DOI and arXiv have files of their own.

/** An identifier in its own spelling, or undefined where the text is none; an empty text is no problem. */
export interface ParsedIdentifier {
  readonly value: string | undefined;
  readonly problems: readonly TextProblem[];
}

/** Reads one kind of identifier. */
export type IdentifierParser = (text: string) => ParsedIdentifier;

function parser(
  kind: string,
  pattern: RegExp,
  example: string,
  spell: (found: RegExpExecArray) => string,
): IdentifierParser {
  return (text) => {
    const decoded = decodeVerbatim(unwrapCommand(text)).trim();
    if (decoded === "") return { value: undefined, problems: [] };
    const found = decoded.length < 1000 ? pattern.exec(decoded) : null;
    if (found) return { value: spell(found), problems: [] };
    return {
      value: undefined,
      problems: [
        fault(
          "record/identifier",
          `"${decoded.slice(0, 120)}" is not ${kind}, so no link is made from it.`,
          `write it like ${example}.`,
        ),
      ],
    };
  };
}

function fault(code: DiagnosticCode, message: string, hint: string): TextProblem {
  return { code, offset: 0, message, hint };
}

const first = (found: RegExpExecArray): string => found.slice(1).find((group) => group !== undefined) ?? "";

/** PubMed's number: "PMID: 12345678", an address at pubmed.ncbi.nlm.nih.gov, or bare. */
export const parsePmid = parser(
  "a PubMed number",
  /^(?:pmid:?\s*)?(\d{1,9})[.;,]?$|^https?:\/\/(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov\/pubmed)\/(\d{1,9})(?:[/?#]\S*)?$/i,
  "pmid = {12345678}",
  first,
);

/** PubMed Central's number with its letters: "PMC1234567"; they are added where only digits are given. */
export const parsePmcid = parser(
  "a PubMed Central number",
  /^(?:pmcid:?\s*)?(?:pmc:?\s*)?(\d{1,9})(?:\.\d+)?[.;,]?$|^https?:\/\/(?:(?:www\.)?ncbi\.nlm\.nih\.gov\/pmc|pmc\.ncbi\.nlm\.nih\.gov|europepmc\.org)\/articles?\/(?:pmc\/)?pmc(\d{1,9})(?:[/?#]\S*)?$/i,
  "pmcid = {PMC1234567}",
  (found) => `PMC${first(found)}`,
);

/** HAL's document name, "hal-01234567v2", also of its portals (tel-, inria-, halshs-), bare or as an address. */
export const parseHal = parser(
  "a HAL identifier",
  /^(?:hal:\s*)?([a-z]{2,15}(?:[-_][a-z]{2,15})?-\d{7,9}(?:v\d{1,3})?)$|^https?:\/\/(?:[\w-]{1,30}\.)?(?:hal\.science|archives-ouvertes\.fr|inria\.fr|hal\.inria\.fr)\/(?:[\w-]{1,40}\/)?([a-z]{2,15}(?:[-_][a-z]{2,15})?-\d{7,9}(?:v\d{1,3})?)(?:[/?#]\S*)?$/i,
  "hal-01234567",
  (found) => first(found).toLowerCase(),
);

/** OpenReview's forum name, from its address, or bare where the field says that it is one. */
export const parseOpenreview = parser(
  "an OpenReview forum",
  /^([\w-]{6,40})$|^https?:\/\/(?:www\.)?openreview\.net\/(?:forum|pdf|attachment)\?(?:[^#\s]*&)?id=([\w-]{6,40})(?:[&#]\S*)?$/i,
  "https://openreview.net/forum?id=…",
  first,
);

/** The ACL Anthology's name of a paper, "P18-1001" or "2020.acl-main.1", bare or as an address. */
export const parseAcl = parser(
  "an ACL Anthology identifier",
  /^(?:https?:\/\/(?:www\.)?(?:aclanthology\.org|aclanthology\.info\/papers|aclweb\.org\/anthology)\/(?:papers\/[a-z]\/[a-z]\d\d\/)?)?([a-z]\d{2}-\d{4}|\d{4}\.[a-z0-9_]{1,30}-[a-z0-9_]{1,30}\.\d{1,4})(?:\.pdf|\/)?$/i,
  "2020.acl-main.1",
  (found) => (/^[a-z]/i.test(found[1]!) ? found[1]!.toUpperCase() : found[1]!),
);

/** Zenodo's record number, bare, as an address, or from its DOI. */
export const parseZenodo = parser(
  "a Zenodo record",
  /^(?:(?:https?:\/\/(?:www\.)?zenodo\.org\/(?:records?|doi\/10\.5281\/zenodo\.)\/?)|(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:)?10\.5281\/zenodo\.)?(\d{1,12})(?:[/?#]\S*)?$/i,
  "https://zenodo.org/records/1234567",
  first,
);

/** SSRN's abstract number, bare, as an address, or from its DOI. */
export const parseSsrn = parser(
  "an SSRN abstract",
  /^(?:(?:https?:\/\/)?(?:www\.|papers\.)?ssrn\.com\/(?:abstract=|sol3\/papers\.cfm\?(?:[^#\s]*&)?abstract_?id=)|(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:)?10\.2139\/ssrn\.|ssrn:?\s*)?(\d{3,10})(?:[&#]\S*)?$/i,
  "https://ssrn.com/abstract=1234567",
  first,
);

/** A uniform resource name, "urn:nbn:de:…" (RFC 8141). */
export const parseUrn = parser(
  "a URN",
  /^(?:https?:\/\/(?:www\.)?nbn-resolving\.(?:org|de)\/)?(urn:[a-z0-9][a-z0-9-]{0,31}:[^\s]{1,900})$/i,
  "urn:nbn:de:101:1-20210305",
  first,
);

/** A Handle, "2027/miun.abc", bare, after "hdl:" or as an address. */
export const parseHandle = parser(
  "a Handle",
  /^(?:https?:\/\/hdl\.handle\.net\/|(?:hdl|handle):\s*)?((?!https?:)[\w.-]{1,60}\/[^\s]{1,900})$/i,
  "2027/miun.abc",
  first,
);

/** An ORCID iD with its hyphens, from an address or bare; its check digit must be right (ISO 7064, MOD 11-2). */
export function parseOrcid(text: string): ParsedIdentifier {
  const decoded = decodeVerbatim(unwrapCommand(text)).trim();
  if (decoded === "") return { value: undefined, problems: [] };
  const found =
    /^(?:https?:\/\/(?:www\.)?orcid\.org\/|orcid(?:\.org\/)?:?\s*)?(\d{4}[-–\s]?\d{4}[-–\s]?\d{4}[-–\s]?\d{3}[\dx])\/?$/i.exec(
      decoded.slice(0, 200),
    );
  const bare = (found?.[1] ?? "").replace(/[^\dx]/gi, "").toUpperCase();
  if (isOrcid(bare)) return { value: bare.replace(/(.{4})(?=.)/g, "$1-"), problems: [] };
  const what = found ? "has a wrong check digit" : "is not an ORCID iD";
  return {
    value: undefined,
    problems: [
      fault(
        "record/orcid",
        `"${decoded.slice(0, 120)}" ${what}, so no link is made from it.`,
        "Copy the iD from orcid.org: four groups of four digits.",
      ),
    ],
  };
}

/**
 * The first ISBN of a field, 10 or 13 digits, its hyphens as typed. A wrong check digit is a problem, but the number is
 * kept: books are printed with wrong ones. `others` has what else the field holds.
 */
export function parseIsbn(text: string): ParsedIdentifier & { readonly others: readonly string[] } {
  return parseNumbers(
    text,
    "record/isbn",
    "ISBN",
    /97[89][-\s]?(?:\d[-\s]?){9}\d(?!\d)|(?:\d[-\s]?){9}[\dx](?![\dx])/gi,
    (bare) => isIsbn10(bare) || isIsbn13(bare),
  );
}

/** The first ISSN of a field with its hyphen; as `parseIsbn` in all else. */
export function parseIssn(text: string): ParsedIdentifier & { readonly others: readonly string[] } {
  const parsed = parseNumbers(text, "record/identifier", "ISSN", /\d{4}[-\s]?\d{3}[\dx](?![\dx])/gi, isIssn);
  const spell = (number: string) => number.replace(/^(.{4})[-\s]?/, "$1-");
  return { ...parsed, value: parsed.value && spell(parsed.value), others: parsed.others.map(spell) };
}

function parseNumbers(
  text: string,
  code: DiagnosticCode,
  kind: string,
  pattern: RegExp,
  isRight: (bare: string) => boolean,
) {
  const decoded = decodeVerbatim(text)
    .replace(/[\u2010-\u2015\u2212]+|--+/g, "-")
    .slice(0, 2000);
  const [value, ...others] = [...decoded.matchAll(pattern)].map(([number]) => number.toUpperCase().trim());
  if (value === undefined) {
    if (decoded.trim() === "") return { value, others, problems: [] };
    return {
      value,
      others,
      problems: [
        fault(
          code,
          `"${decoded.trim().slice(0, 120)}" is not an ${kind}.`,
          `write the digits of the ${kind} with or without hyphens.`,
        ),
      ],
    };
  }
  const wrong = [value, ...others].filter((number) => !isRight(number.replace(/[-\s]/g, "")));
  const problems = wrong.map((number) =>
    fault(
      code,
      `The check digit of the ${kind} "${number}" is wrong.`,
      "compare it with the book; one of its digits is mistyped.",
    ),
  );
  return { value, others, problems };
}

// A name, or one of shortdoi.org's.
const syntax = /^10\.\d{4,9}(?:\.\d+)*\/\S+$|^10\/[a-z0-9]{3,12}$/i;
const prefix =
  /^(?:https?:\/\/)?(?:dx\.|www\.)?doi\.org\/(?:doi:)?|^(?:doi|DOI)\s*(?:[:=]\s*)?(?=10\.|https?:)|^https?:\/\/doi-org\.[^/]+\//i;

/**
 * The bare name, "10.1000/182", from any way to write it: an address at doi.org, "doi:", escaped for LaTeX or
 * percent-encoded, with a stop at the end. Letters keep their case, though DOIs compare without it (DOI Handbook 2.4).
 */
export function parseDoi(text: string): ParsedIdentifier {
  const decoded = decodeVerbatim(unwrapCommand(text)).trim();
  if (decoded === "") return { value: undefined, problems: [] };
  let name = decoded;
  for (let before = ""; before !== name && decoded.length < 3000; ) {
    before = name;
    name = name.replace(prefix, "").trim();
  }
  const isAddress = name !== decoded && /^https?:|doi\.org/i.test(decoded);
  if (isAddress || /^10\.\d{4,9}%2f/i.test(name)) name = decodePercent(name).replace(/\\(?=[_%#&])/g, "");
  const [first = "", ...others] = name.slice(0, 3000).split(/[,;]?\s+(?=(?:https?:\/\/\S*\/)?(?:doi:)?10\.)/i);
  const value = trimEnd(first);
  if (!syntax.test(value)) {
    const message = `"${decoded.slice(0, 120)}" is not a DOI, so no link is made from it.`;
    return {
      value: undefined,
      problems: [{ code: "record/doi", offset: 0, message, hint: "write the bare name: doi = {10.1000/182}." }],
    };
  }
  if (others.length === 0) return { value, problems: [] };
  const message = `The field holds more than one DOI; "${value}" is used.`;
  return {
    value,
    problems: [{ code: "record/several-addresses", offset: 0, message, hint: "keep one DOI in the field." }],
  };
}

/** The DOIs that a running text names ("doi:10.1000/182", "https://doi.org/10.1000/182"), in order. */
export function findDoi(text: string): string | undefined {
  const decoded = decodeVerbatim(text);
  const found = /(?:\bdoi\s?[:=]?\s?|doi\.org\/)(10\.\d{4,9}(?:\.\d+)*(?:\/|%2f)[^\s,;"]+)/i.exec(decoded);
  return found ? trimEnd(decodePercent(found[1]!)) : undefined;
}

/** The address at doi.org, encoded as RFC 3986 asks of a path; what a path may hold, `/ ( ) ; :` too, stays readable. */
export function doiHref(doi: string): string {
  return `https://doi.org/${encodePath(doi)}`;
}

/** Percent-encodes what a path may not hold (RFC 3986, 3.3): everything but unreserved, `sub-delims`, `:`, `@`, `/`. */
export function encodePath(text: string): string {
  return text.replace(/[^\w\-.~!$&'()*+,;=:@/]+/gu, (run) =>
    encodeURIComponent(run.replace(/\p{Surrogate}/gu, "\ufffd")),
  );
}

/** Percent-decoded where it is valid UTF-8, as it is where not. */
export function decodePercent(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Without the punctuation of the sentence around it, and a closing bracket that nothing opens. */
function trimEnd(text: string): string {
  let end = text.length;
  for (; end > 0; end--) {
    const last = text[end - 1]!;
    if (!".,;:'\"”’>]}".includes(last) && !(last === ")" && count(text, "(", end) < count(text, ")", end))) break;
  }
  return text.slice(0, end);
}

/** Only the end of a DOI is looked at, so that a broken file costs no more than its length. */
function count(text: string, character: string, end: number): number {
  return text.slice(Math.max(0, end - 500), end).split(character).length - 1;
}

/** An arXiv identifier with its version where one is given, and the subject class where one stands beside it. */
export interface ArxivId {
  /** "2001.01234v2" or "hep-th/9901001". */
  readonly id: string;
  /** "cs.CV". */
  readonly class?: string;
}

const identifier =
  "(?:(?:0[7-9]|[1-9]\\d)(?:0[1-9]|1[0-2])\\.\\d{4,5}|[a-z-]{2,12}(?:\\.[A-Z]{2})?/\\d{2}(?:0[1-9]|1[0-2])\\d{3})(?:v\\d{1,3})?";
const subject = "(?:[a-z-]{2,12}(?:\\.[A-Za-z-]{2,20})?)";
const whole = new RegExp(
  `^(?:(?:https?://)?(?:www\\.|export\\.|[a-z]{2}\\.)?arxiv\\.org/(?:abs|pdf|html|format|ps)/|(?:https?://(?:dx\\.)?doi\\.org/|doi:)?10\\.48550/arxiv\\.|(?:arxiv\\s*(?:preprint|e-?print)?\\s*)?(?:arxiv\\s*)?[:.]?\\s*(?:abs/)?)(${identifier})(?:\\.pdf|/)?(?:[?#]\\S*)?\\s*(?:[[(](${subject})[\\])])?[.,;]?$`,
  "i",
);
const inText = new RegExp(
  `(?:\\barxiv\\s?[:.]?\\s?(?:preprint\\s)?(?:arxiv\\s?:?\\s?)?|arxiv\\.org/(?:abs|pdf|html)/|10\\.48550/arxiv\\.|\\bcorr,?\\s(?:vol\\.\\s)?(?:abs/)?)(${identifier})(?![\\d.]*\\d)(?:\\.pdf)?\\s?(?:\\[(${subject})\\])?`,
  "i",
);

/**
 * An arXiv identifier in its new form (from April 2007: "2001.01234v2") or old one ("hep-th/9901001"), bare, after
 * "arXiv:", in an address (abs, pdf), in arXiv's DOI, with "[cs.CV]" behind it, or as a journal: "arXiv preprint
 * arXiv:1902.07651" (arXiv, "Understanding the arXiv identifier").
 */
export function parseArxiv(text: string): { value: ArxivId | undefined; problems: readonly TextProblem[] } {
  const decoded = decodeVerbatim(unwrapCommand(text)).trim();
  if (decoded === "") return { value: undefined, problems: [] };
  const found = decoded.length < 300 ? whole.exec(decoded) : null;
  if (found) return { value: toId(found), problems: [] };
  const message = `"${decoded.slice(0, 120)}" is not an arXiv identifier, so no link is made from it.`;
  const hint = "write 2001.01234, or hep-th/9901001 for a paper before April 2007.";
  return { value: undefined, problems: [{ code: "record/arxiv", offset: 0, message, hint }] };
}

/** The arXiv identifier that a running text names, where it says "arXiv" or gives its address. */
export function findArxiv(text: string): ArxivId | undefined {
  if (!/arxiv|\bcorr\b/i.test(text)) return undefined;
  const found = inText.exec(decodeVerbatim(text));
  return found ? toId(found) : undefined;
}

function toId([, id = "", subjectClass]: RegExpExecArray): ArxivId {
  // Archives are lower case, subject classes upper: "math.GT/0309136".
  const spelled = id.replace(/^[a-z-]+/i, (archive) => archive.toLowerCase()).replace(/V(?=\d+$)/, "v");
  return { id: spelled, ...(subjectClass === undefined ? {} : { class: subjectClass }) };
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

/** What is known of a kind of identifier. */
interface IdentifierRow<Kind extends string, Field extends string> {
  /** What its link is called; of what has no link its name. */
  readonly label: string;
  /** The kind of its link. */
  readonly kind: Kind;
  /** The field of an entry that holds nothing else, where there is one. */
  readonly field: Field | undefined;
  /** How `Eprint.archive` spells it. */
  readonly archive: string;
  /** The values of `eprinttype` that mean it, lower case; BibLaTeX's own (manual 3.14.7) and those in use. */
  readonly eprintTypes: readonly string[];
  readonly parse: IdentifierParser;
  /** Its address, encoded as its server wants it; undefined where none is known. */
  readonly address: (id: string) => string | undefined;
  /** The address of its PDF, which everyone may read; absent where not every work has one, or where it has no fixed address. */
  readonly pdf?: (id: string) => string;
  /** The DOIs that name the same. */
  readonly doi: RegExp | undefined;
  /** Whether what stands at its address is the work itself. */
  readonly isSameWork: boolean;
  /** Whether it names papers that may be published nowhere else. */
  readonly isOfPreprints: boolean;
}

const row = <const Kind extends string, const Field extends string = never>(
  facts: IdentifierRow<Kind, Field>,
): IdentifierRow<Kind, Field> => facts;

const noAddress = () => undefined;

/** Every kind of identifier that is one text, by its name in `Identifiers`, in the order of their links. */
export const identifierRows = {
  doi: row({
    label: "DOI",
    kind: "doi",
    field: "doi",
    archive: "DOI",
    eprintTypes: [],
    parse: parseDoi,
    address: doiHref,
    doi: undefined,
    isSameWork: true,
    isOfPreprints: false,
  }),
  arxiv: row({
    label: "arXiv",
    kind: "arxiv",
    field: undefined,
    archive: "arXiv",
    eprintTypes: ["arxiv"],
    parse: (text) => {
      const { value, problems } = parseArxiv(text);
      return { value: value?.id, problems };
    },
    address: (id) => `https://arxiv.org/abs/${encodePath(id)}`,
    pdf: (id) => `https://arxiv.org/pdf/${encodePath(id)}`,
    doi: /^10\.48550\/arxiv\./i,
    isSameWork: true,
    isOfPreprints: true,
  }),
  pmid: row({
    label: "PubMed",
    kind: "pubmed",
    field: "pmid",
    archive: "PubMed",
    eprintTypes: ["pubmed", "pmid", "medline"],
    parse: parsePmid,
    address: (id) => `https://pubmed.ncbi.nlm.nih.gov/${id}/`,
    doi: undefined,
    isSameWork: true,
    isOfPreprints: false,
  }),
  pmcid: row({
    label: "PMC",
    kind: "pmc",
    field: "pmcid",
    archive: "PMC",
    eprintTypes: ["pmc", "pmcid", "pubmedcentral"],
    parse: parsePmcid,
    address: (id) => `https://pmc.ncbi.nlm.nih.gov/articles/${id}/`,
    pdf: (id) => `https://pmc.ncbi.nlm.nih.gov/articles/${id}/pdf/`,
    doi: undefined,
    isSameWork: true,
    isOfPreprints: false,
  }),
  hal: row({
    label: "HAL",
    kind: "hal",
    field: "hal_id",
    archive: "HAL",
    eprintTypes: ["hal"],
    parse: parseHal,
    address: (id) => `https://hal.science/${id}`,
    doi: undefined,
    isSameWork: true,
    isOfPreprints: false,
  }),
  openreview: row({
    label: "OpenReview",
    kind: "openreview",
    field: undefined,
    archive: "OpenReview",
    eprintTypes: ["openreview"],
    parse: parseOpenreview,
    address: (id) => `https://openreview.net/forum?id=${id}`,
    pdf: (id) => `https://openreview.net/pdf?id=${id}`,
    doi: undefined,
    isSameWork: true,
    isOfPreprints: false,
  }),
  acl: row({
    label: "ACL Anthology",
    kind: "acl",
    field: undefined,
    archive: "ACL Anthology",
    eprintTypes: ["acl", "aclanthology", "acl anthology"],
    parse: parseAcl,
    address: (id) => `https://aclanthology.org/${id}/`,
    pdf: (id) => `https://aclanthology.org/${id}.pdf`,
    doi: undefined,
    isSameWork: true,
    isOfPreprints: false,
  }),
  zenodo: row({
    label: "Zenodo",
    kind: "zenodo",
    field: undefined,
    archive: "Zenodo",
    eprintTypes: ["zenodo"],
    parse: parseZenodo,
    address: (id) => `https://zenodo.org/records/${id}`,
    doi: /^10\.5281\/zenodo\./i,
    isSameWork: true,
    isOfPreprints: false,
  }),
  ssrn: row({
    label: "SSRN",
    kind: "ssrn",
    field: undefined,
    archive: "SSRN",
    eprintTypes: ["ssrn"],
    parse: parseSsrn,
    address: (id) => `https://ssrn.com/abstract=${id}`,
    doi: /^10\.2139\/ssrn\./i,
    isSameWork: true,
    isOfPreprints: true,
  }),
  handle: row({
    label: "Handle",
    kind: "handle",
    field: "hdl",
    archive: "hdl",
    eprintTypes: ["hdl", "handle"],
    parse: parseHandle,
    address: (id) => `https://hdl.handle.net/${encodePath(id)}`,
    doi: undefined,
    isSameWork: true,
    isOfPreprints: false,
  }),
  urn: row({
    label: "URN",
    kind: "urn",
    field: "urn",
    archive: "URN",
    eprintTypes: ["urn"],
    parse: parseUrn,
    address: urnHref,
    doi: undefined,
    isSameWork: false,
    isOfPreprints: false,
  }),
  isbn: row({
    label: "ISBN",
    kind: "isbn",
    field: "isbn",
    archive: "ISBN",
    eprintTypes: [],
    parse: parseIsbn,
    address: noAddress,
    doi: undefined,
    isSameWork: false,
    isOfPreprints: false,
  }),
  issn: row({
    label: "ISSN",
    kind: "issn",
    field: "issn",
    archive: "ISSN",
    eprintTypes: [],
    parse: parseIssn,
    address: noAddress,
    doi: undefined,
    isSameWork: false,
    isOfPreprints: false,
  }),
};

export type IdentifierName = keyof typeof identifierRows;
export type IdentifierKind = (typeof identifierRows)[IdentifierName]["kind"];
export type IdentifierField = NonNullable<(typeof identifierRows)[IdentifierName]["field"]>;
export const identifierNames = Object.keys(identifierRows) as readonly IdentifierName[];
