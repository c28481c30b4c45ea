import path from "node:path";
import { fileURLToPath } from "node:url";
import nunjucks from "nunjucks";

/** The folder of the engine: the templates below it serve any site. */
export const engineFolder = fileURLToPath(new URL("../..", import.meta.url));

/**
 * The Nunjucks environment of a site: a template is looked for in the site's own `_includes`, then in the engine's, so a
 * file of the same name takes the place of the engine's. Everything shown is escaped unless a view says it is markup.
 */
export function createTemplates(site: string): nunjucks.Environment {
  const folders = [path.join(site, "_includes"), path.join(engineFolder, "_includes")];
  return new nunjucks.Environment(new nunjucks.FileSystemLoader([...new Set(folders)]), {
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
}

/** Makes the environment read and compile its templates anew; nunjucks 3.2 has it, its types do not. */
export function forgetTemplates(templates: nunjucks.Environment): void {
  (templates as nunjucks.Environment & { invalidateCache(): void }).invalidateCache();
}
