// In: a command. Out: what it took. Reads Linux's /proc and uses GNU time.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** What one run of a command took. Of a page that is waited for only the time is known. */
export interface Run {
  /** Seconds from its start to its end. */
  readonly wall: number;
  /** Seconds of all cores, its children's among them. */
  readonly cpu?: number;
  /** The most memory that it and its children held at one time, in MB. */
  readonly peak?: number;
  /** Cores that other work kept busy meanwhile. */
  readonly otherLoad?: number;
}

/** A command with what it is run in. */
export interface Command {
  readonly words: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A run, and the end of what the command said on standard error. */
export interface Said {
  readonly run: Run;
  readonly said: string;
}

export const timeProgram = "/usr/bin/time";
const timeFormat = "%U %S %M";
const pageSize = 4096;
const ticks = 100;

/** Runs a command to its end, after the machine has come to rest. Throws where it fails or takes longer than `seconds`. */
export async function measure({ words, cwd, env }: Command, seconds: number): Promise<Said> {
  await untilIdle(busySeconds, 3);
  const busyBefore = busySeconds();
  const start = performance.now();
  const child = spawn(timeProgram, ["-f", timeFormat, ...words], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
  });
  let said = "";
  child.stderr.on("data", (text) => {
    said = `${said}${text}`.slice(-20_000_000);
  });
  let sampled = 0;
  const sampling = setInterval(() => {
    sampled = Math.max(sampled, processGroup(child.pid!).bytes);
  }, 100);
  const letGo = endWithUs(child.pid!);
  const ending = setTimeout(() => endGroup(child.pid!), seconds * 1000);
  const status = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const wall = (performance.now() - start) / 1000;
  clearInterval(sampling);
  clearTimeout(ending);
  letGo();
  if (status === null) throw new Error(`ended after ${Math.round(wall)} s`);
  // GNU time says two lines more where a command fails.
  if (status !== 0) throw new Error(`exit code ${status}: ${said.trim().split("\n").at(-3)}`);
  const { cpu, peak } = readTime(said);
  const otherLoad = Math.max(0, (busySeconds() - busyBefore - cpu) / wall);
  return { run: { wall, cpu, peak: Math.max(peak, sampled / 1e6), otherLoad }, said };
}

/** Ends all processes of a group that are left. */
export function endGroup(id: number): void {
  try {
    process.kill(-id, "SIGKILL");
  } catch {
    // None is left.
  }
}

/** Makes a group of processes end with this process; the function that is returned lets it go. */
export function endWithUs(id: number): () => void {
  const end = () => endGroup(id);
  process.once("exit", end);
  return () => process.off("exit", end);
}

/** Reads the last line of what was said, which is GNU time's; memory is that of the largest process. */
export function readTime(said: string): { readonly cpu: number; readonly peak: number } {
  const [user, system, kibibytes] = said.trim().split("\n").at(-1)!.split(" ").map(Number);
  return { cpu: user! + system!, peak: (kibibytes! * 1024) / 1e6 };
}

/** What the living processes of a group hold and have used: bytes of memory and seconds of all cores. */
export function processGroup(id: number): { readonly bytes: number; readonly cpu: number } {
  let bytes = 0;
  let cpu = 0;
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const fields = statFields(`/proc/${name}/stat`);
    if (fields === undefined || Number(fields[2]) !== id) continue;
    bytes += Number(fields[21]) * pageSize;
    cpu += (Number(fields[11]) + Number(fields[12])) / ticks;
  }
  return { bytes, cpu };
}

/** The fields of a process after its name, from its state on (proc(5)); undefined where it has ended. */
function statFields(file: string): readonly string[] | undefined {
  try {
    const text = readFileSync(file, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

/** Seconds that the machine's cores have been at work since it was started. */
function busySeconds(): number {
  const [user, nice, system, , , interrupt, softInterrupt, stolen] = readFileSync("/proc/stat", "utf8")
    .split("\n", 1)[0]!
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user! + nice! + system! + interrupt! + softInterrupt! + stolen!) / ticks;
}

/** Waits until what counts busy seconds stands still for half a second, at most so many seconds. */
export async function untilIdle(busy: () => number, most: number): Promise<void> {
  for (const start = performance.now(); performance.now() - start < most * 1000; ) {
    const before = busy();
    await sleep(500);
    if (busy() - before < 0.08) return;
  }
}
