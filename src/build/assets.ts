import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { buildSync, transformSync } from "esbuild";
import { lazy } from "../memory/memoize.ts";
import type { Appearance } from "../record/site-settings.ts";
import type { TextPage } from "../site/pages/page.ts";
import { appearanceCss } from "../site/views/site-view.ts";
import { engineFolder } from "./cache/engine.ts";

/** The files every page loads, and their addresses, which change with their content so that no cache holds an old one. */
export interface Assets {
  readonly stylesheet: string;
  readonly script: string;
  /** The script of the search, which a page loads when a visitor uses it. */
  readonly finder: string;
  readonly icon: string;
  readonly pages: readonly TextPage[];
}

/** Makes the assets of a site as it looks; what has not changed since they were last asked for is not made again. */
export type MakeAssets = (appearance: Appearance) => Assets;

/** Makes stylesheet, scripts and icon; a file of the same name in the site's `_includes/assets` takes the engine's place. */
export function createAssets(site: string): MakeAssets {
  const read = (name: string) => {
    const own = path.join(site, "_includes/assets", name);
    return readFileSync(existsSync(own) ? own : path.join(engineFolder, "_includes/assets", name), "utf8");
  };
  // The code of a process does not change.
  const scripts = lazy(bundleScripts);
  let style: { readonly source: string; readonly page: TextPage } | undefined;
  return (appearance) => {
    const source = `${read("site.css")}\n${appearanceCss(appearance)}`;
    if (style?.source !== source) {
      const { code } = transformSync(source, { loader: "css", minify: true });
      style = { source, page: asset("site", "css", code) };
    }
    const { site: script, finder } = scripts();
    const icon = asset("site", "svg", read("site.svg"));
    return {
      stylesheet: style.page.address,
      script: script.address,
      finder: finder.address,
      icon: icon.address,
      pages: [style.page, script, finder, icon],
    };
  };
}

/** The scripts of `src/browser`, each with all that it imports. */
function bundleScripts() {
  const { outputFiles } = buildSync({
    entryPoints: { site: "src/browser/enhance.ts", finder: "src/browser/finder/finder.ts" },
    absWorkingDir: engineFolder,
    // Nothing is written there.
    outdir: ".",
    bundle: true,
    write: false,
    format: "esm",
    minify: true,
    target: "es2022",
    tsconfigRaw: {},
  });
  const script = (name: string) =>
    asset(name, "js", outputFiles.find((file) => path.basename(file.path) === `${name}.js`)!.text);
  return { site: script("site"), finder: script("finder") };
}

function asset(name: string, ending: string, text: string): TextPage {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
  return { address: `/assets/${name}.${hash}.${ending}`, digest: () => "", text: () => text };
}
