import type { PartialDate } from "./dates/partial-date.ts";

/** How often a work is cited, as a service counted on a day. */
export interface CitationCount {
  readonly count: number;
  /** "OpenAlex". */
  readonly source: string;
  /** Where the service shows it: `https://…`. */
  readonly address: string;
  readonly day: PartialDate;
}

/** The counts of a site's works by their keys. */
export type CitationCounts = ReadonlyMap<string, CitationCount>;

/** The file in which they stand. */
export const citationCountsFile = "content/metrics.json";
