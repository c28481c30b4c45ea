import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Browser, BrowserContextOptions, Download, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { offprint } from "../offprint.ts";
import { writeSite } from "../site-in.ts";
import { findBrowser, launch, visit } from "./browser.ts";
import { type ServedSite, serveSite } from "./site-server.ts";

const bibliography = `@string{tests = {Journal of Tests}}

@inproceedings{pines2020,
  title     = {Pines in <rows>},
  author    = {Kern, Ada},
  year      = 2020,
  crossref  = {volume2020},
  abstract  = {Pines.

@ home and away.},
}

@inproceedings{larches2020,
  title    = {Larches},
  author   = {Kern, Ada and Orr, Ben},
  crossref = {volume2020},
  year     = {2020}
}

@article{oaks2021,
  title   = {Oaks & Other {DNA}},
  author  = {Orr, Ben},
  journal = tests,
  year    = {2021},
}

@article{birches2022,
  title   = {Birches of the Very Far North},
  author  = {Kern, Ada},
  journal = tests,
  year    = {2022},
}

@proceedings{volume2020,
  title = {Proceedings on Trees},
  year  = {2020},
}
`;

describe.skipIf(findBrowser() === undefined)("several papers", () => {
  let browser: Browser;
  const opened: { readonly folder: string; readonly server: ServedSite }[] = [];
  const build = async (settings: string): Promise<ServedSite> => {
    const folder = writeSite(mkdtempSync(path.join(os.tmpdir(), "offprint-several-")), {
      "content/site.yaml": `title: Trees\n${settings}`,
      "content/collections/trees.md":
        "---\ntitle: Trees\nmatch: {types: [paper-conference, article-journal]}\n---\nTrees.\n",
      "content/publications/all.bib": bibliography,
    });
    expect(await offprint("build", folder)).toMatchObject({ code: 0 });
    const server = await serveSite(path.join(folder, "_site"), "/");
    opened.push({ folder, server });
    return server;
  };
  let site: ServedSite;
  beforeAll(async () => {
    site = await build("languages: [en, de]\ncitationStyles: [apa]\n");
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    for (const { folder, server } of opened) {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  const open = async (address: string, from = site, options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ ...options, permissions: ["clipboard-read", "clipboard-write"] });
    const page = await context.newPage();
    await visit(page, from.origin + address);
    return page;
  };
  const citeThese = (page: Page) => page.locator(".asked > .several");
  const citeMarked = (page: Page) => page.locator(".marked .several");
  const text = (address: string, from = site) => fetch(from.origin + address).then((answer) => answer.text());
  const saved = async (download: Promise<Download>) => {
    const file = await download;
    return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
  };

  test("that were found are saved byte for byte as the site's own file of them, under the name of what was asked for", async () => {
    const page = await open("/publications/?collection=trees");
    await citeThese(page).locator("summary").click();
    await page.getByRole("radio", { name: "BibTeX" }).check();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download trees.bib" }).click();
    const file = await saved(download);
    expect(file.name).toBe("trees.bib");
    expect(file.text).toBe(await text("/collections/trees/publications.bib"));
    expect(file.text.indexOf("@proceedings{volume2020")).toBeGreaterThan(file.text.indexOf("{pines2020"));
    expect(file.text.indexOf("@proceedings{volume2020")).toBeGreaterThan(file.text.indexOf("{larches2020"));
    expect(file.text.match(/@string|@proceedings/g)).toHaveLength(2);
    await page.context().close();
  });

  test("come from papers' pages where papers have no file of BibTeX, and each is what its page gives", async () => {
    const own = await build("bibtexFiles: lists\n");
    const page = await open("/publications/?q=pines", own);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await citeThese(page).locator("summary").click();
    const shown = page.locator(".panel pre");
    await shown.waitFor();
    expect(asked.filter((one) => one.endsWith(".bib"))).toEqual([]);
    const copied = await shown.textContent();
    await page.getByRole("button", { name: "Copy BibTeX" }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(copied);
    await visit(page, `${own.origin}/publications/pines2020/`);
    expect(await page.locator("#cite .format pre").textContent()).toBe(copied);
    await page.context().close();
  });

  test.each([
    ["out of the site's files of all", false],
    ["out of their pages, where these files can't be had", true],
  ])("are RIS and CSL-JSON as each paper's page has them, %s", async (_, isRefused) => {
    const page = await open("/publications/?person=ada-kern&sort=oldest");
    const files = /\/publications\.(ris|json)$/;
    if (isRefused) await page.route(files, (route) => route.abort());
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await citeThese(page).locator("summary").click();
    await page.getByRole("radio", { name: "RIS" }).check();
    await expect.poll(() => page.locator(".panel pre").textContent()).toMatch(/^TY {2}- /);
    const records = (await text("/publications.ris")).replaceAll("\r\n", "\n").split(/(?<=\nER {2}- \n)\n/);
    const inOrder = await page
      .locator(".results .title a")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")!.split("/").at(-2)!));
    expect([...inOrder].sort()).toEqual(["birches2022", "larches2020", "pines2020"]);
    const wanted = inOrder.map((key) => records.find((one) => one.includes(`\nID  - ${key}\n`)));
    expect(await page.locator(".panel pre").textContent()).toBe(wanted.join("\n").trim());
    await page.getByRole("radio", { name: "CSL-JSON" }).check();
    const items: { id: string; custom: object; abstract?: string }[] = JSON.parse(await text("/publications.json"));
    // What Offprint alone reads stays in the site's file, and a page's tags have the abstract on one line.
    const chosen = inOrder
      .map((key) => items.find(({ id }) => id === key)!)
      .map(({ custom: _, abstract, ...item }) => ({
        ...item,
        ...(abstract && { abstract: abstract.replace(/\s+/g, " ") }),
      }));
    await expect.poll(() => page.locator(".panel pre").textContent()).toBe(JSON.stringify(chosen, null, 1));
    expect(asked.filter((one) => files.test(one))).toEqual(["/publications.ris", "/publications.json"]);
    expect(asked.filter((one) => one.endsWith("/")).length).toBe(isRefused ? 7 : 1);
    await page.context().close();
  });

  test("are references in the visitor's style, to copy and to save with their italics", async () => {
    const page = await open("/publications/?person=ada-kern&sort=oldest");
    await citeThese(page).locator("summary").click();
    await page.getByRole("radio", { name: "MLA" }).check();
    const references = page.locator(".panel .reference");
    await expect.poll(() => references.count()).toBe(3);
    expect(await references.last().textContent()).toBe(
      "Kern, Ada. “Birches of the Very Far North.” Journal of Tests, 2022.",
    );
    await page.getByRole("button", { name: "Copy MLA" }).click();
    const clipboard = (type: string) =>
      page.evaluate(async (wanted) => {
        const [item] = await navigator.clipboard.read();
        return (await item!.getType(wanted)).text();
      }, type);
    await expect.poll(() => clipboard("text/html")).toContain("<i>Journal of Tests</i>");
    expect((await clipboard("text/plain")).split("\n")).toHaveLength(3);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download ada-kern.html" }).click();
    const file = await saved(download);
    expect(file.name).toBe("ada-kern.html");
    expect(file.text).toContain("<i>Journal of Tests</i>");
    expect(file.text).not.toContain("<rows>");
    // The style is the visitor's now, wherever papers are cited, and what was chosen last is there first.
    await visit(page, `${site.origin}/publications/oaks2021/`);
    expect(await page.getByRole("radio", { name: "MLA" }).isChecked()).toBe(true);
    await visit(page, `${site.origin}/publications/?q=oaks`);
    await citeThese(page).locator("summary").click();
    await expect.poll(() => page.locator(".panel .reference").textContent()).toContain("Orr, Ben.");
    await page.context().close();
  });

  test("are marked by keys in a list and under Cite, shown alone, cited and unmarked, from page to page and in any language", async () => {
    const page = await open("/publications/oaks2021/");
    const box = page.getByRole("checkbox", { name: "Mark" });
    await box.focus();
    await page.keyboard.press("Space");
    expect(await page.getByRole("link", { name: "Marked: 1" }).getAttribute("href")).toBe(
      "/publications/?paper=oaks2021",
    );
    await visit(page, `${site.origin}/publications/`);
    const birches = page.getByRole("checkbox", { name: "Mark: Birches of the Very Far North" });
    await birches.focus();
    await page.keyboard.press("Space");
    expect(await page.getByRole("checkbox", { name: /^Mark: Oaks & Other DNA/ }).isChecked()).toBe(true);
    await page.getByRole("link", { name: "Marked: 2" }).click();
    const titles = page.locator(".results .title");
    await expect.poll(() => titles.allTextContents()).toEqual(["Birches of the Very Far North", "Oaks & Other DNA"]);
    await page.getByRole("link", { name: "Deutsch" }).click();
    await page.waitForURL(/\/de\/publications\/\?paper=/);
    await expect.poll(() => titles.count()).toBe(2);
    await citeMarked(page).locator("summary").focus();
    await page.keyboard.press("Enter");
    await page.locator(".marked pre").waitFor();
    const both = await Promise.all(["oaks2021", "birches2022"].map((key) => text(`/publications/${key}.bib`)));
    const [first, second] = both.map((one) => one.trim().split("\n\n"));
    expect(await page.locator(".marked pre").textContent()).toBe([...first!, second![1]].join("\n\n"));
    await page.keyboard.press("Escape");
    expect(await page.locator(".marked pre").isVisible()).toBe(false);
    await page.getByRole("button", { name: "Alle vergessen" }).click();
    expect(await page.locator(".marked").isVisible()).toBe(false);
    await visit(page, `${site.origin}/publications/oaks2021/`);
    expect(await box.isChecked()).toBe(false);
    await page.context().close();
  });

  test("cost nothing before they are used: entries have no box, and the search is not fetched", async () => {
    const html = await text("/publications/");
    expect(html).not.toContain('type="checkbox"');
    const page = await open("/publications/");
    await page.waitForLoadState("networkidle");
    expect(await page.locator(".mark").count()).toBe(0);
    expect(await page.locator(".asked").isVisible()).toBe(false);
    const names = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
    expect(names.filter((name) => /finder|search/.test(name))).toEqual([]);
    await page.context().close();
  });

  test("move nothing when their boxes come", async () => {
    const page = await open("/publications/");
    const places = () =>
      page.locator(".entry :is(.title, .authors, .line)").evaluateAll((parts) =>
        parts.map((part) => {
          const { x, y, width } = part.getBoundingClientRect();
          return [x, y, width];
        }),
      );
    const before = await places();
    await page.locator("#q").focus();
    await expect.poll(() => page.locator(".mark").count()).toBe(4);
    expect(await places()).toEqual(before);
    await page.context().close();
  });

  test("say what could not be fetched, and give the rest", async () => {
    const page = await open("/publications/?person=ada-kern");
    await page.route("**/larches2020.bib", (route) => route.fulfill({ status: 500, body: "" }));
    await citeThese(page).locator("summary").click();
    await expect
      .poll(() => page.locator(".panel [role=status]").first().textContent())
      .toBe("Not fetched: larches2020");
    expect(await page.locator(".panel pre").textContent()).toMatch(/^@string[\s\S]*birches2022[\s\S]*pines2020/);
    await page.keyboard.press("Escape");
    await page.route("**/publications/*/", (route) => route.abort());
    await citeThese(page).locator("summary").click();
    await expect
      .poll(() => page.locator(".panel [role=status]").first().textContent())
      .toBe("The publications could not be fetched.");
    await page.context().close();
  });

  test("say how far fetching has come, and let go of it when closed", async () => {
    const page = await open("/publications/?person=ada-kern");
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route("**/larches2020.bib", async (route) => {
      await gate;
      await route.continue();
    });
    await citeThese(page).locator("summary").click();
    await expect.poll(() => page.locator(".panel [role=status]").first().textContent()).toBe("Fetching… 2 / 3");
    await citeThese(page).locator("summary").click();
    letGo();
    await page.waitForLoadState("networkidle");
    expect(await page.locator(".panel pre").count()).toBe(0);
    await page.context().close();
  });

  test("can't be marked where the browser keeps nothing, and all else works", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("pageerror", ({ message }) => faults.push(message));
    await page.addInitScript(() => {
      Object.defineProperty(window, "localStorage", {
        get: () => {
          throw new DOMException("", "SecurityError");
        },
      });
    });
    await visit(page, `${site.origin}/publications/?q=oaks`);
    await expect.poll(() => page.locator(".results .title").count()).toBe(1);
    expect(await page.locator(".mark").count()).toBe(0);
    await citeThese(page).locator("summary").click();
    await page.locator(".panel pre").waitFor();
    await visit(page, `${site.origin}/publications/oaks2021/`);
    expect(await page.getByRole("checkbox").count()).toBe(0);
    expect(faults).toEqual([]);
    await context.close();
  });
});
