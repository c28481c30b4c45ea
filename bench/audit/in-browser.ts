import path from "node:path";
import type { Browser, Page } from "playwright-core";
import type { SitePage } from "./site-pages.ts";
import { type Cell, countingCell } from "./table.ts";

const axe = path.join(import.meta.dirname, "../../node_modules/axe-core/axe.min.js");

/** The columns filled here. */
export const axeColumn = "axe";
export const weightColumn = "first visit, KB";
export const fontsColumn = "fonts, KB";

/** The looks a page must stand: a window's width in pixels, and the size of text as the visitor sets it. */
const looks = [
  { name: "320 px", width: 320, textPercent: 100 },
  { name: "1,920 px", width: 1920, textPercent: 100 },
  { name: "200 % text", width: 1280, textPercent: 200 },
] as const;
const schemes = ["light", "dark"] as const;

/** Compressed bytes of a first visit. */
const frontLimit = 40_000;
const listLimit = 60_000;
/** The same of the faces, which are not counted there. */
const fontLimit = 120_000;
/** The length of list that `listLimit` is meant for. */
const listLength = 100;
const listKinds = /^(list|topic|person|venue|year|type)\b/;

/** What a scheme may change: all else that axe looks at is the same in the dark. */
const rulesOfColor = ["color-contrast", "link-in-text-block"];

/** What the size of text may change besides; the two widths have all that a page shows and hides. */
const rulesOfSize = [...rulesOfColor, "target-size", "scrollable-region-focusable"];

/**
 * What a browser loads on a first visit to one page of each kind, as it is sent, without headers; then axe-core on the page,
 * everything opened, in each look and color scheme, where a page wider than its window is a fault too.
 */
export async function lookIntoPages(
  browser: Browser,
  origin: string,
  pages: readonly SitePage[],
): Promise<readonly Cell[]> {
  const cells = await mapSome(pages, async (one) => {
    // The site's policy would keep axe out; motion would show colors on their way.
    const context = await browser.newContext({ bypassCSP: true, reducedMotion: "reduce" });
    const page = await context.newPage();
    const found = [...(await weigh(page, origin, one)), await runAxe(page, one)];
    await context.close();
    return found;
  });
  return cells.flat();
}

async function runAxe(page: Page, { kind, address }: SitePage): Promise<Cell> {
  const faults: string[] = [];
  await page.addScriptTag({ path: axe });
  // What is laid out later has its place only then.
  await page.waitForFunction(() =>
    [...document.querySelectorAll(".entries > *")].every(
      (one) => getComputedStyle(one).contentVisibility === "visible",
    ),
  );
  for (const { name, width, textPercent } of looks) {
    await page.setViewportSize({ width, height: 900 });
    await setTextSize(page, textPercent);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      const rules = colorScheme === "dark" ? rulesOfColor : textPercent === 100 ? undefined : rulesOfSize;
      const found = await page.evaluate(findFaults, { rootSize: 16 * (textPercent / 100), rules });
      faults.push(...found.map((fault) => `${address}, ${colorScheme}, ${name}: ${fault}`));
    }
  }
  return countingCell(kind, axeColumn, faults);
}

/** What is made of each, in their order; some at a time. */
async function mapSome<One, Made>(all: readonly One[], make: (one: One) => Promise<Made>): Promise<readonly Made[]> {
  const made: Made[] = [];
  const waiting = all.entries();
  const work = async () => {
    for (const [index, one] of waiting) made[index] = await make(one);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return made;
}

/** How many pages are looked into beside each other. */
const atOnce = 3;

async function weigh(page: Page, origin: string, { kind, address, html }: SitePage): Promise<readonly Cell[]> {
  const [sizes, ofFonts]: [Promise<number>[], Promise<number>[]] = [[], []];
  page.on("requestfinished", (request) => {
    const size = request.sizes().then(({ responseBodySize }) => responseBodySize);
    (request.resourceType() === "font" ? ofFonts : sizes).push(size);
  });
  await page.goto(origin + address, { waitUntil: "networkidle" });
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

/** The size of text in the browser's settings. */
async function setTextSize(page: Page, percent: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const size = (16 * percent) / 100;
  await session.send("Page.setFontSizes", { fontSizes: { standard: size, fixed: (size * 13) / 16 } });
}

/** Runs in the page. */
async function findFaults({
  rootSize,
  rules,
}: {
  readonly rootSize: number;
  /** The rules that are asked; where none are named, all of the standards. */
  readonly rules: string[] | undefined;
}): Promise<readonly string[]> {
  const { axe } = window as unknown as { axe: typeof import("axe-core") };
  for (const one of document.querySelectorAll("details")) one.open = true;
  const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations, passes } = await axe.run(document, {
    runOnly: rules === undefined ? { type: "tag", values } : { type: "rule", values: rules },
    resultTypes: ["violations"],
  });
  const faults = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  if (passes.length < (rules === undefined ? 10 : 1)) faults.push("axe found little to look at");
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) faults.push(`the page is ${scrollWidth} px wide`);
  const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  if (size < rootSize) faults.push(`text of ${size} px does not follow the visitor's setting of ${rootSize} px`);
  return faults;
}
