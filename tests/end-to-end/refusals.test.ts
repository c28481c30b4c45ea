// What the system refuses, and what ends a command early: one plain line, the exit code that is documented, and the site
// that was there before.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { exitCodes } from "../../src/cli/failures.ts";
import { emptyFolder, siteIn } from "../site-in.ts";

const project = path.join(import.meta.dirname, "../..");
const program = path.join(project, "src/cli/offprint.mjs");
const shim = path.join(project, "bench/trust/faulty-calls.mjs");

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly output: string;
  readonly errors: string;
}

/** A command that runs, and what became of it in the end. */
function start(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const before = "FAULT_KIND" in env ? ["--import", shim] : [];
  const all = { ...process.env, GITHUB_ACTIONS: "", NO_COLOR: "1", ...env };
  const child = spawn(process.execPath, [...before, program, ...words], { env: all, cwd: project });
  return { child, ended: endOf(child) };
}

function endOf(child: ChildProcess): Promise<Ended> {
  let [output, errors] = ["", ""];
  child.stdout?.on("data", (text) => (output += text));
  child.stderr?.on("data", (text) => (errors += text));
  return new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal, output, errors })));
}

const run = (words: readonly string[], env?: Readonly<Record<string, string>>) => start(words, env).ended;

/** Waits until a command has halted itself, as the calls that it is given say. */
async function untilHalted({ pid }: ChildProcess): Promise<void> {
  const state = () => execFileSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  await expect.poll(state).toMatch(/^T/);
}

/** Runs a line of a shell's, in which "offprint" is the command; the codes of a pipe's programs are put out by it. */
function inShell(line: string): Promise<Ended> {
  const script = `offprint() { "${process.execPath}" "${program}" "$@"; }\n${line}`;
  const env = { ...process.env, GITHUB_ACTIONS: "", NO_COLOR: "1" };
  return endOf(spawn("bash", ["-c", script], { env, cwd: project }));
}

/** Mounts a disk of memory at a folder for as long as the test takes; whether the system lets us. */
function mount(folder: string, options: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { stdio: "ignore" });
  } catch {
    return false;
  }
  onTestFinished(() => void execFileSync("umount", [folder], { stdio: "ignore" }));
  return true;
}

const oneLine = (text: string) => expect.stringMatching(new RegExp(`^${text}\\n$`));
const paper = (title: string) => `---\ntitle: ${title}\nauthors: [Ada Kern]\ndate: 2021\n---\n`;

let site: string;
let output: string;
let cache: string;
let words: readonly string[];

beforeEach(() => {
  site = siteIn({ "a.md": paper("On pines") });
  output = path.join(site, "_site");
  cache = path.join(emptyFolder(), "cache");
  words = ["build", site, "--cache", cache, "--jobs", "1"];
});

/** Every file of the output with its text. */
function textsOf(folder = output): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = files.map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(names.map((name) => [path.relative(folder, name), readFileSync(name, "latin1")]));
}

/** The site is built once, and its paper has another title then. */
async function publishFirst(): Promise<Readonly<Record<string, string>>> {
  expect(await run(words)).toMatchObject({ code: 0, errors: "" });
  const first = textsOf();
  writeFileSync(path.join(site, "content/publications/a.md"), paper("On larches"));
  return first;
}

/** The next build, which nothing hinders, is right and leaves nothing beside the site. */
async function expectNextIsRight(): Promise<void> {
  expect(await run(words)).toMatchObject({ code: 0, errors: "" });
  expect(textsOf()["publications/a/index.html"]).toContain("On larches");
  expect(readdirSync(site).sort()).toEqual(["_site", "content"]);
}

describe("an output", () => {
  test.each([
    ["full", "ENOSPC", "the disk is full"],
    ["read-only", "EROFS", "the disk can only be read"],
  ])("on a disk that is %s is as it was", async (kind, code, reason) => {
    const first = await publishFirst();
    // The first call is that for the lock.
    const env = { FAULT_KIND: kind, FAULT_AT: "3", FAULT_BELOW: output };
    const failed = await run(words, env);
    const told = `offprint build: "_site[^"]*" could not be written: ${reason} \\(${code}\\)\\. What was published before is as it was\\.`;
    expect(failed).toMatchObject({ code: 1, output: "", errors: oneLine(told) });
    expect(textsOf()).toEqual(first);
    await expectNextIsRight();
  });

  test("with someone else's file where one of the site's would be is as it was, and its name commands no log", async () => {
    const name = "##[error]x::y.txt";
    const site = siteIn({
      "content/static/a.txt": "",
      "pines.md": "---\ntitle: A\nauthors: [Ada Kern]\ndate: 2021\n---\n",
    });
    expect((await run(["build", site, "--no-cache"])).code).toBe(0);
    writeFileSync(path.join(site, "content/static", name), "mine");
    writeFileSync(path.join(site, "_site", name), "someone else's");
    const { code, errors } = await run(["build", site, "--no-cache"], { GITHUB_ACTIONS: "true" });
    expect(code).toBe(1);
    expect(errors).toMatch(/^offprint build: "_site\/## \[error\]x: :y\.txt" was not written by Offprint, .*\.\n$/);
    expect(readFileSync(path.join(site, "_site", name), "utf8")).toBe("someone else's");
  });

  test("on a small disk of its own is as it was when that is full", async () => {
    mkdirSync(output);
    const isMounted = mount(output, "size=4m");
    const first = await publishFirst();
    const filler = path.join(output, "mine.bin");
    let env = {};
    if (isMounted) {
      try {
        writeFileSync(filler, Buffer.alloc(8 << 20));
      } catch {
        // That is what it is for.
      }
    } else {
      writeFileSync(filler, "");
      env = { FAULT_KIND: "full", FAULT_AT: "5", FAULT_BELOW: output };
    }
    const failed = await run(words, env);
    const told =
      'offprint build: "_site[^"]*" could not be written: the disk is full \\(ENOSPC\\)\\. What was published before is as it was\\.';
    expect(failed).toMatchObject({ code: 1, output: "", errors: oneLine(told) });
    const { "mine.bin": _, ...now } = textsOf();
    expect(now).toEqual(first);
    execFileSync("rm", [filler]);
    await expectNextIsRight();
  });

  test("on a disk that can only be read is as it was", async () => {
    mkdirSync(output);
    const isMounted = mount(output, "size=16m");
    const first = await publishFirst();
    const remount = (mode: string) => execFileSync("mount", ["-o", `remount,${mode}`, output]);
    if (isMounted) remount("ro");
    const failed = await run(
      words,
      isMounted ? {} : { FAULT_KIND: "read-only", FAULT_AT: "1", FAULT_BELOW: `${output}/` },
    );
    const told =
      'offprint build: "_site[^"]*" could not be written: the disk can only be read \\(EROFS\\)\\. What was published before is as it was\\.';
    expect(failed).toMatchObject({ code: 1, output: "", errors: oneLine(told) });
    expect(textsOf()).toEqual(first);
    if (isMounted) remount("rw");
    await expectNextIsRight();
  });
});

