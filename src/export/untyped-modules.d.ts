// What Offprint uses of packages that ship no types: citation-js (0.8), markdown-it-footnote (4).
declare module "@citation-js/core" {
  /** What `plugins.config.get("@csl")` gives once `@citation-js/plugin-csl` is imported. */
  interface CslConfig {
    /** The engine for a style and locale, kept by both names, set up for these items and this output format. */
    engine(
      data: readonly { readonly id: string }[],
      style: string,
      locale: string,
      format: "html" | "text",
    ): import("./style-engines.ts").CslEngine;
    readonly styles: { has(name: string): boolean; get(name: string): string; add(name: string, xml: string): void };
    readonly locales: { has(name: string): boolean; add(name: string, xml: string): void };
  }

  export const plugins: { readonly config: { get(name: "@csl"): CslConfig } };
}

declare module "@citation-js/plugin-csl" {}

declare module "markdown-it-footnote" {
  import type { MarkdownIt } from "markdown-it";
  export default function footnotes(markdown: MarkdownIt): void;
}
