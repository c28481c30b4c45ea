import type { MakeListPicture } from "../build/list-pictures.ts";
import type { SocialPictures } from "../build/social-pictures.ts";
import type { WritePagesOptions } from "../build/write-pages.ts";
import type { Diagnostic, Result } from "../diagnostic/diagnostic.ts";
import type { Serializations } from "../export/serializations.ts";
import type { ValueCache } from "../memory/memoize.ts";
import type { LoadedSite } from "../pipeline.ts";
import type { RecordCache } from "../record/publication.ts";
import type { PageServer } from "./page-server.ts";

/** What a command that runs Eleventy wants of the plugin; Eleventy run by itself keeps nothing between its runs. */
export interface BuildRequest {
  /** Publish what can be, although there are errors. */
  readonly lenient: boolean;
  /** The site as already read, for a single build; absent where each build reads it anew. */
  readonly loaded?: Result<LoadedSite>;
  /** Takes the messages instead of the terminal. */
  readonly report?: (diagnostics: readonly Diagnostic[]) => void;
  readonly records: RecordCache;
  readonly serializations: ValueCache<Serializations>;
  readonly pictures: SocialPictures;
  readonly makeListPicture: MakeListPicture;
  /** On how many threads forms of works are made, besides the one that runs. */
  readonly threads: number;
  readonly tell?: WritePagesOptions["tell"];
  /** Shows the pages instead of their being written. */
  readonly server?: PageServer;
}

const requestKey = Symbol.for("offprint.buildRequest");

/** Leaves a request for the plugin on Eleventy's configuration, the one thing that both a command and the plugin see. */
export function leaveRequest(eleventyConfig: object, request: BuildRequest): void {
  Object.defineProperty(eleventyConfig, requestKey, { value: request, configurable: true });
}

const takenKey = Symbol.for("offprint.wasRequestTaken");

/** Says that the plugin is in the configuration. */
export function markRequestTaken(eleventyConfig: object): void {
  Object.defineProperty(eleventyConfig, takenKey, { value: true, configurable: true });
}

/** Whether the plugin is in the configuration. */
export function wasRequestTaken(eleventyConfig: object): boolean {
  return takenKey in eleventyConfig;
}

/** The request a command left, where one did. */
export function takeRequest(eleventyConfig: object): BuildRequest | undefined {
  return (eleventyConfig as { [requestKey]?: BuildRequest })[requestKey];
}
