// From saving a file to what is seen of it: the product's dev and Hugo's server.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { type Command, endGroup, endWithUs, processGroup, type Run, untilIdle } from "./measure.ts";
import { editEntry, type Papers } from "./papers.ts";
import { offprint, optional } from "./product.ts";
import type { Outcome, Step } from "./step.ts";

/** Edits of one started server, each a run of its own. */
const edits = 3;

/** A server that was started. */
interface Server {
  /** The address of the paper's page. */
  readonly address: string;
  /** What it took until that page was served. */
  readonly start: Run;
  /** The most memory that it and its children held so far, in MB. */
  readonly peak: () => number;
  /** Waits until it has nothing more to do. */
  readonly untilIdle: () => Promise<void>;
  readonly secondsLeft: () => number;
}

/** The product's `dev` on some papers. */
export function devStep(papers: Papers, built: string, browser: Browser | undefined, isOnce: boolean): Step {
  const { subject, bibtexSite: site } = papers;
  const bibtex = path.join(site, "content/publications/refs.bib");
  // The folder that dev writes is a temporary one.
  const written = path.join(built, "dev");
  const cache = path.join(built, "dev-cache");
  const hasCache = optional("dev", "--cache").length > 0;
  const command = (port: number) => ({
    ...offprint("dev", site, "--port", `${port}`, ...optional("dev", "--cache", cache)),
    env: { TMPDIR: written },
  });
  const route = `publications/${subject}/`;
  const page = () =>
    readdirSync(written)
      .map((folder) => path.join(written, folder, route, "index.html"))
      .find((file) => existsSync(file));
  return {
    works: ["dev-start-cold", ...(hasCache ? ["dev-start-warm" as const] : []), "dev-disk", "dev-served", "dev-pixels"],
    isOnce,
    perform: async (seconds) => {
      const end = performance.now() + seconds * 1000;
      const secondsLeft = () => (end - performance.now()) / 1000;
      rmSync(path.join(site, "_includes"), { recursive: true, force: true });
      copyFileSync(papers.bibtex, bibtex);
      for (const folder of [written, cache]) rmSync(folder, { recursive: true, force: true });
      mkdirSync(written, { recursive: true });
      const outcomes: Outcome[] = [];
      const edit = async (server: Server) => {
        const save = (word: string) =>
          writeFileSync(bibtex, editEntry(readFileSync(papers.bibtex, "utf8"), subject, ["abstract"], word));
        for (const { disk, served, pixels } of await editsSeen(server, save, browser, page())) {
          if (disk) outcomes.push({ work: "dev-disk", run: disk });
          outcomes.push({ work: "dev-served", run: served });
          if (pixels) outcomes.push({ work: "dev-pixels", run: pixels });
        }
      };
      await withServer(command, route, secondsLeft, async (server) => {
        outcomes.push({ work: "dev-start-cold", run: server.start });
        if (!hasCache) await edit(server);
      });
      if (hasCache)
        await withServer(command, route, secondsLeft, async (server) => {
          outcomes.push({ work: "dev-start-warm", run: server.start });
          await edit(server);
        });
      return outcomes;
    },
  };
}

/** Hugo's server on the same papers, as it comes. */
export function hugoServerStep(papers: Papers, browser: Browser | undefined, isOnce: boolean): Step {
  const file = path.join(papers.markdown, `${papers.subject}.md`);
  const command = (port: number) => ({ words: ["hugo", "server", "--port", `${port}`], cwd: papers.hugoSite });
  return {
    works: ["hugo-server-start", "hugo-server-edit", "hugo-server-pixels"],
    isOnce,
    perform: async (seconds) => {
      const end = performance.now() + seconds * 1000;
      const secondsLeft = () => (end - performance.now()) / 1000;
      const outcomes: Outcome[] = [];
      const original = readFileSync(file, "utf8");
      const save = (word: string) => writeFileSync(file, `${original}\n${word}\n`);
      try {
        await withServer(command, `papers/${papers.subject}/`, secondsLeft, async (server) => {
          outcomes.push({ work: "hugo-server-start", run: server.start });
          for (const { served, pixels } of await editsSeen(server, save, browser, undefined)) {
            outcomes.push({ work: "hugo-server-edit", run: served });
            if (pixels) outcomes.push({ work: "hugo-server-pixels", run: pixels });
          }
        });
      } finally {
        writeFileSync(file, original);
      }
      return outcomes;
    },
  };
}

