// The list of what Offprint wrote into an output folder. Whatever it does not name belongs to someone else.
import { lstatSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The manifest's name in an output folder; no page leads to it. */
export const manifestName = ".offprint-manifest.json";

/** The files that Offprint wrote into a folder, as "/index.html"; undefined for a folder without a manifest. */
export function readManifest(folder: string): ReadonlySet<string> | undefined {
  const file = path.join(folder, manifestName);
  try {
    if (!lstatSync(file).isFile()) return undefined;
    const { files } = JSON.parse(readFileSync(file, "utf8")) as { files?: unknown };
    return Array.isArray(files) && files.every((one) => typeof one === "string") ? new Set(files) : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the manifest; the same files give the same bytes. */
export function writeManifest(folder: string, files: Iterable<string>): void {
  writeFileSync(path.join(folder, manifestName), `${JSON.stringify({ files: [...files].sort() }, null, 1)}\n`);
}

/** What someone else put into an output folder: its path there, as "/CNAME", and whether it is a folder. */
export interface ForeignEntry {
  readonly path: string;
  readonly isFolder: boolean;
}

/** What lies in an output folder beside the files of its manifest, a folder before what is in it. */
export function foreignEntries(output: string, manifest: ReadonlySet<string>): readonly ForeignEntry[] {
  const own = foldersOf(manifest);
  const found: ForeignEntry[] = [];
  const visit = (folder: string) => {
    for (const entry of readdirSync(output + folder, { withFileTypes: true })) {
      const child = `${folder}/${entry.name}`;
      if (isWorkFile(child)) continue;
      if (entry.isDirectory()) {
        if (!own.has(child)) found.push({ path: child, isFolder: true });
        visit(child);
      } else if (!manifest.has(child)) found.push({ path: child, isFolder: false });
    }
  };
  visit("");
  return found;
}

/** The first of someone else's entries that stands where one of these files, or a folder of theirs, would. */
export function entryInTheWay(foreign: readonly ForeignEntry[], files: ReadonlySet<string>): string | undefined {
  if (foreign.length === 0) return undefined;
  const folders = foldersOf(files);
  return foreign.find((one) => files.has(one.path) || (!one.isFolder && folders.has(one.path)))?.path;
}

/** Whether a path in an output folder is the manifest, a lock, or a folder in which a build prepares files. */
function isWorkFile(file: string): boolean {
  return file.startsWith("/.offprint-");
}

/** The folders in which files are. */
function foldersOf(files: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const file of files) {
    for (let folder = path.posix.dirname(file); folder !== "/" && !folders.has(folder); ) {
      folders.add(folder);
      folder = path.posix.dirname(folder);
    }
  }
  return folders;
}
