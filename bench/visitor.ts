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
  ["index"],
  ["abstracts"],
  ["first list page with its style"],
  ["largest page, not compressed"],
  ["first result, everything fetched after the first key"],
  ["a result after a further key, median of 10"],
];

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
  const asset = (pattern: RegExp) => sizeOf(assets.find((file) => pattern.test(path.basename(file)))!);
  const pages = readdirSync(output, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".html"));
  const largest = pages.reduce((most, name) => Math.max(most, statSync(path.join(output, name)).size), 0);

  const server = await serveSite(output, "/");
  const browser = await launch();
  const page = await browser.newPage();
  await page.goto(`${server.origin}/publications/`);
  // From the key to the first result on the page, as the page itself sees it.
  const press = (text: string) =>
    page.evaluate(async (typed) => {
      const input = document.querySelector<HTMLInputElement>("#q")!;
      const results = document.querySelector(".results")!;
      const start = performance.now();
      const changed = new Promise<void>((resolve) => {
        new MutationObserver((_, observer) => {
          observer.disconnect();
          resolve();
        }).observe(results, { childList: true });
      });
      input.focus();
      input.value = typed;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      await changed;
      return performance.now() - start;
    }, text);
  const first = await press("n");
  // The abstracts come in the background.
  await page.waitForTimeout(count);
  const queries = ["ne", "net", "netw", "netwo", "networ", "network", "network l", "network le", "network lea", "t"];
  const times: number[] = [];
  for (const query of queries) times.push(await press(query));
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
  ];
  for (const [index, value] of values.entries()) rows[index]!.push(value);
  rmSync(site, { recursive: true });
}

const table = [
  "| | 1,000 papers | 10,000 papers |",
  "| --- | --- | --- |",
  ...rows.map((row) => `| ${row.join(" | ")} |`),
].join("\n");
writeFileSync(
  path.join(project, "bench/VISITOR.md"),
  `# What a visitor of a large site waits for\n\nMade by \`npm run visitor\` from generated papers, on loopback, in Chromium. Sizes are compressed by gzip unless said.\n\n${table}\n`,
);
console.log(table);
