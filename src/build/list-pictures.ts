import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Sharp, SharpOptions } from "sharp";
import { systemReason } from "../diagnostic/system-reason.ts";
import { digestOf } from "../memory/digest.ts";
import type { LoadedSite } from "../pipeline.ts";
import type { PictureSize } from "../record/site-settings.ts";
import type { ListPicturePage } from "../site/pages/page.ts";
import { fileAddress } from "../site/views/page-addresses.ts";
import { listPicture } from "../site/views/teaser-view.ts";
import { keepValue, keptValue } from "./cache/cache-file.ts";
import { findSharp, pictureMaker } from "./cache/engine.ts";

/** What a library makes of a picture's bytes. */
type MakeSharp = (input: Uint8Array, options?: SharpOptions) => Sharp;

/** The pictures of lists that are made smaller than the author's own, of a site that has `maker`. */
export function listPicturePages(
  site: string,
  { catalogue, files }: LoadedSite,
  maker: string | undefined,
): readonly ListPicturePage[] {
  if (maker === undefined) return [];
  return catalogue.publications.flatMap((entry): readonly ListPicturePage[] => {
    const picture = listPicture(entry, catalogue.site, true);
    const file = picture?.isMade ? files.get(fileAddress(entry.publication.teaser!, entry.slug)) : undefined;
    if (picture === undefined || file === undefined) return [];
    const { size, mtimeMs, ctimeMs, ino } = statSync(path.join(site, file.onDisk));
    const { address, pixels } = picture;
    const digest = () => digestOf([file.onDisk, size, mtimeMs, ctimeMs, ino, pixels, maker]);
    return [{ address, digest, source: file.onDisk, pixels }];
  });
}

/** Makes pictures of lists, as WebP. */
export type MakeListPicture = (source: string, pixels: PictureSize) => Promise<Uint8Array>;

/**
 * Pictures kept by what they are made of in `<cacheFolder>/pictures`. One that can't be made is told and published as it is.
 */
export function createListPictures(site: string, cacheFolder: string | undefined): MakeListPicture {
  let sharp: MakeSharp | undefined;
  return async (source, pixels) => {
    const bytes = readFileSync(path.join(site, source));
    const name = digestOf([bytes.toString("base64"), pixels, pictureMaker(site)]);
    const file = cacheFolder === undefined ? undefined : path.join(cacheFolder, "pictures", `${name}.webp`);
    const kept = file === undefined ? undefined : keptValue<Uint8Array>(file);
    if (kept !== undefined) return kept;
    try {
      sharp ??= createRequire(import.meta.url)(findSharp(site)!) as MakeSharp;
      // As a camera held it (Exif), which the file then says no more.
      const made = await sharp(bytes)
        .autoOrient()
        .resize({ ...pixels, fit: "fill" })
        .webp({ quality: 80 })
        .toBuffer();
      if (file !== undefined) keepValue(file, made);
      return made;
    } catch (error) {
      console.error(
        `The picture ${source} could not be made smaller (${systemReason(error)}), so it is published as it is.`,
      );
      return bytes;
    }
  };
}
