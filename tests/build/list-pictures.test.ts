import { readFileSync } from "node:fs";
import path from "node:path";
import { imageSize } from "image-size";
import sharp from "sharp";
import { describe, expect, test, vi } from "vitest";
import { pictureMaker } from "../../src/build/cache/engine.ts";
import { createListPictures } from "../../src/build/list-pictures.ts";
import { createSerializer } from "../../src/export/serializations.ts";
import { en } from "../../src/messages/en.ts";
import { listPages } from "../../src/site/pages/page-list.ts";
import { builtPages } from "../built-pages.ts";
import { all, attribute, readHtml } from "../end-to-end/html.ts";
import { emptyFolder, siteIn } from "../site-in.ts";

const png = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#284a7c" } })
    .png()
    .toBuffer();
const paper = (title: string, teaser: string) =>
  `---\ntitle: ${title}\nauthors: [Ada Kern]\ndate: 2020\nteaser: ${teaser}\nteaser-alt: Words of ${title}\n---\n`;

const files = async (pictures: string) => ({
  "content/site.yaml": `appearance: {pictures: ${pictures}}\n`,
  "a.md": paper("A", "large.png"),
  "large.png": await png(1200, 900),
  "b.md": paper("B", "drawing.svg"),
  "drawing.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100"/>',
  "c.md": paper("C", "small.png"),
  "small.png": await png(90, 120),
});

const shownAt = (html: string) =>
  all(readHtml(html), "img", "thumbnail").map((img) =>
    ["src", "width", "height", "alt", "loading"].map((name) => attribute(img, name)).join(" "),
  );
const own = ["/publications/b/drawing.svg 160 40 Words of B lazy", "/publications/c/small.png 90 120 Words of C lazy"];

describe("pictures in lists", () => {
  test("are made as small as they are shown, twice over, as WebP; drawings and small ones stay", async () => {
    const site = builtPages(await files("everywhere"));
    expect(site.diagnostics).toEqual([]);
    const shown = ["/assets/pictures/a.webp 160 120 Words of A lazy", ...own];
    for (const address of ["/", "/publications/", "/years/2020/"]) expect(shownAt(site.at(address))).toEqual(shown);
    const made = await site.bytesAt("/assets/pictures/a.webp");
    expect(imageSize(made)).toMatchObject({ type: "webp", width: 320, height: 240 });
    expect(site.addresses.filter((address) => address.endsWith(".webp"))).toEqual(["/assets/pictures/a.webp"]);
    expect(site.at("/publications/a/")).toContain('src="/publications/a/large.png"');
  });

  test("are where the author wants them", async () => {
    const counts = async (pictures: string) => {
      const site = builtPages(await files(pictures));
      return ["/", "/publications/"].map((address) => shownAt(site.at(address)).length);
    };
    expect(await counts("front")).toEqual([3, 0]);
    expect(await counts("nowhere")).toEqual([0, 0]);
    expect(builtPages(await files("nowhere")).addresses.join()).not.toContain("/assets/pictures/");
  });

  test("are the author's own where nothing makes them small", async () => {
    const { catalogue } = builtPages(await files("everywhere"));
    const assets = {
      stylesheet: "/a.css",
      script: "/a.js",
      finder: "/f.js",
      references: "",
      styles: [],
      words: () => "",
      icon: "/i.svg",
      fonts: () => [],
    };
    const messages = new Map([["en", en]]);
    const pages = listPages(catalogue, { pathPrefix: "/", assets, messages, serialize: createSerializer(new Map()) });
    const list = pages.find(({ address }) => address === "/publications/");
    const context = list && "context" in list ? JSON.stringify(list.context()) : "";
    expect(context).toContain('"src":"/publications/a/large.png","width":160,"height":120');
    expect(context).not.toContain(".webp");
  });

  test("are turned as the camera was held, kept by what they are made of, and made of nothing that changed", async () => {
    const turned = await sharp(await png(900, 600))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const site = siteIn({ "a.jpg": turned });
    const cache = emptyFolder();
    const source = "content/publications/a.jpg";
    const [first, second] = [await createListPictures(site, cache)(source, { width: 213, height: 320 })].flatMap(
      (one) => [one, one],
    );
    expect(imageSize(first!)).toMatchObject({ width: 213, height: 320 });
    expect(Buffer.from(await createListPictures(site, cache)(source, { width: 213, height: 320 }))).toEqual(
      Buffer.from(second!),
    );
    expect(Buffer.from(await createListPictures(site, undefined)(source, { width: 213, height: 320 }))).toEqual(
      Buffer.from(first!),
    );
  });

  test("that can't be made are told, and published as they are", async () => {
    const broken = (await png(400, 400)).subarray(0, 60);
    const site = siteIn({ "a.png": broken });
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    const made = await createListPictures(site, undefined)("content/publications/a.png", { width: 320, height: 320 });
    expect(Buffer.from(made)).toEqual(broken);
    expect(told.mock.calls.join()).toContain("The picture content/publications/a.png could not be made smaller");
    told.mockRestore();
  });

  test("are made by the library that is installed, whose version is a part of what they are", () => {
    const { devDependencies } = JSON.parse(readFileSync(path.join(import.meta.dirname, "../../package.json"), "utf8"));
    expect(pictureMaker(emptyFolder())).toBe(`sharp ${devDependencies.sharp}`);
  });
});
