// What is run: the JavaScript that a package brings, or that a clone makes of its TypeScript.
import { existsSync } from "node:fs";
import path from "node:path";

/** Whether this is a clone, which compiles by itself; a package brings no TypeScript. */
export const isClone = existsSync(new URL("cli/main.ts", import.meta.url));

/** The name of the JavaScript of an entry point, "cli/main.ts". */
export const compiledName = (name) => `${path.basename(name, ".ts")}.js`;

/** Imports an entry point, `name`, as made of the code that is there now. */
export async function importCompiled(name) {
  if (process.env.OFFPRINT_DEBUG) process.setSourceMapsEnabled(true);
  if (!isClone) return import(new URL(`../dist/${compiledName(name)}`, import.meta.url).href);
  const { importOfClone } = await import("./compile.mjs");
  return importOfClone(name);
}
