import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { HtmlValidate } from "html-validate";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { findBrowser, launch } from "./browser.ts";
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
  "not found": "/404.html",
} as const;
const schemes = ["light", "dark"] as const;
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
  const words = ["--import", "tsx", "src/cli/main.ts", "build", "--output", path.join(output, name)];
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
    await page.goto(origin + address);
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
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'changed'";
      document.body.append(script);
    });
    expect(await page.title()).not.toBe("changed");
    await expect.poll(() => faults.join("\n")).toMatch(/Content Security Policy/);
  });

  test("shows a lost visitor the way from any depth", async () => {
    const { page } = await open("/papers/no/such/page/", {}, below);
    await expectStyled(page);
    await page.locator("main a").first().click();
    expect(new URL(page.url()).pathname).toBe("/papers/");
  });

  test("copies exactly the BibTeX that is shown, and says so", async () => {
    const { page, context } = await open("/");
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const cite = page.locator("article", { hasText: selectedTitles[3]! }).locator("details.cite");
    await cite.locator("summary").click();
    await cite.locator("button.copy").click();
    await expect.poll(() => cite.getByRole("status").textContent()).toBe("Copied");
    const shown = (await cite.locator("pre").allInnerTexts()).join();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
    expect(shown).toMatch(/^@inproceedings\{riquelme2021vmoe,\n/);
    const file = await (await fetch(`${site.origin}/publications/riquelme2021vmoe.bib`)).text();
    expect(shown.trim()).toBe(file.trim());
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

    const cite = page.locator("details.cite").first();
    await cite.locator("summary").click();
    expect(await cite.locator("pre").isVisible()).toBe(true);
    expect(await cite.locator("button.copy").isVisible()).toBe(false);

    const pali = page.locator("article", { hasText: selectedTitles[1]! });
    const lastAuthor = pali.locator(".authors").getByText("Radu Soricut");
    const foldedAuthor = pali.locator(".authors").getByText("Keran Rong");
    expect([
      await foldedAuthor.isVisible(),
      await pali.locator(".authors").getByText("Basil Mustafa").isVisible(),
    ]).toEqual([false, true]);
    await pali.locator(".authors summary").click();
    expect([await foldedAuthor.isVisible(), await lastAuthor.isVisible()]).toEqual([true, true]);

    await page.goto(`${site.origin}/publications/`);
    expect((await page.locator("article h3").allInnerTexts()).sort()).toEqual(
      [...selectedTitles, ...otherTitles].sort(),
    );
    expect(faults).toEqual([]);
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
    expect(await page.locator("nav").isVisible()).toBe(true);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await page.locator("nav").isVisible()).toBe(false);
    expect(await page.locator("summary:visible, button:visible").allInnerTexts()).toEqual([]);
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
      expect({ colorScheme, violations: await page.evaluate(runAxe) }).toEqual({ colorScheme, violations: [] });
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

async function runAxe(): Promise<readonly string[]> {
  const { axe } = window as unknown as { axe: typeof import("axe-core") };
  const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations, passes } = await axe.run(document, { runOnly: { type: "tag", values } });
  if (passes.length < 10) return ["axe found little to look at"];
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