describe("a cache", () => {
  test.each(["full", "read-only"])("on a disk that is %s costs time, and is told", async (kind) => {
    await publishFirst();
    const reason = kind === "full" ? "the disk is full \\(ENOSPC\\)" : "the disk can only be read \\(EROFS\\)";
    const built = await run(words, { FAULT_KIND: kind, FAULT_AT: "1", FAULT_BELOW: cache });
    const told = `Nothing can be kept in ".*/cache", so the next build takes as long as this one: ${reason}\\.`;
    expect(built).toMatchObject({ code: 0, output: "Built 1 paper into _site.\n", errors: oneLine(told) });
    expect(textsOf()["publications/a/index.html"]).toContain("On larches");
    await expectNextIsRight();
  });
});

describe("two builds at once", () => {
  test("write one after the other, and the second says that it waits", async () => {
    await publishFirst();
    // The first is held up where it has the lock.
    const first = start(words, { FAULT_KIND: "stop", FAULT_AT: "5", FAULT_BELOW: output });
    await untilHalted(first.child);
    const second = start(words);
    let told = "";
    second.child.stderr.on("data", (text) => (told += text));
    await expect.poll(() => told).toContain("waiting for it");
    first.child.kill("SIGCONT");
    expect(await first.ended).toMatchObject({ code: 0, errors: "" });
    const waiting = `Another build \\(process ${first.child.pid} on .+, since .+\\) is writing into "_site"; waiting for it\\.`;
    expect(await second.ended).toMatchObject({ code: 0, errors: oneLine(waiting) });
    await expectNextIsRight();
  });
});

describe("a build that is stopped", () => {
  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "by %s says so, ends by it, and leaves the site as it was and nothing else",
    async (signal) => {
      const first = await publishFirst();
      const build = start(words, { FAULT_KIND: "stop", FAULT_AT: "5", FAULT_BELOW: output });
      await untilHalted(build.child);
      build.child.kill(signal);
      build.child.kill("SIGCONT");
      const told = `offprint build: Stopped by ${signal}; what was published before is as it was\\.`;
      expect(await build.ended).toMatchObject({ code: null, signal, output: "", errors: oneLine(told) });
      expect(exitCodes[`${128 + os.constants.signals[signal]}`]).toContain(signal);
      expect(textsOf()).toEqual(first);
      expect(readdirSync(site).sort()).toEqual(["_site", "content"]);
      await expectNextIsRight();
    },
  );
});

describe("a pipe that is closed", () => {
  test.each([
    ["offprint build SITE --no-cache | true", "0"],
    ["offprint build SITE --no-cache 2>&1 | head -c 1 >/dev/null", "0"],
    ["offprint build SITE --no-cache 2> >(true)", "0"],
    ["offprint check SITE | head -1", "0"],
    ["offprint check SITE --format json | head -c 1", "0"],
    ["offprint build SITE --no-cache >&-", "0"],
  ])("ends no command and says nothing: %s", async (line, code) => {
    const many = Array.from({ length: 3000 }, (_, index) => `unknown${index}: x\n`).join("");
    writeFileSync(path.join(site, "content/publications/b.md"), `---\ntitle: B\ndate: 2020\n${many}---\n`);
    const { output: said, errors } = await inShell(
      `${line.replace("SITE", `"${site}"`)}; echo "code \${PIPESTATUS[0]}" >&2`,
    );
    expect(said.split("\n").length).toBeLessThanOrEqual(2);
    expect(errors).toMatch(new RegExp(`(?:^|\\n)code ${code}\\n$`));
    expect(errors).not.toMatch(/EPIPE|^\s+at /m);
  });

  test("is not a full disk, of which is told", async () => {
    const { errors } = await inShell(`offprint check "${site}" > /dev/full; echo "code $?" >&2`);
    expect(errors).toMatch(/^offprint check: .*the disk is full \(ENOSPC\)\.\ncode 1\n$/);
  });
});
