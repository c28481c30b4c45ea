/** What a visitor looks for: all of it stands in the address. */
export interface State {
  readonly query: string;
  /** The ids chosen by facet: one of each facet's must hold. */
  readonly chosen: ReadonlyMap<string, ReadonlySet<string>>;
  /** The order; empty for the one that suits the rest: by relevance where there is a query, else by date. */
  readonly order: string;
}

export const emptyState: State = { query: "", chosen: new Map(), order: "" };

/** Reads the part of an address behind its question mark; what is no facet's name is left alone. */
export function readState(search: string, facetNames: readonly string[]): State {
  const parameters = new URLSearchParams(search);
  const chosen = new Map<string, ReadonlySet<string>>();
  for (const name of facetNames) {
    const ids = parameters.getAll(name).filter((id) => id !== "");
    if (ids.length > 0) chosen.set(name, new Set(ids));
  }
  return { query: parameters.get("q")?.trim() ?? "", chosen, order: parameters.get("sort") ?? "" };
}

/** The state as the part of an address from its question mark on; empty where nothing is looked for. */
export function writeState({ query, chosen, order }: State): string {
  const parameters = new URLSearchParams();
  if (query !== "") parameters.set("q", query);
  for (const [name, ids] of chosen) for (const id of ids) parameters.append(name, id);
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

/** Whether the state asks for anything but the whole list in its own order. */
export function isEmpty({ query, chosen, order }: State): boolean {
  return query === "" && chosen.size === 0 && (order === "" || order === "date");
}
