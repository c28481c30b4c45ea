import { setTimeout as sleep } from "node:timers/promises";
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

export function createPacing(clock: Clock): Pacing {
  interface Lane {
    last: Promise<unknown>;
    endedAt: number;
    heldUntil: number;
    leastGap: number;
  }
  const lanes = new Map<string, Lane>();
  const laneOf = (name: string): Lane => {
    const lane = lanes.get(name) ?? { last: Promise.resolve(), endedAt: -Infinity, heldUntil: -Infinity, leastGap: 0 };
    lanes.set(name, lane);
    return lane;
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
        }
      });
      lane.last = turn.catch(() => undefined);
      return turn;
    },
    hold(lane, milliseconds) {
      laneOf(lane).heldUntil = clock.now() + milliseconds;
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
