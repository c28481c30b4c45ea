import { existsSync } from "node:fs";
import { checkSite } from "../check/check-site.ts";
import { hasErrors, reportDiagnostics } from "../diagnostic/report-diagnostics.ts";
import { loadSite } from "../pipeline.ts";
import { readArguments, readPathPrefix, UsageError } from "./arguments.ts";
import { enterSite } from "./site-folder.ts";

/** `offprint check`: messages of the content, and of the built pages where asked. */
export async function check(words: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(
    words,
    { built: { type: "string" }, "path-prefix": { type: "string" } },
    1,
  );
  const pathPrefix = readPathPrefix(values["path-prefix"]);
  enterSite(positionals[0]);
  if (values.built !== undefined && !existsSync(values.built))
    throw new UsageError(`There is no folder "${values.built}".`);
  const { diagnostics } = loadSite(".");
  const built = values.built === undefined ? [] : checkSite(values.built, pathPrefix);
  const all = [...diagnostics, ...built];
  reportDiagnostics(all);
  if (all.length === 0) console.log("Nothing to complain of.");
  return hasErrors(all) ? 1 : 0;
}
