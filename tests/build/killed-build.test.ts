// A build is killed at each of its calls that change the disk: no call after it is done, as none of its code would run.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, test, vi } from "vitest";
import { applyChanges, manifestName, readManifest } from "../../src/build/output/apply-changes.ts";
import { createFileWriter } from "../../src/build/output/output-folder.ts";
import { replaceOutput } from "../../src/build/output/replace-output.ts";
import { clearAbandoned, makeStaging, removeStaging } from "../../src/build/output/staging.ts";

/** How many more changing calls are done, and what the next one throws instead. */
const fuse = vi.hoisted(() => ({ left: Infinity, error: (): unknown => new Error("killed"), isOnce: false }));

vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>();
  const changing = [
    "mkdirSync",
    "writeFileSync",
    "renameSync",
    "linkSync",
    "unlinkSync",
    "rmdirSync",
    "rmSync",
  ] as const;
  const fused = changing.map((name) => [
    name,
    (...words: unknown[]) => {
      fuse.left -= 1;
      if (fuse.left < 0 && (!fuse.isOnce || fuse.left === -1)) throw fuse.error();
      return (fs[name] as (...all: unknown[]) => unknown)(...words);
    },
  ]);
  return { ...fs, ...Object.fromEntries(fused) };
});

type Files = Readonly<Record<string, string>>;

const first: Files = { "/index.html": "front", "/a/index.html": "a", "/a/b/c.txt": "c", "/404.html": "none" };
const second: Files = { "/index.html": "new front", "/b/index.html": "b", "/a/b": "no folder", "/404.html": "none" };
const changed = ["/index.html", "/b/index.html", "/a/b"];
const foreign: Files = { "/.git/HEAD": "ref", "/CNAME": "papers.example.org", "/a/notes.txt": "mine" };

function textsOf(folder: string): Files | undefined {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
    const own = files.filter((file) => !file.slice(folder.length).startsWith("/.offprint-"));
    return Object.fromEntries(own.map((file) => [file.slice(folder.length), readFileSync(file, "utf8")]));
  } catch {
    return undefined;
  }
}

const former = { ...first, ...foreign };
const next = { ...second, ...foreign };

/** A folder with the first output and others' files in it; what `act` does there is broken off at the call `at`. */
async function breakOff(at: number, act: (output: string) => unknown): Promise<{ root: string; isWhole: boolean }> {
  const root = mkdtempSync(path.join(os.tmpdir(), "offprint-killed-"));
  const output = path.join(root, "_site");
  await replaceOutput(output, async (folder) => write(folder, first, Object.keys(first)));
  for (const [file, text] of Object.entries(foreign)) {
    mkdirSync(path.dirname(output + file), { recursive: true });
    writeFileSync(output + file, text);
  }
  fuse.left = at;
  try {
    await act(output);
  } catch {
    // What is left of it is looked at.
  }
  const isWhole = fuse.left >= 0;
  fuse.left = Infinity;
  return { root, isWhole };
}

function write(folder: string, files: Files, some: readonly string[]) {
  const writer = createFileWriter(folder);
  for (const file of some) writer(file, files[file]!);
  return { files: Object.fromEntries(Object.keys(files).map((file) => [file, ""])), changed: some };
}

const replace = (output: string) => replaceOutput(output, async (folder) => write(folder, second, changed));
const changeInPlace = (output: string) => {
  const staging = makeStaging(output);
  write(staging, second, changed);
  applyChanges(staging, output, Object.keys(second), changed);
  removeStaging(staging);
};

describe("an output", () => {
  test("is the old or the new one wherever a build is killed, but for the moment between two renames", async () => {
    let missing = 0;
    for (let at = 0; ; at++) {
      const { root, isWhole } = await breakOff(at, replace);
      const output = path.join(root, "_site");
      const texts = textsOf(output);
      if (texts === undefined) missing += 1;
      else expect([former, next], `killed at call ${at}`).toContainEqual(texts);
      clearAbandoned(output);
      expect([former, next], `cleared after call ${at}`).toContainEqual(textsOf(output));
      expect(readdirSync(root)).toEqual(["_site"]);
      rmSync(root, { recursive: true });
      if (isWhole) break;
    }
    expect(missing).toBe(1);
  });

  test.each([
    ["changed in place", changeInPlace],
    ["replaced", replace],
  ])("that is %s is whole after the next build has begun, wherever the one before was killed", async (_, act) => {
    for (let at = 0; ; at++) {
      const { root, isWhole } = await breakOff(at, act);
      const output = path.join(root, "_site");
      clearAbandoned(output);
      const texts = textsOf(output);
      expect([former, next], `killed at call ${at}`).toContainEqual(texts);
      const isNew = texts?.["/index.html"] === "new front";
      expect(readManifest(output)).toEqual(new Set(Object.keys(isNew ? second : first)));
      expect(readdirSync(root)).toEqual(["_site"]);
      expect(readdirSync(output).filter((name) => name.startsWith(".offprint-"))).toEqual([manifestName]);
      rmSync(root, { recursive: true });
      if (isWhole) break;
    }
  });

  test.each(
    ["ENOSPC", "EIO", "EACCES", "EXDEV"].flatMap((code) => [
      [code, "replaced", replace] as const,
      [code, "changed in place", changeInPlace] as const,
    ]),
  )("is whole at once wherever the system says %s while it is %s", async (code, _, act) => {
    Object.assign(fuse, { isOnce: true, error: () => Object.assign(new Error(code), { code, syscall: "rename" }) });
    for (let at = 0; ; at++) {
      const { root, isWhole } = await breakOff(at, act);
      expect([former, next], `failed at call ${at}`).toContainEqual(textsOf(path.join(root, "_site")));
      rmSync(root, { recursive: true });
      if (isWhole) break;
    }
    Object.assign(fuse, { isOnce: false, error: () => new Error("killed") });
  });
});
