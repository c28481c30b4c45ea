// Measures the product beside its peers on the same generated papers and writes bench/RESULTS.md: npm run bench. With
// --quick it ends within 10 minutes; with --sizes 10,1000, --only cold,hugo or --rounds 1 it does so much. Then it only prints.
// --minutes 60 leaves out, and says so, what would take longer.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import type { Browser } from "playwright-core";
import { findBrowser, launch } from "../tests/browser/browser.ts";
import { devStep, hugoServerStep } from "./speed/dev.ts";
import { timeProgram } from "./speed/measure.ts";
import { benchFolder, writePapers } from "./speed/papers.ts";
import { emptyEleventyStep, missingPeers, peerSteps, peerVersions } from "./speed/peers.ts";
import { demoStep, productSteps, project } from "./speed/product.ts";
import {
  alignedText,
  goalTable,
  growthTable,
  markdownText,
  measuredTable,
  Results,
  roomTable,
  type Table,
} from "./speed/results.ts";
import type { Step } from "./speed/step.ts";
import { demoCount, type Work, works } from "./speed/works.ts";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    sizes: { type: "string" },
    only: { type: "string" },
    rounds: { type: "string", default: "3" },
    minutes: { type: "string" },
  },
});
const isQuick = values.quick;
const only = values.only?.split(",");
const unknown = only?.find((name) => !(name in works));
if (unknown !== undefined)
  throw new Error(`There is no work "${unknown}"; there are ${Object.keys(works).join(", ")}.`);
const sizes = (values.sizes ?? (isQuick ? "7,1000,10000" : "7,10,1000,10000,100000,250000")).split(",").map(Number);
const rounds = Number(values.rounds);
const isWhole = !isQuick && values.sizes === undefined && only === undefined && rounds >= 3;
/** From so many papers on one run has to do: it takes an hour and more. */
const large = 100_000;
/** Of more papers than that only these works are done, to see that they can be. */
const largestWorks: readonly Work[] = ["cold", "warm", "hugo"];
/** Seconds that one step may take, and all together. */
const mostForStep = 3600;
const mostForAll = 60 * Number(values.minutes ?? (isQuick ? 9.5 : Number.POSITIVE_INFINITY));
/** What the papers, two outputs and the caches take in memory, by paper. */
const bytesByPaper = 180_000;

const missing = whatIsMissing();
if (missing.length > 0) {
  for (const line of missing) console.error(line);
  process.exit(1);
}
for (const line of missingPeers()) console.error(line);

const start = performance.now();
const secondsLeft = () => mostForAll - (performance.now() - start) / 1000;
const commit = describeCommit();
const loadBefore = os.loadavg()[0]!;
const inMemory = mkdtempSync("/dev/shm/offprint-bench-");
const onDisk = mkdtempSync(path.join(os.tmpdir(), "offprint-bench-"));
process.once("exit", () => {
  for (const one of [inMemory, onDisk]) rmSync(one, { recursive: true, force: true });
});
const withoutRoom = sizes.filter((size) => memoryLeft() < size * bytesByPaper);
const browser = findBrowser() ? await launch() : undefined;
const results = new Results();
// Whoever breaks off keeps what was measured.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => {
    console.log(report(alignedText));
    process.exit(1);
  });
}
let isComplete = false;
try {
  const stepsBySize = new Map<number, readonly Step[]>();
  const took = new Map<string, number>();
  const orders = Array.from({ length: rounds }, () => sizes.filter((size) => size < large));
  orders.push(sizes.filter((size) => size >= large));
  for (const [index, order] of orders.entries()) {
    for (const size of order) {
      const round = size < large ? index + 1 : 1;
      if (secondsLeft() <= 0) continue;
      if (!stepsBySize.has(size)) stepsBySize.set(size, stepsFor(size, browser));
      const done = new Set<Work>();
      for (const step of stepsBySize.get(size)!) {
        if (round > 1 && step.isOnce) continue;
        await perform(step, size, round, done, took);
      }
      for (const one of [folderOf(size), onDisk]) emptyFolder(path.join(one, "built"));
    }
  }
  isComplete = true;
} finally {
  await browser?.close();
  console.log(report(alignedText));
}
if (isWhole && isComplete) writeFileSync(path.join(import.meta.dirname, "RESULTS.md"), report(markdownText));

/** Where everything of so many papers lies. */
function folderOf(size: number): string {
  return path.join(withoutRoom.includes(size) ? onDisk : inMemory, `${size}`);
}

/** What to do with so many papers, in an order that alternates the product and its peers. */
function stepsFor(size: number, seen: Browser | undefined): readonly Step[] {
  const built = path.join(folderOf(size), "built");
  mkdirSync(built, { recursive: true });
  if (size === demoCount) return asked([demoStep(built), emptyEleventyStep(built)]);
  const papers = writePapers(folderOf(size), size);
  const disk = withoutRoom.includes(size) || !isOnDisk(os.tmpdir()) ? undefined : path.join(onDisk, "built");
  const hasHugo = peerVersions().has("hugo");
  const steps = [
    ...productSteps(papers, built, disk),
    ...peerSteps(papers, built, disk, isQuick),
    devStep(papers, built, seen, isQuick),
    ...(hasHugo ? [hugoServerStep(papers, seen, isQuick)] : []),
  ];
  const order: readonly Work[] = [
    "cold",
    "hugo",
    "warm",
    "hugo-again",
    "edit",
    "markdown",
    "hugo-equal",
    "dev-start-cold",
    "hugo-server-start",
    "jekyll-scholar",
    "jekyll",
    "add",
    "eleventy",
    "template",
    "pandoc",
    "check",
    "cold-disk",
    "hugo-disk",
  ];
  const wanted = size > large ? steps.filter(({ works: [work] }) => largestWorks.includes(work)) : steps;
  return asked(wanted.sort((one, other) => order.indexOf(one.works[0]) - order.indexOf(other.works[0])));
}

