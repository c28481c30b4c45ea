import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { madePages } from "./documentation/made-pages.ts";
import { offprint } from "./offprint.ts";
import { emptyFolder, siteIn } from "./site-in.ts";

const docs = path.join(import.meta.dirname, "../docs");
const read = (file: string) => readFileSync(path.join(docs, "content", file), "utf8");
const made = new Set([...madePages().keys()].map((file) => path.basename(file)));
const written = readdirSync(path.join(docs, "content/pages")).filter((name) => !made.has(name));

/** The blocks of a page: what stands behind their language, which is a file's name where it is one of a site, and their text. */
const blocksOf = (page: string) =>
  [...read(`pages/${page}`).matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)].map(([, language, file, text]) => ({
    language: language!,
    file: file!,
    text: text!,
  }));

/** What the examples name and no block holds. */
const others = {
  "content/publications/pines.md": read("publications/pines.md"),
  "content/publications/orr.bib": read("publications/orr.bib"),
  "content/collections/trees.md": read("collections/trees.md"),
  "content/publications/guide.pdf": "%PDF-1.7",
  "content/publications/guide.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>',
  "content/ada.png": Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
};

/**
 * What needs a network, or never ends; what these do is tried by tests/end-to-end/package.test.ts, tests/browser/dev.test.ts and
 * the tests of tests/cli/.
 */
const triedElsewhere = [
  "npx offprint add 10.1000/182",
  "npx offprint add --from cv.md",
  "npx offprint sync",
  "npx offprint check --links",
  "npx offprint check --open-access",
  "npx offprint metrics",
  "npm create offprint@latest my-site",
  "cd my-site",
  "npm install",
  "npm run dev",
  "npm install offprint@latest",
  "npx offprint overrides",
];

describe("docs/", () => {
  test("say nothing of Offprint beside other tools that no test shows", () => {
    const rows = read("pages/which-tool.md").match(/^\| .*tests\/.*$/gm) ?? [];
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) {
      const [, file, title = ""] = /`(tests\/[\w/-]+\.test\.ts)`(?:: "(.*)")? \|$/.exec(row) ?? [];
      expect(readFileSync(path.join(docs, "..", file!), "utf8"), row).toContain(title);
    }
  });

  test("has the pages that are made from the tables; npm run docs writes them", () => {
    for (const [file, text] of madePages()) expect(readFileSync(file, "utf8")).toBe(text);
  });

  test("names properties that the stylesheet has", () => {
    const style = readFileSync(path.join(docs, "../_includes/assets/site.css"), "utf8");
    const named = [...read("pages/look.md").matchAll(/`(--[\w-]+)`/g)].map(([, name]) => name!);
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((name) => !style.includes(`  ${name}:`))).toEqual([]);
  });

  test("is a site that Offprint builds and finds nothing wrong with", async () => {
    const output = emptyFolder();
    expect(await offprint("build", docs, "--output", `${output}/site`, "--no-cache")).toMatchObject({
      code: 0,
      errors: "",
    });
    expect(await offprint("check", "--built", `${output}/site`)).toMatchObject({ code: 0, errors: "" });
  });

  test("has programs that do what it says", () => {
    const require = createRequire(import.meta.url);
    const folder = emptyFolder();
    writeFileSync(path.join(folder, "apa.csl"), require("@citation-js/plugin-csl/lib/styles.json").apa);
    const { "en-US": english } = require("@citation-js/plugin-csl/lib/locales.json");
    writeFileSync(path.join(folder, "locales-en-US.xml"), english);
    mkdirSync(path.join(folder, "node_modules"));
    symlinkSync(path.join(docs, ".."), path.join(folder, "node_modules/offprint"), "dir");
    const printed = blocksOf("programs.md").map(({ text }) => {
      writeFileSync(path.join(folder, "program.mjs"), text);
      return execFileSync(process.execPath, ["program.mjs"], { cwd: folder, encoding: "utf8" });
    });
    expect(printed).toEqual([
      expect.stringMatching(/^Kern, A\. \(2021\)\. Pines\.\r?\nTY {2}- BOOK\r?\n[\s\S]*ER {2}-/),
      "Kern, A. (2021). Pines. Kern, A. (2021). <i>Pines</i>.\n",
    ]);
  });

  test.each(written)("shows examples that are read without a message, and commands that run: %s", async (page) => {
    const blocks = blocksOf(page);
    const files = Object.fromEntries(blocks.flatMap(({ file, text }) => (file === "" ? [] : [[file, text]])));
    const site = siteIn({ ...others, ...files });
    if (Object.keys(files).length > 0) expect(await offprint("check", site)).toMatchObject({ code: 0, errors: "" });
    const commands = blocks
      .flatMap(({ language, text }) => (language === "sh" ? text.trim().split("\n") : []))
      .filter((command) => !triedElsewhere.includes(command));
    for (const command of commands) {
      const [npx, program, name = "", ...words] = command
        .match(/"[^"]*"|\S+/g)!
        .map((word) => word.replaceAll('"', ""));
      expect([npx, program]).toEqual(["npx", "offprint"]);
      if (name === "import") {
        // The samples have papers that nobody could take over.
        const [system = "", from = ""] = words;
        const sample = path.join(docs, "../tests/fixtures/import", system, from.startsWith("..") ? "" : from);
        const result = await offprint("import", system, sample, path.join(emptyFolder(), "my-site"));
        expect([0, 1], command).toContain(result.code);
        expect(result.output, command).toMatch(/^Wrote \d+ files? into /m);
        continue;
      }
      const output = name === "build" ? ["--output", path.join(site, "_site")] : [];
      const isFile = (word: string, index: number) => word === "_site" || words[index - 1] === "--output";
      const inSite = words.map((word, index) => (isFile(word, index) ? path.join(site, word) : word));
      const about = words.includes("--built") ? [] : [site];
      const result = await offprint(
        name,
        ...(name === "export" ? [...inSite, ...about] : [...about, ...inSite]),
        ...output,
      );
      expect(result.code, command).toBe(0);
    }
  });
});
