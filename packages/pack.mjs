// Makes what a package holds besides the project's own files, into dist/: npm runs it before packing.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { compile, compileReferences } from "../src/compile.mjs";
import { importCompiled } from "../src/compiled.mjs";

const project = path.dirname(import.meta.dirname);
const packed = path.join(project, "dist");
const types = path.join(packed, "types");

rmSync(packed, { recursive: true, force: true });
mkdirSync(path.join(packed, "assets"), { recursive: true });
// Of zod, which is as large as all the rest, the program uses little, which is made part of it.
for (const { path: file, contents } of await compile(packed, ["zod"], true)) writeFileSync(file, contents);
copyFileSync(path.join(project, "node_modules/zod/LICENSE"), path.join(packed, "LICENSE-zod"));
writeFileSync(path.join(packed, "csl.js"), await compileReferences());
const { makeReady, readFonts } = await importCompiled("build/assets.ts");
for (const [name, text] of Object.entries(makeReady())) writeFileSync(path.join(packed, "assets", name), text);
mkdirSync(path.join(packed, "assets/fonts"));
for (const [name, bytes] of readFonts()) writeFileSync(path.join(packed, "assets/fonts", `${name}.woff2`), bytes);
copyFileSync(path.join(project, "node_modules/@fontsource/source-serif-4/LICENSE"), path.join(packed, "assets/fonts/LICENSE"));

// Of what the exports name, and no more.
const settings = path.join(packed, "tsconfig.json");
const files = ["library.ts", "csl/exports.ts", "eleventy/plugin.ts", "eleventy/eleventy.d.ts", "export/untyped-modules.d.ts"];
writeFileSync(
  settings,
  JSON.stringify({
    extends: "../tsconfig.json",
    compilerOptions: { noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir: "../src", outDir: "types" },
    include: [],
    files: files.map((file) => `../src/${file}`),
  }),
);
const tsc = path.join(project, "node_modules/typescript/bin/tsc");
execFileSync(process.execPath, [tsc, "--project", settings], { cwd: project, stdio: "inherit" });
rmSync(settings);
// Eleventy ships no types; the plugin's name ours.
copyFileSync(path.join(project, "src/eleventy/eleventy.d.ts"), path.join(types, "eleventy/eleventy.d.ts"));
const plugin = path.join(types, "eleventy/plugin.d.ts");
writeFileSync(plugin, `/// <reference path="./eleventy.d.ts" />\n${readFileSync(plugin, "utf8")}`);

// tsc writes the types of all files that these import; what they do not name is taken away again.
const named = new Set();
const keep = (file) => {
  if (named.has(file)) return;
  named.add(file);
  for (const [, module] of readFileSync(file, "utf8").matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g))
    keep(path.resolve(path.dirname(file), module.replace(/(?:\.d)?\.ts$/, ".d.ts")));
};
for (const file of ["library.d.ts", "csl/exports.d.ts", "eleventy/plugin.d.ts", "eleventy/eleventy.d.ts"]) keep(path.join(types, file));
for (const entry of readdirSync(types, { recursive: true, withFileTypes: true })) {
  const file = path.join(entry.parentPath, entry.name);
  if (entry.isFile() && !named.has(file)) rmSync(file);
}

// What the package is made of (CycloneDX 1.5), without the moment and the number of its making, and the licences of it all.
const told = execFileSync("npm", ["sbom", "--package-lock-only", "--omit=dev", "--sbom-format=cyclonedx"], {
  cwd: project,
  encoding: "utf8",
  shell: process.platform === "win32",
});
const { serialNumber: _, ...bill } = JSON.parse(told);
delete bill.metadata.timestamp;
writeFileSync(path.join(packed, "sbom.json"), `${JSON.stringify(bill, null, 1)}\n`);
const licenceOf = ({ licenses = [] }) => licenses.map(({ license, expression }) => expression ?? license.id ?? license.name);
const rows = bill.components.map((one) => `| ${one.name} | ${one.version} | ${licenceOf(one).join(", ") || "see its folder"} |`);
writeFileSync(
  path.join(packed, "LICENCES.md"),
  `# Licences

Offprint is MIT licensed. It installs these packages, each with its licence in its own folder. citeproc, which citation-js uses for the
styles that Offprint's own formatter does not take, may be had under the CPAL 1.0 or the AGPL 3.0, as you choose: it is installed
as its authors publish it, unchanged, runs where the site is built, and no part of it is in a site. Who changes it and offers that to others has to give them its source.

The citation styles in \`assets/style-*.json\`, which sites give their visitors, are made of styles of the CSL project
(https://github.com/citation-style-language/styles) under CC BY-SA 3.0, as each file says.

| package | version | licence |
| --- | --- | --- |
${[...new Set(rows)].sort().join("\n")}
`,
);
