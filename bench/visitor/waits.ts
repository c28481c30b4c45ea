import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { median } from "../median.ts";

/** "Slow 3G" as browsers' tools have it: bytes a second each way, and milliseconds a request takes at least. */
const slowNetwork = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };

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
  const pressSlowly = async (text: string, shown?: string) => {
    const context = await browser.newContext();
    const slow = await context.newPage();
    await slow.goto(list);
    const session = await context.newCDPSession(slow);
    await session.send("Network.emulateNetworkConditions", slowNetwork);
    const time = await press(slow, text, shown);
    await context.close();
    return `${(time / 1000).toFixed(1)} s`;
  };
  return [
    `${Math.round(first)} ms`,
    `${Math.round(median(times))} ms`,
    await pressSlowly("network", ".found"),
    await pressSlowly("network"),
    await pressSlowly(oldestWord(output, index)),
  ];
}

/** Milliseconds from the key to the first result on the page, as the page itself sees it. */
function press(page: Page, text: string, shown = ".results"): Promise<number> {
  return page.evaluate(
    async ([typed, selector]) => {
      const input = document.querySelector<HTMLInputElement>("#q")!;
      const start = performance.now();
      const changed = new Promise<void>((resolve) => {
        new MutationObserver((_, observer) => {
          if (document.querySelector(selector!)!.childNodes.length === 0) return;
          observer.disconnect();
          resolve();
        }).observe(document.querySelector(selector!)!, { childList: true });
      });
      input.focus();
      input.value = typed!;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      await changed;
      return performance.now() - start;
    },
    [text, shown],
  );
}

/** A word of the last paper of the index, one that no other has where there is such. The index is in several files: `search.en.json`, `search.en.2.json`, … */
function oldestWord(output: string, index: string): string {
  const read = (address: string): { parts?: number; titles: readonly string[]; words: readonly string[] } =>
    JSON.parse(readFileSync(path.join(output, address), "utf8"));
  const { parts = 1 } = read(index);
  const files = [index, ...Array.from({ length: parts - 1 }, (_, part) => index.replace(/json$/, `${part + 2}.json`))];
  const papers = files
    .map(read)
    .flatMap(({ titles, words }) => titles.map((title, place) => `${title} ${words[place]}`));
  const others = papers.slice(0, -1).join(" ").toLowerCase();
  const own =
    papers
      .at(-1)!
      .toLowerCase()
      .match(/[\p{L}\p{N}]{4,}/gu) ?? [];
  const [rarest = own.at(-1)!] = own
    .filter((one) => !others.includes(one))
    .sort((one, other) => other.length - one.length);
  return rarest;
}
