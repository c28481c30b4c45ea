import { existsSync } from "node:fs";
import path from "node:path";
import nunjucks from "nunjucks";
import { ContentFault, diagnostic } from "../diagnostic/diagnostic.ts";
import { engineFolder } from "./cache/engine.ts";
import { compileTemplate } from "./compile-template.ts";

/**
 * The Nunjucks environment of a site: a template is looked for in the site's own `_includes`, then in the engine's, so a
 * file of the same name takes the place of the engine's. Everything shown is escaped unless a view says it is markup.
 */
export function createTemplates(site: string): Templates {
  const folders = [path.join(site, "_includes"), path.join(engineFolder, "_includes")];
  const templates = new Templates(new nunjucks.FileSystemLoader([...new Set(folders)]), {
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
  // An entry looks the same in every list, and there are many lists: it is rendered once with its abstract or picture and once without.
  const kept = [0, 1, 2, 3].map(() => new WeakMap<object, string>());
  const entriesHtml = (
    entries: readonly object[],
    list: { readonly areAbstractsOpen: boolean; readonly arePicturesShown: boolean },
    t: unknown,
    areItems = false,
  ) => {
    const known = kept[(list.areAbstractsOpen ? 1 : 0) + (list.arePicturesShown ? 2 : 0)]!;
    const html = entries.map((entry) => {
      const made = known.get(entry) ?? templates.render("partials/entry.njk", { entry, list, t });
      known.set(entry, made);
      return areItems ? `<li>\n${made}</li>\n` : made;
    });
    return new nunjucks.runtime.SafeString(html.join(""));
  };
  templates.addGlobal("entriesHtml", entriesHtml);
  const lines = new WeakMap<object, string>();
  templates.addGlobal("linesHtml", (entries: readonly object[], t: unknown) => {
    const html = entries.map((entry) => {
      const made = lines.get(entry) ?? templates.render("partials/entry-line.njk", { entry, t });
      lines.set(entry, made);
      return made;
    });
    return new nunjucks.runtime.SafeString(html.join(""));
  });
  return templates;
}

/** Shows templates by functions of our own, where it can. */
class Templates extends nunjucks.Environment {
  readonly #functions = new Map<string, ((context: object) => string) | undefined>();

  override render(name: string, context: object = {}): string {
    if (!this.#functions.has(name)) this.#functions.set(name, compileTemplate(this, name));
    try {
      const made = this.#functions.get(name)?.(context);
      if (made !== undefined) return made;
    } catch {
      // Nunjucks fails in the same way, and says where.
    }
    return super.render(name, context);
  }

  /** Reads and compiles the templates anew. */
  forget(): void {
    this.#functions.clear();
    // nunjucks 3.2 has it, its types do not.
    (this as unknown as { invalidateCache(): void }).invalidateCache();
  }
}

/**
 * What stopped a template while it made a page, as a fault at its place; undefined where it was no template that failed.
 * Nunjucks names each template on the way down; the last is where it happened. V8 says "(reading 'name')" of what has no properties.
 */
export function templateFault(error: unknown, site: string): ContentFault | undefined {
  if (error instanceof ContentFault) return error;
  if (!(error instanceof Error)) return undefined;
  const text = error.message;
  const places = [...text.matchAll(/\((?!reading ')([^()\n]+)\)(?: \[Line (\d+), Column (\d+)\])?(?=\n|$)/g)];
  const last = places.at(-1);
  if (last === undefined || !/Template render error/.test(`${error.name} ${text}`)) return undefined;
  const reason = text.slice(last.index + last[0].length).trim();
  // What happens while a page is made has its line counted from 0, what is found before from 1.
  const shift = reason.startsWith("Error:") ? 1 : 0;
  const file = path.relative(site, path.resolve(site, last[1]!));
  return new ContentFault([
    diagnostic({
      code: "build/template",
      message: `The template can't be shown: ${reason.replace(/^Error:\s*/, "").split("\n")[0]}.`,
      hint: "correct the template; what it can show is what its page gives it.",
      file: existsSync(path.join(site, file)) && !file.startsWith("..") ? file.replaceAll(path.sep, "/") : last[1]!,
      line: Number(last[2] ?? 1) + (last[2] === undefined ? 0 : shift),
      column: Number(last[3] ?? 1),
    }),
  ]);
}
