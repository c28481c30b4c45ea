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
