import type { Site, Venue } from "../model/catalogue.ts";
import type { Publication } from "../model/publication.ts";
import { publicationToBibtex } from "./bibtex.ts";

/**
 * The BibTeX a visitor is given, block by block: the author's own text, or our export of the record where the author
 * wrote Markdown or the site wants one form for all; a known venue is then called by its full name.
 */
export function bibtexBlocks(publication: Publication, form: Site["bibtex"], venue?: Venue): readonly string[] {
  const own = publication.source.bibtex;
  if (own && form === "original") return own;
  // Who wants to cite has no use for the abstract, which stands on the page.
  return [publicationToBibtex({ ...publication, ...(venue && { containerTitle: venue.name }), abstract: [] })];
}
