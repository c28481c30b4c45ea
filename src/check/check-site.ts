import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";

type PageNode = DefaultTreeAdapterTypes.Node;
type PageElement = DefaultTreeAdapterTypes.Element;

interface PagePlace {
  readonly line: number;
  readonly column: number;
}

/** What a page holds that can be right or wrong. */
export interface PageFacts {
  readonly ids: ReadonlySet<string>;
  readonly repeatedIds: readonly { readonly id: string; readonly place: PagePlace }[];
  /** The origins of other sites whose scripts the page allows by name (Content Security Policy, `script-src`). */
  readonly policy: readonly string[];
  /** Addresses the page leads to, or loads without being asked. */
  readonly addresses: readonly { readonly address: string; readonly loads: boolean; readonly place: PagePlace }[];
}

/** Attributes that hold an address, by element; `*` of any. */
const leading: Readonly<Record<string, string>> = { a: "href", area: "href" };
const loading: Readonly<Record<string, readonly string[]>> = {
  link: ["href"],
  script: ["src"],
  img: ["src"],
  source: ["src"],
  video: ["src", "poster"],
  audio: ["src"],
  iframe: ["src"],
  embed: ["src"],
  object: ["data"],
  input: ["src"],
  use: ["href"],
};
/** `link` relations that load nothing. */
const idleRelations = /^(?!.*\b(?:stylesheet|icon|preload|modulepreload|manifest|prefetch|preconnect|dns-prefetch)\b)/i;

/** Reads a page as a browser does. */
export function readPage(html: string): PageFacts {
  const ids = new Set<string>();
  const repeatedIds: { id: string; place: PagePlace }[] = [];
  const addresses: { address: string; loads: boolean; place: PagePlace }[] = [];
  let policy: readonly string[] = [];
  const pending: PageNode[] = [parse(html, { sourceCodeLocationInfo: true })];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if ("childNodes" in node) for (const child of [...node.childNodes].reverse()) pending.push(child);
    if (!("attrs" in node)) continue;
    const place = placeOf(node);
    const attribute = (name: string) => node.attrs.find((one) => one.name === name)?.value;
    const id = attribute("id");
    if (id !== undefined && ids.has(id)) repeatedIds.push({ id, place });
    if (id !== undefined) ids.add(id);
    if (/^content-security-policy$/i.test(attribute("http-equiv") ?? ""))
      policy = [
        ...(/\bscript-src ([^;]*)/.exec(attribute("content") ?? "")?.[1] ?? "").matchAll(/https:\/\/[\w.-]+(?::\d+)?/g),
      ].map(([source]) => source);
    const leads = attribute(leading[node.tagName] ?? "");
    if (leads !== undefined) addresses.push({ address: leads.trim(), loads: false, place });
    const isIdle = node.tagName === "link" && idleRelations.test(attribute("rel") ?? "");
    for (const name of loading[node.tagName] ?? []) {
      const address = attribute(name);
      if (address !== undefined) addresses.push({ address: address.trim(), loads: !isIdle, place });
    }
  }
  return { ids, repeatedIds, addresses, policy };
}

function placeOf({ sourceCodeLocation }: PageElement): PagePlace {
  return { line: sourceCodeLocation?.startLine ?? 1, column: sourceCodeLocation?.startCol ?? 1 };
}

// In: a built folder. Out: what is wrong with its pages, seen from outside. Knows neither records nor templates.

/** Addresses in a page that load something or lead somewhere without a file of the site's behind them. */
const foreignLoad = /^(?:[a-z][a-z0-9+.-]*:)?\/\//i;

/**
 * Checks every page of a folder that is to stand under `pathPrefix` ("/" or "/papers/"): each internal address has its
 * file and each fragment its id, ids are unique on a page, and nothing is loaded from elsewhere.
 */
export function checkSite(folder: string, pathPrefix: string): readonly Diagnostic[] {
  const pages = new Map<string, PageFacts>();
  for (const file of listPages(folder)) pages.set(file, readPage(readFileSync(path.join(folder, file), "utf8")));
  const diagnostics: Diagnostic[] = [];
  for (const [file, page] of pages) {
    const report = (
      code: Diagnostic["code"],
      message: string,
      hint: string,
      { line, column } = { line: 1, column: 1 },
    ) => diagnostics.push(diagnostic({ code, message, hint, file: path.join(folder, file), line, column }));

    for (const { id, place } of page.repeatedIds) {
      report(
        "check/duplicate-id",
        `The id "${id}" stands twice on this page.`,
        "change the template that writes it.",
        place,
      );
    }
    for (const { address, loads, place } of page.addresses) {
      if (loads && foreignLoad.test(address)) {
        // A script of another site's that the page's own policy names was asked for.
        if (page.policy.some((source) => address.startsWith(`${source}/`))) continue;
        report(
          "check/outside-address",
          `The page loads "${address}" from elsewhere.`,
          "put the file into the site.",
          place,
        );
        continue;
      }
      if (/^[a-z][a-z0-9+.-]*:/i.test(address) || address.startsWith("//")) continue;
      const fault = faultOf(address, file, folder, pathPrefix, pages);
      if (fault) report("check/dead-link", `The link "${address}" ${fault}.`, "correct the address.", place);
    }
  }
  return diagnostics;
}

/** Why an internal address leads nowhere, or nothing. */
function faultOf(
  address: string,
  from: string,
  folder: string,
  pathPrefix: string,
  pages: ReadonlyMap<string, PageFacts>,
): string | undefined {
  const base = `https://site.invalid${pathPrefix}${from.replace(/(^|\/)index\.html$/, "$1")}`;
  if (!URL.canParse(address, base)) return "is no address";
  const { pathname, hash } = new URL(address, base);
  if (!pathname.startsWith(pathPrefix)) return `leads out of the site, which stands under ${pathPrefix}`;
  let target = decodeOrKeep(pathname.slice(pathPrefix.length));
  const onDisk = path.join(folder, target);
  if (target === "" || target.endsWith("/")) target += "index.html";
  else if (existsSync(onDisk) && statSync(onDisk).isDirectory())
    return "leads to a folder but does not end with a slash";
  if (!existsSync(path.join(folder, target))) return "leads to a page that does not exist";
  const fragment = decodeOrKeep(hash.slice(1));
  if (fragment !== "" && fragment !== "top" && pages.has(target) && !pages.get(target)!.ids.has(fragment)) {
    return "leads to a place that is not on its page";
  }
  return undefined;
}

function decodeOrKeep(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The HTML files below a folder, relative to it, in code-unit order. Links, and what is no file, are not looked at. */
export function listPages(folder: string): readonly string[] {
  const found: string[] = [];
  const visit = (below: string) => {
    for (const entry of readdirSync(path.join(folder, below), { withFileTypes: true })) {
      if (entry.isDirectory()) visit(`${below}${entry.name}/`);
      else if (entry.isFile() && entry.name.endsWith(".html")) found.push(below + entry.name);
    }
  };
  visit("");
  return found.sort();
}
