import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { contentSecurityPolicy } from "../src/site/metadata/content-security.ts";

type Permissions = Readonly<Record<string, string>>;

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly needs?: string;
  readonly if?: string;
  readonly permissions?: Permissions;
  readonly environment?: { readonly name: string };
  readonly strategy?: { readonly matrix: { readonly node: readonly number[] } };
  readonly "timeout-minutes"?: number;
  readonly "continue-on-error"?: boolean;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Permissions;
  readonly concurrency: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const project = path.join(import.meta.dirname, "..");
const folder = path.join(project, ".github/workflows");
const names = readdirSync(folder).sort();
/** Those that a new site begins with. */
const starter = "starter/github/.github/workflows/";
const ofNewSite = `${starter}pages.yml`;
const ofNewSites = readdirSync(path.join(project, starter))
  .sort()
  .map((name) => `${starter}${name}`);
const textOf = (name: string) => readFileSync(path.join(name.startsWith(starter) ? project : folder, name), "utf8");
const read = (name: string): Workflow => parse(textOf(name));
const commands = ({ steps }: Job) => steps.flatMap(({ run }) => run ?? []);
const uses = ({ steps }: Job, action: string) => steps.filter((step) => step.uses?.startsWith(`actions/${action}@`));

test("the workflows are these", () => expect(names).toEqual(["ci.yml", "fuzz.yml", "pages.yml", "release.yml"]));

