import path from "node:path";
import { digestOf } from "../../memory/digest.ts";
import { dropOldFiles, keepFile, readKept } from "./kept-files.ts";
import type { ServiceAnswer } from "./read-answer.ts";

const day = 24 * 60 * 60 * 1_000;
const minute = 60 * 1_000;

/** How long an answer holds, by its status, in milliseconds; undefined for one that is not kept. */
export type Ages = (status: number) => number | undefined;

export const agesOfAnswers: Ages = (status) => ({ 200: 7 * day, 404: 10 * minute })[status];

/** Of links it is kept whether they lead anywhere: a dead one may be mended soon. */
export const agesOfLinks: Ages = (status) => (status >= 200 && status < 300 ? 14 * day : day);

/** What is recorded holds for ever, whatever it is. */
export const agesOfRecordings: Ages = () => Number.POSITIVE_INFINITY;

/** How long an answer stays for --offline, which takes one of any age. */
const longestStay = 90 * day;

/** Answers on disk, one small file each, so that asking twice asks a service once. */
export interface AnswerCache {
  /** `isForever` takes an answer of any age. */
  readonly find: (key: readonly string[], isForever: boolean) => Promise<ServiceAnswer | undefined>;
  readonly keep: (key: readonly string[], answer: ServiceAnswer) => Promise<void>;
}

/**
 * A cache in `folder`, or none.
 * `secrets` are texts that may not lie about on a disk: an answer that repeats one is not kept.
 */
export function createCache(
  folder: string | undefined,
  now: () => number,
  secrets: readonly string[],
  ages: Ages = agesOfAnswers,
): AnswerCache {
  if (folder === undefined) return { find: async () => undefined, keep: async () => {} };
  const fileOf = (key: readonly string[]) => path.join(folder, `${digestOf(key)}.json`);
  let isPruned = false;
  return {
    async find(key, isForever) {
      const kept = keptAnswer(await readKept(fileOf(key)));
      if (kept === undefined) return undefined;
      const age = now() - kept.time;
      return isForever || (age >= 0 && age < (ages(kept.answer.status) ?? 0)) ? kept.answer : undefined;
    },
    async keep(key, answer) {
      if (ages(answer.status) === undefined) return;
      const text = JSON.stringify({ time: now(), answer });
      if (secrets.some((secret) => text.includes(secret) || text.includes(encodeURIComponent(secret)))) return;
      await keepFile(fileOf(key), text);
      if (isPruned || ages === agesOfRecordings) return;
      isPruned = true;
      await dropOldFiles(folder, now() - longestStay);
    },
  };
}

/** A kept answer and when it was given, where that is what a file holds. */
function keptAnswer(value: unknown): { time: number; answer: ServiceAnswer } | undefined {
  const { time, answer } = (value ?? {}) as { time?: number; answer?: Partial<ServiceAnswer> };
  const texts = [answer?.text, answer?.mediaType, answer?.address];
  const isRight = [time, answer?.status].every(Number.isFinite) && texts.every((text) => typeof text === "string");
  return isRight ? { time: time!, answer: answer as ServiceAnswer } : undefined;
}
