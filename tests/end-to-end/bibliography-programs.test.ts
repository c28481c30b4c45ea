import { execFileSync } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { hasProgram } from "../has-program.ts";
import { offprint } from "../offprint.ts";
import { siteIn } from "../site-in.ts";

async function demoEntries(): Promise<{ folder: string; names: readonly string[] }> {
  const folder = siteIn({});
  const site = path.join(folder, "site");
  expect(await offprint("build", "--output", site)).toMatchObject({ code: 0 });
  const files = readdirSync(site, { recursive: true, encoding: "utf8" }).filter((name) =>
    /^publications(?:\/[^/]+)?\.bib$/.test(name.replaceAll("\\", "/")),
  );
  for (const file of files) copyFileSync(path.join(site, file), path.join(folder, path.basename(file)));
  return { folder, names: files.map((file) => path.basename(file, ".bib")) };
}

describe("the .bib files of the demo", () => {
  test.skipIf(!hasProgram("biber"))(
    "pass biber and its data model without a warning",
    { timeout: 120_000 },
    async () => {
      const { folder, names } = await demoEntries();
      expect(names).toHaveLength(8);
      for (const name of names) {
        execFileSync("biber", ["--tool", "--validate-datamodel", "--quiet", `${name}.bib`], {
          cwd: folder,
          stdio: "pipe",
        });
        expect(readFileSync(path.join(folder, `${name}.bib.blg`), "utf8")).not.toMatch(/WARN|ERROR/);
      }
    },
  );

  test.skipIf(!hasProgram("bibtex"))("pass bibtex without a warning", { timeout: 120_000 }, async () => {
    const { folder, names } = await demoEntries();
    for (const name of names) {
      writeFileSync(path.join(folder, `${name}.aux`), `\\citation{*}\n\\bibstyle{plain}\n\\bibdata{${name}}\n`);
      execFileSync("bibtex", ["-terse", name], { cwd: folder, stdio: "pipe" });
      expect(readFileSync(path.join(folder, `${name}.blg`), "utf8")).not.toMatch(/Warning--|error message/);
    }
  });
});
