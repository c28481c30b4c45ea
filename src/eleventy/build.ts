import path from "node:path";
import { Eleventy, type EleventyOptions } from "@11ty/eleventy";
import { register } from "tsx/esm/api";
import { engineFolder } from "../write/engine-folder.ts";
import { type BuildRequest, leaveRequest } from "./build-request.ts";
import { isConfigurationPlain } from "./plain-configuration.ts";
import offprint, { siteDirectories } from "./plugin.ts";

/**
 * What Eleventy is configured by: the site's own `.eleventy.ts` or, where that asks for nothing but Offprint, Offprint
 * outright, which starts faster since it is compiled already.
 */
function configuration(request: BuildRequest): Pick<EleventyOptions, "configPath" | "config"> {
  if (!isConfigurationPlain()) {
    // It is TypeScript, as is the plugin that it names.
    register();
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

/** Builds the site in the working folder once, by its own Eleventy configuration, into an output folder. */
export async function buildWithEleventy(output: string, pathPrefix: string, request: BuildRequest): Promise<void> {
  const eleventy = new Eleventy(siteDirectories().input, path.relative(process.cwd(), output), {
    source: "cli",
    pathPrefix,
    quietMode: true,
    ...configuration(request),
  });
  await eleventy.init();
  await eleventy.write();
}

/** Serves the site in the working folder and rebuilds it as content and templates change. */
export async function serveWithEleventy(output: string, port: number, request: BuildRequest): Promise<void> {
  const eleventy = new Eleventy(siteDirectories().input, path.relative(process.cwd(), output), {
    source: "cli",
    quietMode: true,
    runMode: "serve",
    ...configuration(request),
  });
  await eleventy.init();
  await eleventy.watch();
  await eleventy.serve(port);
}
