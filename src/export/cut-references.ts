import { bounds } from "../diagnostic/bounds.ts";
import { lazy } from "../memory/memoize.ts";
import type { Publication } from "../record/publication.ts";
import type { Site } from "../record/site-settings.ts";
import { richTextToPlain } from "../text/plain-text.ts";
import { createCitationFormatter } from "./citation.ts";
import { timesShown } from "./style-engines.ts";

/** No style that is built in shows as many texts and names in one reference. */
const timesInBuiltIn = 200;
/** A name has fewer characters. */
const longName = 100;

/**
 * Makes the function that names the styles of a site in which the reference of a work passes its bound, so that it is cut. Only where
 * the longest part, as often as the style shows anything, would be too long is the reference made.
 */
export function createCutFinder({
  citationStyles,
  references,
  language,
}: Site): (work: Publication) => readonly string[] {
  const { most } = bounds.referenceCharacters;
  const styles = citationStyles.map((style) => ({
    style,
    times: style.xml === undefined ? timesInBuiltIn : timesShown(style.xml),
    hasAbstract: style.xml?.includes('"abstract"') ?? false,
    formatter: lazy(() => createCitationFormatter({ style, locale: language, references, language })!),
  }));
  return (work) =>
    styles.flatMap(({ style, times, hasAbstract, formatter }) =>
      times * longestPart(work, hasAbstract) > most && isCut(formatter().format(work).text) ? [style.title] : [],
    );
}

function longestPart(work: Publication, hasAbstract: boolean): number {
  let longest = Math.max(work.author.length, work.editor.length) * longName;
  for (const value of Object.values(work)) if (typeof value === "string") longest = Math.max(longest, value.length);
  const texts = [work.title, work.note, ...(hasAbstract ? [work.abstract] : [])];
  return Math.max(longest, ...texts.map((tree) => (tree.length === 0 ? 0 : richTextToPlain(tree).length)));
}

const isCut = (text: string): boolean =>
  text === "…" || (text.endsWith("…") && text.length > bounds.referenceCharacters.most / 2);
