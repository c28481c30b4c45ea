import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { crc32, inflateSync } from "node:zlib";
import { imageSize } from "image-size";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keepValue, keptValue } from "../../src/build/cache/cache-file.ts";
import { createSocialPictures, openFonts } from "../../src/build/social-pictures.ts";
import {
  drawSocialPicture,
  type SocialPicture,
  socialFonts,
  socialPictureName,
} from "../../src/picture/social-picture.ts";

const fonts = path.join(import.meta.dirname, "../../_includes/assets/fonts");
const paper: SocialPicture = {
  title: "Scaling Vision with Sparse Mixture of Experts",
  subtitle: "Carlos Riquelme, Joan Puigcerver, Basil Mustafa and 5 others",
  footer: "NeurIPS 2021",
  accentHue: 32,
  direction: "ltr",
  language: "en",
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "social-pictures-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("createSocialPictures", () => {
  test("paints a PNG of 1200 by 630 below 60 KB", async () => {
    const png = await createSocialPictures({ cacheFolder: undefined }).png(paper);
    expect(imageSize(png)).toMatchObject({ width: 1200, height: 630, type: "png" });
    expect(png.length).toBeLessThan(60_000);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("paints the same bytes each time", async () => {
    const make = () => createSocialPictures({ cacheFolder: undefined }).png(paper);
    const [one, other] = await Promise.all([make(), make()]);
    expect(one).toEqual(other);
  });

  test("paints ink, paper and accent where they belong", async () => {
    const { color, count } = readPixels(await createSocialPictures({ cacheFolder: undefined }).png(paper));
    expect(color(4, 4)).toBe("#fcfaf6");
    expect(color(600, 83)).toBe(/fill="(#\w+)"\/><text/.exec(drawSocialPicture(paper, openFonts().measure))?.[1]);
    expect(count("#23201c")).toBeGreaterThan(5000);
    expect(count("#625c54")).toBeGreaterThan(500);
  });

  test.each([
    ["Latin letters with accents", "Größe, Žilina, Málaga, Þór, Đặng, Ŧ"],
    ["Greek and Cyrillic letters", "Ελένη Жуковский"],
    ["Arabic letters", "التعلم العميق"],
    ["Chinese characters", "李昊、稀疏混合专家"],
    ["Japanese characters", "自己教師あり学習モデル"],
    ["formulas", "xᵢ ∈ ℝⁿ → ‖∇f‖² ≤ √n"],
  ])("paints %s, each with a shape", async (_, text) => {
    const { png } = createSocialPictures({ cacheFolder: undefined });
    const ink = async (title: string) =>
      readPixels(await png({ ...paper, title, subtitle: "", footer: "" })).count("#23201c");
    const letters = [...text].filter((character) => /[\p{L}\p{N}\p{Sm}]/u.test(character));
    for (const letter of letters) expect(await ink(letter), letter).toBeGreaterThan(20);
    expect(await ink(`${text} Efficient`)).toBeGreaterThan(await ink(letters.slice(0, -1).join("")));
  });

  test("paints no box for what no font has", async () => {
    const { png } = createSocialPictures({ cacheFolder: undefined });
    const nothing = { ...paper, title: "희소 전문가", subtitle: "ꙮ김", footer: "" };
    expect(await png(nothing)).toEqual(await png({ ...nothing, title: "", subtitle: "" }));
  });

  test("keeps a picture under its name, and gives it without making it again", async () => {
    const made = await createSocialPictures({ cacheFolder: folder }).png(paper);
    expect(readdirSync(path.join(folder, "pictures"))).toEqual([socialPictureName(paper)]);
    const file = path.join(folder, "pictures", socialPictureName(paper));
    expect(Buffer.from(keptValue<Uint8Array>(file)!).equals(made)).toBe(true);
    const other = await createSocialPictures({ cacheFolder: undefined }).png({ ...paper, title: "Other" });
    keepValue(file, other);
    expect(Buffer.from(await createSocialPictures({ cacheFolder: folder }).png(paper)).equals(other)).toBe(true);
  });

  test.each([
    ["an empty", () => Buffer.alloc(0)],
    ["a cut", (kept: Buffer) => kept.subarray(0, -20)],
    ["an altered", (kept: Buffer) => kept.with(kept.length >> 1, kept[kept.length >> 1]! ^ 1)],
    ["a foreign", () => Buffer.from("<html>Not found</html>")],
  ])("makes %s picture again", async (_, damage) => {
    const pictures = createSocialPictures({ cacheFolder: folder });
    const made = Buffer.from(await pictures.png(paper));
    const file = path.join(folder, "pictures", socialPictureName(paper));
    const kept = readFileSync(file);
    writeFileSync(file, damage(kept));
    expect(Buffer.from(await pictures.png(paper)).equals(made)).toBe(true);
    expect(readFileSync(file).equals(kept)).toBe(true);
  });

  test("paints where nothing can be kept", async () => {
    writeFileSync(path.join(folder, "pictures"), "a file in the way");
    expect((await createSocialPictures({ cacheFolder: folder }).png(paper)).length).toBeGreaterThan(1000);
  });

  test("loads neither painter nor fonts for a picture that is kept", async () => {
    await createSocialPictures({ cacheFolder: folder }).png(paper);
    const run = (cacheFolder: string) => {
      const program = `
        import fs from "node:fs";
        import { createRequire, syncBuiltinESMExports } from "node:module";
        const read = [];
        const { readFileSync } = fs;
        fs.readFileSync = (file, ...rest) => (read.push(String(file)), readFileSync(file, ...rest));
        syncBuiltinESMExports();
        const { createSocialPictures } = await import(${JSON.stringify(path.join(import.meta.dirname, "../../src/build/social-pictures.ts"))});
        await createSocialPictures({ cacheFolder: ${JSON.stringify(cacheFolder)} }).png(${JSON.stringify(paper)});
        const loaded = Object.keys(createRequire("/").cache);
        console.log([...read, ...loaded].filter((file) => file.endsWith(".ttf") || file.includes("@resvg")).length);`;
      return Number(execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program]));
    };
    mkdirSync(path.join(folder, "empty"));
    expect(run(folder)).toBe(0);
    expect(run(path.join(folder, "empty"))).toBeGreaterThan(3);
  });
});

