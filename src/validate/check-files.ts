import { isFileHref } from "../model/link.ts";
import { placeOfField } from "../model/read-publication.ts";
import type { Rule } from "./validate-publication.ts";

/** A link to a file of the site must have the file beside it. */
export const checkFiles: Rule = (read, { files }) =>
  read.publication.links
    .filter(({ href }) => isFileHref(href) && !files.has(href))
    .map((link) => ({
      code: "validate/missing-file",
      severity: "error",
      message: `The link "${link.label}" leads to the file ${link.href}, which does not exist.`,
      hint: "put the file there, or write the whole address with https://.",
      key: read.publication.key,
      ...placeOfField(read, link),
    }));
