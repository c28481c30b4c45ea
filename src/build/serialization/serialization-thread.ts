// A thread that makes the forms of works: batches in, batches out.
import { parentPort } from "node:worker_threads";
import { createSerializer } from "../../export/serializations.ts";
import type { SerializationBatch, SerializedBatch } from "./serialize-ahead.ts";

const give = createSerializer({ get: () => undefined, has: () => false, set: () => {} });

parentPort!.on("message", (batch: SerializationBatch) => {
  parentPort!.postMessage(batch.map((request) => [request.digest, give(request)] as const) satisfies SerializedBatch);
});
