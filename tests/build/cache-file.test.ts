import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { openCacheFile } from "../../src/build/cache/cache-file.ts";
import { whileLocked } from "../../src/build/output/lock.ts";

let file: string;

beforeEach(() => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "offprint-kept-"));
  file = path.join(folder, "deeper/values");
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

const open = (engine = "one") => openCacheFile<unknown>(file, engine);

/** This process, as a lock names it. */
function holder(): object {
  let text = "";
  whileLocked(`${file}.other`, () => {
    text = readFileSync(`${file}.other`, "utf8");
  });
  return JSON.parse(text) as object;
}

function keep(values: Readonly<Record<string, unknown>>, engine?: string): void {
  const kept = open(engine);
  for (const [digest, value] of Object.entries(values)) kept.set(digest, value);
  kept.save();
}

describe("openKeptFile", () => {
  test("gives back what was kept, maps and absent parts among it", () => {
    const value = { places: new Map([["title", { line: 3 }]]), absent: undefined };
    keep({ a: value, b: "text" });
    expect(open().get("a")).toEqual(value);
    expect(open().get("b")).toBe("text");
    expect(open().get("c")).toBeUndefined();
  });

  test("adds to what is there, and writes nothing where nothing is new", () => {
    keep({ a: 1 });
    const before = readFileSync(file);
    const second = open();
    second.get("a");
    second.set("b", 2);
    second.save();
    expect(readFileSync(file).subarray(0, before.length)).toEqual(before);
    const written = statSync(file).mtimeMs;
    const third = open();
    expect([third.get("a"), third.get("b")]).toEqual([1, 2]);
    third.save();
    expect(statSync(file).mtimeMs).toBe(written);
  });

  test("keeps more values than it writes at once, and finds damage in any of their parts", () => {
    const values = Object.fromEntries(Array.from({ length: 5001 }, (_, index) => [`digest${index}`, index]));
    keep(values);
    const kept = open();
    expect(Object.keys(values).map((digest) => kept.get(digest))).toEqual(Object.values(values));
    const bytes = readFileSync(file);
    for (const share of [0.1, 0.5, 0.9]) {
      const at = Math.floor(bytes.length * share);
      writeFileSync(file, bytes.with(at, bytes[at]! ^ 1));
      expect(open().get("digest7")).toBeUndefined();
    }
  });

  test("drops what is no longer asked for, once that is the greater part", () => {
    keep({ a: 1, b: 2, c: 3, d: 4 });
    const one = open();
    one.get("a");
    one.save();
    expect([open().get("a"), open().get("b")]).toEqual([1, undefined]);
  });

  test("takes nothing over from another engine", () => {
    keep({ a: 1 });
    expect(open("two").get("a")).toBeUndefined();
    keep({ b: 2 }, "two");
    expect([open("two").get("b"), open("one").get("b")]).toEqual([2, undefined]);
  });

  test("keeps what two builds add to one file at the same time", () => {
    keep({ a: 1 });
    const [one, other] = [open(), open()];
    for (const [kept, digest] of [
      [one, "b"],
      [other, "c"],
    ] as const) {
      kept.get("a");
      kept.set(digest, digest);
    }
    one.save();
    other.save();
    expect(["a", "b", "c"].map((digest) => open().get(digest))).toEqual([1, "b", "c"]);
  });

  test("adds nothing to what another engine has written meanwhile", () => {
    keep({ a: 1 });
    const one = open();
    one.get("a");
    one.set("b", "of engine one");
    keep({ b: "of engine two" }, "two");
    one.save();
    expect([open("two").get("b"), open("one").get("b")]).toEqual([undefined, "of engine one"]);
  });

  test("waits for no build that was killed while it held the file", () => {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(`${file}.lock`, JSON.stringify({ ...holder(), begun: "1" }));
    keep({ a: 1 });
    expect(open().get("a")).toBe(1);
    writeFileSync(`${file}.lock`, JSON.stringify(holder()));
    keep({ b: 2 });
    expect(open().get("b")).toBeUndefined();
  });

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ["cut short", (bytes) => bytes.subarray(0, -1)],
    ["empty", () => Buffer.alloc(0)],
    ["changed in one bit", (bytes) => bytes.with(bytes.length - 2, bytes.at(-2)! ^ 1) as Buffer],
    ["of other bytes", () => Buffer.from("no such file of ours, but long enough to have a head")],
  ])("takes nothing over from a file that is %s, and writes it anew", (_, damage) => {
    keep({ a: 1 });
    writeFileSync(file, damage(readFileSync(file)));
    expect(open().get("a")).toBeUndefined();
    keep({ a: 2 });
    expect(open().get("a")).toBe(2);
  });

  test("does without a folder that can't be written", () => {
    mkdirSync(path.dirname(path.dirname(file)), { recursive: true });
    writeFileSync(path.dirname(file), "a file where the folder would be");
    expect(() => keep({ a: 1 })).not.toThrow();
    expect(open().get("a")).toBeUndefined();
  });
});
