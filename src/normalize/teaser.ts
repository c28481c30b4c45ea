import { resolveFile } from "../model/content-file.ts";
import type { FieldReader } from "./field-reader.ts";

/** The picture in `teaser`: a file beside the source file, or from `content/` on where it begins with a slash. */
export function teaserOf(reader: FieldReader): string | undefined {
  const field = reader.named("teaser");
  const name = field?.value.trim() ?? "";
  if (!field || name === "") return undefined;
  const path = /^[^:]+\.(png|jpe?g|webp|avif|gif|svg)$/i.test(name) ? resolveFile(name, field.file.path) : undefined;
  if (path === undefined) {
    reader.tell(field, [
      {
        code: "normalize/teaser",
        offset: 0,
        message: `The teaser "${name.slice(0, 120)}" is not the name of a picture within content/, so none is shown.`,
        hint: "write the name of a .png, .jpg, .webp, .avif, .gif or .svg file beside the paper's.",
      },
    ]);
  }
  return path;
}
