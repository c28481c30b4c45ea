/** What the browser has kept may be of an older site. */
const fresh: RequestInit = { cache: "no-cache" };

/**
 * Fetches the parts of a file that is in several, in their order: `search.en.json`, `search.en.2.json`, … `countOf` says from
 * the first how many there are. The next one is on its way while one is looked at.
 */
export async function* fetchParts<Part>(
  address: string,
  countOf: (first: Part) => number,
  response: Promise<Response> = fetch(address, fresh),
): AsyncGenerator<Part> {
  const first = await read<Part>(response);
  const count = countOf(first);
  const fetchPart = (part: number) => read<Part>(fetch(address.replace(/json$/, `${part}.json`), fresh));
  let next = count > 1 ? fetchPart(2) : undefined;
  yield first;
  for (let part = 2; next !== undefined; part++) {
    const here: Part = await next;
    next = part < count ? fetchPart(part + 1) : undefined;
    // Whoever has stopped asking is not told that it failed.
    next?.catch(() => {});
    yield here;
  }
}

async function read<Part>(answer: Promise<Response>): Promise<Part> {
  const response = await answer;
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return response.json();
}

/** A message: a text, or a text by plural form. */
export type Message = string | Readonly<Record<string, string>>;

/** A facet: its values by id and label, and for each publication the positions of its values. */
export interface Facet {
  readonly name: string;
  readonly label: string;
  readonly values: readonly (readonly [id: string, label: string])[];
  /** The place of each value in the order of all parts' values; absent where there is one part. */
  readonly ranks?: readonly number[];
  readonly of: readonly (readonly number[])[];
}

/** The index as the site gives it (`src/site/pages/search-index.ts`); columns have one item for each publication. */
export interface SearchData {
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly messages: Readonly<Record<string, Message>>;
  /** In how many files the index is, of which this is one; absent where it is in one. */
  readonly parts?: number;
  readonly slugs: readonly string[];
  readonly titles: readonly string[];
  readonly words: readonly string[];
  readonly pages: readonly string[];
  readonly page: readonly number[];
  readonly facets: readonly Facet[];
  readonly byTitle: readonly number[];
  readonly byVenue: readonly number[];
  readonly byCitations?: readonly number[];
}

/** Two parts of an index as one: the publications of the second behind those of the first. */
export function joinParts(one: SearchData, other: SearchData): SearchData {
  const pages = [...one.pages, ...other.pages];
  return {
    ...one,
    slugs: [...one.slugs, ...other.slugs],
    titles: [...one.titles, ...other.titles],
    words: [...one.words, ...other.words],
    pages,
    page: [...one.page, ...other.page.map((page) => one.pages.length + page)],
    facets: one.facets.map((facet, index) => joinFacets(facet, other.facets[index]!)),
    byTitle: [...one.byTitle, ...other.byTitle],
    byVenue: [...one.byVenue, ...other.byVenue],
    ...(one.byCitations && other.byCitations && { byCitations: [...one.byCitations, ...other.byCitations] }),
  };
}

function joinFacets(one: Facet, other: Facet): Facet {
  const values = new Map<string, { readonly label: string; readonly rank: number }>();
  for (const { values: some, ranks } of [one, other])
    for (const [index, [id, label]] of some.entries()) values.set(id, { label, rank: ranks?.[index] ?? index });
  const ordered = [...values].sort(([, { rank }], [, { rank: next }]) => rank - next);
  const placeOf = new Map(ordered.map(([id], index) => [id, index]));
  const moved = (facet: Facet) => {
    const places = facet.values.map(([id]) => placeOf.get(id)!);
    return facet.of.map((positions) => positions.map((position) => places[position]!));
  };
  return {
    ...one,
    values: ordered.map(([id, { label }]) => [id, label]),
    ranks: ordered.map(([, { rank }]) => rank),
    of: [...moved(one), ...moved(other)],
  };
}
