import path from "node:path";
import nunjucks from "nunjucks";
import { engineFolder } from "./engine-folder.ts";

/**
 * The Nunjucks environment of a site: a template is looked for in the site's own `_includes`, then in the engine's, so a
 * file of the same name takes the place of the engine's. Everything shown is escaped unless a view says it is markup.
 */
export function createTemplates(site: string): nunjucks.Environment {
  const folders = [path.join(site, "_includes"), path.join(engineFolder, "_includes")];
  const templates = new nunjucks.Environment(new nunjucks.FileSystemLoader([...new Set(folders)]), {
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
  // An entry looks the same in every list, and there are many lists: it is rendered once with its abstract and once without.
  const kept = [new WeakMap<object, string>(), new WeakMap<object, string>()] as const;
  const entriesHtml = (entries: readonly object[], list: { readonly areAbstractsOpen: boolean }, say: unknown) => {
    const known = kept[list.areAbstractsOpen ? 1 : 0];
    const html = entries.map((entry) => {
      const made = known.get(entry) ?? templates.render("partials/entry.njk", { entry, list, say });
      known.set(entry, made);
      return made;
    });
    return new nunjucks.runtime.SafeString(html.join(""));
  };
  templates.addGlobal("entriesHtml", entriesHtml);
  return templates;
}

/** Makes the environment read and compile its templates anew; nunjucks 3.2 has it, its types do not. */
export function forgetTemplates(templates: nunjucks.Environment): void {
  (templates as nunjucks.Environment & { invalidateCache(): void }).invalidateCache();
}
