// Builds that are killed or fail at each call that changes the disk: the old or the new site is whole, the next build is right.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Files, filesOf, scenarios, writeContent, writeFiles } from "./small-site.ts";
import { type Figure, ofShare, type Share, together } from "./table.ts";

const project = path.join(import.meta.dirname, "../..");
const shim = path.join(import.meta.dirname, "faulty-calls.mjs");
/** What befalls a call; "full" is a disk that takes nothing from then on. */
export const faultKinds = ["gone", "kill", "EIO", "ENOSPC", "EROFS", "EMFILE", "full"];
const kindNames: Readonly<Record<string, string>> = {
  gone: "no call done from then on, as after a kill",
  kill: "a process killed (SIGKILL), one call in 25",
  full: "disk full from then on",
};

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly output: string;
  readonly told: string;
}

/** Runs a command in a folder, which may be an engine itself, in which the call of a number is where it ends. */
function run(cwd: string, words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const env = { ...process.env, GITHUB_ACTIONS: "", NO_COLOR: "1", ...environment };
  const engine = existsSync(path.join(cwd, "src/cli/offprint.mjs")) ? cwd : project;
  const all = ["--import", shim, path.join(engine, "src/cli/offprint.mjs"), ...words];
  return new Promise<Ended>((resolve) => {
    const child = execFile(process.execPath, all, { env, cwd }, (_, output, told) =>
      resolve({ code: child.exitCode, signal: child.signalCode, output, told }),
    );
  });
}

async function countCalls(engine: string, words: readonly string[], below: Readonly<Record<string, string>> = {}) {
  const log = path.join(mkdtempSync(path.join(os.tmpdir(), "offprint-calls-")), "log");
  const { code, told } = await run(engine, words, { ...below, FAULT_LOG: log });
  if (code !== 0) throw new Error(`What is to be broken off does not run: ${told}`);
  const lines = readFileSync(log, "utf8").trim().split("\n").length;
  rmSync(path.dirname(log), { recursive: true });
  return lines;
}

/** Where files are written fast, since a disk's speed is not what is tried. */
const fastFolder = existsSync("/dev/shm") ? "/dev/shm" : os.tmpdir();

/** Builds that are killed, and builds whose calls fail, many in each of a few processes. */
export const brokenBuilds = (share: Share, kinds: readonly string[]): Promise<readonly Figure[]> =>
  together(share, (one) => brokenBuildsOf(one, kinds));

async function brokenBuildsOf(share: Share, kinds: readonly string[]): Promise<readonly Figure[]> {
  const folder = mkdtempSync(path.join(fastFolder, "offprint-failing-"));
  const words = [folder, kinds.join(","), share.part, share.parts, share.step].map(String);
  const script = path.join(import.meta.dirname, "failing-builds.ts");
  const lines = await new Promise<string>((resolve, reject) => {
    const all = ["--import", shim, "--import", "tsx", script, ...words];
    execFile(process.execPath, all, { cwd: project, maxBuffer: 1 << 26 }, (error, output) =>
      error ? reject(error) : resolve(output),
    );
  });
  return lines
    .trim()
    .split("\n")
    .map((line) => {
      const { scenario, kind, calls, tried, failures } = JSON.parse(line);
      return { what: `build, ${scenario}, ${kindNames[kind] ?? kind} (${calls} calls)`, tried, failures };
    });
}

/**
 * What other commands write: the compiled code, the files of a new site, what `check --fix` mends, templates that are ejected,
 * merged and accepted, papers that are added, and sites that are imported. Each is whole or as it was, and the same command makes it right afterwards.
 */
export const otherWrites = (share: Share): Promise<readonly Figure[]> => together(share, otherWritesOf);

