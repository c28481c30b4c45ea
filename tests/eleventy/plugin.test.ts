import { Eleventy, type UserConfig } from "@11ty/eleventy";
import { expect, test } from "vitest";
import offprint from "../../src/eleventy/plugin.ts";

/** How files are watched where a site asks for this. */
async function watchedBy(asked: object): Promise<object> {
  let seen: UserConfig | undefined;
  const eleventy = new Eleventy("_includes", undefined, {
    configPath: "src/eleventy/no-configuration.mjs",
    quietMode: true,
    config: (eleventyConfig) => {
      seen = eleventyConfig;
      eleventyConfig.setChokidarConfig(asked);
      eleventyConfig.addPlugin(offprint);
    },
  });
  await eleventy.init();
  return seen!.chokidarConfig;
}

test("the plugin leaves what a site says of watching as it is", async () => {
  expect(await watchedBy({ usePolling: true })).toMatchObject({ usePolling: true, awaitWriteFinish: {} });
  expect(await watchedBy({ awaitWriteFinish: false })).toEqual({ awaitWriteFinish: false });
});
