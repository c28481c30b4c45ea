import type { SearchData } from "./search-data.ts";

/** Where the entries of the results come from: the site's own list pages, so that they look as they do there. */
export interface EntrySource {
  readonly data: SearchData;
  /** The part of an address before a publication's slug. */
  readonly base: string;
  /** The list of the present page. */
  readonly here: ReadonlyMap<string, Element>;
  readonly pages: Map<string, Promise<ReadonlyMap<string, Element>>>;
}

export function entrySource(data: SearchData, base: string, list: Element): EntrySource {
  return { data, base, here: entriesIn(list), pages: new Map() };
}

/** Copies of the entries at these positions, in their order; a page of the list is fetched when its first one is wanted. */
export async function entriesOf(
  source: EntrySource,
  positions: readonly number[],
): Promise<readonly { readonly position: number; readonly entry: Element }[]> {
  const { data, base, here } = source;
  const found = await Promise.all(
    positions.map(async (position) => {
      const path = `${base}${data.slugs[position]}/`;
      const original = here.get(path) ?? (await pageOf(source, data.pages[data.page[position]!]!)).get(path);
      if (original === undefined) return [];
      const entry = original.cloneNode(true) as Element;
      for (const opened of entry.querySelectorAll(".opened")) opened.remove();
      return [{ position, entry }];
    }),
  );
  return found.flat();
}

/** The entries of a page of the list; one that could not be fetched is fetched again when it is next wanted. */
function pageOf({ pages }: EntrySource, address: string): Promise<ReadonlyMap<string, Element>> {
  const known = pages.get(address);
  if (known) return known;
  const page = fetchEntries(address);
  pages.set(address, page);
  page.catch(() => pages.delete(address));
  return page;
}

async function fetchEntries(address: string): Promise<ReadonlyMap<string, Element>> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return entriesIn(new DOMParser().parseFromString(await response.text(), "text/html"));
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
