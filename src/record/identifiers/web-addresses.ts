import { nearestName } from "../../diagnostic/nearest-name.ts";
import { namesUser } from "../../text/escape.ts";
import { decodeVerbatim } from "../../text/latex/verbatim.ts";
import type { TextProblem } from "../../text/text-problem.ts";
import { decodePercent } from "./identifier-syntax.ts";

/** The addresses of a field, in order; the first is the one to use. */
export interface FoundAddresses {
  readonly value: readonly string[];
  readonly problems: readonly TextProblem[];
}

const start = /\\(?:url|href|nolinkurl|burl|path)\s*\{|(?:https?|ftp):\/\/|\bwww\.(?=[\w-]+\.\w)|\bmailto:(?=\S)/gi;

/**
 * The addresses in a `url`, `howpublished` or `note`: what `\url{…}` and `\href{…}` hold, and what begins with http,
 * https, mailto or "www." (which gets https). LaTeX's escapes are undone, `<…>` and the sentence's punctuation are cut.
 * More than one is a problem; so is another scheme (`javascript:`, `data:`, `ftp:`), of which nothing is returned. A DOI
 * ("doi:10.…") becomes its address. A text without any address gives nothing, which is a problem only where the field is
 * `whole`: where nothing but an address belongs into it, as into `url`.
 */
export function extractAddresses(text: string, options: { readonly whole?: boolean } = {}): FoundAddresses {
  const raw: string[] = [];
  start.lastIndex = 0;
  for (let found = start.exec(text); found; found = start.exec(text)) {
    const isCommand = found[0].startsWith("\\");
    const from = isCommand ? start.lastIndex : found.index;
    const end = isCommand ? endOfGroup(text, from) : endOfAddress(text, from);
    raw.push(isCommand ? text.slice(from, end).replace(/\s+/g, "") : trimAddress(text.slice(from, end)));
    start.lastIndex = Math.max(end, start.lastIndex);
  }
  if (options.whole && raw.length === 1 && hasSpaceInPath(text.trim(), raw[0]!)) raw[0] = text.trim();
  if (raw.length === 0) raw.push(...findOpaque(text, options.whole ?? false));
  const problems: TextProblem[] = [];
  const value: string[] = [];
  for (const address of raw.map(cleanAddress)) {
    if (/^(?:https?:\/\/[^/\s]|mailto:\S)/i.test(address) && !namesUser(address)) {
      if (!value.includes(address)) value.push(address);
    } else if (address !== "") {
      problems.push(schemeProblem(address));
    }
  }
  if (value.length > 1) {
    const message = `The field holds ${value.length} addresses; "${value[0]!.slice(0, 120)}" is used.`;
    problems.push({
      code: "record/several-addresses",
      offset: 0,
      message,
      hint: "keep one address here and put the others into fields of their own, such as url_slides.",
    });
  }
  return { value, problems };
}

/** "javascript:alert(1)", "data:text/html;…", "doi:10.1000/182": a text that is nothing but one address of some scheme. */
function findOpaque(text: string, whole: boolean): readonly string[] {
  const bare = text.trim().slice(0, 4000);
  const doi = /^doi:\s*(10\.\d{4,9}\S*)$/i.exec(bare);
  if (doi) return [`https://doi.org/${decodePercent(doi[1]!)}`];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them from a scheme.
  const scheme = bare.replace(/[\u0000-\u0020]/g, "");
  if (/^(?:javascript|data|vbscript|blob|file|ftp):\S/i.test(scheme)) return [scheme];
  // Identifiers with a prefix are read as such.
  return whole && bare !== "" && !/^(?:urn|hdl|arxiv|info|isbn|pmid):/i.test(scheme) ? [bare] : [];
}

/** Whether an address goes on after a space that should have been encoded: "https://example.org/My Paper.pdf". */
function hasSpaceInPath(text: string, address: string): boolean {
  return (
    text.startsWith(address) &&
    /^[ \t]+[^\s([].*(?:\/\S*|\.\w{2,4})$/.test(text.slice(address.length, address.length + 500))
  );
}

/** `C:\\papers\\a.pdf`, `\\\\server\\a.pdf`, `file:///home/ada/a.pdf`, `/Users/ada/a.pdf`: a place on one computer. */
const ownComputer = /^(?:[a-z]:[\\/]|\\\\|file:|~\/|\/(?:Users|home)\/)/i;

/** Whether a text names a place on one computer, or what a program would run: nothing to hand on to others. */
export function isHarmfulAddress(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them from a scheme.
  const bare = text.replace(/[\u0000-\u001f]/g, "").replace(/\\(?:url|href|nolinkurl|burl|path)\b/g, " ");
  return bare
    .split(/[\s{}<>]+/)
    .some((word) => ownComputer.test(word) || /^(?:javascript|data|vbscript|blob):/i.test(word));
}

/** A scheme with what should be "://" behind it. */
const likeScheme = /^([a-z]{2,8})(?::\/{0,3}|[:;.]{0,2}\/{2,3})/i;

/** Why an address can't lead anywhere for a visitor, where that can be seen from how it begins; undefined for all others. */
export function addressFault(address: string): TextProblem | undefined {
  const quoted = `"${address.slice(0, 120)}"`;
  if (ownComputer.test(address)) {
    return {
      code: "text/address-scheme",
      offset: 0,
      message: `${quoted} is a file on your own computer, which no visitor can open, so no link is made from it.`,
      hint: "put the file beside the paper's and write its name alone, or an address that begins with https://.",
    };
  }
  if (namesUser(address)) {
    return {
      code: "text/address-scheme",
      offset: 0,
      message: `The address at "${address
        .replace(/^[^@]*@/, "")
        .replace(/[/?#].*/s, "")
        .slice(
          0,
          120,
        )}" names a user or a password before its @, which is nobody else's business, so no link is made from it.`,
      hint: "write the address without what stands between // and @.",
    };
  }
  const [begin, scheme = ""] = likeScheme.exec(address) ?? [];
  const meant = begin === undefined ? undefined : nearestName(scheme, ["https", "http"]);
  if (begin === undefined || meant === undefined || /^https?:\/\/[^/]/i.test(address)) return undefined;
  return {
    code: "text/address-scheme",
    offset: 0,
    message: `${quoted} begins with "${begin}", which no browser knows, so no link is made from it.`,
    hint: `did you mean "${meant}://${address.slice(begin.length, 120)}"?`,
    mend: { replaced: begin, replacement: `${meant}://` },
  };
}

function schemeProblem(address: string): TextProblem {
  const fault = addressFault(address);
  if (fault !== undefined) return fault;
  const message = `"${address.slice(0, 120)}" is not an address that a page may link to, so no link is made from it.`;
  return {
    code: "text/address-scheme",
    offset: 0,
    message,
    hint: "write an address that begins with https:// or http://.",
  };
}

function cleanAddress(raw: string): string {
  const address = decodeVerbatim(raw.trim()).trim().replace(/^<|>$/g, "");
  const withScheme = /^www\./i.test(address) ? `https://${address}` : address;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: an address holds none.
  return withScheme.replace(/[\u0000-\u001f]/g, "").replace(/[\s<>"`]/g, (character) => encodeURIComponent(character));
}

/** An address in running text ends at white space outside of braces, at a bracket of the text, or where the next begins. */
function endOfAddress(text: string, from: number): number {
  const end = /[\s<>"]|[,;|](?=\s|https?:\/\/|ftp:\/\/|www\.|$)|\\(?:url|href)\b|\\[\s,]/gi;
  end.lastIndex = from;
  return end.exec(text)?.index ?? text.length;
}

/** Without a stop at its end, and a closing bracket or brace that nothing in it opens. */
function trimAddress(address: string): string {
  let end = address.length;
  const open = {
    ")": count(address, "(") - count(address, ")"),
    "}": count(address, "{") - count(address, "}"),
    "]": count(address, "[") - count(address, "]"),
  };
  for (; end > 0; end--) {
    const last = address[end - 1]!;
    if (last === ")" || last === "}" || last === "]") {
      if (open[last] >= 0) break;
      open[last]++;
    } else if (!".,;:!?'".includes(last)) {
      break;
    }
  }
  return address.slice(0, end);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

function endOfGroup(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  return text.length;
}

/** What is wrong with an address that a page is to link to; `whose` begins the sentence: "The homepage". */
export function webAddressProblem(whose: string, address: string, mayBeMail = false): TextProblem | undefined {
  const known = mayBeMail ? /^(?:https?:\/\/[^\s/]|mailto:)\S*$/i : /^https?:\/\/[^\s/]\S*$/i;
  if (namesUser(address)) return addressFault(address);
  if (known.test(address)) return undefined;
  return {
    code: "text/address-scheme",
    offset: 0,
    message: `${whose} leads to "${address.slice(0, 120)}", which is no address that a page may link to, so it is left out.`,
    hint: `use an address that begins with ${mayBeMail ? "https://, http:// or mailto:" : "https:// or http://"}.`,
  };
}

/** What is wrong with a link that is neither an address nor a file of the site. */
export function outsideFileProblem(address: string): TextProblem {
  return {
    code: "text/address-scheme",
    offset: 0,
    message: `"${address.slice(0, 120)}" is neither an address nor a file within content/, so no link is made from it.`,
    hint: "write an address that begins with https://, or the name of a file beside the paper's.",
  };
}
