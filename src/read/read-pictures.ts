import { readFileSync } from "node:fs";
import path from "node:path";
import { imageSize } from "image-size";
import type { Diagnostic, Place, Result } from "../diagnostic/diagnostic.ts";
import type { FileAt, PublishedFile } from "../model/content-file.ts";
import type { PictureSize } from "../model/site.ts";

/** A picture that is to be shown: its path relative to the site, and where and in which entry it is named. */
export interface NamedPicture extends Place {
  readonly path: string;
  readonly key?: string;
}

/** What browsers show, by the names that the bytes give themselves. */
const shownTypes: ReadonlySet<string | undefined> = new Set(["png", "jpg", "webp", "avif", "gif", "svg"]);

/** The sizes of pictures by their paths; one that is none, or can't be read, is reported and left out. */
export function readPictures(
  site: string,
  named: readonly NamedPicture[],
  fileAt: FileAt,
): Result<ReadonlyMap<string, PictureSize>> {
  const value = new Map<string, PictureSize>();
  const diagnostics: Diagnostic[] = [];
  for (const { path: file, ...place } of named) {
    if (value.has(file)) continue;
    const published = fileAt(file);
    const size = "why" in published ? undefined : sizeOf(site, published);
    if (size) value.set(file, size);
    else {
      diagnostics.push({
        code: "read/picture",
        severity: "warning",
        message: `The file ${file} is no picture that a browser shows, or does not say how large it is, so it is not shown.`,
        hint: "save it anew as PNG, JPEG, WebP, AVIF, GIF or SVG; an SVG needs a width and height or a viewBox.",
        ...place,
      });
    }
  }
  return { value, diagnostics };
}

function sizeOf(site: string, { onDisk, svg }: PublishedFile): PictureSize | undefined {
  try {
    const bytes = svg === undefined ? readFileSync(path.join(site, onDisk)) : Buffer.from(svg);
    const { width, height, type, orientation = 1 } = imageSize(bytes);
    // Browsers take a file for SVG by its name alone.
    const isAsNamed = (type === "svg") === (svg !== undefined);
    if (!shownTypes.has(type) || !isAsNamed || !(width >= 1) || !(height >= 1)) return undefined;
    // From 5 on a camera's picture is shown turned by a quarter (Exif 2.3, "Orientation").
    return orientation < 5 ? { width, height } : { width: height, height: width };
  } catch {
    return undefined;
  }
}
