import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import type { Result } from "../diagnostic/diagnostic.ts";
import { hasErrors, reportDiagnostics } from "../diagnostic/report-diagnostics.ts";
import { buildWithEleventy } from "../eleventy/build.ts";
import { type LoadedSite, loadSite } from "../pipeline.ts";
import { readArguments, readPathPrefix, readUrl, UsageError } from "./arguments.ts";
import { enterSite } from "./site-folder.ts";

/** `offprint build`: a new folder is written beside the old output and takes its place when it is complete. */
export async function build(words: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(
    words,
    {
      "path-prefix": { type: "string" },
      url: { type: "string" },
      output: { type: "string" },
      lenient: { type: "boolean" },
    },
    1,
  );
  enterSite(positionals[0]);
  const output = path.resolve(values.output ?? "_site");
  refuseOwnFolder(output);
  const pathPrefix = readPathPrefix(values["path-prefix"]);
  const url = values.url === undefined ? undefined : readUrl(values.url);

  const loaded = atUrl(loadSite("."), url);
  reportDiagnostics(loaded.diagnostics);
  if (hasErrors(loaded.diagnostics) && !values.lenient) {
    console.error("Nothing was published. Correct the errors, or use --lenient to publish the rest.");
    return 1;
  }
  clearAbandoned(output);
  const next = mkdtempSync(`${output}.next-`);
  try {
    await buildWithEleventy(next, pathPrefix, { lenient: true, loaded, report: () => {} });
    swap(next, output);
  } catch (error) {
    rmSync(next, { recursive: true, force: true });
    throw error;
  }
  const count = loaded.value.catalogue.publications.length;
  console.log(
    `Built ${count} ${count === 1 ? "paper" : "papers"} into ${path.relative(process.cwd(), output) || output}.`,
  );
  return 0;
}

/** The site at the address it is published to, whatever address `site.yaml` names; undefined leaves it. */
function atUrl(loaded: Result<LoadedSite>, url: string | undefined): Result<LoadedSite> {
  if (url === undefined) return loaded;
  const { catalogue } = loaded.value;
  return { ...loaded, value: { ...loaded.value, catalogue: { ...catalogue, site: { ...catalogue.site, url } } } };
}

/** Puts the new folder in the old one's place; between the two renames nothing else is done. */
function swap(next: string, output: string): void {
  const previous = `${output}.previous-${path.basename(next).slice(-6)}`;
  if (existsSync(output)) renameSync(output, previous);
  renameSync(next, output);
  rmSync(previous, { recursive: true, force: true });
}

/** Takes away what a killed build left, and puts back an output that was killed between the two renames. */
function clearAbandoned(output: string): void {
  const folder = path.dirname(output);
  const name = path.basename(output);
  for (const entry of existsSync(folder) ? readdirSync(folder) : []) {
    const suffix = entry.startsWith(name) ? entry.slice(name.length) : "";
    if (!/^\.(next|previous)-\w{6}$/.test(suffix)) continue;
    const abandoned = path.join(folder, entry);
    if (suffix.startsWith(".previous") && !existsSync(output)) renameSync(abandoned, output);
    else rmSync(abandoned, { recursive: true, force: true });
  }
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
