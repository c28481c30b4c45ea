// HTML and JATS tags and entities that exports leave inside of BibTeX and Markdown.
import { decodeHTMLStrict } from "entities";
import type { RichMark } from "../model/rich-text.ts";

/** What a tag means: a mark, a gap between words or paragraphs, text to be dropped, or nothing but its content. */
export type TagMeaning = RichMark | "space" | "paragraph" | "dropped" | "content";

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

const tags: ReadonlyMap<string, TagMeaning> = new Map([
  ...meanings("emphasis", "i em italic cite var dfn"),
  ...meanings("strong", "b strong bold"),
  ...meanings("subscript", "sub inf"),
  ...meanings("superscript", "sup"),
  ...meanings("smallCaps", "sc scp"),
  ...meanings("code", "code tt monospace kbd samp"),
  ...meanings("space", "br hr td th"),
  ...meanings("paragraph", "p div title sec li tr h1 h2 h3 h4 h5 h6 dt dd blockquote pre section article list-item"),
  ...meanings("dropped", "script style"),
  ...meanings(
    "content",
    "span a abbr acronym address aside b-link bdi bdo big body button caption center data del details dl fieldset " +
      "figcaption figure font footer form head header html iframe img input ins label legend link main map mark meta " +
      "nav noscript object ol option param picture q roman ruby rb rp rt s sans-serif select small source strike " +
      "summary svg table tbody template text textarea tfoot thead time u ul underline video audio canvas wbr " +
      "inline-formula disp-formula tex-math alternatives ext-link xref uri list styled-content named-content " +
      "math mrow mi mn mo ms mtext mspace msub msup msubsup mfrac msqrt mroot mover munder munderover mfenced mstyle " +
      "mtable mtr mtd mpadded mphantom menclose merror mmultiscripts mprescripts none semantics annotation",
  ),
]);

/** `<`, an optional slash, a name with an optional prefix (`jats:`, `mml:`), attributes without angle brackets, `>`. */
const tagPattern = /<(\/?)(?:[a-z]+:)?([a-z][a-z0-9-]*)(?:\s[^<>]*)?\/?>/iy;
/** The end of an element whose content is no text. */
const droppedEnd = { script: /<\/script\s*>/gi, style: /<\/style\s*>/gi };

/**
 * The tag that starts at `offset`; undefined where `<` is but a sign. The content of a script or style belongs to its
 * tag, to the end of the text where it never ends. Attributes mean nothing here. (HTML standard 13.1.2, JATS 1.3.)
 */
export function readTag(text: string, offset: number): Tag | undefined {
  tagPattern.lastIndex = offset;
  const match = tagPattern.exec(text);
  const name = match?.[2]?.toLowerCase();
  const meaning = name === undefined ? undefined : tags.get(name);
  if (!match || name === undefined || meaning === undefined) return undefined;
  const closing = match[1] === "/";
  const length = match[0].length;
  if (closing || (name !== "script" && name !== "style")) return { name, meaning, closing, length };
  const end = droppedEnd[name];
  end.lastIndex = offset + length;
  return { name, meaning, closing, length: (end.exec(text) ? end.lastIndex : text.length) - offset };
}

const entityPattern = /&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/iy;

/** The characters of the entity that starts at `offset`, and its length; undefined where `&` is but a sign. */
export function readEntity(text: string, offset: number): { value: string; length: number } | undefined {
  entityPattern.lastIndex = offset;
  const entity = entityPattern.exec(text)?.[0];
  if (!entity) return undefined;
  const value = decodeHTMLStrict(entity);
  return value === entity ? undefined : { value, length: entity.length };
}
