// Builds again and again in one process, in each of which the call of a number fails: started by `faults.ts` with
// `faulty-calls.mjs` loaded before. Words: folder, kinds with commas, part, parts, step. Prints a line of JSON for each scenario.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "../../src/cli/build.ts";
import { explainFailure } from "../../src/cli/failures.ts";
import { addForeign, type Files, filesOf, holds, type Scenario, scenarios, writeContent } from "./small-site.ts";
import { ofShare } from "./table.ts";

interface Faults {
  at: number;
  kind: string | undefined;
  count: number;
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
const say = console.log;
console.log = () => {};

/** Builds as the command does, with a fault or without; the exit code, what was told, and how many calls there were. */
async function run(at = Number.NaN, kind?: string) {
  told = "";
  Object.assign(faults, { at, kind, count: 0 });
  let code: number;
  try {
    code = await build([site, "--cache", cache, "--jobs", "1"]);
  } catch (error) {
    code = explainFailure(error, "build");
  }
  const { count } = faults;
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
  const [old, now] = [scenario.before && (await cleanBuild(scenario.before)), await cleanBuild(scenario.after)];
  const withForeign = (found: Files | undefined) =>
    scenario.before === undefined && found
      ? { ...found, CNAME: "papers.example.org\n", ".git/HEAD": "ref: refs/heads/main\n" }
      : found;
  await restore(scenario);
  writeContent(site, scenario.after);
  const { count } = await run();
  const failures: string[] = [];
  let tried = 0;
  const all = kinds
    .split(",")
    .flatMap((kind) => Array.from({ length: count }, (_, index) => [kind, index + 1] as const));
  for (const [kind, at] of ofShare(all, share)) {
    await restore(scenario);
    writeContent(site, scenario.after);
    const broken = await run(at, kind);
    const fail = (what: string) => failures.push(`${scenario.name}, ${kind} at call ${at} of ${count}: ${what}`);
    tried += 1;
    const found = withForeign(filesOf(output));
    const [isOld, isNew] = [holds(found, old), holds(found, now)];
    if (!isOld && !isNew) fail("neither the old nor the new site is whole");
    if (broken.code === 0 && !isNew) fail("ended with 0 without the new site");
    if (![0, 1].includes(broken.code)) fail(`ended with ${broken.code}: ${broken.told.trim()}`);
    if (broken.code === 1 && !/^offprint build: \S.*\.\n$/.test(broken.told)) fail(`told: ${broken.told.trim()}`);
    const next = await run();
    if (next.code !== 0) fail(`the next build ended with ${next.code}: ${next.told.trim()}`);
    if (!holds(withForeign(filesOf(output)), now)) fail("the next build is not right");
    if (leftovers().length > 0) fail(`left: ${leftovers()}`);
  }
  say(JSON.stringify({ scenario: scenario.name, calls: count, tried, failures }));
}
rmSync(folder, { recursive: true, force: true });
