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
  const missing = requests.filter(({ digest }) => kept.get(digest) === undefined);
  const open = [...new Map(missing.map((request) => [request.digest, request])).values()];
  const all = open.length;
  const inWork = new Map<string, Promise<FormattedBatch>>();

  const give = (thread: ReferenceThread): void => {
    const batch: CitationRequest[] = [];
    while (batch.length < batchSize && open.length > 0) {
      const request = open.pop()!;
      if (kept.get(request.digest) === undefined) batch.push(request);
    }
    if (batch.length === 0) return;
    const formatted = thread.format(batch).then((found) => {
      for (const [digest, html] of found) kept.set(digest, html);
      tell(all - open.length, all);
      give(thread);
      return found;
    });
    // Whoever waits for it hears of a failure.
    formatted.catch(() => {});
    for (const { digest } of batch) inWork.set(digest, formatted);
  };
  const count = Math.min(threads, Math.floor(all / worthThread));
  const team = Array.from({ length: count }, startThread);
  for (const thread of team) for (let ahead = 0; ahead < batchesAhead; ahead++) give(thread);
  return {
    ready: async (wanted) => {
      for (const { digest } of wanted) if (kept.get(digest) === undefined) await inWork.get(digest);
    },
    close: async () => {
      open.length = 0;
      await Promise.all(team.map((thread) => thread.end()));
    },
  };
}

/** A thread that formats one batch after the other. */
interface ReferenceThread {
  readonly format: (batch: ReferenceBatch) => Promise<FormattedBatch>;
  readonly end: () => Promise<unknown>;
}

function startThread(): ReferenceThread {
  // What the process was started with would be looked for from the site's folder.
  const worker = new Worker(new URL("./reference-thread.mjs", import.meta.url), { execArgv: [] });
  const waiting: { readonly resolve: (batch: FormattedBatch) => void; readonly reject: (error: unknown) => void }[] =
    [];
  worker.on("message", (batch: FormattedBatch) => waiting.shift()!.resolve(batch));
  worker.on("error", (error) => {
    for (const { reject } of waiting.splice(0)) reject(error);
  });
  return {
    format: (batch) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        worker.postMessage(batch);
      }),
    end: () => worker.terminate(),
  };
}
