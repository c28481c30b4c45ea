import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";

let copy: string;
let store: string;

/** A copy of the code with the libraries of this project, but with a cache of its own. */
beforeEach(() => {
  copy = mkdtempSync(path.join(os.tmpdir(), "offprint-code-"));
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  for (const one of ["src", "_includes", "package.json"]) cpSync(one, path.join(copy, one), { recursive: true });
  const libraries = path.join(copy, "node_modules");
  mkdirSync(libraries);
  for (const name of readdirSync("node_modules").filter((one) => !one.startsWith("."))) {
    symlinkSync(path.resolve("node_modules", name), path.join(libraries, name));
  }
  store = path.join(libraries, ".cache/offprint/code");
});

const help = () => execFileSync(process.execPath, ["src/cli/offprint.mjs", "--help"], { cwd: copy, encoding: "utf8" });

describe("the compiled code", () => {
  test("is made once, and again when the code has changed", () => {
    expect(help()).toContain("offprint: a publications site");
    const made = readdirSync(store);
    expect(help()).toContain("offprint: a publications site");
    expect(readdirSync(store)).toEqual(made);

    const commands = path.join(copy, "src/cli/commands.ts");
    writeFileSync(commands, readFileSync(commands, "utf8").replace("a publications site", "a site of publications"));
    expect(help()).toContain("offprint: a site of publications");
    expect(readdirSync(store)).toHaveLength(2);
  });

  test.each<[string, (file: string) => void]>([
    ["empty", (file) => writeFileSync(file, "")],
    [
      "changed",
      (file) => writeFileSync(file, readFileSync(file, "utf8").replace("a publications site", "another site")),
    ],
    ["missing", (file) => rmSync(file)],
    ["cut short", (file) => writeFileSync(file, readFileSync(file).subarray(0, 1000))],
  ])("is made again where a piece of it is %s", (_, damage) => {
    const whole = help();
    const [state] = readdirSync(store);
    const pieces = readdirSync(path.join(store, state!)).map((name) => path.join(store, state!, name));
    damage(pieces.find((file) => file.endsWith(".js") && readFileSync(file, "utf8").includes("a publications site"))!);
    expect(help()).toBe(whole);
    expect(readdirSync(store)).toEqual([state]);
    damage(path.join(store, state!, "digests.json"));
    expect(help()).toBe(whole);
  });

  test("is done without where it can't be kept", () => {
    writeFileSync(path.join(copy, "node_modules/.cache"), "a file where the folder would be");
    expect(help()).toContain("offprint: a publications site");
  });

  test("says what to run where a library is missing that a new state of the project brings", () => {
    rmSync(path.join(copy, "node_modules/saxes"));
    const { status, stderr } = spawnSync(process.execPath, ["src/cli/offprint.mjs", "--help"], {
      cwd: copy,
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^A library is missing: run "npm ci"\. \(.*saxes.*\)\n$/),
    ]);
  });

  test("says what to run where the libraries are missing", () => {
    rmSync(path.join(copy, "node_modules"), { recursive: true });
    const { status, stderr } = spawnSync(process.execPath, ["src/cli/offprint.mjs", "build"], {
      cwd: copy,
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([1, 'The libraries are missing: run "npm ci".\n']);
  });
});
