// The only place of this room that reads the disk. What it gives lies in the folder that is imported, whatever names and links say.
import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { bounds, moreThan } from "../../diagnostic/bounds.ts";
import { isSystemError, systemReason } from "../../diagnostic/system-reason.ts";
import { decodeText } from "../../input/files/read-files.ts";
import { withoutNoText } from "../../text/characters.ts";

/** The files of a site that is imported. */
export interface SourceFolder {
  /** Relative to the folder, with forward slashes, sorted. */
  readonly paths: readonly string[];
  readonly has: (path: string) => boolean;
  /** The text of a file; undefined where it is not there or, which is told, can't be read. */
  readonly text: (path: string) => string | undefined;
  readonly bytes: (path: string) => number;
  /** Where the file lies for whoever copies it. */
  readonly onDisk: (path: string) => string;
}

/** Says what of a folder is not read, and why. */
export type TellUnread = (what: string, file?: string) => void;

/** Folders that hold what programs made or brought, and nothing of the author's. */
const foreign = /^(?:\..*|_site|node_modules|vendor|resources|bower_components|__pycache__)$/;

/** More files than any site has. */
const mostFiles = 100_000;

/** Lists the files of a folder. A link is followed to a file of the same folder alone; what leads out of it is told. */
export function openSourceFolder(root: string, tell: TellUnread): SourceFolder {
  const realRoot = realpathSync(root);
  const files = new Map<string, string>();
  const read = (folder: string) => {
    let entries: readonly Dirent[];
    try {
      entries = readdirSync(path.join(root, folder), { withFileTypes: true });
    } catch (error) {
      tell(`a folder could not be opened: ${systemReason(error)}`, folder || ".");
      return;
    }
    for (const entry of entries) {
      const child = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (files.size >= mostFiles) return;
      if (foreign.test(entry.name) || (folder === "" && entry.name === "public")) continue;
      if (entry.isDirectory()) read(child);
      else if (entry.isFile()) files.set(child, path.join(root, child));
      else if (entry.isSymbolicLink()) follow(child);
    }
  };
  const follow = (link: string) => {
    try {
      const real = realpathSync(path.join(root, link));
      const isInside = real.startsWith(realRoot + path.sep);
      if (isInside && statSync(real).isFile()) files.set(link, real);
      else tell(`a link was not followed: it leads ${isInside ? "to a folder" : "out of the folder"}`, link);
    } catch {
      tell("a link was not followed: it leads to what does not exist", link);
    }
  };
  read("");
  if (files.size >= mostFiles) tell(`only the first ${mostFiles} files were looked at`);

  return folderOf(files, tell);
}

/** One file as a folder that holds nothing else. */
export function openSourceFile(file: string, tell: TellUnread): SourceFolder {
  return folderOf(new Map([[path.basename(file), file]]), tell);
}

function folderOf(files: ReadonlyMap<string, string>, tell: TellUnread): SourceFolder {
  const bytes = (name: string) => statSync(files.get(name)!).size;
  return {
    paths: [...files.keys()].sort(),
    has: (name) => files.has(name),
    bytes,
    onDisk: (name) => files.get(name)!,
    text: (name) => {
      if (!files.has(name)) return undefined;
      const bound = /\.bib(?:tex)?$/i.test(name) ? "bibliographyBytes" : "fileBytes";
      try {
        if (bytes(name) <= bounds[bound].most) return withoutNoText(decodeText(readFileSync(files.get(name)!)).text);
        tell(`a file was not read: it has ${moreThan(bound)}`, name);
      } catch (error) {
        if (!isSystemError(error)) throw error;
        tell(`a file could not be opened: ${systemReason(error)}`, name);
      }
      return undefined;
    },
  };
}
