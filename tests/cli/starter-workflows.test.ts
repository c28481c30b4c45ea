import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { crossrefPines } from "../services/answers.ts";
import { answers, servicesHere } from "../services/run-with-services.ts";
import { emptyFolder, type SiteFiles, writeSite } from "../site-in.ts";

interface Job {
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly {
    readonly id?: string;
    readonly run?: string;
    readonly env?: Readonly<Record<string, string>>;
  }[];
}

const starter = path.resolve("starter/github/.github");
const jobsOf = (name: string): Readonly<Record<string, Job>> =>
  parse(readFileSync(path.join(starter, "workflows", name), "utf8")).jobs;

/** A repository with a site, and the machine of a workflow's job: its programs are ours, and nothing of the network is there. */
function hostOf(files: SiteFiles = {}) {
  const folder = emptyFolder();
  const remote = path.join(folder, "ada/papers");
  const git = (where: string, ...words: string[]) =>
    execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", ...words], {
      cwd: where,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  mkdirSync(remote, { recursive: true });
  git(remote, "init", "--bare", "--quiet", "--initial-branch=main");
  const first = path.join(folder, "first");
  git(folder, "clone", "--quiet", remote, first);
  writeSite(first, {
    "content/site.yaml": "title: Trees\n",
    ".gitignore": "node_modules\n",
    "a.md": "---\ntitle: A\nauthors: [Ada Kern]\ndate: 2020\n---\n",
    ...files,
  });
  git(first, "add", ".");
  git(first, "commit", "--quiet", "--message", "Begin");
  git(first, "push", "--quiet", "origin", "HEAD:main");
  const programs = path.join(folder, "programs");
  mkdirSync(programs);
  const program = (name: string, script: string) =>
    writeFileSync(path.join(programs, name), `#!/bin/bash\n${script}\n`, { mode: 0o755 });
  program("npx", `shift; exec "${process.execPath}" "${path.resolve("src/cli/offprint.mjs")}" "$@"`);
  program("npm", "exit 0");
  // Says what it was asked, and what the file says that it was given; an open pull request is the file "open".
  program(
    "gh",
    `echo "$*" >> "${folder}/gh.log"; while [ $# -gt 0 ]; do if [ "$1" = --body-file ]; then cp "$2" "${folder}/body.md"; fi; if [ "$1 $2" = "pr list" ]; then cat "${folder}/open" 2>/dev/null; exit 0; fi; shift; done`,
  );
  let count = 0;
  /** Runs the steps of a job in a new checkout; what they put out by name. */
  async function run(job: Job, environment: Readonly<Record<string, string>>) {
    const work = path.join(folder, `work-${++count}`);
    git(folder, "clone", "--quiet", remote, work);
    const [temporary, output] = [path.join(folder, `temp-${count}`), path.join(folder, `output-${count}`)];
    mkdirSync(temporary);
    writeFileSync(output, "");
    for (const { run: script } of job.steps) {
      if (script === undefined) continue;
      const env = {
        ...environment,
        PATH: `${programs}:${process.env.PATH}`,
        HOME: folder,
        RUNNER_TEMP: temporary,
        GITHUB_OUTPUT: output,
        GITHUB_SERVER_URL: `file://${folder}`,
        GITHUB_REPOSITORY: "ada/papers",
        GITHUB_ACTIONS: "true",
      };
      const code = await new Promise((resolve) => {
        spawn("bash", ["-e", "-c", script], { cwd: work, env, stdio: ["ignore", "ignore", "inherit"] }).on(
          "close",
          resolve,
        );
      });
      if (code !== 0) throw new Error(`a step ended with ${code}`);
    }
    const pairs = readFileSync(output, "utf8")
      .split("\n")
      .flatMap((line) => {
        const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
        return name === undefined ? [] : [[name, value!] as const];
      });
    return Object.fromEntries(pairs);
  }
  const branches = () => git(remote, "branch", "--format=%(refname:short)").trim().split("\n").sort();
  const changes = (branch: string) => git(remote, "diff", "--name-status", "main", branch).trim();
  const show = (branch: string, file: string) => git(remote, "show", `${branch}:${file}`);
  const log = () => (existsSync(path.join(folder, "gh.log")) ? readFileSync(path.join(folder, "gh.log"), "utf8") : "");
  const body = () => readFileSync(path.join(folder, "body.md"), "utf8");
  return { folder, run, branches, changes, show, log, body };
}