describe.each([...names, ...ofNewSites])("%s", (name) => {
  const { on, permissions, jobs } = read(name);
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  test("pins each action by its commit, with the version in a comment", () => {
    const lines = textOf(name).match(/^.*\buses:.*$/gm) ?? [];
    expect(lines).toHaveLength(steps.filter((step) => step.uses !== undefined).length);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => !/uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  test("may read the code and, unless a job says more, nothing else", () => {
    expect(permissions).toEqual({ contents: "read" });
    expect(Object.keys(on)).not.toContain("pull_request_target");
    expect(textOf(name)).not.toContain("secrets.");
  });

  test("gives no command a value of the event, and leaves no credentials behind", () => {
    expect(steps.filter(({ run }) => run?.includes("${{"))).toEqual([]);
    const checkouts = steps.filter((step) => step.uses?.startsWith("actions/checkout@"));
    expect(checkouts.length).toBeGreaterThan(0);
    expect(checkouts.filter((step) => step.with?.["persist-credentials"] !== false)).toEqual([]);
  });

  test("installs what is locked and runs no install script", () => {
    const installs = steps.flatMap(({ run }) => (/\bnpm (ci|i|install)\b/.test(run ?? "") ? [run] : []));
    // Who makes a site in the browser has no package-lock.json.
    const locked = "npm ci --ignore-scripts";
    const either = `if [ -f package-lock.json ]; then ${locked}; else npm install --ignore-scripts; fi`;
    const ofPeers = name === "fuzz.yml" ? [`${locked} --prefix bench`] : [];
    expect(new Set(installs)).toEqual(new Set([name.startsWith(starter) ? either : locked, ...ofPeers]));
  });

  test("ends each job in time, and at its first failure", () => {
    for (const job of Object.values(jobs)) {
      expect(job["timeout-minutes"]).toBeLessThanOrEqual(20);
      expect(job["continue-on-error"]).toBeUndefined();
    }
    expect(textOf(name)).not.toMatch(/continue-on-error|always\(\)|failure\(\)|\|\| true/);
  });
});

describe("ci.yml", () => {
  const { on, jobs } = read("ci.yml");

  test("verifies every push and pull request on Node 20, 22 and 24", () => {
    expect(on).toEqual({ push: null, pull_request: null });
    expect(jobs.verify!.strategy!.matrix.node).toEqual([20, 22, 24]);
    expect(commands(jobs.verify!)).toEqual(["npm ci --ignore-scripts", "npm run verify"]);
    const [setup] = uses(jobs.verify!, "setup-node");
    expect(setup!.with!["node-version"]).toMatch(/^\$\{\{ matrix\.node \}\}$/);
  });

  test("looks for known faults and signatures of the dependencies in a job of its own", () => {
    expect(commands(jobs.audit!).slice(1)).toEqual(["npm audit --audit-level=high", "npm audit signatures"]);
  });
});

describe.each(["pages.yml", ofNewSite])("%s", (name) => {
  const { on, concurrency, jobs } = read(name);

  test("runs for the default branch, whatever its name, and by hand, one at a time", () => {
    expect(on).toEqual({ push: { branches: ["**"] }, workflow_dispatch: null });
    expect(jobs.build!.if).toBe("github.ref_name == github.event.repository.default_branch");
    expect(concurrency).toEqual({
      group: expect.stringMatching(/^pages-\$\{\{ github\.ref \}\}$/),
      "cancel-in-progress": false,
    });
  });

  test("builds under the repository's path and checks the pages before they are handed on", () => {
    const [, build, check] = jobs.build!.steps.filter(({ run }) => run !== undefined);
    expect(build!.run).toBe('npm run build -- --path-prefix "$BASE_PATH/" --url "$BASE_URL/"');
    expect(build!.env!.BASE_URL).toMatch(/^\$\{\{ steps\.pages\.outputs\.base_url \}\}$/);
    const checking = name === ofNewSite ? "check --" : "offprint -- check";
    expect(check!.run).toBe(`npm run --silent ${checking} --built _site --path-prefix "$BASE_PATH/"`);
    expect(build!.env!.BASE_PATH).toMatch(/^\$\{\{ steps\.pages\.outputs\.base_path \}\}$/);
    expect(check!.env).toEqual({ BASE_PATH: build!.env!.BASE_PATH });
    expect(uses(jobs.build!, "configure-pages")).toHaveLength(1);
    const last = jobs.build!.steps.at(-1)!;
    expect(last.uses).toMatch(/^actions\/upload-pages-artifact@/);
    expect(last.with).toEqual({ path: "_site" });
  });

  test("takes over what the last build kept, after the install that would clear it away", () => {
    const [cache] = uses(jobs.build!, "cache");
    // A clone's compiled code is made of what was checked out; an installed package has none there.
    const kept = "node_modules/.cache/offprint";
    const folders = name === ofNewSite ? kept : `${kept}\n!${kept}/code\n`;
    expect(cache!.with).toMatchObject({ path: folders, "restore-keys": "offprint-" });
    expect(cache!.with!.key).toMatch(/^offprint-\$\{\{ github\.sha \}\}$/);
    const { steps } = jobs.build!;
    const placeOf = (command: RegExp) => steps.findIndex(({ run }) => command.test(run ?? ""));
    expect(steps.indexOf(cache!)).toBeGreaterThan(placeOf(/npm ci/));
    expect(steps.indexOf(cache!)).toBeLessThan(placeOf(/npm run build/));
  });

  test("lets only the job that deploys write, and only after a good build", () => {
    const { deploy, build, ...others } = jobs;
    expect(others).toEqual({});
    expect(Object.values(build!.permissions!)).toEqual(["read", "read"]);
    expect(deploy!.permissions).toEqual({ pages: "write", "id-token": "write" });
    expect(deploy!.needs).toBe("build");
    expect(deploy!.environment!.name).toBe("github-pages");
    expect(deploy!.steps).toHaveLength(1);
    expect(uses(deploy!, "deploy-pages")).toHaveLength(1);
  });
});

describe("release.yml", () => {
  const { on, jobs } = read("release.yml");

  test("publishes what is tagged, where the tag is the version and all is verified, by npm's trust in the workflow", () => {
    expect(on).toEqual({ push: { tags: ["v*"] } });
    const { publish, ...others } = jobs;
    expect(others).toEqual({});
    expect(publish!.permissions).toEqual({ contents: "read", "id-token": "write" });
    const runs = commands(publish!);
    expect(runs.slice(0, 3)).toEqual([
      "npm ci --ignore-scripts",
      `test "v$(node --print 'require("./package.json").version')" = "$GITHUB_REF_NAME"`,
      "npm run verify",
    ]);
    expect(runs.slice(-2)).toEqual(["npm publish", "npm publish"]);
  });
});

describe("fuzz.yml", () => {
  const { on, jobs } = read("fuzz.yml");

  test("runs once a week, what package.json names", () => {
    expect(Object.keys(on)).toEqual(["schedule", "workflow_dispatch"]);
    const tries = (jobs.fuzz!.strategy!.matrix as unknown as { try: readonly string[] }).try;
    const { scripts } = JSON.parse(readFileSync(path.join(project, "package.json"), "utf8"));
    expect(tries.length).toBeGreaterThan(2);
    for (const one of tries) expect(Object.keys(scripts)).toContain(/^npm run (\w+) -- /.exec(one)?.[1]);
  });
});

describe("headers", () => {
  const text = (name: string) => readFileSync(path.join(project, name), "utf8");
  const headers = [...text("starter/none/deploy/_headers").matchAll(/^ {2}([\w-]+): (.*)$/gm)].map(([, ...one]) => one);

  test("are the same for each server, and as documented", () => {
    expect(headers.length).toBeGreaterThan(5);
    const nginx = [...text("starter/none/deploy/nginx.conf").matchAll(/^add_header ([\w-]+) "(.*)" always;$/gm)];
    expect(nginx.map(([, ...one]) => one)).toEqual(headers);
    const netlify = [...text("starter/netlify/netlify.toml").matchAll(/^ {4}([\w-]+) = "(.*)"$/gm)];
    expect(netlify.map(([, ...one]) => one)).toEqual(headers);
    for (const name of ["_headers", "nginx.conf"])
      expect(text("docs/headers.md")).toContain(text(`starter/none/deploy/${name}`));
  });

  test("say what a page's own policy can't", () => {
    const policy = headers.find(([name]) => name === "Content-Security-Policy")![1];
    expect(policy).toContain("frame-ancestors 'none'");
    // A browser runs what both allow: the page's own script, too.
    const scripts = /script-src [^;]*/;
    expect(scripts.exec(policy!)?.[0]).toBe(scripts.exec(contentSecurityPolicy())![0]);
    expect(text("_includes/partials/head.njk")).not.toContain("frame-ancestors");
  });
});

describe("dependabot.yml", () => {
  test("looks after the packages and the actions", () => {
    const { updates } = parse(readFileSync(path.join(project, ".github/dependabot.yml"), "utf8"));
    expect(updates.map((one: Readonly<Record<string, string>>) => one["package-ecosystem"])).toEqual([
      "npm",
      "github-actions",
    ]);
  });
});
