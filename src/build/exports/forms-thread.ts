// A thread that makes the forms of works: batches in, batches out.
import { parentPort } from "node:worker_threads";
import { createGiveForms } from "../../export/exports.ts";
import type { FormsBatch, MadeBatch } from "./make-forms.ts";

const give = createGiveForms({ get: () => undefined, set: () => {} });

parentPort!.on("message", (batch: FormsBatch) => {
  parentPort!.postMessage(batch.map((request) => [request.digest, give(request)] as const) satisfies MadeBatch);
});
