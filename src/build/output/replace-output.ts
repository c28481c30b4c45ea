import { chmodSync, existsSync, linkSync, mkdirSync, readdirSync, renameSync, statSync } from "node:fs";
import path from "node:path";
import { isSystemError, systemReason } from "../../diagnostic/system-reason.ts";
import {
  applyChanges,
  entryInTheWay,
  type ForeignEntry,
  foldersOf,
  foreignAt,
  foreignEntries,
  isHalfChanged,
  linkOrCopy,
  manifestName,
  readManifest,
  writeManifest,
} from "./apply-changes.ts";
import { areFlushedTogether, flush, flushAll, type WrittenPages } from "./output-folder.ts";
import { asideOf, clearAbandoned, makeStaging, removeStaging, takeApart } from "./staging.ts";

/** Why an output could not be written, as a sentence for the author. Nothing was published then. */
export class OutputError extends Error {}

/**
 * Brings an output folder up to date. `write` puts into the folder it is given, beside the output, all files or those that
 * have changed. Only when all are there is the output replaced, as a whole where that can be; what Offprint did not write
 * stays. `mayPublish` is asked at the last moment. Gives what was written, and whether the output is the same folder as before,
 * whose unchanged files were not touched.
 */
export async function replaceOutput<Written extends Pick<WrittenPages, "files" | "changed"> | undefined>(
  output: string,
  write: (folder: string) => Promise<Written>,
  mayPublish: () => boolean = () => true,
): Promise<{ readonly written: Written; readonly isSameFolder: boolean }> {
  mkdirSync(path.dirname(output), { recursive: true });
  clearAbandoned(output);
  const staging = makeStaging(output);
  try {
    const written = await write(staging);
    const changed = written?.changed ?? filesIn(staging);
    if (!written || areFlushedTogether(changed))
      await flushAll(
        staging,
        changed.map((file) => staging + file),
      );
    const files = new Set(written ? Object.keys(written.files) : changed);
    const manifest = (existsSync(output) && readManifest(output)) || new Set<string>();
    const aside = files.size - changed.length > linkedAtMost ? undefined : asideOf(staging);
    // What is changed in place can only meet what stands where it is to be.
    const foreign = aside === undefined || !existsSync(output) ? [] : foreignEntries(output, manifest);
    const inTheWay = aside === undefined ? foreignAt(output, manifest, changed) : entryInTheWay(foreign, files);
    if (inTheWay !== undefined) {
      throw new OutputError(
        `"${output + inTheWay}" was not written by Offprint, and the site has a file of that address. Move one of the two away.`,
      );
    }
    if (!mayPublish()) throw new OutputError(`Another build has taken "${output}" over meanwhile.`);
    return { written, isSameFolder: await publish({ staging, output, files, changed, foreign }, aside) };
  } finally {
    if (!isHalfChanged(staging)) removeStaging(staging);
  }
}

interface Publication {
  readonly staging: string;
  readonly output: string;
  readonly files: ReadonlySet<string>;
  readonly changed: readonly string[];
  readonly foreign: readonly ForeignEntry[];
}

/** Up to how many unchanged files an output is replaced as a whole: each of them is linked, and later unlinked. */
const linkedAtMost = 10_000;

/** What the system says where a folder can't be renamed: a mount point, another's folder, one of an image's lower layers. */
const unmovable = new Set(["EACCES", "EBUSY", "EPERM", "EXDEV", "EMLINK", "ENOTSUP", "EOPNOTSUPP"]);

/** Puts the new files in place, with the whole folder where the former one can be put aside; whether it stayed the same one. */
async function publish(publication: Publication, aside: string | undefined): Promise<boolean> {
  const { staging, output, files, changed } = publication;
  if (aside === undefined) {
    applyChanges(staging, output, files, changed);
    return true;
  }
  const isThere = existsSync(output);
  try {
    await swap(publication, aside);
  } catch (error) {
    if (!isSystemError(error) || !unmovable.has(error.code)) throw error;
    applyChanges(staging, output, files, changed);
    return false;
  }
  if (isThere) removeFormer(aside, output);
  return false;
}

function removeFormer(aside: string, output: string): void {
  let reason = "files of yours in it were changed meanwhile; move them to where they belong";
  try {
    if (takeApart(aside, output)) return;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    reason = systemReason(error);
  }
  throw new OutputError(
    `The new site is in "${output}", but "${aside}" with the former one could not be removed: ${reason}.`,
  );
}

/** Completes the new folder and puts it in the old one's place; between the two renames nothing else is done. */
async function swap({ staging, output, files, changed, foreign }: Publication, aside: string): Promise<void> {
  const isNew = new Set(changed);
  const made = new Set<string>();
  for (const file of files) {
    if (isNew.has(file)) continue;
    const folder = path.dirname(staging + file);
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    linkOrCopy(output + file, staging + file);
  }
  for (const { path: name, isFolder } of foreign) {
    if (isFolder) {
      mkdirSync(staging + name, { recursive: true });
      chmodSync(staging + name, statSync(output + name).mode);
    } else {
      mkdirSync(path.dirname(staging + name), { recursive: true });
      linkSync(output + name, staging + name);
    }
  }
  writeManifest(staging, files);
  const folders = [...foldersOf(files)].map((folder) => staging + folder);
  await flushAll(staging, [...folders, path.join(staging, manifestName), staging]);
  const isThere = existsSync(output);
  if (isThere) renameSync(output, aside);
  try {
    renameSync(staging, output);
    flush(path.dirname(output));
  } catch (error) {
    if (!existsSync(staging)) renameSync(output, staging);
    if (isThere) renameSync(aside, output);
    throw error;
  }
}

/** The files below a folder that was prepared, as "/index.html". */
function filesIn(staging: string): readonly string[] {
  return readdirSync(staging, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name).slice(staging.length).replaceAll(path.sep, "/"))
    .filter((file) => file !== `/${manifestName}`);
}
