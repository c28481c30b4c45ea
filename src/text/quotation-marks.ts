// In: a text with the straight quotation marks and apostrophes of a typewriter. Out: the same with those of its language.
import type { RichNode, RichText } from "./rich-text.ts";

/** Opening and closing, outside and within, as CLDR (`delimiters`) has them; French sets them off by a narrow space that does not break. */
type Marks = readonly [open: string, close: string, openWithin: string, closeWithin: string];

const english: Marks = ["“", "”", "‘", "’"];
const marksOf: Readonly<Record<string, Marks>> = {
  ar: ["”", "“", "’", "‘"],
  cs: ["„", "“", "‚", "‘"],
  da: ["“", "”", "‘", "’"],
  de: ["„", "“", "‚", "‘"],
  el: ["«", "»", "“", "”"],
  es: ["«", "»", "“", "”"],
  fi: ["”", "”", "’", "’"],
  fr: ["«\u202f", "\u202f»", "“", "”"],
  it: ["«", "»", "“", "”"],
  no: ["«", "»", "‘", "’"],
  nb: ["«", "»", "‘", "’"],
  pl: ["„", "”", "«", "»"],
  ru: ["«", "»", "„", "“"],
  sk: ["„", "“", "‚", "‘"],
  sv: ["”", "”", "’", "’"],
  uk: ["«", "»", "„", "“"],
};

const apostrophe = "’";

/** What stands before an opening mark: nothing, a blank, a bracket, a dash, another opening mark. */
const opens = /^$|[\s([{<\u2010-\u2015/„“‘‚«‹-]/u;
const word = /[\p{L}\p{N}]/u;

/** What is new at each block: a mark that was never closed opens nothing there. */
const blocks: ReadonlySet<RichNode["kind"]> = new Set([
  "paragraph",
  "item",
  "quote",
  "cell",
  "heading",
  "footnotes",
  "list",
  "orderedList",
  "table",
  "row",
]);

/** The text in a language (BCP 47), never in code and formulas. What has no straight mark stays as it is. */
export function curlQuotes(tree: RichText, language: string): RichText {
  if (!hasStraight(tree)) return tree;
  const marks = marksOf[language.split("-", 1)[0]!.toLowerCase()] ?? english;
  let before = "";
  let isOpen = { double: false, single: false };
  const setAll = (nodes: RichText): RichText => nodes.map(setOne);
  const setOne = (node: RichNode): RichNode => {
    if (node.kind === "text") {
      const value = setText(node.value);
      before = value.at(-1) ?? before;
      return value === node.value ? node : { ...node, value };
    }
    if (node.kind === "math" || node.kind === "code" || node.kind === "codeBlock") {
      before = "x";
      return node;
    }
    if (blocks.has(node.kind)) {
      before = "";
      isOpen = { double: false, single: false };
    }
    return { ...node, children: setAll(node.children) };
  };
  const setText = (value: string): string => {
    // An apostrophe at a word's beginning ("'90s") has no mark behind it that would close it.
    let lastClosing = -1;
    for (const { index } of value.matchAll(/(?<=[^\s'])'(?![\p{L}\p{N}])/gu)) lastClosing = index;
    return value.replace(/["']/g, (mark: string, index: number) => {
      const previous = index === 0 ? before : value[index - 1]!;
      const next = value[index + 1] ?? "";
      const isOpening = opens.test(previous) || (/["']/.test(previous) && word.test(next));
      if (mark === '"') {
        // Inches and seconds: 5".
        if (/\p{N}/u.test(previous) && !isOpen.double) return mark;
        isOpen.double = isOpening && next !== "" ? true : isOpening && !isOpen.double;
        return isOpen.double ? marks[0] : marks[1];
      }
      if (word.test(previous) && word.test(next)) return apostrophe;
      if (isOpening && lastClosing > index) {
        isOpen.single = true;
        return marks[2];
      }
      if (isOpening || !isOpen.single) return /\p{N}/u.test(previous) ? mark : apostrophe;
      isOpen.single = false;
      return marks[3];
    });
  };
  return setAll(tree);
}

const hasStraight = (tree: RichText): boolean =>
  tree.some((node) =>
    node.kind === "text"
      ? /["']/.test(node.value)
      : node.kind !== "math" && node.kind !== "code" && node.kind !== "codeBlock" && hasStraight(node.children),
  );
