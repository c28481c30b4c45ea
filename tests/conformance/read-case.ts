import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { inspectPublications } from "../../src/export/inspection.ts";
import { readFiles } from "../../src/input/files/read-files.ts";
import { loadSite, readWorks } from "../../src/pipeline.ts";
import type { Publication } from "../../src/record/publication.ts";
import { publicationComparer } from "../../src/relate/compare-publications.ts";
import type { RichText } from "../../src/text/rich-text.ts";
import { siteIn } from "../site-in.ts";

/** A case as the product reads it, in the site's order. */
export interface ReadCase {
  readonly inspection: ReturnType<typeof inspectPublications>;
  readonly publications: readonly Publication[];
  /** The formulas of each publication. */
  readonly tex: readonly (readonly string[])[];
  readonly messages: readonly Diagnostic[];
  /** How many papers a site of this input shows. */
  readonly published: number;
}

/** Writes a case's input to a file of a site, in its encoding, and reads it. */
export function readCase(input: string, format: "bib" | "md", encoding: "latin1" | "utf8" = "utf8"): ReadCase {
  const name = `content/publications/case.${format}`;
  const site = siteIn({ [name]: Buffer.from(input, encoding) });
  const files = readFiles(site, [name]);
  const works = readWorks(files.value, (onDisk) => ({ onDisk, removed: [] }));
  const messages = [...files.diagnostics, ...works.diagnostics];
  const publications = [...works.value.first, ...works.value.repeated]
    .map(({ publication }) => publication)
    .sort(publicationComparer("en"));
  return {
    inspection: inspectPublications(publications, messages),
    publications,
    tex: publications.map(({ title, abstract, note }) => [title, abstract, note].flatMap(formulas)),
    messages,
    published: loadSite(site).value.catalogue.publications.length,
  };
}

/** Whether there are so many errors, the first of them at this line. */
export function hasErrorsIn(messages: readonly Diagnostic[], count: number, line: number): boolean {
  const errors = messages.filter(({ severity }) => severity === "error");
  return errors.length === count && errors[0]!.line === line;
}

function formulas(tree: RichText): readonly string[] {
  return tree.flatMap((node) =>
    node.kind === "math" ? [node.tex] : node.kind === "text" ? [] : formulas(node.children),
  );
}
