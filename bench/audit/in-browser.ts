import path from "node:path";
import type { Browser, CDPSession, Page, Request } from "playwright-core";
import { visit } from "../../tests/browser/browser.ts";
import type { SitePage } from "./site-pages.ts";
import { type Cell, countingCell } from "./table.ts";

const axe = path.join(import.meta.dirname, "../../node_modules/axe-core/axe.min.js");

/** The columns filled here. */
export const axeColumn = "axe";
export const weightColumn = "first visit, KB";
export const fontsColumn = "fonts, KB";

/** What a scheme may change, and what the size of text: all else that axe looks at is the same then. */
const rulesOfColor = ["color-contrast", "link-in-text-block"];
const rulesOfSize = ["target-size", "scrollable-region-focusable"];

/** The looks a page must stand: a window's width in pixels, the size of text as the visitor sets it, and a scheme; `rules` where not all are asked. */
const looks: readonly Look[] = [
  ...[320, 1920].flatMap((width): readonly Look[] => [
    { name: `${width.toLocaleString("en")} px, light`, width, textPercent: 100, colorScheme: "light" },
    {
      name: `${width.toLocaleString("en")} px, dark`,
      width,
      textPercent: 100,
      colorScheme: "dark",
      rules: rulesOfColor,
    },
  ]),
  { name: "200 % text", width: 1280, textPercent: 200, colorScheme: "light", rules: rulesOfSize },
];

interface Look {
  readonly name: string;
  readonly width: number;
  readonly textPercent: number;
  readonly colorScheme: "light" | "dark";
  readonly rules?: readonly string[];
}

/** Compressed bytes of a first visit. */
const frontLimit = 40_000;
const listLimit = 60_000;
/** The same of the faces, which are not counted there. */
const fontLimit = 120_000;
/** The length of list that `listLimit` is meant for. */
const listLength = 100;
const listKinds = /^(list|topic|person|venue|year|type)\b/;

/**
 * What a browser loads on a first visit to one page of each kind, as it is sent, without headers; then axe-core on the page,
 * everything opened, in each look, where a page wider than its window is a fault too.
 */
export async function lookIntoPages(
  browser: Browser,
  origin: string,
  pages: readonly SitePage[],
): Promise<readonly Cell[]> {
  const found: (readonly Cell[])[] = [];
  const waiting = pages.entries();
  const work = async () => {
    // The site's policy would keep axe out; motion would show colors on their way.
    const context = await browser.newContext({ bypassCSP: true, reducedMotion: "reduce" });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    // Each visit is a first one.
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    for (const [index, one] of waiting)
      found[index] = [...(await weigh(page, origin, one)), await runAxe(page, session, one)];
    await context.close();
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return found.flat();
}

/** How many pages are looked into beside each other. */
const atOnce = 3;

async function runAxe(page: Page, session: CDPSession, { kind, address }: SitePage): Promise<Cell> {
  const faults: string[] = [];
  await page.addScriptTag({ path: axe });
  for (const { name, width, textPercent, colorScheme, rules } of looks) {
    await page.setViewportSize({ width, height: 900 });
    // The size of text in the browser's settings.
    const size = (16 * textPercent) / 100;
    await session.send("Page.setFontSizes", { fontSizes: { standard: size, fixed: (size * 13) / 16 } });
    await page.emulateMedia({ colorScheme });
    const found = await page.evaluate(findFaults, { rootSize: 16 * (textPercent / 100), rules });
    faults.push(...found.map((fault) => `${address}, ${name}: ${fault}`));
  }
  return countingCell(kind, axeColumn, faults);
}

async function weigh(page: Page, origin: string, { kind, address, html }: SitePage): Promise<readonly Cell[]> {
  const [sizes, ofFonts]: [Promise<number>[], Promise<number>[]] = [[], []];
  const count = (request: Request) => {
    const size = request.sizes().then(({ responseBodySize }) => responseBodySize);
    (request.resourceType() === "font" ? ofFonts : sizes).push(size);
  };
  page.on("request", count);
  await visit(page, origin + address);
  // What is laid out later has its place and its faces only then.
  await page.waitForFunction(() =>
    [...document.querySelectorAll(".entries > *")].every(
      (one) => getComputedStyle(one).contentVisibility === "visible",
    ),
  );
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  page.off("request", count);
  const sum = async (some: readonly Promise<number>[]) => (await Promise.all(some)).reduce((all, one) => all + one, 0);
  const weights = [
    { column: weightColumn, bytes: await sum(sizes), limit: limitOf(kind, html) },
    { column: fontsColumn, bytes: await sum(ofFonts), limit: fontLimit },
  ];
  return weights.map(({ column, bytes, limit }) => {
    const faults = bytes > limit ? [`${address}: ${bytes} bytes where ${limit} are allowed`] : [];
    return { row: kind, column, text: (bytes / 1000).toFixed(1), faults };
  });
}

function limitOf(kind: string, html: string): number {
  if (kind.startsWith("front")) return frontLimit;
  const isWeighedList = listKinds.test(kind) && html.split("<article").length - 1 <= listLength;
  return isWeighedList ? listLimit : Number.POSITIVE_INFINITY;
}

/** Runs in the page. */
async function findFaults({
  rootSize,
  rules,
}: {
  readonly rootSize: number;
  /** The rules that are asked; where none are named, all of the standards. */
  readonly rules: readonly string[] | undefined;
}): Promise<readonly string[]> {
  const { axe } = window as unknown as { axe: typeof import("axe-core") };
  for (const one of document.querySelectorAll("details")) one.open = true;
  const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations, passes } = await axe.run(document, {
    runOnly: rules === undefined ? { type: "tag", values } : { type: "rule", values: [...rules] },
    resultTypes: ["violations"],
    preload: false,
  });
  const faults = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  if (passes.length < (rules === undefined ? 10 : 1)) faults.push("axe found little to look at");
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) faults.push(`the page is ${scrollWidth} px wide`);
  const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  if (size < rootSize) faults.push(`text of ${size} px does not follow the visitor's setting of ${rootSize} px`);
  return faults;
}
