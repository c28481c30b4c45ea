import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { RunOnly } from "axe-core";
import { HtmlValidate } from "html-validate";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { offprint } from "../offprint.ts";
import { siteIn } from "../site-in.ts";
import { findBrowser, launch, visit } from "./browser.ts";
import { type ServedSite, serveSite } from "./site-server.ts";

const project = path.join(import.meta.dirname, "../..");
const output = mkdtempSync(path.join(os.tmpdir(), "offprint-site-"));

/** One page of each kind. */
const kinds = {
  front: "/",
  list: "/publications/",
  paper: "/publications/riquelme2021vmoe/",
  "paper of many authors": "/publications/chen2023pali/",
  "paper without abstract": "/publications/azizi2021bigssl/",
  collections: "/collections/",
  collection: "/collections/sparse-experts/",
  people: "/people/",
  person: "/people/basil-mustafa/",
  venue: "/venues/cvpr/",
  year: "/years/2021/",
  "not found": "/404.html",
} as const;
const schemes = ["light", "dark"] as const;

/** What axe looks at in a scheme: in the dark at what colors change, all else being as in the light. */
const rulesOf: Readonly<Record<(typeof schemes)[number], RunOnly>> = {
  light: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  dark: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
};
const everyKind = Object.entries(kinds);

/** As in the list that the demo is made from. */
const selectedTitles = [
  "Multimodal Contrastive Learning with LIMoE: the Language-Image Mixture of Experts",
  "PaLI: A Jointly-Scaled Multilingual Language-Image Model",
  "LiT: Zero-Shot Transfer with Locked-image text Tuning",
  "Scaling Vision with Sparse Mixture of Experts",
  "Correlated input-dependent label noise in large-scale image classification",
];
const otherTitles = [
  "Big Self-Supervised Models Advance Medical Image Classification",
  "Supervised Transfer Learning at Scale for Medical Imaging",
];

let site: ServedSite;
let below: ServedSite;

beforeAll(async () => {
  await Promise.all([build("root", "/"), build("papers", "/papers/")]);
  site = await serveSite(path.join(output, "root"), "/");
  below = await serveSite(path.join(output, "papers"), "/papers/");
});

afterAll(async () => {
  await site?.close();
  await below?.close();
  rmSync(output, { recursive: true, force: true });
});

async function build(name: string, pathPrefix: string): Promise<void> {
  const words = ["src/cli/offprint.mjs", "build", "--output", path.join(output, name)];
  await promisify(execFile)(process.execPath, [...words, "--path-prefix", pathPrefix], { cwd: project });
}

