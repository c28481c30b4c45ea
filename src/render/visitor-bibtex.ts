import type { Site } from "../model/catalogue.ts";
import type { Publication } from "../model/publication.ts";
import { publicationToBibtex } from "./bibtex.ts";

/**
 * The BibTeX a visitor is given, block by block: the author's own text, or our export of the record where the author
 * wrote Markdown or the site wants one form for all.
 */
export function bibtexBlocks(publication: Publication, form: Site["bibtex"]): readonly string[] {
  const own = publication.source.bibtex;
  return own && form === "original" ? own : [publicationToBibtex(publication)];
}
