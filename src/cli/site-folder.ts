import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { UsageError } from "./arguments.ts";

/** Makes a site's folder the working one, since Eleventy reads and writes relative to it; it must hold `content/`. */
export function enterSite(folder = "."): void {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new UsageError(`There is no folder "${folder}".`);
  if (!existsSync(path.join(folder, "content"))) {
    throw new UsageError(`"${folder}" is no site: it has no folder content/ with the papers in it.`);
  }
  process.chdir(folder);
}
