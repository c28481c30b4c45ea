import { execFile, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";

const project = path.join(import.meta.dirname, "../..");
/** An empty folder outside of the project, with the packed files. */
const outside = mkdtempSync(path.join(os.tmpdir(), "offprint-package-"));
const site = path.join(outside, "my-site");
const installed = path.join(site, "node_modules/offprint");
const text = (...parts: readonly string[]) => readFileSync(path.join(...parts), "utf8");

/** Runs a program to its end; what it printed, and how it ended. */
async function run(folder: string, program: string, words: readonly string[], node = process.execPath) {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NO_COLOR: "1",
    GITHUB_ACTIONS: "",
    npm_config_update_notifier: "false",
  };
  for (const name of Object.keys(env))
    if (/^(?:npm_(?!config_)|VITEST|NODE_ENV$|INIT_CWD$)/.test(name)) delete env[name];
  env.PATH = `${path.dirname(node)}${path.delimiter}${env.PATH}`;
  return promisify(execFile)(program, [...words], { cwd: folder, env, maxBuffer: 1 << 26 }).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout, errors: stderr }),
    ({ code, stdout, stderr }) => ({ code: Number(code), output: stdout as string, errors: stderr as string }),
  );
}

const npm = (folder: string, ...words: string[]) => run(folder, "npm", words);
const offprint = (...words: string[]) => run(site, "npx", ["--no", "offprint", ...words]);

/** The version of a package that the registry has; undefined where it does not answer. */
async function newest(name: string): Promise<string | undefined> {
  const asked = await npm(outside, "view", name, "version", "--fetch-retries=0", "--fetch-timeout=10000");
  return asked.code === 0 ? asked.output.trim() : undefined;
}

const isOnline = (await newest("yaml")) !== undefined;

/**
 * Installs a packed file. Where the registry does not answer, its libraries are this project's, of which those are taken that the
 * lockfile has for more than developers.
 */
async function install(folder: string, packed: string) {
  if (isOnline) {
    const asked = await npm(folder, "install", "--no-audit", "--no-fund", "--prefer-offline", packed);
    expect(asked, asked.errors).toMatchObject({ code: 0 });
    return;
  }
  const name = /\/(\w+(?:-[a-z]+)?)-\d[^/]*$/.exec(packed)![1]!;
  const target = path.join(folder, "node_modules", name);
  mkdirSync(target, { recursive: true });
  await run(folder, "tar", ["-xzf", packed, "-C", target, "--strip-components=1"]);
  const { packages } = JSON.parse(text(project, "package-lock.json")) as {
    packages: Record<string, { dev?: boolean }>;
  };
  for (const [place, { dev }] of Object.entries(packages)) {
    if (place !== "" && !dev && existsSync(path.join(project, place)))
      cpSync(path.join(project, place), path.join(folder, place), { recursive: true });
  }
  const { bin } = JSON.parse(text(target, "package.json")) as { bin: Record<string, string> };
  mkdirSync(path.join(folder, "node_modules/.bin"), { recursive: true });
  for (const [command, file] of Object.entries(bin)) {
    const shim = `#!/bin/sh\nexec node "${path.join(target, file)}" "$@"\n`;
    writeFileSync(path.join(folder, "node_modules/.bin", command), shim, { mode: 0o755 });
  }
}

function filesBelow(folder: string, isLeftOut: (name: string) => boolean = () => false): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (isLeftOut(entry.name)) return [];
    return entry.isDirectory() ? filesBelow(file, isLeftOut) : entry.isFile() ? [file] : [];
  });
}

/** The commands that a host runs in a site where all is installed, and the folder that it publishes. */
function hostedBy(host: string): { commands: readonly string[]; output: string } {
  if (host === "netlify") {
    const [command, output] = ["command", "publish"].map(
      (name) => new RegExp(`^ *${name} = (".*")$`, "m").exec(text(site, "netlify.toml"))![1]!,
    );
    return { commands: [JSON.parse(command!)], output: JSON.parse(output!) };
  }
  const jobs = parse(text(site, host === "gitlab" ? ".gitlab-ci.yml" : ".github/workflows/pages.yml"));
  const all: readonly (string | undefined)[] =
    host === "gitlab" ? jobs.pages.script : jobs.jobs.build.steps.map((step: { run?: string }) => step.run);
  const commands = all.filter((command) => command !== undefined && !command.includes("npm ci")) as string[];
  return { commands, output: host === "gitlab" ? jobs.pages.artifacts.paths[0] : "_site" };
}

beforeAll(async () => {
  for (const folder of [project, path.join(project, "packages/create-offprint")]) {
    const packed = await npm(folder, "pack", "--pack-destination", outside);
    expect(packed, packed.errors).toMatchObject({ code: 0 });
  }
  const packed = (name: string) => path.join(outside, readdirSync(outside).find((one) => one.startsWith(name))!);
  const maker = path.join(outside, "maker");
  mkdirSync(maker);
  await install(maker, packed("create-offprint-"));
  const words = ["--no", "create-offprint", "../my-site", "--yes", "--name", "Ada Kern"];
  expect(await run(maker, "npx", words)).toMatchObject({ code: 0, errors: "" });
  await install(site, packed("offprint-"));
}, 600_000);

