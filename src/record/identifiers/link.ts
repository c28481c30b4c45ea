import { identifierRows } from "./identifier-syntax.ts";

/** An identifier in an archive that is no DOI. BibLaTeX `eprint`, `eprinttype`, `eprintclass`. */
export interface Eprint {
  /** "arXiv", "HAL", "hdl" …, in the archive's own spelling where it is known. */
  readonly archive: string;
  readonly id: string;
  /** arXiv's subject class: "cs.CV". */
  readonly class?: string;
}

/** What a link leads to, which decides nothing but its place in metadata; the label is always the author's word. */
export const linkKinds = [
  ...Object.values(identifierRows).map(({ kind }) => kind),
  "url",
  "pdf",
  "code",
  "data",
  "slides",
  "poster",
  "video",
  "blog",
  "demo",
  "website",
  "press",
  "media",
  "other",
] as const;
export type LinkKind = (typeof linkKinds)[number];

/** One outbound link of a paper, in the author's order. */
export interface Link {
  /** What the visitor reads: "arXiv", "Google AI blog". */
  readonly label: string;
  /** http, https, mailto, or the path of a file that lies beside the entry. */
  readonly href: string;
  readonly kind: LinkKind;
}

/** Whether a link leads to a file of the site, by its path relative to the site, and not to an address elsewhere. */
export function isFileHref(href: string): boolean {
  return !/^[a-z][a-z0-9+.-]*:/i.test(href);
}
