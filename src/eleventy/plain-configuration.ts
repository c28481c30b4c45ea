import { existsSync, readFileSync } from "node:fs";

/** What stands in the `.eleventy.ts` of a site that asks Eleventy for nothing but Offprint, without comments and spaces. */
const plain =
  'import type { UserConfig } from "@11ty/eleventy"; import offprint, { siteDirectories } from "./src/eleventy/plugin.ts"; ' +
  "export default function (eleventyConfig: UserConfig) { eleventyConfig.addPlugin(offprint); " +
  "return { dir: siteDirectories() }; }";

/** Whether the site in the working folder configures nothing of its own, so that its pages are all that Eleventy would write. */
export function isConfigurationPlain(): boolean {
  return !existsSync(".eleventy.ts") || isPlain(readFileSync(".eleventy.ts", "utf8"));
}

/** Whether a configuration asks for nothing but Offprint. */
export function isPlain(text: string): boolean {
  const bare = (code: string) => code.replace(/^\s*\/\/.*$/gm, "").replace(/\s+/g, "");
  return bare(text) === bare(plain);
}
