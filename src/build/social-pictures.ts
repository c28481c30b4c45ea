import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { constants, crc32, deflateSync } from "node:zlib";
import { lazy } from "../memory/memoize.ts";
import {
  drawSocialPicture,
  type MeasureText,
  type SocialPicture,
  socialFonts,
  socialPictureName,
} from "../picture/social-picture.ts";
import { keepValue, keptValue } from "./cache/cache-file.ts";
import { engineFolder } from "./cache/engine.ts";

/**
 * The advance of each character that a TrueType or OpenType font has, in ems, by its code point. Reads the tables `head`,
 * `hhea`, `hmtx` and a Unicode `cmap` of format 4 or 12 (the OpenType specification); no collections.
 */
export function readAdvances(bytes: Uint8Array): ReadonlyMap<number, number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const unitsPerEm = view.getUint16(tableAt(view, "head") + 18);
  const metrics = view.getUint16(tableAt(view, "hhea") + 34);
  const widths = tableAt(view, "hmtx");
  const advances = new Map<number, number>();
  for (const [character, glyph] of readCharacters(view, tableAt(view, "cmap"))) {
    // The glyphs past the last metric are all as wide as it.
    if (glyph !== 0) advances.set(character, view.getUint16(widths + 4 * Math.min(glyph, metrics - 1)) / unitsPerEm);
  }
  return advances;
}

function tableAt(view: DataView, name: string): number {
  for (let index = 0; index < view.getUint16(4); index++) {
    const record = 12 + 16 * index;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((place) => view.getUint8(record + place)));
    if (tag === name) return view.getUint32(record + 8);
  }
  throw new Error(`The font has no table "${name}".`);
}

/** Pairs of a character and its glyph, of the largest character map. */
function readCharacters(view: DataView, cmap: number): readonly (readonly [number, number])[] {
  const maps = Array.from(
    { length: view.getUint16(cmap + 2) },
    (_, index) => cmap + view.getUint32(cmap + 8 + 8 * index),
  );
  const withFormat = (format: number) => maps.find((map) => view.getUint16(map) === format);
  const [all, basic] = [withFormat(12), withFormat(4)];
  if (all !== undefined) return readGroups(view, all);
  if (basic !== undefined) return readSegments(view, basic);
  throw new Error("The font has no Unicode character map of format 4 or 12.");
}

/** `cmap` format 12: groups of first character, last character and first glyph. */
function readGroups(view: DataView, map: number): [number, number][] {
  const pairs: [number, number][] = [];
  for (let group = 0; group < view.getUint32(map + 12); group++) {
    const place = map + 16 + 12 * group;
    const [first, last, glyph] = [view.getUint32(place), view.getUint32(place + 4), view.getUint32(place + 8)];
    for (let character = first; character <= last; character++) pairs.push([character, glyph + character - first]);
  }
  return pairs;
}

/** `cmap` format 4: segments, whose glyphs follow from a difference or stand in a list. */
function readSegments(view: DataView, map: number): [number, number][] {
  const pairs: [number, number][] = [];
  const size = view.getUint16(map + 6);
  const ends = map + 14;
  const [starts, deltas, ranges] = [ends + size + 2, ends + 2 * size + 2, ends + 3 * size + 2];
  for (let segment = 0; segment < size; segment += 2) {
    const [start, end] = [view.getUint16(starts + segment), view.getUint16(ends + segment)];
    const [delta, range] = [view.getUint16(deltas + segment), view.getUint16(ranges + segment)];
    for (let character = start; character <= end && character < 0xffff; character++) {
      const listed = range === 0 ? character : view.getUint16(ranges + segment + range + 2 * (character - start));
      pairs.push([character, range !== 0 && listed === 0 ? 0 : (listed + delta) & 0xffff]);
    }
  }
  return pairs;
}

/** What each PNG begins with (PNG specification 5.2). */
export const signature = Buffer.from("89504e470d0a1a0a", "hex");

/**
 * A PNG with a palette (PNG specification, third edition) of opaque pixels, four bytes each; `undefined` where they have
 * more than 256 colors. Only runs of equal bytes are compressed, which every zlib does alike: the bytes never differ.
 */
