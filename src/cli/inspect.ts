import { existsSync, statSync } from "node:fs";
import { forLog, hasErrors, jsonForLog, reportDiagnostics } from "../diagnostic/print-diagnostics.ts";
import { sortDiagnostics } from "../diagnostic/sort-diagnostics.ts";
import { type InspectedPublication, inspectionSchema, inspectPublications } from "../export/inspection.ts";
import { contentKind } from "../input/files/list-content.ts";
import { readFiles } from "../input/files/read-files.ts";
import { readWorks } from "../pipeline.ts";
import { publicationComparer } from "../relate/compare-publications.ts";
import { readArguments, UsageError } from "./terminal/arguments.ts";

/** `offprint inspect`: every entry read from the given files, also one that a site could not publish. */
export async function inspect(words: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(
    words,
    { json: { type: "boolean" }, schema: { type: "boolean" } },
    Number.POSITIVE_INFINITY,
  );
  if (values.schema) {
    process.stdout.write(`${JSON.stringify(inspectionSchema(), null, 2)}\n`);
    return 0;
  }
  if (positionals.length === 0) throw new UsageError("No file is given.");
  for (const name of positionals) {
    if (!existsSync(name) || !statSync(name).isFile()) throw new UsageError(`There is no file "${name}".`);
    if (!/^(?:bibtex|markdown)$/.test(contentKind(name) ?? ""))
      throw new UsageError(`"${name}" is neither a .bib nor a .md file.`);
  }
  const files = readFiles(".", positionals);
  // Whether a linked file is there is a question to a site.
  const works = readWorks(files.value, (onDisk) => ({ onDisk, removed: [] }));
  const diagnostics = sortDiagnostics([...files.diagnostics, ...works.diagnostics]);
  const compare = publicationComparer("en");
  const publications = [...works.value.first, ...works.value.repeated]
    .map(({ publication }) => publication)
    .sort(compare);
  const inspection = inspectPublications(publications, diagnostics);
  if (values.json) process.stdout.write(jsonForLog(inspection));
  else {
    for (const publication of inspection.publications) console.log(forLog(describe(publication)));
    reportDiagnostics(diagnostics);
  }
  return hasErrors(diagnostics) ? 1 : 0;
}

/** A publication in a few lines, for a person. */
function describe({
  key,
  type,
  title,
  author,
  authorsTruncated,
  issued,
  containerTitle,
  status,
  source,
}: InspectedPublication): string {
  const names = author.map(
    ({ literal, given, nonDroppingParticle, family, suffix }) =>
      literal ?? [given, nonDroppingParticle, family, suffix].filter(Boolean).join(" "),
  );
  const date = issued ? issued.dateParts.map((parts) => parts.join("-")).join("/") || issued.literal : status;
  return [
    `${key}  ${type}  ${source.file}:${source.line}`,
    `  ${title.text || "(no title)"}`,
    `  ${[...names, ...(authorsTruncated ? ["et al."] : [])].join(", ") || "(no authors)"}`,
    `  ${[containerTitle, date].filter(Boolean).join(", ")}`,
    "",
  ].join("\n");
}
