import type { FacetName } from "../search-index.ts";
import type { Locale } from "./locale.ts";

/** The search above a list, as the page brings it; a script fills it when it is used. */
export interface FinderView {
  /** The addresses of the first part of the index and of the abstracts. */
  readonly index: string;
  readonly abstracts: string;
  /** What the list is of: "person=ada"; empty for all publications. */
  readonly scope: string;
  /** The part of an address before a publication's slug. */
  readonly base: string;
  readonly facets: readonly { readonly name: FacetName; readonly label: string }[];
  readonly orders: readonly { readonly name: string; readonly label: string }[];
}

/** The view of the search over a list; a facet that is the list's own is left out. */
export function viewFinder(
  files: { readonly index: string; readonly abstracts: string },
  base: string,
  facets: readonly FacetName[],
  { say }: Locale,
  scope?: { readonly facet: FacetName; readonly slug: string },
): FinderView {
  return {
    ...files,
    base,
    scope: scope ? `${scope.facet}=${scope.slug}` : "",
    facets: facets
      .filter((name) => name !== scope?.facet || ["collection", "person"].includes(name))
      .map((name) => ({ name, label: say(name) })),
    orders: [
      { name: "date", label: say("sortDate") },
      { name: "title", label: say("sortTitle") },
      { name: "venue", label: say("sortVenue") },
      { name: "relevance", label: say("sortRelevance") },
    ],
  };
}