export function writePng(pixels: Uint8Array, width: number, height: number): Uint8Array | undefined {
  const palette = new Map<number, number>();
  const rows = Buffer.alloc((width + 1) * height);
  let [color, place] = [-1, 0];
  for (let pixel = 0; pixel < width * height; pixel++) {
    const next = (pixels[4 * pixel]! << 16) | (pixels[4 * pixel + 1]! << 8) | pixels[4 * pixel + 2]!;
    if (next !== color) {
      color = next;
      place = palette.get(color) ?? palette.size;
      palette.set(color, place);
    }
    // Each row begins with its filter: none.
    rows[pixel + Math.floor(pixel / width) + 1] = place;
  }
  if (palette.size > 256) return undefined;

  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const colors = Buffer.from([...palette.keys()].flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]));
  const data = deflateSync(rows, { level: 9, strategy: constants.Z_RLE });
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("PLTE", colors),
    chunk("IDAT", data),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const [length, check, body] = [Buffer.alloc(4), Buffer.alloc(4), Buffer.concat([Buffer.from(name, "latin1"), data])];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** Makes the pictures that other sites show beside a link. */
export interface SocialPictures {
  /** The PNG of a picture, 1200 by 630; the same bytes on every machine. It is painted on a thread of its own. */
  readonly png: (picture: SocialPicture) => Promise<Uint8Array>;
}

/**
 * Pictures kept by what they say in `<cacheFolder>/pictures`, or made each time without a folder. One that is there costs
 * a read; the painter and the fonts are loaded when the first new one is made. A damaged one is made again.
 */
export function createSocialPictures({ cacheFolder }: { readonly cacheFolder: string | undefined }): SocialPictures {
  const fonts = lazy(openFonts);
  const paint = (picture: SocialPicture) => {
    const { measure, filesFor } = fonts();
    const svg = drawSocialPicture(picture, measure);
    return paintPng(svg, filesFor(svg));
  };
  return {
    png: async (picture) => {
      if (cacheFolder === undefined) return paint(picture);
      const file = path.join(cacheFolder, "pictures", socialPictureName(picture));
      const kept = keptValue<Uint8Array>(file);
      if (kept !== undefined) return kept;
      const made = await paint(picture);
      keepValue(file, made);
      return made;
    },
  };
}

/** The fonts that ship. The last is large, and most pictures say nothing that needs it. */
export interface Fonts {
  /** Widths of the face where it has the character, else of the last font, which both fall back to. */
  readonly measure: MeasureText;
  /** The files of those that a drawing is painted with. */
  readonly filesFor: (svg: string) => readonly string[];
}

export function openFonts(): Fonts {
  const files = socialFonts.map(({ file }) => path.join(engineFolder, "_includes/assets/fonts", file));
  const advances = files.map((file) => lazy(() => readAdvances(readFileSync(file))));
  const [serif, sans, last] = [advances[0]!, advances[1]!, advances[2]!];
  const faces = { serif, sans };
  return {
    measure: (text, face) => {
      let width = 0;
      for (const character of text) {
        const code = character.codePointAt(0)!;
        const advance = faces[face]().get(code) ?? last().get(code);
        if (advance === undefined) return undefined;
        width += advance;
      }
      return width;
    },
    filesFor: (svg) => {
      const isInBoth = (character: string) => [serif, sans].every((font) => font().has(character.codePointAt(0)!));
      return [...svg.trimEnd()].every(isInBoth) ? files.slice(0, -1) : files;
    },
  };
}

async function paintPng(svg: string, fontFiles: readonly string[]): Promise<Uint8Array> {
  const { renderAsync } = createRequire(import.meta.url)("@resvg/resvg-js") as typeof import("@resvg/resvg-js");
  const font = { loadSystemFonts: false, fontFiles: [...fontFiles], defaultFontFamily: socialFonts[0]!.family };
  const image = await renderAsync(svg, { font });
  return writePng(image.pixels, image.width, image.height) ?? image.asPng();
}
