import { type BibtexFields, standardFields } from "../model/entry-fields.ts";
import type { Publication } from "../model/publication.ts";
import type { Site, Venue } from "../model/site.ts";
import { publicationToBibtex } from "./bibtex.ts";

/**
 * The BibTeX a visitor is given, block by block: the author's own text, or our export of the record where the author
 * wrote Markdown or the site wants one form for all; a known venue is then called by its full name. `fields` is what the
 * site's owner says of fields, by which the author's own text was already cut.
 */
export function bibtexBlocks(
  publication: Publication,
  form: Site["bibtex"],
  venue?: Venue,
  fields: BibtexFields = standardFields,
): readonly string[] {
  const own = publication.source.bibtex;
  if (own && form === "original") return own;
  // Who wants to cite has no use for the abstract, which stands on the page.
  const cited = { ...publication, ...(venue && { containerTitle: venue.name }), abstract: [] };
  return [publicationToBibtex(cited, fields)];
}
