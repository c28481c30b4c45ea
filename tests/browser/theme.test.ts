import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { offprint } from "../offprint.ts";
import { writeSite } from "../site-in.ts";
import { findBrowser, launch, visit } from "./browser.ts";
import { type ServedSite, serveSite } from "./site-server.ts";

const [lightPaper, darkPaper] = ["rgb(252, 250, 246)", "rgb(25, 23, 20)"];
const paperOf = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

describe.skipIf(findBrowser() === undefined)("the colours", () => {
  let browser: Browser;
  const servers: Record<string, ServedSite> = {};
  const folders: string[] = [];
  beforeAll(async () => {
    browser = await launch();
    for (const theme of ["auto", "dark"]) {
      const site = writeSite(mkdtempSync(path.join(os.tmpdir(), "offprint-theme-")), {
        "a.md": "---\ntitle: Pines\ndate: 2021\nauthors: [Ada Kern]\n---\nText.\n",
        "content/site.yaml": `appearance: {theme: ${theme}}\n`,
      });
      expect(await offprint("build", site)).toMatchObject({ code: 0, errors: "" });
      folders.push(site);
      servers[theme] = await serveSite(path.join(site, "_site"), "/");
    }
  });
  afterAll(async () => {
    await browser?.close();
    for (const server of Object.values(servers)) await server.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  test.each([
    ["auto", "light", lightPaper],
    ["auto", "dark", darkPaper],
    ["dark", "light", darkPaper],
    ["dark", "dark", darkPaper],
  ] as const)("of the setting %s with a system in the %s, without JavaScript", async (theme, colorScheme, paper) => {
    const context = await browser.newContext({ javaScriptEnabled: false, colorScheme });
    const page = await context.newPage();
    await visit(page, servers[theme]!.origin);
    expect(await paperOf(page)).toBe(paper);
    expect(await page.locator(".theme").isVisible()).toBe(false);
    await context.close();
  });

  test("are the visitor's choice, by keyboard, on every page, in every window, and before anything is painted", async () => {
    const context = await browser.newContext({ colorScheme: "light" });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    const { origin } = servers.auto!;
    const other = await context.newPage();
    await visit(other, `${origin}/publications/`);
    await visit(page, origin);
    const select = page.getByLabel("Colours");
    await select.focus();
    for (let tries = 0; tries < 3 && (await select.inputValue()) !== "dark"; tries++)
      await page.keyboard.press("ArrowDown");
    expect(await paperOf(page)).toBe(darkPaper);
    await expect.poll(() => paperOf(other)).toBe(darkPaper);
    expect(await page.locator('meta[name="theme-color"]').first().getAttribute("content")).toBe(darkPaper);

    // The page's script is kept away: what is painted first is what its head alone has done.
    await page.route("**/*.js", () => {});
    await page.goto(`${origin}/publications/a/`, { waitUntil: "commit" });
    await expect.poll(() => paperOf(page).catch(() => "")).toBe(darkPaper);
    await page.unroute("**/*.js");

    await visit(page, origin);
    expect(await select.inputValue()).toBe("dark");
    await select.selectOption("auto");
    expect(await paperOf(page)).toBe(lightPaper);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await paperOf(page)).toBe(darkPaper);
    expect(faults).toEqual([]);
    await context.close();
  });

  test("may differ from the setting, and print in the light", async () => {
    const context = await browser.newContext({ colorScheme: "dark" });
    const page = await context.newPage();
    await visit(page, servers.dark!.origin);
    await page.getByLabel("Colours").selectOption("light");
    expect(await paperOf(page)).toBe(lightPaper);
    await page.reload();
    expect(await paperOf(page)).toBe(lightPaper);
    await page.getByLabel("Colours").selectOption("dark");
    await page.emulateMedia({ media: "print" });
    expect(await paperOf(page)).toBe("rgb(255, 255, 255)");
    expect(await page.evaluate(() => getComputedStyle(document.querySelector("h1")!).color)).toBe("rgb(0, 0, 0)");
    await context.close();
  });
});
