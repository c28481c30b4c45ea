import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync, watch } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { defaultCacheFolder } from "../build/cache/engine.ts";
import { systemReason } from "../diagnostic/system-reason.ts";
import { enterSite, readArguments, UsageError } from "./terminal/arguments.ts";

/** The process that serves, from its start to its end; another takes its place where it is started again. */
export interface ServerProcess {
  readonly restart: (why: string) => Promise<void>;
  readonly stop: () => Promise<void>;
  /** The exit code with which it ended for good, where it was not stopped. */
  readonly ended: Promise<number>;
}

/** What `dev-server.ts` ends with where only another configuration can help. */
const faultOfConfiguration = 78;
/** A server that ends sooner than so many milliseconds after its start would end again. */
const soon = 3000;

/** Starts the process that serves. One that dies is told of with its exit code, and started again unless it dies at once. */
export function startServer(file: string, words: readonly string[]): ServerProcess {
  let end: (code: number) => void = () => {};
  const ended = new Promise<number>((resolve) => {
    end = resolve;
  });
  let child: ChildProcess;
  let isStopping = false;
  const start = () => {
    const begun = performance.now();
    let hasServed = false;
    child = fork(file, [...words], { stdio: "inherit" });
    child.once("message", () => {
      hasServed = true;
    });
    child.once("exit", (code, signal) => {
      if (isStopping) return;
      if (code === faultOfConfiguration) {
        console.error("The server starts again when .eleventy.ts or the code is saved.");
        return;
      }
      const how = signal ? `by the signal ${signal}` : `with exit code ${code}`;
      if (!hasServed || performance.now() - begun < soon) {
        console.error(`The server has ended ${how}.`);
        end(code || 1);
        return;
      }
      console.error(`The server has ended ${how}: starting again.`);
      start();
    });
  };
  const stop = () => {
    isStopping = true;
    if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise<void>((resolve) => {
      child.once("exit", () => resolve());
      child.kill("SIGTERM");
    });
  };
  start();
  return {
    stop,
    ended,
    restart: async (why) => {
      console.log(why);
      await stop();
      isStopping = false;
      start();
    },
  };
}

const sourceFolder = fileURLToPath(new URL("..", import.meta.url));

/**
 * `offprint dev`: serves the site from a process of its own, which is started again when the code changes, since modules
 * once imported stay as they are; content and templates it reads anew by itself. Ends with the signal that stops it.
 */
export async function dev(words: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(
    words,
    { port: { type: "string" }, host: { type: "string" }, cache: { type: "string" }, "no-cache": { type: "boolean" } },
    1,
  );
  enterSite(positionals[0]);
  const port = Number(values.port ?? "8080");
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new UsageError(`"${values.port}" is no port.`);
  const host = values.host ?? "127.0.0.1";
  if (!/^[\w.:-]+$/.test(host)) throw new UsageError(`"${host}" is no host.`);
  await refuseUsedPort(port, host);

  const output = mkdtempSync(path.join(os.tmpdir(), "offprint-dev-"));
  const cacheFolder = values["no-cache"] ? "" : path.resolve(values.cache ?? defaultCacheFolder());
  const server = startServer(path.join(sourceFolder, "run.mjs"), [
    "cli/dev-server.ts",
    host,
    String(port),
    output,
    cacheFolder,
  ]);
  const restart = debounce(() => server.restart("The code has changed: starting again."));
  const watchers = [
    watch(sourceFolder, { recursive: true }, (_, name) => /\.(ts|mjs)$/.test(name ?? "") && restart()),
    watch(".", (_, name) => name === ".eleventy.ts" && restart()),
  ];
  const code = await Promise.race([untilStopped(), server.ended]);
  for (const watcher of watchers) watcher.close();
  await server.stop();
  rmSync(output, { recursive: true, force: true });
  return code;
}

function refuseUsedPort(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      const why = error.code === "EADDRINUSE" ? "is used by another program" : `can't be had: ${systemReason(error)}`;
      reject(new UsageError(`The port ${port} ${why}; choose one with --port.`));
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

/** Waits for the signal that stops a command which runs until then; its exit code. */
export function untilStopped(): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve(0));
  });
}

/** An editor saves in several steps; one action serves for all. */
export function debounce(action: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, 100);
  };
}
