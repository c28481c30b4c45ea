// What a build depends on, as digests: the engine, the templates, and all that lies in a site's folder.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { digestOf } from "../model/digest.ts";
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
  const files = filesBelow(path.join(site, "content"));
  const isRead = (file: string) => /\.(md|bib|yaml|csl)$/i.test(file);
  const others = files
    .filter((file) => !isRead(file))
    .map((file) => {
      const { size, mtimeMs } = statSync(file);
      return [path.relative(site, file), size, mtimeMs];
    });
  return digestOf([digestFiles(site, files.filter(isRead)), others]);
}

function digestFiles(root: string, files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) {
    const bytes = readFileSync(file);
    hash.update(`${path.relative(root, file)}\n${bytes.length}\n`).update(bytes);
  }
  return hash.digest("base64url");
}

/** The files below a folder in the order of their names, none where there is no folder. */
export function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const found: string[] = [];
  const visit = (current: string) => {
    for (const entry of readdirSync(current, { withFileTypes: true })) {
      const file = `${current}${path.sep}${entry.name}`;
      if (entry.isDirectory()) visit(file);
      else found.push(file);
    }
  };
  visit(folder);
  return found.sort();
}
