// What `offprint/csl` is in a browser, where styles and locales come as data: in Node it reads their XML too (`exports.ts`).

import { addressOf } from "./addresses.ts";
import { compileStyle as compileTree } from "./compile-style.ts";
import type { Item } from "./item.ts";
import type { FormattedReference } from "./output.ts";
import { fromStyleData, type StyleData } from "./style-data.ts";
import { UnsupportedStyle } from "./style-tree.ts";

export type { DateValue, Item, Name } from "./item.ts";
export { type FormattedReference, type StyleData, UnsupportedStyle };

export interface ReferenceOptions {
  /** Locales of CSL as data, each in place of those before it: "en-US", the first of the language, its own. */
  readonly locales: readonly StyleData[];
  /** The language of the words, "de-AT"; without it the style's own, else American English. */
  readonly language?: string;
  /** Whether DOI, URL, PMID and PMCID lead where they say (CSL 1.0.2, appendix VI); they do unless it is `false`. */
  readonly links?: boolean;
  /** Whether the number of a numbered style is shown, which is 1. */
  readonly showsNumber?: boolean;
}

/** A style in one language. */
export interface ReferenceStyle {
  /** The reference of an item of CSL-JSON, as it stands in a bibliography of one; empty where the style says nothing of it. */
  readonly format: (item: Item) => FormattedReference;
}

/**
 * Makes functions of an independent style: what it takes a moment for once, a reference takes some microseconds for. Throws an
 * `UnsupportedStyle` for what is no style of CSL 1.0.2 with a bibliography, or never ends.
 */
export function compileStyle(style: StyleData, options: ReferenceOptions): ReferenceStyle {
  const { locales, links = true, showsNumber = false } = options;
  const tree = fromStyleData(style);
  const { format } = compileTree(
    tree,
    locales.map(fromStyleData),
    options.language ?? tree.attributes["default-locale"] ?? "en-US",
    { showsNumber, ...(links ? { address: addressOf } : {}) },
  );
  return { format };
}
