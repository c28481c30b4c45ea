import { diagnostic } from "../diagnostic/diagnostic.ts";
import { placeOfField } from "../record/publication.ts";
import { missedFields, type Rule } from "./rule.ts";

/** Works that somebody wrote; of others, such as data, standards or proceedings, it is common that nobody is named. */
const written: ReadonlySet<string> = new Set([
  ...["article", "article-journal", "book", "chapter", "manuscript", "paper-conference", "report", "speech", "thesis"],
]);

/** A paper that names nobody stands on nobody's page, and Google Scholar takes no paper without authors. */
export const checkAuthors: Rule = (read) => {
  const { publication } = read;
  const { type, author, editor, translator, publisher, entryType = "" } = publication;
  if (author.length + editor.length + translator.length > 0 || !written.has(type)) return [];
  if (/^(?:mv)?(?:proceedings|collection|reference)$/.test(entryType)) return [];
  // An institution answers for a report or a manual.
  if (publisher !== undefined && (type === "report" || /^(?:manual|booklet)$/.test(entryType))) return [];
  return [
    diagnostic({
      code: "validate/no-author",
      message: `The paper "${publication.key}" names neither authors nor editors, so it is on nobody's page and can't be cited by a name.`,
      hint:
        publication.source.format === "markdown"
          ? "add a line authors: [Ada Kern, Ben Orr]."
          : "add author = {Kern, Ada and Orr, Ben}.",
      misses: missedFields(publication, ["author", "authors", "editor", "editors"]),
      key: publication.key,
      ...placeOfField(read, "author"),
    }),
  ];
};
