// In: a built folder and its pages. Out: what is wrong with its feeds and its sitemap.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { readPageHead } from "./page-head.ts";
import { passingKind, type SitePage } from "./site-pages.ts";
import { type Cell, countingCell, needsPackages, notRun } from "./table.ts";
import { loadXmlReader, type XmlRule } from "./xml-reader.ts";

/** What RFC 4287 says in words, section by section, and that a feed names its own address. */
export const atomRules: readonly XmlRule[] = [
  { xpath: "boolean(/a:feed/a:link[@rel='self'])", fault: "the feed has no link to itself (4.1.1)" },
  {
    xpath: "not(/a:feed[not(a:author)]/a:entry[not(a:author) and not(a:source/a:author)])",
    fault: "an entry has no author, nor has the feed (4.1.1)",
  },
  {
    xpath: "not(//a:entry[not(a:content) and not(a:link[not(@rel) or @rel='alternate'])])",
    fault: "an entry has neither content nor a link to its page (4.1.2)",
  },
  {
    xpath: "not(//a:entry[a:content/@src and not(a:summary)])",
    fault: "an entry whose content is elsewhere has no summary (4.1.2)",
  },
  {
    xpath: "not(/a:feed/a:entry[a:id = following-sibling::a:entry/a:id])",
    fault: "two entries have the same id (4.2.6)",
  },
];

export const sitemapRules: readonly XmlRule[] = [
  { xpath: "count(/s:urlset/s:url) <= 50000", fault: "more than 50,000 addresses" },
  { xpath: "not(//s:url[s:loc = following-sibling::s:url/s:loc])", fault: "an address stands twice" },
];

const count = "files";
const invalid = "faults";

/** The feeds, each against its schema, and the sitemap also against the pages that it should name. */
export async function checkFeeds(folder: string, pages: readonly SitePage[]): Promise<readonly Cell[]> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const read = (file: string) => readFileSync(path.join(folder, file), "utf8");
  const xml = files.filter((file) => file.endsWith(".xml"));
  const atom = xml.filter((file) => /<feed\b/.test(read(file).slice(0, 1000)));
  const sitemaps = xml.filter((file) => path.basename(file) === "sitemap.xml");
  const json = files.filter((file) => path.basename(file) === "feed.json");
  const jsonCells = cells("JSON feeds", json, (file) => jsonFeedFaults(read(file)));

  const faultsOf = await loadXmlReader();
  if (faultsOf === undefined) {
    return [
      ...notRun(["Atom feeds"], [count, invalid], needsPackages),
      ...jsonCells,
      ...notRun(["sitemap"], [count, invalid], needsPackages),
    ];
  }
  return [
    ...cells("Atom feeds", atom, (file) => faultsOf(read(file), "atom.rng", atomRules)),
    ...jsonCells,
    ...cells("sitemap", sitemaps, (file) => [
      ...faultsOf(read(file), "sitemap.rng", sitemapRules),
      ...sitemapDifferences(read(file), pages),
    ]),
  ];
}

/** How many files of a kind there are, which must be some, and how many faults they have. */
function cells(row: string, files: readonly string[], faultsOf: (file: string) => readonly string[]): readonly Cell[] {
  const faults = files.flatMap((file) => faultsOf(file).map((fault) => `/${file}: ${fault}`));
  const none = files.length === 0 ? ["there is none"] : [];
  return [{ row, column: count, text: String(files.length), faults: none }, countingCell(row, invalid, faults)];
}

/** What is wrong with a JSON feed (jsonfeed.org, version 1.1); no two items have one id. */
export function jsonFeedFaults(text: string): readonly string[] {
  const schema = readFileSync(path.join(import.meta.dirname, "../schemas/json-feed.schema.json"), "utf8");
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(schema));
  let feed: { readonly items?: unknown };
  try {
    feed = JSON.parse(text);
  } catch {
    return ["it is not JSON"];
  }
  if (!validate(feed)) return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  const ids = (feed.items as { readonly id: string }[]).map(({ id }) => id);
  return new Set(ids).size < ids.length ? ["two items have the same id"] : [];
}

/** Addresses of pages that search engines may know and the sitemap lacks, and the other way round. */
function sitemapDifferences(sitemap: string, pages: readonly SitePage[]): readonly string[] {
  const named = new Set(
    [...sitemap.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address!.replaceAll("&amp;", "&")),
  );
  const heads = pages.filter(({ kind }) => kind !== passingKind).map(({ html }) => readPageHead(html));
  const indexed = new Set(
    heads.flatMap(({ isIndexed, canonical }) => (isIndexed ? [canonical ?? "a page without canonical address"] : [])),
  );
  return [
    ...[...indexed].filter((address) => !named.has(address)).map((address) => `does not name ${address}`),
    ...[...named]
      .filter((address) => !indexed.has(address))
      .map((address) => `names ${address}, which is no such page`),
  ];
}
