import type { Visibility } from "../model/publication.ts";
import type { FieldReader } from "./field-reader.ts";

/** Yes or no, in the ways authors write it; undefined for other words. */
export function readFlag(value: string): boolean | undefined {
  const word = value.trim();
  return /^(true|yes|on|1)$/i.test(word) || (/^(false|no|off|0)$/i.test(word) ? false : undefined);
}

/**
 * Who sees a work: Hugo's and Quarto's `draft: true`, Jekyll's `published: false`, and `hidden: true`. Words that are
 * neither yes nor no keep it back, for what was published can't be taken back; but BibTeX's `published` may be a date.
 */
export function visibilityOf(reader: FieldReader): Visibility {
  let visibility: Visibility = "public";
  for (const { row, field } of reader.filling("visibility")) {
    const flag = readFlag(field.value);
    if (row.name === "published") {
      if (flag === false) visibility = "draft";
      continue;
    }
    if (flag === undefined) {
      reader.tell(field, [
        {
          code: "normalize/visibility",
          offset: 0,
          message: `"${field.value.trim().slice(0, 60)}" is neither true nor false, so the paper is taken for ${row.name === "draft" ? "a draft and not published" : "hidden"}.`,
          hint: `write ${field.format === "markdown" ? `${row.name}: true or ${row.name}: false` : `${row.name} = {true} or ${row.name} = {false}`}.`,
        },
      ]);
    }
    if (flag !== false && visibility !== "draft") visibility = row.name as "draft" | "hidden";
  }
  return visibility;
}
