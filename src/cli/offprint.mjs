// The command `offprint`.
import { existsSync } from "node:fs";
import { importCompiled } from "../compiled.mjs";

if (existsSync(new URL("../../node_modules/esbuild", import.meta.url))) await importCompiled("cli/main.ts");
else {
  console.error('The libraries are missing: run "npm ci".');
  process.exitCode = 1;
}
