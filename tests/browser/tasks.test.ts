import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mixedPapers } from "../fixtures/mixed-papers.ts";
import { offprint } from "../offprint.ts";
import { writeSite } from "../site-in.ts";
import { findBrowser, launch } from "./browser.ts";
import { type ServedSite, serveSite } from "./site-server.ts";

/** What a visitor does: with a keyboard before a wide window, or with a finger on a phone. */
const hands = [
  ["by keyboard at 1280 × 800", { viewport: { width: 1280, height: 800 } }],
  ["by touch at 360 × 740", { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }],
] as const satisfies readonly (readonly [string, BrowserContextOptions])[];

describe.skipIf(findBrowser() === undefined)("a visitor of 85 papers", () => {
  let browser: Browser;
  let server: ServedSite;
  let folder: string;
  beforeAll(async () => {
    const files = mixedPapers();
    const settings = files["content/site.yaml"]!.replace("[apa]", "[apa, vancouver]");
    folder = writeSite(mkdtempSync(path.join(os.tmpdir(), "offprint-tasks-")), {
      ...files,
      "content/site.yaml": settings,
    });
    expect(await offprint("build", folder)).toMatchObject({ code: 0, errors: "" });
    server = await serveSite(path.join(folder, "_site"), "/");
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  describe.each(hands)("%s", (_, options) => {
    const isTouch = "hasTouch" in options;
    const open = async (address: string, more: BrowserContextOptions = {}): Promise<Page> => {
      const context = await browser.newContext({
        ...options,
        ...more,
        permissions: ["clipboard-read", "clipboard-write"],
      });
      const page = await context.newPage();
      await page.goto(server.origin + address);
      return page;
    };
    const use = async (one: Locator) => {
      if (isTouch) return one.tap();
      await one.focus();
      await one.press((await one.evaluate(({ tagName }) => tagName)) === "INPUT" ? "Space" : "Enter");
    };
    const ask = async (page: Page, words: string) => {
      if (isTouch) await page.locator("#q").tap();
      else await page.keyboard.press("/");
      await page.keyboard.type(words);
    };
    const titles = (page: Page) => page.locator(".results .title").allTextContents();
    const choose = async (page: Page, facet: string, name: string | RegExp) => {
      const opener = page.locator(".sheet-opener");
      if ((await opener.isVisible()) && !(await page.locator("#filters").isVisible())) await use(opener);
      const menu = page.locator(`.facet[data-facet=${facet}]`);
      if ((await menu.getAttribute("open")) === null) await use(menu.locator("summary"));
      await use(menu.getByRole("checkbox", { name }).first());
    };

    test("finds a half-remembered title with a typo", async () => {
      const page = await open("/publications/");
      await ask(page, "aerial imagse");
      await expect.poll(() => titles(page)).toContainEqual(expect.stringContaining("aerial images"));
      await page.context().close();
    });

    test("finds a co-author without accents, and with ue for ü", async () => {
      for (const words of ["Muller", "Mueller", "Lindqvist asa", "Simek"]) {
        const page = await open("/publications/");
        await ask(page, words);
        await expect.poll(async () => (await titles(page)).length, { message: words }).toBeGreaterThan(5);
        await page.context().close();
      }
    });

    test("finds the years 2015 to 2018", async () => {
      const page = await open("/publications/");
      const opener = page.locator(".sheet-opener");
      if (await opener.isVisible()) await use(opener);
      await use(page.locator(".facet[data-facet=year] summary"));
      const years = page.getByRole("group", { name: "Year" });
      await years.getByLabel("From", { exact: true }).fill("2015");
      await years.getByLabel("To", { exact: true }).fill("2018");
      await page.keyboard.press("Enter");
      await expect.poll(() => page.locator(".results h2").allTextContents()).toEqual(["2018", "2017", "2016", "2015"]);
      await page.context().close();
    });

    test("puts a venue and a topic together, shares what is filtered, and comes back to it", async () => {
      const page = await open("/publications/");
      await choose(page, "venue", "Annals of Dendrochronology");
      await choose(page, "collection", "Drought");
      await expect.poll(async () => (await titles(page)).length).toBeGreaterThan(0);
      const found = await titles(page);
      expect(found.length).toBeLessThan(15);
      const shared = await open(new URL(page.url()).pathname + new URL(page.url()).search);
      await expect.poll(() => titles(shared)).toEqual(found);
      await use(shared.locator(".results .title a").first());
      await shared.waitForURL(/publications\/kern/);
      await shared.goBack();
      await expect.poll(() => titles(shared)).toEqual(found);
      await shared.goForward();
      await shared.waitForURL(/publications\/kern/);
      await shared.context().close();
      await page.context().close();
    });

    test("copies BibTeX, APA with its italics and another style, which is remembered", async () => {
      const page = await open("/publications/kern2026n3/");
      const clipboard = (type: "text/plain" | "text/html") =>
        page.evaluate(async (wanted) => {
          const [item] = await navigator.clipboard.read();
          return (await item!.getType(wanted)).text();
        }, type);
      await use(page.locator(".paper-links a", { hasText: "Cite" }));
      await use(page.getByRole("button", { name: /^Copy BibTeX/ }));
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^@article\{kern2026n3,/);
      await use(page.getByRole("button", { name: /^Copy APA/ }));
      await expect.poll(() => clipboard("text/html")).toContain("<i>Trees and Water</i>");
      await use(page.getByRole("radio", { name: "Vancouver" }));
      await use(page.getByRole("button", { name: /^Copy Vancouver/ }));
      await expect.poll(() => clipboard("text/plain")).toContain("Trees and Water. 2026");
      await page.goto(`${server.origin}/publications/kern2026n9/`);
      expect(await page.getByRole("radio", { name: "Vancouver" }).isChecked()).toBe(true);
      await page.context().close();
    });

    test("saves a topic's papers under a name that says what it is, and opens an archive's PDF", async () => {
      const page = await open("/collections/drought/");
      const download = page.waitForEvent("download");
      await use(page.getByRole("link", { name: /^BibTeX: / }));
      expect((await download).suggestedFilename()).toBe("drought.bib");
      const pdf = page.locator(".entry .line a", { hasText: "PDF" }).first();
      expect(await pdf.getAttribute("href")).toMatch(/^https:\/\/arxiv\.org\/pdf\/\d/);
      await page.context().close();
    });

    test("reads on in another language without losing the filter", async () => {
      const page = await open("/publications/?collection=drought&q=soil");
      await expect.poll(async () => (await titles(page)).length).toBeGreaterThan(0);
      const count = (await titles(page)).length;
      await use(page.getByRole("link", { name: "العربية" }));
      await page.waitForURL(/\/ar\/publications\/\?/);
      await expect.poll(async () => (await titles(page)).length).toBe(count);
      await page.context().close();
    });

    test("finds, reads and cites without JavaScript", async () => {
      const page = await open("/publications/", { javaScriptEnabled: false });
      await use(page.getByRole("link", { name: "People" }));
      await use(page.locator(".index a", { hasText: "Ada Kern" }));
      await use(page.locator(".entry .title a").first());
      await page.waitForURL(/publications\/kern/);
      expect(await page.locator("#cite .reference").first().isVisible()).toBe(true);
      expect(await page.locator("#cite pre").first().isVisible()).toBe(true);
      await page.context().close();
    });

    test("sees the filters' signs in forced colours, nothing moving, and no page wider than the window at 400 %", async () => {
      const page = await open("/publications/", { forcedColors: "active", reducedMotion: "reduce" });
      const sides = await page
        .locator(".facet summary")
        .first()
        .evaluate((one) => {
          const { borderTopColor, borderLeftColor } = getComputedStyle(one, "::after");
          return [borderTopColor, borderLeftColor];
        });
      expect(sides[0]).not.toBe(sides[1]);
      expect(
        await page
          .locator("a")
          .first()
          .evaluate((one) => getComputedStyle(one).transitionDuration),
      ).toBe("0s");
      await page.setViewportSize({ width: 320, height: 256 });
      for (const address of ["/publications/", "/publications/kern2026n9/", "/people/ada-kern/", "/years/", "/"]) {
        await page.goto(server.origin + address);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(320);
      }
      await page.context().close();
    });
  });
});
