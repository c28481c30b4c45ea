import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { manifestName } from "../../src/build/output/apply-changes.ts";
import { replaceOutput } from "../../src/build/output/replace-output.ts";
import { forgetRecord, keepRecord, readRecord } from "../../src/build/site-cache.ts";
import { writePages } from "../../src/build/write-pages.ts";
import { createSerializer } from "../../src/export/serializations.ts";
import type { Page } from "../../src/site/pages/page.ts";

let root: string;
let output: string;
let cache: string;

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), "offprint-output-"));
  output = path.join(root, "out");
  cache = path.join(root, "cache");
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
});

const serialize = createSerializer(new Map());

/** Pages by address, each a text made of itself. */
const pagesOf = (texts: Readonly<Record<string, string>>): readonly Page[] =>
  Object.entries(texts).map(([address, text]) => ({ address, digest: () => text, text: () => text }));

/** Brings the output up to date, and gives the addresses of what was made. */
async function build(texts: Readonly<Record<string, string>>, makers = "one"): Promise<readonly string[]> {
  const made: string[] = [];
  const known = readRecord(cache, output);
  const last = known && { output, files: known.files, pieces: known.pieces() };
  forgetRecord(cache, output);
  const { written } = await replaceOutput(output, (folder) =>
    writePages(pagesOf(texts), {
      folder,
      bytes: (page) => {
        made.push(page.address);
        return texts[page.address]!;
      },
      last,
      areMakersSame: known?.makers === makers,
      serializations: new Map(),
      serialize,
      threads: 0,
    }),
  );
  const { files, pieces } = written;
  keepRecord(cache, output, { makers, content: "", publicationCount: 0, diagnostics: [], files, pieces });
  expect(Object.fromEntries(Object.keys(texts).map((address) => [address, read(address)]))).toEqual(texts);
  return made;
}

const fileOf = (address: string) => path.join(output, address.endsWith("/") ? `${address}index.html` : address);
const read = (address: string) => readFileSync(fileOf(address), "utf8");

