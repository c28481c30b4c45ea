import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { checkSite } from "../src/check/check-site.ts";
import { about } from "./about.ts";
import { builtPages } from "./built-pages.ts";
import { emptyFolder } from "./site-in.ts";

const paper = { "pines.md": "---\ntitle: Pines\nauthors: [Ada Kern]\ndate: 2021\n---\n" };
const front = (files: Readonly<Record<string, string>>) => {
  const site = builtPages({ ...paper, ...files });
  const html = site.at("/");
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)![1]!.replaceAll("&#39;", "'");
  const rule = (name: string) => new RegExp(`${name} ([^;]*)`).exec(policy)![1];
  return { ...site, html, rule };
};
const settings = (yaml: string) => front({ "content/site.yaml": `title: Trees\n${yaml}` });

describe("content/head.html", () => {
  test("puts what only says something into every page, escaped anew", () => {
    const { html, at, diagnostics } = front({
      "content/head.html":
        '<!-- mine -->\n<meta name=\'fediverse:creator\' content="@ada@example.org &lt;b&gt;">\n<link rel="me" href="https://example.org/@ada">\n',
    });
    for (const page of [html, at("/publications/pines/")]) {
      expect(page).toContain('<meta name="fediverse:creator" content="@ada@example.org &lt;b&gt;">');
      expect(page).toContain('<link rel="me" href="https://example.org/@ada">');
    }
    expect(diagnostics).toEqual([]);
  });

  test.each<[string, string]>([
    ["<script>alert(1)</script>", "A script would run in every page"],
    ['<script src="https://example.org/a.js"></script>', "A script would run in every page"],
    ["<style>p { color: red }</style>", "The pages take no style of their own"],
    [
      '<meta http-equiv="refresh" content="0; url=https://example.org">',
      '"http-equiv", which would change how pages work',
    ],
    ['<meta name="robots" content="noindex">', 'Every page says "robots" of itself'],
    ['<meta name="a">', "has no name or no content"],
    [
      '<link rel="stylesheet" href="https://example.org/a.css">',
      'A link of the relation "stylesheet" would load something',
    ],
    [
      '<link rel="me stylesheet" href="https://example.org/a.css">',
      'A link of the relation "stylesheet" would load something',
    ],
    ['<link rel="me" href="javascript:alert(1)">', 'The address "javascript:alert(1)" is none'],
    ['<link rel="me" onload="alert(1)" href="https://example.org/">', '"onload", which would change how pages work'],
    ['<base href="https://example.org/">', "The element <base> says nothing of a page"],
    ["<iframe src='https://example.org'></iframe>", "The element <iframe> says nothing of a page"],
    ["<svg><script>alert(1)</script></svg>", "The element <svg> says nothing of a page"],
    ["Hello", "A text stands in the head of no page"],
  ])("leaves out, and says where, %s", (written, message) => {
    const { html, diagnostics } = front({ "content/head.html": `<meta name="a" content="b">\n${written}\n` });
    expect(about(diagnostics, ["input/head"]).map(({ file, line }) => `${file}:${line}`)).toEqual([
      expect.stringMatching(/^content\/head\.html:[12]$/),
    ]);
    expect(diagnostics[0]!.message).toContain(message);
    expect(html).not.toMatch(/alert|example\.org\/a\.|<base|<iframe|<svg><script/);
    expect(html).toContain('<meta name="a" content="b">');
  });
});

