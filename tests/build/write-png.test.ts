import { inflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { writePng } from "../../src/build/social-pictures.ts";

describe("writePng", () => {
  test("writes header, palette and rows as the PNG specification says", () => {
    const [red, blue] = [
      [255, 0, 0, 255],
      [0, 0, 255, 255],
    ];
    const png = Buffer.from(writePng(Uint8Array.from([red, blue, blue, blue, blue, red].flat() as number[]), 3, 2)!);
    expect(png.toString("hex", 0, 8)).toBe("89504e470d0a1a0a");
    // Length, name, width, height, 8 bits, palette, deflate, adaptive filters, no interlace (sections 11.2.1 and 11.2.2).
    expect(png.toString("hex", 8, 29)).toBe("0000000d" + "49484452" + "00000003" + "00000002" + "0803000000");
    expect(png.toString("hex", 33, 47)).toBe("00000006" + "504c5445" + "ff0000" + "0000ff");
    const length = png.readUInt32BE(51);
    expect([...inflateSync(png.subarray(59, 59 + length))]).toEqual([0, 0, 1, 1, 0, 1, 1, 0]);
    // The last chunk with its checksum, which is the same in every PNG.
    expect(png.toString("hex", png.length - 12)).toBe("0000000049454e44ae426082");
  });

  test("takes 256 colors and no more", () => {
    const gray = (count: number) =>
      Uint8Array.from({ length: 4 * count }, (_, byte) => (byte >> 2) >> (8 * (byte % 4)));
    expect(writePng(gray(256), 256, 1)).toBeDefined();
    expect(writePng(gray(257), 257, 1)).toBeUndefined();
  });
});
