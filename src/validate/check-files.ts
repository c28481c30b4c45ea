import { type Diagnostic, diagnostic, type Place } from "../diagnostic/diagnostic.ts";
import { isFileHref } from "../record/identifiers/link.ts";
import { placeOfField } from "../record/publication.ts";
import type { Rule } from "./rule.ts";

/** A link to a file of the site must have a file that can be published, and as it is. */
export const checkFiles: Rule = (read, { fileAt }) =>
  read.publication.links
    .filter(({ href }) => isFileHref(href))
    .flatMap((link): readonly Diagnostic[] => {
      const file = fileAt(link.href);
      const { key } = read.publication;
      const place = placeOfField(read, link);
      if ("why" in file)
        return [
          diagnostic({
            code: "validate/missing-file",
            message: `The link "${link.label}" leads to the file ${link.href}, ${file.why}.`,
            hint: file.hint ?? "put the file there, or write the whole address with https://.",
            key,
            ...place,
          }),
        ];
      return file.removed.length > 0 ? [{ ...changedFile(link.href, file.removed, place), key }] : [];
    });

/** What is said of a drawing that is not published as it is. */
export function changedFile(path: string, removed: readonly string[], place: Place): Diagnostic {
  return diagnostic({
    code: "validate/changed-file",
    message: `The drawing ${path} is published without ${removed.join(", ")}, since a drawing must run and load nothing.`,
    hint: "look whether it is still right; saved as “plain SVG” it would be published as it is.",
    ...place,
  });
}
