import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** Files of a site by path, below `content/publications/` where a name has no folder. */
export type SiteFiles = Readonly<Record<string, string | Uint8Array>>;

/** A new folder, which goes when the test ends. */
export function emptyFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "offprint-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a site into a new folder, which goes when the test ends; gives the folder. */
export function siteIn(files: SiteFiles): string {
  return writeSite(emptyFolder(), files);
}

/** Writes a site into a folder; gives the folder. */
export function writeSite(folder: string, files: SiteFiles): string {
  mkdirSync(path.join(folder, "content/publications"), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name.includes("/") ? name : `content/publications/${name}`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}
