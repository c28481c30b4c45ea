import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { offprint } from "../offprint.ts";
import { siteIn } from "../site-in.ts";
import { findBrowser, launch } from "./browser.ts";
import { type ServedSite, serveSite } from "./site-server.ts";

/** More papers than one page of the list holds. */
const many = Array.from(
  { length: 230 },
  (_, at) => `@misc{m${at}, title = {Tree ${at}}, author = {Kern, Ada}, year = ${1990 + Math.floor(at / 10)}}\n`,
).join("");

describe.skipIf(findBrowser() === undefined)("who comes by an old address", () => {
  let browser: Browser;
  let server: ServedSite;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Where a browser is in the end that asks for an address, and how far down the entry is that it shows. */
  const arrive = async (address: string, javaScriptEnabled: boolean, end: string) => {
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(server.origin + address);
    await page.waitForURL(server.origin + end, { timeout: 5000 });
    const title = await page.locator("h1").textContent();
    const shown = await page.evaluate(
      () => document.querySelector(":target")?.closest(".entry")?.getBoundingClientRect().top,
    );
    await context.close();
    return { title, shown };
  };

  test.each([true, false])("is led to the paper, with JavaScript: %s", async (withScript) => {
    const site = siteIn({
      "a.md":
        "---\ntitle: Pines\ndate: 2021\nauthors: [Ada Kern]\naliases: [/publication/kern-pines/, /publication/2015-10-01-x, /p/pines.html]\n---\n",
      "b.bib": many,
      "content/site.yaml": "redirects: {/papers/: /publications/}\n",
    });
    expect(await offprint("build", "--path-prefix", "/kern/", site)).toMatchObject({ code: 0, errors: "" });
    server = await serveSite(path.join(site, "_site"), "/kern/");
    for (const old of ["/kern/publication/kern-pines/", "/kern/publication/2015-10-01-x", "/kern/p/pines.html"])
      expect(await arrive(old, withScript, "/kern/publications/a/")).toMatchObject({ title: "Pines" });
    // al-folio's place in the list: the entry where it is on this page, else the paper's own page, for which it takes a script.
    const { shown } = await arrive("/kern/publications/#m229", withScript, "/kern/publications/#m229");
    expect(shown).toBeGreaterThanOrEqual(0);
    expect(shown).toBeLessThan(300);
    if (withScript) {
      expect((await arrive("/kern/publications/#M7", true, "/kern/publications/m7/")).title).toBe("Tree 7");
      expect((await arrive("/kern/papers/#m229", true, "/kern/publications/#m229")).shown).toBeLessThan(300);
      await arrive("/kern/publications/#nothing", true, "/kern/publications/#nothing");
    }
    await server.close();
  });
});
