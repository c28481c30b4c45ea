// A thread that formats references: batches in, safe HTML out.
import { parentPort } from "node:worker_threads";
import { createFormatCitation } from "../render/view/citations.ts";
import type { FormattedBatch, ReferenceBatch } from "./references.ts";

const format = createFormatCitation(new Map());

parentPort!.on("message", (batch: ReferenceBatch) => {
  const formatted: FormattedBatch = batch.flatMap((request) => {
    const html = format(request);
    return html === undefined ? [] : [[request.digest, html] as const];
  });
  parentPort!.postMessage(formatted);
});
