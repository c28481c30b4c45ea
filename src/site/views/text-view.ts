import type { MathRenderer } from "../../text/mathml.ts";
import type { RichText, SiteTarget } from "../../text/rich-text.ts";
import { type HtmlOptions, richTextToHtml } from "../../text/rich-text-html.ts";
import { type Addresses, encodePath } from "./page-addresses.ts";

/** What makes texts of pages. */
export interface TextTools {
  /** HTML of a text whose addresses say where they lead. */
  readonly html: (
    tree: RichText,
    options?: Pick<HtmlOptions, "headingLevel" | "footnotes" | "marked" | "ids" | "isTitle"> & {
      /** The language of the text, where it is not the page's. */
      readonly language?: string | undefined;
      /** Whether addresses begin with the site's own, as a feed wants them. */
      readonly absolute?: boolean;
    },
  ) => string;
}

/** The tools of a language. */
export function createTextTools(addresses: Addresses, math: MathRenderer, pageLanguage: string): TextTools {
  const addressOf = (target: SiteTarget, absolute: boolean) => {
    if (!absolute) return addresses.target(target);
    const { address, isPage, suffix } = target;
    const whole = isPage ? addresses.canonical(address) : addresses.canonicalFile(encodePath(address));
    return whole && whole + encodeURI(suffix);
  };
  return {
    html: (tree, { absolute = false, language = pageLanguage, ...options } = {}) =>
      richTextToHtml(tree, { math, ...options, language, addressOf: (target) => addressOf(target, absolute) }).trim(),
  };
}
