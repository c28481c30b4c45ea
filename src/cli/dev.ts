import { type ChildProcess, fork } from "node:child_process";
import { type FSWatcher, mkdtempSync, rmSync, watch } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { defaultCacheFolder } from "../write/cache-place.ts";
import { readArguments, UsageError } from "./arguments.ts";
import { enterSite } from "./site-folder.ts";

const sourceFolder = fileURLToPath(new URL("..", import.meta.url));

/**
 * `offprint dev`: serves the site from a process of its own, which is started again when the code changes, since modules
 * once imported stay as they are; content and templates it reads anew by itself. Ends with the signal that stops it.
 */
export async function dev(words: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(
    words,
    { port: { type: "string" }, cache: { type: "string" }, "no-cache": { type: "boolean" } },
    1,
  );
  enterSite(positionals[0]);
  const port = Number(values.port ?? "8080");
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new UsageError(`"${values.port}" is no port.`);
  await refuseUsedPort(port);

  const output = mkdtempSync(path.join(os.tmpdir(), "offprint-dev-"));
  const server = path.join(sourceFolder, "cli/dev-server.mjs");
  const cacheFolder = values["no-cache"] ? "" : path.resolve(values.cache ?? defaultCacheFolder);
  const start = () => fork(server, [String(port), output, cacheFolder], { stdio: "inherit" });
  let child = start();
  const restart = debounce(async () => {
    console.log("The code has changed: starting again.");
    await stop(child);
    child = start();
  });
  const watchers = [
    watch(sourceFolder, { recursive: true }, (_, name) => /\.(ts|mjs)$/.test(name ?? "") && restart()),
    watch(".", (_, name) => name === ".eleventy.ts" && restart()),
  ];
  await untilStopped();
  await end(child, watchers, output);
  return 0;
}

async function end(child: ChildProcess, watchers: readonly FSWatcher[], output: string): Promise<void> {
  for (const watcher of watchers) watcher.close();
  await stop(child);
  rmSync(output, { recursive: true, force: true });
}

function refuseUsedPort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", () =>
      reject(new UsageError(`The port ${port} is used by another program; choose one with --port.`)),
    );
    probe.listen(port, () => probe.close(() => resolve()));
  });
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
}

/** An editor saves in several steps; one restart serves for all. */
function debounce(action: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, 100);
  };
}
