// Makes what the package create-offprint holds besides its own files, of the project's: npm runs it before packing.
import { copyFileSync, cpSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const project = path.dirname(import.meta.dirname);
const folder = path.join(project, "packages/create-offprint");

for (const name of ["dist", "starter"]) rmSync(path.join(folder, name), { recursive: true, force: true });
cpSync(path.join(project, "starter"), path.join(folder, "starter"), { recursive: true });
copyFileSync(path.join(project, "LICENSE"), path.join(folder, "LICENSE"));
await build({
  entryPoints: [path.join(project, "src/cli/create.ts")],
  outfile: path.join(folder, "dist/create.js"),
  bundle: true,
  external: ["@clack/prompts", "yaml"],
  format: "esm",
  platform: "node",
  target: "node20",
});
