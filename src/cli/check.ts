import { existsSync } from "node:fs";
import { checkSite } from "../check/check-site.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { diagnosticsToJson } from "../diagnostic/diagnostics-json.ts";
import { annotateDiagnostics } from "../diagnostic/print-diagnostics.ts";
import { hasErrors, reportDiagnostics } from "../diagnostic/report-diagnostics.ts";
import { sortDiagnostics } from "../diagnostic/sort-diagnostics.ts";

import { isConfigurationPlain } from "../eleventy/plain-configuration.ts";
import { loadSite } from "../pipeline.ts";
import { describeLeftOut } from "../render/left-out.ts";
import { checkTemplates } from "../write/check-templates.ts";
import { createTemplates } from "../write/templates.ts";
import { readArguments, readPathPrefix, UsageError } from "./arguments.ts";
import { diffOf, mendContent, writeMended } from "./mend-content.ts";
import { enterSite } from "./site-folder.ts";

const formats = ["text", "json", "github"] as const;

/** `offprint check`: messages of the content, and of the built pages where asked, to standard output; mends what it can. */
export async function check(words: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(
    words,
    {
      built: { type: "string" },
      "path-prefix": { type: "string" },
      format: { type: "string" },
      all: { type: "boolean" },
      fix: { type: "boolean" },
      "dry-run": { type: "boolean" },
    },
    1,
  );
  const { built, fix = false, all = false, "dry-run": isDryRun = false } = values;
  const pathPrefix = readPathPrefix(values["path-prefix"]);
  const format = formats.find((one) => one === (values.format ?? "text"));
  if (format === undefined)
    throw new UsageError(`There is no format "${values.format}"; the formats are ${formats.join(", ")}.`);
  if (isDryRun && !fix) throw new UsageError("--dry-run is for --fix.");
  enterSite(positionals[0]);
  if (built !== undefined && !existsSync(built)) throw new UsageError(`There is no folder "${built}".`);

  const load = () => loadSite(".", undefined, false, !isConfigurationPlain());
  let { value, diagnostics } = load();
  if (fix && mend(diagnostics, isDryRun, format === "text" ? process.stdout : process.stderr) && !isDryRun)
    ({ value, diagnostics } = load());
  const found = sortDiagnostics([
    ...diagnostics,
    ...(isConfigurationPlain() ? checkTemplates(".", createTemplates(".")) : []),
    ...(built === undefined ? [] : checkSite(built, pathPrefix)),
  ]);
  if (format === "json") process.stdout.write(diagnosticsToJson(found));
  else if (format === "github") process.stdout.write(annotateDiagnostics(found));
  else if (found.length === 0) console.log("Nothing to complain of.");
  else reportDiagnostics(found, { stream: process.stdout, all });
  if (format === "text") process.stdout.write(describeLeftOut(value.catalogue));
  return hasErrors(found) ? 1 : 0;
}

/** Shows what mending changes and, unless it is only to be shown, changes it; whether there is anything to mend. */
function mend(diagnostics: readonly Diagnostic[], isDryRun: boolean, stream: NodeJS.WriteStream): boolean {
  const mended = mendContent(diagnostics);
  for (const file of mended) {
    stream.write(diffOf(file));
    if (!isDryRun) writeMended(file);
  }
  const count = mended.length === 1 ? "1 file" : `${mended.length} files`;
  if (mended.length === 0) stream.write("Nothing has one certain mend.\n\n");
  else stream.write(isDryRun ? `${count} would be mended.\n\n` : `Mended ${count}.\n\n`);
  return mended.length > 0;
}
