// What each kind of identifier looks like, bare, with its prefix or as an address. DOI and arXiv have files of their own.
import type { DiagnosticCode } from "../diagnostic/codes.ts";
import { isIsbn10, isIsbn13, isIssn, isOrcid } from "./check-digits.ts";
import type { TextProblem } from "./text-problem.ts";
import { decodeVerbatim, unwrapCommand } from "./verbatim.ts";

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
          "normalize/identifier",
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
        "normalize/orcid",
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
    "normalize/isbn",
    "ISBN",
    /97[89][-\s]?(?:\d[-\s]?){9}\d(?!\d)|(?:\d[-\s]?){9}[\dx](?![\dx])/gi,
    (bare) => isIsbn10(bare) || isIsbn13(bare),
  );
}

/** The first ISSN of a field with its hyphen; as `parseIsbn` in all else. */
export function parseIssn(text: string): ParsedIdentifier & { readonly others: readonly string[] } {
  const parsed = parseNumbers(text, "normalize/identifier", "ISSN", /\d{4}[-\s]?\d{3}[\dx](?![\dx])/gi, isIssn);
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
