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
  const pages = [
    asset("site", "css", css),
    asset("site", "js", bundle("site.ts")),
    asset("finder", "js", bundle("finder/finder.ts")),
    asset("site", "svg", read("site.svg")),
  ];
  const [stylesheet, script, finder, icon] = pages.map(({ address }) => address);
  return { stylesheet: stylesheet!, script: script!, finder: finder!, icon: icon!, pages };
}

/** A script of `src/browser`, with all that it imports. */
function bundle(name: string): string {
  return buildSync({
    entryPoints: [path.join(engineFolder, "src/browser", name)],
    bundle: true,
    write: false,
    format: "esm",
    minify: true,
    target: "es2022",
    absWorkingDir: engineFolder,
    tsconfigRaw: {},
  }).outputFiles[0]!.text;
}

function asset(name: string, ending: string, text: string): TextPage {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
  return { address: `/assets/${name}.${hash}.${ending}`, madeOf: () => "", text: () => text };
}
