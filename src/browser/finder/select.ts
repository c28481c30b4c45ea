import { readableSlug } from "../../memory/fold.ts";
import type { SearchData } from "./search-data.ts";

/** What a visitor looks for: all of it stands in the address. */
export interface State {
  readonly query: string;
  /** The ids chosen by facet, or of years a range, "2015..2018": one of each facet's must hold. */
  readonly chosen: ReadonlyMap<string, ReadonlySet<string>>;
  /** The publications that were marked, by the last parts of their addresses; where there are any, all others are left out. */
  readonly papers: ReadonlySet<string>;
  /** The order; empty for the one that suits the rest: by relevance where there is a query, else by date. */
  readonly order: string;
}

export const emptyState: State = { query: "", chosen: new Map(), papers: new Set(), order: "" };

/** Reads the part of an address behind its question mark; what is no facet's name is left alone. */
export function readState(search: string, facetNames: readonly string[]): State {
  const parameters = new URLSearchParams(search);
  const chosen = new Map<string, ReadonlySet<string>>();
  for (const name of facetNames) {
    const ids = parameters.getAll(name).filter((id) => id !== "");
    if (ids.length > 0) chosen.set(name, new Set(ids));
  }
  return {
    query: parameters.get("q")?.trim() ?? "",
    chosen,
    papers: new Set(parameters.getAll("paper")),
    order: parameters.get("sort") ?? "",
  };
}

/** The state as the part of an address from its question mark on; empty where nothing is looked for. */
export function writeState({ query, chosen, papers, order }: State): string {
  const parameters = new URLSearchParams();
  if (query !== "") parameters.set("q", query);
  for (const [name, ids] of chosen) for (const id of ids) parameters.append(name, id);
  for (const slug of papers) parameters.append("paper", slug);
  if (order !== "") parameters.set("sort", order);
  return parameters.size > 0 ? `?${parameters}` : "";
}

/** The state with a value of a facet chosen, or no longer. */
export function toggle(state: State, facet: string, id: string): State {
  const ids = new Set(state.chosen.get(facet));
  if (!ids.delete(id)) ids.add(id);
  const chosen = new Map(state.chosen);
  if (ids.size > 0) chosen.set(facet, ids);
  else chosen.delete(facet);
  return { ...state, chosen };
}

/** A range of years with both its ends, of which one may be open; undefined for an id that is none. */
export function rangeOf(id: string): readonly [from: number, to: number] | undefined {
  const [, from = "", to = ""] = /^(\d{0,4})\.\.(\d{0,4})$/.exec(id) ?? [];
  if (from === "" && to === "") return undefined;
  return [from === "" ? 0 : Number(from), to === "" ? Number.POSITIVE_INFINITY : Number(to)];
}

/** The state with a range of years in place of the years chosen before; without one where both ends are open. */
export function withYears(state: State, from: string, to: string): State {
  const chosen = new Map(state.chosen);
  if (rangeOf(`${from}..${to}`) === undefined) chosen.delete("year");
  else chosen.set("year", new Set([`${from}..${to}`]));
  return { ...state, chosen };
}

/** Makes the function that says whether a value of a facet is among those that were chosen, of years also by a range. */
export function wantedBy(name: string, ids: ReadonlySet<string>): (id: string) => boolean {
  const ranges = [...ids].flatMap((id) => (name === "year" ? [rangeOf(id) ?? []] : []));
  return (id) => ids.has(id) || ranges.some(([from = 1, to = 0]) => Number(id) >= from && Number(id) <= to);
}

/** Whether the state asks for anything but the whole list in its own order. */
export function isEmpty({ query, chosen, papers, order }: State): boolean {
  return query === "" && chosen.size === 0 && papers.size === 0 && (order === "" || order === "date");
}

/** What a file of what is found is called: by all that was asked for, on a page of its own `scope` ("person=ada"). */
export function fileNameOf({ query, chosen, papers }: State, scope: string): string {
  const [, page = ""] = scope.split("=");
  const asked = [page, ...[...chosen.values()].flatMap((ids) => [...ids]), query, papers.size > 0 ? "marked" : ""];
  return readableSlug(asked.join(" ").replaceAll("..", "-")) || "publications";
}

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
  { chosen, papers, order }: State,
  scope: (position: number) => boolean,
  scores: ReadonlyMap<number, number> | undefined,
): Selection {
  const wanted = data.facets.map(({ name, values }) => {
    const ids = chosen.get(name);
    if (ids === undefined) return undefined;
    const isWanted = wantedBy(name, ids);
    return new Set(values.flatMap(([id], index) => (isWanted(id) ? [index] : [])));
  });
  const counts = data.facets.map(({ values }) => new Array<number>(values.length).fill(0));
  const found: number[] = [];
  for (let position = 0; position < data.slugs.length; position++) {
    if (!scope(position) || (scores && !scores.has(position))) continue;
    if (papers.size > 0 && !papers.has(data.slugs[position]!)) continue;
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
  // The list's own order is the newest first.
  if (order === "oldest") return (position: number) => -position;
  if (order === "key") {
    const { compare } = new Intl.Collator(data.language, { numeric: true });
    const places = new Map([...data.slugs].sort(compare).map((slug, place) => [slug, place]));
    return (position: number) => places.get(data.slugs[position]!)!;
  }
  if (order === "title") return (position: number) => data.byTitle[position]!;
  if (order === "venue") return (position: number) => data.byVenue[position]!;
  const { byCitations } = data;
  if (order === "citations" && byCitations) return (position: number) => byCitations[position]!;
  if (order === "relevance" && scores) return (position: number) => -(scores.get(position) ?? 0);
  return undefined;
}
