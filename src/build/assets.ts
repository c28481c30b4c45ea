import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { citationLocale } from "../export/citation-locales.ts";
import { localeToSend, stylesToSend, type VisitorStyleName, visitorStyles } from "../export/visitor-styles.ts";
import { digestOf } from "../memory/digest.ts";
import { lazy, memoize } from "../memory/memoize.ts";
import type { LoadedSite } from "../pipeline.ts";
import type { Appearance, Site } from "../record/site-settings.ts";
import { embedScriptAddress } from "../site/pages/embedded-pages.ts";
import type { BytesPage, TextPage } from "../site/pages/page.ts";
import { createSay, type Translate } from "../site/views/locale.ts";
import { appearanceCss } from "../site/views/site-view.ts";
import { bundledStyles } from "./bundled-styles.ts";
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

/**
 * Makes the assets of a site as it looks, with its words in its languages and what its author adds to the stylesheet; what has not
 * changed since they were last asked for is not made again.
 */
export type MakeAssets = (
  site: Pick<Site, "appearance" | "languages" | "citationStyles">,
  messages: LoadedSite["messages"],
  ownStyle?: string,
) => Assets;

/**
 * Makes stylesheet, scripts and icon. A file of the same name in the site's `_includes/assets` takes the engine's place, as it
 * is written.
 */
export function createAssets(site: string): MakeAssets {
  const ownOf = (name: string) => {
    const own = path.resolve(site, "_includes/assets", name);
    return own !== engineFile(name) && existsSync(own) ? readFileSync(own, "utf8") : undefined;
  };
  const engineStyle = isReady ? readyStyle() : minifiedStyle;
  return ({ appearance, languages, citationStyles }, messages, ownStyle = "") => {
    const fonts = appearance.fonts === "own" ? siteFonts() : undefined;
    const style = asset(
      "site",
      "css",
      `${ownOf("site.css") ?? engineStyle()}\n${fonts?.css ?? ""}${appearanceCss(appearance)}${ownStyle}`,
    );
    const { references, styles, embed, ...code } = scripts();
    const words = languages.map((language) => wordsFile(citationLocale(language)));
    const facts: SiteFacts = {
      theme: appearance.theme,
      references: fileName(references),
      // Those that the site does not write itself.
      styles: visitorStyles.flatMap(({ title }, index) =>
        citationStyles.some((own) => own.title === title) ? [] : [[title, fileName(styles[index]!)]],
      ),
      languages: Object.fromEntries(
        languages.map((language, index) => [
          language,
          { ...wordsOfScripts(createSay(messages.get(language)!, language)), locale: fileName(words[index]!) },
        ]),
      ),
    };
    // Said once, in front of the scripts that need it, and not on each page.
    const withFacts = (text: string) => `const siteFacts=${JSON.stringify(facts)};${text}`;
    const script = asset("site", "js", withFacts(code.site));
    const finder = asset("finder", "js", withFacts(code.finder));
    const icon = asset("site", "svg", ownOf("site.svg") ?? readFileSync(engineFile("site.svg"), "utf8"));
    return {
      stylesheet: style.address,
      script: script.address,
      finder: finder.address,
      icon: icon.address,
      fonts: fonts?.first ?? (() => []),
      pages: [style, script, finder, references, ...styles, ...new Set(words), icon, ...(fonts?.pages ?? [])],
      embed,
    };
  };
}

/** The scripts and citation styles, made once, since the code of a process does not change. */
const scripts = lazy(() => {
  const ready = isReady ? readReady() : { ...bundleScripts(), ...styleTexts() };
  const { "site.js": site, "finder.js": finder, "references.js": references, "embed.js": embed } = ready;
  return {
    site,
    finder,
    references: asset("references", "js", references),
    styles: visitorStyles.map(({ name }) => asset(`style-${name}`, "json", ready[`style-${name}.json`])),
    embed: { address: embedScriptAddress, digest: () => digestOf(embed), text: () => embed },
  };
});

