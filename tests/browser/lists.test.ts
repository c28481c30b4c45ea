import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { firstScreen } from "../../bench/first-screen.ts";
import { mixedPapers } from "../fixtures/mixed-papers.ts";
import { browsedSite } from "./browsed-site.ts";
import { findBrowser, visit } from "./browser.ts";

const desktop = { width: 1280, height: 800 };
const phone = { width: 360, height: 780 };

/** Twelve grants of three years each, and two that go on. */
const grants = [
  ...Array.from(
    { length: 12 },
    (_, at) => `- {title: Grant ${at}, funder: Fund for Tests, from: ${1990 + at}, to: ${1992 + at}-06}`,
  ),
  "- {title: Roots and Möss, funder: Council, from: 2001, to: 9000-01}",
  "- {title: Endless, from: 2001}",
].join("\n");

describe.skipIf(findBrowser() === undefined)("a list of 85 papers", () => {
  const browsed = browsedSite({
    ...mixedPapers(),
    "content/site.yaml": `${mixedPapers()["content/site.yaml"]}navigation: [publications, collections]\n`,
    "content/grants.yaml": grants,
  });

  const open = async (address: string, viewport: typeof desktop): Promise<Page> => {
    const page = await browsed.browser.newPage({ viewport });
    await visit(page, browsed.origin + address);
    return page;
  };

  test.each([
    ["/publications/", desktop, 230, 5],
    ["/publications/", phone, 400, 2],
    ["/collections/drought/", desktop, 230, 5],
    ["/collections/drought/", phone, 400, 2],
    ["/", desktop, 400, 2],
  ] as const)(
    "shows %s at %o: the first title by %i pixels, and %i papers or more",
    async (address, size, by, count) => {
      const page = await open(address, size);
      const { first, seen } = await page.evaluate(firstScreen, ".entry .title");
      expect(first).toBeLessThanOrEqual(by);
      expect(seen).toBeGreaterThanOrEqual(count);
      await page.close();
    },
  );

  test("keeps search and filters in sight, and jumps to a year, by keys alone", async () => {
    const page = await open("/publications/", desktop);
    await page.locator(".jump summary").focus();
    await page.keyboard.press("Enter");
    await page.locator(".jump a", { hasText: "2015" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(1000);
    expect(new URL(page.url()).hash).toBe("#part--2015");
    expect(await page.locator(".jump details").getAttribute("open")).toBeNull();
    const heading = (await page.locator("#part--2015 h2").boundingBox())!;
    const bar = (await page.locator(".bar").boundingBox())!;
    expect(bar.y).toBe(0);
    expect(heading.y).toBeGreaterThanOrEqual(bar.y + bar.height - 1);
    expect(heading.y).toBeLessThan(200);
    await page.close();
  });

  test("has its filters behind one button on a phone, which says how many papers they leave", async () => {
    const page = await open("/publications/", phone);
    const filters = page.locator("#filters");
    expect(await filters.isVisible()).toBe(false);
    await page.getByRole("button", { name: "Filters" }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Year");
    await page.keyboard.press("Enter");
    await page.getByRole("checkbox", { name: "2026" }).check();
    await expect.poll(() => page.locator(".sheet-closer").textContent()).toMatch(/^Show \d+$/);
    const count = (await page.locator(".sheet-closer").textContent())!.slice("Show ".length);
    await page.locator(".sheet-closer").click();
    expect(await filters.isVisible()).toBe(false);
    expect(await page.locator(".results .entry").count()).toBe(Number(count));
    await page.getByRole("button", { name: "Filters" }).click();
    await page.keyboard.press("Escape");
    expect(await filters.isVisible()).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("sheet-opener");
    await page.close();
  });

  test("finds years from one to another, says what is joined how, and keeps it in another language", async () => {
    const page = await open("/publications/", desktop);
    await page.locator(".facet[data-facet=year] summary").click();
    const choices = page.getByRole("group", { name: "Year" });
    await choices.getByLabel("From", { exact: true }).fill("2015");
    await choices.getByLabel("To", { exact: true }).fill("2018");
    await page.keyboard.press("Enter");
    await page.locator(".facet[data-facet=type] summary").click();
    await page.getByRole("checkbox", { name: "Journal articles" }).check();
    await page.getByRole("checkbox", { name: "Book chapters" }).check();
    expect(await page.locator(".active li").allTextContents()).toEqual([
      "2015–2018 ×",
      "and",
      "Journal articles ×",
      "or",
      "Book chapters ×",
      "Remove all",
    ]);
    expect(new URL(page.url()).searchParams.get("year")).toBe("2015..2018");
    const years = await page.locator(".results h2").allTextContents();
    expect(years.length).toBeGreaterThan(1);
    expect(years.every((year) => Number(year) >= 2015 && Number(year) <= 2018)).toBe(true);
    const count = await page.locator(".results .entry").count();
    await page.getByRole("link", { name: "Deutsch" }).click();
    await expect.poll(() => page.locator(".results .entry").count()).toBe(count);
    expect(page.url()).toContain("/de/publications/?year=2015..2018");
    await page.close();
  });

  test.each([
    ["before a wide window", desktop],
    ["on a phone", phone],
  ])("chooses years by their bars, a table to a screen reader, and by the keys of a field, %s", async (_, size) => {
    const page = await open("/publications/", size);
    if (size === phone) await page.getByRole("button", { name: "Filters" }).click();
    await page.locator(".facet[data-facet=year] summary").click();
    const bars = page.getByRole("table", { name: "Year" });
    await expect.poll(() => bars.getByRole("row").count()).toBe(18);
    const row = bars.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "2018", exact: true }) });
    expect(await row.getByRole("cell").textContent()).toBe("4");
    const { x, y, width, height } = (await bars.boundingBox())!;
    const at = (year: number) => [x + ((year - 2009 + 0.5) * width) / 18, y + height / 2] as const;
    const headings = () => page.locator(".results h2").allTextContents();
    await page.mouse.click(...at(2018));
    await expect.poll(headings).toEqual(["2018"]);
    expect(await page.locator(".active li").allTextContents()).toEqual(["2018 ×"]);
    await page.mouse.move(...at(2018));
    await page.mouse.down();
    await page.mouse.move(...at(2016));
    expect(await bars.locator(".chosen").count()).toBe(3);
    await page.mouse.move(...at(2015));
    await page.mouse.up();
    await expect.poll(headings).toEqual(["2018", "2017", "2016", "2015"]);
    expect(new URL(page.url()).searchParams.get("year")).toBe("2015..2018");
    expect(await bars.locator(".chosen").count()).toBe(4);
    await page.getByLabel("From", { exact: true }).press("ArrowUp");
    await expect.poll(headings).toEqual(["2018", "2017", "2016"]);
    expect(await page.locator(".filters").evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
    await page.close();
  });

  test("comes back to what was seen, without the browser's cache, and goes forward again", async () => {
    const page = await open("/publications/?sort=oldest&person=ada-kern", desktop);
    await page.getByRole("button", { name: "Show more" }).click();
    await expect.poll(() => page.locator(".results .entry").count()).toBe(85);
    const title = page.locator(".results .title a").nth(70);
    await title.scrollIntoViewIfNeeded();
    const { y } = (await title.boundingBox())!;
    await title.click();
    await page.waitForURL(/publications\/kern/);
    await page.goBack();
    await expect.poll(() => page.locator(".results .entry").count()).toBe(85);
    expect(await page.locator(".order select").inputValue()).toBe("oldest");
    await expect.poll(async () => Math.abs((await title.boundingBox())!.y - y)).toBeLessThan(40);
    await page.goForward();
    await page.waitForURL(/publications\/kern/);
    await page.close();
  });

  test("lays out on a first visit what comes near the window, then the rest, and all at once where a place is asked for", async () => {
    const left = (page: Page) =>
      page
        .locator(".list .entry .title a")
        .evaluateAll((all) => all.filter((one) => !one.checkVisibility({ contentVisibilityAuto: true })).length);
    const page = await browsed.browser.newPage({ viewport: phone });
    const scripts = "**/assets/site.*.js";
    await page.route(scripts, (route) => route.abort());
    await page.goto(`${browsed.origin}/publications/`);
    expect(await left(page)).toBeGreaterThan(40);
    await page.unroute(scripts);
    // The second time no face comes too late to be used (`font-display: optional`).
    for (const _ of ["first", "second"]) {
      await visit(page, `${browsed.origin}/publications/`);
      await expect.poll(() => left(page)).toBe(0);
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
    }
    // Not at the very end: a browser goes back to a place while the last of the page is still being read.
    const title = page.locator(".list .entry .title a").nth(60);
    await title.scrollIntoViewIfNeeded();
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(5000);
    const { y } = (await title.boundingBox())!;
    await page.route(scripts, (route) => route.abort());
    await page.reload();
    await expect.poll(async () => Math.abs((await title.boundingBox())!.y - y)).toBeLessThan(2);
    expect(await left(page)).toBe(0);
    const id = (await page.locator(".list .entry").nth(70).getAttribute("id"))!;
    await page.goto("about:blank");
    await page.goto(`${browsed.origin}/publications/#${id}`);
    const top = () => page.locator(`#${id}`).evaluate((entry) => entry.getBoundingClientRect().top);
    await expect.poll(top).toBeLessThan(120);
    expect(await top()).toBeGreaterThanOrEqual(0);
    expect(await left(page)).toBe(0);
    await page.close();
  });

  test("is read to its end when its style is there, so that nothing is laid out without", async () => {
    const page = await browsed.browser.newPage({ viewport: phone });
    await page.route("**/*.css", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      await route.continue();
    });
    await visit(page, `${browsed.origin}/publications/`);
    const [styled, read] = await page.evaluate(() => {
      const style = performance.getEntriesByType("resource").find(({ name }) => name.endsWith(".css"));
      const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      return [(style as PerformanceResourceTiming).responseEnd, visit!.domInteractive];
    });
    expect(styled).toBeGreaterThan(400);
    expect(read).toBeGreaterThanOrEqual(styled!);
    await page.close();
  });

  test("marks what is found", async () => {
    const page = await open("/publications/?q=drou", desktop);
    await expect.poll(() => page.locator(".results .entry").count()).toBeGreaterThan(1);
    const marked = await page.evaluate(() => [...CSS.highlights.get("found")!].map(String));
    expect(marked).toContain("drought");
    expect(new Set(marked.map((word) => word.slice(0, 4).toLowerCase()))).toEqual(new Set(["drou"]));
    await page.close();
  });

  test("shows how abstracts begin on the front page, and the rest in place", async () => {
    const page = await open("/", phone);
    const abstract = page.locator(".brief .abstract").first();
    const height = async () => (await abstract.boundingBox())!.height;
    const before = await height();
    const opener = page.locator('.brief .opener[href$="#abstract"]').first();
    await opener.click();
    expect(await height()).toBeGreaterThan(before * 1.5);
    expect(await opener.getAttribute("aria-expanded")).toBe("true");
    await opener.click();
    expect(await height()).toBe(before);
    await page.close();
  });

  test("begins no line of an entry with a dot", async () => {
    const page = await open("/publications/", phone);
    const faults = await page.evaluate(
      () =>
        [...document.querySelectorAll(".line > span")].filter((part) => {
          const [dot, before] = [part, part.lastElementChild!].map((one) => [...one.getClientRects()].at(-1)!);
          return dot!.top >= before!.bottom;
        }).length,
    );
    const dots = page
      .locator(".line > span")
      .evaluateAll((parts) => parts.filter((part) => getComputedStyle(part, "::after").content === '" ·"').length);
    expect(await dots).toBeGreaterThan(100);
    expect(faults).toBe(0);
    await page.close();
  });

  test("of grants shows those with some words, those that go on or those that are past, and says when there is none", async () => {
    const page = await open("/grants/", phone);
    const shown = () => page.locator(".entry:visible .title").allTextContents();
    const years = () => page.locator(".list h2:visible").allTextContents();
    const [find, state] = [page.getByLabel("Find in the list: Grants"), page.getByLabel("State")];
    expect(await shown()).toHaveLength(14);
    await find.fill("moss coun");
    expect([await shown(), await years()]).toEqual([["Roots and Möss"], ["2001"]]);
    await find.fill("");
    await state.selectOption("Current");
    expect([(await shown()).sort(), await years()]).toEqual([["Endless", "Roots and Möss"], ["2001"]]);
    await state.selectOption("Past");
    expect(await shown()).toHaveLength(12);
    await find.fill("council");
    expect(await page.getByRole("status").textContent()).toBe("Nothing fits all of this.");
    await state.selectOption("All");
    expect([await page.getByRole("status").textContent(), await shown()]).toEqual(["", ["Roots and Möss"]]);
    await page.close();
  });
});
