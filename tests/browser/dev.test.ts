import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { siteIn } from "../site-in.ts";
import { findBrowser, launch, visit } from "./browser.ts";

const project = path.join(import.meta.dirname, "../..");
const dev = ["src/cli/offprint.mjs", "dev"];

describe.skipIf(!findBrowser())("offprint dev", () => {
  let site: string;
  let browser: Browser;
  let page: Page;
  let server: ChildProcess;
  let said = "";

  // A clone of the project, so that its code can be edited too.
  beforeAll(async () => {
    site = mkdtempSync(path.join(os.tmpdir(), "offprint-dev-test-"));
    for (const name of ["package.json", "tsconfig.json", ".eleventy.ts", "_includes", "src", "content"]) {
      cpSync(path.join(project, name), path.join(site, name), { recursive: true });
    }
    symlinkSync(path.join(project, "node_modules"), path.join(site, "node_modules"));
    const port = await freePort();
    server = spawn(process.execPath, [...dev, "--port", `${port}`], { cwd: site, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [server.stdout!, server.stderr!]) stream.on("data", (text) => (said += text));
    await vi.waitFor(() => expect(said).toContain(`Serving at http://localhost:${port}/\n`), 90_000);
    browser = await launch();
    page = await browser.newPage();
    await visit(page, `http://localhost:${port}/`);
  });

  afterAll(async () => {
    await browser?.close();
    await end();
    rmSync(site, { recursive: true, force: true });
  });

  /** Waits until a part of the open page, which no one reloads, holds a text. */
  const showsSoon = (part: string, expected: string) =>
    expect.poll(() => page.locator(part, { hasText: expected }).count(), { timeout: 20_000, interval: 100 }).toBe(1);

  test("shows an edited content file in the open page", async () => {
    edit("content/index.md", "Here's a high-level selection", "Here is a first change");
    await showsSoon("main", "Here is a first change of academic publications");
  });

  test("shows an edited paper in the open page", async () => {
    edit("content/publications/publications.bib", "Correlated input-dependent", "Changed input-dependent");
    await showsSoon("main", "Changed input-dependent label noise");
  });

  test("shows an edited template in the open page", async () => {
    edit("_includes/partials/footer.njk", "<p>", "<p>A second change. ");
    await showsSoon("footer", "A second change. ");
  });

  test("shows an edited module of the code in the open page", async () => {
    edit("src/messages/en.ts", '"Selected publications"', '"A third change"');
    await showsSoon("main", "A third change");
  });

  test("shows content edited after that, and a mistake in it as a message", async () => {
    edit("content/publications/zhai2022lit.md", "title:", "titel:");
    await showsSoon("aside.diagnostics", "content/publications/zhai2022lit.md:2");
    edit("content/publications/zhai2022lit.md", "titel:", "title:");
    await expect.poll(() => page.locator("aside.diagnostics").count(), { timeout: 20_000 }).toBe(0);
  });

  test("ends when told to, and leaves no process behind", async () => {
    expect(await end()).toBe(0);
    await expect(fetch(page.url())).rejects.toThrow();
  });

  /** Ends the server, where it has not ended; its exit code. */
  async function end(): Promise<number | null> {
    if (server.exitCode === null && server.kill("SIGTERM")) await once(server, "exit");
    return server.exitCode;
  }

  function edit(name: string, before: string, after: string): void {
    const file = path.join(site, name);
    const text = readFileSync(file, "utf8");
    expect(text).toContain(before);
    writeFileSync(file, text.replace(before, after));
  }
});

describe.skipIf(!findBrowser())("offprint dev of a thousand papers", () => {
  test("shows an edited abstract in the open page, and in the lists", async () => {
    const papers = Array.from(
      { length: 1000 },
      (_, index) =>
        `@article{paper${index}, title = {Paper ${index}}, author = {Ames, Ada and Beck, B${index % 7}}, journal = {Tests ${index % 9}}, year = ${1990 + (index % 30)}, abstract = {What paper ${index} says.}}`,
    );
    const site = siteIn({ "papers.bib": papers.join("\n") });
    const port = await freePort();
    const cache = path.join(site, "cache");
    const server = spawn(process.execPath, [...dev, site, "--port", `${port}`, "--cache", cache], {
      cwd: project,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const browser = await launch();
    onTestFinished(async () => {
      await browser.close();
      if (server.exitCode === null && server.kill("SIGTERM")) await once(server, "exit");
    });
    let said = "";
    server.stdout.on("data", (text) => (said += text));
    await vi.waitFor(() => expect(said).toContain("Serving at"), 30_000);
    const page = await browser.newPage();
    await visit(page, `http://localhost:${port}/publications/paper500/`);
    expect(await page.locator("#abstract").textContent()).toContain("What paper 500 says.");
    const file = path.join(site, "content/publications/papers.bib");
    writeFileSync(file, readFileSync(file, "utf8").replace("What paper 500 says.", "What was edited since."));
    await expect
      .poll(() => page.locator("#abstract", { hasText: "What was edited since." }).count(), { timeout: 20_000 })
      .toBe(1);
    const abstracts = await fetch(`http://localhost:${port}/assets/abstracts.json`);
    expect(await abstracts.json()).toContain("What was edited since.");
    expect((await fetch(`http://localhost:${port}/publications/paper500`)).url).toMatch(/paper500\/$/);
    const missing = await fetch(`http://localhost:${port}/publications/no-such-paper/`);
    expect(missing.status).toBe(404);
    expect(await missing.text()).toContain('<a href="/publications/"');
  });
});

describe("offprint dev", () => {
  test("serves a site in a folder elsewhere, which holds nothing but content", async () => {
    const site = siteIn({ "a.md": "---\ntitle: Elsewhere\ndate: 2021\n---\n" });
    const port = await freePort();
    const server = spawn(process.execPath, [...dev, site, "--port", `${port}`], { cwd: project, stdio: "ignore" });
    onTestFinished(async () => {
      if (server.exitCode === null && server.kill("SIGTERM")) await once(server, "exit");
    });
    const page = () => fetch(`http://localhost:${port}/publications/a/`).then((response) => response.text());
    await vi.waitFor(async () => expect(await page()).toContain("Elsewhere"), { timeout: 30_000, interval: 200 });
  });

  test("lives on after a broken template and the end of its process, and sees what is mended and deleted", async () => {
    const site = siteIn({
      "a.md": "---\ntitle: Alpha\ndate: 2021\n---\n",
      "b.md": "---\ntitle: Beta\ndate: 2021\n---\n",
      "_includes/partials/own.njk": "",
    });
    const port = await freePort();
    const server = spawn(process.execPath, [...dev, site, "--port", `${port}`], { cwd: project, stdio: "ignore" });
    onTestFinished(async () => {
      if (server.exitCode === null && server.kill("SIGTERM")) await once(server, "exit");
    });
    const shows = (paper: string, expected: RegExp | number) =>
      vi.waitFor(
        async () => {
          const answer = await fetch(`http://localhost:${port}/publications/${paper}/`);
          if (typeof expected === "number") expect(answer.status).toBe(expected);
          else expect(await answer.text()).toMatch(expected);
        },
        { timeout: 60_000, interval: 200 },
      );
    await shows("a", /Alpha/);
    // The first page may be there a moment before the folders are watched.
    await new Promise((resolve) => setTimeout(resolve, 2000));
    writeFileSync(path.join(site, "_includes/partials/footer.njk"), "<p>\n{{ x | nosuch }}");
    await shows("a", /Alpha[\s\S]*_includes\/partials\/footer\.njk:2:8/);
    writeFileSync(path.join(site, "_includes/partials/footer.njk"), "<p>Mended");
    await shows("a", /Alpha[\s\S]*Mended/);
    rmSync(path.join(site, "_includes/partials/footer.njk"));
    await shows("a", /^(?![\s\S]*Mended)[\s\S]*Alpha/);
    rmSync(path.join(site, "content/publications/b.md"));
    await shows("b", 404);
    const children = spawnSync("pgrep", ["-P", `${server.pid}`], { encoding: "utf8" })
      .stdout.trim()
      .split("\n");
    for (const child of children) process.kill(Number(child), "SIGKILL");
    await shows("a", /Alpha/);
  }, 240_000);

  test("says in one line that a port is in use, and ends with exit code 2", async () => {
    const { server, port } = await occupyPort();
    onTestFinished(() => void server.close());
    const { status, stdout, stderr } = spawnSync(process.execPath, [...dev, "--port", `${port}`], {
      cwd: project,
      encoding: "utf8",
      timeout: 30_000,
    });
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(new RegExp(`^[^\\n]*port ${port} is used[^\\n]*\\n$`));
  });
});

async function occupyPort() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

async function freePort(): Promise<number> {
  const { server, port } = await occupyPort();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
