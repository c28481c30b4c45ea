import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { placeOfField } from "../record/publication.ts";
import { changedFile } from "./check-files.ts";
import type { Rule } from "./rule.ts";

/** A teaser is a file that is there, with words for those who do not see it; and its words want a teaser. */
export const checkTeaser: Rule = (read, { fileAt }) => {
  const { key, teaser, teaserAlt, teaserCaption } = read.publication;
  const warn = (
    code: Diagnostic["code"],
    field: "teaser" | "teaserAlt" | "teaserCaption",
    message: string,
    hint: string,
  ) => [diagnostic({ code, severity: "warning", message, hint, key, ...placeOfField(read, field) })];
  if (teaser === undefined) {
    const alone = teaserAlt ? "teaserAlt" : teaserCaption.length > 0 ? "teaserCaption" : undefined;
    if (alone === undefined || read.places.has("teaser")) return [];
    return warn(
      "validate/teaser",
      alone,
      "Here are words for a teaser, but the paper has none, so they are shown nowhere.",
      "add a field teaser with the name of the picture.",
    );
  }
  const file = fileAt(teaser);
  if ("why" in file)
    return warn(
      "validate/missing-file",
      "teaser",
      `The teaser is the file ${teaser}, ${file.why}. So none is shown.`,
      file.hint ?? "put the file there, or correct its name.",
    );
  const changed =
    file.removed.length === 0 ? [] : [{ ...changedFile(teaser, file.removed, placeOfField(read, "teaser")), key }];
  if (teaserAlt) return changed;
  const wordless = warn(
    "validate/teaser",
    "teaser",
    `The teaser ${teaser.slice(teaser.lastIndexOf("/") + 1)} has no words for those who do not see it, so they are told nothing of it.`,
    "add a field teaser-alt that says in a sentence what the picture shows.",
  );
  return [...changed, ...wordless];
};
