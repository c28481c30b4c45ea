import { type PageHead, readPageHead } from "./page-head.ts";
import { cellsByKind, type SitePage } from "./site-pages.ts";
import type { Cell } from "./table.ts";

type Thing = Readonly<Record<string, unknown>>;

/** Types of schema.org that a paper's page may be of. */
const workTypes = new Set([
  ...["ScholarlyArticle", "Article", "NewsArticle", "Book", "Chapter", "CreativeWork", "Dataset", "Map", "Periodical"],
  ...["Report", "Review", "SoftwareSourceCode", "Thesis", "WebPage"],
]);

/** Properties without which a thing of a type says nothing. */
const required: Readonly<Record<string, readonly string[]>> = {
  BreadcrumbList: ["itemListElement"],
  CollectionPage: ["name", "url"],
  Organization: ["name"],
  Person: ["name"],
  ProfilePage: ["mainEntity"],
  WebSite: ["name", "url"],
};
/** What a page of a kind must speak of, beside the work of a paper's page. */
const expected: Readonly<Record<string, readonly string[]>> = {
  paper: ["BreadcrumbList"],
  list: ["CollectionPage"],
  topic: ["CollectionPage"],
  venue: ["CollectionPage"],
  year: ["CollectionPage"],
  type: ["CollectionPage"],
  person: ["Person"],
};
const requiredOfWork = ["@id", "url", "mainEntityOfPage", "headline", "name"];

/** The JSON-LD blocks of every page: JSON, of schema.org, with what is required, and on a paper equal to its tags. */
export function checkStructuredData(pages: readonly SitePage[]): readonly Cell[] {
  return cellsByKind("JSON-LD", pages, ({ kind, html }) =>
    structuredDataFaults(readPageHead(html), kind.split(" (")[0]!),
  );
}

/** What is wrong with the JSON-LD of a page of a kind, in any language; a paper's page must have one work in it. */
export function structuredDataFaults(head: PageHead, kind: string): readonly string[] {
  const faults: string[] = [];
  const things: Thing[] = [];
  for (const block of head.blocks) {
    const read = parse(block);
    if (!isThing(read)) faults.push("a block is not a JSON object");
    else if (!/^https:\/\/schema\.org\/?$/.test(String(read["@context"]))) {
      faults.push(`the context is ${JSON.stringify(read["@context"])}`);
    } else things.push(...(Array.isArray(read["@graph"]) ? read["@graph"].filter(isThing) : [read]));
  }
  const inner = things.flatMap(within);
  faults.push(...inner.flatMap((thing) => (typeof thing["@type"] === "string" ? [] : ["a thing has no @type"])));
  faults.push(...inner.flatMap((thing) => missing(thing, required[String(thing["@type"])] ?? [])));
  faults.push(...inner.flatMap(listFaults), ...inner.flatMap(orcidFaults));
  const found = new Set(inner.map((thing) => thing["@type"]));
  faults.push(...(expected[kind] ?? []).filter((type) => !found.has(type)).map((type) => `there is no ${type}`));
  if (kind !== "paper") return faults;
  const works = things.filter((thing) => workTypes.has(String(thing["@type"])));
  if (works.length !== 1) return [...faults, `${works.length} works where there must be one`];
  return [...faults, ...missing(works[0]!, requiredOfWork), ...differences(works[0]!, head)];
}

/** Where a work differs from the page's canonical address and `citation_…` tags. */
function differences(work: Thing, { tags, canonical }: PageHead): readonly string[] {
  const tag = (name: string) => tags.get(`citation_${name}`)?.[0];
  const addresses = ["@id", "url", "mainEntityOfPage"].map((name) => [name, canonical, work[name]] as const);
  const texts = [
    ["headline", tag("title"), work.headline],
    ["name", tag("title"), work.name],
    ["abstract", tag("abstract"), work.abstract],
    ["inLanguage", tag("language"), work.inLanguage],
    ["pageStart", tag("firstpage"), work.pageStart],
    ["pageEnd", tag("lastpage"), work.pageEnd],
  ] as const;
  const unequal = [...addresses, ...texts].filter(
    ([, expected, found]) => expected !== undefined && found !== undefined && fold(expected) !== fold(String(found)),
  );
  const containers = list(work.isPartOf).flatMap(within);
  const held = [
    ["volume", tag("volume"), containers.map(({ volumeNumber }) => volumeNumber)],
    ["issue", tag("issue"), containers.map(({ issueNumber }) => issueNumber)],
    ["venue", tag("journal_title") ?? tag("conference_title"), containers.map(({ name }) => name)],
    ["DOI", tag("doi"), list(work.identifier).map(({ value }) => value)],
  ] as const;
  const absent = held.filter(([, expected, found]) => expected !== undefined && !found.map(String).includes(expected));
  return [
    ...unequal.map(([name, expected, found]) => `${name} is "${found}" where the page says "${expected}"`),
    ...absent.map(([name, expected, found]) => `the ${name} "${expected}" of the tags is not in it, but "${found}"`),
    ...authorFaults(tags.get("citation_author") ?? [], list(work.author)),
    ...dateFaults(tag("publication_date"), work.datePublished),
  ];
}

