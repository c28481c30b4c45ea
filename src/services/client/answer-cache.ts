import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { isSystemError } from "../../diagnostic/system-reason.ts";
import { digestOf } from "../../memory/digest.ts";
import type { ServiceAnswer } from "./read-answer.ts";

const day = 24 * 60 * 60 * 1_000;
const minute = 60 * 1_000;

/** How long an answer holds, by its status; what is not here is not kept. */
const ages: Readonly<Record<number, number>> = { 200: 7 * day, 404: 10 * minute };

/** Answers on disk, one small file each, so that asking twice asks a service once. */
export interface AnswerCache {
  /** `isForever` takes an answer of any age. */
  readonly find: (key: readonly string[], isForever: boolean) => Promise<ServiceAnswer | undefined>;
  readonly keep: (key: readonly string[], answer: ServiceAnswer) => Promise<void>;
}

/**
 * A cache in `folder`, or none. One that can't be read or written is no reason to fail: the command goes without.
 * `secrets` are texts that may not lie about on a disk: an answer that repeats one is not kept.
 */
export function createCache(folder: string | undefined, now: () => number, secrets: readonly string[]): AnswerCache {
  if (folder === undefined) return { find: async () => undefined, keep: async () => {} };
  const fileOf = (key: readonly string[]) => path.join(folder, `${digestOf(key)}.json`);
  return {
    async find(key, isForever) {
      const kept = await readKept(fileOf(key));
      if (kept === undefined) return undefined;
      const age = now() - kept.time;
      return isForever || (age >= 0 && age < (ages[kept.answer.status] ?? 0)) ? kept.answer : undefined;
    },
    async keep(key, answer) {
      if (ages[answer.status] === undefined) return;
      const text = JSON.stringify({ time: now(), answer });
      if (secrets.some((secret) => text.includes(JSON.stringify(secret).slice(1, -1)))) return;
      const file = fileOf(key);
      const unfinished = `${file}.${randomUUID()}`;
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(unfinished, text);
        await rename(unfinished, file);
      } catch (error) {
        if (!isSystemError(error)) throw error;
        await rm(unfinished, { force: true }).catch(() => undefined);
      }
    },
  };
}

/** What a file of the cache holds, where it is a whole one. */
async function readKept(file: string): Promise<{ time: number; answer: ServiceAnswer } | undefined> {
  try {
    const { time, answer } = JSON.parse(await readFile(file, "utf8"));
    const texts = [answer.text, answer.mediaType, answer.address];
    const isRight = [time, answer.status].every(Number.isFinite) && texts.every((text) => typeof text === "string");
    return isRight ? { time, answer } : undefined;
  } catch {
    return undefined;
  }
}
