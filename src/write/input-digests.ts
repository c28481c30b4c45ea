// What a build depends on, as digests: the engine, the templates, and all that lies in a site's folder.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { ContentFile } from "../model/content-file.ts";
import { digestOf } from "../model/digest.ts";
import { contentKind, listContent } from "../pipeline.ts";
import { engineFolder } from "./engine-folder.ts";

/** The digest of the engine: its code, its libraries, and the Node that runs it with its knowledge of languages. */
export function digestEngine(): string {
  const { node, v8, icu, unicode, cldr, tz } = process.versions;
  const files = [
    ...filesBelow(path.join(engineFolder, "src")).filter((file) => /\.(ts|mjs)$/.test(file)),
    ...["package-lock.json", "package.json"].map((name) => path.join(engineFolder, name)).filter(existsSync),
  ];
  return digestOf([node, v8, icu, unicode, cldr, tz, digestFiles(engineFolder, files)]);
}

/** The digest of the templates and assets, the engine's and a site's own. */
export function digestTemplates(site: string): string {
  return digestOf([engineFolder, site].map((root) => digestFiles(root, filesBelow(path.join(root, "_includes")))));
}

/** The digest of all that is read of a site's content; files that are only published count by size and time. */
export function digestContent(site: string): string {
  const { value: files, diagnostics } = listContent(site);
  const isRead = ({ path: name }: ContentFile) => contentKind(name) !== undefined;
  const others = files
    .filter((file) => !isRead(file))
    .map(({ onDisk }) => {
      const stats = statSync(path.join(site, onDisk), { throwIfNoEntry: false });
      return [onDisk, stats?.size, stats?.mtimeMs];
    });
  const read = files.filter(isRead).map(({ onDisk }) => path.join(site, onDisk));
  return digestOf([digestFiles(site, read), others, diagnostics]);
}

function digestFiles(root: string, files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) {
    const bytes = readOrNothing(file);
    hash.update(`${path.relative(root, file)}\n${bytes.length}\n`).update(bytes);
  }
  return hash.digest("base64url");
}

/** Whether a link leads to a file; what editors leave leads nowhere. */
function isLinkToFile(link: string): boolean {
  try {
    return statSync(link).isFile();
  } catch {
    return false;
  }
}

/** What can't be read, or has gone meanwhile, is reported where it is used. */
function readOrNothing(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    return new Uint8Array();
  }
}

/** The files below a folder in the order of their names, none where there is no folder. */
export function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const found: string[] = [];
  const visit = (current: string) => {
    for (const entry of readdirSync(current, { withFileTypes: true })) {
      const file = `${current}${path.sep}${entry.name}`;
      if (entry.isDirectory()) visit(file);
      else if (entry.isFile() || (entry.isSymbolicLink() && isLinkToFile(file))) found.push(file);
    }
  };
  visit(folder);
  return found.sort();
}
