import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { applyChanges, type BuildRecord } from "./output-folder.ts";
import type { WrittenPages } from "./write-pages.ts";

/**
 * Brings an output folder up to date. `write` puts into the folder it is given, beside the output, all files or, after the
 * build `last`, those that have changed; only when all are there do two renames put the new folder in the old one's place,
 * or are the changed files moved into it.
 */
export async function replaceOutput<Written extends WrittenPages | undefined>(
  output: string,
  last: BuildRecord | undefined,
  write: (folder: string) => Promise<Written>,
): Promise<Written> {
  clearAbandoned(output);
  const next = mkdtempSync(`${output}.next-`);
  try {
    const written = await write(next);
    if (last && written) {
      const gone = Object.keys(last.files).filter((file) => !(file in written.files));
      applyChanges(next, output, written.changed, gone);
    } else swap(next, output);
    return written;
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
}

/** Puts the new folder in the old one's place; between the two renames nothing else is done. */
function swap(next: string, output: string): void {
  const previous = `${output}.previous-${path.basename(next).slice(-6)}`;
  if (existsSync(output)) renameSync(output, previous);
  renameSync(next, output);
  rmSync(previous, { recursive: true, force: true });
}

/** Takes away what a killed build left, and puts back an output that was killed between the two renames. */
function clearAbandoned(output: string): void {
  const folder = path.dirname(output);
  const name = path.basename(output);
  for (const entry of existsSync(folder) ? readdirSync(folder) : []) {
    const suffix = entry.startsWith(name) ? entry.slice(name.length) : "";
    if (!/^\.(next|previous)-\w{6}$/.test(suffix)) continue;
    const abandoned = path.join(folder, entry);
    if (suffix.startsWith(".previous") && !existsSync(output)) renameSync(abandoned, output);
    else rmSync(abandoned, { recursive: true, force: true });
  }
}
