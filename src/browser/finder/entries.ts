import { fetchPage } from "../citing/fetch-page.ts";
import { element } from "./facet-menu.ts";
import type { SearchData } from "./search-data.ts";

/** Where the entries of the results come from: the site's own list pages, so that they look as they do there. */
export interface EntrySource {
  /** The part of an address before a publication's slug. */
  readonly base: string;
  /** The list of the present page. */
  readonly here: ReadonlyMap<string, Element>;
  /** The pages that were fetched, and those that are on their way. */
  readonly arrived: Map<string, ReadonlyMap<string, Element>>;
  readonly pages: Map<string, Promise<ReadonlyMap<string, Element>>>;
}

export function entrySource(base: string, list: Element): EntrySource {
  return { base, here: entriesIn(list), arrived: new Map(), pages: new Map() };
}

/**
 * How long results wait for the pages that hold their entries, in milliseconds: on most networks they have come by then,
 * and nothing is shown that is replaced at once.
 */
const patience = 150;

/**
 * Makes the rows of publications, by position: a copy of the entry where that is at hand, and else what the index knows,
 * which the entry replaces once it has come (`onReplaced`). A page of the list is fetched when one of its entries comes into
 * view.
 */
export function showEntries(
  source: EntrySource,
  data: SearchData,
  positions: readonly number[],
  onReplaced: (position: number, entry: Element) => void,
): { readonly rows: ReadonlyMap<number, Element>; readonly stop: () => void } {
  const rows = new Map<number, Element>();
  const waiting = new Map<Element, number>();
  for (const position of positions) {
    const entry = copyOf(source, data, position);
    const row = entry ?? entryOfIndex(source, data, position);
    rows.set(position, row);
    if (entry === undefined) waiting.set(row, position);
  }
  const observer = new IntersectionObserver(
    (changes) => {
      for (const { isIntersecting, target } of changes) {
        const position = isIntersecting ? waiting.get(target) : undefined;
        if (position === undefined) continue;
        observer.unobserve(target);
        pageOf(source, addressOf(data, position)).then(
          () => {
            const entry = copyOf(source, data, position);
            if (entry === undefined || !target.isConnected) return;
            replace(target, entry);
            onReplaced(position, entry);
          },
          // What the index knows stays, and leads to the paper's page.
          () => {},
        );
      }
    },
    { rootMargin: "200px" },
  );
  for (const row of waiting.keys()) observer.observe(row);
  return { rows, stop: () => observer.disconnect() };
}

/** Fetches the pages of the first entries, and waits for them as long as nobody would notice. */
export async function fetchFirst(source: EntrySource, data: SearchData, positions: readonly number[]): Promise<void> {
  const missing = positions.filter((position) => copyOf(source, data, position) === undefined);
  const addresses = [...new Set(missing.map((position) => addressOf(data, position)))];
  if (addresses.length === 0) return;
  const pages = Promise.allSettled(addresses.map((address) => pageOf(source, address)));
  await Promise.race([pages, new Promise((resolve) => setTimeout(resolve, patience))]);
}

const addressOf = (data: SearchData, position: number): string => data.pages[data.page[position]!]!;

function copyOf({ base, here, arrived }: EntrySource, data: SearchData, position: number): Element | undefined {
  const path = `${base}${data.slugs[position]}/`;
  const original = here.get(path) ?? arrived.get(addressOf(data, position))?.get(path);
  if (original === undefined) return undefined;
  const entry = original.cloneNode(true) as Element;
  for (const opened of entry.querySelectorAll(".opened, .anchor, .mark")) opened.remove();
  // The list below has it.
  entry.removeAttribute("id");
  return entry;
}

/** Title, people, venue and year as the index has them. */
function entryOfIndex({ base }: EntrySource, data: SearchData, position: number): Element {
  const labels = (name: string) => {
    const facet = data.facets.find((one) => one.name === name)!;
    return facet.of[position]!.map((value) => facet.values[value]![1]);
  };
  const people = new Intl.ListFormat(data.language, { style: "narrow", type: "unit" }).format(labels("person"));
  const line = [...labels("venue"), ...labels("year")].join(" · ");
  const title = element("a", { href: `${base}${data.slugs[position]}/` }, [data.titles[position]!]);
  return element("article", { class: "entry" }, [
    element("h3", { class: "title", dir: "auto" }, [title]),
    ...(people === "" ? [] : [element("div", { class: "authors", dir: "auto" }, [people])]),
    element("div", { class: "line", dir: "auto" }, [line]),
  ]);
}

/** Puts an entry in a row's place; who has its title in focus keeps it there. */
function replace(row: Element, entry: Element): void {
  const isFocused = row.contains(document.activeElement);
  row.replaceWith(entry);
  if (isFocused) entry.querySelector<HTMLElement>(".title a")?.focus({ preventScroll: true });
}

/** A page of the list; one that could not be fetched is fetched again when it is next wanted. */
function pageOf({ pages, arrived }: EntrySource, address: string): Promise<ReadonlyMap<string, Element>> {
  const known = pages.get(address);
  if (known) return known;
  const page = fetchEntries(address);
  pages.set(address, page);
  page.then(
    (entries) => arrived.set(address, entries),
    () => pages.delete(address),
  );
  return page;
}

async function fetchEntries(address: string): Promise<ReadonlyMap<string, Element>> {
  const page = await fetchPage(address);
  takeLegend(page);
  return entriesIn(page);
}

/** Explains what signs of another page mean that this one has not: its entries may come to stand here. */
function takeLegend(page: Document): void {
  const marks = ".summary .sign";
  const signOf = (mark: Element) => mark.querySelector("sup")!.textContent;
  for (const mark of page.querySelectorAll(marks)) {
    const here = [...document.querySelectorAll(marks)];
    const last = here.at(-1) ?? document.querySelector(".summary")?.firstChild;
    if (!last || here.some((one) => signOf(one) === signOf(mark))) continue;
    last.after(element("span", { class: "dot" }, [" ·"]), " ", document.importNode(mark, true));
  }
}

/** The entries by the address of their publication's page. */
function entriesIn(root: ParentNode): ReadonlyMap<string, Element> {
  const entries = new Map<string, Element>();
  for (const entry of root.querySelectorAll(".entry")) {
    const href = entry.querySelector(".title a")?.getAttribute("href");
    if (href) entries.set(href, entry);
  }
  return entries;
}
