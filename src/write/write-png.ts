import { constants, crc32, deflateSync } from "node:zlib";

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
