// Node 20 runs no TypeScript: the code is made into JavaScript once for each state of it, which starts several times faster
// than translating it file by file does.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const source = fileURLToPath(new URL(".", import.meta.url));
const project = path.dirname(path.resolve(source));
const store = path.join(project, "node_modules/.cache/offprint/code");

/** What is run: the command line, and the process and the threads that it starts. */
const entryPoints = ["cli/main.ts", "cli/dev-server.ts", "write/forms-thread.ts"];

/** Imports an entry point, `name`, as made of the code that is there now. */
export async function importCompiled(name) {
  const folder = path.join(store, digestOfCode());
  if (!existsSync(folder)) {
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
  return import(pathToFileURL(path.join(folder, name.replace(/ts$/, "js"))).href);
}

/** Changes with every file of the code, and with the place where it stands. */
function digestOfCode() {
  const hash = createHash("sha256").update(source);
  const files = readdirSync(source, { recursive: true }).filter((file) => /\.(ts|mjs)$/.test(file));
  for (const file of files.sort()) hash.update(`\n${file}\n`).update(readFileSync(path.join(source, file)));
  return hash.digest("hex").slice(0, 16);
}

/** Compiles into a folder, and takes away what was made of earlier code unless it may still be running. */
async function compileInto(folder) {
  const { build } = await import("esbuild");
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  for (const old of readdirSync(store).map((name) => path.join(store, name))) {
    if (Date.now() - statSync(old).mtimeMs > 86_400_000) rmSync(old, { recursive: true, force: true });
  }
  await build({
    absWorkingDir: source,
    entryPoints,
    outdir: draft,
    bundle: true,
    splitting: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "node20",
    plugins: [{ name: "own-address", setup: keepAddresses }],
  });
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another process was first.
    if (!existsSync(folder)) throw error;
  }
}

/** A file that asks for its own address is told where its source stands, since templates and assets lie beside that. */
function keepAddresses(compiler) {
  compiler.onLoad({ filter: /\.ts$/ }, ({ path: file }) => ({
    loader: "ts",
    contents: readFileSync(file, "utf8").replaceAll("import.meta.url", JSON.stringify(pathToFileURL(file).href)),
  }));
}
