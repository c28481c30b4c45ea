import { existsSync } from "node:fs";
import path from "node:path";
import { Eleventy } from "@11ty/eleventy";
import { register } from "tsx/esm/api";
import { engineFolder } from "../write/engine-folder.ts";
import { type BuildRequest, leaveRequest } from "./build-request.ts";
import { siteDirectories } from "./plugin.ts";

/** The site's own `.eleventy.ts`, or the engine's where it has none; relative, as Eleventy wants it. */
function configPath(): string {
  return existsSync(".eleventy.ts")
    ? ".eleventy.ts"
    : path.relative(process.cwd(), path.join(engineFolder, ".eleventy.ts"));
}

/** Builds the site in the working folder once, by its own Eleventy configuration, into an output folder. */
export async function buildWithEleventy(output: string, pathPrefix: string, request: BuildRequest): Promise<void> {
  // The configuration and the plugin that it names are TypeScript.
  register();
  const eleventy = new Eleventy(siteDirectories().input, path.relative(process.cwd(), output), {
    source: "cli",
    configPath: configPath(),
    pathPrefix,
    quietMode: true,
    config: (eleventyConfig) => leaveRequest(eleventyConfig, request),
  });
  await eleventy.init();
  await eleventy.write();
}

/** Serves the site in the working folder and rebuilds it as content and templates change. */
export async function serveWithEleventy(output: string, port: number, request: BuildRequest): Promise<void> {
  const eleventy = new Eleventy(siteDirectories().input, path.relative(process.cwd(), output), {
    source: "cli",
    configPath: configPath(),
    quietMode: true,
    runMode: "serve",
    config: (eleventyConfig) => leaveRequest(eleventyConfig, request),
  });
  await eleventy.init();
  await eleventy.watch();
  await eleventy.serve(port);
}
