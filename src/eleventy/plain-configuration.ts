import { existsSync, readFileSync } from "node:fs";

/** What stands in the `.eleventy.ts` of a site that asks Eleventy for nothing but Offprint, without comments and spaces. */
const plain =
  'import type { UserConfig } from "@11ty/eleventy"; import offprint, { siteDirectories } from "./src/eleventy/plugin.ts"; ' +
  "export default function (eleventyConfig: UserConfig) { eleventyConfig.addPlugin(offprint); " +
  "return { dir: siteDirectories() }; }";

/** Whether the site in the working folder configures nothing of its own, so that its pages are all that Eleventy would write. */
export function isConfigurationPlain(): boolean {
  if (!existsSync(".eleventy.ts")) return true;
  const text = readFileSync(".eleventy.ts", "utf8").replace(/^\s*\/\/.*$/gm, "");
  return text.replace(/\s+/g, "") === plain.replace(/\s+/g, "");
}
