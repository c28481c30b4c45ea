import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { offprint } from "../offprint.ts";
import { writeSite } from "../site-in.ts";
import { launch } from "./browser.ts";
import { type ServedSite, serveSite } from "./site-server.ts";

/** A site that is built and served, and a browser, for the tests of a group: both are there when these run. */
export interface BrowsedSite {
  readonly browser: Browser;
  readonly origin: string;
  /** The site's own files. */
  readonly folder: string;
}

/** Builds and serves a site of these files before the tests of the group in which this is called, and takes it away after them. */
export function browsedSite(files: Readonly<Record<string, string>>): BrowsedSite {
  const site = {} as { browser: Browser; origin: string; folder: string };
  let server: ServedSite | undefined;
  beforeAll(async () => {
    site.folder = writeSite(mkdtempSync(path.join(os.tmpdir(), "offprint-browsed-")), files);
    expect(await offprint("build", site.folder)).toMatchObject({ code: 0, errors: "" });
    server = await serveSite(path.join(site.folder, "_site"), "/");
    site.origin = server.origin;
    site.browser = await launch();
  });
  afterAll(async () => {
    await site.browser?.close();
    await server?.close();
    if (site.folder) rmSync(site.folder, { recursive: true, force: true });
  });
  return site;
}
