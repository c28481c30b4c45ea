// The peers' works on the same papers. What is not installed is left out.
import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { benchFolder, copyWritable, type Papers } from "./papers.ts";
import { project } from "./product.ts";
import { commandStep, type Step } from "./step.ts";

/** The largest number of papers at which Jekyll and pandoc are asked: their times grow faster than the papers. */
const mostForSlow = 1000;

const eleventyProgram = path.join(project, "node_modules/@11ty/eleventy/cmd.cjs");

/** The programs that were found, by name with their version; Eleventy is the project's own. */
export function peerVersions(): ReadonlyMap<string, string> {
  const words: readonly (readonly [string, readonly string[]])[] = [
    ["hugo", ["version"]],
    ["pandoc", ["--version"]],
    ["jekyll", ["--version"]],
    [
      "jekyll-scholar",
      ["-e", 'gem "csl-styles"; puts gem("jekyll-scholar") && Gem.loaded_specs["jekyll-scholar"].version'],
    ],
  ];
  const found = words.flatMap(([name, rest]) => {
    const program = name === "jekyll-scholar" ? "ruby" : name;
    const { status, stdout } = spawnSync(program, rest, { encoding: "utf8" });
    const version = status === 0 ? /\d+(?:\.\d+)+/.exec(stdout)?.[0] : undefined;
    return version === undefined ? [] : [[name, version] as const];
  });
  const { version } = JSON.parse(readFileSync(path.join(eleventyProgram, "../package.json"), "utf8"));
  return new Map([...found, ["Eleventy", version]]);
}

export function peerSteps(
  papers: Papers,
  built: string,
  onDisk: string | undefined,
  isQuick: boolean,
): readonly Step[] {
  const versions = peerVersions();
  const output = path.join(built, "peer");
  const empty = (folder: string) => () => rmSync(folder, { recursive: true, force: true });
  const { count } = papers;
  const steps: Step[] = [];
  if (versions.has("hugo")) {
    const hugo = (folder: string, cwd = papers.hugoSite) => ({ words: ["hugo", "--quiet", "-d", folder], cwd });
    const hugoOutput = path.join(built, "hugo");
    const diskOutput = path.join(onDisk ?? "", "hugo");
    steps.push(commandStep("hugo", hugo(hugoOutput), hugoOutput, { prepare: empty(hugoOutput), keeps: true }));
    steps.push(commandStep("hugo-again", hugo(hugoOutput), hugoOutput, { needs: "hugo" }));
    steps.push(
      commandStep("hugo-equal", hugo(output, papers.hugoEqualSite), output, {
        isOnce: isQuick,
        prepare: empty(output),
      }),
    );
    if (onDisk !== undefined)
      steps.push(commandStep("hugo-disk", hugo(diskOutput), diskOutput, { prepare: empty(diskOutput) }));
  }
  const eleventy = path.join(papers.folder, "eleventy");
  copyWritable(path.join(benchFolder, "eleventy"), eleventy);
  symlinkSync(path.join(project, "node_modules"), path.join(eleventy, "node_modules"));
  steps.push(
    commandStep(
      "eleventy",
      {
        words: [process.execPath, eleventyProgram, `--output=${output}`],
        cwd: path.join(eleventy, "plain"),
        env: { PAPERS: papers.json },
      },
      output,
      { prepare: empty(output) },
    ),
  );
  if (versions.has("jekyll") && count <= mostForSlow) {
    const isScholar = versions.has("jekyll-scholar");
    const site = path.join(papers.folder, "jekyll");
    copyWritable(path.join(benchFolder, "jekyll", isScholar ? "scholar" : "markdown"), site);
    if (isScholar) {
      mkdirSync(path.join(site, "_bibliography"));
      copyFileSync(papers.bibtex, path.join(site, "_bibliography/refs.bib"));
    } else cpSync(papers.markdown, path.join(site, "_papers"), { recursive: true });
    steps.push(
      commandStep(
        isScholar ? "jekyll-scholar" : "jekyll",
        { words: ["jekyll", "build", "--quiet", "--destination", output], cwd: site },
        output,
        { isOnce: isQuick, prepare: empty(path.join(site, ".jekyll-cache")) },
      ),
    );
  }
  if (versions.has("pandoc") && count <= mostForSlow) {
    const page = path.join(built, "refs.html");
    const words = ["pandoc", "--citeproc", "-s", papers.bibtex, "-o", page];
    steps.push(commandStep("pandoc", { words, cwd: papers.folder }, page, { isOnce: isQuick }));
  }
  return steps;
}

/** Plain Eleventy with one empty page and a configuration that needs no compiling. */
export function emptyEleventyStep(built: string): Step {
  const site = path.join(built, "eleventy-empty");
  const output = path.join(built, "eleventy-empty-output");
  return commandStep(
    "eleventy-empty",
    { words: [process.execPath, eleventyProgram, `--output=${output}`], cwd: site },
    output,
    {
      prepare: () => {
        mkdirSync(site, { recursive: true });
        writeFileSync(path.join(site, "package.json"), '{ "type": "module" }\n');
        writeFileSync(path.join(site, "eleventy.config.js"), "export default (config) => config.setQuietMode(true);\n");
        writeFileSync(path.join(site, "index.html"), "");
      },
    },
  );
}

/** Says what has to be installed for the rows that are left out; empty where everything is there. */
export function missingPeers(): readonly string[] {
  const versions = peerVersions();
  const lines = ["hugo", "pandoc", "jekyll"]
    .filter((name) => !versions.has(name))
    .map((name) => `${name} is not installed, so its rows are left out: apt-get install ${name}`);
  if (versions.has("jekyll") && !versions.has("jekyll-scholar"))
    lines.push("jekyll-scholar is not installed, so Jekyll alone is asked: gem install jekyll-scholar csl-styles");
  return lines;
}
