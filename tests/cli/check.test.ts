import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import schema from "../../src/diagnostic/diagnostics.schema.json" with { type: "json" };
import editorTasks from "../../starter/site/.vscode/tasks.json" with { type: "json" };
import { offprint } from "../offprint.ts";
import { siteIn } from "../site-in.ts";

const misspelt = "---\ntitle: A\ndate: 2020\nauhtors: Ada Kern\n---\n";

describe("offprint check", () => {
  test("writes its messages to standard output", async () => {
    const { code, output, errors } = await offprint("check", siteIn({ "a.md": misspelt }));
    expect([code, errors]).toEqual([0, ""]);
    expect(output).toMatch(/^content\/publications\/a\.md:4:1 {2}warning {2}input\/unknown-field\n/m);
  });

  test("writes an array that its schema describes, with the mend of what has one", async () => {
    const { output } = await offprint("check", "--format", "json", siteIn({ "a.md": misspelt, "b.md": "no title" }));
    const messages = JSON.parse(output);
    expect(new Ajv2020({ strict: false }).validate(schema, messages)).toBe(true);
    const found = messages.filter(({ code }: { code: string }) => code.startsWith("input/"));
    expect(found).toMatchObject([
      { code: "input/front-matter", severity: "error", fix: null },
      { code: "input/unknown-field", fix: { line: 4, column: 1, replaced: "auhtors", replacement: "authors" } },
    ]);
    expect((await offprint("check", "--format", "json", siteIn({}))).output).toBe("[]\n");
  });

  test("writes annotations alone for GitHub", async () => {
    const { output } = await offprint("check", "--format", "github", siteIn({ "a.md": misspelt }));
    expect(output).toMatch(
      /^::warning file=content\/publications\/a\.md,line=4,col=1,title=input\/unknown-field::.*$/m,
    );
    expect(output).toMatch(/^(?:::warning .*\n)+$/);
  });

  test.each([
    [["--format", "xml"], /no format "xml"/],
    [["--dry-run"], /--dry-run is for --fix/],
    [["--watch", "--fix"], /--watch looks at the content alone/],
    [["--watch", "--format", "json"], /prints it as text or lines/],
  ])("answers %j with one line and code 2", async (words, message) => {
    const { code, errors } = await offprint("check", ...words);
    expect(code).toBe(2);
    expect(errors).toMatch(message);
  });

  test("mends what has one certain mend and touches nothing else: not the mark, the line ends, the rights", async () => {
    const bytes = Buffer.from(`\uFEFF${misspelt.replaceAll("\n", "\r\n")}`);
    const site = siteIn({ "a.md": bytes, "b.md": misspelt.replace("auhtors", "xyzzy") });
    const folder = path.join(site, "content/publications");
    const file = path.join(folder, "a.md");
    chmodSync(file, 0o640);

    const dry = await offprint("check", "--fix", "--dry-run", site);
    expect(dry.output).toContain("-auhtors: Ada Kern\n+authors: Ada Kern\n");
    expect(readFileSync(file).equals(bytes)).toBe(true);

    const { output } = await offprint("check", "--fix", site);
    expect(output).toContain("--- a/content/publications/a.md\n+++ b/content/publications/a.md\n");
    expect(output).toContain("-auhtors: Ada Kern\n+authors: Ada Kern\n");
    expect(output).not.toMatch(/a\.md:4:1/);
    expect(readFileSync(file, "utf8")).toBe(bytes.toString().replace("auhtors", "authors"));
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(readFileSync(path.join(folder, "b.md"), "utf8")).toContain("xyzzy");
    expect(readdirSync(folder).sort()).toEqual(["a.md", "b.md"]);
  });

  test("says it again when a file is saved, between the lines by which an editor knows it, until it is stopped", async () => {
    const site = siteIn({ "a.md": misspelt });
    const run = spawn(process.execPath, ["src/cli/offprint.mjs", "check", "--watch", "--format", "lines", site]);
    const { beginsPattern, endsPattern } = editorTasks.tasks[0]!.problemMatcher.background;
    let printed = "";
    const rounds = () => printed.split("\n").filter((line) => new RegExp(endsPattern).test(line)).length;
    run.stdout.setEncoding("utf8").on("data", (text) => (printed += text));
    const until = async (count: number) => {
      while (rounds() < count) await once(run.stdout, "data");
    };
    await until(1);
    const fault = /^content\/publications\/a\.md:4:1: warning: .* \[input\/unknown-field\]$/m;
    expect(printed).toMatch(fault);
    printed = "";
    writeFileSync(path.join(site, "content/publications/a.md"), misspelt.replace("auhtors", "authors"));
    await until(1);
    expect(printed).toMatch(new RegExp(beginsPattern, "m"));
    expect(printed).not.toMatch(fault);
    run.kill("SIGTERM");
    expect(await once(run, "close")).toEqual([0, null]);
  });

  test("does not mend a field into one that is there already", async () => {
    const site = siteIn({ "a.md": misspelt.replace("date", "authors: Ben Orr\ndate") });
    expect((await offprint("check", "--fix", site)).output).toContain("Nothing has one certain mend.");
  });

  test("ends without a trace where the reader of its output has had enough", async () => {
    const site = siteIn({});
    for (let index = 0; index < 500; index++) {
      writeFileSync(path.join(site, `content/publications/p${index}.md`), misspelt);
    }
    const run = spawn(process.execPath, ["src/cli/offprint.mjs", "check", "--all", site], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let errors = "";
    run.stderr.on("data", (text) => (errors += text));
    run.stdout.once("data", () => run.stdout.destroy());
    await once(run, "close");
    expect(errors).toBe("");
  });
});

describe("a command that can't go on", () => {
  test("says in one line what the system refused, and why", async () => {
    const { explainFailure } = await import("../../src/cli/failures.ts");
    const said: string[] = [];
    const { error } = console;
    console.error = (text: string) => void said.push(text);
    try {
      const refused = Object.assign(new Error("EACCES"), { code: "EACCES", syscall: "scandir", path: "content" });
      expect(explainFailure(refused, "build")).toBe(1);
      expect(explainFailure(new TypeError("x is not a function\n    at y"), "build")).toBe(70);
    } finally {
      console.error = error;
    }
    expect(said[0]).toBe("offprint build: content could not be read: you have no permission to do that (EACCES).");
    expect(said[1]).toMatch(/fault of Offprint.*TypeError: x is not a function.*OFFPRINT_DEBUG=1/);
    expect(said.join("")).not.toContain("    at ");
  });

  test("names the line of the source where a fault of the program was thrown", () => {
    const breaking = "data:text/javascript,Intl.Collator=function(){throw new TypeError('broken')}";
    const { stderr, status } = spawnSync(
      process.execPath,
      [
        "--import",
        breaking,
        path.join(import.meta.dirname, "../../src/cli/offprint.mjs"),
        "build",
        siteIn({ "a.bib": "@misc{a, title = {A}, year = 2000}" }),
      ],
      { encoding: "utf8", env: { ...process.env, OFFPRINT_DEBUG: "" } },
    );
    expect(status).toBe(70);
    const [, file, line] = /TypeError: broken \((src\/\S+\.ts):(\d+);/.exec(stderr) ?? [];
    const source = readFileSync(path.join(import.meta.dirname, "../..", file!), "utf8");
    expect(source.split("\n")[Number(line) - 1]).toContain("Intl.Collator(");
  });
});
