// The forms of works are what a build takes longest for: they are made on several threads.
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { SerializationRequest, Serializations, Serialize } from "../../export/serializations.ts";
import type { ValueCache } from "../../memory/memoize.ts";

/** Forms that other threads are at work on. */
export interface SerializationsAhead {
  /** Resolves when the forms that are asked for are kept, or are left to the one who asks. */
  readonly ready: (requests: readonly SerializationRequest[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** How many works a thread takes at a time, and how many such batches wait for it. */
const [batchSize, batchesAhead] = [40, 3];
/** Starting a thread and its engines takes as long as making the forms of some hundreds of works. */
const worthThread = 300;

/** What a thread is given, and what it gives. */
export type SerializationBatch = readonly SerializationRequest[];
export type SerializedBatch = readonly (readonly [digest: string, serializations: Serializations])[];

/**
 * Begins to make the forms that are not kept yet on `threads` threads, in the order in which they will be asked for. Who
 * asks for some that a thread is still at work on makes others meanwhile, by `make`, from the last to the first; what no
 * thread has taken is left to the one who asks. `tell` hears how many are done.
 */
export function serializeAhead(
  requests: readonly SerializationRequest[],
  kept: ValueCache<Serializations>,
  threads: number,
  make: Serialize,
  tell: (done: number, all: number) => void = () => {},
): SerializationsAhead {
  const missing = requests.filter(({ digest }) => !kept.has(digest));
  const open = [...new Map(missing.map((request) => [request.digest, request])).values()];
  const inWork = new Map<string, Promise<SerializedBatch>>();
  // Those from `next` to `end` are nobody's yet.
  let [next, end] = [0, open.length];
  const isOpen = ({ digest }: SerializationRequest) => !kept.has(digest);

  const give = (thread: SerializationThread): void => {
    const batch: SerializationRequest[] = [];
    while (batch.length < batchSize && next < end) {
      const request = open[next++]!;
      if (isOpen(request)) batch.push(request);
    }
    if (batch.length === 0) return;
    const made = thread.make(batch).then((found) => {
      for (const [digest, serializations] of found) kept.set(digest, serializations);
      tell(next + open.length - end, open.length);
      give(thread);
      return found;
    });
    // Whoever waits for it hears of a failure.
    made.catch(() => {});
    for (const { digest } of batch) inWork.set(digest, made);
  };
  const count = Math.min(threads, Math.floor(open.length / worthThread));
  const team = Array.from({ length: count }, startThread);
  for (const thread of team) for (let ahead = 0; ahead < batchesAhead; ahead++) give(thread);
  return {
    ready: async (wanted) => {
      for (const request of wanted) {
        while (isOpen(request) && inWork.has(request.digest) && next < end) {
          const last = open[--end]!;
          if (isOpen(last)) make(last);
          await setImmediate();
        }
        if (isOpen(request)) await inWork.get(request.digest);
      }
    },
    close: async () => {
      end = next;
      await Promise.all(team.map((thread) => thread.end()));
    },
  };
}

/** A thread that works on one batch after the other. */
interface SerializationThread {
  readonly make: (batch: SerializationBatch) => Promise<SerializedBatch>;
  readonly end: () => Promise<unknown>;
}

function startThread(): SerializationThread {
  // What the process was started with would be looked for from the site's folder.
  const worker = new Worker(new URL("../../run.mjs", import.meta.url), {
    argv: ["build/serialization/serialization-thread.ts"],
    execArgv: [],
  });
  const waiting: { readonly resolve: (batch: SerializedBatch) => void; readonly reject: (error: unknown) => void }[] =
    [];
  worker.on("message", (batch: SerializedBatch) => waiting.shift()!.resolve(batch));
  worker.on("error", (error) => {
    for (const { reject } of waiting.splice(0)) reject(error);
  });
  return {
    make: (batch) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        worker.postMessage(batch);
      }),
    end: () => worker.terminate(),
  };
}
