import offprint, { siteDirectories, type UserConfig } from "offprint/eleventy";

export default function (eleventyConfig: UserConfig) {
  eleventyConfig.addPlugin(offprint);
  // Add other Eleventy plugins, filters and pages of your own here.
  return { dir: siteDirectories() };
}
