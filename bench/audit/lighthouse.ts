import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import { median } from "../median.ts";
import type { SitePage } from "./site-pages.ts";
import { type Cell, needsPackages, notRun } from "./table.ts";

/** What is read of a Lighthouse report; scores are from 0 to 1. */
interface Report {
  readonly categories: Readonly<Record<string, Category>>;
  readonly audits: Readonly<Record<string, { readonly score: number | null; readonly numericValue?: number }>>;
}

const packages = path.join(import.meta.dirname, "../node_modules");

interface Category {
  readonly score: number | null;
  readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
}

interface Measure {
  readonly column: string;
  /** The number that is compared and shown. */
  readonly read: (report: Report) => number;
  readonly holds: (value: number) => boolean;
  readonly asked: string;
  readonly show?: (value: number) => string;
  /** The category whose failed audits explain the number. */
  readonly category: string;
}

const percent = (category: string) => (report: Report) => Math.round((report.categories[category]?.score ?? 0) * 100);
const metric = (audit: string) => (report: Report) => report.audits[audit]?.numericValue ?? Number.POSITIVE_INFINITY;
const full = (column: string, category: string): Measure => ({
  column,
  category,
  read: percent(category),
  holds: (value) => value === 100,
  asked: "100",
});

const measures: readonly Measure[] = [
  {
    column: "performance",
    category: "performance",
    read: percent("performance"),
    holds: (value) => value >= 97,
    asked: "at least 97",
  },
  full("accessibility", "accessibility"),
  full("best practices", "best-practices"),
  full("SEO", "seo"),
  {
    column: "LCP, s",
    category: "performance",
    read: (report) => metric("largest-contentful-paint")(report) / 1000,
    holds: (value) => value < 1,
    asked: "below 1 s",
    show: (value) => value.toFixed(2),
  },
  {
    column: "CLS",
    category: "performance",
    read: metric("cumulative-layout-shift"),
    holds: (value) => value === 0,
    asked: "0",
    show: (value) => String(Number(value.toFixed(3))),
  },
];

/** With the site's own faces, which are no part of the other measures: they stand for themselves, once. */
const measuresWithFonts: readonly Measure[] = measures
  .filter(({ column }) => ["performance", "LCP, s", "CLS"].includes(column))
  .map((measure) => ({
    ...measure,
    column: `with fonts: ${measure.column}`,
    ...(measure.column === "LCP, s" ? { holds: (value: number) => value < 2.5, asked: "below 2.5 s" } : {}),
  }));

/** The columns Lighthouse fills. */
export const lighthouseColumns: readonly string[] = [...measures, ...measuresWithFonts].map(({ column }) => column);

/** The kinds of pages it is run on, in each language. */
export const isForLighthouse = (kind: string): boolean => /^(front|list|paper)( \(|$)/.test(kind);

/** The category whose numbers differ from run to run. */
const speed = "performance";
const allCategories = [speed, "accessibility", "best-practices", "seo"];

/** A run on an address, for some of its categories. */
type Run = (address: string, categories: readonly string[]) => Promise<Report>;

/**
 * Lighthouse's mobile setting on each page of the site as it is set in the visitor's own faces, and in its own language with the
 * site's too, where `own` says where that is. Where a number of performance does not hold, each of them is the median of three
 * runs: no others differ from run to run. Nothing else may run meanwhile.
 */
export async function runLighthouse(
  { own, system }: { readonly own: string | undefined; readonly system: string },
  pages: readonly SitePage[],
  browser: string,
): Promise<readonly Cell[]> {
  const kinds = pages.map(({ kind }) => kind);
  if (!existsSync(path.join(packages, "lighthouse"))) return notRun(kinds, lighthouseColumns, needsPackages);
  const cells: Cell[] = [];
  const { run, end } = await startLighthouse(browser);
  for (const { kind, address } of pages) {
    const visits = [
      { url: `${system}${address}`, categories: allCategories, measures },
      ...(own === undefined || kind.includes("(")
        ? []
        : [{ url: `${own}${address}`, categories: [speed], measures: measuresWithFonts }]),
    ];
    try {
      for (const { url, categories, measures } of visits) {
        const reports = [await run(url, categories)];
        const ofSpeed = measures.filter(({ category }) => category === speed);
        if (!ofSpeed.every(({ read, holds }) => holds(read(reports[0]!)))) {
          for (let turn = 1; turn < 3; turn += 1) reports.push(await run(url, [speed]));
        }
        for (const { column, read, holds, asked, show = String, category } of measures) {
          const value = median((category === speed ? reports : reports.slice(0, 1)).map(read));
          const reasons = failedAudits(reports[0]!, category);
          const because = reasons.length === 0 ? "" : ` (${reasons.join(", ")})`;
          const faults = holds(value) ? [] : [`${address}: ${show(value)} where ${asked} is asked${because}`];
          cells.push({ row: kind, column, text: show(value), faults });
        }
      }
    } catch (error) {
      cells.push(...notRun([kind], lighthouseColumns, `Lighthouse failed: ${(error as Error).message.slice(-300)}`));
    }
  }
  end();
  return cells;
}

/** Starts the process of Lighthouse. */
async function startLighthouse(browser: string): Promise<{ readonly run: Run; readonly end: () => void }> {
  const lighthouse = fork(path.join(import.meta.dirname, "lighthouse-process.ts"));
  const answer = () => once(lighthouse, "message", { signal: AbortSignal.timeout(180_000) });
  await answer();
  const run: Run = async (address, categories) => {
    lighthouse.send({ address, categories, browser });
    const [{ report, failure }] = await answer();
    if (failure !== undefined) throw new Error(failure);
    return report;
  };
  return { run, end: () => lighthouse.disconnect() };
}

/** The audits that cost the category something. */
function failedAudits({ categories, audits }: Report, category: string): readonly string[] {
  const refs = categories[category]?.auditRefs ?? [];
  return refs.filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.95).map(({ id }) => id);
}
