import type { UserConfig } from "@11ty/eleventy";
import offprint, { siteDirectories } from "./src/eleventy/plugin.ts";

export default function (eleventyConfig: UserConfig) {
  eleventyConfig.addPlugin(offprint);
  // Add other Eleventy plugins, filters and pages of your own here.
  return { dir: siteDirectories() };
}
