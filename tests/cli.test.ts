import { createServer } from "node:net";
import { describe, expect, test } from "vitest";
import { offprint, offprintApart } from "./offprint.ts";
import { siteIn } from "./site-in.ts";

describe("offprint", () => {
  test.each([
    [["build", "--colour"], /Unknown option '--colour'/],
    [["build", "--output"], /--output/],
    [["build", "a", "b"], /"b" is one argument too many/],
    [["build", "no-such-folder"], /no folder "no-such-folder"/],
    [["build", "src"], /"src" is no site/],
    [["build", "--output", "."], /holds the site's own files/],
    [["build", "--output", "content/x"], /holds the site's own files/],
    [["build", "--output", "tests"], /holds files that Offprint did not write/],
    [["build", "--output", "README.md"], /holds files that Offprint did not write/],
    [["build", "--path-prefix", "https://x/"], /can't be a path prefix/],
    [["inspect"], /No file is given/],
    [["inspect", "no-such.bib"], /no file "no-such.bib"/],
    [["inspect", "package.json"], /neither a .bib nor a .md file/],
    [["dev", "--port", "many"], /"many" is no port/],
    [["build", "--jobs", "0"], /"0" is no number of jobs/],
    [["check", "--built", "no-such-folder"], /no folder "no-such-folder"/],
    [["publish"], /no command "publish"/],
  ])("answers %j with one line and code 2", async (words, message) => {
    const { code, output, errors } = await offprintApart(...words);
    expect(code).toBe(2);
    expect(output).toBe("");
    expect(errors).toMatch(message);
    expect(errors.trimEnd().split("\n")).toHaveLength(1);
  });

  test("says that a port is used by another program", async () => {
    const server = createServer().listen(0);
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    const { code, errors } = await offprint("dev", "--port", String(port));
    server.close();
    expect(code).toBe(2);
    expect(errors).toMatch(new RegExp(`^offprint dev: The port ${port} is used by another program.*\\n$`));
  });

  test.each(["build", "dev", "check", "inspect"])("explains %s with --help", async (command) => {
    const { code, output, errors } = await offprint(command, "--help");
    expect(code).toBe(0);
    expect(errors).toBe("");
    expect(output).toMatch(new RegExp(`^offprint ${command} `));
  });

  test("adds annotations in a workflow of GitHub's, in which the author's words can't begin a command", async () => {
    const { printDiagnostics } = await import("../src/diagnostic/print-diagnostics.ts");
    const text = printDiagnostics(
      [
        {
          code: "validate/no-title",
          severity: "error",
          file: "a,b.md",
          line: 3,
          column: 2,
          message: "100% of\n::error::x.",
          hint: "h",
        },
      ],
      { color: false, annotations: true },
    );
    expect(text).toBe(
      "a,b.md:3:2  error  validate/no-title\n  100% of ::error::x.\n  hint: h\n\n1 error\n" +
        "::error file=a%2Cb.md,line=3,col=2,title=validate/no-title::100%25 of%0A: :error: :x.%0Ahint: h\n",
    );
  });

  test("prints the schema of what inspect prints", async () => {
    const { code, output } = await offprint("inspect", "--schema");
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ $schema: "https://json-schema.org/draft/2020-12/schema" });
  });

  test("inspects a file for a person in a few lines, and ends with 1 where the content has an error", async () => {
    const site = siteIn({
      "a.bib": "@misc{a, title={T}, author={Ada Kern and others}, year=2021}\n@misc{b, year=2020}",
    });
    const { code, output, errors } = await offprint("inspect", `${site}/content/publications/a.bib`);
    expect(code).toBe(1);
    expect(output).toMatch(/^a {2}document {2}\S+a\.bib:1\n {2}T\n {2}Ada Kern, et al\.\n {2}2021\n\nb /);
    expect(errors).toContain("validate/no-title");
  });
});
