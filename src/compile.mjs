// Node 20 runs no TypeScript: the code is made into JavaScript once for each state of it, which starts several times faster
// than translating it file by file does. A package brings what is made here.
import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { compiledName } from "./compiled.mjs";

const source = fileURLToPath(new URL(".", import.meta.url));
const project = path.dirname(path.resolve(source));
const store = path.join(project, "node_modules/.cache/offprint/code");

/** What is run: the command line, the process and the threads that it starts, and what a package exports. */
const entryPoints = [
  "cli/main.ts",
  "cli/commands.ts",
  "cli/dev-server.ts",
  "build/serialization/serialization-thread.ts",
  "build/assets.ts",
  "eleventy/plugin.ts",
  "library.ts",
  "csl/exports.ts",
];

/** Libraries of many small files, each of which would be looked for and opened at every start. */
const bundled = ["zod", "image-size", "parse5", "entities", "markdown-it"];

/** The name of the file that holds the digest of each other one in its folder. */
const digestsName = "digests.json";

/** Imports an entry point, `name`, as made of the code that is there now. */
export async function importOfClone(name) {
  const folder = path.join(store, digestOfCode());
  if (!isWhole(folder)) {
    try {
      await compileInto(folder);
    } catch (error) {
      // Where nothing can be written, each file is translated as it is loaded.
      if (error.syscall === undefined) throw error;
      const { register } = await import("tsx/esm/api");
      register();
      return import(pathToFileURL(path.join(source, name)).href);
    }
  }
  return import(pathToFileURL(path.join(folder, compiledName(name))).href);
}

/** The stylesheet, which is made ready for visitors with the code. */
const style = "../_includes/assets/site.css";

/** Changes with every file of the code, and where it stands: two clones may share the folder of their libraries. */
function digestOfCode() {
  const hash = createHash("sha256").update(source);
  const files = [style, ...readdirSync(source, { recursive: true }).filter((file) => /\.(ts|mjs)$/.test(file))];
  for (const file of files.sort()) hash.update(`\n${file}\n`).update(readFileSync(path.join(source, file)));
  return hash.digest("hex").slice(0, 16);
}

/** Whether a folder holds all of what was compiled into it, untouched. */
function isWhole(folder) {
  try {
    const digests = Object.entries(JSON.parse(readFileSync(path.join(folder, digestsName), "utf8")));
    const isThere = ([file, digest]) => digestOf(readFileSync(path.join(folder, file))) === digest;
    return digests.length >= entryPoints.length && digests.every(isThere);
  } catch {
    return false;
  }
}

/**
 * Compiles into a folder, and takes away what was made of earlier code unless it may still be running. Each file is moved to
 * its place when it is whole, the digests last: who else does the same at the same time moves the same bytes there, and who
 * runs from the folder already never misses one.
 */
async function compileInto(folder) {
  mkdirSync(folder, { recursive: true });
  for (const old of readdirSync(store).map((name) => path.join(store, name))) {
    const { mtimeMs } = statSync(old, { throwIfNoEntry: false }) ?? {};
    if (Date.now() - mtimeMs > 86_400_000) rmSync(old, { recursive: true, force: true });
  }
  const digests = {};
  for (const { path: file, contents } of await compile(folder, bundled)) {
    // A map is only read where the program has a fault.
    if (!file.endsWith(".map")) digests[path.relative(folder, file)] = digestOf(contents);
    writeWhole(file, contents);
  }
  const { makeReady } = await import(pathToFileURL(path.join(folder, compiledName("build/assets.ts"))).href);
  for (const [name, text] of Object.entries(makeReady())) {
    digests[`assets/${name}`] = digestOf(text);
    writeWhole(path.join(folder, "assets", name), text);
  }
  writeWhole(path.join(folder, digestsName), JSON.stringify(digests));
}

/**
 * The code as JavaScript for a folder: all files lie in it side by side, as `{ path, contents }`. It imports the libraries, but
 * those that are to be part of it. What is packed has no white space, since it is to be small; its maps say where a fault lies.
 */
export async function compile(folder, included, isPacked = false) {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    absWorkingDir: source,
    entryPoints,
    entryNames: "[name]",
    outdir: folder,
    write: false,
    bundle: true,
    splitting: true,
    external: librariesBut(included),
    minifyWhitespace: isPacked,
    format: "esm",
    platform: "node",
    target: "node20",
    sourcemap: "linked",
    sourcesContent: false,
    plugins: [{ name: "own-address", setup: (compiler) => keepAddresses(compiler, folder) }],
  });
  return outputFiles;
}

/** References for browsers (`offprint/csl`), as one module that needs no other. */
export async function compileReferences() {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    absWorkingDir: source,
    entryPoints: ["csl/references.ts"],
    write: false,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
  });
  return outputFiles[0].contents;
}

function librariesBut(included) {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(path.join(project, "package.json"), "utf8"));
  return Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !included.includes(name));
}

function writeWhole(file, contents) {
  const draft = `${file}.${randomUUID()}`;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(draft, contents);
  renameSync(draft, file);
}

function digestOf(bytes) {
  return createHash("sha256").update(bytes).digest("base64url");
}

/** A file that asks for its own address is told where its source stands, since templates and assets lie beside that. */
function keepAddresses(compiler, folder) {
  const here = existsSync(folder) ? realpathSync(folder) : folder;
  compiler.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
    const address = JSON.stringify(path.relative(here, file).replaceAll("\\", "/"));
    const contents = readFileSync(file, "utf8").replaceAll("import.meta.url", `new URL(${address}, import.meta.url).href`);
    return { loader: "ts", contents };
  });
}