afterAll(() => rmSync(outside, { recursive: true, force: true }));

describe("the packed package, in a site that create-offprint made outside of the project", () => {
  test("has few files of the site's own, and no more than 60 MB of others, none of them developers' tools", () => {
    const own = filesBelow(site, (name) => name === "node_modules");
    expect(own.length).toBeLessThanOrEqual(18);
    const libraries = path.join(site, "node_modules");
    // As a disk counts them, in blocks.
    const size = filesBelow(libraries).reduce((sum, file) => sum + Math.ceil(statSync(file).size / 4096) * 4096, 0);
    expect(size).toBeGreaterThan(10e6);
    expect(size).toBeLessThan(60e6);
    for (const name of ["esbuild", "tsx", "typescript", "vitest"]) {
      expect(existsSync(path.join(libraries, name)), name).toBe(false);
    }
    expect(filesBelow(installed).filter((file) => /(?<!\.d)\.ts$/.test(file) && !file.includes("/starter/"))).toEqual(
      [],
    );
  });

  test.runIf(isOnline)("runs no script while it is installed", () => {
    expect(text(site, "package-lock.json")).not.toContain("hasInstallScript");
  });

  test("serves the site by npm run dev", async () => {
    const server = createServer().listen(0);
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const dev = spawn("npm", ["run", "dev", "--", "--port", String(port)], {
      cwd: site,
      detached: true,
      stdio: "ignore",
    });
    try {
      const page = () =>
        fetch(`http://localhost:${port}/publications/example/`).then((answer) => answer.text(), String);
      await expect.poll(page, { timeout: 60_000 }).toContain("An example of a paper");
    } finally {
      process.kill(-dev.pid!);
    }
  });

  test("reads, cites and exports by a program, with types that hold together", async () => {
    const program = `import { readPublications, toBibtex, formatReference } from "offprint";
import { compileStyle, readStyle, type Item } from "offprint/csl";
import offprint, { siteDirectories, type UserConfig } from "offprint/eleventy";
const configure = (eleventyConfig: UserConfig): { input: string } => (eleventyConfig.addPlugin(offprint), siteDirectories());
const style = readStyle('<style version="1.0"><bibliography><layout><text variable="title"/></layout></bibliography></style>');
const item: Item = { type: "book", title: "Pines" };
console.log(typeof configure, typeof toBibtex, typeof formatReference, typeof readPublications);
console.log(compileStyle(style, { locales: [] }).format(item).html);\n`;
    writeFileSync(path.join(site, "program.ts"), program);
    const options = {
      module: "nodenext",
      target: "es2023",
      strict: true,
      noEmit: true,
      types: [],
      lib: ["es2023", "dom"],
    };
    writeFileSync(
      path.join(site, "tsconfig.json"),
      JSON.stringify({ compilerOptions: { ...options, skipLibCheck: false }, files: ["program.ts"] }),
    );
    const typescript = path.join(project, "node_modules/typescript/bin/tsc");
    expect(await run(site, process.execPath, [typescript, "-p", "."])).toEqual({ code: 0, output: "", errors: "" });
    const bare = program.replace(/: UserConfig|: \{ input: string \}|: Item|, type (?:UserConfig|Item)/g, "");
    expect(await run(site, process.execPath, ["--input-type=module", "--eval", bare])).toMatchObject({
      output: "function function function function\nPines\n",
    });
    // What a browser is given needs no other file.
    expect(text(installed, "dist/csl.js")).not.toMatch(/\bimport\b/);
    for (const name of ["program.ts", "tsconfig.json"]) rmSync(path.join(site, name));
  });

  const nodes = [
    ["20", "node-20"],
    ["the newest", "node-newest"],
  ] as const;
  test.for(nodes)("builds without a message on Node %s", { timeout: 600_000 }, async ([which, folder], { skip }) => {
    const isThisOne = which === "20" && process.versions.node.startsWith("20.");
    const platform = process.platform === "win32" ? "win" : process.platform;
    const name = `node-${platform}-${process.arch}`;
    let node = process.execPath;
    if (!isThisOne) {
      const asked = which === "20" ? `${name}@20` : `${name}@latest`;
      const target = path.join(outside, folder);
      mkdirSync(target);
      writeFileSync(path.join(target, "package.json"), "{}");
      const got = isOnline
        ? await npm(target, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", asked)
        : { code: 1, errors: "the registry does not answer" };
      if (got.code !== 0) skip(`npm gives this test no ${asked}: ${got.errors.trim().split("\n")[0]}`);
      node = path.join(target, "node_modules", name, "bin/node");
      const { output } = await run(site, node, ["--version"], node);
      if (which !== "20") expect(Number(output.slice(1).split(".")[0])).toBeGreaterThanOrEqual(24);
    }
    expect(await run(site, "npm", ["run", "--silent", "build", "--", "--no-cache"], node)).toEqual({
      code: 0,
      output: "Built 1 paper into _site.\n",
      errors: "",
    });
    expect(await run(site, "npm", ["run", "--silent", "check", "--", "--built", "_site"], node)).toMatchObject({
      code: 0,
      output: "Nothing to complain of.\n",
    });
    expect(text(site, "_site/publications/example/index.html")).toContain("Ada Kern");

    // A configuration that asks for more than Offprint is TypeScript that Node itself runs, from 22.18 on.
    const [configuration, plain] = [path.join(site, ".eleventy.ts"), text(site, ".eleventy.ts")];
    const transform = 'eleventyConfig.addTransform("mark", (content) => content + "<!-- marked -->");\n  return';
    writeFileSync(configuration, plain.replace("return", transform));
    const built = await run(site, "npm", ["run", "--silent", "build"], node);
    writeFileSync(configuration, plain);
    if (which === "20") {
      expect([built.code, built.errors]).toEqual([1, expect.stringMatching(/run "npm install --save-dev tsx"/)]);
      return;
    }
    expect(built).toMatchObject({ code: 0, errors: "" });
    expect(text(site, "_site/index.html")).toContain("<!-- marked -->");
  });

  test.each(["github", "gitlab", "netlify"])("is built and checked by what is there for %s", async (host) => {
    expect(await offprint("init", ".", "--yes", "--deploy", host)).toMatchObject({ code: 0, errors: "" });
    const { commands, output } = hostedBy(host);
    expect(commands.length).toBeGreaterThan(0);
    const env = `export BASE_PATH=/papers BASE_URL=https://example.org/papers URL=https://example.org CI_PAGES_URL=https://example.org/papers\n`;
    const ran = await run(site, "bash", ["-ec", env + commands.join("\n")]);
    expect(ran, ran.errors).toMatchObject({ code: 0, output: expect.stringContaining("Nothing to complain of.") });
    const canonical = /rel="canonical" href="([^"]*)"/.exec(text(site, output, "index.html"))![1];
    expect(canonical).toBe(host === "netlify" ? "https://example.org/" : "https://example.org/papers/");
    rmSync(path.join(site, output), { recursive: true });
  });

  test("keeps an override over an update: ejected, compared, merged, and warned of", { timeout: 300_000 }, async () => {
    const footer = "partials/footer.njk";
    const [own, theirs] = [path.join(site, "_includes", footer), path.join(installed, "_includes", footer)];
    expect(await offprint("eject", footer)).toMatchObject({ code: 0, errors: "" });
    writeFileSync(own, text(own).replace("</footer>", "<p>Printed on paper.</p>\n</footer>"));
    expect(await offprint("build")).toMatchObject({ code: 0, output: "Built 1 paper into _site.\n", errors: "" });
    expect(text(site, "_site/index.html")).toContain("Printed on paper.");

    // A newer Offprint.
    writeFileSync(theirs, text(theirs).replace('<footer class="colophon">', '<footer class="colophon newer">'));
    const manifest = path.join(installed, "package.json");
    const { version } = JSON.parse(text(manifest));
    writeFileSync(manifest, text(manifest).replace(`"version": "${version}"`, '"version": "9.0.0"'));
    expect((await offprint("build")).output).toBe(
      `Built 1 paper into _site.\nOffprint has changed a file of which this site has its own: ${footer}. "npx offprint overrides" says more.\n`,
    );
    expect((await offprint("overrides")).output).toBe(
      `${footer}: made of Offprint ${version}; Offprint 9.0.0 has another.\n`,
    );
    const { output: diff } = await offprint("overrides", "diff", footer);
    expect(diff.split("\n").filter((line) => /^[-+](?![-+])/.test(line))).toEqual([
      '-<footer class="colophon">',
      '+<footer class="colophon newer">',
    ]);
    expect(await offprint("overrides", "merge", footer)).toMatchObject({ code: 0, errors: "" });
    expect((await offprint("build")).output).toBe("Built 1 paper into _site.\n");
    const page = text(site, "_site/index.html");
    expect(page).toContain('<footer class="colophon newer">');
    expect(page).toContain("Printed on paper.");

    writeFileSync(own, text(own).replace("site.titleHtml", "site.nameHtml"));
    const before = text(own).split("nameHtml")[0]!.split("\n");
    const place = `${before.length}:${before.at(-1)!.length + 1}`;
    const { code, errors } = await offprint("build");
    expect([code, errors]).toEqual([
      0,
      expect.stringMatching(
        new RegExp(`^_includes/partials/footer\\.njk:${place} {2}warning {2}build/unknown-name\n.*"nameHtml"`),
      ),
    ]);
  });
});
