import path from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";
import { offprint } from "../offprint.ts";
import { siteIn } from "../site-in.ts";
import { findBrowser, launch, visit } from "./browser.ts";
import { serveSite } from "./site-server.ts";

/** More papers than one part of the index and one page of a list hold; the oldest alone is of larches. */
const papers = Array.from({ length: 1100 }, (_, index) => {
  const tree = index === 1099 ? "larches" : "pines";
  return `@misc{p${index}, author = {Kern, Ada}, title = {On ${tree}, part ${index}}, year = {${2020 - Math.floor(index / 100)}}}`;
}).join("\n");

/** Holds requests of some address back, until they are let go. */
async function hold(page: Page, address: RegExp): Promise<() => void> {
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(address, async (route) => {
    await gate;
    await route.continue();
  });
  return letGo;
}

/** A page of the site's list in a browser. */
async function openList(): Promise<{ readonly page: Page; readonly origin: string }> {
  const site = siteIn({ "content/site.yaml": "title: Ada Kern\ncitationStyles: []\n", "all.bib": papers });
  expect((await offprint("build", site)).code).toBe(0);
  const served = await serveSite(path.join(site, "_site"), "/");
  const browser = await launch();
  onTestFinished(async () => {
    await browser.close();
    await served.close();
  });
  return { page: await browser.newPage(), origin: served.origin };
}

describe.skipIf(!findBrowser())("the search while its files are on their way", () => {
  test("says that it searches, answers from what is there, and lets the reader read", async () => {
    const { page, origin } = await openList();
    const [index, rest, lists] = [
      await hold(page, /search\.en\.json$/),
      await hold(page, /search\.en\.2\.json$/),
      await hold(page, /\/years\/20\d\d\/$/),
    ];
    await visit(page, `${origin}/publications/`);
    const search = page.getByRole("search");
    const status = search.getByRole("status");
    const titles = page.locator(".results .title a");
    await search.getByRole("searchbox").fill("pines 2013");
    await expect.poll(() => status.textContent()).toBe("Searching…");

    // The first part of the index holds the newest thousand; their entries stand on pages that have not come.
    index();
    await expect.poll(() => status.textContent()).toBe("100 found so far. Searching…");
    await expect.poll(() => titles.count()).toBe(50);
    const first = titles.first();
    expect(await first.getAttribute("href")).toMatch(/^\/publications\/p7\d\d\/$/);
    const entry = page.locator(".results .entry").first();
    expect(await entry.textContent()).toMatch(/^On pines, part 7\d\dAda Kern2013$/);

    // An entry takes its place when it has come; who has it in focus keeps it there.
    await first.focus();
    const title = await first.textContent();
    lists();
    await expect.poll(() => entry.locator(".opener").count()).toBe(1);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(title);

    rest();
    await expect.poll(() => status.textContent()).toBe("100 publications of 1,100");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(title);
    await search.getByRole("searchbox").fill("larchs");
    await expect.poll(() => titles.allTextContents()).toEqual(["On larches, part 1099"]);
    await search.getByRole("searchbox").fill("lurchas");
    await page.getByRole("link", { name: "Did you mean “larches”?" }).click();
    await expect.poll(() => titles.allTextContents()).toEqual(["On larches, part 1099"]);
    expect(new URL(page.url()).search).toBe("?q=larches");
  });

  test("answers what was typed last, also where abstracts come before its entries", async () => {
    const { page, origin } = await openList();
    await page.clock.install();
    const abstracts = await hold(page, /abstracts\.json$/);
    await visit(page, `${origin}/publications/`);
    const search = page.getByRole("search").getByRole("searchbox");
    const titles = page.locator(".results .title a");
    await search.fill("pines 2013");
    await expect.poll(() => titles.count()).toBe(50);
    await hold(page, /\/years\/20\d\d\/$/);
    await page.clock.pauseAt(new Date(Date.now() + 60_000));
    await search.fill("larches");
    const came = page.waitForResponse(/abstracts\.json$/);
    abstracts();
    await (await came).finished();
    // The page's clock stands still: what it waits for after an answer of the server comes when the clock is moved on.
    const shown = async () => {
      await page.clock.runFor(100);
      return titles.allTextContents();
    };
    await expect.poll(shown).toEqual(["On larches, part 1099"]);
  });
});
