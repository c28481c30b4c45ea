import type { Catalogue } from "../model/catalogue.ts";
import { findEntryField, linkFieldLabel } from "../model/entry-fields.ts";

/** What Offprint itself reads, of which nobody expects that it goes further. */
function isOfSite(name: string): boolean {
  const row = findEntryField(name, "document");
  return (row?.field !== undefined && !row.ofWork) || linkFieldLabel(name) !== undefined;
}

/** How many names are said one by one. */
const mostNames = 20;

/**
 * What an author is told once of the fields that visitors do not get with the BibTeX, with how many papers have each; the
 * most frequent first. It is no fault, so it is no message. Empty where nothing is left out.
 */
export function describeLeftOut({ publications, hidden }: Catalogue): string {
  const counts = new Map<string, number>();
  for (const { leftOut = [] } of [...publications, ...hidden])
    for (const name of leftOut) if (!isOfSite(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  if (counts.size === 0) return "";
  const names = [...counts]
    .sort(([one, count], [other, others]) => others - count || (one < other ? -1 : 1))
    .map(([name, count]) => `${name} (${count})`);
  const rest = names.length > mostNames ? ` and ${names.length - mostNames} more` : "";
  return `The BibTeX that visitors copy leaves out ${names.slice(0, mostNames).join(", ")}${rest}: private notes, and what other sites and programs keep for themselves. \`bibtexFields: {show: […]}\` in site.yaml shows a field.\n`;
}
