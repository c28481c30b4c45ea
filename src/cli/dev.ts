import { mkdtempSync, rmSync, watch } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { systemReason } from "../diagnostic/system-reason.ts";
import { defaultCacheFolder } from "../write/cache-place.ts";
import { readArguments, UsageError } from "./arguments.ts";
import { startServer } from "./server-process.ts";
import { enterSite } from "./site-folder.ts";

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
  const cacheFolder = values["no-cache"] ? "" : path.resolve(values.cache ?? defaultCacheFolder);
  const server = startServer(path.join(sourceFolder, "run.mjs"), ["cli/dev-server.ts", host, String(port), output, cacheFolder]);
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

function untilStopped(): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve(0));
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
