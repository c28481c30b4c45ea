import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { mergeOverride } from "../../src/build/override-origins.ts";
import { siteIn } from "../site-in.ts";

const engine = (name: string) => readFileSync(path.resolve("_includes", name), "utf8");
const { version } = JSON.parse(readFileSync("package.json", "utf8"));
const footer = "partials/footer.njk";

/** A site with one paper, and what runs `offprint` in it. */
function site() {
  const folder = siteIn({ "a.md": "---\ntitle: A\nauthors: [Ada Kern]\ndate: 2021\n---\n" });
  const file = (name: string) => path.join(folder, "_includes", name);
  return {
    folder,
    read: (name: string) => readFileSync(file(name), "utf8"),
    write: (name: string, text: string) => {
      mkdirSync(path.dirname(file(name)), { recursive: true });
      writeFileSync(file(name), text);
    },
    isThere: (name: string) => existsSync(file(name)),
    remove: (name: string) => rmSync(file(name)),
    run: (...words: string[]) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [path.resolve("src/cli/offprint.mjs"), ...words, ...(words[0] === "build" ? ["--no-cache"] : [])],
        { cwd: folder, encoding: "utf8", env: { ...process.env, NO_COLOR: "1", GITHUB_ACTIONS: "" } },
      );
      return { code: status, output: stdout, errors: stderr };
    },
  };
}

/** What `eject` noted, as an Offprint 0.0.9 would have whose file had this text. */
function noted(name: string, text: string): string {
  const sha256 = createHash("sha256").update(text).digest("hex");
  return JSON.stringify({ [name]: { version: "0.0.9", sha256, text } });
}

describe("offprint eject", () => {
  test("copies a file as it is, and notes what it was made of", () => {
    const { run, read } = site();
    expect(run("eject", "_includes/partials/footer.njk", "assets/site.css")).toMatchObject({ code: 0, errors: "" });
    expect(read(footer)).toBe(engine(footer));
    expect(JSON.parse(read("overrides.json"))).toEqual({
      "assets/site.css": expect.objectContaining({ version, text: engine("assets/site.css") }),
      [footer]: {
        version,
        text: engine(footer),
        sha256: createHash("sha256").update(engine(footer)).digest("hex"),
      },
    });
    expect(run("overrides").output).toBe(
      `assets/site.css: the same as Offprint's: delete it, unless you mean to change it.\n${footer}: the same as Offprint's: delete it, unless you mean to change it.\n`,
    );
    expect(run("build")).toMatchObject({ code: 0, output: "Built 1 paper into _site.\n", errors: "" });
  });

  test("names what there is, and takes nothing away", () => {
    const { run, read, write } = site();
    expect(run("eject").output).toContain("\n  layouts/base.njk\n");
    expect(run("eject", "footer.njk").errors).toMatch(/no file "footer.njk". Did you mean "partials\/footer.njk"\?/);
    expect(run("eject", "../package.json")).toMatchObject({ code: 2 });
    write(footer, "mine");
    expect(run("eject", footer)).toMatchObject({ code: 2, errors: expect.stringMatching(/is there already/) });
    expect(read(footer)).toBe("mine");
  });
});

