// In: an address of a site, or its sitemap. Out: the addresses that it publishes, and which of them would be gone.
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { decodeXML } from "entities";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { isSystemError, systemReason } from "../diagnostic/system-reason.ts";
import { listPages } from "./check-site.ts";

/** An address that is published, and where its site says so. */
export interface PublishedAddress {
  /** From the site's root, decoded: "/publications/pines/". */
  readonly path: string;
  /** What stands behind a #, decoded; empty for nothing. */
  readonly fragment: string;
  /** The sitemap, by its address or path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What a site publishes can't be read; the message is a whole sentence. */
export class UnreadableSite extends Error {}

/** What one answer may hold, in bytes, and how long it is waited for, in milliseconds; sitemaps hold 50 MB at most. */
const [mostBytes, patience] = [60_000_000, 30_000];
/** How many sitemaps are read of one index. */
const mostSitemaps = 1000;

/**
 * The addresses of a site: of a site on the web by its sitemap (`/sitemap.xml`, or those that `robots.txt` names), of a sitemap
 * by its address or file, of a text with an address a line, or of a folder that holds a built site. Indexes of sitemaps are
 * followed within their own site, as sitemaps.org has it.
 * @param siteUrl where the site will be, below which addresses in a file are its own
 */
export async function readPublished(where: string, siteUrl: string | undefined): Promise<readonly PublishedAddress[]> {
  if (/^https?:\/\//i.test(where)) {
    if (!URL.canParse(where)) throw new UnreadableSite(`"${where}" is no address.`);
    const root = new URL(/\.(?:xml|gz|txt)$/i.test(new URL(where).pathname) ? "." : where.replace(/\/?$/, "/"), where);
    return addressesOf(await sourcesOn(where, root), (address) => belowRoot(address, root), fetchText);
  }
  if (existsSync(where) && statSync(where).isDirectory())
    return listPages(where).map((file) => {
      const found = `/${file.replace(/(^|\/)index\.html$/, "$1")}`;
      return { path: found, fragment: "", file: path.join(where, file), line: 1, column: 1 };
    });
  const beside = async (address: string) =>
    readText(path.join(path.dirname(where), new URL(address).pathname.split("/").at(-1)!));
  const own = (address: URL) => belowRoot(address, siteUrl === undefined ? undefined : new URL(siteUrl));
  return addressesOf([{ name: where, text: readText(where) }], own, beside);
}

interface SitemapText {
  /** Its address or path. */
  readonly name: string;
  readonly text: string;
}

/** The sitemaps that a site on the web names itself. */
async function sourcesOn(where: string, root: URL): Promise<readonly SitemapText[]> {
  const asked = where === root.href || !/\.(?:xml|gz|txt)$/i.test(where) ? new URL("sitemap.xml", root).href : where;
  try {
    return [{ name: asked, text: await fetchText(asked) }];
  } catch (error) {
    if (asked === where || !(error instanceof UnreadableSite)) throw error;
    const robots = await fetchText(new URL("/robots.txt", root).href).catch(() => "");
    const named = [...robots.matchAll(/^sitemap:\s*(\S+)/gim)].map(([, address]) => address!).filter(isOn(root.href));
    if (named.length === 0) throw error;
    return Promise.all(named.map(async (name) => ({ name, text: await fetchText(name) })));
  }
}

/** Whether an address is on the same site as another. */
const isOn =
  (base: string) =>
  (address: string): boolean =>
    URL.canParse(address) && new URL(address).origin === new URL(base).origin;

async function addressesOf(
  sources: readonly SitemapText[],
  pathOf: (address: URL) => string,
  read: (address: string) => Promise<string>,
): Promise<readonly PublishedAddress[]> {
  const found: PublishedAddress[] = [];
  const pending = [...sources];
  const seen = new Set(sources.map(({ name }) => name));
  for (let source = pending.shift(); source !== undefined; source = pending.shift()) {
    const { name, text } = source;
    const isXml = /^\uFEFF?\s*<(?:\?xml|!--|\w)/.test(text);
    if (isXml && !/<(?:\w+:)?(?:urlset|sitemapindex)\b/.test(text))
      throw new UnreadableSite(`${name} is no sitemap: it has neither a urlset nor a sitemapindex.`);
    const isIndex = isXml && /<(?:\w+:)?sitemapindex\b/.test(text);
    for (const { address, line, column } of isXml ? locationsIn(text) : linesOf(text)) {
      const isAbsolute = URL.canParse(address);
      if (isIndex) {
        if (seen.has(address) || !isAbsolute || (URL.canParse(name) && !isOn(name)(address))) continue;
        if (seen.size >= mostSitemaps) throw new UnreadableSite(`${name} names more than ${mostSitemaps} sitemaps.`);
        seen.add(address);
        pending.push({ name: address, text: await read(address) });
        continue;
      }
      if (!isAbsolute && !address.startsWith("/")) continue;
      const url = new URL(address, "https://site.invalid");
      const own = isAbsolute ? pathOf(url) : url.pathname;
      found.push({ path: decode(own), fragment: decode(url.hash.slice(1)), file: name, line, column });
    }
  }
  if (found.length === 0) throw new UnreadableSite(`${sources[0]!.name} names no address.`);
  return found;
}

interface Location {
  readonly address: string;
  readonly line: number;
  readonly column: number;
}

/** What stands in the `loc` of a sitemap (sitemaps.org, 0.9); comments stay out. */
function locationsIn(text: string): readonly Location[] {
  const bare = text.replace(/<!--.*?-->/gs, (comment) => comment.replace(/[^\n]/g, " "));
  const placeOf = placesIn(bare);
  return [...bare.matchAll(/<(?:sm:|sitemap:)?loc>\s*(?:<!\[CDATA\[\s*)?([^<\]]*)/g)].map((match) => {
    const at = match.index + match[0].length - match[1]!.length;
    return { address: decodeXML(match[1]!.trim()), ...placeOf(at) };
  });
}

/** Finds the line and column of ascending places in a text. */
function placesIn(text: string): (at: number) => Omit<Location, "address"> {
  let [line, start, from] = [1, 0, 0];
  return (at) => {
    for (let next = text.indexOf("\n", from); next >= 0 && next < at; next = text.indexOf("\n", from)) {
      line++;
      start = from = next + 1;
    }
    return { line, column: at - start + 1 };
  };
}

function linesOf(text: string): readonly Location[] {
  return text.split(/\r?\n/).flatMap((one, index) => {
    const address = one.trim();
    return address === "" || address.startsWith("# ") ? [] : [{ address, line: index + 1, column: 1 }];
  });
}

/** The path of an address below the site's own root; of one that is elsewhere its whole path. */
function belowRoot({ host, pathname }: URL, root: URL | undefined): string {
  const isBelow = root !== undefined && host === root.host && pathname.startsWith(root.pathname);
  return isBelow ? `/${pathname.slice(root.pathname.length)}` : pathname;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function readText(file: string): string {
  try {
    return unpacked(readFileSync(file), file);
  } catch (error) {
    if (isSystemError(error)) throw new UnreadableSite(`${file} could not be read: ${systemReason(error)}.`);
    throw error;
  }
}

async function fetchText(address: string): Promise<string> {
  const refuse = (why: string) => new UnreadableSite(`${address} could not be read: ${why}.`);
  let answer: Response;
  const parts: Uint8Array[] = [];
  try {
    answer = await fetch(address, { signal: AbortSignal.timeout(patience) });
    if (!answer.ok) throw refuse(`the server answers ${answer.status} ${answer.statusText}`.trim());
    let bytes = 0;
    for await (const part of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
      bytes += part.length;
      if (bytes > mostBytes) throw refuse("it is longer than a sitemap may be");
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof UnreadableSite) throw error;
    const { cause, name, message } = error as Error;
    if (name === "TimeoutError") throw refuse(`no answer came within ${patience / 1000} seconds`);
    throw refuse(isSystemError(cause) ? systemReason(cause) : cause instanceof Error ? cause.message : message);
  }
  return unpacked(Buffer.concat(parts), address);
}

/** A text, packed by gzip or not. */
function unpacked(bytes: Buffer, name: string): string {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString("utf8");
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes }).toString("utf8");
  } catch (error) {
    throw new UnreadableSite(`${name} could not be unpacked: ${(error as Error).message}.`);
  }
}

/** What is known of the site as it would be published. */
export interface SiteToBe {
  readonly isThere: (path: string, fragment: string) => boolean;
  /** What an address of that name may lead to, as `redirects` writes it. */
  readonly successorOf: (path: string) => string | undefined;
}

/** The published addresses that would lead nowhere, each once. */
export function goneAddresses(
  published: readonly PublishedAddress[],
  { isThere, successorOf }: SiteToBe,
): readonly Diagnostic[] {
  const told = new Set<string>();
  return published.flatMap(({ path: asked, fragment, ...place }) => {
    const written = fragment === "" ? asked : `${asked}#${fragment}`;
    if (told.has(written) || isThere(asked, fragment)) return [];
    told.add(written);
    const successor = successorOf(fragment === "" ? asked : fragment);
    return [
      diagnostic({
        code: "check/gone-address",
        message: `The address ${written} is published and would be gone.`,
        hint:
          successor === undefined
            ? `write where it leads now into content/site.yaml: redirects: {"${written}": …}`
            : `if ${successor} is what was there, write into content/site.yaml: redirects: {"${written}": ${successor}}`,
        ...place,
      }),
    ];
  });
}
