import { lostThing } from "../diagnostic/lost-things.ts";
import { richTextToPlain } from "../model/plain-text.ts";
import type { Publication } from "../model/publication.ts";
import { placeOfField } from "../model/read-publication.ts";
import { missedFields } from "./missed-fields.ts";
import type { Rule } from "./validate-publication.ts";

/** Whether a publication has what its page can't be without. */
export function hasTitle(publication: Publication): boolean {
  return richTextToPlain(publication.title).trim() !== "";
}

/** A publication without a title can't be listed or linked to. */
export const checkTitle: Rule = (read) =>
  hasTitle(read.publication)
    ? []
    : [
        {
          code: "validate/no-title",
          severity: "error",
          message: `The paper "${read.publication.key}" has no title, so it can't be published.`,
          hint:
            read.publication.source.format === "markdown"
              ? "add a line title: …"
              : "add a field title = {…} to the entry.",
          costs: [lostThing("paper", read.publication.key)],
          misses: missedFields(read.publication, ["title"]),
          key: read.publication.key,
          ...placeOfField(read, "title"),
        },
      ];