describe("offprint overrides", () => {
  const [first = "", ...rest] = engine(footer).split("\n");
  /** The engine's file before it got its first line, and its last. */
  const former = ["<footer>", ...rest].join("\n");

  test("says of each file what it was made of, and build which are behind", () => {
    const { run, write } = site();
    expect(run("overrides").output).toMatch(/No file in _includes/);
    write(footer, former);
    write("layouts/front.njk", engine("layouts/front.njk").replace("onward", "mine"));
    write("partials/mine.njk", "x");
    write("overrides.json", noted(footer, former));
    expect(run("overrides").output).toBe(
      "layouts/front.njk: not ejected, so nobody knows which version it was made of.\n" +
        `${footer}: made of Offprint 0.0.9; Offprint ${version} has another.\n`,
    );
    expect(run("build").output).toBe(
      `Built 1 paper into _site.\nOffprint has changed a file of which this site has its own: ${footer}. "npx offprint overrides" says more.\n`,
    );
    expect(run("overrides", "accept", footer)).toMatchObject({ code: 0 });
    expect(run("overrides").output).toContain(`${footer}: made of Offprint ${version}, which is as it was.\n`);
    expect(run("build").output).toBe("Built 1 paper into _site.\n");
  });

  test("shows what the engine changed, and merges it into what the site changed", () => {
    const { run, read, write } = site();
    const mine = [...former.split("\n").slice(0, -2), "<p>Mine.</p>", "</footer>", ""].join("\n");
    write(footer, mine);
    write("overrides.json", noted(footer, former));
    expect(run("overrides", "diff").output).toMatch(
      new RegExp(`^--- a/${footer}\n\\+\\+\\+ b/${footer}\n@@ .* @@\n-<footer>\n\\+${first}\n [^]*$`),
    );
    expect(run("overrides", "merge")).toMatchObject({ code: 0, errors: "" });
    expect(read(footer)).toBe(mine.replace("<footer>", first));
    expect(run("overrides", "merge", footer).output).toMatch(/is as it was/);
    expect(run("overrides", "merge").output).toBe("No override is behind Offprint.\n");
  });

  test("leaves to the author what both changed, and does not publish it", () => {
    const { run, read, write } = site();
    write(footer, former.replace("<footer>", "<footer class=mine>"));
    write("overrides.json", noted(footer, former));
    const { code, errors } = run("overrides", "merge", footer);
    expect([code, errors]).toEqual([
      1,
      expect.stringMatching(/^You and Offprint have both changed one place in _includes\/partials\/footer.njk/),
    ]);
    const conflict = `<<<<<<< yours\n<footer class=mine>\n||||||| Offprint 0.0.9\n<footer>\n=======\n${first}\n>>>>>>> Offprint ${version}\n`;
    expect(read(footer)).toBe([conflict, ...rest].join("\n").replace(`${version}\n\n`, `${version}\n`));
    expect(run("build")).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^_includes\/partials\/footer.njk:1:1 {2}error {2}build\/template/),
    });
    for (const verb of ["merge", "accept"]) expect(run("overrides", verb, footer).code).toBe(2);
    write(footer, read(footer).replace(conflict, "<footer class=mine>\n"));
    expect(run("overrides", "accept", footer)).toMatchObject({ code: 0 });
    expect(run("build")).toMatchObject({ code: 0, output: "Built 1 paper into _site.\n" });
  });

  test("knows a file that the engine has no more", () => {
    const { run, write, read } = site();
    write("partials/gone.njk", "x");
    write("overrides.json", noted("partials/gone.njk", "y"));
    expect(run("overrides").output).toMatch(/partials\/gone.njk: .* has no such file, so this one is used nowhere/);
    expect(run("build").output).toMatch(/partials\/gone.njk/);
    expect(run("overrides", "diff").output).toMatch(/^-y$/m);
    expect(run("overrides", "merge", "partials/gone.njk").code).toBe(2);
    expect(run("overrides", "accept", "partials/gone.njk").code).toBe(0);
    expect(read("overrides.json")).toBe("{}\n");
  });

  test("compares a file that was not ejected with the engine's, and merges nothing into it", () => {
    const { run, write } = site();
    write(footer, `${engine(footer)}<p>Mine.</p>\n`);
    expect(run("overrides", "diff", footer).output).toMatch(/^Nobody knows[\s\S]*\n\+<p>Mine.<\/p>\n/);
    expect(run("overrides", "merge", footer)).toMatchObject({ code: 2, errors: expect.stringMatching(/accept/) });
  });

  test("says in one line what it can't do", () => {
    const { run, write } = site();
    for (const words of [["delete"], ["diff", "partials/nope.njk"]]) {
      const { code, errors } = run("overrides", ...words);
      expect([code, errors.trimEnd().split("\n").length]).toEqual([2, 1]);
    }
    write(footer, "x");
    write("overrides.json", noted(footer, "x").replace('"text":"x"', '"text":"y"'));
    expect(run("overrides")).toMatchObject({ code: 1, errors: expect.stringMatching(/build\/override-origins/) });
    expect(run("build")).toMatchObject({ code: 0, errors: expect.stringMatching(/build\/override-origins/) });
    const own = spawnSync(process.execPath, ["src/cli/offprint.mjs", "overrides"], { encoding: "utf8" });
    expect([own.status, own.stderr]).toEqual([2, expect.stringMatching(/Offprint's own/)]);
  });
});

describe("mergeOverride", () => {
  const origin = { version: "1.0.0", sha256: "", text: "a\nb\nc\n" };

  test("keeps the ends of lines that the override has", () => {
    expect(mergeOverride("a\r\nB\r\nb\r\nc\r\n", origin, "a\nb\nc\nd\n")).toEqual({
      text: "a\r\nB\r\nb\r\nc\r\nd\r\n",
      conflicts: 0,
    });
  });

  test("takes what both have changed alike for one change", () => {
    expect(mergeOverride("a\nx\nc\n", origin, "a\nx\nc\n")).toEqual({ text: "a\nx\nc\n", conflicts: 0 });
  });
});
