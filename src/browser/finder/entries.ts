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
export async function entriesOf(source: EntrySource, positions: readonly number[]): Promise<Element[]> {
  const { data, base, here } = source;
  const found = await Promise.all(
    positions.map(async (position) => {
      const path = `${base}${data.slugs[position]}/`;
      const entry = here.get(path) ?? (await pageOf(source, data.pages[data.page[position]!]!)).get(path);
      const copy = entry?.cloneNode(true) as Element | undefined;
      for (const opened of copy?.querySelectorAll(".opened") ?? []) opened.remove();
      return copy;
    }),
  );
  return found.filter((entry) => entry !== undefined);
}

function pageOf({ pages }: EntrySource, address: string): Promise<ReadonlyMap<string, Element>> {
  const known = pages.get(address);
  if (known) return known;
  const page = fetch(address)
    .then((response) => response.text())
    .then((html) => entriesIn(new DOMParser().parseFromString(html, "text/html")));
  pages.set(address, page);
  return page;
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
