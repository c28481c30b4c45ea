/** Before what an identifier is put, as appendix VI of CSL 1.0.2 has it. */
const resolvers: ReadonlyMap<string, string> = new Map([
  ["DOI", "https://doi.org/"],
  ["PMID", "https://www.ncbi.nlm.nih.gov/pubmed/"],
  ["PMCID", "https://www.ncbi.nlm.nih.gov/pmc/articles/"],
]);

/** Where the value of a variable leads: an address of the web, and of no other kind. */
export function addressOf(variable: string, value: string): string | undefined {
  const isWeb = (address: string) => /^https?:\/\//i.test(address);
  const resolver = isWeb(value) ? undefined : resolvers.get(variable);
  const address = resolver ? resolver + encodeURIComponent(value).replaceAll("%2F", "/") : value;
  return isWeb(address) && URL.canParse(address) ? new URL(address).href : undefined;
}
