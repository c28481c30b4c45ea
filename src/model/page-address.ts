// Where pages stand, below the folder of their language.

export const publicationAddress = (slug: string): string => `/publications/${slug}/`;
export const bibtexAddress = (slug: string): string => `/publications/${slug}.bib`;

/** The parts of the site that hold a page for each group of publications. */
export type Part = "collections" | "years" | "types" | "venues" | "people";

export const groupAddress = (part: Part, slug: string): string => `/${part}/${slug}/`;
/** The address of a page of a list that has several, from 1. */
export const pageAddress = (address: string, page: number): string => (page === 1 ? address : `${address}${page}/`);