/** The steps that --only asks for, with those they need. */
function asked(steps: readonly Step[]): readonly Step[] {
  if (only === undefined) return steps;
  const wanted = steps.filter((step) => step.works.some((work) => only.includes(work)));
  const needed = new Set(wanted.map(({ needs }) => needs));
  return steps.filter((step) => wanted.includes(step) || needed.has(step.works[0]));
}

/** Does a step where there is time for it, going by what it took before, or took with a tenth of the papers. */
async function perform(
  step: Step,
  size: number,
  round: number,
  done: Set<Work>,
  took: Map<string, number>,
): Promise<void> {
  const [name] = step.works;
  if (step.needs !== undefined && !done.has(step.needs)) {
    if (round === 1) results.fail(size, name, `needs "${works[step.needs]}"`);
    return;
  }
  // Half of what ten times as many papers may take, since what cannot end in time is ended.
  const expected = took.get(`${size} ${name}`) ?? 5 * (took.get(`${size / 10} ${name}`) ?? 0);
  if (secondsLeft() < expected) {
    if (round === 1) results.fail(size, name, "no time left");
    return;
  }
  const begin = performance.now();
  try {
    for (const outcome of await step.perform(Math.min(mostForStep, secondsLeft()))) {
      results.add(size, outcome);
      done.add(outcome.work);
      console.error(`${size} papers, round ${round}: ${works[outcome.work]}: ${outcome.run.wall.toFixed(3)} s`);
    }
  } catch (error) {
    results.fail(size, name, (error as Error).message);
    console.error(`${size} papers, round ${round}: ${works[name]}: ${(error as Error).message}`);
  }
  took.set(`${size} ${name}`, (performance.now() - begin) / 1000);
}

/** What has to be there for anything to be measured, a line each with what to do. */
function whatIsMissing(): readonly string[] {
  const lines: string[] = [];
  if (process.platform !== "linux") lines.push("The benchmark reads /proc, so it needs Linux.");
  if (!existsSync(benchFolder))
    lines.push("The benchmark needs the generator of papers and the peers' sites in ../shared/bench.");
  if (!existsSync(timeProgram)) lines.push("The benchmark needs GNU time: apt-get install time");
  return lines;
}

function memoryLeft(): number {
  const available = /MemAvailable:\s+(\d+)/.exec(readFileSync("/proc/meminfo", "utf8"))?.[1];
  const { bavail, bsize } = statfsSync("/dev/shm");
  return Math.min(bavail * bsize, Number(available) * 1024);
}

function isOnDisk(where: string): boolean {
  const memoryFileSystem = 0x01021994;
  return statfsSync(where).type !== memoryFileSystem;
}

function emptyFolder(where: string): void {
  rmSync(where, { recursive: true, force: true });
  mkdirSync(where, { recursive: true });
}

/** The commit that is measured, and whether the product's files differ from it. */
function describeCommit(): string {
  const git = (...words: readonly string[]) => execFileSync("git", words, { cwd: project, encoding: "utf8" }).trim();
  const isChanged = git("status", "--porcelain", "src", "_includes", "package-lock.json") !== "";
  return `${git("rev-parse", "--short", "HEAD")}${isChanged ? " with changes" : ""}`;
}

function report(show: (table: Table) => string): string {
  const rows = results.rows();
  const rooms = roomTable(rows);
  const versions = [...peerVersions(), ...(browser ? [["Chromium", browser.version()]] : [])];
  return `# Speed

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)} at commit ${commit}. Needs the generator of papers in
\`../shared/bench\` and, for the peers, \`apt-get install hugo pandoc jekyll time\`.

Machine: ${os.cpus().length} cores (${os.cpus()[0]!.model}), ${Math.round(os.totalmem() / 1e9)} GB, Node ${process.version}; load before: ${loadBefore.toFixed(2)}.
Peers: ${versions.map(([name, version]) => `${name} ${version}`).join(", ")}.

Times are medians of the runs, product and peers in turn in one run, each after the machine has come to rest. Unless a row says
otherwise everything is read from and written to memory${withoutRoom.length === 0 ? "" : `, but for ${withoutRoom.join(", ")} papers, for which it has no room`}. Cold is without cache and without output.

## Goals

${show(goalTable(rows))}

## Growth with ten times as many papers

${show(growthTable(rows))}

## Measured

${show(measuredTable(rows))}

CPU is seconds of all cores. Peak is the most that the command and its children held at once. Other load is what other work took
meanwhile, in cores. Hugo, Eleventy and Jekyll build a page for each paper, the list, the topics and a feed from Markdown or JSON; Hugo
doing equal work has people, venues, years, types, feeds, exports, search and citation tags besides, and no references;
only jekyll-scholar and pandoc read BibTeX and format references as the product does.
${rooms === undefined ? "" : `\n## Milliseconds by room\n\n${show(rooms)}\n`}`;
}
