import type { TextProblem } from "./text-problem.ts";
import { decodeVerbatim, unwrapCommand } from "./verbatim.ts";

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
  return { value: undefined, problems: [{ code: "normalize/arxiv", offset: 0, message, hint }] };
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