async function otherWritesOf(share: Share): Promise<readonly Figure[]> {
  const folder = mkdtempSync(path.join(fastFolder, "offprint-writes-"));
  try {
    return [
      await compiledCode(path.join(folder, "engine"), share),
      await newSite(path.join(folder, "new"), share),
      await mendedFile(path.join(folder, "mended"), share),
      ...(await ownTemplates(path.join(folder, "own"), share)),
      await newPaper(path.join(folder, "added"), share),
      ...(await importedSites(path.join(folder, "imported"), share)),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** An engine of which each entry point is one line, so that few files are compiled. */
async function compiledCode(engine: string, share: Share): Promise<Figure> {
  const text = "What is run.\n";
  writeFiles(engine, {
    "package.json": readFileSync(path.join(project, "package.json"), "utf8"),
    "src/cli/main.ts": `console.log(${JSON.stringify(text.trim())});\n`,
    "src/cli/commands.ts": "export {};\n",
    "src/build/assets.ts": 'export const makeReady = () => ({ "site.js": "" });\n',
    "_includes/assets/site.css": "",
    ...Object.fromEntries(
      ["compile.mjs", "compiled.mjs", "cli/offprint.mjs"].map((name) => [
        `src/${name}`,
        readFileSync(path.join(project, "src", name), "utf8"),
      ]),
    ),
    ...Object.fromEntries(
      ["cli/dev-server", "build/serialization/serialization-thread", "eleventy/plugin", "library", "csl/exports"].map(
        (name) => [`src/${name}.ts`, "export {};\n"],
      ),
    ),
  });
  mkdirSync(path.join(engine, "node_modules"));
  for (const name of readdirSync(path.join(project, "node_modules")))
    if (!name.startsWith("."))
      symlinkSync(path.join(project, "node_modules", name), path.join(engine, "node_modules", name));
  const store = path.join(engine, "node_modules/.cache");
  const start = (environment = {}) => run(engine, [], { FAULT_BELOW: store, ...environment });
  return triesOf("compiled code", share, {
    count: () => countCalls(engine, [], { FAULT_BELOW: store }),
    restore: () => rmSync(store, { recursive: true, force: true }),
    run: start,
    isWhole: () => true,
    isDone: (ended) => ended.code === 0 && ended.output === text,
  });
}

async function newSite(site: string, share: Share): Promise<Figure> {
  const words = ["init", site, "--yes", "--name", "Ada Kern"];
  const below = { FAULT_BELOW: site };
  await run(project, words);
  const all = textsOf(site);
  return triesOf("init", share, {
    count: () => countCalls(project, words, below),
    restore: () => rmSync(site, { recursive: true, force: true }),
    run: (environment) => run(project, words, { ...below, ...environment }),
    // Each file that is there is whole, and the content is there with all that belongs to it.
    isWhole: (ended) => {
      const { drafts, files } = withoutDrafts(textsOf(site));
      const names = Object.keys(files);
      const ofContent = (one: readonly string[]) => one.filter((name) => name.startsWith("content/")).length;
      const isRefusal = ended.signal === null && ended.code !== 0;
      return (
        names.every((name) => files[name] === all[name]) &&
        [0, ofContent(Object.keys(all))].includes(ofContent(names)) &&
        (!isRefusal || names.length + drafts === 0)
      );
    },
    isDone: () => isSame(textsOf(site), all),
  });
}

async function mendedFile(site: string, share: Share): Promise<Figure> {
  writeContent(site, scenarios[0]!.after);
  const file = path.join(site, "content/publications/larch.md");
  const wrong = "---\ntitle: Larches\nathors: [Ada Kern]\ndate: 2021-03\n---\nText.\n";
  const mended = wrong.replace("athors", "authors");
  const words = ["check", site, "--fix"];
  const text = () => readFileSync(file, "utf8");
  return triesOf("check --fix", share, {
    count: () => countCalls(project, words, { FAULT_BELOW: site }),
    restore: () => {
      for (const name of readdirSync(path.dirname(file)))
        if (name.startsWith(".")) rmSync(path.join(path.dirname(file), name));
      writeFileSync(file, wrong);
    },
    run: (environment) => run(project, words, { FAULT_BELOW: site, ...environment }),
    isWhole: () => [wrong, mended].includes(text()),
    isDone: () => text() === mended,
  });
}

/** Templates of a site's own: what is ejected, and what is merged and accepted of an older Offprint's. */
async function ownTemplates(site: string, share: Share): Promise<readonly Figure[]> {
  writeContent(site, scenarios[0]!.after);
  const name = "partials/footer.njk";
  const current = readFileSync(path.join(project, "_includes", name), "utf8");
  const [first = "", ...rest] = current.split("\n");
  const older = ["{# An older beginning. #}", ...rest].join("\n");
  const own = `${older}{# An end of one's own. #}\n`;
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
  const noteOf = (version: string, text: string) =>
    `${JSON.stringify({ [name]: { version, sha256: sha256(text), text } }, null, 2)}\n`;
  const { version } = JSON.parse(readFileSync(path.join(project, "package.json"), "utf8"));
  const behind = { [name]: own, "overrides.json": noteOf("0.0.1", older) };
  const merged = `${[first, ...rest].join("\n")}{# An end of one's own. #}\n`;
  const cases: readonly (readonly [words: readonly string[], before: Files, after: Files])[] = [
    [["eject", name], {}, { [name]: current, "overrides.json": noteOf(version, current) }],
    [["overrides", "merge", name], behind, { [name]: merged, "overrides.json": noteOf(version, current) }],
    [["overrides", "accept", name], behind, { [name]: own, "overrides.json": noteOf(version, current) }],
  ];
  const includes = path.join(site, "_includes");
  const below = { FAULT_BELOW: includes };
  const figures: Figure[] = [];
  for (const [words, before, after] of cases) {
    figures.push(
      await triesOf(words.slice(0, 2).join(" ").replace(` ${name}`, ""), share, {
        count: () => countCalls(site, words, below),
        restore: () => {
          rmSync(includes, { recursive: true, force: true });
          writeFiles(includes, before);
        },
        run: (environment) => run(site, words, { ...below, ...environment }),
        isWhole: (ended) => {
          const { files, drafts } = withoutDrafts(textsOf(includes));
          const isKilled = ended.signal !== null;
          return (
            Object.keys({ ...before, ...after }).every((one) => [before[one], after[one]].includes(files[one])) &&
            Object.keys(files).every((one) => one in after) &&
            (isKilled || drafts === 0)
          );
        },
        isDone: () => isSame(withoutDrafts(textsOf(includes)).files, after),
        mayBeDone: true,
      }),
    );
  }
  return figures;
}

/** A paper that `add` writes of a file, or to which it adds. */
async function newPaper(site: string, share: Share): Promise<Figure> {
  const papers = path.join(site, "content/publications");
  const fir = "---\ntitle: On firs\nauthors: [Ben Orr]\ndate: 2020\n---\n";
  const restore = () => {
    rmSync(papers, { recursive: true, force: true });
    writeFiles(papers, { "orr2020.md": fir });
  };
  writeFiles(site, { "content/site.yaml": "title: Ada Kern\n", "found.bib": pine });
  restore();
  const words = ["add", "found.bib", "--yes", "--offline"];
  await run(site, words);
  const after = textsOf(papers);
  if (Object.keys(after).length !== 2) throw new Error("add wrote no paper");
  return triesOf("add", share, {
    count: () => countCalls(site, words, { FAULT_BELOW: papers }),
    restore,
    run: (environment) => run(site, words, { FAULT_BELOW: papers, ...environment }),
    isWhole: ({ signal, told }) => {
      const { files, drafts } = withoutDrafts(textsOf(papers));
      const mayLeave = signal !== null || told.includes("could not be removed");
      return [{ "orr2020.md": fir }, after].some((one) => isSame(files, one)) && (mayLeave || drafts === 0);
    },
    isDone: () => isSame(withoutDrafts(textsOf(papers)).files, after),
    saysDone: "the site has kern2019 already",
  });
}

const pine =
  "@article{kern2019, author={Kern, Ada}, title={On pines}, journal={Journal of Tests}, year={2019}, doi={10.1000/pines}}\n";

/** What `import` makes of another system's folder: a new site, and more papers of one that has some. */
async function importedSites(folder: string, share: Share): Promise<readonly Figure[]> {
  const old = path.join(folder, "old");
  writeFiles(old, {
    "_bibliography/papers.bib": pine.replace("year", "preview={pines.png}, year"),
    "_config.yml": "first_name: Ada\nlast_name: Kern\n",
    "_pages/teaching.md": "---\ntitle: Teaching\npermalink: /teaching/\n---\nRings of trees.\n",
    "assets/img/publication_preview/pines.png": png,
  });
  const papers = {
    "content/site.yaml": "title: Ada Kern\n",
    "content/publications/orr2020.md": "---\ntitle: On firs\nauthors: [Ben Orr]\ndate: 2020\n---\n",
  };
  const figures: Figure[] = [];
  for (const [name, before] of [
    ["import, a new site", {}],
    ["import, into a site", papers],
  ] as const) {
    const place = path.join(folder, name.replaceAll(/\W+/g, "-"));
    const site = path.join(place, "site");
    const words = ["import", "al-folio", old, site];
    const restore = () => {
      rmSync(place, { recursive: true, force: true });
      mkdirSync(place, { recursive: true });
      if (Object.keys(before).length > 0) writeFiles(site, before);
    };
    restore();
    await run(folder, words);
    const after = textsOf(site);
    const isOneOf = (...sites: readonly Files[]) => sites.some((one) => isSame(textsOf(site), one));
    /** Whether nothing is left beside the site. */
    const isAlone = () => readdirSync(place).every((one) => one === "site");
    figures.push(
      await triesOf(name, share, {
        count: () => countCalls(folder, words, { FAULT_BELOW: place }),
        restore,
        run: (environment) => run(folder, words, { FAULT_BELOW: place, ...environment }),
        // A kill among several files that are moved in is put right by the next import.
        isWhole: ({ signal }) =>
          signal === null
            ? isOneOf(before, after)
            : Object.entries(textsOf(site)).every(([one, text]) => after[one] === text),
        isDone: () => isOneOf(after) && isAlone(),
      }),
    );
  }
  return figures;
}

/** One pixel. */
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
).toString("latin1");

/** The files of a folder but for those that were to be moved to their places, and how many of these there are. */
function withoutDrafts(texts: Files): { readonly files: Files; readonly drafts: number } {
  const isDraft = (name: string) => /^\.offprint-init\/|\.[0-9a-f]{8}-[0-9a-f-]{27}$|(?:^|\/)\.[^/]+\.\d+$/.test(name);
  const all = Object.entries(texts);
  const files = Object.fromEntries(all.filter(([name]) => !isDraft(name)));
  return { files, drafts: all.length - Object.keys(files).length };
}

function textsOf(folder: string): Files {
  const utf8 = (text: string) => Buffer.from(text, "latin1").toString("utf8");
  return Object.fromEntries(Object.entries(filesOf(folder) ?? {}).map(([name, text]) => [name, utf8(text)]));
}

function isSame(one: Files, other: Files): boolean {
  return JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
}

const errorsAndKill = ["kill", "EIO", "ENOSPC", "EROFS", "EMFILE"];

interface Writing {
  readonly count: () => Promise<number>;
  readonly restore: () => void;
  readonly run: (environment?: Readonly<Record<string, string>>) => Promise<Ended>;
  readonly isWhole: (ended: Ended) => boolean;
  readonly isDone: (ended: Ended) => boolean;
  /** Whether the command may end with 2 where it finds all done. */
  readonly mayBeDone?: boolean;
  /** What the command says, and ends with 1, where it finds all done. */
  readonly saysDone?: string;
}

async function triesOf(name: string, share: Share, writing: Writing): Promise<Figure> {
  writing.restore();
  const calls = await writing.count();
  const all = errorsAndKill.flatMap((kind) => Array.from({ length: calls }, (_, index) => [kind, index + 1] as const));
  const tries = ofShare(all, share);
  const failures: string[] = [];
  for (const [kind, at] of tries) {
    const fail = (what: string) => failures.push(`${name}, ${kind} at call ${at} of ${calls}: ${what}`);
    writing.restore();
    const ended = await writing.run({ FAULT_AT: String(at), FAULT_KIND: kind });
    if (!writing.isWhole(ended)) fail("half of it was written");
    if (ended.code === 0 && !writing.isDone(ended)) fail("ended with 0, and it is not done");
    if (ended.code !== 0 && ended.signal === null && !/^offprint [\w-]+: .*\.\n$/.test(ended.told))
      fail(`told: ${ended.told.trim()}`);
    const next = await writing.run();
    const isTold = writing.saysDone !== undefined && next.output.includes(writing.saysDone);
    const isRight = next.code === 0 || (writing.mayBeDone && next.code === 2) || isTold;
    if (!isRight || !writing.isDone(next)) fail(`the next run is not right: ${next.told.trim()}`);
  }
  return { what: `${name}, ${errorsAndKill.join(", ")} (${calls} calls)`, tried: tries.length, failures };
}