describe("building again", () => {
  test("makes what has changed, and nothing else", async () => {
    expect(await build({ "/": "front", "/a/": "a", "/b/c.txt": "c" })).toEqual(["/", "/a/", "/b/c.txt"]);
    const written = statSync(fileOf("/a/")).mtimeMs;
    expect(await build({ "/": "front", "/a/": "a", "/b/c.txt": "changed" })).toEqual(["/b/c.txt"]);
    expect(statSync(fileOf("/a/")).mtimeMs).toBe(written);
  });

  test("takes away what is gone, with the folders that it leaves empty, and itself leaves nothing", async () => {
    await build({ "/": "front", "/a/b/": "b", "/a.txt": "a" });
    await build({ "/": "front" });
    expect(readdirSync(output)).toEqual([manifestName, "index.html"]);
    expect(readdirSync(root).sort()).toEqual(["cache", "out"]);
  });

  test("makes all anew for other templates, and leaves alone what comes out the same", async () => {
    await build({ "/": "front", "/a/": "a" });
    const written = statSync(fileOf("/a/")).mtimeMs;
    expect(await build({ "/": "front", "/a/": "a" }, "two")).toEqual(["/", "/a/"]);
    expect(statSync(fileOf("/a/")).mtimeMs).toBe(written);
  });

  test.each<[string, () => void]>([
    ["edited", () => writeFileSync(fileOf("/a/"), "x")],
    ["touched", () => utimesSync(fileOf("/a/"), 1, 1)],
    ["deleted", () => rmSync(fileOf("/a/"))],
    [
      "edited within the same size and time",
      () => {
        const { atime, mtime } = statSync(fileOf("/a/"));
        writeFileSync(fileOf("/a/"), "b");
        utimesSync(fileOf("/a/"), atime, mtime);
      },
    ],
    [
      "replaced by a link",
      () => {
        rmSync(fileOf("/a/"));
        symlinkSync("../index.html", fileOf("/a/"));
      },
    ],
    ["moved away", () => rmSync(output, { recursive: true })],
  ])("writes a folder as a whole that was %s by someone else", async (_, meddle) => {
    await build({ "/": "front", "/a/": "a" });
    meddle();
    expect(await build({ "/": "front", "/a/": "a" })).toEqual(["/", "/a/"]);
  });

  test("writes a text that comes in parts as it would the whole", async () => {
    const parts = Array.from({ length: 3000 }, (_, index) => `${"ä".repeat(index)}\n`);
    const textParts = parts.map((text) => ({ text: () => text }));
    const page: Page = { address: "/long.txt", digest: () => "", parts: () => textParts };
    await replaceOutput(output, (folder) =>
      writePages([page], { folder, bytes: () => textParts, serializations: new Map(), serialize, threads: 0 }),
    );
    expect(readFileSync(path.join(output, "long.txt"), "utf8")).toBe(parts.join(""));
  });

  test("copies the parts of a long text that stay, and makes the others", async () => {
    const made: string[] = [];
    const fixed = (text: string) => ({ text: () => text });
    const named = (text: string) => ({
      digest: text,
      text: () => {
        made.push(text);
        return text;
      },
    });
    /** Builds the list of some words, and gives those that were made for it. */
    const buildList = async (words: readonly string[], makers = "one") => {
      made.length = 0;
      const last = readRecord(cache, output);
      const parts = () => [fixed("[\n"), ...words.map(named), fixed("]\n")];
      const page: Page = { address: "/list.txt", digest: () => words.join(), parts };
      const { written } = await replaceOutput(output, (folder) =>
        writePages([page], {
          folder,
          bytes: parts,
          last: last && { output, files: last.files, pieces: last.pieces() },
          areMakersSame: last?.makers === makers,
          serializations: new Map(),
          serialize,
          threads: 0,
        }),
      );
      const { files, pieces } = written;
      keepRecord(cache, output, { makers, content: "", publicationCount: 0, diagnostics: [], files, pieces });
      expect(readFileSync(path.join(output, "list.txt"), "utf8")).toBe(`[\n${words.join("")}]\n`);
      return [...made];
    };
    const many = Array.from({ length: 500 }, (_, index) => `${"ä€".repeat(index)}${index}\n`);
    expect(await buildList(many)).toEqual(many);
    expect(await buildList([...many.slice(0, 100), "new\n", ...many.slice(101)])).toEqual(["new\n"]);
    expect(await buildList([...many.slice(200), "last\n", ...many.slice(0, 100)])).toEqual(["last\n"]);
    expect(await buildList(["last\n"])).toEqual([]);
    expect(await buildList(["last\n"])).toEqual([]);
    expect(await buildList(["last\n", "first\n"])).toEqual(["first\n"]);
    expect(await buildList(["last\n", "first\n"], "two")).toEqual(["last\n", "first\n"]);
  });

  test("leaves the output as it was where a page can't be made", async () => {
    await build({ "/": "front" });
    const failed = replaceOutput(output, (folder) =>
      writePages(pagesOf({ "/": "changed", "/a/": "a" }), {
        folder,
        bytes: (page) => {
          if (page.address === "/a/") throw new Error("no page");
          return "changed";
        },
        serializations: new Map(),
        serialize,
        threads: 0,
      }),
    );
    await expect(failed).rejects.toThrow("no page");
    expect(read("/")).toBe("front");
    expect(readdirSync(root).sort()).toEqual(["cache", "out"]);
  });

  test("publishes nothing where another build has taken the output over", async () => {
    await build({ "/": "front" });
    const write = async (folder: string) => {
      writeFileSync(path.join(folder, "index.html"), "of the one that was too slow");
      return undefined;
    };
    await expect(replaceOutput(output, write, () => false)).rejects.toThrow(/Another build has taken/);
    expect(read("/")).toBe("front");
    expect(readdirSync(root).sort()).toEqual(["cache", "out"]);
  });

  test("forgets a record that can't be read", async () => {
    await build({ "/": "front" });
    const [name] = readdirSync(path.join(cache, "builds"));
    writeFileSync(path.join(cache, "builds", name!), "{");
    expect(readRecord(cache, output)).toBeUndefined();
    expect(await build({ "/": "front" })).toEqual(["/"]);
  });

  test("forgets a record that was altered", async () => {
    await build({ "/": "front" });
    const [name] = readdirSync(path.join(cache, "builds"));
    const file = path.join(cache, "builds", name!);
    writeFileSync(file, readFileSync(file, "utf8").replace('"publicationCount":0', '"publicationCount":9'));
    expect(readRecord(cache, output)).toBeUndefined();
  });
});
