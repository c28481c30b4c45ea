// Lists on pages of another site, whose own style is as hostile as can be.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { offprint } from "../offprint.ts";
import { writeSite } from "../site-in.ts";
import { findBrowser, launch } from "./browser.ts";
import { type ServedSite, serveSite } from "./site-server.ts";

const hostile = `
* { color: rgb(255, 0, 0) !important; font: 60px cursive !important; background: rgb(0, 0, 0) !important; visibility: hidden !important }
div, p, ul, li, section { display: inline !important; float: right !important; transform: rotate(90deg) !important; opacity: 0 !important }
p.title, .title a, li, section { text-transform: uppercase !important; position: fixed !important }
body, h1 { visibility: visible !important }
`;

describe.skipIf(findBrowser() === undefined)("a list on a page of another site", () => {
  let browser: Browser;
  let site: ServedSite;
  let other: Server;
  let origin = "";
  const folder = mkdtempSync(path.join(os.tmpdir(), "offprint-embed-"));
  /** The other site's pages, by path. */
  const pages = new Map<string, string>();

  beforeAll(async () => {
    browser = await launch();
    writeSite(folder, {
      "a.md":
        '---\ntitle: "Pines <b>& $x^2$ </p><script>window.ran = 1</script>"\ndate: 2021\nauthors: [Ada Kern, "Ben </p><img src=x onerror=window.ran=1> Orr"]\npdf: a.pdf\n---\nText.\n',
      "b.md": "---\ntitle: Oaks\ndate: 2020\nauthors: [Ada Kern]\ndoi: 10.1000/oaks\n---\n",
      "a.pdf": "%PDF-1.4\n",
      "content/people.yaml": "- {id: ada, name: Ada Kern, owner: true}\n",
      "content/site.yaml": "url: https://example.org/papers/\nembed: [/publications/, /people/ada/]\n",
    });
    expect(await offprint("build", folder)).toMatchObject({ code: 0, errors: "" });
    site = await serveSite(path.join(folder, "_site"), "/");
    other = createServer((request, response) => {
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      response.end(pages.get(request.url ?? "/") ?? "");
    });
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const snippet = (more: string) =>
      `<p><a href="${site.origin}/people/ada/">Publications of Ada Kern</a></p><script async src="${site.origin}/embed/list.js" data-list="people/ada"${more}></script>`;
    const page = (style: string, more = "") =>
      `<!DOCTYPE html><html lang="en"><title>Elsewhere</title><style>${style}</style><body><h1>Elsewhere</h1>${snippet(more)}</body></html>`;
    pages.set("/", page(""));
    pages.set("/hostile", page(hostile));
    pages.set("/limited", page("", ' data-limit="1"'));
    pages.set("/year", page("", ' data-year="2020"'));
    pages.set("/gone", page("").replace('people/ada"></script>', 'people/nobody"></script>'));
    pages.set(
      "/frame",
      `<!DOCTYPE html><title>Frame</title><iframe src="${site.origin}/embed/people/ada/" title="List" width="360" height="500"></iframe>`,
    );
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    other?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (path: string, options = {}) => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await page.goto(origin + path);
    return { page, close: () => context.close() };
  };
  /** How the list and the page around it look. */
  const looks = () => {
    const host = document.querySelector("script")!.nextElementSibling!;
    const title = host.shadowRoot!.querySelector(".title a")!;
    const { color, fontSize, fontFamily, textTransform, position, transform, visibility, display } =
      getComputedStyle(title);
    const heading = getComputedStyle(document.querySelector("h1")!);
    return {
      list: { color, fontSize, fontFamily, textTransform, position, transform, visibility, display },
      height: Math.round(title.getBoundingClientRect().height),
      isShown: getComputedStyle(host).visibility === "visible" && getComputedStyle(host).display === "block",
      page: [heading.color, heading.fontSize, heading.margin],
    };
  };

  test("looks the same whatever the page's style is, and leaves that as it is", async () => {
    const plain = await open("/");
    await plain.page.locator("section .title").first().waitFor();
    const calm = await plain.page.evaluate(looks);
    const without = await plain.page.evaluate(() => {
      const heading = getComputedStyle(document.querySelector("h1")!);
      document.querySelector("script")!.nextElementSibling!.remove();
      return [heading.color, heading.fontSize, heading.margin];
    });
    expect(calm.page).toEqual(without);
    await plain.close();
    const { page, close } = await open("/hostile");
    await page.locator("section .title").first().waitFor();
    const inside = await page.evaluate(looks);
    expect(inside.list).toEqual(calm.list);
    expect(inside).toMatchObject({ isShown: true, height: calm.height });
    expect(inside.page.slice(0, 2)).toEqual(["rgb(255, 0, 0)", "60px"]);
    await close();
  });

  test("shows each paper, its links leading to the site, and runs nothing of what authors typed", async () => {
    const { page, close } = await open("/");
    const titles = page.locator("section .title a");
    await titles.first().waitFor();
    expect(await titles.allTextContents()).toEqual([expect.stringContaining("Pines <b>&"), "Oaks"]);
    expect(await titles.first().getAttribute("href")).toBe("https://example.org/papers/publications/a/");
    expect(await page.getByRole("link", { name: "PDF: Pines" }).getAttribute("href")).toBe(
      "https://example.org/papers/publications/a/a.pdf",
    );
    expect(await page.evaluate(() => "ran" in window)).toBe(false);
    expect(await page.locator("section script, section img").count()).toBe(0);
    expect(await page.locator("section math").count()).toBe(1);
    await close();
  });

  test("is a link where there is no JavaScript, or no such list", async () => {
    for (const [path, options] of [
      ["/", { javaScriptEnabled: false }],
      ["/gone", {}],
    ] as const) {
      const { page, close } = await open(path, options);
      const link = page.getByRole("link", { name: "Publications of Ada Kern" });
      expect(await link.isVisible()).toBe(true);
      expect(await page.locator("section").count()).toBe(0);
      await close();
    }
  });

  test("is as short as it is asked to be, with the way to the rest", async () => {
    for (const [path, title] of [
      ["/limited", "Pines"],
      ["/year", "Oaks"],
    ] as const) {
      const { page, close } = await open(path);
      await page.locator("section .title").first().waitFor();
      expect(await page.locator("section .title a").allTextContents()).toEqual([expect.stringContaining(title)]);
      expect(await page.getByRole("link", { name: "All 2 publications" }).getAttribute("href")).toBe(
        "https://example.org/papers/people/ada/",
      );
      await close();
    }
  });

  test("stands in a frame without the site's head and foot, and its links lead out of it", async () => {
    const { page, close } = await open("/frame");
    const frame = page.frameLocator("iframe");
    await frame.getByRole("heading", { name: "Ada Kern" }).waitFor();
    expect(await frame.locator(".masthead, .colophon, script").count()).toBe(0);
    await frame.getByRole("link", { name: "Oaks", exact: true }).click();
    await page.waitForURL(`${site.origin}/publications/b/`);
    await close();
  });

  test("is known to programs by oEmbed, and has a file in each format", () => {
    const read = (file: string) => readFileSync(path.join(folder, "_site", file), "utf8");
    const discovery =
      '<link rel="alternate" type="application/json+oembed" title="Ada Kern (oEmbed)" href="https://example.org/papers/embed/people/ada/oembed.json">';
    expect(read("people/ada/index.html")).toContain(discovery);
    expect(JSON.parse(read("embed/people/ada/oembed.json"))).toMatchObject({
      version: "1.0",
      type: "rich",
      width: 640,
      height: 480,
      html: expect.stringContaining('src="https://example.org/papers/embed/people/ada/"'),
    });
    expect(read("embed/people/ada/publications.bib")).toContain("Oaks");
    expect(read("embed/people/ada/publications.ris").match(/^TY {2}- /gm)).toHaveLength(2);
    expect(JSON.parse(read("embed/people/ada/publications.json"))).toHaveLength(2);
  });
});
