// In: what an author has saved or pasted: BibTeX, RIS, MEDLINE, CSL-JSON. Out: the works in it.

import type { Found } from "./find-work.ts";
import { mergeWorks } from "./merge-works.ts";
import { listOf } from "./reading/answer-values.ts";
import { cslWork } from "./sources/csl-item.ts";
import { medlineWorks, risWorks } from "./sources/tagged.ts";

/** A file that holds no work; the message is for its author. */
export class WorkFileFault extends Error {}

/** The works of a text, by what it is and not by its name; BibTeX is kept as it is. */
export function readWorkFile(name: string, text: string): readonly Found[] {
  const shownName = name === "-" ? "the standard input" : name;
  const source = text.replace(/^\uFEFF/, "");
  if (/^[ \t]*@\s*\w+\s*[{(]/m.test(source)) {
    const base = name === "-" ? undefined : name.replace(/^.*[\\/]/, "").replace(/\.\w+$/, "");
    return [{ bibtex: source, source: shownName, ...(base === undefined ? {} : { name: base }) }];
  }
  const works = /^TY {1,2}-/m.test(source)
    ? risWorks(source)
    : /^PMID- *\d/m.test(source)
      ? medlineWorks(source)
      : /^\s*[[{]/.test(source)
        ? cslItems(source, shownName)
        : undefined;
  if (works === undefined)
    throw new WorkFileFault(
      `${shownName} is neither BibTeX, RIS, CSL-JSON nor PubMed's format; --from takes identifiers from any text.`,
    );
  if (works.length === 0) throw new WorkFileFault(`${shownName} holds no paper.`);
  return works.map((work) => ({ work: mergeWorks(work, []) }));
}

function cslItems(text: string, name: string) {
  try {
    return listOf(JSON.parse(text)).map((item) => cslWork(item, "CSL-JSON"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new WorkFileFault(`${name} is no whole JSON.`);
  }
}
