import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { digestOf } from "../memory/digest.ts";
import { lazy, memoize } from "../memory/memoize.ts";
import type { Appearance } from "../record/site-settings.ts";
import { embedScriptAddress } from "../site/pages/embedded-pages.ts";
import type { BytesPage, TextPage } from "../site/pages/page.ts";
import { appearanceCss } from "../site/views/site-view.ts";
import { engineFolder, isPackage } from "./cache/engine.ts";
import { siteFonts } from "./fonts.ts";

export { readFonts } from "./fonts.ts";

/** The files every page loads, and their addresses, which change with their content so that no cache holds an old one. */
export interface Assets {
  readonly stylesheet: string;
  readonly script: string;
  /** The script of the search, which a page loads when a visitor uses it. */
  readonly finder: string;
  readonly icon: string;
  /** The faces with which every page in a language begins; none where the site is set in those of the visitor's system. */
  readonly fonts: (language: string) => readonly string[];
  readonly pages: readonly (TextPage | BytesPage)[];
  /** The script by which other sites show lists of this one, at an address that stays. */
  readonly embed: TextPage;
}

/** Makes the assets of a site as it looks, with what its author adds to the stylesheet; what has not changed since they were last asked for is not made again. */
export type MakeAssets = (appearance: Appearance, ownStyle?: string) => Assets;

/**
 * Makes stylesheet, scripts and icon. A file of the same name in the site's `_includes/assets` takes the engine's place, as it
 * is written.
 */
export function createAssets(site: string): MakeAssets {
  const ownOf = (name: string) => {
    const own = path.resolve(site, "_includes/assets", name);
    return own !== engineFile(name) && existsSync(own) ? readFileSync(own, "utf8") : undefined;
  };
  // The code of a process does not change.
  const scripts = lazy(() => {
    const { "site.js": site, "finder.js": finder, "embed.js": embed } = isReady ? readReady() : bundleScripts();
    return {
      site: asset("site", "js", site),
      finder: asset("finder", "js", finder),
      embed: { address: embedScriptAddress, digest: () => digestOf(embed), text: () => embed },
    };
  });
  const engineStyle = isReady ? readyStyle() : minifiedStyle();
  return (appearance, ownStyle = "") => {
    const fonts = appearance.fonts === "own" ? siteFonts() : undefined;
    const style = asset(
      "site",
      "css",
      `${ownOf("site.css") ?? engineStyle()}\n${fonts?.css ?? ""}${appearanceCss(appearance)}${ownStyle}`,
    );
    const { site: script, finder, embed } = scripts();
    const icon = asset("site", "svg", ownOf("site.svg") ?? readFileSync(engineFile("site.svg"), "utf8"));
    return {
      stylesheet: style.address,
      script: script.address,
      finder: finder.address,
      icon: icon.address,
      fonts: fonts?.first ?? (() => []),
      pages: [style, script, finder, icon, ...(fonts?.pages ?? [])],
      embed,
    };
  };
}

const engineFile = (name: string): string => path.join(engineFolder, "_includes/assets", name);

// What of the engine's is made ready for visitors: when the code is compiled, or else when it is asked for.

type ReadyAssets = Readonly<Record<"site.css" | "site.js" | "finder.js" | "embed.js", string>>;

/** Makes the engine's stylesheet and scripts ready, as `assets/` beside the compiled code has them. */
export function makeReady(): ReadyAssets {
  return { "site.css": minifiedStyle()(), ...bundleScripts() };
}

const readyFolder = path.join(import.meta.dirname, "assets");
const isReady = existsSync(path.join(readyFolder, "site.js"));

function readReady(): ReadyAssets {
  const read = (name: string) => readFileSync(path.join(readyFolder, name), "utf8");
  return {
    "site.css": read("site.css"),
    "site.js": read("site.js"),
    "finder.js": read("finder.js"),
    "embed.js": read("embed.js"),
  };
}

/** The stylesheet that was made ready; in a clone it may be changed while the process runs. */
function readyStyle(): () => string {
  const ready = lazy(() => readReady()["site.css"]);
  if (isPackage) return ready;
  const first = readFileSync(engineFile("site.css"), "utf8");
  const changed = minifiedStyle();
  return () => (readFileSync(engineFile("site.css"), "utf8") === first ? ready() : changed());
}

/** A tool of developers, which a package does without. */
const esbuild = lazy(() => createRequire(import.meta.url)("esbuild") as typeof import("esbuild"));

function minifiedStyle(): () => string {
  const minify = memoize((css: string) => esbuild().transformSync(css, { loader: "css", minify: true }).code.trimEnd());
  return () => minify(readFileSync(engineFile("site.css"), "utf8"));
}

/** The scripts of `src/browser`, each with all that it imports. */
function bundleScripts(): Omit<ReadyAssets, "site.css"> {
  const shared = {
    absWorkingDir: engineFolder,
    // Nothing is written there.
    outdir: ".",
    bundle: true,
    write: false,
    minify: true,
    target: "es2022",
    tsconfigRaw: {},
  } as const;
  const { outputFiles } = esbuild().buildSync({
    ...shared,
    entryPoints: { site: "src/browser/enhance.ts", finder: "src/browser/finder/finder.ts" },
    format: "esm",
  });
  // Only a script that is no module knows which tag asked for it.
  const embed = esbuild().buildSync({ ...shared, entryPoints: { embed: "src/browser/embed.ts" }, format: "iife" });
  const files = [...outputFiles, ...embed.outputFiles];
  const script = (name: string) => files.find((file) => path.basename(file.path) === name)!.text;
  return { "site.js": script("site.js"), "finder.js": script("finder.js"), "embed.js": script("embed.js") };
}

function asset(name: string, ending: string, text: string): TextPage {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
  return { address: `/assets/${name}.${hash}.${ending}`, digest: () => "", text: () => text };
}
