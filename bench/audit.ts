// Writes bench/AUDIT.md: npm run audit. With a folder that site is asked instead of the demo, a list of 85 papers and what two
// importers make of their samples; then nothing is written. Ends with 1 where a cell is below its value.
import { execFile, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { parseDocument } from "yaml";
import { findBrowser, launch } from "../tests/browser/browser.ts";
import { mixedPapers } from "../tests/fixtures/mixed-papers.ts";
import { writeSite } from "../tests/site-in.ts";
import { checkFeeds } from "./audit/feeds.ts";
import { axeColumn, fontsColumn, lookIntoPages, weightColumn } from "./audit/in-browser.ts";
import { isForLighthouse, lighthouseColumns, runLighthouse } from "./audit/lighthouse.ts";
import { runCheck } from "./audit/links.ts";
import { runHtmlValidate, runNuChecker } from "./audit/markup.ts";
import { serveCompressed } from "./audit/serve.ts";
import { longestPages, passingKind, readPages, type SitePage } from "./audit/site-pages.ts";
import { checkStructuredData } from "./audit/structured-data.ts";
import { type Cell, markdownTable, notRun, shortfalls } from "./audit/table.ts";

const project = path.join(import.meta.dirname, "..");
const report = path.join(import.meta.dirname, "AUDIT.md");
/** The address of a site that gives none, since canonical addresses, feeds and the sitemap need one. */
const address = "https://papers.example/";
const [asked] = process.argv.slice(2);

/** Systems of whose samples the importers make sites that are held to the values of the demo. */
const imported = ["al-folio", "hugo-blox"];

/** A site to look into: its files, and whether an importer made them. */
interface Source {
  readonly title: string;
  readonly source: string;
  readonly isImported?: boolean;
}

interface Site extends Source {
  /** What was built with its own faces and in the visitor's. */
  readonly built: string;
  readonly builtWithoutFonts: string;
  readonly pages: readonly SitePage[];
  /** One page of each kind. */
  readonly one: readonly SitePage[];
}

interface Audited {
  readonly title: string;
  readonly pageCells: readonly Cell[];
  readonly fileCells: readonly Cell[];
}

const folder = mkdtempSync(path.join(os.tmpdir(), "offprint-audit-"));
const executable = findBrowser();
const needsBrowser = "needs Chromium: apt-get install chromium, or set CHROME_PATH";
let browserVersion = "absent";
try {
  const sources =
    asked === undefined
      ? [{ title: "The demo", source: project }, mixedSite(), ...imported.map(importSample)]
      : [{ title: "The site", source: path.resolve(asked) }];
  const sites = await mapInTurn(sources, build);
  tellTime("built");
  const audited = await audit(sites);
  const below = audited.flatMap(({ title, pageCells, fileCells }) =>
    shortfalls([...pageCells, ...fileCells].map((cell) => ({ ...cell, row: `${title}, ${cell.row}` }))),
  );
  const text = describe(audited, below);
  console.log(text);
  if (asked === undefined) writeFileSync(report, text);
  if (below.length > 0)
    console.error(`${below.length} ${below.length === 1 ? "cell is" : "cells are"} below the value.`);
  process.exitCode = below.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function tellTime(what: string): void {
  console.error(`${what} after ${Math.round(process.uptime())} s`);
}

function mixedSite(): Source {
  const source = writeSite(path.join(folder, "mixed"), mixedPapers());
  return { title: "A researcher's 85 papers, in English, German and Arabic", source };
}

/** The site that an importer makes of its sample. Some of the samples' papers are lost on purpose, so that it then ends with 1. */
function importSample(system: string): Source {
  const source = path.join(folder, `imported-${system}`);
  const words = ["src/cli/offprint.mjs", "import", system, `tests/fixtures/import/${system}`, source];
  const { status, stderr } = spawnSync(process.execPath, words, { cwd: project, encoding: "utf8" });
  if (status !== 0 && status !== 1) throw new Error(`The sample of ${system} can't be imported: ${stderr}`);
  return { title: `What \`offprint import ${system}\` makes of its sample`, source, isImported: true };
}

/** Builds a site with its own faces and in the visitor's, beside each other. */
async function build(asked: Source): Promise<Site> {
  const own = copySite(asked.source);
  const withoutFonts = copySite(asked.source);
  const settings = path.join(withoutFonts, "content/site.yaml");
  const document = parseDocument(readFileSync(settings, "utf8"));
  document.setIn(["appearance", "fonts"], "system");
  writeFileSync(settings, String(document));
  const [built, builtWithoutFonts] = await Promise.all([own, withoutFonts].map(buildOne));
  const pages = readPages(built!);
  const one = [...longestPages(pages).values()].filter(({ kind }) => kind !== passingKind);
  return { ...asked, source: own, built: built!, builtWithoutFonts: builtWithoutFonts!, pages, one };
}

async function buildOne(site: string): Promise<string> {
  const words = ["src/cli/offprint.mjs", "build", site, "--output", path.join(site, "built"), "--no-cache"];
  await promisify(execFile)(process.execPath, words, { cwd: project });
  return path.join(site, "built");
}

/** A copy of a site's own files, with an address where it has none. */
function copySite(source: string): string {
  const site = mkdtempSync(path.join(folder, "site-"));
  for (const name of ["content", "_includes"]) {
    if (existsSync(path.join(source, name)))
      cpSync(path.join(source, name), path.join(site, name), { recursive: true });
  }
  const file = path.join(site, "content/site.yaml");
  const facts = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (!/^url:/m.test(facts)) writeFileSync(file, `${facts.trimEnd()}\nurl: ${address}\n`);
  return site;
}

/** Asks all tools: first those beside each other whose answers take no time into account, then Lighthouse alone. */
async function audit(sites: readonly Site[]): Promise<readonly Audited[]> {
  const [nuCells, inPages, ofFiles] = await Promise.all([
    runNuChecker(sites.map(({ built }) => built)),
    lookIntoAll(sites),
    mapInTurn(sites, async ({ source, built, pages }) => ({
      links: await runCheck(project, source, built, pages),
      markup: await runHtmlValidate(pages),
      fileCells: await checkFeeds(built, pages),
    })),
  ]);
  tellTime("looked into by all but Lighthouse");
  const measured = await mapInTurn(sites, measure);
  tellTime("measured");
  return sites.map(({ title, built, pages }, index) => {
    const { links, markup, fileCells } = ofFiles[index]!;
    const counts = countsByKind(pages);
    const found = [...counts, ...measured[index]!, ...inPages[index]!, ...markup];
    const pageCells = [...found, ...nuCells(built, pages), ...checkStructuredData(pages), ...links];
    return { title, pageCells, fileCells };
  });
}

/** How many pages there are of each kind. */
function countsByKind(pages: readonly SitePage[]): readonly Cell[] {
  return [...new Set(pages.map(({ kind }) => kind))].map((kind) => ({
    row: kind,
    column: "pages",
    text: String(pages.filter((page) => page.kind === kind).length),
    faults: [],
  }));
}

/** What axe finds and what pages weigh, site by site. */
async function lookIntoAll(sites: readonly Site[]): Promise<readonly (readonly Cell[])[]> {
  if (executable === undefined)
    return sites.map(({ one }) => notRun(kindsOf(one), [axeColumn, weightColumn, fontsColumn], needsBrowser));
  const browser = await launch();
  browserVersion = browser.version();
  const cells = await mapInTurn(sites, async ({ built, one }) => {
    const server = await serveCompressed(built);
    const found = await lookIntoPages(browser, server.origin, one);
    await server.close();
    return found;
  });
  await browser.close();
  return cells;
}

async function measure({ built, builtWithoutFonts, one, isImported }: Site): Promise<readonly Cell[]> {
  const pages = one.filter(({ kind }) => isForLighthouse(kind));
  if (executable === undefined) return notRun(kindsOf(pages), lighthouseColumns, needsBrowser);
  const [own, system] = await Promise.all([built, builtWithoutFonts].map(serveCompressed));
  // What is imported has the same faces as the demo.
  const asked = isImported ? undefined : own!.origin;
  const cells = await runLighthouse({ own: asked, system: system!.origin }, pages, executable);
  await Promise.all([own!.close(), system!.close()]);
  return cells;
}

const kindsOf = (pages: readonly SitePage[]): readonly string[] => pages.map(({ kind }) => kind);

/** Each after the one before it. */
async function mapInTurn<One, Made>(all: readonly One[], make: (one: One) => Promise<Made>): Promise<readonly Made[]> {
  const made: Made[] = [];
  for (const one of all) made.push(await make(one));
  return made;
}

function describe(audited: readonly Audited[], below: readonly string[]): string {
  const { dependencies } = JSON.parse(readFileSync(path.join(import.meta.dirname, "package.json"), "utf8"));
  const { devDependencies } = JSON.parse(readFileSync(path.join(project, "package.json"), "utf8"));
  const tools = [
    ["Lighthouse", dependencies.lighthouse],
    ["Chromium", browserVersion],
    ["axe-core", devDependencies["axe-core"]],
    ["html-validate", devDependencies["html-validate"]],
    ["Nu checker", dependencies["vnu-jar"]],
    ["libxml2-wasm", dependencies["libxml2-wasm"]],
    ["ajv", devDependencies.ajv],
  ];
  return `# Audit

Written by \`npm run audit\`, which builds ${asked === undefined ? "each site" : "a site"} at ${address} and serves it packed by gzip. It needs
\`npm ci --prefix bench --ignore-scripts\`, Java and Chromium.

With ${tools.map(([name, version]) => `${name} ${version}`).join(", ")}.

${audited.map(describeSite).join("\n")}
## Values

- Lighthouse, mobile setting: performance at least 97; accessibility, best practices and SEO 100; largest paint (LCP) below 1 s;
  layout shift (CLS) 0. All that of the site set in the visitor's own faces (\`fonts: system\`); with the site's, where nothing is
  imported: performance at least 97, largest paint below 2.5 s, layout shift 0. One run a page, since nothing else runs meanwhile;
  where a number of that is below its value, each number is the median of three. A machine slower than Lighthouse expects has its
  slowdown of the processor calibrated, as Lighthouse asks: 4 × the run's BenchmarkIndex / 1,750, at most 4.
- axe: violations of WCAG 2.2 AA and best practice, at 320 px and at 1,920 px, what has to do with colors in the dark too, and
  what has to do with sizes with text of 200 %, everything opened; a page wider than its window counts too. None is allowed.
- first visit: what a browser loads, packed, without headers, in 1,000 bytes: the front page at most 40, a list of up to 100 papers
  at most 60. Fonts are not counted there, and are at most 120.
- html-validate (recommended and a11y), Nu checker, JSON-LD (form, required properties, equal to the \`citation_\` tags) and links
  (\`offprint check\`): faults on all pages of the kind. None is allowed.
- Lighthouse, axe and weight look at the longest page of each kind.
- Atom by RFC 4287's grammar and words, JSON feeds by version 1.1, the sitemap by protocol 0.9 and against the pages that search
  engines may know. The schemas are in \`bench/schemas\`.
${below.length === 0 ? "" : `\n## Below the value\n\n${below.join("\n")}\n`}`;
}

function describeSite({ title, pageCells, fileCells }: Audited): string {
  return `## ${title}

${markdownTable(pageCells)}

${markdownTable(fileCells)}
`;
}
