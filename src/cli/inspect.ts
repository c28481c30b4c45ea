import { existsSync, statSync } from "node:fs";
import { sortDiagnostics } from "../diagnostic/sort-diagnostics.ts";
import { readPublications } from "../pipeline.ts";
import { readFiles } from "../read/read-files.ts";
import { publicationComparer } from "../relate/compare-publications.ts";
import { resolveKeys } from "../relate/resolve-keys.ts";
import { type InspectedPublication, inspectPublications } from "../render/inspection.ts";
import { checkMath } from "../render/math.ts";
import { validatePublication } from "../validate/validate-publication.ts";
import { readArguments, UsageError } from "./arguments.ts";
import { hasErrors, report } from "./output.ts";

/** `offprint inspect`: every entry read from the given files, also one that a site could not publish. */
export async function inspect(words: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(words, { json: { type: "boolean" } }, Number.POSITIVE_INFINITY);
  if (positionals.length === 0) throw new UsageError("No file is given.");
  for (const name of positionals) {
    if (!existsSync(name) || !statSync(name).isFile()) throw new UsageError(`There is no file "${name}".`);
    if (!/\.(bib|md)$/i.test(name)) throw new UsageError(`"${name}" is neither a .bib nor a .md file.`);
  }
  const files = readFiles(".", positionals);
  const read = readPublications(files.value);
  const { first, repeated } = resolveKeys(read.value).value;
  const context = { files: { has: () => true }, mathFault: checkMath };
  const diagnostics = sortDiagnostics([
    ...files.diagnostics,
    ...read.diagnostics,
    ...resolveKeys(read.value).diagnostics,
    ...first.flatMap((one) => validatePublication(one, context)),
  ]);
  const compare = publicationComparer("en");
  const publications = [...first, ...repeated].map(({ publication }) => publication).sort(compare);
  const inspection = inspectPublications(publications, diagnostics);
  if (values.json) process.stdout.write(`${JSON.stringify(inspection, null, 2)}\n`);
  else {
    for (const publication of inspection.publications) console.log(describe(publication));
    report(diagnostics);
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
