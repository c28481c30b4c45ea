import type { Result } from "../diagnostic/diagnostic.ts";
import type { ReadPublication } from "./read-publication.ts";

/** Values that were made before, by the digest of all that they depend on. */
export interface Kept<Value> {
  readonly get: (digest: string) => Value | undefined;
  readonly set: (digest: string, value: Value) => unknown;
}

/** What an earlier reading of the content made of single entries and files. */
export type KeptRecords = Kept<Result<ReadPublication>>;
