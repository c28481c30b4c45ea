// A file that says who is writing. Node has no locks of the system's, which would end with their process, so what a killed
// process left has to be told from what a living one holds.
import { randomBytes } from "node:crypto";
import {
  closeSync,
  linkSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { isSystemError } from "../../diagnostic/system-reason.ts";

/** Who holds a lock. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** In which numbering of processes, of which Linux has one for each container. */
  readonly namespace: string;
  /** When the lock was taken, as ISO 8601. */
  readonly since: string;
  /** When the process began, as its system counts; another process may have got its number since. */
  readonly begun: string | undefined;
  readonly token: string;
}

export interface Lock {
  /** Whether nobody has taken the lock away meanwhile. */
  readonly isHeld: () => boolean;
  readonly release: () => void;
}

/** How often a holder shows that it is alive, and how long the silence of one on another machine must last (milliseconds). */
const beat = 2_000;
const silence = 600_000;
/** How old a lock that names nobody must be: its process was killed before it could write its name (milliseconds). */
const nameless = 1_000;

/**
 * Takes the lock `file`, waiting for it as long as `patience` says (milliseconds). Gives the lock, or who holds it still.
 * Who has to wait is told so once.
 */
export async function takeLock(
  file: string,
  patience: number,
  tellWaiting: (holder: Holder | undefined) => void,
): Promise<Lock | { readonly holder: Holder | undefined }> {
  const end = Date.now() + patience;
  let isTold = false;
  for (;;) {
    const taken = tryLock(file);
    if ("release" in taken || Date.now() >= end) return taken;
    if (!isTold && taken.holder) {
      tellWaiting(taken.holder);
      isTold = true;
    }
    await wait(100);
  }
}

/** Does something while the lock `file` is held; not at all where another holds it for longer than a second. */
export function whileLocked(file: string, act: () => void): void {
  for (let attempt = 0; attempt < 50; attempt++) {
    const taken = tryLock(file);
    if ("release" in taken) {
      try {
        act();
      } finally {
        taken.release();
      }
      return;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
}

/** Takes a lock that is free or was left by a process that is gone. */
function tryLock(file: string): Lock | { readonly holder: Holder | undefined } {
  const token = randomBytes(8).toString("hex");
  const since = new Date().toISOString();
  const text = JSON.stringify({ pid: process.pid, ...machine(), since, begun: beginningOf(process.pid), token });
  for (let attempt = 0; attempt < 3; attempt++) {
    if (create(file, text)) return heldLock(file, text);
    const found = readText(file);
    if (found === undefined) continue;
    const holder = holderOf(found);
    if (!isAbandoned(file, holder)) return { holder };
    takeAway(file, found, token);
  }
  return { holder: undefined };
}

function create(file: string, text: string): boolean {
  let target: number;
  try {
    target = openSync(file, "wx");
  } catch (error) {
    if (isSystemError(error) && error.code === "EEXIST") return false;
    throw error;
  }
  try {
    writeFileSync(target, text);
  } finally {
    closeSync(target);
  }
  return true;
}

function heldLock(file: string, text: string): Lock {
  const pulse = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // Whether it is still held is asked before anything is published.
    }
  }, beat).unref();
  const isHeld = () => readText(file) === text;
  return {
    isHeld,
    release: () => {
      clearInterval(pulse);
      if (isHeld()) rmSync(file, { force: true });
    },
  };
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function holderOf(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Holder;
    return typeof holder?.pid === "number" && typeof holder.host === "string" ? holder : undefined;
  } catch {
    return undefined;
  }
}

function machine(): Pick<Holder, "host" | "namespace"> {
  let namespace = "";
  try {
    namespace = readlinkSync("/proc/self/ns/pid");
  } catch {
    // Only Linux has them.
  }
  return { host: os.hostname(), namespace };
}

function isAbandoned(file: string, holder: Holder | undefined): boolean {
  const { host, namespace } = machine();
  if (holder?.host === host && holder.namespace === namespace) return !isAlive(holder);
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  return age > (holder ? silence : nameless);
}

function isAlive({ pid, begun }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (isSystemError(error) && error.code === "ESRCH") return false;
  }
  const now = beginningOf(pid);
  return now === undefined || begun === undefined || now === begun;
}

/** When a process began, as Linux counts it; nothing for one that has ended, and undefined where it can't be known. */
function beginningOf(pid: number): string | undefined {
  try {
    // The program's name, in parentheses, may hold blanks and parentheses itself (proc_pid_stat(5)).
    const fields = readFileSync(`/proc/${pid}/stat`, "latin1").replace(/^.*\)/s, "").trim().split(" ");
    return fields[0] === "Z" ? "" : fields[19];
  } catch {
    return undefined;
  }
}

/** Moves an abandoned lock aside, which only one of several can do, and puts back what turns out to be another's. */
function takeAway(file: string, abandoned: string, token: string): void {
  const aside = `${file}.${token}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  try {
    if (readText(aside) !== abandoned) linkSync(aside, file);
  } catch {
    // A third one has it by now; who lost it finds out before it publishes.
  }
  rmSync(aside, { force: true });
}