/** The same authors in the same order; a tag is "Family, Given" or a group's name. */
function authorFaults(tags: readonly string[], authors: readonly Thing[]): readonly string[] {
  if (tags.length !== authors.length && tags.length > 0)
    return [`${authors.length} authors where the tags name ${tags.length}`];
  return tags.flatMap((tag, index) => {
    const { familyName, givenName, name } = authors[index]!;
    const [family, given = ""] = fold(tag).split(", ");
    const isSame = familyName === undefined ? fold(String(name)) === family : fold(String(familyName)) === family;
    const isGiven =
      givenName === undefined ? given === "" || familyName === undefined : given.startsWith(fold(String(givenName)));
    return isSame && isGiven ? [] : [`author ${index + 1} is not "${tag}"`];
  });
}

/** An ISO date that is as fine as the tag's or finer: "2021-05" for "2021", "2021-05-07" for "2021/5/7". */
function dateFaults(tag: string | undefined, date: unknown): readonly string[] {
  if (tag === undefined) return [];
  const expected = tag.split("/").map(Number);
  const isDate = /^\d{4}(-\d\d(-\d\d)?)?$/.test(String(date));
  const parts = String(date).split("-").map(Number);
  const isEqual = isDate && expected.every((part, index) => part === parts[index]);
  return isEqual ? [] : [`datePublished is "${date}" where the tags say "${tag}"`];
}

/** The steps of a way are numbered from 1, and each but the last leads somewhere. */
function listFaults({ itemListElement }: Thing): readonly string[] {
  const items = list(itemListElement);
  return items.flatMap((item, index) => {
    const isLast = index === items.length - 1;
    const leads = typeof item.item === "string" || isThing(item.item) || typeof item.url === "string";
    const isRight = item.position === index + 1 && (isLast || leads);
    return isRight || item["@type"] !== "ListItem" ? [] : [`list item ${index + 1} has a wrong position or no address`];
  });
}

/** An ORCID's last character is its check digit (ISO 7064, MOD 11-2). */
function orcidFaults({ sameAs }: Thing): readonly string[] {
  const addresses = (Array.isArray(sameAs) ? sameAs : [sameAs]).map(String);
  return addresses
    .filter((address) => address.includes("orcid.org/"))
    .flatMap((address) => {
      const digits = /^https:\/\/orcid\.org\/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])$/.exec(address)?.[1]?.replaceAll("-", "");
      const sum = [...(digits?.slice(0, 15) ?? "")].reduce((total, digit) => (total + Number(digit)) * 2, 0);
      const check = (12 - (sum % 11)) % 11;
      return digits?.at(15) === (check === 10 ? "X" : String(check)) ? [] : [`"${address}" is no ORCID`];
    });
}

function missing(thing: Thing, names: readonly string[]): readonly string[] {
  return names.filter((name) => !thing[name]).map((name) => `a ${thing["@type"]} lacks ${name}`);
}

/** A thing and all things in it; a block is as deep as the site's own templates make it. */
function within(thing: Thing): readonly Thing[] {
  return [thing, ...Object.values(thing).flatMap((value) => list(value).flatMap(within))];
}

/** The things a property holds, which may be one or several. */
function list(value: unknown): readonly Thing[] {
  return (Array.isArray(value) ? value : [value]).filter(isThing);
}

function isThing(value: unknown): value is Thing {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Without differences of white space, no-break spaces among them. */
function fold(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
