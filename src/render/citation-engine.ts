// The boundary to citation-js: engines by style and locale. Nothing else in Offprint names citation-js or citeproc.
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import type { CitationStyle } from "../model/site.ts";
import { ownLocales } from "./citation-locales.ts";
import type { CslItem } from "./csl-json.ts";
import { type SentenceStyle, sentenceStyleOf, withTitlesAsGiven } from "./sentence-style.ts";

/** The part of a citeproc engine that is used here. */
export interface CslEngine {
  updateItems(ids: readonly string[], unsorted?: boolean): unknown;
  makeBibliography(): readonly [parameters: unknown, entries: readonly string[]] | false;
  getTerm(name: string, form?: "long" | "short"): string | undefined;
  readonly opt: { readonly development_extensions: Record<string, boolean> };
}

/** An engine that formats one item at a time, always as if it were the only one. */
export interface StyleEngine {
  /** The item's entry in the bibliography: HTML of citeproc's making, not yet safe. */
  readonly format: (item: CslItem) => string;
  /** A term in the engine's language: "et-al". */
  readonly term: (name: string, form?: "long" | "short") => string;
  /** Whether the style says "circa" of itself. */
  readonly knowsCirca: boolean;
  /** What the style asks of titles, where it wants sentence case. */
  readonly sentenceStyle: SentenceStyle | undefined;
}

/**
 * The engine of a style and locale, undefined for a style that is not there or that citeproc can't read. Making one is
 * slow (up to a second for APA); it is to be kept.
 */
export function createStyleEngine(style: Omit<CitationStyle, "title">, locale: string): StyleEngine | undefined {
  const { engine, styles } = loadCiteproc();
  const builtIn = style.builtIn ?? style.name;
  const xml = style.xml ?? (styles.has(builtIn) ? styles.get(builtIn) : undefined);
  if (xml === undefined || !/<bibliography[\s>]/.test(xml)) return undefined;
  // The register is citation-js' own and global: a name made of the content never means two things.
  const name = `offprint-${createHash("sha256").update(xml).digest("hex")}`;
  if (!styles.has(name)) styles.add(name, withTitlesAsGiven(forSingleReferences(xml)));
  const prepare = (items: readonly CslItem[]): CslEngine => {
    const prepared = engine(items, name, locale, "html");
    Object.assign(prepared.opt.development_extensions, { wrap_url_and_doi: true, field_hack: false });
    return prepared;
  };
  try {
    const prepared = prepare([]);
    return {
      format: (item) => {
        const ready = prepare([item]);
        ready.updateItems([item.id]);
        return (ready.makeBibliography() || [undefined, []])[1].join("");
      },
      term: (term, form) => prepared.getTerm(term, form) ?? "",
      knowsCirca: xml.includes("is-uncertain-date"),
      sentenceStyle: sentenceStyleOf(xml),
    };
  } catch {
    return undefined;
  }
}

/**
 * The style without what a single reference has no use for: its in-text citations, which citeproc formats too, to see
 * whether two look alike, and the order of the bibliography. Together they cost more than half of the time.
 */
function forSingleReferences(xml: string): string {
  return xml
    .replace(/<sort>[\s\S]*?<\/sort>/g, "")
    .replace(/(<citation\b[^>]*>)[\s\S]*?<\/citation>/, '$1<layout><text variable="title"/></layout></citation>')
    .replace(/\sdisambiguate-[a-z-]+="[^"]*"/g, "");
}

/** citation-js' CSL plugin, loaded when the first reference is made: it takes a tenth of a second. */
function loadCiteproc() {
  const require = createRequire(import.meta.url);
  require("@citation-js/plugin-csl");
  const config = (require("@citation-js/core") as typeof import("@citation-js/core")).plugins.config.get("@csl");
  for (const [name, xml] of ownLocales()) if (!config.locales.has(name)) config.locales.add(name, xml);
  return config;
}
