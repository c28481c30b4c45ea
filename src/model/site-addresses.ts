import type { Place } from "../diagnostic/diagnostic.ts";
import type { RichText } from "./rich-text.ts";

/** An address within the site that stands in a text. */
export interface SiteAddress {
  readonly href: string;
  readonly place: Place;
  readonly isPicture: boolean;
}

/** The addresses of a text that lead to places within the site, in reading order. */
export function siteAddressesIn(tree: RichText): readonly SiteAddress[] {
  return tree.flatMap((node): readonly SiteAddress[] => {
    if (!("children" in node)) return [];
    const inside = siteAddressesIn(node.children);
    const isPicture = node.kind === "image";
    if (!isPicture && node.kind !== "link") return inside;
    return node.place ? [{ href: node.href, place: node.place, isPicture }, ...inside] : inside;
  });
}
