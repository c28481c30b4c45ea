import type { CataloguedPublication } from "../../model/catalogue.ts";
import type { Publication } from "../../model/publication.ts";

/** The work as it is cited: known people by their family and given names, a known venue by its full name, and a preprint's address where it has no other. */
export function asCited({ publication, citedNames, venue }: CataloguedPublication): Publication {
  const preprint = publication.doi ? undefined : publication.links.find(({ kind }) => kind === "arxiv")?.href;
  const url = publication.url ?? preprint;
  return {
    ...publication,
    ...citedNames,
    ...(venue === undefined ? {} : { containerTitle: venue.name }),
    ...(url === undefined ? {} : { url }),
  };
}