describe("the built site", () => {
  // A paper's title is as long as it is.
  const validator = new HtmlValidate({ extends: ["html-validate:recommended"], rules: { "long-title": "off" } });

  test.each(everyKind)("is valid HTML: %s", async (_, address) => {
    const html = readFileSync(
      path.join(output, "root", address.endsWith("/") ? `${address}index.html` : address),
      "utf8",
    );
    const { results } = await validator.validateString(html);
    const found = results.flatMap(({ messages }) => messages);
    expect(found.map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId}: ${message}`)).toEqual([]);
  });

  test("has no dead link under a path prefix, and reaches every page", async () => {
    const reached = new Set<string>();
    const pending = [`${below.origin}/papers/`];
    for (let address = pending.pop(); address !== undefined; address = pending.pop()) {
      if (reached.has(address)) continue;
      reached.add(address);
      const response = await fetch(address, { redirect: "manual" });
      expect(`${response.status} ${address}`).toBe(`200 ${address}`);
      const text = await response.text();
      if (!response.headers.get("content-type")?.startsWith("text/html")) continue;
      for (const [, link = ""] of text.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
        const target = new URL(link.replaceAll("&amp;", "&"), address);
        target.hash = "";
        if (target.origin === below.origin) pending.push(target.href);
      }
    }
    const paths = [...reached].map((address) => new URL(address).pathname);
    expect(paths.filter((one) => !one.startsWith("/papers/"))).toEqual([]);
    const pages = readdirSync(path.join(output, "papers"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith("index.html"))
      .map((name) => `/papers/${name.slice(0, -"index.html".length)}`);
    expect(pages.length).toBeGreaterThanOrEqual(14);
    expect(pages.filter((page) => !paths.includes(page))).toEqual([]);
  });
});

describe.skipIf(!findBrowser())("the site in a browser", () => {
  let browser: Browser;
  const contexts = new Map<string, Promise<BrowserContext>>();

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser?.close());

  /** A page that goes when the test ends, and what has gone wrong in it so far. Pages of the same options share a context. */
  async function open(address: string, options: BrowserContextOptions = {}, { origin } = site) {
    const kind = JSON.stringify(options);
    if (!contexts.has(kind)) contexts.set(kind, browser.newContext(options));
    const context = await contexts.get(kind)!;
    const page = await context.newPage();
    onTestFinished(() => page.close());
    const faults: string[] = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()}`);
    });
    page.on("pageerror", ({ message }) => faults.push(`script: ${message}`));
    page.on("requestfailed", (request) => faults.push(`failed: ${request.url()}`));
    page.on("request", (request) => {
      if (new URL(request.url()).origin !== origin) faults.push(`elsewhere: ${request.url()}`);
    });
    await visit(page, origin + address);
    return { page, context, faults };
  }

  test.each(everyKind)("loads without fault and asks nobody else: %s", async (_, address) => {
    const { page, faults } = await open(address);
    await page.evaluate(openAll);
    expect(await page.evaluate(() => document.documentElement.classList.contains("scripted"))).toBe(true);
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    expect(faults).toEqual([]);
  });

  test("forbids what its pages do not need", async () => {
    const { page, faults } = await open("/");
    const refused = await page.evaluate(() => {
      const sinks = [
        () => (document.body.innerHTML = "<b>changed</b>"),
        () => new DOMParser().parseFromString("<b>changed</b>", "text/html"),
      ];
      const errors = sinks.map((sink) => {
        try {
          return String(sink());
        } catch (error) {
          return (error as Error).name;
        }
      });
      const script = document.createElement("script");
      script.append(new Text("document.title = 'changed'"));
      document.body.append(script);
      return errors;
    });
    expect(refused).toEqual(["TypeError", "TypeError"]);
    expect(await page.title()).not.toBe("changed");
    await expect.poll(() => faults.join("\n")).toMatch(/TrustedHTML[\s\S]*TrustedScript/);
  });

  test("shows a lost visitor the way from any depth", async () => {
    const { page } = await open("/papers/no/such/page/", {}, below);
    await expectStyled(page);
    await page.locator("main a").first().click();
    expect(new URL(page.url()).pathname).toBe("/papers/");
  });

  test("opens and copies exactly the BibTeX of the file, and says so", async () => {
    const { page, context } = await open("/");
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const entry = page.locator("article", { hasText: selectedTitles[3]! });
    const opener = entry.getByRole("button", { name: /^Cite: / });
    expect(await opener.getAttribute("aria-expanded")).toBe("false");
    await opener.focus();
    await page.keyboard.press("Enter");
    await entry.getByRole("button", { name: "Copy BibTeX" }).click();
    await expect.poll(() => entry.locator(".format").getByRole("status").first().textContent()).toBe("Copied");
    expect(await opener.getAttribute("aria-expanded")).toBe("true");
    const file = await (await fetch(`${site.origin}/publications/riquelme2021vmoe.bib`)).text();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(file.trim());
    expect(file).toMatch(/^@inproceedings\{riquelme2021vmoe,\n/);
    await opener.click();
    expect(await entry.locator("pre").first().isVisible()).toBe(false);
  });

  test("cites from a list in the style that a visitor chooses, which is remembered, and in the other formats", async () => {
    // In a browser of its own, since the style is remembered there.
    const { page, faults } = await open("/publications/", { locale: "en-GB" });
    const entry = page.locator("article", { hasText: selectedTitles[3]! });
    await entry.getByRole("button", { name: /^Cite: / }).click();
    const shown = entry.locator(".citation:not([hidden]) .reference");
    await expect.poll(() => shown.textContent()).toMatch(/^Riquelme, C\., /);
    await entry.getByRole("radio", { name: "MLA" }).check();
    await expect
      .poll(() => shown.textContent())
      .toBe(
        "Riquelme, Carlos, et al. “Scaling Vision with Sparse Mixture of Experts.” Advances in Neural Information Processing Systems, 2021, https://arxiv.org/abs/2106.05974.",
      );
    expect(await shown.locator("i").textContent()).toBe("Advances in Neural Information Processing Systems");
    expect(await shown.locator("a").getAttribute("href")).toBe("https://arxiv.org/abs/2106.05974");
    expect(await entry.getByRole("link", { name: /CC BY-SA/ }).count()).toBe(1);
    await entry.locator("summary", { hasText: "RIS" }).click();
    await expect
      .poll(() => entry.locator(".written pre").first().textContent())
      .toMatch(/^TY {2}- CONF\n[\s\S]*\nAU {2}- Riquelme, Carlos\nAU/);
    const other = page.locator("article").first();
    await other.getByRole("button", { name: /^Cite: / }).click();
    await expect.poll(() => other.getByRole("radio", { name: "MLA" }).isChecked()).toBe(true);
    await expect.poll(() => other.getByRole("link", { name: /CC BY-SA/ }).count()).toBe(1);
    expect(await entry.getByRole("radio", { name: "MLA" }).isChecked()).toBe(true);
    expect(new URL(page.url()).pathname).toBe("/publications/");
    expect(faults).toEqual([]);
  });

  test("opens BibTeX from the page of a paper where papers have no file of it", async () => {
    const folder = siteIn({
      "./content/site.yaml": "bibtexFiles: lists\n",
      "a.bib": "@misc{a,\n  title = {On A & {B}},\n  year = {2021},\n}",
    });
    expect(await offprint("build", folder)).toMatchObject({ code: 0 });
    expect(readdirSync(path.join(folder, "_site/publications")).sort()).toEqual(["a", "index.html"]);
    const own = await serveSite(path.join(folder, "_site"), "/");
    onTestFinished(() => own.close());
    const { page } = await open("/publications/", {}, own);
    await page.getByRole("button", { name: /^Cite: / }).click();
    await expect
      .poll(() => page.locator(".opened pre").first().textContent())
      .toBe("@misc{a,\n  title = {On A & {B}},\n  year = {2021},\n}");
    expect(await page.locator(".opened a[download]").count()).toBe(0);
    await visit(page, `${own.origin}/publications/a/`);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download .bib" }).click();
    expect((await download).suggestedFilename()).toBe("a.bib");
  });

  test("opens an abstract in its place", async () => {
    const { page } = await open("/publications/");
    const entry = page.locator("article", { hasText: selectedTitles[4]! });
    await entry.getByRole("button", { name: /^Abstract: / }).click();
    await expect.poll(() => entry.locator(".abstract").isVisible()).toBe(true);
    expect(new URL(page.url()).pathname).toBe("/publications/");
  });

  test("copies a reference with its italics, and each format as it is shown", async () => {
    const { page, context } = await open("/publications/riquelme2021vmoe/");
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy APA" }).click();
    await expect.poll(() => page.locator(".citation:not([hidden])").getByRole("status").textContent()).toBe("Copied");
    const copied = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const read = async (type: string) => (await item!.getType(type)).text();
      return { html: await read("text/html"), text: await read("text/plain") };
    });
    expect(copied.html).toContain("<i>Advances in Neural Information Processing Systems</i>");
    expect(copied.text).toMatch(/^Riquelme, C\..*\(2021\)\. Scaling Vision/s);
    const fileOf = async (name: string) => (await page.request.get(new URL(name, page.url()).href)).text();
    const records = (await fileOf("/publications.ris")).replaceAll("\r\n", "\n").split(/(?<=\nER {2}- \n)/);
    const items: { id: string; custom: object }[] = JSON.parse(await fileOf("/publications.json"));
    const { custom, ...item } = items.find(({ id }) => id === "riquelme2021vmoe")!;
    expect(custom).toMatchObject({ offprint: { eprint: { archive: "arXiv", id: "2106.05974" } } });
    for (const [label, whole] of [
      ["BibTeX", (await fileOf("/publications/riquelme2021vmoe.bib")).trim()],
      ["RIS", records.find((one) => one.includes("\nID  - riquelme2021vmoe\n"))!.trim()],
      ["CSL-JSON", JSON.stringify([item], null, 1)],
    ] as const) {
      const format = page.locator("details.format", { has: page.locator("summary", { hasText: label }) });
      if (!(await format.locator("pre").isVisible())) await format.locator("summary").click();
      await format.locator(".copy").click();
      await expect.poll(() => format.getByRole("status").textContent()).toBe("Copied");
      const text = await page.evaluate(() => navigator.clipboard.readText());
      expect(text).toBe(whole);
      expect(await format.locator("pre").textContent()).toBe(whole);
    }
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download .ris" }).click();
    expect((await downloading).suggestedFilename()).toBe("riquelme2021vmoe.ris");
  });

  test("follows the visitor's color scheme, readable in both", async () => {
    const [light, dark] = await Promise.all(
      schemes.map(async (colorScheme) => {
        const { page } = await open("/", { colorScheme });
        return page.locator("main .abstract p").first().evaluate(readColors);
      }),
    );
    const isDark = ({ text, background }: Colors) => luminance(text) > luminance(background);
    expect([light!, dark!].map(isDark)).toEqual([false, true]);
    for (const { text, background } of [light!, dark!]) expect(contrast(text, background)).toBeGreaterThanOrEqual(4.5);
  });

  test("is reached by the keyboard, link by link in the order of the page, each seen when it has the focus", async () => {
    const { page } = await open("/");
    const expected = await page.evaluate(listControls);
    expect(expected[0]).toMatch(/^a #content/);
    expect(expected.length).toBeGreaterThanOrEqual(30);
    const reached: string[] = [];
    for (const _ of expected) {
      await page.keyboard.press("Tab");
      const { name, isOutlined, isInView } = await page.evaluate(describeFocus);
      reached.push(name);
      expect({ name, isOutlined, isInView }).toEqual({ name, isOutlined: true, isInView: true });
    }
    expect(reached).toEqual(expected);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement === document.body || !document.hasFocus())).toBe(true);
  });

  test("is whole without JavaScript", async () => {
    const { page, faults } = await open("/", { javaScriptEnabled: false });
    expect(await page.locator("article h3").allInnerTexts()).toEqual(selectedTitles);
    expect(await page.locator("main .abstract").count()).toBe(5);
    for (const abstract of await page.locator("main .abstract").all()) {
      expect(await abstract.isVisible()).toBe(true);
      expect((await abstract.textContent())!.length).toBeGreaterThan(500);
    }
    const addresses = await page
      .locator("main a:visible")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    for (const id of ["2206.02770", "2209.06794", "2111.07991", "2106.05974", "2105.10305"]) {
      expect(addresses.join("\n")).toContain(id);
    }
    for (const topic of ["multimodality", "sparse-experts", "medical-imaging", "label-noise"]) {
      expect(addresses).toContain(`/collections/${topic}/`);
    }

    const cite = page.getByRole("link", { name: /^Cite: / }).first();
    expect(await cite.getAttribute("href")).toBe("/publications/mustafa2022limoe/#cite");

    const pali = page.locator("article", { hasText: selectedTitles[1]! });
    const lastAuthor = pali.locator(".authors").getByText("Radu Soricut");
    const foldedAuthor = pali.locator(".authors").getByText("Keran Rong");
    expect([
      await foldedAuthor.isVisible(),
      await pali.locator(".authors").getByText("Basil Mustafa").isVisible(),
    ]).toEqual([false, true]);
    await pali.locator(".authors summary").click();
    expect([await foldedAuthor.isVisible(), await lastAuthor.isVisible()]).toEqual([true, true]);

    await visit(page, `${site.origin}/publications/`);
    expect((await page.locator("article h3").allInnerTexts()).sort()).toEqual(
      [...selectedTitles, ...otherTitles].sort(),
    );
    expect(await page.locator(".finder").isVisible()).toBe(false);
    for (const part of ["Years", "Types", "Topics", "Venues", "People"]) {
      expect(await page.getByRole("link", { name: part, exact: true }).last().isVisible()).toBe(true);
    }

    await visit(page, `${site.origin}/publications/riquelme2021vmoe/`);
    expect(await page.locator(".reference").count()).toBe(1);
    expect(await page.locator(".reference").isVisible()).toBe(true);
    expect(await page.locator("pre").first().isVisible()).toBe(true);
    expect(await page.locator("button:visible").count()).toBe(0);
    // The script that the page names is let go of, where none runs.
    expect(faults.filter((fault) => !/^failed: .*\/assets\/site\.\w+\.js$/.test(fault))).toEqual([]);
  });

  describe("the search", () => {
    const titles = (page: Page) => page.locator("main .results .title").allInnerTexts();
    const search = (page: Page) => new URL(page.url()).search;
    /** By first words: 2021 has four papers, of which two have a code, a blog or a distinction. */
    const facets = [
      ["year", "2022", ["LiT", "Multimodal"]],
      ["type", "article", ["Supervised"]],
      ["collection", "label-noise", ["Correlated"]],
      ["venue", "neurips", ["Multimodal", "Scaling"]],
      ["person", "mark-collier", ["Correlated"]],
      ["has", "code", ["Scaling"]],
      ["has", "distinction", ["Correlated", "PaLI"]],
    ] as const;

    test.each(facets)("answers the address of a facet: %s=%s", async (name, value, expected) => {
      const { page, faults } = await open(`/publications/?${name}=${value}`);
      await expect
        .poll(async () => (await titles(page)).map((one) => one.split(/[ :]/, 1)[0]!).sort())
        .toEqual(expected);
      await expect
        .poll(() => page.getByRole("search").getByRole("status").textContent())
        .toBe(expected.length === 1 ? "1 publication of 7" : `${expected.length} publications of 7`);
      expect(faults).toEqual([]);
    });

    test("combines facets and words in the address, takes each off, and goes back and forward", async () => {
      const { page } = await open("/publications/?year=2021&year=2022&venue=neurips&q=experts");
      await expect.poll(() => titles(page)).toHaveLength(2);
      await page.getByRole("link", { name: "Remove: 2022" }).click();
      await expect.poll(() => titles(page)).toEqual([selectedTitles[3]]);
      expect(search(page)).toBe("?q=experts&year=2021&venue=neurips");
      await page.goBack();
      await expect.poll(() => titles(page)).toHaveLength(2);
      await page.goForward();
      await expect.poll(() => titles(page)).toHaveLength(1);
      await page.getByRole("link", { name: "Remove all" }).click();
      await expect.poll(() => page.locator("main .list").isVisible()).toBe(true);
      expect(search(page)).toBe("");
    });

    test("is used by the keyboard alone", async () => {
      const { page } = await open("/publications/");
      await page.keyboard.press("/");
      await page.keyboard.type("mixtur");
      await expect.poll(() => titles(page)).toContain(selectedTitles[3]);
      // What empties the box comes before the filters.
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      const choice = page.getByRole("checkbox", { name: /^2021/ });
      await choice.waitFor();
      while (!(await choice.evaluate((one) => one === document.activeElement))) await page.keyboard.press("Tab");
      await page.keyboard.press("Space");
      await expect.poll(() => search(page)).toBe("?q=mixtur&year=2021");
      expect(
        await page.getByRole("checkbox", { name: /^2021/ }).evaluate((one) => one === document.activeElement),
      ).toBe(true);
      await page.keyboard.press("Escape");
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Year (1)");
      expect(await page.locator(".facet").getByRole("checkbox").count()).toBe(0);
    });

    test("names its controls, and says what to loosen where nothing fits", async () => {
      const { page } = await open("/publications/?q=zebra&year=2022");
      await expect.poll(() => page.getByRole("searchbox", { name: "Search" }).inputValue()).toBe("zebra");
      expect(await page.getByRole("combobox", { name: "Sort" }).count()).toBe(1);
      await page.getByRole("link", { name: "Without “zebra”: 2 publications" }).click();
      await expect.poll(() => titles(page)).toHaveLength(2);
      expect(search(page)).toBe("?year=2022");
    });

    test("sorts by title", async () => {
      const { page } = await open("/publications/");
      await page.getByRole("combobox", { name: "Sort" }).focus();
      await expect.poll(() => page.locator(".facet summary").count()).toBe(6);
      await page.getByRole("combobox", { name: "Sort" }).selectOption("title");
      await expect
        .poll(() => titles(page))
        .toEqual([...selectedTitles, ...otherTitles].sort((one, other) => one.localeCompare(other, "en")));
      expect(search(page)).toBe("?sort=title");
    });

    test("finds a word of an abstract, without accents, and never makes markup of a query", async () => {
      const { page, faults } = await open("/publications/?q=heteroscedastic");
      await expect.poll(() => titles(page)).toEqual([selectedTitles[4]]);
      await page.getByRole("searchbox").fill("andre susano");
      await expect.poll(() => titles(page)).toContain(selectedTitles[3]);
      await page.getByRole("searchbox").fill("<img src=x onerror=alert(1)>");
      await expect.poll(() => page.locator(".results").textContent()).toContain("Nothing fits");
      expect(await page.locator("main img").count()).toBe(0);
      expect(faults).toEqual([]);
    });

    test("keeps to what the page is about", async () => {
      const { page } = await open("/collections/sparse-experts/?sort=title");
      await expect
        .poll(() => titles(page))
        .toEqual([selectedTitles[2], selectedTitles[0], selectedTitles[3], otherTitles[1]]);
    });

    test("is as accessible with its results and a menu open", async () => {
      const { page } = await open("/publications/?q=experts&year=2021", { bypassCSP: true, reducedMotion: "reduce" });
      await expect.poll(() => titles(page)).toHaveLength(2);
      await page.locator(".facet summary").first().click();
      await page.getByRole("checkbox").first().waitFor();
      await page.addScriptTag({ path: path.join(project, "node_modules/axe-core/axe.min.js") });
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        const violations = await page.evaluate(runAxe, rulesOf[colorScheme]);
        expect({ colorScheme, violations }).toEqual({ colorScheme, violations: [] });
      }
    });
  });

  test.each(everyKind)("fits a screen of 320 pixels: %s", async (_, address) => {
    const { page } = await open(address, { viewport: { width: 320, height: 640 } });
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBe(320);
    await page.evaluate(openAll);
    expect(await width()).toBe(320);
  });

  test("prints the papers without what is for the screen, black on white in either scheme", async () => {
    const { page } = await open("/", { colorScheme: "dark" });
    expect(await page.locator(".masthead nav").isVisible()).toBe(true);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await page.locator(".masthead nav").isVisible()).toBe(false);
    expect(await page.locator("summary:visible, button:visible").allInnerTexts()).toEqual([]);
    expect(await page.locator(".authors .folded:visible").count()).toBe(await page.locator(".authors .folded").count());
    expect(await page.locator(".authors > span", { hasText: "Keran Rong" }).isVisible()).toBe(true);
    expect(await page.locator("article h3").first().isVisible()).toBe(true);
    const { text, background } = await page.locator("main .abstract p").first().evaluate(readColors);
    expect(luminance(background)).toBe(1);
    expect(luminance(text)).toBeLessThan(0.05);
  });

  test.each(everyKind)("is accessible by axe's rules, light and dark: %s", async (_, address) => {
    const { page } = await open(address, { bypassCSP: true, reducedMotion: "reduce" });
    await page.evaluate(openAll);
    await page.addScriptTag({ path: path.join(project, "node_modules/axe-core/axe.min.js") });
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      const violations = await page.evaluate(runAxe, rulesOf[colorScheme]);
      expect({ colorScheme, violations }).toEqual({ colorScheme, violations: [] });
    }
  });
});

