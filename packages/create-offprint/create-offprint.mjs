#!/usr/bin/env node
// The command `create-offprint`; what an older Node can't even read is imported only on one that can.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major > 20 || (major === 20 && minor >= 19)) await import("./dist/create.js");
else {
  console.error(
    `Offprint needs Node.js 20.19 or newer, and this is ${process.versions.node}: install the present one from https://nodejs.org/.`,
  );
  process.exitCode = 1;
}
