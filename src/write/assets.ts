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

/** Builds stylesheet, scripts and icon; a file of the same name in the site's `_includes/assets` takes the engine's place. */
export function buildAssets(site: string, appearance: Appearance): Assets {
  const read = (name: string) => {
    const own = path.join(site, "_includes/assets", name);
    return readFileSync(existsSync(own) ? own : path.join(engineFolder, "_includes/assets", name), "utf8");
  };
  const css = transformSync(`${read("site.css")}\n${appearanceCss(appearance)}`, { loader: "css", minify: true }).code;
  const [script, finder] = bundle("site.ts", "finder/finder.ts");
  const pages = [
    asset("site", "css", css),
    asset("site", "js", script!),
    asset("finder", "js", finder!),
    asset("site", "svg", read("site.svg")),
  ];
  const addresses = pages.map(({ address }) => address);
  return { stylesheet: addresses[0]!, script: addresses[1]!, finder: addresses[2]!, icon: addresses[3]!, pages };
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