/** Red, green and blue of 0 to 255. */
type Color = readonly [number, number, number];

interface Colors {
  readonly text: Color;
  readonly background: Color;
}

async function expectStyled(page: Page): Promise<void> {
  expect(await page.evaluate(() => [...document.styleSheets].map(({ cssRules }) => cssRules.length > 10))).toEqual([
    true,
  ]);
}

// The functions from here to the next comment run in the page.

function openAll(): void {
  for (const one of document.querySelectorAll("details")) one.open = true;
}

async function runAxe(runOnly: RunOnly): Promise<readonly string[]> {
  const { axe } = window as unknown as { axe: typeof import("axe-core") };
  const { violations, passes } = await axe.run(document, { runOnly });
  if (passes.length < (runOnly.type === "tag" ? 10 : 1)) return ["axe found little to look at"];
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** The colors of an element's text and of what is behind it, whatever notation the style uses. */
function readColors(element: Element): Colors {
  const toColor = (value: string) => {
    const context = new OffscreenCanvas(1, 1).getContext("2d")!;
    context.fillStyle = value;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
    return { color: [red, green, blue] as const, isOpaque: alpha === 255 };
  };
  const text = toColor(getComputedStyle(element).color).color;
  for (let behind: Element | null = element; behind; behind = behind.parentElement) {
    const { color, isOpaque } = toColor(getComputedStyle(behind).backgroundColor);
    if (isOpaque) return { text, background: color };
  }
  return { text, background: [255, 255, 255] };
}

/** Everything on the page that can be followed, pressed or opened, in order, each by a name of its own. */
function listControls(): readonly string[] {
  const controls = [...document.querySelectorAll("a[href], button, summary, input, select, textarea")];
  const reachable = controls.filter((one) => one.checkVisibility({ visibilityProperty: true }));
  return reachable.map((one, index) => {
    const name = `${one.localName} ${one.getAttribute("href") ?? one.textContent} (${index})`;
    one.setAttribute("data-control", name);
    return name;
  });
}

function describeFocus() {
  const focused = document.activeElement!;
  const { outlineStyle, outlineWidth } = getComputedStyle(focused);
  const { top, bottom, left, right } = focused.getBoundingClientRect();
  return {
    name: focused.getAttribute("data-control") ?? focused.outerHTML.slice(0, 100),
    isOutlined: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2,
    isInView: top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth && bottom > top && right > left,
  };
}

// Here again in the test: contrast as WCAG 2.2 defines it ("relative luminance" and "contrast ratio").

function luminance(color: Color): number {
  const [red, green, blue] = color.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: Color, other: Color): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter! + 0.05) / (darker! + 0.05);
}
