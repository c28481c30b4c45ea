import { all, attribute, readHtml } from "../../tests/end-to-end/html.ts";

/** What a page tells machines about itself. */
export interface PageHead {
  /** The contents of its `meta` elements by name, in order. */
  readonly tags: ReadonlyMap<string, readonly string[]>;
  readonly canonical: string | undefined;
  readonly isIndexed: boolean;
  /** The texts of its JSON-LD blocks. */
  readonly blocks: readonly string[];
}

/** Reads a page as a browser does. */
export function readPageHead(html: string): PageHead {
  const page = readHtml(html);
  const tags = new Map<string, string[]>();
  for (const meta of all(page, "meta")) {
    const name = attribute(meta, "name");
    if (name !== undefined) tags.set(name, [...(tags.get(name) ?? []), attribute(meta, "content") ?? ""]);
  }
  const canonical = all(page, "link").find((link) => attribute(link, "rel") === "canonical");
  const scripts = all(page, "script").filter((one) => attribute(one, "type") === "application/ld+json");
  return {
    tags,
    canonical: canonical && attribute(canonical, "href"),
    isIndexed: !(tags.get("robots") ?? []).some((content) => content.includes("noindex")),
    blocks: scripts.map(({ childNodes }) => childNodes.map((node) => ("value" in node ? node.value : "")).join("")),
  };
}
