import { existsSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { normalizePathPrefix } from "../../site/views/page-addresses.ts";
import { namesUser } from "../../text/escape.ts";

/** A command line that can't be followed; the message is for the one who typed it. */
export class UsageError extends Error {}

/** A command's options as `parseArgs` takes them. */
type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>["options"]>;

/** Reads a command's arguments; an unknown or incomplete option, or one argument too many, is a `UsageError`. */
export function readArguments<Known extends Options>(words: readonly string[], options: Known, most: number) {
  try {
    const parsed = parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
    if (parsed.positionals.length > most) {
      throw new UsageError(`"${parsed.positionals[most]}" is one argument too many.`);
    }
    return parsed;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError((error as Error).message.split(". To specify")[0]!.replace(/\.?$/, "."));
  }
}

/** The value of `--path-prefix`, with a slash at both ends; "/" where it is not given. */
export function readPathPrefix(prefix = "/"): string {
  if (!/^\/?[\w.~/-]*$/.test(prefix))
    throw new UsageError(`"${prefix}" can't be a path prefix; it is written /papers/.`);
  return normalizePathPrefix(prefix);
}

/** The value of `--jobs`: on how many threads to work; as many as there are processors where it is not given. */
export function readJobs(jobs: string | undefined): number {
  if (jobs === undefined) return os.availableParallelism();
  if (!/^[1-9]\d{0,2}$/.test(jobs)) throw new UsageError(`"${jobs}" is no number of jobs.`);
  return Number(jobs);
}

/** The value of `--url`: an absolute address of the web, with one slash at its end. */
export function readUrl(url: string): string {
  if (!/^https?:\/\/[^\s/?#]+[^\s?#]*$/i.test(url) || !URL.canParse(url) || namesUser(url))
    throw new UsageError(`"${url}" can't be a site's address; it is written https://example.org/papers/.`);
  return url.replace(/\/*$/, "/");
}

/** Makes a site's folder the working one, since Eleventy reads and writes relative to it; it must hold `content/`. */
export function enterSite(folder = "."): void {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new UsageError(`There is no folder "${folder}".`);
  if (!existsSync(path.join(folder, "content"))) {
    throw new UsageError(`"${folder}" is no site: it has no folder content/ with the papers in it.`);
  }
  process.chdir(folder);
}

/** Whether someone sits at a terminal who can be asked. */
export const isTerminal = (): boolean => Boolean(process.stdin.isTTY && process.stdout.isTTY);