describe("openFonts", () => {
  const { measure, filesFor } = openFonts();

  test("gives nothing where one character has no shape", () => {
    expect(measure("Kim", "serif")).toBeGreaterThan(1);
    expect(measure("Kim 김", "serif")).toBeUndefined();
  });

  test("gives the sum of all characters, ideographs an em each", () => {
    expect(measure("稀疏", "sans")).toBe(2);
    expect(measure("AB稀", "sans")).toBeCloseTo(measure("A", "sans")! + measure("B", "sans")! + 1);
  });

  test("leaves out the font of ideographs where nothing is painted with it", () => {
    const names = (svg: string) => filesFor(svg).map((file) => path.basename(file));
    expect(names("<text>Łukasz, naïve: “3 × 4”</text>\n")).toEqual(["serif.ttf", "sans.ttf"]);
    expect(names("<text>稀疏</text>\n")).toEqual(["serif.ttf", "sans.ttf", "han.ttf"]);
  });

  test.each(["serif", "sans"] as const)("is as wide as the painter's own lines in %s", (face) => {
    const { Resvg } = createRequire(import.meta.url)("@resvg/resvg-js") as typeof import("@resvg/resvg-js");
    const fontFiles = socialFonts.map(({ file }) => path.join(fonts, file));
    const family = face === "serif" ? "Offprint Serif" : "Offprint Sans";
    const text = "Multimodal Contrastive Learning";
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="5000" height="200"><text y="100" font-size="100" font-family="${family}">${text}</text></svg>`;
    const width = new Resvg(svg, { font: { loadSystemFonts: false, fontFiles } }).getBBox()!.width / 100;
    expect(measure(text, face)! / width).toBeGreaterThan(0.99);
    expect(measure(text, face)! / width).toBeLessThan(1.03);
  });
});

describe("socialFonts", () => {
  test.each(socialFonts)("knows the content of $file", ({ file, sha256 }) => {
    expect(
      createHash("sha256")
        .update(readFileSync(path.join(fonts, file)))
        .digest("hex"),
    ).toBe(sha256);
  });

  test("are all that is shipped, beside their licenses", () => {
    expect(
      readdirSync(fonts)
        .filter((name) => name.endsWith(".ttf"))
        .sort(),
    ).toEqual(socialFonts.map(({ file }) => file).sort());
    expect(readFileSync(path.join(fonts, "OFL.txt"), "utf8")).toContain("SIL OPEN FONT LICENSE Version 1.1");
    expect(readFileSync(path.join(fonts, "Apache-2.0.txt"), "utf8")).toContain("Version 2.0, January 2004");
  });
});

/** The pixels of a PNG with a palette and without filters, read as the PNG specification says; every chunk is checked. */
function readPixels(png: Uint8Array) {
  const bytes = Buffer.from(png);
  const chunks = new Map<string, Buffer>();
  for (let place = 8; place < bytes.length; ) {
    const length = bytes.readUInt32BE(place);
    const data = bytes.subarray(place + 8, place + 8 + length);
    expect(crc32(bytes.subarray(place + 4, place + 8 + length))).toBe(bytes.readUInt32BE(place + 8 + length));
    chunks.set(bytes.toString("latin1", place + 4, place + 8), data);
    place += 12 + length;
  }
  expect([...chunks.keys()]).toEqual(["IHDR", "PLTE", "IDAT", "IEND"]);
  const rows = inflateSync(chunks.get("IDAT")!);
  const palette = chunks.get("PLTE")!;
  const color = (x: number, y: number) => {
    const entry = 3 * rows[y * 1201 + 1 + x]!;
    return `#${palette.toString("hex", entry, entry + 3)}`;
  };
  const count = (wanted: string) => {
    const entry = palette.toString("hex").match(/.{6}/g)!.indexOf(wanted.slice(1));
    return entry === -1 ? 0 : rows.reduce((found, byte) => found + Number(byte === entry), 0);
  };
  return { color, count };
}
