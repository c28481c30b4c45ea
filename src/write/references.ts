// References are what a build takes longest for: they are formatted on several threads.
import { Worker } from "node:worker_threads";
import type { Kept } from "../model/kept.ts";
import type { CitationRequest } from "../render/view/citations.ts";

/** References that other threads are at work on. */
export interface References {
  /** Resolves when each of these references is kept, or is left to the one who asks. */
  readonly ready: (requests: readonly CitationRequest[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** How many references a thread takes at a time, and how many such batches wait for it. */
const [batchSize, batchesAhead] = [40, 3];
/** Starting a thread and its engines takes as long as formatting some hundreds of references. */
const worthThread = 300;

/** What a thread is given, and what it gives. */
export type ReferenceBatch = readonly CitationRequest[];
export type FormattedBatch = readonly (readonly [digest: string, html: string])[];

/**
 * Begins to format the references that are not kept yet on `threads` threads, from the last to the first, so that the one
 * who needs them from the first on can help: what no thread has taken is left. `tell` hears how many are done.
 */
export function startReferences(
  requests: readonly CitationRequest[],
  kept: Kept<string>,
  threads: number,
  tell: (done: number, all: number) => void = () => {},
): References {
  const open = [
    ...new Map(
      requests.filter(({ digest }) => kept.get(digest) === undefined).map((one) => [one.digest, one]),
    ).values(),
  ];
  const all = open.length;
  const inWork = new Map<string, Promise<void>>();
  const count = Math.min(threads, Math.floor(all / worthThread));
  const workers = Array.from({ length: count }, () => new Worker(new URL("./reference-thread.ts", import.meta.url)));
  const finish = new Map<Worker, (() => void)[]>(workers.map((worker) => [worker, []]));
  let done = 0;

  const give = (worker: Worker): void => {
    const batch: CitationRequest[] = [];
    while (batch.length < batchSize && open.length > 0) {
      const request = open.pop()!;
      if (kept.get(request.digest) === undefined) batch.push(request);
    }
    if (batch.length === 0) return;
    const promise = new Promise<void>((resolve) => finish.get(worker)!.push(resolve));
    for (const { digest } of batch) inWork.set(digest, promise);
    worker.postMessage(batch satisfies ReferenceBatch);
  };
  for (const worker of workers) {
    worker.on("message", (batch: FormattedBatch) => {
      for (const [digest, html] of batch) kept.set(digest, html);
      done += batch.length;
      tell(done, all);
      finish.get(worker)!.shift()!();
      give(worker);
    });
    // A thread that fails leaves its references to the one who asks for them.
    worker.on("error", () => {
      for (const resolve of finish.get(worker)!.splice(0)) resolve();
    });
    for (let ahead = 0; ahead < batchesAhead; ahead++) give(worker);
  }
  return {
    ready: async (wanted) => {
      for (const { digest } of wanted) await inWork.get(digest);
    },
    close: async () => {
      open.length = 0;
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
