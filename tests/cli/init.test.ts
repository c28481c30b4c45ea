import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { builtInMessages } from "../../src/messages/messages.ts";
import { offprint } from "../offprint.ts";
import { emptyFolder, siteIn } from "../site-in.ts";

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();

const text = (...parts: readonly string[]) => readFileSync(path.join(...parts), "utf8");

/** Runs `init` in a folder with these lines as its standard input. */
const answer = (folder: string, lines: string, ...words: string[]) =>
  spawnSync(process.execPath, [path.resolve("src/cli/offprint.mjs"), "init", ...words], {
    cwd: folder,
    input: lines,
    encoding: "utf8",
  });

describe("offprint init", () => {
  test.each([
    ["github", ["pages.yml", "paper.yml", "sync.yml"].map((name) => `.github/workflows/${name}`)],
    ["gitlab", [".gitlab-ci.yml"]],
    ["netlify", ["netlify.toml"]],
    ["none", []],
  ])("makes a site for %s that has nothing to complain of", async (host, ownFiles) => {
    const site = path.join(emptyFolder(), "my papers");
    const url = "https://example.org/papers/";
    const words = ["--yes", "--name", "Ada Kern", "--url", url, "--language", "de", "--deploy", host];
    expect(await offprint("init", site, ...words)).toMatchObject({ code: 0, errors: "" });
    const files = filesOf(site);
    expect(files).toEqual(expect.arrayContaining(["package.json", ".eleventy.ts", ".gitignore", "README.md"]));
    expect(files.filter((file) => /workflows|gitlab|netlify/.test(file))).toEqual(ownFiles);
    expect(files.length).toBeLessThanOrEqual(16);
    for (const file of files) expect(text(site, file), file).not.toMatch(/\{\{\w+\}\}/);
    const schemas = JSON.parse(text(site, ".vscode/settings.json"))["yaml.schemas"];
    for (const schema of Object.keys(schemas))
      expect(existsSync(schema.replace("./node_modules/offprint/", "")), schema).toBe(true);
    expect(JSON.parse(text(site, "package.json"))).toMatchObject({ name: "my-papers", type: "module" });
    expect(parse(text(site, "content/site.yaml"))).toEqual({ title: "Ada Kern", url, language: "de" });
    expect(await offprint("check", site)).toMatchObject({ code: 0, output: "Nothing to complain of.\n" });
    expect(await offprint("build", site)).toMatchObject({ code: 0, errors: "" });
    expect(text(site, "_site/index.html")).toContain('<html lang="de"');
  });

  test.each(Object.keys(builtInMessages))("speaks the language of the site: %s", async (language) => {
    const site = path.join(emptyFolder(), "site");
    expect(await offprint("init", site, "--yes", "--name", "Ada Kern", "--language", language)).toMatchObject({
      code: 0,
    });
    const own = parse(text("starter/texts.yaml"))[language];
    expect(text(site, "content/index.md")).toBe(`${own.introduction}\n`);
    const paper = text(site, "content/publications/example.md");
    for (const said of [own.exampleTitle, own.exampleVenue, own.exampleText]) expect(paper).toContain(said);
    expect(await offprint("check", site)).toMatchObject({ code: 0, output: "Nothing to complain of.\n" });
  });

  test("gives links that open GitHub's editor with files that have nothing to complain of", async () => {
    const site = path.join(emptyFolder(), "site");
    await offprint("init", site, "--yes", "--name", "Ada Kern", "--deploy", "github");
    const links = [...text(site, "README.md").matchAll(/\]\(\.\.\/\.\.\/new\/main(\?[^)\s]+)\)/g)];
    const files = links.map(([, query]) => new URLSearchParams(query));
    expect(files.map((file) => path.dirname(file.get("filename")!))).toEqual([
      "content/publications",
      "content/talks",
      "content/news",
      "content/pages",
    ]);
    for (const file of files) {
      const name = path.join(site, file.get("filename")!);
      mkdirSync(path.dirname(name), { recursive: true });
      writeFileSync(name, file.get("value")!);
    }
    expect(await offprint("check", site)).toMatchObject({ code: 0, output: "Nothing to complain of.\n" });
    expect(await offprint("build", site)).toMatchObject({ code: 0, errors: "" });
    expect(text(site, "_site/new-page/index.html")).toContain("The page’s title</h1>");
  });

  test("asks in plain lines for what no flag says, and again where an answer can't be", () => {
    const folder = emptyFolder();
    const { status, stdout } = answer(folder, "Ben Orr\nexample.org\n\nklingon\nfr\n", "--deploy", "none");
    expect(status).toBe(0);
    expect(stdout).toMatch(/"example\.org" can't be a site's address/);
    expect(stdout).toMatch(/no words in "klingon"; there are ar, de, en/);
    expect(parse(text(folder, "content/site.yaml"))).toEqual({ title: "Ben Orr", language: "fr" });
    expect(stdout).toMatch(/Now type:\n {2}npm install\n {2}npm run dev\n/);
  });

  test("takes what is usual where there is no one to answer", () => {
    const folder = emptyFolder();
    expect(answer(folder, "", "site")).toMatchObject({ status: 0 });
    expect(existsSync(path.join(folder, "site/.github/workflows/pages.yml"))).toBe(true);
  });

  test("writes any name so that it is read as it was typed", async () => {
    const name = `Ada "A:" #Kern, {x}\\ & *Orr*`;
    const site = path.join(emptyFolder(), "site");
    expect(await offprint("init", site, "--yes", "--name", name)).toMatchObject({ code: 0 });
    expect(parse(text(site, "content/site.yaml")).title).toBe(name);
    expect(parse(text(site, "content/people.yaml"))[0].name).toBe(name);
  });

  test("leaves what is there, and adds no example to someone's content", async () => {
    const site = siteIn({ "a.md": "---\ntitle: A\nauthors: [Ada Kern]\ndate: 2021\n---\n" });
    writeFileSync(path.join(site, "README.md"), "Mine.\n");
    writeFileSync(path.join(site, "package.json"), "{}\n");
    const { code, output } = await offprint("init", site, "--yes");
    expect(code).toBe(0);
    for (const name of ["content", "README.md", "package.json"]) {
      expect(output).toContain(`${name} is there already and stays as it is.`);
    }
    expect([text(site, "README.md"), text(site, "package.json")]).toEqual(["Mine.\n", "{}\n"]);
    expect(filesOf(path.join(site, "content"))).toEqual(["publications/a.md"]);
    expect(output).toMatch(/npm install offprint\n {2}npx offprint dev\n/);
  });

  test.each([
    [["--deploy", "ftp"], /no files for "ftp"; there are github, gitlab, netlify, none/],
    [["--language", "toString"], /no words in "toString"/],
    [["--url", "javascript:x"], /can't be a site's address/],
    [["--name", ""], /name is empty/],
  ])("answers %j with one line, and writes nothing", async (words, message) => {
    const site = path.join(emptyFolder(), "site");
    const { code, errors } = await offprint("init", site, "--yes", ...words);
    expect([code, errors.trimEnd().split("\n").length]).toEqual([2, 1]);
    expect(errors).toMatch(message);
    expect(existsSync(site)).toBe(false);
  });

  test("makes no site of a file", async () => {
    expect(await offprint("init", "package.json", "--yes")).toMatchObject({ code: 2 });
  });
});

describe("the package create-offprint", () => {
  const [own, other] = ["package.json", "packages/create-offprint/package.json"].map((name) => JSON.parse(text(name)));

  test("is of the same version, and takes the same libraries", () => {
    const { version, license, engines, publishConfig } = other;
    expect({ version, license, engines, publishConfig }).toEqual({
      version: own.version,
      license: own.license,
      engines: own.engines,
      publishConfig: own.publishConfig,
    });
    expect(own.dependencies).toMatchObject(other.dependencies);
  });

  test.each(["src/cli/offprint.mjs", "packages/create-offprint/create-offprint.mjs"])(
    "and the other say what Node they need (%s)",
    (command) => {
      const older = 'data:text/javascript,Object.defineProperty(process.versions, "node", { value: "18.20.8" })';
      const { status, stderr } = spawnSync(process.execPath, ["--import", older, command], { encoding: "utf8" });
      expect(status).toBe(1);
      expect(stderr).toMatch(/^Offprint needs Node\.js 20\.19 or newer, and this is 18\.20\.8: .*\n$/);
    },
  );
});
