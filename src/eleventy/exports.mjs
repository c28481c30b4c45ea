// `offprint/eleventy`, as a package brings it and as a clone compiles it.
import { importCompiled } from "../compiled.mjs";

const plugin = await importCompiled("eleventy/plugin.ts");

export default plugin.default;
export const { siteDirectories } = plugin;