/** A form as GitHub makes an issue of it. */
const form = (text: string) => `### Its identifier\n\n${text}`;

async function answerIssue(text: string, given = answers) {
  const { environment } = await servicesHere(given);
  const host = hostOf();
  const jobs = jobsOf("paper.yml");
  const found = await host.run(jobs["look-up"]!, { ...environment, BODY: text });
  await host.run(jobs.answer!, {
    GH_TOKEN: "secret",
    NUMBER: "12",
    ANSWER: found.answer ?? "",
    FILE: found.file ?? "",
    TEXT: found.text ?? "",
  });
  return host;
}

describe("an issue that names a paper", () => {
  test("is answered with the entry, which stands on a branch of its own", async () => {
    const host = await answerIssue(form("https://doi.org/10.5555/pines"));
    expect(host.branches()).toEqual(["main", "paper-12"]);
    expect(host.changes("paper-12")).toBe("A\tcontent/publications/kern2021growth.md");
    expect(host.show("paper-12", "content/publications/kern2021growth.md")).toContain("doi: 10.5555/pines\n");
    expect(host.log()).toMatch(/^auth setup-git\nissue comment 12 --repo ada\/papers --body-file \S+\n$/);
    const body = host.body();
    expect(body).toMatch(
      /^This would stand on the site:\n\n```text\nKern, A\., & Orr, B\. \(2021\)\. Growth of Pinus nigra\./,
    );
    expect(body).toMatch(/\[look at it, and merge it\]\(file:\/\/\S+\/ada\/papers\/compare\/paper-12\?expand=1\)\.\n$/);
  });

  test.each<[string, RegExp]>([
    [form("10.5555/gone"), /^That did not go:\n\n```text\n10\.5555\/gone: no such DOI \(doi\.org\)\.\n```\n$/],
    [form("What is it?"), /^No identifier of a paper stands there/],
    ["", /^No identifier of a paper stands there/],
  ])("%j is answered in words, without a branch", async (text, answer) => {
    const host = await answerIssue(text);
    expect(host.branches()).toEqual(["main"]);
    expect(host.body()).toMatch(answer);
  });

  test.each<[string, string]>([
    ["commands", "$(touch pwned) `touch pwned` ; touch pwned # 10.5555/pines"],
    ["single quotes", "'; touch pwned; echo '10.5555/pines"],
    ["double quotes", '"; touch pwned; echo "10.5555/pines'],
    ["an option", "--output=pwned 10.5555/pines"],
    ["several options", "-\n--yes\n--from /etc/passwd\n10.5555/pines"],
    ["files", "content/site.yaml\n/etc/passwd\n../../../../etc/passwd\n10.5555/pines"],
    ["addresses within", "http://169.254.169.254/latest/meta-data/ file:///etc/passwd 10.5555/pines"],
    ["many papers", "10.5555/pines\n10.5281/zenodo.7\n2101.00001\n".repeat(500)],
    [
      "workflow commands",
      "::set-output name=file::../../x.yml\n::error::x\nfile=.github/workflows/x.yml\n10.5555/pines",
    ],
    ["variables", ["EOF\n$", "{{ github.token }} $GH_TOKEN $", "{GH_TOKEN}\n10.5555/pines"].join("")],
    ["signs that steer", "\u001b]0;x\u0007\u202e 10.5555/pines"],
  ])("%s in it can do nothing but name the one paper", async (_, text) => {
    const host = await answerIssue(form(text));
    expect(host.branches()).toEqual(["main", "paper-12"]);
    expect(host.changes("paper-12")).toBe("A\tcontent/publications/kern2021growth.md");
    for (let count = 1; count <= 2; count++) {
      expect(existsSync(path.join(host.folder, `work-${count}/pwned`))).toBe(false);
      expect(existsSync(path.join(host.folder, `work-${count}/.github`))).toBe(false);
    }
    expect(host.body() + host.log()).not.toMatch(/secret|root:|title: Trees/);
  });

  test("shows what a service says as text and nothing else", async () => {
    const hostile = {
      ...crossrefPines.message,
      title: ["``` @ada ![x](https://evil.example/x.png) <script>alert(1)</script> $(touch pwned) \u202e\u001b[31m"],
      "container-title": ["````\n# Heading\n[click](javascript:alert(1))"],
    };
    const host = await answerIssue(form("10.5555/pines"), {
      ...answers,
      "/v1/works/10.5555%2Fpines": { body: { message: hostile } },
    });
    const body = host.body();
    const [, fence, inside] = /^This would stand on the site:\n\n(`{3,})text\n([\s\S]*)\n\1\n\nIt is on/.exec(body)!;
    expect(inside).toContain("@ada");
    expect(inside!.includes(fence!)).toBe(false);
    expect(body).not.toMatch(/[\u202e]|\p{Cc}(?<!\n)/u);
  });

  test.each([
    "../../.github/workflows/x.yml",
    ".github/workflows/pages.yml",
    "content/publications/../../.github/x.md",
    "content/publications/x.md\n.github/x.md",
    "content/site.yaml",
    "content/publications/-x.md",
  ])("the job that writes takes no file %j", async (file) => {
    const host = hostOf();
    await host.run(jobsOf("paper.yml").answer!, {
      GH_TOKEN: "secret",
      NUMBER: "12",
      ANSWER: Buffer.from("Answer\n").toString("base64"),
      FILE: file,
      TEXT: Buffer.from("x").toString("base64"),
    });
    expect([host.branches(), host.body()]).toEqual([["main"], "Answer\n"]);
  });

  test("comes by a form, which the workflow knows by the beginning of its title", () => {
    const { title, body } = parse(readFileSync(path.join(starter, "ISSUE_TEMPLATE/paper.yml"), "utf8"));
    expect(title).toBe("[paper] ");
    expect(body).toHaveLength(1);
    expect(readFileSync(path.join(starter, "workflows/paper.yml"), "utf8")).toContain(
      "if: startsWith(github.event.issue.title, '[paper]')",
    );
  });
});

describe("the weekly look", () => {
  const given = {
    ...answers,
    "/papers.bib": { body: "@article{oak2020, title={Oaks}, author={Orr, Ben}, journaltitle={Tests}, date={2020}}" },
    "/api/query": { body: '<feed xmlns="http://www.w3.org/2005/Atom"></feed>' },
    "/works?filter=doi": { body: { results: [] } },
  };
  const jobs = jobsOf("sync.yml");

  async function look(services: typeof given) {
    const { environment, base } = await servicesHere(services);
    const host = hostOf({ "content/site.yaml": `title: Trees\nsources:\n  - bib: ${base}/papers.bib\n` });
    return { host, environment, found: await host.run(jobs.look!, environment) };
  }
  const propose = (host: ReturnType<typeof hostOf>, found: Readonly<Record<string, string>>) =>
    host.run(jobs.propose!, { GH_TOKEN: "secret", BASE: "main", REPORT: found.report!, CHANGE: found.change! });

  test("opens one pull request, and brings it up to date the next time", async () => {
    const { host, found } = await look(given);
    await propose(host, found);
    expect(host.branches()).toEqual(["main", "offprint-sync"]);
    expect(host.changes("offprint-sync")).toBe("A\tcontent/publications/oak2020.bib");
    expect(host.log()).toMatch(
      /pr create --repo ada\/papers --base main --head offprint-sync --title Papers: what has come since --body-file \S+\n$/,
    );
    expect(host.body()).toMatch(/^1 change: 1 written\.\n\n```text\nchanged: A paper that is not here: Oaks\n/);
    writeFileSync(path.join(host.folder, "open"), "7\n");
    await propose(host, found);
    expect(host.log()).toMatch(/pr edit 7 --repo ada\/papers --body-file \S+\n$/);
    expect(host.log().match(/pr create/g)).toHaveLength(1);
  });

  test("opens none where nothing has come", async () => {
    const { found } = await look({
      ...given,
      "/papers.bib": { body: "@article{a, title={A}, author={Kern, Ada}, year=2020}" },
    });
    expect(found).toEqual({});
  });

  test("is off until its owner asks for it, and takes changes of content alone", () => {
    const text = readFileSync(path.join(starter, "workflows/sync.yml"), "utf8");
    expect(text).toContain("if: github.event_name == 'workflow_dispatch' || vars.OFFPRINT_SYNC == 'weekly'");
    expect(text).toContain("git apply --index --include='content/*'");
  });
});
