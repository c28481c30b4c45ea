import { richTextToPlain } from "../model/plain-text.ts";
import type { RichText } from "../model/rich-text.ts";

/** A title with its subtitle behind a colon, or behind a space where the title ends with a mark of its own. */
export function joinTitles(title: string, subtitle: string | undefined): string {
  if (!subtitle) return title;
  return title ? title + separator(title) + subtitle : subtitle;
}

/** The same for rich text. */
export function joinRichTitles(title: RichText, subtitle: RichText): RichText {
  if (subtitle.length === 0 || title.length === 0) return [...title, ...subtitle];
  return [...title, { kind: "text", value: separator(richTextToPlain(title)) }, ...subtitle];
}

function separator(title: string): string {
  return /[:?!.…。:?!]$/u.test(title) ? " " : ": ";
}
