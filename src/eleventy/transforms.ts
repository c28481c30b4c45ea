import path from "node:path";
import type { UserConfig } from "@11ty/eleventy";
import type { Page } from "../render/page.ts";
import { fileOfAddress } from "../write/output-folder.ts";

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
