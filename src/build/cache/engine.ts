import { createHash } from "node:crypto";
import { type Dirent, existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { isSystemError } from "../../diagnostic/system-reason.ts";
import { contentKind, listContent } from "../../input/files/list-content.ts";
import { digestOf } from "../../memory/digest.ts";
import type { ContentFile } from "../../record/content-files.ts";

/** The folder of the engine: its templates, assets and code serve any site. */
export const engineFolder = fileURLToPath(new URL("../../..", import.meta.url));

/** Whether the engine is a package as it is installed, which brings its code compiled and its assets made. */
export const isPackage = !existsSync(path.join(engineFolder, "src/build/cache/engine.ts"));

/**
 * Where a build keeps what the next one may take over, unless it is told another folder: beside the libraries of the site
 * in the working folder or, where that is content alone, beside the engine's.
 */
export function defaultCacheFolder(): string {
  return path.join(existsSync("package.json") ? process.cwd() : engineFolder, "node_modules/.cache/offprint");
}

// What a build depends on, as digests: the engine, the templates, and all that lies in a site's folder.

/** The digest of the engine: its code, its libraries, and the Node that runs it with its knowledge of languages. */
export function digestEngine(): string {
  const { node, v8, icu, unicode, cldr, tz } = process.versions;
  const files = [
    ...filesBelow(path.join(engineFolder, isPackage ? "dist" : "src")).filter((file) =>
      /\.(ts|js|mjs|css)$/.test(file),
    ),
    ...filesBelow(path.join(engineFolder, "forms")),
    // What npm has installed beside a package is listed in its own file there.
    ...["package-lock.json", "package.json", "../.package-lock.json"]
      .map((name) => path.join(engineFolder, name))
      .filter(existsSync),
  ];
  return digestOf([node, v8, icu, unicode, cldr, tz, digestFiles(engineFolder, files)]);
}

/** The digest of the templates and assets, the engine's and a site's own. */
export function digestTemplates(site: string): string {
  return digestOf([engineFolder, site].map((root) => digestFiles(root, filesBelow(path.join(root, "_includes")))));
}

/**
 * The digest of all that is read of a site's content. Files that are only published count by what the disk says of them:
 * who changes one may give it its former time, but not the time of that change.
 */
export function digestContent(site: string): string {
  const { value: files, diagnostics } = listContent(site);
  const isRead = ({ path: name }: ContentFile) => contentKind(name) !== undefined;
  const others = files
    .filter((file) => !isRead(file))
    .map(({ onDisk }) => {
      const stats = statSync(path.join(site, onDisk), { throwIfNoEntry: false });
      return [onDisk, stats?.size, stats?.mtimeMs, stats?.ctimeMs, stats?.ino];
    });
  const read = files.filter(isRead).map(({ onDisk }) => path.join(site, onDisk));
  return digestOf([digestFiles(site, read), others, diagnostics]);
}

function digestFiles(root: string, files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) {
    const bytes = bytesOf(file);
    hash.update(`${path.relative(root, file)}\n${bytes.length}\n`).update(bytes);
  }
  return hash.digest("base64url");
}

/** The bytes of a file, or why there are none: a pipe would never end, a link may lead nowhere, a file may have gone. */
function bytesOf(file: string): Uint8Array {
  try {
    return statSync(file).isFile() ? readFileSync(file) : Buffer.from("no file");
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return Buffer.from(error.code);
  }
}

/** The files below a folder in the order of their names, also through links; none where there is no folder. */
export function filesBelow(folder: string): readonly string[] {
  const found: string[] = [];
  /** A folder that a link leads to is visited once, since it may hold that link itself. */
  const linkedOnes = new Set<string>();
  const visit = (current: string) => {
    for (const entry of entriesOf(current)) {
      const file = `${current}${path.sep}${entry.name}`;
      const linked = entry.isSymbolicLink() ? linkedFolder(file) : undefined;
      if (!entry.isDirectory() && linked === undefined) found.push(file);
      else if (linked === undefined || !linkedOnes.has(linked)) {
        if (linked !== undefined) linkedOnes.add(linked);
        visit(file);
      }
    }
  };
  if (existsSync(folder)) visit(folder);
  return found.sort();
}

/** What is in a folder; nothing in one that can't be read, of which the reading of content tells. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return [];
  }
}

/** The folder to which a link leads. */
function linkedFolder(link: string): string | undefined {
  try {
    return statSync(link).isDirectory() ? realpathSync(link) : undefined;
  } catch {
    return undefined;
  }
}

/** The place of a library that need not be there: the site's own before the engine's; undefined where there is none. */
export function findLibrary(site: string, name: string): string | undefined {
  for (const from of [path.join(path.resolve(site), "package.json"), import.meta.url]) {
    try {
      return createRequire(from).resolve(name);
    } catch {
      // It is not installed there, as it need not be.
    }
  }
  return undefined;
}

/** The place of the library that makes pictures small. */
export const findSharp = (site: string): string | undefined => findLibrary(site, "sharp");

/** Which sharp a site has, by its version; pictures are others with another one. Undefined where it has none. */
export function pictureMaker(site: string): string | undefined {
  const place = findSharp(site);
  if (place === undefined) return undefined;
  const folder = place.slice(0, place.lastIndexOf(`${path.sep}sharp${path.sep}`) + 7);
  const { version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as { version: string };
  return `sharp ${version}`;
}
