import type { SearchData } from "./search-data.ts";
import type { State } from "./state.ts";

/** What fits a state. */
export interface Selection {
  /** The positions of the publications, in the state's order. */
  readonly found: readonly number[];
  /** How many publications each value of each facet would leave, all other facets being as they are; by facet and value. */
  readonly counts: readonly (readonly number[])[];
}

/**
 * Selects the publications that fit the text (whose scores `scores` holds by position; undefined where there is no text)
 * and one chosen value of each facet; `scope` holds those that the page is about. One pass over all.
 */
export function select(
  data: SearchData,
  { chosen, order }: State,
  scope: (position: number) => boolean,
  scores: ReadonlyMap<number, number> | undefined,
): Selection {
  const wanted = data.facets.map(({ name, values }) => {
    const ids = chosen.get(name);
    return ids && new Set(values.flatMap(([id], index) => (ids.has(id) ? [index] : [])));
  });
  const counts = data.facets.map(({ values }) => new Array<number>(values.length).fill(0));
  const found: number[] = [];
  for (let position = 0; position < data.slugs.length; position++) {
    if (!scope(position) || (scores && !scores.has(position))) continue;
    let failing = -1;
    let failures = 0;
    for (const [index, positions] of wanted.entries()) {
      if (positions === undefined || data.facets[index]!.of[position]!.some((value) => positions.has(value))) continue;
      failing = index;
      failures++;
    }
    if (failures > 1) continue;
    if (failures === 0) found.push(position);
    for (const [index, facet] of data.facets.entries()) {
      if (failures === 1 && index !== failing) continue;
      for (const value of facet.of[position]!) counts[index]![value]!++;
    }
  }
  const rank = rankOf(data, order || (scores ? "relevance" : "date"), scores);
  return { found: rank ? found.sort((one, other) => rank(one) - rank(other) || one - other) : found, counts };
}

function rankOf(data: SearchData, order: string, scores: ReadonlyMap<number, number> | undefined) {
  if (order === "title") return (position: number) => data.byTitle[position]!;
  if (order === "venue") return (position: number) => data.byVenue[position]!;
  if (order === "relevance" && scores) return (position: number) => -(scores.get(position) ?? 0);
  return undefined;
}
