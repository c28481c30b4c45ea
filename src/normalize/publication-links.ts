import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { linkFieldLabel } from "../model/entry-fields.ts";
import { isFileHref, type Link, type LinkKind } from "../model/link.ts";
import { sameTarget } from "./identifier-links.ts";

/** Where a link the author wrote, or an identifier, stands among the others. */
export type TypedLink = Link | { readonly derived: LinkKind };

/**
 * The links of a publication: in the order in which the author wrote their fields, those that follow from an identifier
 * at the field that gave it; then those that follow from an identifier found elsewhere. No target twice: the label the
 * author gave wins.
 */
export function orderLinks(typed: readonly TypedLink[], derived: readonly Link[]): readonly Link[] {
  const labelled = typed.filter((link): link is Link => "href" in link);
  const isLabelled = (link: Link) => labelled.some((other) => other.kind !== "url" && sameTarget(link.href, other.href));
  const candidates = [
    ...typed.flatMap((link) => ("href" in link ? [link] : derived.filter(({ kind }) => kind === link.derived))),
    ...derived,
  ];
  const links: Link[] = [];
  for (const link of candidates) {
    const isDerived = derived.includes(link);
    if (isDerived && isLabelled(link)) continue;
    if (link.kind === "url" && derived.some((other) => sameTarget(other.href, link.href))) continue;
    if (!links.some((other) => sameTarget(other.href, link.href))) links.push(link);
  }
  return links;
}

/** A labelled link from what an author wrote for its address, or why there is none. */
export function labelledLink(
  label: string,
  address: string,
  sourcePath: string,
): { readonly link?: Link; readonly problem?: Pick<Diagnostic, "code" | "message" | "hint"> } {
  const { kind } = linkFieldLabel(label.replace(/\s+/g, "_")) ?? { kind: "other" as const };
  const href = address.trim();
  if (/^(https?:\/\/[^\s/]|mailto:[^\s@]+@)\S*$/i.test(href)) return { link: { label, href, kind } };
  const doi = /^doi:\s*(10\.\S+)$/i.exec(href);
  if (doi) return { link: { label, href: `https://doi.org/${doi[1]}`, kind } };
  if (isFileHref(href) && !href.startsWith("//") && !/[\\<>"\u0000-\u001f]/.test(href) && href !== "") {
    const path = resolveFile(href, sourcePath);
    if (path) return { link: { label, href: path, kind } };
  }
  return {
    problem: {
      code: "normalize/address-scheme",
      message: `The link "${label}" leads to "${href}", which is no address that a page may link to, so it is left out.`,
      hint: "use an address that begins with https://, http://, mailto: or doi:, or the name of a file beside the paper's.",
    },
  };
}

/** A path beside the source file, or from the site's root where it begins with a slash; none that leads out of content. */
function resolveFile(href: string, sourcePath: string): string | undefined {
  const steps = href.startsWith("/") ? ["content"] : sourcePath.split("/").slice(0, -1);
  for (const step of href.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps[0] === "content" && steps.length > 1 ? steps.join("/") : undefined;
}
