import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { buildSync, transformSync } from "esbuild";
import type { Appearance } from "../model/catalogue.ts";
import type { TextPage } from "../render/page.ts";
import { appearanceCss } from "../render/view/appearance.ts";
import { engineFolder } from "./engine-folder.ts";

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
  let scripts: readonly TextPage[] | undefined;
  let style: { readonly source: string; readonly page: TextPage } | undefined;
  return (appearance) => {
    const source = `${read("site.css")}\n${appearanceCss(appearance)}`;
    if (style?.source !== source) {
      const { code } = transformSync(source, { loader: "css", minify: true });
      style = { source, page: asset("site", "css", code) };
    }
    // The code of a process does not change.
    scripts ??= bundle("site.ts", "finder/finder.ts").map((text, index) =>
      asset(["site", "finder"][index]!, "js", text),
    );
    const icon = asset("site", "svg", read("site.svg"));
    const [script, finder] = scripts;
    return {
      stylesheet: style.page.address,
      script: script!.address,
      finder: finder!.address,
      icon: icon.address,
      pages: [style.page, ...scripts, icon],
    };
  };
}

/** Scripts of `src/browser`, each with all that it imports. */
function bundle(...names: readonly string[]): readonly string[] {
  const { outputFiles } = buildSync({
    entryPoints: names.map((name) => path.join(engineFolder, "src/browser", name)),
    // Nothing is written there.
    outdir: engineFolder,
    bundle: true,
    write: false,
    format: "esm",
    minify: true,
    target: "es2022",
    absWorkingDir: engineFolder,
    tsconfigRaw: {},
  });
  const isOf = (name: string, file: string) => file.endsWith(path.join(path.sep, name.replace(/ts$/, "js")));
  return names.map((name) => outputFiles.find((file) => isOf(name, file.path))!.text);
}

function asset(name: string, ending: string, text: string): TextPage {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
  return { address: `/assets/${name}.${hash}.${ending}`, madeOf: () => "", text: () => text };
}
