import type { Place } from "../diagnostic/diagnostic.ts";
import type { Link } from "./link.ts";
import type { Publication } from "./publication.ts";

/** The fields of a publication a message may point at. */
export type PlacedField = keyof Publication;

/** A publication on its way to the catalogue, with the places of the values it was read from. */
export interface ReadPublication {
  readonly publication: Publication;
  /** Where the value of a field or link stands; absent for what the author did not write. */
  readonly places: ReadonlyMap<PlacedField | Link, Place>;
  /** Whether other entries name it in `crossref`: the volume that holds them. */
  readonly isParent: boolean;
  /** The names of the fields that the BibTeX for visitors leaves out. */
  readonly leftOut: readonly string[];
  /** The digest of all it was read from: what has the same one is the same publication, wherever it stands. */
  readonly digest: string;
}

/** The place of a field or link, or of the entry where it has none of its own. */
export function placeOfField({ publication, places }: ReadPublication, field: PlacedField | Link): Place {
  const { file, line, column } = places.get(field) ?? publication.source;
  return { file, line, column };
}
