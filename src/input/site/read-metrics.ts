// In: the file that `offprint metrics` writes. Out: how often papers are cited.
import { diagnostic, type Result } from "../../diagnostic/diagnostic.ts";
import type { CitationCount, CitationCounts } from "../../record/citation-counts.ts";
import { placeAt, type SourceFile } from "../files/source-file.ts";

/** The counts of `content/metrics.json`; what can't be read of it is told and shown nowhere, and keeps no site from being built. */
export function readMetrics(file: SourceFile | undefined): Result<CitationCounts> {
  if (file === undefined) return { value: new Map(), diagnostics: [] };
  const written = parsed(file.text);
  const pairs = written === undefined ? [] : Object.entries(written).map(([key, one]) => [key, countOf(one)] as const);
  const counts = new Map(pairs.filter((pair): pair is readonly [string, CitationCount] => pair[1] !== undefined));
  const bad = pairs.find(([, one]) => one === undefined)?.[0];
  if (written !== undefined && bad === undefined) return { value: counts, diagnostics: [] };
  const message =
    bad === undefined
      ? "The file is no list of citation counts, so none is shown."
      : `What stands here of "${bad}" is no citation count, so it is shown nowhere.`;
  const at = bad === undefined ? 0 : Math.max(0, file.text.indexOf(JSON.stringify(bad)));
  return {
    value: counts,
    diagnostics: [
      diagnostic({ code: "input/metrics", message, hint: "let offprint metrics write it anew.", ...placeAt(file, at) }),
    ],
  };
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const works = typeof value === "object" && value !== null ? (value as { works?: unknown }).works : undefined;
    return typeof works === "object" && works !== null && !Array.isArray(works) ? works : undefined;
  } catch {
    return undefined;
  }
}

function countOf(value: unknown): CitationCount | undefined {
  const { citations, source, address, day } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const isCount = typeof citations === "number" && Number.isInteger(citations) && citations >= 0;
  const [, year, month, date] = (typeof day === "string" && /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)) || [];
  if (!isCount || typeof source !== "string" || typeof address !== "string" || year === undefined) return undefined;
  if (!URL.canParse(address) || new URL(address).protocol !== "https:" || source.length > 50) return undefined;
  const start = [Number(year), Number(month), Number(date)] as const;
  return { count: citations, source, address, day: { start, circa: false, uncertain: false } };
}
