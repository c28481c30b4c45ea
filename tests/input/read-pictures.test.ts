import { describe, expect, test } from "vitest";
import { readPictures } from "../../src/input/files/open-files.ts";
import { siteIn } from "../site-in.ts";

/** The header of a PNG (third edition, 11.2.1): its width and height stand in the first chunk. */
function png(width: number, height: number): Buffer {
  const bytes = Buffer.from("89504e470d0a1a0a0000000d49484452" + "0000000000000000" + "0806000000", "hex");
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

/** A JPEG of 40 by 30 pixels, up to its frame header, with an orientation (Exif 2.3, 4.6.4; tag 0x0112). */
function jpeg(orientation: number): Buffer {
  const exif = `45786966000049492a0008000000010012010300010000000${orientation}00000000000000`;
  const length = (exif.length / 2 + 2).toString(16).padStart(4, "0");
  return Buffer.from(`ffd8ffe1${length}${exif}ffc0001108001e002803011100021101031101ffd9`, "hex");
}

function sizes(files: Readonly<Record<string, string | Uint8Array>>) {
  const site = siteIn(files);
  const named = Object.keys(files).map((name, index) => ({
    path: `content/publications/${name}`,
    key: name,
    file: "content/publications/a.md",
    line: index + 1,
    column: 9,
  }));
  const { value, diagnostics } = readPictures(site, named, (onDisk) => {
    const text = Buffer.from(files[onDisk.split("/").at(-1)!]!);
    return { onDisk, removed: [], ...(/\.svg$/i.test(onDisk) ? { svg: text.toString("latin1") } : {}) };
  });
  return {
    sizes: [...value].map(([path, { width, height }]) => `${path.split("/").at(-1)} ${width}x${height}`),
    messages: diagnostics.map(({ code, line, key }) => `${line} ${code} ${key}`),
  };
}

describe("readPictures", () => {
  test("measures a picture by its bytes, and a drawing by its size or its view", () => {
    expect(
      sizes({
        "a.png": png(1200, 630),
        "b.SVG": '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="150"/>',
        "c.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 20"/>',
      }),
    ).toEqual({ sizes: ["a.png 1200x630", "b.SVG 300x150", "c.svg 80x20"], messages: [] });
  });

  test("measures a photograph as it is shown, which may be turned by a quarter", () => {
    expect(sizes({ "flat.jpg": jpeg(1), "upright.jpg": jpeg(6) }).sizes).toEqual([
      "flat.jpg 40x30",
      "upright.jpg 30x40",
    ]);
  });

  test("reports what is no picture, is not what its name says, has no size or is not there", () => {
    const { sizes: found, messages } = sizes({
      "a.png": "%PDF-1.7",
      "b.svg": png(1, 1),
      "c.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
      "d.gif": "",
      "e.png": png(0, 10),
      "f.jpg": Buffer.from("49492a0008000000", "hex"),
    });
    expect(found).toEqual([]);
    expect(messages).toEqual(
      [1, 2, 3, 4, 5, 6].map(
        (line) => `${line} input/picture ${"abcdef"[line - 1]}.${["png", "svg", "svg", "gif", "png", "jpg"][line - 1]}`,
      ),
    );
  });
});
