// Writes bench/AUDIT.md: npm run audit. With --quick Lighthouse runs once a page, with a folder that site is asked instead
// of the demo and what two importers make of their samples, and then nothing is written. Ends with 1 where a cell is below its value.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseDocument } from "yaml";
import { findBrowser, launch } from "../tests/browser/browser.ts";
import { checkFeeds } from "./audit/feeds.ts";
import { axeColumn, fontsColumn, runAxe, weigh, weightColumn } from "./audit/in-browser.ts";
import { lighthouseColumns, lighthouseKinds, runLighthouse } from "./audit/lighthouse.ts";
import { runCheck } from "./audit/links.ts";
import { runHtmlValidate, runNuChecker } from "./audit/markup.ts";
import { serveCompressed } from "./audit/serve.ts";
import { longestPages, passingKind, readPages } from "./audit/site-pages.ts";
import { checkStructuredData } from "./audit/structured-data.ts";
import { type Cell, markdownTable, notRun, shortfalls } from "./audit/table.ts";

const project = path.join(import.meta.dirname, "..");
const report = path.join(import.meta.dirname, "AUDIT.md");
/** The address of a site that gives none, since canonical addresses, feeds and the sitemap need one. */
const address = "https://papers.example/";
const words = process.argv.slice(2);
const isQuick = words.includes("--quick");
const asked = words.find((word) => !word.startsWith("-"));
const runs = isQuick ? 1 : 5;

/** Systems of whose samples the importers make sites that are held to the values of the demo. */
const imported = ["al-folio", "hugo-blox"];

interface Audited {
  readonly title: string;
  readonly pageCells: readonly Cell[];
  readonly fileCells: readonly Cell[];
  readonly browserVersion: string;
}

