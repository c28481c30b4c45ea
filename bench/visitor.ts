// What a visitor sees at once, and what one waits for: npm run visitor. Writes bench/VISITOR.md; needs the libraries and the generator
// of papers of ../shared, and 5 minutes.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { launch } from "../tests/browser/browser.ts";
import { serveSite } from "../tests/browser/site-server.ts";
import { mixedPapers } from "../tests/fixtures/mixed-papers.ts";
import { writeSite } from "../tests/site-in.ts";
import { type FirstScreen, firstScreen } from "./first-screen.ts";
import { type ListedPaper, peerLists, peerPage } from "./visitor/peer-lists.ts";
import { measureSearch, weigh } from "./visitor/waits.ts";

const project = path.join(import.meta.dirname, "..");
const library = path.join(project, "../shared/corpora/germanhci-site.bib");
const generator = path.join(project, "../shared/bench/make-bib.mjs");
for (const needed of [library, generator]) if (!existsSync(needed)) throw new Error(`This needs ${needed}.`);

const windows = [
  { width: 1280, height: 800 },
  { width: 360, height: 780 },
] as const;
/** More than any first screen shows. */
const mostOfPeers = 60;
const [load] = os.loadavg();

const folder = mkdtempSync(path.join(os.tmpdir(), "offprint-visitor-"));
const screens: string[][] = [];
const waits: string[][] = [];
const browser = await launch();
try {
  for (const [name, site] of Object.entries(writeSites())) {
    const output = path.join(folder, "built");
    rmSync(output, { recursive: true, force: true });
    run("src/cli/offprint.mjs", "build", site, "--output", output, "--no-cache", "--lenient");
    const server = await serveSite(output, "/");
    const papers = readPapers(output);
    const pages = [
      ["the list", "/publications/"],
      ["the front page", "/"],
      ...firstTopics(output).map((address) => ["a topic", address] as const),
    ] as const;
    const title = `${name}, ${papers.length.toLocaleString("en")} papers`;
    for (const [page, address] of pages) {
      screens.push([title, `ours: ${page}`, ...(await look({ address: server.origin + address }))]);
    }
    for (const peer of peerLists) {
      screens.push([title, peer.name, ...(await look({ html: peerPage(peer, papers.slice(0, mostOfPeers)) }))]);
    }
    waits.push([title, ...weigh(output), ...(await measureSearch(browser, server.origin, output, papers.length))]);
    await server.close();
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

/** The folders of the sites by what they are called. */
function writeSites(): Readonly<Record<string, string>> {
  const at = (name: string) => path.join(folder, name);
  cpSync(path.join(project, "content"), path.join(at("demo"), "content"), { recursive: true });
  writeSite(at("mixed"), mixedPapers());
  writeSite(at("community"), {
    "content/site.yaml": "title: German HCI\n",
    "all.bib": readFileSync(library, "utf8"),
  });
  writeSite(at("large"), { "content/site.yaml": "title: Papers\ncitationStyles: []\n" });
  run(generator, "--entries", "10000", "--seed", "1", "--out", path.join(at("large"), "content/publications/all.bib"));
  return {
    "The demo": at("demo"),
    "A researcher": at("mixed"),
    "A community (germanhci)": at("community"),
    "A generated library": at("large"),
  };
}

function run(...words: readonly string[]): void {
  const { status } = spawnSync(process.execPath, words, { cwd: project, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0 && status !== 1) throw new Error(`${words[0]} ended with ${status}.`);
}

/** The site's papers, as its own file of them has them. */
function readPapers(output: string): readonly ListedPaper[] {
  const items: {
    title?: string;
    author?: { family?: string; given?: string; literal?: string; "non-dropping-particle"?: string }[];
    "container-title"?: string;
    issued?: { "date-parts"?: number[][] };
  }[] = JSON.parse(readFileSync(path.join(output, "publications.json"), "utf8"));
  return items.map(({ title = "", author = [], "container-title": venue = "", issued }) => ({
    title: title.replace(/<[^>]*>/g, ""),
    authors: author.map(
      ({ family, given, literal, "non-dropping-particle": particle }) =>
        literal ?? [given, particle, family].filter(Boolean).join(" "),
    ),
    venue,
    year: String(issued?.["date-parts"]?.[0]?.[0] ?? ""),
  }));
}

/** The site's first topic, where it has one. */
function firstTopics(output: string): readonly string[] {
  const index = path.join(output, "collections/index.html");
  if (!existsSync(index)) return [];
  return [...readFileSync(index, "utf8").matchAll(/href="(\/collections\/[^"/]+\/)"/g)]
    .slice(0, 1)
    .map((one) => one[1]!);
}

/** The first title's place and how many are in view, in each window. */
async function look(page: { readonly address: string } | { readonly html: string }): Promise<readonly string[]> {
  const found: FirstScreen[] = [];
  for (const viewport of windows) {
    const context = await browser.newContext({ viewport });
    const opened = await context.newPage();
    if ("html" in page) await opened.setContent(page.html);
    else await opened.goto(page.address, { waitUntil: "networkidle" });
    found.push(await opened.evaluate(firstScreen, ".entry .title"));
    await context.close();
  }
  return found.flatMap(({ first, seen }) => [String(first), String(seen)]);
}

function table(heads: readonly string[], rows: readonly (readonly string[])[], firstNumber: number): string {
  const line = (words: readonly string[]) => `| ${words.join(" | ")} |`;
  return [line(heads), line(heads.map((_, index) => (index < firstNumber ? "---" : "---:"))), ...rows.map(line)].join(
    "\n",
  );
}

const rows = [
  "page scripts",
  "search script",
  "index, all parts",
  "abstracts, all parts",
  "first list page with its style",
  "largest page, not compressed",
  "first result, everything fetched after the first key",
  "a result after a further key, median of 10",
  "slow network: that it searches",
  "slow network: first result",
  "slow network: first result, of a word in the oldest paper alone",
];
const text = `# What a visitor sees and waits for

Made by \`npm run visitor\`, on loopback, in Chromium ${browser.version()}${
  load! > 0.7 ? ", **while other work ran on the machine: the times are too long**" : ""
}.

## The first screen

Where the first title stands, in pixels from the top of the page, and how many titles are wholly in view. The two peers' lists are set
anew from what was measured of their pages (\`bench/visitor/peer-lists.ts\`): where the first title stands is theirs and the same for all,
how many are in view comes from their type, widths and margins with these papers' own words. al-folio's has a picture for each paper.

${table(
  ["site", "page", "1280 × 800: first title", "in view", "360 × 780: first title", "in view"],
  screens.map((cells, index) => (cells[0] === screens[index - 1]?.[0] ? ["", ...cells.slice(1)] : cells)),
  2,
)}

## Weights and waits

Sizes are compressed by gzip unless said. The slow network is "slow 3G": 400 kbit/s, and 400 ms a request; times are from the first
key on.

${table(
  ["", ...waits.map(([title]) => title!)],
  rows.map((row, index) => [row, ...waits.map((cells) => cells[index + 1]!)]),
  1,
)}
`;
writeFileSync(path.join(project, "bench/VISITOR.md"), text);
console.log(text);
