import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import type { BuildOtherwise, BuiltSite } from "../build/build-site.ts";
import {
  defaultCacheFolder,
  digestContent,
  digestEngine,
  digestTemplates,
  pictureMaker,
} from "../build/cache/engine.ts";
import { readManifest } from "../build/output/apply-changes.ts";
import { takeLock } from "../build/output/lock.ts";
import { OutputError } from "../build/output/replace-output.ts";
import { clearAbandoned } from "../build/output/staging.ts";
import { overridesBehind } from "../build/override-origins.ts";
import { readRecord } from "../build/site-cache.ts";
import { forLog, reportDiagnostics } from "../diagnostic/print-diagnostics.ts";
import { isConfigurationPlain } from "../eleventy/configuration-fault.ts";
import { digestOf } from "../memory/digest.ts";
import { today } from "../record/dates/today.ts";
import { describeFailedWrite, describeHolder, describeUnkept, followLinks, inSite, lockFile } from "./output-place.ts";
import { enterSite, readArguments, readJobs, readPathPrefix, readUrl, UsageError } from "./terminal/arguments.ts";

/** `offprint build`: makes anew what has changed since the last build; the output is that of a build of all. */
export async function build(words: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(
    words,
    {
      "path-prefix": { type: "string" },
      url: { type: "string" },
      output: { type: "string" },
      lenient: { type: "boolean" },
      cache: { type: "string" },
      "no-cache": { type: "boolean" },
      jobs: { type: "string" },
      timings: { type: "boolean" },
    },
    1,
  );
  enterSite(positionals[0]);
  const output = followLinks(path.resolve(values.output ?? "_site"));
  const { lenient = false, timings = false } = values;
  const options: BuildOptions = {
    output,
    pathPrefix: readPathPrefix(values["path-prefix"]),
    url: values.url === undefined ? undefined : readUrl(values.url),
    lenient,
    timings,
    jobs: readJobs(values.jobs),
    cacheFolder: values["no-cache"] ? undefined : path.resolve(values.cache ?? defaultCacheFolder()),
  };
  refuseOwnFolder(output, options.cacheFolder);
  let clear = () => {};
  const end = (signal: NodeJS.Signals) => {
    clear();
    console.error(`offprint build: Stopped by ${signal}; what was published before is as it was.`);
    // By the signal itself, which is how a shell knows that it is to stop as well.
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.once(signal, end);
  try {
    return await buildAlone(options, (clearUp) => {
      clear = clearUp;
    });
  } catch (error) {
    const message = error instanceof OutputError ? error.message : describeFailedWrite(error, output);
    if (message === undefined) throw error;
    console.error(forLog(`offprint build: ${inSite(message)}`));
    return 1;
  } finally {
    for (const signal of signals) process.off(signal, end);
  }
}

/** What ends a build early: Ctrl+C, another program, and a terminal that is closed. */
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

interface BuildOptions {
  readonly output: string;
  readonly pathPrefix: string;
  readonly url: string | undefined;
  readonly lenient: boolean;
  readonly timings: boolean;
  readonly jobs: number;
  readonly cacheFolder: string | undefined;
}

/** How long a build waits for another one with the same output (milliseconds). */
const patience = 60_000;

/** Builds while no other build writes into the same output; from then on `onEnd` knows how to clear up early. */
async function buildAlone(options: BuildOptions, onEnd: (clearUp: () => void) => void): Promise<number> {
  const { output } = options;
  const taken = await takeLock(lockFile(output), patience, (holder) =>
    console.error(inSite(`${describeHolder(holder)} is writing into "${output}"; waiting for it.`)),
  );
  if (!("release" in taken)) {
    throw new OutputError(
      `${describeHolder(taken.holder)} is still writing into "${output}", so nothing was published. Build again when it has ended; if there is no such build any more, delete "${lockFile(output)}".`,
    );
  }
  onEnd(() => {
    clearAbandoned(output);
    taken.release();
  });
  try {
    clearAbandoned(output);
    refuseForeignFolder(output);
    return await buildChanges(options, taken.isHeld);
  } finally {
    taken.release();
  }
}

async function buildChanges(options: BuildOptions, mayPublish: () => boolean): Promise<number> {
  const { output, pathPrefix, url, lenient, cacheFolder } = options;
  const isPlain = isConfigurationPlain();
  const engine = digestEngine();
  const makers = digestOf([engine, digestTemplates("."), pictureMaker(".")]);
  const content = digestOf([digestContent("."), pathPrefix, url, lenient]);
  // What else a site's own configuration may read is not known.
  const last = cacheFolder !== undefined && isPlain ? readRecord(cacheFolder, output) : undefined;
  const hasOpened = last?.opensOn !== undefined && last.opensOn <= today();
  if (last?.makers === makers && last.content === content && !hasOpened) {
    reportDiagnostics(last.diagnostics);
    sayBuilt(last, output);
    return 0;
  }
  // Loaded only now, so that a build with nothing to do ends before.
  const { buildSite } = await import("../build/build-site.ts");
  const buildOtherwise: BuildOtherwise | undefined = isPlain
    ? undefined
    : async (...site) => (await import("../eleventy/run-eleventy.ts")).buildWithEleventy(...site);
  const keys = { buildOtherwise, engine, makers, content, last };
  const built = await buildSite({ ...options, ...keys, site: ".", mayPublish, report: reportDiagnostics });
  const unkept = describeUnkept(cacheFolder);
  if (unkept !== undefined) console.error(unkept);
  if (built === undefined) {
    console.error("Nothing was published. Correct the errors, or use --lenient to publish the rest.");
    return 1;
  }
  sayBuilt(built, output);
  return 0;
}

function sayBuilt({ publicationCount: count, opensOn }: BuiltSite, output: string): void {
  const waiting =
    opensOn === undefined || opensOn.startsWith("9999") ? "" : ` Another is published by a build from ${opensOn} on.`;
  console.log(
    `Built ${count} ${count === 1 ? "paper" : "papers"} into ${path.relative(process.cwd(), output) || output}.${waiting}`,
  );
  const behind = overridesBehind(".");
  if (behind.length === 0) return;
  const files = behind.length === 1 ? "a file" : `${behind.length} files`;
  console.log(
    `Offprint has changed ${files} of which this site has its own: ${behind.join(", ")}. "npx offprint overrides" says more.`,
  );
}

/** Nothing that someone wrote may be the output, or be in it. */
function refuseOwnFolder(output: string, cacheFolder: string | undefined): void {
  const own = ["content", "_includes"].map((folder) => followLinks(path.resolve(folder)));
  if (isWithin(process.cwd(), output) || own.some((folder) => isWithin(folder, output) || isWithin(output, folder))) {
    throw new UsageError(inSite(`The folder "${output}" holds the site's own files, so it can't be the output.`));
  }
  if (cacheFolder !== undefined && isWithin(cacheFolder, output)) {
    throw new UsageError(
      inSite(`The cache "${cacheFolder}" lies in the output "${output}", with which it would be published.`),
    );
  }
}

/** Only what Offprint itself wrote is replaced. */
function refuseForeignFolder(output: string): void {
  if (!existsSync(output) || readManifest(output)) return;
  if (statSync(output).isDirectory() && readdirSync(output).every((name) => name === path.basename(lockFile(output)))) {
    return;
  }
  throw new UsageError(
    inSite(
      `"${output}" holds files that Offprint did not write, or wrote before it kept a list of its files, so it can't be the output. Empty it, build, and then put back what is yours, or name another folder with --output.`,
    ),
  );
}

function isWithin(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner);
  return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
