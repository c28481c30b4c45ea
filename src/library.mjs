// `offprint`, as a package brings it and as a clone compiles it.
import { importCompiled } from "./compiled.mjs";

export const { readPublications, formatReference, toBibtex, toRis, toCslJson, inspect } =
  await importCompiled("library.ts");
