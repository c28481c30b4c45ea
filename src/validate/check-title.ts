import { diagnostic } from "../diagnostic/diagnostic.ts";
import { lostThing } from "../diagnostic/sort-diagnostics.ts";
import type { Publication } from "../record/publication.ts";
import { richTextToPlain } from "../text/plain-text.ts";
import { missedFields, type Rule } from "./rule.ts";

/** Whether a publication has what its page can't be without. */
export function hasTitle(publication: Publication): boolean {
  return richTextToPlain(publication.title).trim() !== "";
}

/** A publication without a title can't be listed or linked to. */
export const checkTitle: Rule = ({ publication, places }, { nearestEntry }) => {
  if (hasTitle(publication)) return [];
  const { key, source } = publication;
  const isMarkdown = source.format === "markdown";
  const nearest = isMarkdown ? nearestEntry(key) : undefined;
  const { file, line, column } = places.get("title") ?? source;
  return [
    diagnostic({
      code: "validate/no-title",
      message: isMarkdown
        ? `The paper "${key}" has no title, and no BibTeX entry has that key, so it can't be published.`
        : `The paper "${key}" has no title, so it can't be published.`,
      hint: nearest
        ? `did you mean the entry "${nearest}"? Then call the file ${nearest}.md, or add a line key: ${nearest}.`
        : isMarkdown
          ? "add a line title: …"
          : "add a field title = {…} to the entry.",
      costs: [lostThing("paper", key)],
      misses: missedFields(publication, ["title"]),
      key,
      ...{ file, line, column },
    }),
  ];
};
