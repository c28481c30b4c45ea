import type { Result } from "../diagnostic/diagnostic.ts";
import type { Kept } from "./once.ts";
import type { ReadPublication } from "./read-publication.ts";

/** What an earlier reading of the content made of single entries and files. */
export type KeptRecords = Kept<Result<ReadPublication>>;