/** What `browser/citing/site-facts.ts` reads: the site's own colours, and the files, beside the scripts, of the styles at choice. */
interface SiteFacts {
  readonly theme: Appearance["theme"];
  readonly references: string;
  readonly styles: readonly (readonly [title: string, file: string])[];
  readonly languages: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What scripts say on every page, or on those of papers. */
const wordsOfScripts = (t: Translate) => ({
  copy: t("copy"),
  copied: t("copied"),
  notCopied: t("notCopied"),
  download: t("downloadFormat", { format: ".bib" }),
  mark: t("mark"),
  marked: t("marked"),
  citationStyle: t("citationStyle"),
  styleFailed: t("styleFailed"),
  theme: t("theme"),
  auto: t("themeAuto"),
  light: t("themeLight"),
  dark: t("themeDark"),
});

/** The words of references in a locale, as a file. */
const wordsFile = memoize((locale) => asset(`words-${locale}`, "json", JSON.stringify(localeToSend(locale))));

const fileName = ({ address }: TextPage): string => path.posix.basename(address);

const engineFile = (name: string): string => path.join(engineFolder, "_includes/assets", name);

// What of the engine's is made ready for visitors: when the code is compiled, or else when it is asked for.

type Scripts = Readonly<Record<"site.js" | "finder.js" | "references.js" | "embed.js", string>>;
type StyleTexts = Readonly<Record<`style-${VisitorStyleName}.json`, string>>;
type ReadyAssets = Scripts & StyleTexts & Readonly<Record<"site.css", string>>;

/** Makes the engine's stylesheet, scripts and citation styles ready, as `assets/` beside the compiled code has them. */
export function makeReady(): ReadyAssets {
  return { "site.css": minifiedStyle(), ...bundleScripts(), ...styleTexts() };
}

/** The citation styles that visitors have at choice, as they are sent. */
function styleTexts(): StyleTexts {
  const styles = Object.entries(stylesToSend(bundledStyles()));
  return Object.fromEntries(styles.map(([name, style]) => [`style-${name}.json`, JSON.stringify(style)])) as StyleTexts;
}

const readyFolder = path.join(import.meta.dirname, "assets");
const isReady = existsSync(path.join(readyFolder, "site.js"));

function readReady(): ReadyAssets {
  const names = ["site.css", "site.js", "finder.js", "references.js", "embed.js"];
  const styles = visitorStyles.map(({ name }) => `style-${name}.json`);
  const read = (name: string) => [name, readFileSync(path.join(readyFolder, name), "utf8")];
  return Object.fromEntries([...names, ...styles].map(read)) as ReadyAssets;
}

/** The stylesheet that was made ready; in a clone it may be changed while the process runs. */
function readyStyle(): () => string {
  const ready = lazy(() => readReady()["site.css"]);
  if (isPackage) return ready;
  const first = readFileSync(engineFile("site.css"), "utf8");
  return () => (readFileSync(engineFile("site.css"), "utf8") === first ? ready() : minifiedStyle());
}

/** A tool of developers, which a package does without. */
const esbuild = lazy(() => createRequire(import.meta.url)("esbuild") as typeof import("esbuild"));

const minify = memoize((css: string) => esbuild().transformSync(css, { loader: "css", minify: true }).code.trimEnd());

const minifiedStyle = (): string => minify(readFileSync(engineFile("site.css"), "utf8"));

/** The scripts of `src/browser`, each with all that it imports. */
function bundleScripts(): Scripts {
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
    entryPoints: {
      site: "src/browser/enhance.ts",
      finder: "src/browser/finder/finder.ts",
      references: "src/browser/citing/write-reference.ts",
    },
    format: "esm",
  });
  // Only a script that is no module knows which tag asked for it.
  const embed = esbuild().buildSync({ ...shared, entryPoints: { embed: "src/browser/embed.ts" }, format: "iife" });
  const files = [...outputFiles, ...embed.outputFiles];
  return Object.fromEntries(files.map(({ path: file, text }) => [path.basename(file), text])) as Scripts;
}

function asset(name: string, ending: string, text: string): TextPage {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
  return { address: `/assets/${name}.${hash}.${ending}`, digest: () => "", text: () => text };
}
