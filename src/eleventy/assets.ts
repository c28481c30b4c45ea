import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { buildSync, transformSync } from "esbuild";
import type { Appearance } from "../model/catalogue.ts";
import type { TextPage } from "../render/page.ts";
import { appearanceCss } from "../render/view/appearance.ts";
import { engineFolder } from "./templates.ts";

/** The files every page loads, and their addresses, which change with their content so that no cache holds an old one. */
export interface Assets {
  readonly stylesheet: string;
  readonly script: string;
  readonly icon: string;
  readonly pages: readonly TextPage[];
}

/** Builds stylesheet, script and icon; a file of the same name in the site's `_includes/assets` takes the engine's place. */
export function buildAssets(site: string, appearance: Appearance): Assets {
  const read = (name: string) => {
    const own = path.join(site, "_includes/assets", name);
    return readFileSync(existsSync(own) ? own : path.join(engineFolder, "_includes/assets", name), "utf8");
  };
  const css = transformSync(`${read("site.css")}\n${appearanceCss(appearance)}`, { loader: "css", minify: true }).code;
  const script = buildSync({
    entryPoints: [path.join(engineFolder, "src/browser/site.ts")],
    bundle: true,
    write: false,
    format: "esm",
    minify: true,
    target: "es2022",
    absWorkingDir: engineFolder,
    tsconfigRaw: {},
  }).outputFiles[0]!.text;
  const pages = [asset("css", css), asset("js", script), asset("svg", read("site.svg"))];
  const [stylesheet, js, icon] = pages.map(({ address }) => address);
  return { stylesheet: stylesheet!, script: js!, icon: icon!, pages };
}

function asset(ending: string, text: string): TextPage {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
  return { address: `/assets/site.${hash}.${ending}`, text: () => text };
}
