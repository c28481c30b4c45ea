// Builds again and again, in each of which the call of a number fails or is the last: started by `faults.ts` with
// `faulty-calls.mjs` loaded before. Words: folder, kinds with commas, part, parts, step. Prints a line of JSON for each
// scenario and kind. All builds are made in this process, which is faster; there a kill is that no further call is done. One in
// some is a process of its own that is killed.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { build } from "../../src/cli/build.ts";
import { explainFailure } from "../../src/cli/failures.ts";
import {
  addForeign,
  type Files,
  filesOf,
  foreign,
  holds,
  type Scenario,
  scenarios,
  writeContent,
} from "./small-site.ts";
import { ofShare } from "./table.ts";

interface Faults {
  at: number;
  kind: string | undefined;
  count: number;
  fixed: string | undefined;
}
const faults = (globalThis as unknown as Record<symbol, Faults>)[Symbol.for("faulty calls")]!;

const [folder = "", kinds = "", part, parts, step] = process.argv.slice(2);
const share = { part: Number(part), parts: Number(parts), step: Number(step) };
const site = path.join(folder, "site");
const output = path.join(site, "_site");
const cache = path.join(folder, "cache");
/** The number of a process that has ended. */
const dead = spawnSync("true").pid;

let told = "";
console.error = (...words) => {
  told += `${words.join(" ")}\n`;
};
process.stderr.write = (text) => {
  told += text;
  return true;
};
// Each build asks for the same scripts and styles again.
const require = createRequire(import.meta.url);
const esbuild = require("esbuild") as typeof import("esbuild");
const remembering = (make: (...words: never[]) => unknown) => {
  const made = new Map<string, unknown>();
  return (...words: never[]) => {
    const key = JSON.stringify(words);
    if (!made.has(key)) made.set(key, make(...words));
    return made.get(key);
  };
};
require.cache[require.resolve("esbuild")]!.exports = {
  ...esbuild,
  buildSync: remembering(esbuild.buildSync as (...words: never[]) => unknown),
  transformSync: remembering(esbuild.transformSync as (...words: never[]) => unknown),
};

const say = console.log;
console.log = () => {};

const project = path.join(import.meta.dirname, "../..");
const words = ["build", site, "--cache", cache, "--jobs", "1"];

/** Builds in a process that is killed at a call. */
function runKilled(at: number, fixed: string | undefined) {
  const env = {
    ...process.env,
    FAULT_AT: String(at),
    FAULT_KIND: "kill",
    ...(fixed === undefined ? {} : { FAULT_FIXED: fixed }),
  };
  const shim = path.join(import.meta.dirname, "faulty-calls.mjs");
  const all = ["--import", shim, path.join(project, "src/cli/offprint.mjs"), ...words];
  const { status, signal, stderr } = spawnSync(process.execPath, all, { env, cwd: project, encoding: "utf8" });
  leaveAsDead(folder);
  return { code: signal === "SIGKILL" ? undefined : status, told: stderr };
}

/** Builds as the command does, with a fault or without; the exit code, what was told, and how many calls there were. */
async function run(at = Number.NaN, kind?: string) {
  told = "";
  Object.assign(faults, { at, kind, count: 0 });
  let code: number | undefined;
  try {
    code = await build(words.slice(1));
  } catch (error) {
    code = kind === "gone" ? undefined : explainFailure(error, "build");
  }
  const { count } = faults;
  if (kind === "gone" && at <= count) code = undefined;
  Object.assign(faults, { at: Number.NaN });
  leaveAsDead(folder);
  return { code, told, count };
}

/** A lock that could not be given back names a living process here, and a dead one where each build has its own. */
function leaveAsDead(place: string): void {
  for (const entry of readdirSync(place, { recursive: true, withFileTypes: true })) {
    if (!/\block$/.test(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    writeFileSync(file, readFileSync(file, "utf8").replace(`"pid":${process.pid},`, `"pid":${dead},`));
  }
}

async function cleanBuild(files: Files): Promise<Files> {
  for (const place of [site, cache]) rmSync(place, { recursive: true, force: true });
  writeContent(site, files);
  const { code } = await run();
  if (code !== 0) throw new Error(`The site can't be built: ${told}`);
  return filesOf(output)!;
}

/** Brings the folder to what it is before a build of a scenario. */
async function restore({ before, isWarm }: Scenario): Promise<void> {
  if (!before) rmSync(output, { recursive: true, force: true });
  else {
    writeContent(site, before);
    const { code } = await run();
    if (code !== 0) throw new Error(`The former site can't be built: ${told}`);
    addForeign(output);
  }
  if (!isWarm) rmSync(cache, { recursive: true, force: true });
}

/** What was left beside an output that should be alone. */
const leftovers = () => readdirSync(site).filter((name) => !["content", "_site"].includes(name));

mkdirSync(folder, { recursive: true });
for (const scenario of scenarios) {
  faults.fixed = scenario.isFixed ? output : undefined;
  const [old, now] = [scenario.before && (await cleanBuild(scenario.before)), await cleanBuild(scenario.after)];
  const isFirst = scenario.before === undefined;
  const withForeign = (found: Files | undefined) => (isFirst && found ? { ...found, ...foreign } : found);
  await restore(scenario);
  writeContent(site, scenario.after);
  const { count } = await run();
  for (const kind of kinds.split(",")) {
    const failures: string[] = [];
    const isKill = kind === "kill" || kind === "gone";
    /** The calls after which there was no site at all. */
    const without: number[] = [];
    const ofKind = kind === "kill" ? { ...share, step: share.step * 25 } : share;
    const tries = ofShare(
      Array.from({ length: count }, (_, index) => index + 1),
      ofKind,
    );
    for (const at of tries) {
      await restore(scenario);
      writeContent(site, scenario.after);
      const { code, told } = kind === "kill" ? runKilled(at, faults.fixed) : await run(at, kind);
      const fail = (what: string) => failures.push(`${scenario.name}, ${kind} at call ${at} of ${count}: ${what}`);
      const found = withForeign(filesOf(output));
      const [isOld, isNew] = [holds(found, old), holds(found, now)];
      if (!found && old && isKill) without.push(at);
      // What is changed file by file is whole again by what the next command does first.
      else if (!isOld && !isNew && !(scenario.isFixed && isKill)) fail("neither the old nor the new site is whole");
      if (code === 0 && !isNew) fail("ended with 0 without the new site");
      if (code !== undefined && ![0, 1].includes(code ?? 70)) fail(`ended with ${code}: ${told.trim()}`);
      if (code === 1 && !/^offprint build: \S.*\.\n$/.test(told)) fail(`told: ${told.trim()}`);
      const next = await run();
      if (next.code !== 0) fail(`the next build ended with ${next.code}: ${next.told.trim()}`);
      if (!holds(withForeign(filesOf(output)), now)) fail("the next build is not right");
      if (leftovers().length > 0) fail(`left: ${leftovers()}`);
    }
    if (without.length > 1) failures.push(`${scenario.name}: no site after kills at the calls ${without}`);
    say(JSON.stringify({ scenario: scenario.name, kind, calls: count, tried: tries.length, failures }));
  }
}
rmSync(folder, { recursive: true, force: true });
