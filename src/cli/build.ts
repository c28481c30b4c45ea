import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { reportDiagnostics } from "../diagnostic/report-diagnostics.ts";
import { isConfigurationPlain } from "../eleventy/plain-configuration.ts";
import { digestOf } from "../model/digest.ts";
import { defaultCacheFolder } from "../write/cache-place.ts";
import { digestContent, digestEngine, digestTemplates } from "../write/input-digests.ts";
import { readRecord } from "../write/output-folder.ts";
import { readArguments, readJobs, readPathPrefix, readUrl, UsageError } from "./arguments.ts";
import { enterSite } from "./site-folder.ts";

/** `offprint build`: makes anew what has changed since the last build; the output is that of a build of all. */
export async function build(words: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(
    words,
    {
      "path-prefix": { type: "string" },
      url: { type: "string" },
      output: { type: "string" },
      lenient: { type: "boolean" },
      cache: { type: "string" },
      "no-cache": { type: "boolean" },
      jobs: { type: "string" },
      timings: { type: "boolean" },
    },
    1,
  );
  enterSite(positionals[0]);
  const output = path.resolve(values.output ?? "_site");
  refuseOwnFolder(output);
  const pathPrefix = readPathPrefix(values["path-prefix"]);
  const url = values.url === undefined ? undefined : readUrl(values.url);
  const { lenient = false, timings = false } = values;
  const jobs = readJobs(values.jobs);
  const cacheFolder = values["no-cache"] ? undefined : path.resolve(values.cache ?? defaultCacheFolder);

  const isPlain = isConfigurationPlain();
  const engine = digestEngine();
  const makers = digestOf([engine, digestTemplates(".")]);
  const content = digestOf([digestContent("."), pathPrefix, url, lenient]);
  // What else a site's own configuration may read is not known.
  const last = cacheFolder !== undefined && isPlain ? readRecord(cacheFolder, output) : undefined;
  if (last?.makers === makers && last.content === content) {
    reportDiagnostics(last.diagnostics);
    sayBuilt(last.publicationCount, output);
    return 0;
  }
  // Loaded only now, so that a build with nothing to do ends before.
  const { buildSite } = await import("./build-site.ts");
  const count = await buildSite({
    site: ".",
    output,
    pathPrefix,
    url,
    lenient,
    timings,
    jobs,
    cacheFolder,
    isPlain,
    engine,
    makers,
    content,
    last,
    report: reportDiagnostics,
  });
  if (count === undefined) {
    console.error("Nothing was published. Correct the errors, or use --lenient to publish the rest.");
    return 1;
  }
  sayBuilt(count, output);
  return 0;
}

function sayBuilt(count: number, output: string): void {
  console.log(
    `Built ${count} ${count === 1 ? "paper" : "papers"} into ${path.relative(process.cwd(), output) || output}.`,
  );
}

/** The output takes the place of what is there, which may be an earlier output but nothing that someone wrote. */
function refuseOwnFolder(output: string): void {
  const relative = path.relative(output, process.cwd());
  const holdsSite = !relative.startsWith("..") && !path.isAbsolute(relative);
  const inContent = !path.relative(path.resolve("content"), output).startsWith("..");
  if (holdsSite || inContent) {
    throw new UsageError(`The folder "${output}" holds the site's own files, so it can't be the output.`);
  }
  const isOutput = ["404.html", "publications.bib"].every((name) => existsSync(path.join(output, name)));
  if (existsSync(output) && !isOutput && (!statSync(output).isDirectory() || readdirSync(output).length > 0)) {
    throw new UsageError(`"${output}" holds files that Offprint did not write, so it can't be the output.`);
  }
}
