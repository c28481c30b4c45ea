import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { digestOf } from "../../memory/digest.ts";
import { keepFile, readKept } from "./kept-files.ts";
import { ServiceFailure } from "./service-failure.ts";

export interface Clock {
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

export const wallClock: Clock = { now: Date.now, wait: (milliseconds) => sleep(milliseconds) };

/** Longer than this nobody is kept waiting at a terminal. */
const longestWait = 60_000;

/** What shares a limit goes one by one, with a gap between. */
export interface Pacing {
  /** Does `task` when those before it in the lane are done and `gap` milliseconds have gone by; `name` is for the author. */
  readonly run: <T>(lane: string, name: string, gap: number, task: () => Promise<T>) => Promise<T>;
  /** Nothing more of the lane for so long. */
  readonly hold: (lane: string, milliseconds: number) => void;
  /** The gap that the service itself asks for, where that is longer than ours. */
  readonly widen: (lane: string, gap: number) => void;
}

/** Gaps from this on, and what a service asked to wait, hold for the next command too. */
const longGap = 1_000;
/** No service is left alone for longer than a day by the next command, whatever it asked. */
const longestHold = 24 * 60 * 60 * 1_000;

/** `folder` is where it is kept when a service was last asked; two commands at the same time do not know of each other. */
export function createPacing(clock: Clock, folder: string | undefined): Pacing {
  interface Lane {
    last: Promise<void>;
    endedAt: number;
    heldUntil: number;
    leastGap: number;
  }
  const lanes = new Map<string, Lane>();
  const laneOf = (name: string): Lane => {
    const known = lanes.get(name);
    if (known) return known;
    const lane = { last: Promise.resolve(), endedAt: -Infinity, heldUntil: -Infinity, leastGap: 0 };
    lane.last = recall(name, lane);
    lanes.set(name, lane);
    return lane;
  };
  const fileOf = (name: string) => folder && path.join(folder, `gap-${digestOf(name)}.json`);
  const recall = async (name: string, lane: Lane) => {
    const file = fileOf(name);
    const kept = file === undefined ? undefined : await readKept(file);
    const { endedAt, heldUntil } = (kept ?? {}) as { endedAt?: unknown; heldUntil?: unknown };
    // What is in the future is another clock's.
    if (typeof endedAt !== "number" || endedAt > clock.now()) return;
    lane.endedAt = endedAt;
    if (typeof heldUntil === "number") lane.heldUntil = Math.min(heldUntil, endedAt + longestHold);
  };
  const remember = async (name: string, gap: number, { endedAt, heldUntil }: Lane) => {
    const file = fileOf(name);
    if (file && (gap >= longGap || heldUntil > endedAt)) await keepFile(file, JSON.stringify({ endedAt, heldUntil }));
  };
  return {
    run(laneName, name, gap, task) {
      const lane = laneOf(laneName);
      const turn = lane.last.then(async () => {
        const wait = Math.max(lane.endedAt + Math.max(gap, lane.leastGap), lane.heldUntil) - clock.now();
        if (wait > longestWait) {
          throw new ServiceFailure("limit", `${name} asks to wait ${duration(wait)}; run the command again then.`);
        }
        if (wait > 0) await clock.wait(wait);
        try {
          return await task();
        } finally {
          lane.endedAt = clock.now();
          await remember(laneName, gap, lane);
        }
      });
      lane.last = turn.then(
        () => {},
        () => {},
      );
      return turn;
    },
    hold(lane, milliseconds) {
      const one = laneOf(lane);
      one.heldUntil = Math.max(one.heldUntil, clock.now() + milliseconds);
    },
    widen(lane, gap) {
      laneOf(lane).leastGap = gap;
    },
  };
}

/** "120 s", "45 minutes", "24 hours", never less than it is. */
function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1_000);
  if (seconds <= 600) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}

/**
 * How long an answer asks to wait, in milliseconds: `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), or `Backoff`
 * in seconds; undefined where it asks for nothing that can be read.
 */
export function askedWait(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  for (const value of [headers["retry-after"], headers.backoff]) {
    if (value === undefined) continue;
    if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Number(value) * 1_000;
    const date = Date.parse(value);
    if (!Number.isNaN(date)) return Math.max(0, date - now);
  }
  return undefined;
}
