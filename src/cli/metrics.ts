// `offprint metrics`: how often the papers of a site are cited, noted in a file that the pages then show.
import { writeWhole } from "../build/output/output-folder.ts";
import { forLog } from "../diagnostic/print-diagnostics.ts";
import { loadSite } from "../pipeline.ts";
import { citationCountsFile } from "../record/citation-counts.ts";
import { today } from "../record/dates/today.ts";
import { allPapers } from "../relate/catalogue.ts";
import { ServiceFailure } from "../services/client/client.ts";
import { countCitations } from "../services/count-citations.ts";
import { enterSite, readArguments } from "./terminal/arguments.ts";
import { openClient } from "./terminal/service-client.ts";

/** `offprint metrics`: exit code 1 where a service does not say; then the file stays as it was. */
export async function metrics(words: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(words, { refresh: { type: "boolean" } }, 1);
  enterSite(positionals[0]);
  const { value: site } = loadSite(".");
  const client = await openClient(site.services, true, { isRefreshed: values.refresh ?? false });
  const publications = allPapers(site.catalogue).map(({ publication }) => publication);
  try {
    const works = await countCitations(publications, client, today());
    writeWhole(citationCountsFile, `${JSON.stringify({ works: Object.fromEntries(works) }, undefined, 2)}\n`);
    console.log(
      forLog(
        `${works.size} of ${publications.length} papers are counted; their pages show it (${citationCountsFile}).`,
      ),
    );
    return 0;
  } catch (error) {
    if (!(error instanceof ServiceFailure)) throw error;
    console.error(forLog(`offprint metrics: ${error.message} Nothing was written.`));
    return 1;
  }
}
