import { readFileSync } from "node:fs";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { mixedPapers } from "../fixtures/mixed-papers.ts";
import { browsedSite } from "./browsed-site.ts";
import { findBrowser, launch, visit } from "./browser.ts";

// The tasks are those of the brief for the look. Of the sixteenth, the first result of 10,000 papers on a slow network, `slow-search.test.ts`
// holds that a first part answers while the rest is on its way, which is said meanwhile; `bench/VISITOR.md` has the seconds.

/** What a visitor does: with a keyboard before a wide window, or with a finger on a phone. */
const hands = [
  ["by keyboard at 1280 × 800", { viewport: { width: 1280, height: 800 } }],
  ["by touch at 360 × 740", { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }],
] as const satisfies readonly (readonly [string, BrowserContextOptions])[];

describe.skipIf(findBrowser() === undefined)("a visitor of 85 papers", () => {
  const browsed = browsedSite({
    ...mixedPapers(),
    "content/site.yaml": mixedPapers()["content/site.yaml"]!.replace("[apa]", "[apa, vancouver]"),
  });

  describe.each(hands)("%s", (_, options) => {
    const isTouch = "hasTouch" in options;
    const open = async (address: string, more: BrowserContextOptions = {}): Promise<Page> => {
      const context = await browsed.browser.newContext({
        ...options,
        ...more,
        permissions: ["clipboard-read", "clipboard-write"],
      });
      const page = await context.newPage();
      await visit(page, browsed.origin + address);
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
    const press = async (page: Page, ...keys: readonly string[]) => {
      for (const key of keys) await page.keyboard.press(key);
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

    test("goes back and forward where the browser keeps pages, and finds each as it was left", async () => {
      const keeping = await launch({ doesKeepPages: true });
      const context = await keeping.newContext(options);
      const page = await context.newPage();
      await page.addInitScript(() => {
        addEventListener("pageshow", ({ persisted }) => {
          document.documentElement.dataset.isKept = String(persisted);
        });
      });
      const isKept = () => page.evaluate(() => document.documentElement.dataset.isKept);
      await visit(page, `${browsed.origin}/publications/?collection=drought&sort=title`);
      await expect.poll(async () => (await titles(page)).length).toBeGreaterThan(10);
      const found = await titles(page);
      await use(page.locator(".results .title a").nth(8));
      await page.waitForURL(/publications\/kern/);
      const left = page.url();
      // A page that was kept is not loaded again.
      await page.goBack({ waitUntil: "commit" });
      await expect.poll(isKept).toBe("true");
      expect(await titles(page)).toEqual(found);
      expect(await page.locator(".order select").inputValue()).toBe("title");
      await page.goForward({ waitUntil: "commit" });
      await expect.poll(() => page.url()).toBe(left);
      await expect.poll(isKept).toBe("true");
      await keeping.close();
    });

    test("copies BibTeX from a paper's page in three keys, or two taps", async () => {
      const page = await open("/publications/kern2026n3/");
      if (isTouch) {
        await page.locator(".paper-links a", { hasText: "Cite" }).tap();
        await page.locator("#cite .format .copy").tap();
      } else await press(page, "Tab", "Tab", "Enter");
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^@article\{kern2026n3,/);
      await expect.poll(() => page.locator("#cite .format [role=status]").first().textContent()).toBe("Copied");
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
      await use(page.locator("#cite").getByRole("button", { name: /^Copy BibTeX/ }));
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^@article\{kern2026n3,/);
      await use(page.getByRole("button", { name: /^Copy APA/ }));
      await expect.poll(() => clipboard("text/html")).toContain("<i>Trees and Water</i>");
      await use(page.getByRole("radio", { name: "Vancouver" }));
      await use(page.getByRole("button", { name: /^Copy Vancouver/ }));
      await expect.poll(() => clipboard("text/plain")).toContain("Trees and Water. 2026");
      await visit(page, `${browsed.origin}/publications/kern2026n9/`);
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

    test("saves what was filtered, and what was marked, as .bib under a name that says what it is", async () => {
      const page = await open("/publications/");
      await choose(page, "collection", "Drought");
      if (isTouch) await use(page.locator(".sheet-closer"));
      else await press(page, "Escape");
      await ask(page, "soil");
      const status = page.locator(".found");
      await expect.poll(() => status.textContent()).toMatch(/^\d+ publications? of 85$/);
      const count = Number.parseInt((await status.textContent())!, 10);
      const save = async (name: string): Promise<readonly string[]> => {
        const download = page.waitForEvent("download");
        await use(page.getByRole("button", { name: `Download ${name}` }));
        const file = await download;
        expect(file.suggestedFilename()).toBe(name);
        return readFileSync(await file.path(), "utf8").match(/^@\w+\{\w+/gm)!;
      };
      await use(page.locator(".asked > .several summary"));
      const entries = await save("drought-soil.bib");
      expect(entries).toHaveLength(count);
      await press(page, "Escape");
      for (const place of [0, 1]) await use(page.locator(".results .mark input").nth(place));
      const keys = await page
        .locator(".results .title a")
        .evaluateAll((links) => links.slice(0, 2).map((link) => link.getAttribute("href")!.split("/").at(-2)!));
      await use(page.locator(".marked .several summary"));
      expect((await save("marked.bib")).map((entry) => entry.split("{")[1])).toEqual(keys);
      await page.context().close();
    });

    test("prints a list as a bibliography: whose and when on top, an address behind each link, no controls", async () => {
      const page = await open("/publications/");
      await page.locator("#q").focus();
      await page.locator(".mark").first().waitFor({ state: "attached" });
      await page.emulateMedia({ media: "print" });
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      const seen = async (selector: string) => {
        const parts = await page.locator(selector).all();
        return (await Promise.all(parts.map((part) => part.isVisible()))).filter(Boolean).length;
      };
      expect(await seen(".entry .title")).toBe(85);
      for (const gone of [".bar", "nav", ".opener", ".mark", ".colophon", ".skip"])
        expect(await seen(gone), gone).toBe(0);
      const behind = (selector: string) =>
        page
          .locator(selector)
          .first()
          .evaluate((one) => getComputedStyle(one, "::after").content);
      expect(await page.locator(".masthead .name").textContent()).toBe("Ada Kern");
      expect(await behind(".masthead")).toContain(String(new Date().getFullYear()));
      expect(await behind(".entry .line a[href^=http]")).toMatch(/^" \(" attr\(href\) "\)"$|^" \(https?:/);
      expect(await behind(".entry .title a")).toBe("none");
      const isSplit = await page
        .locator(".entry")
        .evaluateAll((entries) => entries.filter((entry) => getComputedStyle(entry).breakInside !== "avoid").length);
      expect(isSplit).toBe(0);
      await page.context().close();
    });

    test("gives Zotero a paper by the tags of its page, and all papers of a list", async () => {
      const page = await open("/publications/kern2026n9/");
      const tags = async (name: string) =>
        page.locator(`meta[name="${name}"]`).evaluateAll((all) => all.map((tag) => tag.getAttribute("content")));
      expect(await tags("citation_title")).toEqual([
        "A bound of (n+1)/2 on the number of samples for a forest inventory",
      ]);
      expect(await tags("citation_author")).toEqual(["Kern, Ada", "Novak, Eva", "Smith, Jo", "Orr, Ben"]);
      expect(await tags("citation_publication_date")).toEqual(["2026"]);
      expect(await tags("citation_journal_title")).toEqual(["Trees and Water"]);
      expect(await tags("citation_doi")).toEqual(["10.5555/kern.2026.9"]);
      expect(await tags("z.itemType")).toEqual(["journalArticle"]);
      // On a paper's own page these would hide the tags.
      expect(await page.locator(".Z3988").count()).toBe(0);
      await visit(page, `${browsed.origin}/publications/`);
      const listed = await page
        .locator(".entry .Z3988")
        .evaluateAll((all) => all.map((one) => new URLSearchParams(one.getAttribute("title")!).get("rft.atitle")));
      expect(listed).toHaveLength(85);
      expect(listed).toContain("A bound of (n+1)/2 on the number of samples for a forest inventory");
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

    test("hears names in the order of the page, and of each control what it is for", async () => {
      const page = await open("/publications/kern2026n9/");
      const paper = await page.locator("main").ariaSnapshot();
      const parts = [
        'heading "A bound of',
        'link "Ada Kern"',
        'link "Trees and Water, 2026"',
        'link "Code"',
        'link "DOI"',
        'link "Cite"',
        'heading "Abstract" [level=2]',
        "Mixed forests are said",
        'heading "Cite" [level=2]',
        'group "Citation style"',
        'radio "APA" [checked]',
        'button "Copy APA"',
        'button "Copy BibTeX"',
        'checkbox "Mark"',
        'heading "Related" [level=2]',
        'navigation "Before and after"',
      ];
      const places = parts.map((part) => paper.indexOf(part));
      expect(parts.filter((_, index) => places[index] === -1)).toEqual([]);
      expect(places).toEqual([...places].sort((one, other) => one - other));
      await visit(page, `${browsed.origin}/publications/`);
      await ask(page, "roots");
      await expect.poll(async () => (await titles(page)).length).toBeGreaterThan(0);
      const entry = await page.locator(".results .entry").first().ariaSnapshot();
      expect(entry).toMatch(
        /checkbox "Mark: Roots[^"]*"[\s\S]*heading "Roots[^"]*" \[level=3\][\s\S]*link "[\s\S]*button "Cite: Roots/,
      );
      const bar = await page.locator(".bar").ariaSnapshot();
      expect(bar).toMatch(/^- search "Search the publications":/);
      expect(bar).toMatch(/searchbox "Search"[\s\S]*status: \d+ publications of 85/);
      const isNamed = await page.locator("main").evaluate((main) =>
        [...main.querySelectorAll<HTMLElement>("a[href], button, input, select, summary")]
          .filter((one) => one.checkVisibility({ opacityProperty: false }))
          .filter((one) => {
            const label = (one as HTMLInputElement).labels?.[0]?.textContent ?? "";
            return ![one.textContent, one.getAttribute("aria-label"), label].some((name) => name?.trim());
          })
          .map(({ outerHTML }) => outerHTML),
      );
      expect(isNamed).toEqual([]);
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
        await visit(page, browsed.origin + address);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(320);
      }
      await page.context().close();
    });
  });
});
