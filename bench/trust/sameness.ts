// The same content gives the same bytes, whatever else is different: a build beside each of these is compared with the first.
import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Figure } from "./table.ts";

const project = path.join(import.meta.dirname, "../..");

/** The files of a folder with their digests, one a line. */
function digestsOf(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => `${path.relative(folder, file)} ${createHash("sha256").update(readFileSync(file)).digest("hex")}`)
    .sort()
    .join("\n");
}

interface Way {
  readonly name: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly words?: readonly string[];
  /** What runs Node: a program with words before it. */
  readonly by?: readonly string[];
  /** The name of the folder that the site is in. */
  readonly folder?: string;
  readonly prepare?: (site: string) => void;
  /** Whether it is built a second time after `edit`, and a third time after that is taken back. */
  readonly edit?: (site: string) => void;
}

const paper = "content/publications/one-two-three.md";
const touch = (site: string) => {
  for (const entry of readdirSync(site, { recursive: true, withFileTypes: true }).reverse())
    if (entry.isFile()) utimesSync(path.join(entry.parentPath, entry.name), 1e9, 1e9);
};
/** A clock that says another day, loaded before the program. */
const laterClock = `--import=data:text/javascript,${encodeURIComponent(
  "const now=Date.now;const D=Date;globalThis.Date=class extends D{constructor(...a){if(a.length)super(...a);else super(now()+4e10)}static now(){return now()+4e10}}",
)}`;

const ways: readonly Way[] = [
  { name: "TZ=Pacific/Kiritimati", env: { TZ: "Pacific/Kiritimati" } },
  { name: "TZ=America/St_Johns", env: { TZ: "America/St_Johns" } },
  { name: "LC_ALL=C", env: { LC_ALL: "C", LANG: "C" } },
  { name: "LC_ALL=tr_TR.UTF-8", env: { LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" } },
  { name: "umask 077", by: ["sh", "-c", 'umask 077 && exec "$@"', "sh"] },
  { name: "a clock a year ahead", env: { NODE_OPTIONS: laterClock } },
  { name: "one processor", by: existsSync("/usr/bin/taskset") ? ["taskset", "-c", "0"] : [] },
  { name: "--jobs 1", words: ["--jobs", "1"] },
  { name: "--jobs 3", words: ["--jobs", "3"] },
  { name: "a path with blanks and umlauts", folder: "Meine Aufsätze (neu)" },
  { name: "files of another time, written in another order", prepare: touch },
  { name: "warm, nothing changed", edit: () => {} },
  {
    name: "edited and back",
    edit: (site) => {
      const file = readdirSync(path.join(site, "content/publications")).find((name) => name.endsWith(".md"))!;
      const place = path.join(site, "content/publications", file);
      writeFileSync(place, `${readFileSync(place, "utf8")}\nMore.\n`);
    },
  },
  {
    name: "a paper more and less",
    edit: (site) =>
      writeFileSync(path.join(site, paper), "---\ntitle: Another\nauthors: [Ada Kern]\ndate: 2001\n---\n"),
  },
];

function build(
  site: string,
  { env = {}, words = [], by = [] }: Partial<Way>,
  cache: string,
  node: string,
): Promise<string> {
  const all = [
    ...by,
    node,
    path.join(project, "src/cli/offprint.mjs"),
    "build",
    site,
    "--url",
    "https://example.org/",
    "--cache",
    cache,
    ...words,
  ];
  return new Promise((resolve, reject) => {
    execFile(all[0]!, all.slice(1), { cwd: project, env: { ...process.env, GITHUB_ACTIONS: "", ...env } }, (error) =>
      error ? reject(error) : resolve(digestsOf(path.join(site, "_site"))),
    );
  });
}

const versionOf = (node: string) => `Node ${execFileSync(node, ["--version"], { encoding: "utf8" }).trim()}`;

/** Builds the demo in each way; `nodes` are other programs of Node's. */
export async function sameBytes(nodes: readonly string[]): Promise<readonly Figure[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "offprint-same-"));
  const siteIn = (name: string) => {
    const site = path.join(folder, name, "site");
    mkdirSync(site, { recursive: true });
    cpSync(path.join(project, "content"), path.join(site, "content"), { recursive: true });
    return site;
  };
  const cold = () => mkdtempSync(path.join(folder, "cache-"));
  const first = await build(siteIn("first"), {}, cold(), process.execPath);
  const failures: string[] = [];
  const compare = (name: string, found: string) => {
    if (found === first) return;
    const before = new Set(first.split("\n"));
    failures.push(
      `${name}: ${
        found
          .split("\n")
          .filter((line) => !before.has(line))
          .slice(0, 3)
          .join(", ") || "files are missing"
      }`,
    );
  };
  for (const way of ways) {
    const site = siteIn(way.folder ?? way.name.replace(/[^a-z0-9]+/gi, "-"));
    const cache = cold();
    way.prepare?.(site);
    compare(way.name, await build(site, way, cache, process.execPath));
    if (!way.edit) continue;
    way.edit(site);
    await build(site, way, cache, process.execPath);
    rmSync(path.join(site, "content"), { recursive: true });
    cpSync(path.join(project, "content"), path.join(site, "content"), { recursive: true });
    compare(way.name, await build(site, way, cache, process.execPath));
  }
  for (const node of nodes) compare(node, await build(siteIn(`node-${nodes.indexOf(node)}`), {}, cold(), node));
  // A prefix stands in addresses alone.
  const prefixed = await build(siteIn("prefix"), { words: ["--path-prefix", "/papers/"] }, cold(), process.execPath);
  const again = await build(
    siteIn("prefix-again"),
    { words: ["--path-prefix", "/papers/", "--jobs", "1"] },
    cold(),
    process.execPath,
  );
  if (prefixed !== again) failures.push("with a prefix: two builds differ");
  rmSync(folder, { recursive: true });
  return [
    {
      what: "builds of the demo, compared byte by byte with the first",
      tried: ways.length + nodes.length + 1,
      failures,
      remark: [...ways.map(({ name }) => name), ...nodes.map(versionOf)].join("; "),
    },
  ];
}
