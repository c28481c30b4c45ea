// In: a built folder. Out: what is wrong with its pages, seen from outside. Knows neither records nor templates.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { type PageFacts, readPage } from "./read-page.ts";

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
    ) => diagnostics.push({ code, severity: "error", message, hint, file: path.join(folder, file), line, column });

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
function listPages(folder: string): readonly string[] {
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