/** Starts a server, waits until it serves a page, and ends it with all its processes when it has been used. */
async function withServer(
  command: (port: number) => Command,
  route: string,
  secondsLeft: () => number,
  use: (server: Server) => Promise<void>,
): Promise<void> {
  const port = await freePort();
  const { words, cwd, env } = command(port);
  const begin = performance.now();
  const child = spawn(words[0]!, words.slice(1), {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
  });
  const letGo = endWithUs(child.pid!);
  let said = "";
  child.stderr.on("data", (text) => {
    said = `${said}${text}`.slice(-1000);
  });
  const ended = once(child, "exit");
  let peak = 0;
  const sample = () => {
    const { bytes, cpu } = processGroup(child.pid!);
    peak = Math.max(peak, bytes / 1e6);
    return cpu;
  };
  const sampling = setInterval(sample, 100);
  try {
    const address = `http://localhost:${port}/${route}`;
    await until(async () => {
      if (child.exitCode !== null) throw new Error(`ended by itself: ${said.trim().split("\n").at(-1)}`);
      return (await textAt(address)) !== undefined;
    }, secondsLeft());
    const wall = (performance.now() - begin) / 1000;
    const start = { wall, cpu: sample(), peak };
    await use({ address, start, peak: () => peak, untilIdle: () => untilIdle(sample, 60), secondsLeft });
  } finally {
    clearInterval(sampling);
    child.kill("SIGTERM");
    await Promise.race([ended, sleep(10_000)]);
    endGroup(child.pid!);
    letGo();
  }
}

/** What is seen of one edit. */
interface Seen {
  readonly disk?: Run;
  readonly served: Run;
  readonly pixels?: Run;
}

/** Saves a new word several times, and says after how long it is in the page's file, served, and seen in the browser. */
async function editsSeen(
  server: Server,
  save: (word: string) => void,
  browser: Browser | undefined,
  file: string | undefined,
): Promise<readonly Seen[]> {
  const page = await browser?.newPage();
  await page?.goto(server.address);
  const seen: Seen[] = [];
  for (let index = 1; index <= edits; index += 1) {
    await server.untilIdle();
    const word = `Seen${index}`;
    const most = server.secondsLeft();
    save(word);
    const start = performance.now();
    const since = (): Run => ({ wall: (performance.now() - start) / 1000, peak: server.peak() });
    const [disk, served, pixels] = await Promise.all([
      file && until(async () => existsSync(file) && readFileSync(file, "utf8").includes(word), most).then(since),
      until(async () => (await textAt(server.address))?.includes(word) ?? false, most).then(since),
      page
        ?.waitForFunction((text) => document.querySelector("main")?.textContent.includes(text), word, {
          timeout: most * 1000,
        })
        // Two frames, so that it has been painted.
        .then(() =>
          page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))),
        )
        .then(since),
    ]);
    seen.push({ ...(disk && { disk }), served, ...(pixels && { pixels }) });
  }
  await page?.close();
  return seen;
}

/** Asks every 20 ms until it holds. */
async function until(holds: () => Promise<boolean>, seconds: number): Promise<void> {
  for (const start = performance.now(); !(await holds()); await sleep(20)) {
    if (performance.now() - start > seconds * 1000) throw new Error(`nothing seen within ${Math.round(seconds)} s`);
  }
}

async function textAt(address: string): Promise<string | undefined> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(60_000) });
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
