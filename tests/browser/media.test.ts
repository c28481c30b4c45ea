import path from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";
import { mixedPapers } from "../fixtures/mixed-papers.ts";
import { offprint } from "../offprint.ts";
import { siteIn } from "../site-in.ts";
import { browsedSite } from "./browsed-site.ts";
import { findBrowser, visit } from "./browser.ts";
import { serveSite } from "./site-server.ts";

describe.skipIf(findBrowser() === undefined)("85 papers", () => {
  const browsed = browsedSite(mixedPapers());

  const open = async (address: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browsed.browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await visit(page, address.startsWith("/") ? browsed.origin + address : address);
    return page;
  };
  const lineOf = (page: Page) => page.locator(".entry", { hasText: "Roots" }).first();

  describe("on paper", () => {
    test("are a bibliography: all names, addresses, and nothing that is to be pressed", async () => {
      const page = await open("/publications/");
      await page.emulateMedia({ media: "print" });
      expect(
        (await lineOf(page).allInnerTexts())[0]!.split("\n").map((line) => line.trim().replace(/\s+/g, " ")),
      ).toEqual([
        "Roots",
        "Jo Smith, Ben Orr, Jürgen Müller, Lucía García Márquez, Ada Kern, Awa Ndiaye, Yui Tanaka, Tom van der Berg, Jiří Šimek, Chidi Okafor, Åsa Lindqvist, Paolo Rossi, Layla Haddad, Eva Novak",
        "Annals of Dendrochronology, 2026 DOI",
      ]);
      const dots = await lineOf(page)
        .locator(".line > span")
        .evaluateAll((parts) =>
          parts.filter((part) => part.checkVisibility()).map((part) => getComputedStyle(part, "::after").content),
        );
      expect(dots).toEqual(['" ·"', "none"]);
      const doi = lineOf(page).getByRole("link", { name: "DOI" });
      expect(await doi.evaluate((link) => getComputedStyle(link, "::after").content)).toContain(
        "(https://doi.org/10.5555/kern.2026.5)",
      );
      for (const control of ["Cite", "BibTeX", "Filters", "Jump to"]) {
        expect(await page.getByText(control, { exact: true }).filter({ visible: true }).count(), control).toBe(0);
      }
      await visit(page, `${browsed.origin}/publications/kern2026n5/`);
      expect(await page.getByRole("link", { name: "Cite" }).isVisible()).toBe(false);
      expect(await page.locator("pre").first().isVisible()).toBe(false);
      expect(await page.locator(".reference").isVisible()).toBe(true);
    });

    test("say by what they were filtered, and are all there", async () => {
      const page = await open("/publications/?person=ada-kern");
      await expect.poll(() => page.locator(".results .entry").count()).toBe(50);
      await page.pdf();
      expect(await page.locator(".results .entry").count()).toBe(85);
      await page.emulateMedia({ media: "print" });
      expect(await page.getByRole("search").allInnerTexts()).toEqual([
        expect.stringMatching(/^Ada Kern\s+85 publications of 85$/),
      ]);
    });
  });

  test("stay folded on paper where a paper has hundreds of authors, and say how many are left out", async () => {
    const authors = Array.from({ length: 400 }, (_, index) => `Author${index}, Ada`).join(" and ");
    const site = siteIn({ "a.bib": `@article{a, title = {Many}, author = {${authors}}, year = 2020, journal = {J}}` });
    expect(await offprint("build", site)).toMatchObject({ code: 0 });
    const own = await serveSite(path.join(site, "_site"), "/");
    onTestFinished(() => own.close());
    const page = await open(`${own.origin}/publications/`);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".folded:visible").count()).toBe(0);
    expect(await page.locator(".fold summary").allInnerTexts()).toEqual([expect.stringMatching(/^and 39\d others$/)]);
  });

  describe("in forced colours", () => {
    test("have a sign at the present page, and around the paper that an address names", async () => {
      const page = await open("/publications/#kern2026n5", { forcedColors: "active" });
      const weightOf = (selector: string) =>
        page
          .locator(selector)
          .first()
          .evaluate((one) => Number(getComputedStyle(one).fontWeight));
      expect(await weightOf(".masthead [aria-current]")).toBeGreaterThan(await weightOf(".masthead .languages a"));
      const outlines = await page
        .locator(".entry")
        .evaluateAll((entries) => entries.filter((one) => getComputedStyle(one).outlineStyle === "solid").length);
      expect(outlines).toBe(1);
    });
  });

  test.each(["en", "de", "ar"])("have search and seven filters in one row: %s", async (language) => {
    const page = await open(`/${language === "en" ? "" : `${language}/`}publications/`);
    expect(await page.locator(".facet").count()).toBe(7);
    const tops = await page
      .locator("#q, .facet summary, .order select")
      .evaluateAll((parts) =>
        parts.map((part) => part.getBoundingClientRect()).map(({ top, height }) => top + height / 2),
      );
    expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(8);
  });

  test("are all there again when the box is emptied, by its own button and by Escape", async () => {
    const page = await open("/publications/");
    const button = page.getByRole("button", { name: "Clear the search" });
    expect(await button.isVisible()).toBe(false);
    const search = page.getByRole("searchbox", { name: "Search" });
    for (const empty of [
      async () => {
        await page.keyboard.press("Tab");
        await page.keyboard.press("Enter");
      },
      () => page.keyboard.press("Escape"),
      () => button.click(),
    ]) {
      await search.fill("drought");
      await expect.poll(() => page.locator(".results .entry").count()).toBeGreaterThan(1);
      await empty();
      await expect.poll(() => page.locator("main .list").isVisible()).toBe(true);
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("q");
      expect(new URL(page.url()).search).toBe("");
    }
  });

  test("explain the signs of a found paper that stands on another page of the list", async () => {
    const paper = (index: number) =>
      `@article{p${index}, title = {Paper ${index}}, author = {Kern, Ada and Orr, Ben}, ${
        index === 0 ? "author+an = {1=equal; 2=equal}, " : ""
      }year = {${1700 + index}}, journal = {J}}`;
    const site = siteIn({ "a.bib": Array.from({ length: 205 }, (_, index) => paper(index)).join("\n") });
    expect(await offprint("build", site)).toMatchObject({ code: 0 });
    const own = await serveSite(path.join(site, "_site"), "/");
    onTestFinished(() => own.close());
    const page = await open(`${own.origin}/publications/`);
    expect(await page.locator(".summary").textContent()).not.toContain("equal contribution");
    await page.locator("#q").fill("1700");
    await expect.poll(() => page.locator(".results .authors sup").count()).toBe(2);
    const sign = (await page.locator(".summary .sign").boundingBox())!;
    const line = (await page.locator(".summary").boundingBox())!;
    expect(sign.y).toBeGreaterThanOrEqual(line.y);
    expect(sign.x).toBeGreaterThan(line.x);
    expect(await page.locator(".summary").textContent()).toMatch(/^205 publications · \* equal contribution/);
  });
});
