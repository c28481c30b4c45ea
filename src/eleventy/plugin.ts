import { existsSync } from "node:fs";
import path from "node:path";
import type { UserConfig } from "@11ty/eleventy";
import { createAssets } from "../build/assets.ts";
import { engineFolder } from "../build/cache/engine.ts";
import { checkTemplates } from "../build/check-templates.ts";
import { createListPictures } from "../build/list-pictures.ts";
import { fileOfAddress } from "../build/output/output-folder.ts";
import { createSocialPictures } from "../build/social-pictures.ts";
import { createTemplates } from "../build/templates.ts";
import { createPageBytes, type PageBytes, sitePages, writePages } from "../build/write-pages.ts";
import { ContentFault } from "../diagnostic/diagnostic.ts";
import { hasErrors, reportDiagnostics } from "../diagnostic/print-diagnostics.ts";
import { createSerializer, type Serialize } from "../export/serializations.ts";
import { type LoadedSite, loadSite } from "../pipeline.ts";
import { inOnePiece, type Page } from "../site/pages/page.ts";
import { normalizePathPrefix } from "../site/views/page-addresses.ts";
import { type BuildRequest, markRequestTaken, takeRequest } from "./build-request.ts";
import { isConfigurationPlain } from "./configuration-fault.ts";

export type { UserConfig };

/**
 * Makes the function that puts a page's text through the transforms of a configuration, in their order, as Eleventy does
 * with pages of its own (www.11ty.dev/docs/transforms/); bytes that are no text pass.
 */
export function transformWith(
  eleventyConfig: UserConfig,
): <Content extends string | Uint8Array>(page: Page, content: Content) => Promise<Content> {
  return async (page, content) => {
    if (typeof content !== "string") return content;
    const { output } = eleventyConfig.directories;
    const outputPath = path.join(output, fileOfAddress(page.address));
    const facts = { url: page.address, inputPath: "./content/", outputPath };
    let text: string = content;
    for (const transform of Object.values(eleventyConfig.transforms)) {
      text = await transform.call({ ...facts, page: facts }, text, outputPath);
    }
    return text as typeof content;
  };
}

// In: a site's folder. Out: its pages, written or served by Eleventy. The only room that names Eleventy; no rule of bibliography.

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
 * The Eleventy plugin that makes a site of `content/` in the working folder. Content is read by Offprint alone, and its
 * pages are written when Eleventy has written its own, or are made when someone asks the server of \`dev\` for them;
 * the transforms of the configuration see each of them.
 */
export default function offprint(eleventyConfig: UserConfig): void {
  const site = process.cwd();
  markRequestTaken(eleventyConfig);
  const templates = createTemplates(site);
  const makeAssets = createAssets(site);
  const own: BuildRequest = {
    lenient: false,
    records: new Map(),
    serializations: new Map(),
    pictures: createSocialPictures({ cacheFolder: undefined }),
    makeListPicture: createListPictures(site, undefined),
    threads: 0,
  };
  let loaded: LoadedSite | undefined;
  let pages: readonly Page[] = [];
  let bytes: PageBytes = () => "";
  let serialize: Serialize = createSerializer(own.serializations);
  const transform = transformWith(eleventyConfig);

  eleventyConfig.setUseGitIgnore(false);
  for (const folder of ["content", "_includes", path.relative(site, path.join(engineFolder, "_includes"))]) {
    eleventyConfig.ignores.add(`${folder}/**`);
  }
  // A file counts as saved when it has not grown for so many milliseconds; one caught halfway is read again at once. What
  // the site's own configuration says comes first.
  const awaitWriteFinish = { stabilityThreshold: 40, pollInterval: 10 };
  eleventyConfig.setChokidarConfig({ awaitWriteFinish, ...eleventyConfig.chokidarConfig });
  eleventyConfig.addWatchTarget("./content/");
  eleventyConfig.addWatchTarget("./_includes/");
  eleventyConfig.setLibrary("njk", templates);
  eleventyConfig.addGlobalData("offprint", () => loaded);
  // Eleventy gives a library the configuration's filters and shortcodes when it meets a template for it: this one has no pages.
  const pageless = { pagination: { data: "none", size: 1 }, none: [] };
  if (!isConfigurationPlain()) eleventyConfig.addTemplate("offprint.njk", "", pageless);

  eleventyConfig.on("eleventy.before", ({ runMode }: BuildEvent) => {
    const isDevelopment = runMode !== "build";
    const request = takeRequest(eleventyConfig) ?? own;
    const withDrafts = runMode === "serve";
    const isPlain = isConfigurationPlain();
    const read = request.loaded ?? loadSite(site, request.records, withDrafts, !isPlain);
    const { value } = read;
    loaded = value;
    const faults = checkTemplates(site, templates, isPlain ? undefined : Object.keys(eleventyConfig.nunjucks.globals));
    const diagnostics = hasErrors(faults) ? read.diagnostics : [...read.diagnostics, ...faults];
    (request.report ?? reportDiagnostics)(diagnostics);
    if (!isDevelopment && !request.lenient && hasErrors(diagnostics)) {
      throw new Error("Nothing was published: the content has errors, which are listed above.");
    }
    bytes = createPageBytes({
      site,
      templates,
      faults,
      pictures: request.pictures,
      makeListPicture: request.makeListPicture,
      isDevelopment,
    });
    // Only now: while the new templates can't be read, the pages there were are made of the old ones.
    templates.forget();
    serialize = createSerializer(request.serializations);
    // Eleventy settles the prefix after all configuration has been read.
    const pathPrefix = normalizePathPrefix((eleventyConfig as unknown as { pathPrefix?: string }).pathPrefix);
    pages = sitePages(site, value, {
      pathPrefix,
      serialize,
      makeAssets,
      diagnostics: isDevelopment ? diagnostics : [],
    });
    const makeNow = bytes;
    const { length } = value.catalogue.publications;
    request.server?.show(pages, length, async (page) => transform(page, inOnePiece(await makeNow(page))), pathPrefix);
  });

  eleventyConfig.on("eleventy.after", async ({ directories }: BuildEvent) => {
    const { serializations, threads, tell, server } = takeRequest(eleventyConfig) ?? own;
    if (!isConfigurationPlain()) {
      const faults = checkTemplates(site, templates).filter(({ severity }) => severity === "error");
      if (faults.length > 0) throw new ContentFault(faults);
    }
    if (server) return;
    const folder = path.resolve(directories.output);
    await writePages(pages, { folder, bytes, transform, serializations, serialize, threads, tell });
  });
}
