import { readFileSync } from "node:fs";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { offprint } from "../offprint.ts";
import { siteIn } from "../site-in.ts";
import { findBrowser, launch, visit } from "./browser.ts";
import { serveSite } from "./site-server.ts";

const paper = (title: string, year: number) => `---
title: ${title}
authors: [Ada Kern, Ben Orr]
venue: Journal of Tests
date: ${year}
---
`;

/** A site in English and Arabic, with three citation styles. */
async function builtSite(): Promise<string> {
  const site = siteIn({
    "content/site.yaml": `title: Ada Kern
url: https://example.org/
languages: [en, ar]
citationStyles: [apa, vancouver, harvard]
`,
    "content/site.ar.yaml": "title: آدا كيرن\n",
    "content/index.ar.md": "مرحبًا.\n",
    "a.md": paper("On pines", 2020),
    "b.md": paper("On firs", 2021),
  });
  expect(await offprint("build", site)).toMatchObject({ code: 0, errors: "" });
  return path.join(site, "_site");
}

describe("a site in two languages", () => {
  test("has each page in both, each naming both, in page and sitemap", async () => {
    const output = await builtSite();
    const read = (name: string) => readFileSync(path.join(output, name), "utf8");
    for (const page of ["", "publications/", "publications/a/", "people/ada-kern/", "years/2020/"]) {
      const [english, arabic] = [read(`${page}index.html`), read(`ar/${page}index.html`)];
      for (const html of [english, arabic]) {
        expect(
          [...html.matchAll(/hreflang="([^"]+)" href="(https:[^"]+)"/g)].map(([, tag, href]) => [tag, href]),
        ).toEqual([
          ["en", `https://example.org/${page}`],
          ["x-default", `https://example.org/${page}`],
          ["ar", `https://example.org/ar/${page}`],
        ]);
      }
      expect(english).toContain('<html lang="en" dir="ltr">');
      expect(arabic).toContain('<html lang="ar" dir="rtl">');
      expect(read("sitemap.xml")).toContain(
        `<loc>https://example.org/ar/${page}</loc>
<xhtml:link rel="alternate" hreflang="en" href="https://example.org/${page}"/>
<xhtml:link rel="alternate" hreflang="ar" href="https://example.org/ar/${page}"/></url>`,
      );
    }
    expect(read("publications/index.html")).toContain('<h3 class="title" dir="auto"><a href="/publications/a/">');
    const arabic = read("ar/publications/index.html");
    expect(arabic).toContain('<h3 class="title" dir="auto" lang="en"><a href="/ar/publications/a/">');
    // The scripts have the words of each language.
    const script = read(/data-script="\/(assets\/site\.\w+\.js)"/.exec(arabic)![1]!);
    expect(script).toContain('"download":"تنزيل \u2068.bib\u2069"');
    expect(script).toContain('"download":"Download .bib"');
    expect(read("ar/index.html")).toContain("مرحبًا");
    expect(read("ar/index.html")).toContain("آدا كيرن");
  });
});

describe.skipIf(!findBrowser())("in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  test("the search speaks the page's language, and the citation style is chosen by keyboard and remembered", async () => {
    const server = await serveSite(await builtSite(), "/");
    const page = await browser.newPage();
    await visit(page, `${server.origin}/ar/publications/?q=pines`);
    const search = page.getByRole("search", { name: "البحث في المنشورات" });
    await expect.poll(() => search.getByRole("status").textContent()).toBe("منشور واحد من 2");
    expect(await page.locator(".results .title a").getAttribute("href")).toBe("/ar/publications/a/");
    const venue = page.locator(".results .venue");
    expect(await venue.evaluate((one) => getComputedStyle(one).unicodeBidi)).toBe("plaintext");
    await page.locator("#q").fill("pines zebra");
    expect(await page.getByRole("link", { name: /^إزالة: / }).getAttribute("aria-label")).toBe(
      "إزالة: \u2068«\u2068pines zebra\u2069»\u2069",
    );

    await visit(page, `${server.origin}/publications/a/`);
    const shown = () => page.locator(".reference:visible").allInnerTexts();
    expect(await shown()).toEqual([expect.stringContaining("Kern, A., & Orr, B. (2020).")]);
    await page.getByRole("radio", { name: "APA" }).focus();
    await page.keyboard.press("ArrowDown");
    expect(await page.getByRole("radio", { name: "Vancouver" }).isChecked()).toBe(true);
    expect(await shown()).toEqual([expect.stringContaining("Kern A, Orr B.")]);
    await visit(page, `${server.origin}/publications/b/`);
    await expect.poll(shown).toEqual([expect.stringContaining("Kern A, Orr B. On firs.")]);
    await page.close();
    await server.close();
  });
});
