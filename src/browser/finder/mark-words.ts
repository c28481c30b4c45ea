import { wordsOf } from "./words.ts";

/**
 * Marks the words of a query where they begin a word of the results, by the browser's own highlights (CSS Custom Highlight API), so
 * that the page's elements stay as they are. A browser without them marks nothing.
 */
export function markWords(results: HTMLElement, words: readonly string[]): void {
  if (!("highlights" in CSS)) return;
  CSS.highlights.delete("found");
  if (words.length === 0) return;
  const found = new Highlight();
  for (const part of results.querySelectorAll(".title, .authors, .venue, .abstract, .lead")) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const { index, 0: word } of node.nodeValue!.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
        const [folded = ""] = wordsOf(word);
        if (!words.some((one) => folded.startsWith(one))) continue;
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        found.add(range);
      }
    }
  }
  CSS.highlights.set("found", found);
}
