import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { offprint } from "./offprint.ts";
import { siteIn } from "./site-in.ts";

const project = path.join(import.meta.dirname, "..");
const readme = readFileSync(path.join(project, "README.md"), "utf8");

/** The fenced blocks of a language, in their order. */
function blocks(language: string): readonly string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map(([, text]) => text!);
}

/** The first block in which these words stand. */
function blockWith(language: string, words: string): string {
  const found = blocks(language).find((block) => block.includes(words));
  expect(found).toBeDefined();
  return found!;
}

/** Commands the suite can't run within itself: itself, installing, and what tests/end-to-end/package.test.ts does. */
const notRunHere = [
  "npm create offprint@latest my-site",
  "cd my-site",
  "npm install",
  "npx offprint overrides",
  "npx offprint overrides diff",
  "npx offprint overrides merge",
  "npm ci",
  "npm test",
  "npm run dev",
  "npm run verify",
];

describe("the README", () => {
  test("names only scripts, files and pictures that are there", () => {
    const { scripts } = JSON.parse(readFileSync(path.join(project, "package.json"), "utf8"));
    const named = [...readme.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name]) => name!);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    // Within an example an address is the example's.
    const targets = [...readme.replace(/^```[\s\S]*?^```/gm, "").matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(
      ([, target]) => target!,
    );
    expect(targets.length).toBeGreaterThan(5);
    expect(targets.filter((target) => !existsSync(path.join(project, target)))).toEqual([]);
  });

  test("has commands that do what it says, in a copy of the project", { timeout: 120_000 }, () => {
    const copy = siteIn({});
    for (const name of ["package.json", "tsconfig.json", ".eleventy.ts", "_includes", "src", "content"]) {
      cpSync(path.join(project, name), path.join(copy, name), { recursive: true });
    }
    symlinkSync(path.join(project, "node_modules"), path.join(copy, "node_modules"));
    const run = (command: string) =>
      execFileSync("bash", ["-ec", command], { cwd: copy, encoding: "utf8", stdio: "pipe" });
    const commands = blocks("sh")
      .join("")
      .trim()
      .split("\n")
      .filter((command) => !notRunHere.includes(command));
    expect(commands).toEqual(["npm run build"]);
    for (const command of commands) run(command);
    expect(existsSync(path.join(copy, "_site/index.html"))).toBe(true);
    for (const command of [
      "npm run --silent offprint -- check",
      "npm run build -- --lenient",
      "npm run eleventy",
      "npm run build -- --path-prefix /x/ --output out",
      "npm run --silent offprint -- check --built out --path-prefix /x/",
      "npm run --silent offprint -- inspect content/publications/publications.bib --json",
    ]) {
      expect(() => run(command), command).not.toThrow();
    }
  });

  test("has examples of papers, collections, people, venues and settings that are read without a message", async () => {
    const site = siteIn({
      "pines.md": blockWith("markdown", "title:"),
      "orr.bib": blockWith("bibtex", "@"),
      "links.md": `---\ntitle: Links\nauthors: [Ada Kern]\ndate: 2021\n${blockWith("yaml", "arxiv:")}---\n`,
      "paper.pdf": "%PDF-1.7",
      "teaser.md": `---\ntitle: Teaser\nauthors: [Ada Kern]\ndate: 2021\n${blockWith("yaml", "teaser:")}${blockWith("yaml", "versions:")}---\n`,
      "pines.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>',
      "keyworded.md": "---\ntitle: Keyworded\nauthors: [Ada Kern]\ndate: 2020\ntags: [growth]\n---\n",
      "content/collections/trees.md": `---\n${blockWith("yaml", "match:")}---\nOf trees.\n`,
      "content/pages/about.md": blockWith("markdown", "nav: About"),
      "content/pages/wood.png": Buffer.from(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
        "base64",
      ),
      "content/site.yaml": blockWith("yaml", "citationStyles:"),
      "content/people.yaml": blockWith("yaml", "variants:"),
      "content/venues.yaml": blockWith("yaml", "patterns:"),
    });
    expect(await offprint("build", site)).toMatchObject({ code: 0, errors: "" });
    const page = (file: string) => readFileSync(path.join(site, "_site", file), "utf8");
    expect(page("publications/pines/index.html")).toMatch(/<b>Ada Kern<\/b><\/a><sup>\*<\/sup>/);
    expect(page("publications/orr2020.bib")).toBe(blockWith("bibtex", "@"));
    expect(page("publications/orr2020/index.html")).toContain(">Conference on Tests (CT 2020)<");
    // What is wanted first stands first, the others in the author's order.
    expect(page("publications/links/index.html")).toMatch(
      /href="[^"]*links\/paper\.pdf"[\s\S]*>code<[\s\S]*>arXiv<[\s\S]*>Our blog</,
    );
    expect(page("publications/teaser/index.html")).toContain('width="30" height="20" alt="Two pines');
    expect(page("publications/pines/index.html")).toContain('<a href="/publications/teaser/">');
    expect(page("collections/trees/index.html")).toContain("Keyworded");
    expect(page("about/index.html").match(/id="reference-\d"/g)).toHaveLength(2);
    expect(page("publications/pines/index.html").match(/class="reference"/g)).toHaveLength(3);
  });

  test("shows a message as it is printed", async () => {
    const site = siteIn({ "pines.md": "---\ntitle: Pines\nathors: [Ada Kern]\ndate: 2021\n---\n" });
    expect((await offprint("check", site)).output).toBe(blockWith("text", "input/unknown-field"));
  });

  test("has an example of a page by Eleventy that works", async () => {
    const site = siteIn({
      "a.md": "---\ntitle: A\ndate: 2021\n---\n",
      "content/site.yaml": "title: Mine\n",
      "./package.json": '{ "type": "module" }',
    });
    const config = readFileSync(path.join(project, ".eleventy.ts"), "utf8")
      .replace('"offprint/eleventy"', JSON.stringify(path.join(project, "src/eleventy/plugin.ts")))
      .replace(/^ *\/\/ Add other .*$/m, blockWith("ts", "addTemplate"));
    writeFileSync(path.join(site, ".eleventy.ts"), config);
    expect(await offprint("build", site)).toMatchObject({ code: 0 });
    expect(readFileSync(path.join(site, "_site/about/index.html"), "utf8")).toBe("About Mine");
  });
});
