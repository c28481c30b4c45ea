#!/usr/bin/env node
// The command `offprint`.
import { existsSync } from "node:fs";
import { importCompiled, isClone } from "../compiled.mjs";

if (isClone && !existsSync(new URL("../../node_modules/esbuild", import.meta.url))) {
  console.error('The libraries are missing: run "npm ci".');
  process.exitCode = 1;
} else await importCompiled("cli/main.ts");
