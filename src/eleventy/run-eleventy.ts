import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Eleventy, type EleventyOptions, type UserConfig } from "@11ty/eleventy";
import { engineFolder } from "../build/cache/engine.ts";
import { type BuildRequest, leaveRequest, wasRequestTaken } from "./build-request.ts";
import { configurationFault, eleventyFault, isConfigurationPlain } from "./configuration-fault.ts";
import offprint, { siteDirectories } from "./plugin.ts";

/**
 * What Eleventy is configured by: the site's own `.eleventy.ts` or, where that asks for nothing but Offprint, Offprint
 * outright, which starts faster since it is compiled already.
 */
function configuration(request: BuildRequest): Pick<EleventyOptions, "configPath" | "config"> {
  if (!isConfigurationPlain()) {
    return { configPath: ".eleventy.ts", config: (eleventyConfig) => leaveRequest(eleventyConfig, request) };
  }
  return {
    configPath: path.relative(process.cwd(), path.join(engineFolder, "src/eleventy/no-configuration.mjs")),
    config: (eleventyConfig) => {
      leaveRequest(eleventyConfig, request);
      eleventyConfig.setIncludesDirectory(siteDirectories().includes);
      eleventyConfig.addPlugin(offprint);
    },
  };
}

/** Makes an Eleventy of the site in the working folder, which has read its configuration; what is wrong with that is a `ContentFault`. */
export async function startEleventy(
  output: string,
  options: EleventyOptions,
  request: BuildRequest,
): Promise<Eleventy> {
  if (!isConfigurationPlain()) {
    refuseCommonJs();
    await readTypeScript();
  }
  const { configPath, config } = configuration(request) as Required<Pick<EleventyOptions, "configPath" | "config">>;
  let seen: UserConfig | undefined;
  const eleventy = new Eleventy(siteDirectories().input, path.relative(process.cwd(), output), {
    source: "script",
    quietMode: true,
    ...options,
    configPath,
    config: (eleventyConfig) => {
      seen = eleventyConfig;
      return config(eleventyConfig);
    },
  });
  // What stops it is told as a message, not as a trace.
  eleventy.disableLogger();
  try {
    await eleventy.init();
  } catch (error) {
    throw eleventyFault(error);
  }
  // A site's own configuration may name a folder too, as siteDirectories() does for Eleventy run by itself.
  eleventy.directories.setOutput(path.relative(process.cwd(), output));
  if (seen === undefined || !wasRequestTaken(seen)) {
    throw configurationFault(
      "The configuration does not add Offprint's plugin, so Eleventy would make no site of the content.",
      'import offprint from "offprint/eleventy" and call eleventyConfig.addPlugin(offprint), or delete the file.',
    );
  }
  return eleventy;
}

/** Builds the site in the working folder once, by its own Eleventy configuration, into an output folder. */
export async function buildWithEleventy(output: string, pathPrefix: string, request: BuildRequest): Promise<void> {
  const eleventy = await startEleventy(output, { pathPrefix }, request);
  try {
    await eleventy.write();
  } catch (error) {
    throw eleventyFault(error);
  }
}

/** Lets Node import TypeScript: from 22.18 on it does by itself, before that by the tsx of the site or of a clone of Offprint. */
async function readTypeScript(): Promise<void> {
  if ("typescript" in process.features && process.features.typescript) return;
  for (const place of [path.resolve("package.json"), import.meta.url]) {
    let found: string;
    try {
      found = createRequire(place).resolve("tsx/esm/api");
    } catch {
      continue;
    }
    // That is its form for CommonJS, which Eleventy's own way of finding modules gets in the way of.
    const { register } = await import(pathToFileURL(found.replace(/cjs$/, "mjs")).href);
    register();
    return;
  }
  throw configurationFault(
    `The file asks Eleventy for more than Offprint, and Node ${process.versions.node} runs no TypeScript.`,
    'run "npm install --save-dev tsx", or use Node 22.18 or later.',
  );
}

/** Node takes a file for CommonJS where no package.json says otherwise; the plugin is a module. */
function refuseCommonJs(): void {
  for (let folder = process.cwd(); ; folder = path.dirname(folder)) {
    const file = path.join(folder, "package.json");
    if (existsSync(file)) {
      if (isModulePackage(readFileSync(file, "utf8"))) return;
      break;
    }
    if (folder === path.dirname(folder)) break;
  }
  throw configurationFault(
    "No package.json says that the files here are modules, so Node can't load .eleventy.ts with Offprint's plugin.",
    'put a file package.json beside .eleventy.ts with the text {"type": "module"}.',
  );
}

function isModulePackage(text: string): boolean {
  try {
    return (JSON.parse(text) as { type?: unknown }).type === "module";
  } catch {
    return false;
  }
}
