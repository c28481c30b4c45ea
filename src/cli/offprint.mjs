#!/usr/bin/env node
// The command `offprint`.
import { existsSync } from "node:fs";
import { importCompiled, isClone } from "../compiled.mjs";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Offprint needs Node.js 20.19 or newer, and this is ${process.versions.node}: install the present one from https://nodejs.org/.`,
  );
  process.exitCode = 1;
} else if (isClone && !existsSync(new URL("../../node_modules/esbuild", import.meta.url))) {
  console.error('The libraries are missing: run "npm ci".');
  process.exitCode = 1;
} else
  await importCompiled("cli/main.ts").catch((error) => {
    // A clone that has come by a new state of the project needs what that brings.
    if (!isClone || !/MODULE_NOT_FOUND$/.test(error.code)) throw error;
    console.error(`A library is missing: run "npm ci". (${error.message.split("\n")[0]})`);
    process.exitCode = 1;
  });
