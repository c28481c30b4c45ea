import type { Catalogue, SiteTarget } from "../../relate/catalogue.ts";
import type { MathRenderer } from "../../text/mathml.ts";
import type { ImageNode, RichText } from "../../text/rich-text.ts";
import { type HtmlOptions, richTextToHtml, type ShownPicture } from "../../text/rich-text-html.ts";
import { siteAddressesIn } from "../../text/rich-text-tools.ts";
import { type Addresses, encodePath } from "./page-addresses.ts";

/** What makes texts of pages. */
export interface TextTools {
  /** HTML of a text of the page at an address without its language's folder ("/collections/trees/"). */
  readonly html: (
    tree: RichText,
    page: string,
    options?: Pick<HtmlOptions, "headingLevel" | "footnotes"> & {
      /** Whether addresses begin with the site's own, as a feed wants them. */
      readonly absolute?: boolean;
    },
  ) => string;
  /** All that the HTML of a text depends on besides the text. */
  readonly dependencies: (tree: RichText, page: string) => unknown;
}

/** The tools of a language. */
export function createTextTools(
  { findTarget, pictures }: Pick<Catalogue, "findTarget" | "pictures">,
  addresses: Addresses,
  math: MathRenderer,
): TextTools {
  const addressOf = ({ address, isPage, suffix }: SiteTarget, absolute: boolean) => {
    const end = encodeURI(suffix);
    if (absolute) {
      const whole = isPage ? addresses.canonical(address) : addresses.canonicalFile(encodePath(address));
      return whole && whole + end;
    }
    return (isPage ? addresses.page(address) : addresses.published(address)) + end;
  };
  const pictureOf = ({ href, place }: ImageNode, page: string, absolute: boolean): ShownPicture | undefined => {
    const target = findTarget(href, place, page);
    const size = target?.file && pictures.get(target.file.path);
    const src = target && addressOf({ ...target, suffix: "" }, absolute);
    return size && src ? { ...size, src } : undefined;
  };
  return {
    html: (tree, page, { absolute = false, ...options } = {}) =>
      richTextToHtml(tree, {
        math,
        ...options,
        addressOf: ({ href, place }) => {
          const target = place && findTarget(href, place, page);
          return target && addressOf(target, absolute);
        },
        pictureOf: (image) => pictureOf(image, page, absolute),
      }).trim(),
    dependencies: (tree, page) =>
      siteAddressesIn(tree).map(({ href, place }) => {
        const target = findTarget(href, place, page);
        return [target?.address, target?.isPage, target?.file && pictures.get(target.file.path)];
      }),
  };
}
