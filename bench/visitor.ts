// What a visitor of a large site waits for: npm run visitor. Writes bench/VISITOR.md; needs the generator of ../shared/bench.
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { launch } from "../tests/browser/browser.ts";
import { serveSite } from "../tests/browser/site-server.ts";

const project = path.join(import.meta.dirname, "..");
const generator = path.join(project, "../shared/bench/make-bib.mjs");
if (!existsSync(generator)) throw new Error("This needs the generator of papers, ../shared/bench/make-bib.mjs.");

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;
const sizeOf = (file: string) => gzipSync(readFileSync(file), { level: 9 }).length;
const rows: string[][] = [
  ["page scripts"],
  ["search script"],
  ["index, all parts"],
  ["abstracts, all parts"],
  ["first list page with its style"],
  ["largest page, not compressed"],
  ["first result, everything fetched after the first key"],
  ["a result after a further key, median of 10"],
  ["slow network: that it searches"],
  ["slow network: first result"],
  ["slow network: first result, of a word in the oldest paper alone"],
];

/** "Slow 3G" as browsers' tools have it: bytes a second each way, and milliseconds a request takes at least. */
const slowNetwork = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };

for (const count of [1000, 10_000]) {
  const site = mkdtempSync(path.join(os.tmpdir(), "offprint-visitor-"));
  mkdirSync(path.join(site, "content/publications"), { recursive: true });
  const bib = path.join(site, "content/publications/all.bib");
  execFileSync(process.execPath, [generator, "--entries", String(count), "--seed", "1", "--out", bib]);
  writeFileSync(path.join(site, "content/site.yaml"), "title: Papers\ncitationStyles: []\n");
  const words = ["src/cli/offprint.mjs", "build", site];
  execFileSync(process.execPath, words, { cwd: project, stdio: ["ignore", "ignore", "inherit"] });
  const output = path.join(site, "_site");
  const assets = readdirSync(path.join(output, "assets")).map((name) => path.join(output, "assets", name));
  const asset = (pattern: RegExp) =>
    assets.filter((file) => pattern.test(path.basename(file))).reduce((sum, file) => sum + sizeOf(file), 0);
  const pages = readdirSync(output, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".html"));
  const largest = pages.reduce((most, name) => Math.max(most, statSync(path.join(output, name)).size), 0);

  const server = await serveSite(output, "/");
  const browser = await launch();
  const page = await browser.newPage();
  await page.goto(`${server.origin}/publications/`);
  // From the key to the first result on the page, as the page itself sees it.
  const press = (text: string, shown = ".results", on = page) =>
    on.evaluate(
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
  /** The same of a visitor who comes by a slow network, from when the list is there. */
  const pressSlowly = async (text: string, shown?: string) => {
    const context = await browser.newContext();
    const slow = await context.newPage();
    await slow.goto(`${server.origin}/publications/`);
    const session = await context.newCDPSession(slow);
    await session.send("Network.emulateNetworkConditions", slowNetwork);
    const time = await press(text, shown, slow);
    await context.close();
    return `${(time / 1000).toFixed(1)} s`;
  };
  const first = await press("n");
  // The abstracts come in the background.
  await page.waitForTimeout(count);
  const queries = ["ne", "net", "netw", "netwo", "networ", "network", "network l", "network le", "network lea", "t"];
  const times: number[] = [];
  for (const query of queries) times.push(await press(query));
  const last = JSON.parse(readFileSync(lastPart(output), "utf8")) as { words: readonly string[] };
  const oldest = last.words.at(-1)!.split(" ").at(-1)!;
  const slowly = [await pressSlowly("network", ".found"), await pressSlowly("network"), await pressSlowly(oldest)];
  await browser.close();
  await server.close();
  const list = path.join(output, "publications/index.html");
  const values = [
    kilobytes(asset(/^site\..*\.js$/)),
    kilobytes(asset(/^finder\./)),
    kilobytes(asset(/^search\./)),
    kilobytes(asset(/^abstracts\./)),
    kilobytes(sizeOf(list) + asset(/\.css$/)),
    kilobytes(largest),
    `${Math.round(first)} ms`,
    `${Math.round(times.sort((one, other) => one - other)[5]!)} ms`,
    ...slowly,
  ];
  for (const [index, value] of values.entries()) rows[index]!.push(value);
  rmSync(site, { recursive: true });
}

/** The last file of the index. */
function lastPart(output: string): string {
  const parts = readdirSync(path.join(output, "assets")).filter((name) => name.startsWith("search."));
  const partOf = (name: string) => Number(/\.(\d+)\.json$/.exec(name)?.[1] ?? 1);
  return path.join(output, "assets", parts.sort((one, other) => partOf(one) - partOf(other)).at(-1)!);
}

const table = [
  "| | 1,000 papers | 10,000 papers |",
  "| --- | --- | --- |",
  ...rows.map((row) => `| ${row.join(" | ")} |`),
].join("\n");
writeFileSync(
  path.join(project, "bench/VISITOR.md"),
  `# What a visitor of a large site waits for\n\nMade by \`npm run visitor\` from generated papers, on loopback, in Chromium. Sizes are compressed by gzip unless said. The\nslow network is "slow 3G": 400 kbit/s, and 400 ms a request; times are from the first key on.\n\n${table}\n`,
);
console.log(table);
