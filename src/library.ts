// What a program has of Offprint (`import … from "offprint"`): entries read, cited and given away, without a site around them.
import type { Diagnostic } from "./diagnostic/diagnostic.ts";
import { sortDiagnostics } from "./diagnostic/sort-diagnostics.ts";
import { publicationToBibtex } from "./export/bibtex.ts";
import { createCitationFormatter } from "./export/citation.ts";
import { type CslItem, publicationToCsl } from "./export/csl-json.ts";
import { inspectPublications } from "./export/inspection.ts";
import { publicationToRis } from "./export/ris.ts";
import type { FormattedCitation } from "./export/style-engines.ts";
import { sourceFile } from "./input/files/source-file.ts";
import { memoize } from "./memory/memoize.ts";
import { readWorks } from "./pipeline.ts";
import type { Publication } from "./record/publication.ts";
import { publicationComparer } from "./relate/compare-publications.ts";

export type { CslItem, Diagnostic, FormattedCitation, Publication };

/** A file by its name, whose ending (.bib, .md) says what it is, and its text. */
export interface ContentText {
  readonly path: string;
  readonly text: string;
}

/**
 * Reads BibTeX and Markdown: the publications in a site's order, the first of each key, and what is wrong with the files, as
 * `offprint check` says it. Nothing an author typed makes it throw, and it opens no file.
 */
export function readPublications(files: readonly ContentText[]): {
  readonly publications: readonly Publication[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const works = readWorks(
    files.map(({ path, text }) => sourceFile(path, text)),
    (onDisk) => ({ onDisk, removed: [] }),
  );
  return {
    publications: works.value.first.map(({ publication }) => publication).sort(publicationComparer("en")),
    diagnostics: sortDiagnostics(works.diagnostics),
  };
}

/** The publications as the plain JSON of `offprint inspect --json`. */
export function inspect(publications: readonly Publication[]): ReturnType<typeof inspectPublications> {
  return inspectPublications(publications, []);
}

const formatterOf = memoize((styleAndLanguage: string) => {
  const [style, language] = JSON.parse(styleAndLanguage) as [string, string];
  const name = style === "harvard" ? "harvard1" : style;
  return createCitationFormatter({
    style: style.trimStart().startsWith("<") ? { name: "own", xml: style } : { name },
    locale: language,
    language,
  });
});

/**
 * The reference of a publication in a CSL style: "apa", "vancouver", "harvard" or the text of an independent `.csl` file, in
 * the words of a language (BCP 47). A style that can't be read is a `RangeError`.
 */
export function formatReference(
  publication: Publication,
  { style = "apa", language = "en" }: { readonly style?: string; readonly language?: string } = {},
): FormattedCitation {
  const formatter = formatterOf(JSON.stringify([style, language]));
  if (formatter === undefined) throw new RangeError(`The citation style "${style.slice(0, 40)}" can't be read.`);
  return formatter.format(publication);
}

/** The normalized BibTeX entry of a publication. */
export const toBibtex = (publication: Publication): string => publicationToBibtex(publication);

/** The RIS record of a publication. */
export const toRis = (publication: Publication): string => publicationToRis(publication);

/** The CSL-JSON item of a publication. */
export const toCslJson = (publication: Publication): CslItem => publicationToCsl(publication);
