// What services answered, kept for a while, so that nobody is asked twice for one thing.
import path from "node:path";
import { keepValue, keptValue } from "../../build/cache/cache-file.ts";

export interface ServiceAnswer {
  readonly status: number;
  /** Decoded by its charset, without a mark at its beginning. */
  readonly text: string;
  /** In lower case, without parameters. */
  readonly mediaType: string;
  readonly address: string;
}

const minute = 60_000;
/** How long an answer is kept, in milliseconds: a good one for a week, that there is nothing for ten minutes, else not. */
const lifeOf = (status: number): number =>
  status >= 200 && status < 300 ? 7 * 24 * 60 * minute : status === 404 ? 10 * minute : 0;

interface KeptAnswer {
  readonly keptAt: number;
  readonly answer: ServiceAnswer;
}

export function keptAnswer(folder: string, digest: string, now: number): ServiceAnswer | undefined {
  const kept = keptValue<KeptAnswer>(path.join(folder, digest));
  const age = kept === undefined ? -1 : now - kept.keptAt;
  return kept !== undefined && age >= 0 && age < lifeOf(kept.answer.status) ? kept.answer : undefined;
}

export function keepAnswer(folder: string, digest: string, { address, ...answer }: ServiceAnswer, now: number): void {
  if (lifeOf(answer.status) === 0) return;
  // The address may have a key or the author's own in it.
  const kept: KeptAnswer = { keptAt: now, answer: { ...answer, address: address.replace(/[?#].*$/s, "") } };
  keepValue(path.join(folder, digest), kept);
}
