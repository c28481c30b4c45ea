import { describe, expect, test } from "vitest";
import { robots, type SitemapEntry, sitemapFiles } from "../../src/site/metadata/site-wide.ts";

const urlsIn = (text: string) => [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address);
const absolute = (address: string) => `https://example.org/site${address}`;
const sitemap = (entries: readonly SitemapEntry[]) => sitemapFiles(entries, absolute)[0]!.text;
const addresses = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ address: `https://e.org/${index}` }));

describe("a sitemap", () => {
  test("lists addresses with the date they changed and their languages", () => {
    const alternates = [
      { language: "en", address: "https://example.org/" },
      { language: "de", address: "https://example.org/de/" },
    ];
    expect(sitemap([{ address: "https://example.org/", modified: "2021-03-05", alternates }])).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url><loc>https://example.org/</loc><lastmod>2021-03-05</lastmod>
<xhtml:link rel="alternate" hreflang="en" href="https://example.org/"/>
<xhtml:link rel="alternate" hreflang="de" href="https://example.org/de/"/></url>
</urlset>
`,
    );
  });

  test("escapes what an address holds", () => {
    expect(sitemap([{ address: "https://example.org/?a=1&b='<>\"" }])).toContain(
      "<loc>https://example.org/?a=1&amp;b=&#39;&lt;&gt;&quot;</loc>",
    );
  });

  test.each(["2021", "2021-03", "2021-03-05", "2021-03-05T10:00+01:00", "2021-03-05T10:00:30.5Z"])(
    "takes %s for a date",
    (modified) =>
      expect(sitemap([{ address: "https://example.org/", modified }])).toContain(`<lastmod>${modified}</lastmod>`),
  );

  test.each(["", "in press", "44", "2021-3", "2021-03-05 10:00", "2021-03-05T10:00", "<2021>"])(
    "leaves out %j, which is none",
    (modified) => expect(sitemap([{ address: "https://example.org/", modified }])).not.toContain("lastmod"),
  );
});

describe("sitemapFiles", () => {
  test("is one file up to 50,000 addresses", () => {
    const files = sitemapFiles(addresses(50_000), absolute);
    expect(files.map(({ address }) => address)).toEqual(["/sitemap.xml"]);
    expect(urlsIn(files[0]!.text)).toHaveLength(50_000);
  });

  test("is an index and parts beyond, which together name each address once and in order", () => {
    const entries = addresses(100_001);
    const [index, ...parts] = sitemapFiles(entries, absolute);
    expect(index).toEqual({
      address: "/sitemap.xml",
      text: `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://example.org/site/sitemap-1.xml</loc></sitemap>
<sitemap><loc>https://example.org/site/sitemap-2.xml</loc></sitemap>
<sitemap><loc>https://example.org/site/sitemap-3.xml</loc></sitemap>
</sitemapindex>
`,
    });
    expect(parts.map(({ address }) => address)).toEqual(["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml"]);
    const named = parts.map(({ text }) => urlsIn(text));
    expect(named.map(({ length }) => length)).toEqual([50_000, 50_000, 1]);
    expect(named.flat()).toEqual(entries.map(({ address }) => address));
  });

  test("keeps each part below 50 MB", () => {
    const long = Array.from({ length: 30 }, (_, index) => ({
      address: `https://e.org/${index}${"é".repeat(1_000_000)}`,
    }));
    const [, ...parts] = sitemapFiles(long, absolute);
    expect(parts).toHaveLength(2);
    for (const { text } of parts) expect(Buffer.byteLength(text)).toBeLessThan(50_000_000);
  });

  test("is one file without pages, too", () => {
    expect(sitemapFiles([], absolute).map(({ address }) => address)).toEqual(["/sitemap.xml"]);
  });
});

describe("robots", () => {
  test("lets everyone read everything and names the sitemap where there is one", () => {
    expect(robots("https://example.org/sitemap.xml")).toBe(
      "User-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap.xml\n",
    );
    expect(robots(undefined)).toBe("User-agent: *\nAllow: /\n");
  });
});
