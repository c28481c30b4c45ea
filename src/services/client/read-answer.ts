import { decodeText } from "../../input/files/read-files.ts";
import { type ServiceName, serviceNames } from "../../record/services.ts";
import { ServiceFailure } from "./service-failure.ts";

export interface ServiceAnswer {
  readonly status: number;
  /** Decoded by its charset, without a byte-order mark. */
  readonly text: string;
  /** In lower case, without parameters; empty where none is given. */
  readonly mediaType: string;
  /** Where the answer came from after redirects, without a key or mail address of ours. */
  readonly address: string;
}

/** The media type of a `Content-Type` header and its charset. */
export function contentType(header: string | undefined): { mediaType: string; charset?: string } {
  const [mediaType = "", ...parameters] = (header ?? "").split(";");
  const charset = parameters.map((one) => /^\s*charset\s*=\s*"?([^"\s]+)/i.exec(one)?.[1]).find(Boolean);
  return { mediaType: mediaType.trim().toLowerCase(), ...(charset ? { charset } : {}) };
}

/** Charsets that are told from UTF-8 byte by byte, so that a header that names the wrong one of them does no harm. */
const western = /^(utf-?8|us-ascii|ascii|iso-?8859-?1|latin-?1|windows-1252|cp1252)$/i;

/**
 * The text of an answer. UTF-8 is taken for what it is, whatever the header says; else the charset of the header, or that
 * which the text names itself, holds; else what is not UTF-8 is Windows-1252.
 */
export function decodeAnswer(bytes: Uint8Array, charset: string | undefined, name: string): string {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString("latin1");
  const label = charset ?? /(?:charset|encoding)\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1];
  const isMarked = /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/.test(head);
  if (label === undefined || isMarked || western.test(label)) return decodeText(bytes).text;
  if (!/^(iso-2022|utf-16|utf-7|hz)/i.test(label) && decodeText(bytes).firstForeignByte === undefined) {
    return decodeText(bytes).text;
  }
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    throw new ServiceFailure("wrong", `${name} gave a text that is not in the encoding it is said to be in.`);
  }
}

/** Whether an answer is a web page, by its type or its beginning. */
export function isWebPage({ mediaType, text }: Pick<ServiceAnswer, "mediaType" | "text">): boolean {
  return /^(text\/html|application\/xhtml\+xml)$/.test(mediaType) || /^\s*(<!doctype\s+html|<html)\b/i.test(text);
}

/** The value of a JSON answer, without `__proto__` keys; throws a `ServiceFailure` for a web page, an empty or cut-off text. */
export function jsonOf(service: ServiceName, answer: ServiceAnswer): unknown {
  refuseOtherThings(service, answer);
  try {
    return JSON.parse(answer.text, (key, value: unknown) => (key === "__proto__" ? undefined : value));
  } catch {
    throw damaged(service);
  }
}

/**
 * The text of an XML answer; throws a `ServiceFailure` for a web page, an empty or cut-off text, and for a document type of
 * its own, whose entities may be bombs. The name of an outer one stays (PubMed has it) and is for no parser to load.
 */
export function xmlOf(service: ServiceName, answer: ServiceAnswer): string {
  refuseOtherThings(service, answer);
  if (hasOwnDefinitions(answer.text)) {
    throw new ServiceFailure(
      "wrong",
      `${serviceNames[service]} gave XML with definitions of its own, which are not read.`,
    );
  }
  if (!isWholeXml(answer.text)) throw damaged(service);
  return answer.text;
}

function refuseOtherThings(service: ServiceName, answer: ServiceAnswer): void {
  if (answer.text.trim() === "") throw new ServiceFailure("wrong", `${serviceNames[service]} gave an empty answer.`);
  if (isWebPage(answer)) {
    const { host } = new URL(answer.address);
    throw new ServiceFailure("wrong", `${host} gave a web page instead of data: is a login needed for this network?`);
  }
}

const damaged = (service: ServiceName) =>
  new ServiceFailure("wrong", `${serviceNames[service]} gave data that is cut off or damaged.`);

/** Where the document type of a text begins, or else its first element, behind what may stand before. */
function startOfXml(text: string, isPastType: boolean): number {
  const endings = [["<?", "?>"], ["<!--", "-->"], ...(isPastType ? [["<!DOCTYPE", ">"]] : [])] as const;
  const blanks = /\s*/y;
  for (let at = 0; ; ) {
    blanks.lastIndex = at;
    blanks.test(text);
    at = blanks.lastIndex;
    const ending = endings.find(([begin]) => text.startsWith(begin!, at))?.[1];
    if (ending === undefined) return at;
    const end = text.indexOf(ending, at);
    if (end < 0) return text.length;
    at = end + ending.length;
  }
}

function hasOwnDefinitions(text: string): boolean {
  const start = startOfXml(text, false);
  if (!text.startsWith("<!DOCTYPE", start)) return false;
  return text.slice(start, text.indexOf(">", start)).includes("[");
}

/** Whether the element that begins a text also ends it. */
function isWholeXml(text: string): boolean {
  const start = startOfXml(text, true);
  const root = /^<([^\s<>/]+)/.exec(text.slice(start, start + 1000))?.[1];
  const last = text.lastIndexOf("<");
  const end = text.slice(last).trimEnd();
  return (
    root !== undefined &&
    (last === start ? end.endsWith("/>") : /^<\/[^<>]*>$/.test(end) && end.slice(2, -1).trimEnd() === root)
  );
}

/** Whether an answer is worth keeping: a whole one of the kind it says it is. */
export function isWhole(answer: ServiceAnswer): boolean {
  const { mediaType, text } = answer;
  if (text.trim() === "") return false;
  if (/[/+]xml$/.test(mediaType)) return isWholeXml(text);
  if (!/[/+]json$/.test(mediaType)) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
