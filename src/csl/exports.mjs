// `offprint/csl`, as a package brings it and as a clone compiles it.
import { importCompiled } from "../compiled.mjs";

export const { readStyle, compileStyle, UnsupportedStyle } = await importCompiled("csl/exports.ts");
