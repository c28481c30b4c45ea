import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type Lock, takeLock, whileLocked } from "../../src/build/output/lock.ts";

let file: string;

beforeEach(() => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "offprint-lock-"));
  file = path.join(folder, "_site.offprint-lock");
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

async function take(patience = 0): Promise<Lock> {
  const taken = await takeLock(file, patience, () => {});
  if (!("release" in taken)) throw new Error("held by another");
  return taken;
}

/** The lock's text as the process wrote it, changed as if another had. */
async function textOf(change: object): Promise<string> {
  const lock = await take();
  const text = JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), token: "other", ...change });
  lock.release();
  return text;
}

describe("a lock", () => {
  test("names who holds it, and is gone when it is given back", async () => {
    const lock = await take();
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ pid: process.pid, host: os.hostname() });
    expect(lock.isHeld()).toBe(true);
    const told: unknown[] = [];
    const second = await takeLock(file, 150, (holder) => told.push(holder?.pid));
    expect(second).toMatchObject({ holder: { pid: process.pid, host: os.hostname() } });
    expect(told).toEqual([process.pid]);
    lock.release();
    expect(existsSync(file)).toBe(false);
  });

  test("is waited for", async () => {
    const lock = await take();
    const waiting = take(5000);
    setTimeout(lock.release, 20);
    (await waiting).release();
  });

  test.each<[string, () => object]>([
    ["has ended", () => ({ pid: spawnSync(process.execPath, ["--version"]).pid })],
    ["has ended and left its number to another", () => ({ begun: "1" })],
  ])("is taken over from a process that %s", async (_, change) => {
    writeFileSync(file, await textOf(change()));
    (await take()).release();
    expect(readdirSync(path.dirname(file))).toEqual([]);
  });

  test("of another machine is taken over when that has shown no life for ten minutes, and not before", async () => {
    writeFileSync(file, await textOf({ host: "kern", pid: 1 }));
    await expect(take()).rejects.toThrow("held by another");
    const before = Date.now() / 1000 - 660;
    utimesSync(file, before, before);
    (await take()).release();
  });

  test.each(["", "{", "null"])("that was killed at writing its name (%j) is taken over", async (text) => {
    writeFileSync(file, text);
    await expect(take()).rejects.toThrow("held by another");
    (await take(5000)).release();
  });

  test("that another has taken away is neither held nor given back", async () => {
    const lock = await take();
    writeFileSync(file, "another's");
    expect(lock.isHeld()).toBe(false);
    lock.release();
    expect(readFileSync(file, "utf8")).toBe("another's");
  });

  test("lets something be left out that only saves time", async () => {
    const lock = await take();
    let isDone = false;
    whileLocked(file, () => {
      isDone = true;
    });
    expect(isDone).toBe(false);
    lock.release();
    whileLocked(file, () => {
      isDone = true;
    });
    expect([isDone, existsSync(file)]).toEqual([true, false]);
  });
});
