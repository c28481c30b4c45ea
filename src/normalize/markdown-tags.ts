// What becomes of HTML tags in Markdown that have no place in a text.
import { decodeHTMLAttribute } from "entities";
import type { Tag } from "./html-tags.ts";

/** What a token "tag" carries: the tag, and how it is written. */
export interface MarkdownTag {
  readonly tag: Tag;
  readonly source: string;
}

/** Tags whose content is all they say, and those of JATS that exports leave; they go without a word. */
const meaningless: ReadonlySet<string> = new Set(
  (
    "p div span title sec section article abbr acronym bdi bdo big small font center wbr body html main address aside " +
    "header footer label time roman sans-serif styled-content named-content inline-formula disp-formula alternatives " +
    "xref uri summary tbody thead tfoot td th tr li list-item dd a br hr"
  ).split(" "),
);

/** What an author is told of a tag that is not kept; undefined where it is, or says nothing. */
export function flattenedTag(tag: Tag): string | undefined {
  const isLost = tag.meaning === "content" || tag.meaning === "paragraph" || tag.meaning === "space";
  if (!isLost || meaningless.has(tag.name)) return undefined;
  return `The HTML tag <${tag.name}> is not kept in a text; what stands in it is shown without it.`;
}

const attributePattern = /\s(href|src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=`]+))/gi;

/** The attributes of a link or a picture by which it is one. */
export function addressOfTag(
  { name }: Tag,
  source: string,
): Partial<Record<"href" | "src" | "alt", string>> | undefined {
  if (name !== "a" && name !== "img") return undefined;
  const found: Partial<Record<string, string>> = {};
  for (const [, attribute = "", ...values] of source.matchAll(attributePattern)) {
    found[attribute.toLowerCase()] ??= decodeHTMLAttribute(values.find((value) => value !== undefined) ?? "").trim();
  }
  return found;
}
