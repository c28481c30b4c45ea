import type { ParsedIdentifier } from "./identifier-syntax.ts";
import { decodeVerbatim, unwrapCommand } from "./verbatim.ts";

// A name, or one of shortdoi.org's.
const syntax = /^10\.\d{4,9}(?:\.\d+)*\/\S+$|^10\/[a-z0-9]{3,12}$/i;
const prefix =
  /^(?:https?:\/\/)?(?:dx\.|www\.)?doi\.org\/(?:doi:)?|^(?:doi|DOI)\s*[:=]?\s*(?=10\.|https?:)|^https?:\/\/doi-org\.[^/]+\//i;

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
      problems: [{ code: "normalize/doi", offset: 0, message, hint: "write the bare name: doi = {10.1000/182}." }],
    };
  }
  if (others.length === 0) return { value, problems: [] };
  const message = `The field holds more than one DOI; "${value}" is used.`;
  return {
    value,
    problems: [{ code: "normalize/several-addresses", offset: 0, message, hint: "keep one DOI in the field." }],
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
