import { watch } from "node:fs";
import type { Eleventy, Watcher } from "@11ty/eleventy";
import { ContentFault } from "../diagnostic/diagnostic.ts";
import { systemReason } from "../diagnostic/system-reason.ts";
import type { BuildRequest } from "./build-request.ts";
import { eleventyFault } from "./configuration-fault.ts";
import { createPageServer, type PageServerOptions } from "./page-server.ts";
import { startEleventy } from "./run-eleventy.ts";

/**
 * Serves the site in the working folder, and makes it anew as content and templates change, come and go. A fault is shown
 * above what there was before; the server lives on. Only a configuration that can't be read ends it, with a `ContentFault`.
 */
export async function serveWithEleventy(options: PageServerOptions, request: BuildRequest): Promise<void> {
  const server = createPageServer(options);
  const eleventy = await startEleventy(options.folder, { runMode: "watch" }, { ...request, server });
  const fail = (error: unknown) => {
    const { diagnostics } = eleventyFault(error);
    options.report(diagnostics);
    server.fail(diagnostics);
  };
  // Eleventy tells its own server what came of a change; ours takes that one's place.
  Object.assign(eleventy.eleventyServe, {
    reload: async () => server.refresh(),
    sendError: async ({ error }: { error: unknown }) => fail(error),
  });
  hearWatcher(eleventy, options.say);
  await server.listen();
  let again: (path: string) => unknown;
  while (true) {
    try {
      again = await eleventy.watch();
      break;
    } catch (error) {
      if (!(error instanceof ContentFault)) eleventyFault(error);
      fail(error);
      await untilChange();
      await eleventy.restart();
    }
  }
  // Eleventy passes over what is deleted.
  eleventy.watcher.on("unlink", (path) => void again(path));
  server.refresh();
}

/** Tells once of what can't be watched, as links in a circle; a watcher that nobody hears ends the program. */
function hearWatcher(eleventy: Eleventy, say: (line: string) => void): void {
  const told = new Set<string>();
  const tell = (error: unknown) => {
    const reason = systemReason(error);
    if (!told.has(reason)) say(`Some changes will not be seen, since a folder can't be watched: ${reason}.`);
    told.add(reason);
  };
  let watcher: Watcher;
  Object.defineProperty(eleventy, "watcher", {
    get: () => watcher,
    set: (made: Watcher) => {
      watcher = made;
      watcher.on("error", tell);
    },
  });
}

/** Waits until something of the site is saved: until it has been made once, Eleventy watches nothing. */
function untilChange(): Promise<void> {
  return new Promise((resolve) => {
    const watchers = [".", "content", "_includes"].flatMap((folder) => {
      try {
        return [watch(folder, { recursive: folder !== "." })];
      } catch {
        return [];
      }
    });
    for (const watcher of watchers) {
      watcher.once("change", () => {
        for (const one of watchers) one.close();
        setTimeout(resolve, 50);
      });
    }
  });
}
