// Builds that are killed or fail at each call that changes the disk: the old or the new site is whole, the next build is right.
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { scenarios, writeContent } from "./small-site.ts";
import { type Figure, ofShare, type Share } from "./table.ts";

const project = path.join(import.meta.dirname, "../..");
const shim = path.join(import.meta.dirname, "faulty-calls.mjs");
/** What befalls a call; "full" is a disk that takes nothing from then on. */
export const faultKinds = ["kill", "EIO", "ENOSPC", "EROFS", "EMFILE", "full"];
const kindNames: Readonly<Record<string, string>> = { kill: "killed", full: "disk full from then on" };

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly output: string;
  readonly told: string;
}

/** Runs a command of an engine's, in which the call of a number is where it ends. */
function run(engine: string, words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const env = { ...process.env, GITHUB_ACTIONS: "", NO_COLOR: "1", ...environment };
  const all = ["--import", shim, path.join(engine, "src/cli/offprint.mjs"), ...words];
  return new Promise<Ended>((resolve) => {
    const child = execFile(process.execPath, all, { env, cwd: engine }, (_, output, told) =>
      resolve({ code: child.exitCode, signal: child.signalCode, output, told }),
    );
  });
}

async function countCalls(engine: string, words: readonly string[], below: Readonly<Record<string, string>> = {}) {
  const log = path.join(mkdtempSync(path.join(os.tmpdir(), "offprint-calls-")), "log");
  const { code, told } = await run(engine, words, { ...below, FAULT_LOG: log });
  if (code !== 0) throw new Error(`What is to be broken off does not run: ${told}`);
  const lines = readFileSync(log, "utf8").trim().split("\n").length;
  rmSync(path.dirname(log), { recursive: true });
  return lines;
}

/** Builds that are killed, and builds whose calls fail, many in one process. */
export async function brokenBuilds(share: Share, kinds: readonly string[]): Promise<readonly Figure[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "offprint-failing-"));
  const words = [folder, kinds.join(","), share.part, share.parts, share.step].map(String);
  const script = path.join(import.meta.dirname, "failing-builds.ts");
  const lines = await new Promise<string>((resolve, reject) => {
    const all = ["--import", shim, "--import", "tsx", script, ...words];
    execFile(process.execPath, all, { cwd: project, maxBuffer: 1 << 26 }, (error, output) =>
      error ? reject(error) : resolve(output),
    );
  });
  return lines
    .trim()
    .split("\n")
    .map((line) => {
      const { scenario, kind, calls, tried, failures } = JSON.parse(line);
      return { what: `build, ${scenario}, ${kindNames[kind] ?? kind} (${calls} calls)`, tried, failures };
    });
}

/** The compiled code on the disk, and what `check --fix` writes: each is whole or not there, and the next command is right. */
export async function otherWrites(share: Share): Promise<readonly Figure[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "offprint-writes-"));
  const engine = path.join(folder, "engine");
  mkdirSync(path.join(engine, "node_modules"), { recursive: true });
  for (const name of ["src", "_includes", "package.json", "package-lock.json"])
    cpSync(path.join(project, name), path.join(engine, name), { recursive: true });
  for (const name of readdirSync(path.join(project, "node_modules")))
    if (!name.startsWith("."))
      symlinkSync(path.join(project, "node_modules", name), path.join(engine, "node_modules", name));
  const store = path.join(engine, "node_modules/.cache");
  const below = { FAULT_BELOW: store };
  const site = path.join(folder, "site");
  writeContent(site, scenarios[0]!.after);

  const compiled = await triesOf("compiled code", errorsAndKill, share, {
    count: () => countCalls(engine, ["check", site], below),
    restore: () => rmSync(store, { recursive: true, force: true }),
    run: (environment) => run(engine, ["check", site], { ...below, ...environment }),
    isWhole: () => true,
    isDone: (ended) => ended.code === 0 && ended.output === "Nothing to complain of.\n",
  });

  const file = path.join(site, "content/publications/larch.md");
  const [wrong, right] = [
    "---\ntitle: Larches\nathors: [Ada Kern]\ndate: 2021-03\n---\nText.\n",
    "authors: [Ada Kern]",
  ];
  const text = () => readFileSync(file, "utf8");
  const mended = wrong.replace("athors: [Ada Kern]", right);
  const fixed = await triesOf("check --fix", errorsAndKill, share, {
    count: () => countCalls(project, ["check", site, "--fix"], { FAULT_BELOW: site }),
    restore: () => {
      for (const name of readdirSync(path.dirname(file)))
        if (name.startsWith(".")) rmSync(path.join(path.dirname(file), name));
      writeFileSync(file, wrong);
    },
    run: (environment) => run(project, ["check", site, "--fix"], { FAULT_BELOW: site, ...environment }),
    isWhole: () => [wrong, mended].includes(text()),
    isDone: () => text() === mended,
  });
  rmSync(folder, { recursive: true });
  return [compiled, fixed];
}

const errorsAndKill = faultKinds.slice(0, 5);

interface Writing {
  readonly count: () => Promise<number>;
  readonly restore: () => void;
  readonly run: (environment?: Readonly<Record<string, string>>) => Promise<Ended>;
  readonly isWhole: () => boolean;
  readonly isDone: (ended: Ended) => boolean;
}

async function triesOf(name: string, kinds: readonly string[], share: Share, writing: Writing): Promise<Figure> {
  writing.restore();
  const calls = await writing.count();
  const all = kinds.flatMap((kind) => Array.from({ length: calls }, (_, index) => [kind, index + 1] as const));
  const tries = ofShare(all, share);
  const failures: string[] = [];
  for (const [kind, at] of tries) {
    const fail = (what: string) => failures.push(`${name}, ${kind} at call ${at} of ${calls}: ${what}`);
    writing.restore();
    const ended = await writing.run({ FAULT_AT: String(at), FAULT_KIND: kind });
    if (!writing.isWhole()) fail("half of it was written");
    if (ended.code === 0 && !writing.isDone(ended)) fail("ended with 0, and it is not done");
    if (/^\s+at /m.test(ended.told)) fail(`told: ${ended.told.trim()}`);
    const next = await writing.run();
    if (next.code !== 0 || !writing.isDone(next)) fail(`the next run is not right: ${next.told.trim()}`);
  }
  return { what: `${name}, ${errorsAndKill.join(", ")} (${calls} calls)`, tried: tries.length, failures };
}
