import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { crc32 } from "node:zlib";
import {
  drawSocialPicture,
  type MeasureText,
  type SocialPicture,
  socialFonts,
  socialPictureName,
} from "../render/social-picture.ts";
import { engineFolder } from "./engine-folder.ts";
import { readAdvances } from "./read-font.ts";
import { signature, writePng } from "./write-png.ts";

/** Makes the pictures that other sites show beside a link. */
export interface SocialPictures {
  /** The PNG of a picture, 1200 by 630; the same bytes on every machine. */
  readonly png: (picture: SocialPicture) => Uint8Array;
}

const fontFiles = socialFonts.map(({ file }) => path.join(engineFolder, "_includes/assets/fonts", file));
const end = Buffer.from("0000000049454e44ae426082", "hex");

/**
 * Pictures kept by what they say in `<cacheFolder>/pictures`, or made each time without a folder. One that is there costs
 * a read; the painter and the fonts are loaded when the first new one is made. A damaged one is made again.
 */
export function createSocialPictures({ cacheFolder }: { readonly cacheFolder: string | undefined }): SocialPictures {
  let measure: MeasureText | undefined;
  const paint = (picture: SocialPicture) => {
    measure ??= createMeasure();
    return paintPng(drawSocialPicture(picture, measure));
  };
  return {
    png: (picture) => {
      if (cacheFolder === undefined) return paint(picture);
      const file = path.join(cacheFolder, "pictures", `${socialPictureName(picture)}.png`);
      return readPng(file) ?? keepPng(file, paint(picture));
    },
  };
}

/** Widths by the fonts that ship: of the face where it has the character, else of the last font, which both fall back to. */
export function createMeasure(): MeasureText {
  const [serif, sans, han] = fontFiles.map((file) => readAdvances(readFileSync(file)));
  const faces = { serif: serif!, sans: sans! };
  return (text, face) => {
    let width = 0;
    for (const character of text) {
      const code = character.codePointAt(0)!;
      const advance = faces[face].get(code) ?? han!.get(code);
      if (advance === undefined) return undefined;
      width += advance;
    }
    return width;
  };
}

function paintPng(svg: string): Uint8Array {
  const { Resvg } = createRequire(import.meta.url)("@resvg/resvg-js") as typeof import("@resvg/resvg-js");
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: socialFonts[0]!.family };
  const image = new Resvg(svg, { font }).render();
  return writePng(image.pixels, image.width, image.height) ?? image.asPng();
}

/** The bytes of a whole PNG; nothing where there is none, or it was changed since it was made. */
function readPng(file: string): Uint8Array | undefined {
  try {
    const bytes = readFileSync(file);
    return isWholePng(bytes) ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** Whether each chunk of a PNG, up to its end, has the CRC-32 of its type and data (PNG, third edition, 5.3). */
function isWholePng(bytes: Buffer): boolean {
  if (!bytes.subarray(0, signature.length).equals(signature) || !bytes.subarray(-end.length).equals(end)) return false;
  let at = signature.length;
  while (at + 12 <= bytes.length) {
    const crcAt = at + 8 + bytes.readUInt32BE(at);
    if (crcAt + 4 > bytes.length || crc32(bytes.subarray(at + 4, crcAt)) !== bytes.readUInt32BE(crcAt)) return false;
    at = crcAt + 4;
  }
  return at === bytes.length;
}

/** Written beside and renamed, so that no build reads half a picture. A folder that can't be written only costs time. */
function keepPng(file: string, bytes: Uint8Array): Uint8Array {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    const draft = `${file}.${randomUUID()}`;
    writeFileSync(draft, bytes);
    renameSync(draft, file);
  } catch {}
  return bytes;
}
