import { execFile, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { manifestName } from "../../src/build/output/apply-changes.ts";
import { startScript, themeScript } from "../../src/site/metadata/content-security.ts";
import { offprint } from "../offprint.ts";
import { siteIn } from "../site-in.ts";
import { all, attribute, readHtml, text } from "./html.ts";

const paper = (title: string, more = "") =>
  `---\ntitle: ${title}\nauthors: [Ada Kern, Ben Orr]\ndate: 2021\n${more}---\n`;

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== manifestName)
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

describe("offprint build", () => {
  test("gives a dropped file a page, a place in its year and a .bib, and takes them away with it", async () => {
    const site = siteIn({ "old.md": paper("Old") });
    const page = path.join(site, "_site/publications/x/index.html");
    writeFileSync(path.join(site, "content/publications/x.md"), paper("Dropped in"));
    expect(await offprint("build", site)).toMatchObject({ code: 0 });
    expect(readFileSync(page, "utf8")).toContain("Dropped in");
    expect(readFileSync(path.join(site, "_site/publications/x.bib"), "utf8")).toContain("title = {Dropped in}");
    expect(readFileSync(path.join(site, "_site/publications/index.html"), "utf8")).toMatch(/2021[\s\S]*Dropped in/);
    rmSync(path.join(site, "content/publications/x.md"));
    expect(await offprint("build", site)).toMatchObject({ code: 0 });
    expect(files(path.join(site, "_site")).filter((name) => /\bx\b/.test(name))).toEqual([]);
    expect(readFileSync(path.join(site, "_site/publications/index.html"), "utf8")).not.toContain("Dropped in");
  });

  test("names the address it is published to everywhere, whatever the site says", async () => {
    const site = siteIn({
      "content/site.yaml": "url: https://example.org/old/\n",
      "a.md": "---\ntitle: A paper\nauthors: [Ada Kern]\ndate: 2021\n---\n",
    });
    const { code } = await offprint("build", site, "--path-prefix", "/new/", "--url", "https://example.net/new");
    expect(code).toBe(0);
    const read = (name: string) => readFileSync(path.join(site, "_site", name), "utf8");
    expect(read("publications/a/index.html")).toContain(
      '<link rel="canonical" href="https://example.net/new/publications/a/">',
    );
    expect(read("sitemap.xml")).toContain("<loc>https://example.net/new/publications/a/</loc>");
    expect(read("feed.xml")).toContain("https://example.net/new/feed.xml");
    expect(
      files(path.join(site, "_site")).filter(
        (name) => /\.(html|xml|json|txt)$/.test(name) && read(name).includes("example.org"),
      ),
    ).toEqual([]);
    expect(await offprint("build", site, "--url", "example.net")).toMatchObject({ code: 2 });
  });

  test("publishes nothing where the content has an error, and everything else when told to be lenient", async () => {
    const site = siteIn({ "good.md": paper("Good") });
    expect(await offprint("build", site)).toMatchObject({ code: 0 });
    const before = readFileSync(path.join(site, "_site/index.html"), "utf8");
    writeFileSync(path.join(site, "content/publications/bad.md"), "---\ndate: 2021\n---\n");
    writeFileSync(path.join(site, "content/publications/new.md"), paper("New"));
    const failed = await offprint("build", site);
    expect(failed).toMatchObject({ code: 1, output: "" });
    expect(failed.errors).toContain("content/publications/bad.md:1:1  error  validate/no-title");
    expect(readFileSync(path.join(site, "_site/index.html"), "utf8")).toBe(before);
    const checked = await offprint("check", site);
    expect(checked.code).toBe(1);
    expect(failed.errors.startsWith(checked.output)).toBe(true);
    const lenient = await offprint("build", site, "--lenient");
    expect(lenient).toMatchObject({ code: 0 });
    expect(lenient.errors).toBe(checked.output);
    expect(files(path.join(site, "_site")).filter((name) => /^publications[^/]*(\/[^/]*)?\.bib$/.test(name))).toEqual([
      "publications.bib",
      "publications/good.bib",
      "publications/new.bib",
    ]);
  });

  test("leaves the last good output whole when it is killed, and clears up at the next build", async () => {
    const site = siteIn({ "a.md": paper("A") });
    await offprint("build", site);
    for (let index = 0; index < 300; index++) {
      writeFileSync(path.join(site, `content/publications/p${index}.md`), paper(`Paper ${index}`));
    }
    const before = files(path.join(site, "_site"));
    const build = spawn(process.execPath, ["src/cli/offprint.mjs", "build", site], { stdio: "ignore" });
    const ended = new Promise((resolve) => build.once("exit", resolve));
    const begun = () =>
      readdirSync(site).some((name) => name.startsWith("_site.next-") && readdirSync(path.join(site, name)).length > 0);
    while (!begun() && build.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
    build.kill("SIGKILL");
    await ended;
    expect(files(path.join(site, "_site"))).toEqual(before);
    expect(await offprint("build", site)).toMatchObject({ code: 0 });
    expect(readdirSync(site).sort()).toEqual(["_site", "content"]);
    expect(existsSync(path.join(site, "_site/publications/p299/index.html"))).toBe(true);
  });

  test("leads from a paper's former address to its page", async () => {
    const site = siteIn({
      "a.md": paper("A", "aliases: [Old_Key]\n"),
      "content/site.yaml": "url: https://example.org/\n",
    });
    expect(await offprint("build", site, "--path-prefix", "/x/")).toMatchObject({ code: 0 });
    const page = readHtml(readFileSync(path.join(site, "_site/publications/old_key/index.html"), "utf8"));
    const refresh = all(page, "meta").find((one) => attribute(one, "http-equiv") === "refresh")!;
    expect(attribute(refresh, "content")).toBe("0; url=/x/publications/a/");
    expect(all(page, "link").find((one) => attribute(one, "rel") === "canonical")?.attrs[1]?.value).toBe(
      "https://example.org/publications/a/",
    );
    expect(readFileSync(path.join(site, "_site/sitemap.xml"), "utf8")).not.toContain("old_key");
    expect(await offprint("check", site, "--built", "_site", "--path-prefix", "/x/")).toMatchObject({ code: 0 });
  });

  test("shows a paper's teaser with its size and words, and publishes it beside the page", async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="800" height="1120"></svg>';
    const teaser =
      'teaser: my tree.svg\nteaser-alt: A "tree" & its rings\nteaser-caption: The *tree*, see <b>here</b>\n';
    const site = siteIn({
      "a.md": paper("A", teaser),
      "my tree.svg": svg,
      "content/site.yaml": "url: https://example.org/\n",
    });
    expect(await offprint("build", site, "--path-prefix", "/x/")).toMatchObject({ code: 0 });
    const html = readFileSync(path.join(site, "_site/publications/a/index.html"), "utf8");
    const page = readHtml(html);
    const picture = all(page, "img")[0]!;
    expect(Object.fromEntries(picture.attrs.map(({ name, value }) => [name, value]))).toEqual({
      src: "/x/publications/a/my%20tree.svg",
      width: "400",
      height: "560",
      alt: 'A "tree" & its rings',
    });
    // The abstract stands on the first screen.
    expect(html.indexOf('class="abstract"')).toBeLessThan(html.indexOf('class="teaser"'));
    expect(html).toMatch(/<figcaption[^>]*>The <em>tree<\/em>, see <(b|strong)>here<\/\1><\/figcaption>/);
    expect(readFileSync(path.join(site, "_site/publications/a/my tree.svg"), "utf8")).toBe(svg);
    expect(html).toContain('"image":"https://example.org/publications/a/my%20tree.svg"');
    expect(readFileSync(path.join(site, "_site/index.html"), "utf8")).not.toContain("<img");
    expect(await offprint("check", site, "--built", "_site", "--path-prefix", "/x/")).toMatchObject({ code: 0 });
  });

  test("puts a linked file beside its paper's page", async () => {
    const site = siteIn({ "a.md": paper("A", "pdf: files/a.pdf\n"), "files/a.pdf": "%PDF-1.7" });
    mkdirSync(path.join(site, "content/publications/files"), { recursive: true });
    writeFileSync(path.join(site, "content/publications/files/a.pdf"), "%PDF-1.7");
    expect(await offprint("build", site)).toMatchObject({ code: 0 });
    expect(readFileSync(path.join(site, "_site/publications/a/a.pdf"), "utf8")).toBe("%PDF-1.7");
    expect(await offprint("check", site, "--built", "_site")).toMatchObject({ code: 0 });
  });

  test("takes a partial and the stylesheet of the site's own before the engine's", async () => {
    const site = siteIn({
      "a.md": paper("A"),
      "_includes/partials/footer.njk": "<footer>Mine {{ site.title }}</footer>",
      "_includes/assets/site.css": "body { color: rebeccapurple }",
    });
    expect(await offprint("build", site)).toMatchObject({ code: 0 });
    const page = readFileSync(path.join(site, "_site/index.html"), "utf8");
    expect(page).toContain("<footer>Mine Publications</footer>");
    const stylesheet = /href="\/(assets\/site\.\w+\.css)"/.exec(page)![1]!;
    expect(readFileSync(path.join(site, "_site", stylesheet), "utf8")).toMatch(/#639|rebeccapurple/);
  });

  test("runs nothing that stands in content: neither code in front matter, nor templates, nor data files", async () => {
    const marker = "offprint-was-run";
    const site = siteIn({
      "body.md": `${paper('"{{ 7 * 7 }} and {% raw %}"')}{{ site.title }} <script>alert(1)</script> <img src=x onerror=alert(1)>\n`,
      "entry.bib":
        "@misc{e, title={<script>alert(1)</script>{{ 7 }} \\textless img onerror=x\\textgreater}, year=2021, url={javascript:alert(1)}}",
      "content/index.md": "Hello {{ 7 * 7 }} <script>alert(1)</script> [x](javascript:alert(1))",
      "content/content.11tydata.js": `require("fs").writeFileSync("${marker}", "")`,
      "content/publications/publications.11tydata.mjs": `import fs from "fs"; fs.writeFileSync("${marker}", "")`,
      "content/page.njk": "{{ 7 }}",
    });
    writeFileSync(
      path.join(site, "content/publications/code.md"),
      `---js\nrequire("fs").writeFileSync("${marker}", "")\n---\n`,
    );
    expect(await offprint("build", site, "--lenient")).toMatchObject({ code: 0 });
    expect(existsSync(path.join(site, marker)) || existsSync(marker)).toBe(false);
    expect(existsSync(path.join(site, "_site/page/index.html"))).toBe(false);
    for (const name of files(path.join(site, "_site")).filter((file) => file.endsWith(".html"))) {
      const html = readFileSync(path.join(site, "_site", name), "utf8");
      const page = readHtml(html);
      expect(
        all(page, "script")
          .map((script) => attribute(script, "data-script"))
          .filter(Boolean),
      ).toEqual([expect.stringMatching(/^\/assets\/site\.\w+\.js$/)]);
      for (const data of all(page, "script")) {
        // Besides data there are the script that takes on the colours that the visitor has chosen, and the one that starts the site's own.
        if (![themeScript, startScript].includes(text(data)))
          expect(attribute(data, "type")).toMatch(/^application\/(?:ld\+)?json$/);
      }
      expect(all(page, "img")).toEqual([]);
      for (const link of all(page, "a")) expect(attribute(link, "href") ?? "").not.toMatch(/^\s*javascript:/i);
    }
    expect(readFileSync(path.join(site, "_site/publications/body/index.html"), "utf8")).toContain(
      "{{ 7 * 7 }} and {% raw %}",
    );
  });

  test("keeps every address inside of the output, whatever the keys", async () => {
    const keys = ["../../evil", "/etc/x", "a/b", "con", "..", "x\\\\y", "2e%2e%2fz", "a.bib", "a", "index.html"];
    const site = siteIn({
      "a.bib": keys.map((key, index) => `@misc{${key}, title={T${index}}, year=2021}`).join("\n"),
    });
    expect(await offprint("build", site)).toMatchObject({ code: 0 });
    expect(readdirSync(site).sort()).toEqual(["_site", "content"]);
    expect(files(path.join(site, "_site/publications")).filter((name) => name.endsWith(".bib"))).toHaveLength(
      keys.length,
    );
  });
});

describe("the output", () => {
  const read = (...names: readonly string[]) => readFileSync(path.join(...names), "utf8");

  test("is made with the folders that lead to it, and may be a link, which stays", async () => {
    const site = siteIn({ "a.md": paper("A") });
    expect(await offprint("build", site, "--output", "new/folder")).toMatchObject({
      code: 0,
      output: "Built 1 paper into new/folder.\n",
    });
    mkdirSync(path.join(site, "served"));
    symlinkSync("served", path.join(site, "_site"));
    expect(await offprint("build", site)).toMatchObject({ code: 0 });
    writeFileSync(path.join(site, "content/publications/a.md"), paper("Anew"));
    expect(await offprint("build", site)).toMatchObject({ code: 0 });
    expect(readlinkSync(path.join(site, "_site"))).toBe("served");
    expect(read(site, "served/publications/a/index.html")).toContain("Anew");
    expect(readdirSync(site).sort()).toEqual(["_site", "content", "new", "served"]);
  });

  test("is no folder with files and no list of what was written there, be it a link or a former output", async () => {
    const site = siteIn({ "a.md": paper("A"), "./mine/thesis.html": "mine", "./mine/404.html": "mine too" });
    symlinkSync("mine", path.join(site, "_site"));
    const before = files(site);
    const refused = await offprint("build", site);
    expect(refused).toMatchObject({ code: 2, output: "" });
    expect(refused.errors).toMatch(/^offprint build: "mine" holds files that Offprint did not write.*\n$/);
    expect(files(site)).toEqual(before);
    symlinkSync("content", path.join(site, "link"));
    expect(await offprint("build", site, "--output", "link/x")).toMatchObject({ code: 2 });
    expect(await offprint("build", site, "--output", "_includes")).toMatchObject({ code: 2 });
  });

  test("says in one line what the system did not allow, and is as it was", async () => {
    const site = siteIn({ "a.md": paper("A"), "./file": "x" });
    for (const [output, reason] of [
      ["file/x", /^offprint build: "file" could not be written: something else has that name already.*\n$/],
      ["x".repeat(300), /^offprint build: "x+\S*" could not be written: the name is too long for this disk.*\n$/],
    ] as const) {
      const failed = await offprint("build", site, "--output", output);
      expect(failed).toMatchObject({ code: 1, output: "", errors: expect.stringMatching(reason) });
    }
    expect(readdirSync(site).sort()).toEqual(["content", "file"]);
  });

  test("is written by one of two builds after the other", async () => {
    const site = siteIn({ "a.md": paper("A") });
    const both = await Promise.all([offprint("build", site), offprint("build", site)]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const ofBuilds = both.flatMap(({ errors }) => errors.match(/^.*\bbuild\b.*$/gim) ?? []);
    expect(ofBuilds.join("\n")).toMatch(
      /^(Another build \(process \d+ on .+, since .+\) is writing into "_site"; waiting for it\.)?$/,
    );
    expect(readdirSync(site).sort()).toEqual(["_site", "content"]);
    expect(read(site, "_site/publications/a/index.html")).toContain("A");
  });

  test("is what the content says, though a published file has kept its size and time", async () => {
    const site = siteIn({ "a.md": paper("A", "pdf: a.pdf\n"), "a.pdf": "%PDF-1.7 one" });
    const cached = ["build", site, "--cache", path.join(site, "cache")];
    expect(await offprint(...cached)).toMatchObject({ code: 0 });
    const pdf = path.join(site, "content/publications/a.pdf");
    const { atime, mtime } = statSync(pdf);
    writeFileSync(pdf, "%PDF-1.7 two");
    utimesSync(pdf, atime, mtime);
    expect(await offprint(...cached)).toMatchObject({ code: 0 });
    expect(read(site, "_site/publications/a/a.pdf")).toBe("%PDF-1.7 two");
  });
});

describe("a second build", () => {
  const snapshot = (site: string) =>
    files(path.join(site, "_site")).map((name) => [name, readFileSync(path.join(site, "_site", name), "latin1")]);

  test("with nothing changed says the same and changes nothing; with a change it is as the first of all", async () => {
    const site = siteIn({ "a.md": paper("A"), "b.bib": "@misc{b, title={B}, year=2021, doi={none}}" });
    const cached = ["build", site, "--cache", path.join(site, "cache")];
    const first = await offprint(...cached);
    expect(first).toMatchObject({ code: 0, errors: expect.stringContaining("b.bib:1") });
    const before = snapshot(site);
    expect(await offprint(...cached)).toEqual(first);
    expect(snapshot(site)).toEqual(before);
    writeFileSync(path.join(site, "content/publications/a.md"), paper("Another title"));
    expect(await offprint(...cached)).toEqual(first);
    const warm = snapshot(site);
    expect(warm).not.toEqual(before);
    expect(await offprint("build", site, "--no-cache")).toEqual(first);
    expect(snapshot(site)).toEqual(warm);
  });

  test("is another from the day on for which a paper waits", async () => {
    const site = siteIn({
      "a.md": "---\ntitle: A\nauthors: [Ada Kern]\ndate: 2020\n---\n",
      "b.md": "---\ntitle: B\nauthors: [Ada Kern]\ndate: 2021\npublishOn: 2026-12-01\n---\n",
    });
    const said = [];
    for (const day of ["2026-11-29", "2026-11-30", "2026-12-01", "2026-12-02"]) {
      process.env.SOURCE_DATE_EPOCH = String(Date.parse(day) / 1000);
      const { output } = await offprint("build", site, "--cache", path.join(site, "cache"));
      said.push([output.trim(), existsSync(path.join(site, "_site/publications/b/index.html"))]);
    }
    delete process.env.SOURCE_DATE_EPOCH;
    const waiting = "Built 1 paper into _site. Another is published by a build from 2026-12-01 on.";
    expect(said).toEqual([
      [waiting, false],
      [waiting, false],
      ["Built 2 papers into _site.", true],
      ["Built 2 papers into _site.", true],
    ]);
  });

  test("publishes nothing where an error has come in, and leaves the site as it was", async () => {
    const site = siteIn({ "a.md": paper("A") });
    const cached = ["build", site, "--cache", path.join(site, "cache")];
    await offprint(...cached);
    const before = snapshot(site);
    writeFileSync(path.join(site, "content/publications/bad.md"), "---\ndate: 2021\n---\n");
    expect(await offprint(...cached)).toMatchObject({ code: 1, errors: expect.stringContaining("validate/no-title") });
    expect(snapshot(site)).toEqual(before);
    expect(await offprint(...cached)).toMatchObject({ code: 1 });
    expect(await offprint(...cached, "--lenient")).toMatchObject({ code: 0 });
  });

  test("of a site that configures Eleventy makes each page again, since what it depends on is not known", async () => {
    const plugin = JSON.stringify(path.resolve("src/eleventy/plugin.ts"));
    const site = siteIn({
      "a.md": paper("A"),
      "./note.txt": "one",
      "./package.json": '{ "type": "module" }',
      "./.eleventy.ts": `
        import { readFileSync } from "node:fs";
        import offprint, { siteDirectories } from ${plugin};
        export default function (eleventyConfig) {
          eleventyConfig.addPlugin(offprint);
          eleventyConfig.addTransform("note", (content) => content + readFileSync("note.txt", "utf8"));
          return { dir: siteDirectories() };
        }`,
    });
    const cached = ["build", site, "--cache", path.join(site, "cache")];
    await offprint(...cached);
    writeFileSync(path.join(site, "note.txt"), "two");
    expect(await offprint(...cached)).toMatchObject({ code: 0 });
    expect(readFileSync(path.join(site, "_site/index.html"), "utf8")).toMatch(/<\/html>\s*two$/);
  });
});

describe("templates of a site that configures Eleventy", () => {
  const footer = "_includes/partials/footer.njk";
  const files = {
    "a.md": paper("A"),
    "./package.json": '{ "type": "module" }',
    "./.eleventy.ts": `
      import offprint, { siteDirectories } from ${JSON.stringify(path.resolve("src/eleventy/exports.mjs"))};
      export default function (eleventyConfig) {
        eleventyConfig.addPlugin(offprint);
        eleventyConfig.addFilter("loud", (text) => text.toUpperCase());
        eleventyConfig.addShortcode("sign", () => "a sign");
        eleventyConfig.addNunjucksGlobal("visits", 7);
        return { dir: siteDirectories() };
      }`,
  };

  test("have its filters, shortcodes and globals, also where Eleventy has no template of its own", async () => {
    const site = siteIn({ ...files, [footer]: `<footer>{{ "mine" | loud }}, {% sign %}, {{ visits }}</footer>` });
    expect(await offprint("build", site)).toMatchObject({ code: 0, errors: "" });
    expect(readFileSync(path.join(site, "_site/index.html"), "utf8")).toContain("<footer>MINE, a sign, 7</footer>");
  });

  test("are shown in the place of the site there was, which stays where they fail", async () => {
    const { "./.eleventy.ts": configuration, ...plain } = files;
    const site = siteIn(plain);
    const front = () => readFileSync(path.join(site, "_site/index.html"), "utf8");
    expect(await offprint("build", site)).toMatchObject({ code: 0 });
    const before = front();
    writeFileSync(path.join(site, ".eleventy.ts"), configuration);
    expect(await offprint("build", site)).toMatchObject({ code: 0 });
    expect(front()).toBe(before);
    mkdirSync(path.dirname(path.join(site, footer)), { recursive: true });
    writeFileSync(path.join(site, footer), "<footer>{{ 1 | nosuch }}</footer>");
    expect(await offprint("build", site)).toMatchObject({ code: 1 });
    expect(front()).toBe(before);
  });

  test.each([
    ["{{ 'mine' | lout }}", 1, /^_includes\/partials\/footer\.njk:2:\d+ {2}error {2}build\/template\n.*filter "lout"/],
    ["{% sing %}", 1, /^_includes\/partials\/footer\.njk:2:\d+ {2}error {2}build\/template\n.*unknown block tag: sing/],
    ["{{ site.ttile }}", 0, /^_includes\/partials\/footer\.njk:2:\d+ {2}warning {2}build\/unknown-name\n.*"ttile"/],
  ])("are told by their lines where they hold %j", async (text, code, message) => {
    const site = siteIn({ ...files, [footer]: `<footer>\n${text}</footer>` });
    expect(await offprint("build", site)).toMatchObject({ code, errors: expect.stringMatching(message) });
  });
});

describe("plain Eleventy", () => {
  test("writes the same site as offprint build, and hands every page to other plugins and templates", async () => {
    const engine = process.cwd();
    const site = siteIn({
      "a.md": paper("A"),
      "./.eleventy.ts": `
        import offprint, { siteDirectories } from ${JSON.stringify(path.join(engine, "src/eleventy/plugin.ts"))};
        export default function (eleventyConfig) {
          eleventyConfig.addPlugin(offprint);
          eleventyConfig.addTransform("mark", function (content) {
            return this.page.url?.endsWith("/") ? content + "<!-- " + this.page.url + " -->" : content;
          });
          eleventyConfig.addTemplate("about.njk", "---\\npermalink: /about/\\n---\\n{% include 'partials/footer.njk' %}{{ offprint.catalogue.publications.length }} paper of {{ collections.all.length }} files");
          return { dir: siteDirectories() };
        }`,
      "_includes/partials/footer.njk": "<footer>Mine</footer>",
      "./package.json": '{ "type": "module" }',
    });
    const run = promisify(execFile);
    const tsx = import.meta.resolve("tsx");
    await run(
      process.execPath,
      [
        "--import",
        tsx,
        path.join(engine, "node_modules/@11ty/eleventy/cmd.cjs"),
        "--config=.eleventy.ts",
        "--output=plain",
      ],
      { cwd: site },
    );
    expect(await offprint("build", site)).toMatchObject({ code: 0 });
    const tree = (folder: string) =>
      files(path.join(site, folder)).map((name) => [name, readFileSync(path.join(site, folder, name), "utf8")]);
    expect(tree("_site")).toEqual(tree("plain"));
    expect(readFileSync(path.join(site, "_site/publications/a/index.html"), "utf8")).toMatch(
      /<!-- \/publications\/a\/ -->$/,
    );
    expect(readFileSync(path.join(site, "_site/about/index.html"), "utf8")).toMatch(
      /<footer>Mine<\/footer>1 paper of \d+ files/,
    );
  });

  test("publishes nothing where the content has an error", async () => {
    const site = siteIn({ "bad.md": "---\ndate: 2021\n---\n" });
    const failed = promisify(execFile)(
      process.execPath,
      [
        "--import",
        import.meta.resolve("tsx"),
        path.resolve("node_modules/@11ty/eleventy/cmd.cjs"),
        `--config=${path.relative(site, path.resolve(".eleventy.ts"))}`,
      ],
      { cwd: site },
    );
    await expect(failed).rejects.toMatchObject({ stderr: expect.stringContaining("validate/no-title") });
    expect(existsSync(path.join(site, "_site/index.html"))).toBe(false);
  });
});