describe("settings", () => {
  test("show whose the site is to those who verify it", () => {
    const { html, diagnostics } = settings("verification: {google: abc_1-2=, bing: DEF}\n");
    expect(html).toContain('<meta name="google-site-verification" content="abc_1-2=">');
    expect(html).toContain('<meta name="msvalidate.01" content="DEF">');
    expect(diagnostics).toEqual([]);
  });

  test.each([
    "verification: {google: '<script>'}",
    "verification: {altavista: abc}",
    "analytics: {service: other, id: a}",
    "analytics: {service: plausible, id: 'a b'}",
    "analytics: {service: plausible}",
    "analytics: {service: umami, id: a, address: http://example.org}",
  ])("are told where they are wrong: %s", (yaml) => {
    const { html, diagnostics } = settings(`${yaml}\n`);
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(diagnostics[0]!.file).toBe("content/site.yaml");
    expect(html).not.toMatch(/<script defer|site-verification/);
  });

  test.each<[string, string, string, string]>([
    [
      "{service: plausible, id: papers.example}",
      '<script defer src="https://plausible.io/js/script.js" data-domain="papers.example"></script>',
      "https://plausible.io",
      "https://plausible.io",
    ],
    [
      "{service: plausible, id: papers.example, address: https://stats.example.org/}",
      '<script defer src="https://stats.example.org/js/script.js" data-domain="papers.example"></script>',
      "https://stats.example.org",
      "https://stats.example.org",
    ],
    [
      "{service: goatcounter, id: ada}",
      '<script defer src="https://gc.zgo.at/count.js" data-goatcounter="https://ada.goatcounter.com/count"></script>',
      "https://gc.zgo.at",
      "https://ada.goatcounter.com",
    ],
    [
      "{service: umami, id: 1-2-3}",
      '<script defer src="https://cloud.umami.is/script.js" data-website-id="1-2-3"></script>',
      "https://cloud.umami.is",
      "https://cloud.umami.is https://api-gateway.umami.dev",
    ],
    [
      "{service: cloudflare, id: t0ken}",
      '<script defer src="https://static.cloudflareinsights.com/beacon.min.js" data-cf-beacon="{&quot;token&quot;:&quot;t0ken&quot;}"></script>',
      "https://static.cloudflareinsights.com",
      "https://cloudflareinsights.com",
    ],
    [
      "{service: simpleanalytics}",
      '<script defer src="https://scripts.simpleanalyticscdn.com/latest.js"></script>',
      "https://scripts.simpleanalyticscdn.com",
      "https://queue.simpleanalyticscdn.com",
    ],
  ])("count visits by one script, and allow it alone: %s", (analytics, script, from, to) => {
    const { html, rule, diagnostics } = settings(`analytics: ${analytics}\n`);
    expect(html).toContain(script);
    expect(rule("script-src")).toMatch(new RegExp(`^'self'(?: 'sha256-[^']+'){2} ${from}$`));
    expect(rule("connect-src")).toBe(`'self' ${to}`);
    expect(rule("img-src")).toBe(`'self' ${to}`);
    expect(rule("default-src")).toBe("'none'");
    expect(diagnostics).toEqual([]);
  });

  test("are none, and no page asks another site for anything", () => {
    const { html, rule } = settings("");
    expect([rule("script-src")!.split(" ").length, rule("connect-src"), rule("img-src")]).toEqual([
      3,
      "'self'",
      "'self'",
    ]);
    expect(html).not.toContain("<script defer");
  });
});

test("check --built lets the script of the page's own policy pass, and no other", () => {
  const built = (policy: string, script: string) => {
    const folder = emptyFolder();
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      path.join(folder, "index.html"),
      `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><link rel="help" href="https://example.org/help"><script src="${script}"></script>`,
    );
    return checkSite(folder, "/").map(({ code }) => code);
  };
  const allowed =
    "default-src 'none'; script-src 'self' https://stats.example.org; connect-src https://other.example.org";
  expect(built(allowed, "https://stats.example.org/script.js")).toEqual([]);
  expect(built(allowed, "https://stats.example.org.evil.example/script.js")).toEqual(["check/outside-address"]);
  expect(built(allowed, "https://other.example.org/script.js")).toEqual(["check/outside-address"]);
  expect(built("default-src 'self'", "https://stats.example.org/script.js")).toEqual(["check/outside-address"]);
});
