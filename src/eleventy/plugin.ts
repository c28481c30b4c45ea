// In: a site's folder. Out: its pages, written by Eleventy. The only room that names Eleventy; no rule of bibliography.
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { UserConfig } from "@11ty/eleventy";
import { hasErrors, reportDiagnostics } from "../diagnostic/report-diagnostics.ts";
import { filesOf } from "../model/publication.ts";
import { type LoadedSite, loadSite } from "../pipeline.ts";
import type { Page, PicturePage } from "../render/page.ts";
import { listPages } from "../render/page-list.ts";
import { fileAddress } from "../render/view/addresses.ts";
import { buildAssets } from "./assets.ts";
import { takeRequest } from "./build-request.ts";
import { normalizePathPrefix } from "./path-prefix.ts";
import { createSocialPictures } from "./social-pictures.ts";
import { createTemplates, engineFolder, forgetTemplates } from "./templates.ts";

/** What Eleventy tells those who listen to it before and after a build. */
interface BuildEvent {
  readonly runMode: "build" | "serve" | "watch";
  readonly directories: { readonly output: string };
}

/** The folders of a site whose Eleventy configuration says no other; Eleventy reads no content and no README. */
export function siteDirectories(): { input: string; includes: string; output: string } {
  const input = existsSync("_includes")
    ? "_includes"
    : path.relative(process.cwd(), path.join(engineFolder, "_includes"));
  return { input: input || ".", includes: ".", output: "_site" };
}

/**
 * The Eleventy plugin that makes a site of `content/` in the working folder. Content is read by Offprint alone: Eleventy
 * gets finished pages by pagination over data, and other plugins, transforms and templates see each of them.
 */
export default function offprint(eleventyConfig: UserConfig): void {
  const site = process.cwd();
  const templates = createTemplates(site);
  let pages: readonly Exclude<Page, PicturePage>[] = [];
  let pictures: readonly PicturePage[] = [];
  let loaded: LoadedSite | undefined;
  let isDevelopment = false;

  eleventyConfig.setUseGitIgnore(false);
  for (const folder of ["content", "_includes", path.relative(site, path.join(engineFolder, "_includes"))]) {
    eleventyConfig.ignores.add(`${folder}/**`);
  }
  eleventyConfig.addWatchTarget("./content/");
  eleventyConfig.addWatchTarget("./_includes/");
  eleventyConfig.setLibrary("njk", templates);

  eleventyConfig.on("eleventy.before", ({ runMode }: BuildEvent) => {
    isDevelopment = runMode !== "build";
    forgetTemplates(templates);
    const request = takeRequest(eleventyConfig);
    const { value, diagnostics } = request?.loaded ?? loadSite(site);
    loaded = value;
    (request?.report ?? reportDiagnostics)(diagnostics);
    if (!isDevelopment && !request?.lenient && hasErrors(diagnostics)) {
      throw new Error("Nothing was published: the content has errors, which are listed above.");
    }
    const assets = buildAssets(site, value.catalogue.site.appearance);
    const options = {
      // Eleventy settles the prefix after all configuration has been read.
      pathPrefix: normalizePathPrefix((eleventyConfig as unknown as { pathPrefix?: string }).pathPrefix),
      assets,
      messages: value.messages,
      diagnostics: isDevelopment ? diagnostics : [],
    };
    const all = listPages(value.catalogue, options);
    pages = [...assets.pages, ...all.filter((page): page is Exclude<Page, PicturePage> => !("picture" in page))];
    pictures = all.filter((page) => "picture" in page);
  });

  eleventyConfig.addGlobalData("offprint", () => loaded);
  eleventyConfig.addGlobalData("offprintPages", () => pages);
  eleventyConfig.addTemplate("offprint.11ty.js", {
    data: () => ({
      // For `.nojekyll`.
      eleventyAllowMissingExtension: true,
      pagination: { data: "offprintPages", size: 1, alias: "offprintPage", addAllPagesToCollections: true },
      permalink: ({ offprintPage }: { offprintPage: Page }) => offprintPage.address,
    }),
    render: ({ offprintPage: page }: { offprintPage: Exclude<Page, PicturePage> }) =>
      "text" in page ? page.text() : templates.render(page.layout, { ...page.context(), development: isDevelopment }),
  });

  const { png } = createSocialPictures({ cacheFolder: path.join(engineFolder, "node_modules/.cache/offprint") });
  eleventyConfig.on("eleventy.after", ({ directories }: BuildEvent) => {
    for (const { address, picture } of pictures) {
      const target = path.join(directories.output, address);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, png(picture));
    }
    for (const { publication, slug } of loaded?.catalogue.publications ?? []) {
      for (const href of filesOf(publication)) {
        if (!loaded?.files.has(href)) continue;
        const target = path.join(directories.output, fileAddress(href, slug));
        mkdirSync(path.dirname(target), { recursive: true });
        copyFileSync(path.join(site, href), target);
      }
    }
  });
}