const folder = mkdtempSync(path.join(os.tmpdir(), "offprint-audit-"));
try {
  const sources =
    asked === undefined
      ? [{ title: "The demo", source: project }, ...imported.map(importSample)]
      : [{ title: "The site", source: path.resolve(asked) }];
  const audited: Audited[] = [];
  for (const { title, source } of sources) audited.push({ title, ...(await auditSource(source)) });
  const below = audited.flatMap(({ title, pageCells, fileCells }) =>
    shortfalls([...pageCells, ...fileCells].map((cell) => ({ ...cell, row: `${title}, ${cell.row}` }))),
  );
  const text = describe(audited, below);
  console.log(text);
  if (asked === undefined && !isQuick) writeFileSync(report, text);
  if (below.length > 0)
    console.error(`${below.length} ${below.length === 1 ? "cell is" : "cells are"} below the value.`);
  process.exitCode = below.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The site that an importer makes of its sample. Some of the samples' papers are lost on purpose, so that it then ends with 1. */
function importSample(system: string) {
  const source = path.join(folder, `imported-${system}`);
  const words = ["src/cli/offprint.mjs", "import", system, `tests/fixtures/import/${system}`, source];
  const { status, stderr } = spawnSync(process.execPath, words, { cwd: project, encoding: "utf8" });
  if (status !== 0 && status !== 1) throw new Error(`The sample of ${system} can't be imported: ${stderr}`);
  return { title: `What \`offprint import ${system}\` makes of its sample`, source };
}

/** Builds a site with its own faces and in the visitor's, and asks all tools. */
async function auditSource(source: string) {
  const site = copySite(source);
  const built = buildInto("built", site);
  const settings = path.join(site, "content/site.yaml");
  const own = readFileSync(settings, "utf8");
  const document = parseDocument(own);
  document.setIn(["appearance", "fonts"], "system");
  writeFileSync(settings, String(document));
  const builtWithoutFonts = buildInto("without-fonts", site);
  writeFileSync(settings, own);
  return audit(site, built, builtWithoutFonts);
}

function buildInto(name: string, site: string): string {
  const built = path.join(folder, name);
  const build = ["src/cli/offprint.mjs", "build", site, "--output", built];
  const { status } = spawnSync(process.execPath, build, { cwd: project, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error("The site can't be built.");
  return built;
}

/** A copy of a site's own files, with an address where it has none. */
function copySite(source: string): string {
  const site = path.join(folder, "site");
  for (const left of ["site", "built", "without-fonts"])
    rmSync(path.join(folder, left), { recursive: true, force: true });
  mkdirSync(site);
  for (const name of ["content", "_includes"]) {
    if (existsSync(path.join(source, name)))
      cpSync(path.join(source, name), path.join(site, name), { recursive: true });
  }
  const file = path.join(site, "content/site.yaml");
  const facts = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (!/^url:/m.test(facts)) writeFileSync(file, `${facts.trimEnd()}\nurl: ${address}\n`);
  return site;
}

async function audit(site: string, built: string, builtWithoutFonts: string) {
  const pages = readPages(built);
  const kinds = [...new Set(pages.map(({ kind }) => kind))];
  const one = [...longestPages(pages).values()].filter(({ kind }) => kind !== passingKind);
  const forLighthouse = one.filter(({ kind }) => lighthouseKinds.has(kind));
  const counts = kinds.map((kind) => ({
    row: kind,
    column: "pages",
    text: String(pages.filter((page) => page.kind === kind).length),
    faults: [],
  }));
  const withoutFonts = await serveCompressed(builtWithoutFonts);
  const inBrowser = await withBrowser(built, async (origin, executable, browser) => [
    ...(await runLighthouse({ own: origin, system: withoutFonts.origin }, forLighthouse, runs, executable)),
    ...(await runAxe(browser, origin, one)),
    ...(await weigh(browser, origin, one)),
  ]);
  await withoutFonts.close();
  const needsBrowser = "needs Chromium: apt-get install chromium, or set CHROME_PATH";
  const rows = (some: typeof one) => some.map(({ kind }) => kind);
  const pageCells: readonly Cell[] = [
    ...counts,
    ...(inBrowser?.cells ?? [
      ...notRun(rows(forLighthouse), lighthouseColumns, needsBrowser),
      ...notRun(rows(one), [axeColumn, weightColumn, fontsColumn], needsBrowser),
    ]),
    ...(await runHtmlValidate(pages)),
    ...(await runNuChecker(built, pages)),
    ...checkStructuredData(pages),
    ...(await runCheck(project, site, built, pages)),
  ];
  const fileCells = await checkFeeds(built, pages);
  return { pageCells, fileCells, browserVersion: inBrowser?.version ?? "absent" };
}

/** Serves the folder and starts a browser for what is to be asked there; undefined where there is no browser. */
async function withBrowser(
  built: string,
  ask: (origin: string, executable: string, browser: Awaited<ReturnType<typeof launch>>) => Promise<readonly Cell[]>,
) {
  const executable = findBrowser();
  if (executable === undefined) return undefined;
  const server = await serveCompressed(built);
  const browser = await launch();
  try {
    return { cells: await ask(server.origin, executable, browser), version: browser.version() };
  } finally {
    await browser.close();
    await server.close();
  }
}

function describe(audited: readonly Audited[], below: readonly string[]): string {
  const { dependencies } = JSON.parse(readFileSync(path.join(import.meta.dirname, "package.json"), "utf8"));
  const { devDependencies } = JSON.parse(readFileSync(path.join(project, "package.json"), "utf8"));
  const tools = [
    ["Lighthouse", dependencies.lighthouse],
    ["Chromium", audited[0]!.browserVersion],
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

- Lighthouse, mobile setting, ${isQuick ? "one run" : "median of 5 runs"}: performance at least 97; accessibility, best practices and SEO 100; largest paint (LCP)
  below 1 s; layout shift (CLS) 0. All that of the site set in the visitor's own faces (\`fonts: system\`); with the site's, once:
  performance at least 97, largest paint below 2.5 s, layout shift 0.
- axe: violations of WCAG 2.2 AA and best practice, light and dark, at 320 px, at 1,920 px and with text of 200 %, everything
  opened; a page wider than its window counts too. None is allowed.
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
