import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstScreen } from "../../bench/first-screen.ts";
import { peerLists, peerPage } from "../../bench/visitor/peer-lists.ts";
import { findBrowser, launch } from "./browser.ts";

/** Where the first title stood on the peers' pages, how many were in view, and pixels from one paper to the next. */
const measured = [
  ["ACL Anthology", 1280, 800, 154, 6, 102],
  ["ACL Anthology", 360, 740, 255, 3, undefined],
  ["al-folio", 1280, 800, 255, 4, 144],
  ["al-folio", 360, 740, 513, 1, undefined],
] as const;

describe.skipIf(findBrowser() === undefined)("the lists of peers that ours is compared with", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  test.each(measured)(
    "stand where they were measured: %s at %i × %i",
    async (name, width, height, first, seen, step) => {
      const paper = (title: string) => ({
        title,
        authors: ["Ada Kern", "Jürgen Müller", "Lucía García Márquez"],
        venue: "Journal of Forest Growth",
        year: "2026",
      });
      // Every other title takes two lines, as about half of those that were measured did.
      const long =
        "Mixed stands yield more than the sum of their species: evidence from forty-one paired plots between the Alps and the Baltic";
      const papers = Array.from({ length: 20 }, (_, index) => paper(index % 2 === 0 ? "Roots of old trees" : long));
      const page = await browser.newPage({ viewport: { width, height } });
      await page.setContent(peerPage(peerLists.find((peer) => peer.name === name)!, papers));
      const found = await page.evaluate(firstScreen, ".entry .title");
      expect(found.first).toBe(first);
      expect(Math.abs(found.seen - seen)).toBeLessThanOrEqual(1);
      const [one, other] = await page
        .locator(".entry")
        .evaluateAll((entries) => entries.map((entry) => entry.getBoundingClientRect().top));
      if (step !== undefined) expect(Math.abs(other! - one! - step) / step).toBeLessThan(0.15);
      await page.close();
    },
  );
});
