import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { median } from "../median.ts";

/** "Slow 3G" as browsers' tools have it: bytes a second each way, and milliseconds a request takes at least. */
const slowNetwork = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };

/** What is read of a file of the index. */
interface Part {
  readonly parts?: number;
  readonly slugs: readonly string[];
  readonly titles: readonly string[];
  readonly words: readonly string[];
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;

/** Scripts, index, abstracts, the first page of the list with its style, and the largest page. */
export function weigh(output: string): readonly string[] {
  const sizeOf = (file: string) => gzipSync(readFileSync(file), { level: 9 }).length;
  const assets = readdirSync(path.join(output, "assets"));
  const sizeOfAssets = (pattern: RegExp) =>
    assets
      .filter((name) => pattern.test(name))
      .reduce((sum, name) => sum + sizeOf(path.join(output, "assets", name)), 0);
  const list = readFileSync(path.join(output, "publications/index.html"), "utf8");
  /** The parts of a file that the list names for its own language: `search.en.json`, `search.en.2.json`, … */
  const partsOf = (name: string) => {
    const [, first = ""] = new RegExp(`data-${name}="[^"]*/([^"/]*)json"`).exec(list)!;
    return new RegExp(`^${first.replaceAll(".", "\\.")}`);
  };
  const pages = readdirSync(output, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".html"));
  const largest = pages.reduce((most, name) => Math.max(most, statSync(path.join(output, name)).size), 0);
  return [
    sizeOfAssets(/^site\..*\.js$/),
    sizeOfAssets(/^finder\./),
    sizeOfAssets(partsOf("index")),
    sizeOfAssets(partsOf("abstracts")),
    sizeOf(path.join(output, "publications/index.html")) + sizeOfAssets(/\.css$/),
    largest,
  ].map(kilobytes);
}

/** How long a visitor of the list waits for its search: at full speed the first time and after that, and by a slow network. */
export async function measureSearch(
  browser: Browser,
  origin: string,
  output: string,
  count: number,
): Promise<readonly string[]> {
  const list = `${origin}/publications/`;
  const page = await browser.newPage();
  await page.goto(list);
  const { index } = await page.locator(".finder").evaluate(({ dataset }) => ({ index: dataset.index! }));
  const first = await press(page, "n");
  // The abstracts come in the background.
  await page.waitForTimeout(1000 + count);
  const queries = ["ne", "net", "netw", "netwo", "networ", "network", "network l", "network le", "network lea", "t"];
  const times: number[] = [];
  for (const query of queries) times.push(await press(page, query));
  await page.close();

  /** The same of a visitor who comes by a slow network, from when the list is there. */
  const pressSlowly = async (text: string, changing?: string, wanted?: string) => {
    const context = await browser.newContext();
    const slow = await context.newPage();
    await slow.goto(list);
    const session = await context.newCDPSession(slow);
    await session.send("Network.emulateNetworkConditions", slowNetwork);
    const time = await press(slow, text, changing, wanted);
    await context.close();
    return `${(time / 1000).toFixed(1)} s`;
  };
  const { word, slug } = oldestPaper(output, index);
  return [
    `${Math.round(first)} ms`,
    `${Math.round(median(times))} ms`,
    await pressSlowly("network", ".found"),
    await pressSlowly("network"),
    await pressSlowly(word, ".results", `.results a[href*="/${slug}/"]`),
  ];
}

/** Milliseconds from the key until a part of the page changes and then holds what is waited for, as the page itself sees it. */
function press(page: Page, text: string, changing = ".results", wanted = `${changing}:not(:empty)`): Promise<number> {
  return page.evaluate(
    async ([typed, part, selector]) => {
      const input = document.querySelector<HTMLInputElement>("#q")!;
      const start = performance.now();
      const changed = new Promise<void>((resolve) => {
        new MutationObserver((_, observer) => {
          if (!document.querySelector(selector!)) return;
          observer.disconnect();
          resolve();
        }).observe(document.querySelector(part!)!, { childList: true, subtree: true });
      });
      input.focus();
      input.value = typed!;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      await changed;
      return performance.now() - start;
    },
    [text, changing, wanted],
  );
}

/**
 * The last paper of the index that has a word of four letters or more which no other has any part like, and the longest such word.
 * The index is in several files: `search.en.json`, `search.en.2.json`, …
 */
function oldestPaper(output: string, index: string): { readonly word: string; readonly slug: string } {
  const read = (address: string): Part => JSON.parse(readFileSync(path.join(output, address), "utf8"));
  const { parts = 1 } = read(index);
  const files = [index, ...Array.from({ length: parts - 1 }, (_, part) => index.replace(/json$/, `${part + 2}.json`))];
  const papers = files
    .map(read)
    .flatMap(({ titles, words, slugs }) =>
      slugs.map((slug, place) => ({ slug, text: `${titles[place]} ${words[place]}`.toLowerCase() })),
    );
  const all = papers.map(({ text }) => text).join("\n");
  const isAlone = (word: string) => all.indexOf(word) === all.lastIndexOf(word);
  for (const { slug, text } of papers.toReversed()) {
    const own = (text.match(/[\p{L}\p{N}]{4,}/gu) ?? []).sort((one, other) => other.length - one.length);
    const word = own.find(isAlone);
    if (word !== undefined) return { word, slug };
  }
  throw new Error("No paper has a word of its own.");
}
