// What papers say of their authors by signs and words, and what of it no legend explains.
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { nearestName } from "../diagnostic/nearest-name.ts";
import { type AuthorMark, isMarkWord, unexplainedSigns } from "../record/names/author-marks.ts";
import { formatName } from "../record/names/name.ts";
import { placeOfField, type ReadPublication } from "../record/publication.ts";

/** Tells of signs behind names that mean nothing to the site, and of words on names that are nearly those of a mark; each once a paper. */
export function checkMarks(
  publications: readonly ReadPublication[],
  marks: readonly AuthorMark[],
): readonly Diagnostic[] {
  const ids = marks.map(({ id }) => id);
  return publications.flatMap((read) => {
    const { author, key } = read.publication;
    const told = new Set<string>();
    return author.flatMap((name): readonly Diagnostic[] => {
      if (name.marks === undefined && name.annotations === undefined) return [];
      const tell = (what: string, message: string, hint: string): readonly Diagnostic[] => {
        if (told.has(what)) return [];
        told.add(what);
        return [diagnostic({ code: "relate/unknown-mark", message, hint, key, ...placeOfField(read, "author") })];
      };
      const signs = unexplainedSigns(name, marks).flatMap((sign) =>
        tell(
          sign,
          `Nothing says what the sign "${sign}" behind "${formatName(name)}" means, so it is not shown.`,
          `say it in site.yaml, as in authorMarks: {advising: {sign: "${sign}", text: equal advising}}, or write what it means as a fact of the author, as affiliation or corresponding: true.`,
        ),
      );
      const words = (name.annotations ?? []).flatMap((word) => {
        const nearest = /^[\w-]{4,20}$/.test(word) && !isMarkWord(word, marks) ? nearestName(word, ids) : undefined;
        return nearest === undefined
          ? []
          : tell(
              word,
              `The word "${word}" on "${formatName(name)}" is no mark of authors, so no sign is shown for it.`,
              `did you mean "${nearest}"?`,
            );
      });
      return [...signs, ...words];
    });
  });
}
