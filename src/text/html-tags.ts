// HTML and JATS tags and entities that exports leave inside of BibTeX and Markdown.
import { decodeHTMLStrict } from "entities";
import { withoutNoText } from "./characters.ts";
import type { RichMark } from "./rich-text.ts";

/** What a tag means: a mark, a gap between words or paragraphs, or nothing but its content. */
export type TagMeaning = RichMark | "space" | "paragraph" | "content";

export interface Tag {
  readonly name: string;
  readonly meaning: TagMeaning;
  readonly closing: boolean;
  /** Characters of the text that it takes. */
  readonly length: number;
}

function meanings(meaning: TagMeaning, names: string): [string, TagMeaning][] {
  return names.split(" ").map((name) => [name, meaning]);
}

/** The tags that exporters and publishers write into a text; any other is words about HTML, or a type of a program. */
const tags: ReadonlyMap<string, TagMeaning> = new Map([
  ...meanings("emphasis", "i em italic cite var dfn"),
  ...meanings("strong", "b strong bold"),
  ...meanings("subscript", "sub inf"),
  ...meanings("superscript", "sup"),
  ...meanings("strikethrough", "s del strike"),
  ...meanings("smallCaps", "sc scp"),
  ...meanings("code", "code tt monospace kbd samp"),
  ...meanings("space", "br hr td th"),
  ...meanings("paragraph", "p div title sec li tr h1 h2 h3 h4 h5 h6 dt dd blockquote pre section article list-item"),
  ...meanings(
    "content",
    "span a abbr acronym address aside b-link bdi bdo big caption center dl figcaption figure font footer header " +
      "img ins list mark ol q roman ruby rb rp rt sans-serif small styled-content named-content table tbody " +
      "text tfoot thead time u ul underline wbr inline-formula disp-formula tex-math alternatives ext-link xref uri " +
      "math mrow mi mn mo ms mtext mspace msub msup msubsup mfrac msqrt mroot mover munder munderover mfenced mstyle " +
      "mtable mtr mtd mpadded mphantom menclose merror mmultiscripts mprescripts none semantics annotation",
  ),
]);

/** `<`, an optional slash, a name with an optional prefix (`jats:`, `mml:`), attributes without angle brackets, `>`. */
const tagPattern = /<(\/?)(?:[a-z]+:)?([a-z][a-z0-9-]*)(\s[^<>]*)?>|<(?:[a-z]+:)?([a-z][a-z0-9-]*)(?:\s[^<>]*)?\/>/gi;

/**
 * The tags of a text by their places. A `<` is a sign, and what it seems to begin is words, unless a known tag opens and
 * closes here; those that have no content stand alone: `<br>`, `<mml:mspace/>`, a picture with its address. In a text of
 * `blocks` a paragraph may also begin after the end of a sentence and have no end (HTML standard 13.1.2.4, JATS 1.3).
 */
export function findTags(text: string, blocks: boolean): ReadonlyMap<number, Tag> {
  const found = new Map<number, Tag>();
  if (!text.includes("<")) return found;
  const open = new Map<string, { index: number; tag: Tag }[]>();
  for (const { index, 0: whole, 1: slash, 2: named, 3: attributes = "", 4: closed } of text.matchAll(tagPattern)) {
    const isEmpty = closed !== undefined || attributes.endsWith("/");
    const name = (named ?? closed)!.toLowerCase();
    const meaning = name === "span" ? spanMeaning(attributes) : tags.get(name);
    if (meaning === undefined) continue;
    const tag = { name, meaning, closing: slash === "/", length: whole.length };
    const isAlone = isEmpty || name === "br" || (name === "img" && attributes.includes("="));
    if (isAlone && !tag.closing) {
      if (meaning === "space" || meaning === "paragraph" || meaning === "content") found.set(index, tag);
    } else if (!tag.closing) {
      const isBreak =
        blocks && meaning === "paragraph" && /(?:^|[.!?:;>\n])\s*$/.test(text.slice(Math.max(0, index - 20), index));
      if (isBreak) found.set(index, tag);
      const others = open.get(name);
      if (others) others.push({ index, tag });
      else open.set(name, [{ index, tag }]);
    } else {
      const opening = open.get(name)?.pop();
      if (opening) found.set(opening.index, opening.tag).set(index, { ...tag, meaning: opening.tag.meaning });
    }
  }
  return found;
}

/** CSL's rich text marks by its spans (CSL-JSON, "rich text"). */
function spanMeaning(attributes: string): TagMeaning {
  if (/\bclass\s*=\s*\S?nocase\b/i.test(attributes)) return "noCase";
  return /font-variant:\s*small-caps/i.test(attributes) ? "smallCaps" : "content";
}

const entityPattern = /&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/iy;

/** The characters of the entity that starts at `offset`, and its length; undefined where `&` is but a sign. */
export function readEntity(text: string, offset: number): { value: string; length: number } | undefined {
  entityPattern.lastIndex = offset;
  const entity = entityPattern.exec(text)?.[0];
  if (!entity) return undefined;
  const value = withoutNoText(decodeHTMLStrict(entity));
  return value === entity ? undefined : { value, length: entity.length };
}
