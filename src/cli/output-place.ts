// Where an output is, and words for who else writes there and for what the system did not allow.
import { accessSync, constants, existsSync, lstatSync, mkdirSync, readlinkSync, realpathSync } from "node:fs";
import path from "node:path";
import { takeRefusal } from "../build/cache/cache-file.ts";
import type { Holder } from "../build/output/lock.ts";
import { forLog } from "../diagnostic/print-diagnostics.ts";
import { isSystemError, systemReason } from "../diagnostic/system-reason.ts";

/** The folder to which a path leads: the output may be a link, and what it leads to need not be there yet. */
export function followLinks(place: string): string {
  let current = place;
  // As many links as Linux follows.
  for (let step = 0; step < 40; step++) {
    if (existsSync(current)) return realpathSync(current);
    if (!isLink(current)) break;
    current = path.resolve(path.dirname(current), readlinkSync(current));
  }
  const parent = path.dirname(current);
  return parent === current ? current : path.join(followLinks(parent), path.basename(current));
}

function isLink(place: string): boolean {
  try {
    return lstatSync(place).isSymbolicLink();
  } catch {
    return false;
  }
}

/** Where the lock of an output is: beside it or, where that can't be written, in it. The folder for it is made. */
export function lockFile(output: string): string {
  const parent = path.dirname(output);
  mkdirSync(parent, { recursive: true });
  try {
    accessSync(parent, constants.W_OK);
  } catch {
    if (existsSync(output)) return path.join(output, ".offprint-lock");
  }
  return `${output}.offprint-lock`;
}

/** "Another build (process 4711 on kern, since 2024-05-07 12:00:31)". */
export function describeHolder(holder: Holder | undefined): string {
  if (!holder) return "Another build";
  const since = new Date(holder.since).toLocaleString("sv");
  return `Another build (process ${holder.pid} on ${holder.host}, since ${since})`;
}

/** What the system did not allow in an output, in one sentence with the path; undefined for any other error. */
export function describeFailedWrite(error: unknown, output: string): string | undefined {
  if (!isSystemError(error)) return undefined;
  const place = error.dest ?? error.path ?? output;
  // A folder on the way to the output may be missing, or be a file.
  if (!place.startsWith(output) && !output.startsWith(`${place}${path.sep}`)) return undefined;
  const reason = `${systemReason(error)} (${error.code})`;
  return `"${withoutStaging(place, output)}" could not be written: ${reason}. What was published before is as it was.`;
}

/** What the system did not let a cache keep, in one sentence; undefined where all was kept. */
export function describeUnkept(cacheFolder: string | undefined): string | undefined {
  const refusal = takeRefusal();
  if (refusal === undefined) return undefined;
  const reason = `${systemReason(refusal)} (${refusal.code})`;
  return inSite(`Nothing can be kept in "${cacheFolder}", so the next build takes as long as this one: ${reason}.`);
}

/** A file that is being prepared is named by the place that it is for. */
function withoutStaging(place: string, output: string): string {
  const rest = place.slice(output.length);
  return place.startsWith(output) ? output + rest.replace(/^(\.next-|\/\.offprint-next-)[0-9a-f]{16}/, "") : place;
}

/** Paths of the site as its author writes them, relative to its folder. */
export function inSite(message: string): string {
  return forLog(message.replaceAll(`"${process.cwd()}${path.sep}`, '"'));
}
